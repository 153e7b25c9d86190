//! Options of which an export says the labels alone: neighbours whose cells repeat their own headings.

use std::collections::HashMap;

use super::Look;
use super::blocks::{Ticks, ticks};
use super::cells::words;
use super::order::{is_exclusive, is_other};
use super::unit::Unit;
use crate::ingest::key::key;

/// Puts neighbours together whose cells repeat their own headings, where the export does not say the question.
pub(super) fn by_options(look: &Look<'_>, units: Vec<Unit>) -> Vec<Unit> {
    let neighbours = units.iter().map(|unit| Neighbour::of(look, unit)).collect();
    let runs = Runs::new(neighbours);
    let mut joined: Vec<Unit> = Vec::new();
    let mut at = 0;
    let mut units = units.into_iter();
    while let Some(unit) = units.next() {
        let Some(end) = runs.block(at) else {
            joined.push(unit);
            at += 1;
            continue;
        };
        let rest = units.by_ref().take(end - at - 1);
        joined.push(Unit {
            by_options: true,
            ..Unit::of(
                std::iter::once(unit)
                    .chain(rest)
                    .map(|unit| unit.columns[0])
                    .collect(),
            )
        });
        at = end;
    }
    joined
}

/// What a unit says about being an option.
#[derive(Debug, Clone)]
struct Neighbour {
    /// The heading, as a key.
    label: String,
    ticks: Ticks,
    /// Whether it stands for words of people's own.
    other: bool,
    /// Whether it excludes the others.
    exclusive: bool,
    /// Whether the heading could be an option's, though no cell says so.
    like_an_option: bool,
    /// Whether it may hold the words to "Other".
    takes_words: bool,
}

impl Neighbour {
    fn of(look: &Look<'_>, unit: &Unit) -> Self {
        let column = unit.columns[0];
        let heading = &look.headings.columns[column];
        let label = key(&heading.question);
        let is_alone = unit.columns.len() == 1 && heading.part.is_empty();
        let ticks = match look.profiles.get(column).filter(|_| is_alone) {
            Some(profile) => ticks(profile, &heading.question),
            None => Ticks::No,
        };
        let other = is_other(&label);
        Neighbour {
            ticks,
            other,
            exclusive: is_exclusive(&label),
            like_an_option: !label.is_empty() && !label.contains('?') && words(&label) <= 25,
            takes_words: is_alone && other,
            label,
        }
    }

    fn may_be_option(&self) -> bool {
        matches!(self.ticks, Ticks::Label | Ticks::Empty)
    }
}

/// How far options may go on from each neighbour. All is worked out in one pass from the end, because exports may have
/// thousands of empty columns beside each other.
struct Runs {
    neighbours: Vec<Neighbour>,
    /// For each neighbour where a run ends that begins with it.
    ends: Vec<usize>,
    /// How many neighbours before each one repeat their headings; one more at the end.
    labelled: Vec<usize>,
}

impl Runs {
    fn new(neighbours: Vec<Neighbour>) -> Self {
        let mut labelled = vec![0];
        for (at, neighbour) in neighbours.iter().enumerate() {
            labelled.push(labelled[at] + usize::from(neighbour.ticks == Ticks::Label));
        }
        let mut ends = vec![0; neighbours.len()];
        let mut next: HashMap<&str, usize> = HashMap::new();
        // Where a run ends that holds a tick, and where one ends that has none so far.
        let (mut end, mut untold) = (neighbours.len(), neighbours.len());
        for (at, neighbour) in neighbours.iter().enumerate().rev() {
            let is_label = neighbour.ticks == Ticks::Label;
            let before_label = neighbours
                .get(at + 1)
                .is_some_and(|next| next.ticks == Ticks::Label);
            let goes_on =
                neighbour.may_be_option() && (is_label || before_label || neighbour.like_an_option);
            // No label comes twice in a run.
            let again = next.insert(&neighbour.label, at);
            end = match goes_on {
                false => at,
                true if neighbour.other => at + 1,
                true => end.min(again.unwrap_or(end)),
            };
            untold = match is_label {
                true => neighbours.len(),
                false if neighbour.like_an_option => untold,
                false => at,
            };
            ends[at] = end.min(untold);
        }
        Runs {
            neighbours,
            ends,
            labelled,
        }
    }

    /// Where a block of options ends that begins here, if one does.
    fn block(&self, at: usize) -> Option<usize> {
        let mut end = self.ends[at];
        if self.labelled[end].saturating_sub(self.labelled[at]) < 2 {
            return None;
        }
        // Words of people's own under "Other" end the block.
        let has_other = self.neighbours[end - 1].other;
        if !has_other && self.neighbours.get(end).is_some_and(|n| n.takes_words) {
            return Some(end + 1);
        }
        // Empty columns at the end are as likely questions that nobody answered.
        let says_nothing = |neighbour: &Neighbour| {
            neighbour.ticks == Ticks::Empty && !neighbour.other && !neighbour.exclusive
        };
        while says_nothing(&self.neighbours[end - 1]) {
            end -= 1;
        }
        Some(end)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
