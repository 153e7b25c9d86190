//! Figures of a question that are no count of an option: scales, numbers, days, places of a ranking.

use crate::stats::{Confidence, Interval, Proportion, Spread};
use crate::survey::{
    Choice, ChoiceColumn, Column, Date, DateAnswer, NumberAnswer, OptionId, Question,
    RankingColumn, Responses, WaveId,
};

/// How many points of a scale make its top and its bottom, unless told otherwise.
pub const BOX_POINTS: usize = 2;

/// The answers to a scale as figures over all of its points.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleSummary {
    /// Those who chose one of the highest points, of all who answered; each respondent counts once.
    pub top: Option<Proportion>,
    /// Those who chose one of the lowest points, of all who answered.
    pub bottom: Option<Proportion>,
    /// How many points make the top, and the bottom.
    pub points: usize,
    /// The points chosen, as numbers; those who chose an option off the scale ("Don't know") are left out. `None`
    /// when nobody chose a point.
    pub spread: Option<Spread>,
}

/// Sums up the answers to a scale; `None` when the wave did not ask it or it is no scale.
///
/// The top is the `points` highest points that the wave offered, the bottom the `points` lowest; there is neither
/// when the wave offered no more points than that. The base of both is all who answered, as of every line of the
/// question's table.
pub fn scale_summary(
    question: &Question,
    responses: &Responses,
    points: usize,
) -> Option<ScaleSummary> {
    let Column::Choice(column) = responses.column(&question.id)? else {
        return None;
    };
    let ends = ScaleEnds::of(question, responses.wave(), points)?;
    let (answered, counts) = counts_by_score(question, column, &ends.scores);
    let of = |is_in: &dyn Fn(i64) -> bool| {
        let counted = ends.scores.iter().zip(&counts);
        let counted = counted.filter(|(score, _)| is_in(**score));
        let share = Proportion::new(counted.map(|(_, count)| count).sum(), answered).ok();
        share.filter(|_| ends.are_there())
    };
    let scores = ends.scores.iter().map(|score| *score as f64);
    let values: Vec<(f64, u64)> = scores.zip(counts.iter().copied()).collect();
    Some(ScaleSummary {
        top: of(&|score| ends.is_top(score)),
        bottom: of(&|score| ends.is_bottom(score)),
        points,
        spread: Spread::of_counts(&values).ok(),
    })
}

/// The points of a scale that a wave offered, and which of them make its top and its bottom.
pub(super) struct ScaleEnds {
    /// From the lowest to the highest.
    scores: Vec<i64>,
    points: usize,
}

impl ScaleEnds {
    /// `None` when the wave offered no point.
    pub(super) fn of(question: &Question, wave: &WaveId, points: usize) -> Option<Self> {
        let options = question.options.iter().enumerate();
        let offered = options.filter(|(index, _)| question.offers(*index, wave));
        let mut scores: Vec<i64> = offered.filter_map(|(_, option)| option.score).collect();
        scores.sort_unstable();
        scores.dedup();
        (!scores.is_empty()).then_some(ScaleEnds { scores, points })
    }

    /// Whether there are more points than either end has.
    pub(super) fn are_there(&self) -> bool {
        self.points > 0 && self.points < self.scores.len()
    }

    pub(super) fn is_top(&self, score: i64) -> bool {
        self.scores
            .iter()
            .rev()
            .take(self.points)
            .any(|s| *s == score)
    }

    pub(super) fn is_bottom(&self, score: i64) -> bool {
        self.scores.iter().take(self.points).any(|s| *s == score)
    }
}

/// How many answered, and how many of them chose each point.
fn counts_by_score(question: &Question, column: &ChoiceColumn, scores: &[i64]) -> (u64, Vec<u64>) {
    let place_of: Vec<Option<usize>> = question
        .options
        .iter()
        .map(|option| scores.binary_search(&option.score?).ok())
        .collect();
    let mut counts = vec![0; scores.len()];
    let mut answered = 0;
    for choice in column.iter() {
        let Choice::Option(option) = choice else {
            continue;
        };
        answered += 1;
        let place = place_of.get(usize::from(option)).copied().flatten();
        if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    (answered, counts)
}

/// Where the answers to a question for a number lie; `None` when the wave did not ask it, it is of another kind, or
/// nobody gave a number.
pub fn number_summary(question: &Question, responses: &Responses) -> Option<Spread> {
    let Column::Number(column) = responses.column(&question.id)? else {
        return None;
    };
    let given: Vec<f64> = column
        .iter()
        .filter_map(|answer| match answer {
            NumberAnswer::Given(number) => Some(number),
            _ => None,
        })
        .collect();
    Spread::of(&given).ok()
}

/// Where the answers to a question for a day lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateSummary {
    /// How many gave a day.
    pub count: u64,
    /// The first day.
    pub first: Date,
    /// The middle day; of two middle ones the earlier.
    pub median: Date,
    /// The last day.
    pub last: Date,
}

/// Where the days lie; `None` when the wave did not ask for one, or nobody gave one.
pub fn date_summary(question: &Question, responses: &Responses) -> Option<DateSummary> {
    let Column::Date(column) = responses.column(&question.id)? else {
        return None;
    };
    let mut given: Vec<Date> = column
        .iter()
        .filter_map(|answer| match answer {
            DateAnswer::Given(day) => Some(day),
            _ => None,
        })
        .collect();
    given.sort_unstable();
    Some(DateSummary {
        count: given.len() as u64,
        first: *given.first()?,
        median: *given.get(given.len().checked_sub(1)? / 2)?,
        last: *given.last()?,
    })
}

/// The places that an option of a ranking was given.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedOption {
    /// The option.
    pub option: OptionId,
    /// How a reader knows it.
    pub label: String,
    /// The places from 1, of those who ranked the option; `None` when nobody did.
    pub places: Option<Spread>,
}

impl RankedOption {
    /// The mean of the places, and its interval.
    pub fn mean(&self, confidence: Confidence) -> Option<(f64, Option<Interval>)> {
        let places = self.places?;
        Some((places.mean(), places.mean_interval(confidence)))
    }
}

/// The places that each option of a ranking was given, in the order of the questionnaire, without those that the wave
/// did not offer; `None` when the wave did not ask it or it is no ranking.
pub fn ranking_summary(question: &Question, responses: &Responses) -> Option<Vec<RankedOption>> {
    let Column::Ranking(column) = responses.column(&question.id)? else {
        return None;
    };
    let options = question.options.iter().enumerate();
    let offered = options.filter(|(index, _)| question.offers(*index, responses.wave()));
    Some(
        offered
            .map(|(index, option)| RankedOption {
                option: option.id.clone(),
                label: option.label.clone(),
                places: places(column, index, question.options.len()),
            })
            .collect(),
    )
}

fn places(column: &RankingColumn, option: usize, options: usize) -> Option<Spread> {
    let mut counts: Vec<(f64, u64)> = (1..=options).map(|place| (place as f64, 0)).collect();
    for respondent in 0..column.states().len() {
        let place = column.place(respondent, option).map(usize::from);
        let count = place.and_then(|place| counts.get_mut(place.checked_sub(1)?));
        if let Some((_, count)) = count {
            *count += 1;
        }
    }
    Spread::of_counts(&counts).ok()
}
