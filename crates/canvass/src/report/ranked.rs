use std::collections::BTreeMap;

use crate::disclosure::{PublishedCell, PublishedLine, PublishedTable, Shown};
use crate::stats::{Confidence, Overlaps, RankSet, rank_sets};
use crate::survey::{OptionId, Question, QuestionKind};
use crate::tabulate::LineKey;

/// The lines of a table in the order in which they are drawn and told.
pub(super) struct Ranked<'a> {
    /// Lines with a figure: by size, or in the order of the scale.
    pub(super) shown: Vec<(&'a PublishedLine, &'a Shown)>,
    /// Lines whose figure is suppressed: by name, or in the order of the scale.
    pub(super) suppressed: Vec<&'a PublishedLine>,
    /// Both as they stand in a table: suppressed lines last, or each point of a scale in its place, which everybody
    /// knows.
    pub(super) lines: Vec<&'a PublishedLine>,
    /// Whether `shown` is in order of size.
    pub(super) by_size: bool,
    /// Whether some lines, such as "Other", come after the others whatever their size.
    pub(super) some_apart: bool,
    /// What all suppressed lines together count at the most, as far as the lines shown tell.
    hidden_at_most: Option<u64>,
    /// The last place that chance alone leaves plausible among the lines shown for the one that leads.
    worst_place: Option<usize>,
}

/// So many more than were wanted are told, where they are level with the last of these.
const MORE: usize = 4;

/// The first `many` of lines in order of size, and all that are level with the last of them. Where these are too many,
/// those above them only, if there are any.
pub(super) fn with_level<'a>(
    mut lines: Vec<(&'a PublishedLine, &'a Shown)>,
    many: usize,
) -> Vec<(&'a PublishedLine, &'a Shown)> {
    let count = |line: &(&PublishedLine, &Shown)| line.1.share().count();
    if let Some(last) = lines.get(many.saturating_sub(1)).map(count) {
        let above = lines.iter().filter(|line| count(line) > last).count();
        let level = lines.iter().filter(|line| count(line) >= last).count();
        let told = if above == 0 || level <= many + MORE {
            level
        } else {
            above
        };
        lines.truncate(told);
    }
    lines
}

impl<'a> Ranked<'a> {
    /// Orders the options of a question. Options that stand apart ("Other", "None of these") come after the
    /// others; unions are left to the full tables. Suppressed lines stand where their place tells nothing.
    pub(super) fn options(question: &Question, table: &'a PublishedTable) -> Self {
        let by_size = question.kind != QuestionKind::Scale;
        let stands_apart = |key: &LineKey| match key {
            LineKey::Option(id) => question
                .option_index(id)
                .and_then(|index| question.options.get(index))
                .is_some_and(|option| option.other || option.exclusive),
            _ => false,
        };
        let lines = table
            .lines()
            .iter()
            .filter(|line| matches!(line.key, LineKey::Option(_)));
        let mut ranked = Self::order(lines, by_size, stands_apart);
        if !table.several_answers() {
            let shown: u64 = ranked
                .shown
                .iter()
                .map(|(_, figure)| figure.share().count())
                .sum();
            ranked.hidden_at_most = table.base().map(|base| base.saturating_sub(shown));
        }
        ranked.worst_place = ranked.plausible_place(|key| !stands_apart(key));
        ranked
    }

    /// Orders lines of codes by size.
    pub(super) fn codes(lines: impl Iterator<Item = &'a PublishedLine>) -> Self {
        let mut ranked = Self::order(lines, true, |_| false);
        ranked.worst_place = ranked.plausible_place(|_| true);
        ranked
    }

    fn order(
        lines: impl Iterator<Item = &'a PublishedLine>,
        by_size: bool,
        stands_apart: impl Fn(&LineKey) -> bool,
    ) -> Self {
        let (mut shown, mut suppressed, mut in_place) = (Vec::new(), Vec::new(), Vec::new());
        for line in lines {
            match &line.cell {
                PublishedCell::Shown(figure) => shown.push((line, figure)),
                PublishedCell::Suppressed => suppressed.push(line),
                PublishedCell::NotApplicable => continue,
            }
            in_place.push(line);
        }
        if by_size {
            shown.sort_by_key(|(line, figure)| {
                (
                    stands_apart(&line.key),
                    std::cmp::Reverse(figure.share().count()),
                )
            });
            suppressed.sort_by(|a, b| a.label.cmp(&b.label));
            let by_size = shown.iter().map(|(line, _)| *line);
            in_place = by_size.chain(suppressed.iter().copied()).collect();
        }
        let some_apart = by_size && shown.iter().any(|(line, _)| stands_apart(&line.key));
        Ranked {
            shown,
            suppressed,
            lines: in_place,
            by_size,
            some_apart,
            hidden_at_most: None,
            worst_place: None,
        }
    }

