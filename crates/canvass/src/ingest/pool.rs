//! Blocks whose columns lost their labels, as where a heading row was deleted. Which option a column holds is told
//! from what stands in it: ticks repeat the label.

use std::collections::BTreeMap;

use super::key::is_blank;
use super::labels::Labels;
use super::reader::Cells;
use super::row::Row;

/// What stands in the columns of one block.
pub(super) struct Pool(Vec<Learnt>);

struct Learnt {
    column: usize,
    options: BTreeMap<usize, u64>,
    /// Cells that name no option.
    words: u64,
}

impl Pool {
    /// The columns of a block without labels; `None` for one that has some, or has one column only.
    pub(super) fn of(columns: &[(usize, String)]) -> Option<Self> {
        let unlabelled = columns.len() > 1 && columns.iter().all(|(_, part)| is_blank(part));
        let learnt = |(column, _): &(usize, String)| Learnt {
            column: *column,
            options: BTreeMap::new(),
            words: 0,
        };
        unlabelled.then(|| Pool(columns.iter().map(learnt).collect()))
    }

    /// Learns from a row.
    pub(super) fn learn(&mut self, row: &Row, labels: &Labels<'_>) {
        for learnt in &mut self.0 {
            let cell = row.cell(learnt.column);
            match labels.find(cell) {
                Some(option) => *learnt.options.entry(option).or_default() += 1,
                None => learnt.words += u64::from(!is_blank(cell)),
            }
        }
    }

    /// What the columns hold: the answer, if several options stand in the first of them, or else an option each.
    pub(super) fn resolve(&self, labels: &Labels<'_>) -> Option<Cells> {
        let words = self
            .0
            .iter()
            .skip(1)
            .filter(|learnt| learnt.options.is_empty() && learnt.words > 0)
            .map(|learnt| learnt.column)
            .next_back();
        let other = words.filter(|_| labels.other().is_some());
        let first = self.0.first()?;
        if first.options.len() > 1 {
            return Some(Cells::One {
                answer: first.column,
                other,
                beside: Vec::new(),
            });
        }
        let mut ticks = Vec::new();
        let mut unlisted = Vec::new();
        for learnt in &self.0 {
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
