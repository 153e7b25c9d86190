//! What stands in the columns of a question's options, where the headings do not tell: labels that are lost, as
//! where a heading row was deleted, and signs of ticks in the place of words.

use std::collections::BTreeMap;

use super::key::is_blank;
use super::labels::Labels;
use super::reader::{Cells, Tick, sign};
use super::row::Row;
use crate::diagnostics::Diagnostic;

/// What is learnt of one question from every row, before any answer is read.
#[derive(Clone)]
pub(super) struct Contents {
    /// The columns, if none of their labels names an option.
    unlabelled: Vec<Learnt>,
    /// The column of words beside an option.
    other: Option<Learnt>,
    /// Cells that are as good as blank.
    missing: &'static [&'static str],
    /// What is wrong with the labels, if the cells do not tell either.
    fault: Option<Diagnostic>,
}

#[derive(Clone)]
struct Learnt {
    column: usize,
    options: BTreeMap<usize, u64>,
    /// Cells that name no option and are no sign of a tick.
    words: u64,
    /// Signs of a tick or of none.
    signs: u64,
}

impl Contents {
    /// For a question whose cells are known as far as the headings tell; `None` if there is nothing to learn.
    pub(super) fn of(
        cells: &Cells,
        columns: &[(usize, String)],
        missing: &'static [&'static str],
    ) -> Option<Self> {
        let other = match cells {
            Cells::Options { other, .. } => other.map(Learnt::new),
            Cells::One { .. } | Cells::Places(_) => None,
        };
        let unlabelled = columns.len() > 1 && columns.iter().all(|(_, part)| is_blank(part));
        let unlabelled: Vec<Learnt> = columns
            .iter()
            .filter(|_| unlabelled)
            .map(|(column, _)| Learnt::new(*column))
            .collect();
        (other.is_some() || !unlabelled.is_empty()).then_some(Contents {
            unlabelled,
            other,
            missing,
            fault: None,
        })
    }

    /// For a block of which no label names an option, which is a fault unless the cells do.
    pub(super) fn of_unknown(
        columns: &[(usize, String)],
        missing: &'static [&'static str],
        fault: Diagnostic,
    ) -> Self {
        Contents {
            unlabelled: columns
                .iter()
                .map(|(column, _)| Learnt::new(*column))
                .collect(),
            other: None,
            missing,
            fault: Some(fault),
        }
    }

    /// Whether the columns are to be told apart by what stands in them.
    pub(super) fn is_unlabelled(&self) -> bool {
        !self.unlabelled.is_empty()
    }

    /// Learns from a row.
    pub(super) fn learn(&mut self, row: &Row, labels: &Labels<'_>) {
        // Words beside an option are enough to tell.
        let other = self.other.as_mut().filter(|learnt| learnt.words == 0);
        for learnt in self.unlabelled.iter_mut().chain(other) {
            if row.is_empty(learnt.column) {
                continue;
            }
            let cell = row.cell(learnt.column);
            if is_blank(cell) || self.missing.contains(&cell.trim()) {
                continue;
            }
            match labels.find(cell) {
                Some(option) => *learnt.options.entry(option).or_default() += 1,
                None if sign(cell) == Tick::Odd => learnt.words += 1,
                None => learnt.signs += 1,
            }
        }
    }

    /// Whether the column of words beside an option holds signs of ticks and no words.
    fn other_is_ticked(&self) -> bool {
        let only_signs = |learnt: &Learnt| learnt.words == 0 && learnt.signs > 0;
        self.other.as_ref().is_some_and(only_signs)
    }

    /// Whether the answers stand elsewhere than the headings tell, as far as was learnt.
    pub(super) fn tell_something(&self) -> bool {
        self.is_unlabelled() || self.other_is_ticked()
    }

    /// Where the answers stand after all; what is wrong, if nothing tells.
    pub(super) fn resolve(self, cells: &mut Cells, labels: &Labels<'_>) -> Option<Diagnostic> {
        if let Cells::Options { ticks, other, .. } = cells
            && let Some(learnt) = &self.other
            && let Some(option) = labels.other()
            && self.other_is_ticked()
        {
            ticks.push((learnt.column, option));
            *other = None;
        }
        if self.unlabelled.is_empty() {
            return None;
        }
        match self.by_contents(labels) {
            Some(found) => {
                *cells = found;
                None
            }
            None => self.fault,
        }
    }

    /// The answer, if several options stand in the first column, or else an option in each.
    fn by_contents(&self, labels: &Labels<'_>) -> Option<Cells> {
        let words = self
            .unlabelled
            .iter()
            .skip(1)
            .rfind(|learnt| learnt.options.is_empty() && learnt.words > 0)
            .map(|learnt| learnt.column);
        let other = words.filter(|_| labels.other().is_some());
        let first = self.unlabelled.first()?;
        if first.options.len() > 1 {
            return Some(Cells::One {
                answer: first.column,
                other,
                beside: Vec::new(),
            });
        }
        let mut ticks = Vec::new();
        let mut unlisted = Vec::new();
        for learnt in &self.unlabelled {
            let most = learnt.options.iter().max_by_key(|(_, count)| **count);
            match most {
                Some((option, _)) => ticks.push((learnt.column, *option)),
                None if learnt.words > 0 && Some(learnt.column) != other => {
                    unlisted.push((learnt.column, String::new()));
                }
                None => {}
            }
        }
        (!ticks.is_empty()).then_some(Cells::Options {
            ticks,
            other,
            unlisted,
        })
    }
}

impl Learnt {
    fn new(column: usize) -> Self {
        Learnt {
            column,
            options: BTreeMap::new(),
            words: 0,
            signs: 0,
        }
    }
}