    /// The last place of the line that leads alone, of the simultaneous 95% sets of ranks. `None` where nothing leads.
    ///
    /// The sets are worked out from the counts alone, and are as wide as any overlap would make them.
    fn plausible_place(&self, is_ranked: impl Fn(&LineKey) -> bool) -> Option<usize> {
        let lines: Vec<_> = self
            .shown
            .iter()
            .filter(|(line, _)| is_ranked(&line.key))
            .collect();
        let highest = self.highest();
        let [(leader, figure)] = highest.as_slice() else {
            return None;
        };
        let counts: Vec<u64> = lines.iter().map(|(_, f)| f.share().count()).collect();
        let overlaps = Overlaps::fewest_together(&counts, figure.share().base().get()).ok()?;
        let sets = rank_sets(&overlaps, Confidence::P95).ok()?;
        let at = lines.iter().position(|(line, _)| line.key == leader.key)?;
        Some(sets.get(at)?.worst)
    }

    /// Takes the places that are published of a question, which know who chose which together.
    pub(super) fn with_places(mut self, places: Option<&BTreeMap<OptionId, RankSet>>) -> Self {
        if let (Some(places), [(leader, _)]) = (places, self.highest().as_slice())
            && let LineKey::Option(id) = &leader.key
            && let Some(set) = places.get(id)
        {
            self.worst_place = Some(set.worst);
        }
        self
    }

    /// Whether chance alone could put another line before the one that leads.
    pub(super) fn could_come_later(&self) -> bool {
        self.last_place().is_some()
    }

    /// The last place that chance alone leaves to the line that leads, where it could put another one first.
    pub(super) fn last_place(&self) -> Option<usize> {
        self.worst_place.filter(|place| *place > 1)
    }

    /// Whether the lines shown prove which line is highest: nothing hidden can be larger.
    pub(super) fn leader_is_certain(&self) -> bool {
        self.suppressed.is_empty()
            || self
                .hidden_at_most
                .is_some_and(|hidden| Some(hidden) < self.most())
    }

    fn most(&self) -> Option<u64> {
        self.shown
            .iter()
            .map(|(_, figure)| figure.share().count())
            .max()
    }

    /// Whether there is nothing to draw or list.
    pub(super) fn is_empty(&self) -> bool {
        self.shown.is_empty() && self.suppressed.is_empty()
    }

    /// Whether at least as many lines are suppressed as have a figure, so that a chart shows next to nothing.
    pub(super) fn mostly_hidden(&self) -> bool {
        !self.suppressed.is_empty() && self.suppressed.len() >= self.shown.len()
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.shown.len() + self.suppressed.len()
    }

    /// The lines that share the largest count; empty when nobody chose anything.
    pub(super) fn highest(&self) -> Vec<(&'a PublishedLine, &'a Shown)> {
        self.with_count(self.most().filter(|most| *most > 0))
    }

    /// The lines that share the smallest count, unless all are equal.
    pub(super) fn lowest(&self) -> Vec<(&'a PublishedLine, &'a Shown)> {
        let counts = || self.shown.iter().map(|(_, figure)| figure.share().count());
        if counts().min() == counts().max() {
            Vec::new()
        } else {
            self.with_count(counts().min())
        }
    }

    /// The largest `many` of the lines below those that lead, whatever they are, with all that are level with them.
    pub(super) fn next(&self, many: usize) -> Vec<(&'a PublishedLine, &'a Shown)> {
        let most = self.most();
        let mut below: Vec<_> = self.shown.clone();
        below.retain(|(_, figure)| {
            let count = figure.share().count();
            count > 0 && Some(count) != most
        });
        below.sort_by_key(|(_, figure)| std::cmp::Reverse(figure.share().count()));
        with_level(below, many)
    }

    fn with_count(&self, count: Option<u64>) -> Vec<(&'a PublishedLine, &'a Shown)> {
        self.shown
            .iter()
            .filter(|(_, figure)| Some(figure.share().count()) == count)
            .copied()
            .collect()
    }
}
