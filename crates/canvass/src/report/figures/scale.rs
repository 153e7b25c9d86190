use crate::survey::Question;
use crate::tabulate::LineKey;

/// Between how many points the two at either end are told together as well.
const TOLD_IN_PAIRS: std::ops::RangeInclusive<usize> = 4..=5;
/// With more options than this there is no room for columns of such sums.
const ROOM_FOR_SUMS: usize = 6;

/// Which options of a table make a scale.
pub(in crate::report) struct Scale {
    /// Places among the options, from the lowest to the highest score.
    pub(in crate::report) points: Vec<usize>,
    /// Places of options that are off the scale, such as "Don't know".
    pub(in crate::report) off: Vec<usize>,
    in_pairs: bool,
}

impl Scale {
    /// The scale of a question; `None` where its options, as far as the table has them, are none.
    pub(super) fn of(question: &Question, options: &[(&LineKey, &str)]) -> Option<Self> {
        let score = |key: &LineKey| match key {
            LineKey::Option(id) => {
                let index = question.option_index(id)?;
                question.options.get(index)?.score
            }
            _ => None,
        };
        let keys = options.iter().enumerate();
        let mut points: Vec<(i64, usize)> = keys
            .clone()
            .filter_map(|(at, (key, _))| Some((score(key)?, at)))
            .collect();
        points.sort_unstable();
        let off = keys.filter(|(_, (key, _))| score(key).is_none());
        (points.len() > 1).then(|| Scale {
            off: off.map(|(at, _)| at).collect(),
            in_pairs: TOLD_IN_PAIRS.contains(&points.len()) && options.len() <= ROOM_FOR_SUMS,
            points: points.into_iter().map(|(_, at)| at).collect(),
        })
    }

    /// The place among the points of the one that leans to neither end: the middle one of an odd number.
    pub(super) fn neutral(&self) -> Option<usize> {
        (self.points.len() % 2 == 1).then_some(self.points.len() / 2)
    }

    /// The points between which the middle of the scale lies, or the one on which it lies.
    pub(in crate::report) fn middle(&self) -> &[usize] {
        let half = self.points.len() / 2;
        let range = match self.neutral() {
            Some(neutral) => neutral..=neutral,
            None => half.saturating_sub(1)..=half,
        };
        self.points.get(range).unwrap_or_default()
    }

    /// The points of the lower end that are told together.
    pub(in crate::report) fn low(&self) -> &[usize] {
        let many = if self.in_pairs { 2 } else { 1 };
        self.points.get(..many).unwrap_or_default()
    }

    /// The points of the upper end that are told together.
    pub(in crate::report) fn high(&self) -> &[usize] {
        let many = if self.in_pairs { 2 } else { 1 };
        let from = self.points.len().saturating_sub(many);
        self.points.get(from..).unwrap_or_default()
    }

    /// The ends that need a column of their own, because they are sums.
    pub(super) fn sums(&self) -> Vec<&[usize]> {
        if self.in_pairs {
            vec![self.low(), self.high()]
        } else {
            Vec::new()
        }
    }
}
