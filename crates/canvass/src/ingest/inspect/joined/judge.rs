//! Whether the pieces of a column's cells are options, several of which share a cell.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::options::{enough, options};
use super::{Cell, Learnt, Piece, Pieces};
use crate::ingest::inspect::cells::words;

/// A text with more words than this is no option's.
const LONG: usize = 12;

/// The cells of a column with the pieces that seem to be options.
pub(super) struct Judged<'c> {
    cells: &'c [Cell],
    pieces: &'c Pieces,
    answered: u64,
    options: BTreeSet<usize>,
    /// Cells with each piece.
    counts: BTreeMap<usize, u64>,
    /// Cells with nothing but this piece.
    alone: HashMap<usize, u64>,
}

impl<'c> Judged<'c> {
    /// `None` if most pieces do not come again.
    pub(super) fn new(
        cells: &'c [Cell],
        pieces: &'c Pieces,
        answered: u64,
        inline: bool,
    ) -> Option<Self> {
        let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
        let mut alone: HashMap<usize, u64> = HashMap::new();
        for cell in cells {
            for piece in cell.pieces.iter().collect::<BTreeSet<_>>() {
                *counts.entry(*piece).or_default() += cell.count;
            }
            if let [piece] = cell.pieces.as_slice() {
                *alone.entry(*piece).or_default() += cell.count;
            }
        }
        let least = enough(answered);
        let again: u64 = counts.values().filter(|count| **count >= least).sum();
        let all: u64 = counts.values().sum();
        if again * 4 < all * 3 && (!inline || again * 2 < all) {
            return None;
        }
        Some(Judged {
            options: options(cells, pieces, &counts, &alone, answered, inline),
            cells,
            pieces,
            answered,
            counts,
            alone,
        })
    }

    fn known(&self, cell: &Cell) -> usize {
        let known = cell.pieces.iter();
        known.filter(|piece| self.options.contains(piece)).count()
    }

    /// Cells with more than one option.
    fn several(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| self.known(cell) > 1)
    }

    /// How many people gave cells of some kind.
    fn people(&self, mut is: impl FnMut(&Cell) -> bool) -> u64 {
        let cells = self.cells.iter().filter(|cell| is(cell));
        cells.map(|cell| cell.count).sum()
    }

    /// The share of pieces that are options.
    pub(super) fn worth(&self) -> f64 {
        let ticks: u64 = self.options.iter().map(|option| self.counts[option]).sum();
        ticks as f64 / self.counts.values().sum::<u64>().max(1) as f64
    }

    /// Whether the cells hold options, several of which may share one.
    pub(super) fn holds(&self, joint: &str) -> bool {
        let covered = self.people(|cell| self.known(cell) > 0);
        self.options.len() >= 2
            && self.combine(joint)
            && self.recombine()
            && self.cells.len() + 1 >= self.options.len()
            && covered * 10 >= self.answered * 7
            && self.worth() >= 0.55
            && !self.is_prose()
    }

    /// Whether enough cells hold more than one option.
    fn combine(&self, joint: &str) -> bool {
        let several: u64 = self.several().map(|cell| cell.count).sum();
        match self.several().count() {
            0 => false,
            1 => {
                // "Cafe, Hall" is two options if each of them is an answer of its own. Where many answer, one person
                // who names two may as well have typed them.
                let apart = self.several().all(|cell| {
                    cell.pieces
                        .iter()
                        .all(|piece| self.alone.contains_key(piece))
                });
                let share = if several == 1 { 10 } else { 20 };
                (apart && several * share >= self.answered)
                    || (several >= 3 && several * 50 >= self.answered && !joint.starts_with(','))
            }
            _ => several >= 2.max(self.answered / 50),
        }
    }

    /// Whether most options stand in different company, or alone: this is what makes them options of their own.
    fn recombine(&self) -> bool {
        let mut company: HashMap<usize, u64> = HashMap::new();
        for cell in self.several() {
            for piece in cell.pieces.iter().collect::<BTreeSet<_>>() {
                *company.entry(*piece).or_default() += 1;
            }
        }
        let is_apart = |option: &&usize| {
            company.get(option).is_some_and(|cells| *cells > 1) || self.alone.contains_key(option)
        };
        self.options.iter().filter(is_apart).count() * 2 > self.options.len()
    }

    /// Whether the commas part the sentences of texts.
    fn is_prose(&self) -> bool {
        let is_long = |piece: &usize| {
            !self.options.contains(piece) && words(&self.pieces.texts[*piece]) > LONG
        };
        self.people(|cell| cell.pieces.iter().any(is_long)) * 4 > self.answered
    }

    pub(super) fn learnt(&self, joint: &str) -> Learnt {
        let is_words = |piece: &usize| !self.options.contains(piece);
        let options = self.options.iter().map(|option| Piece {
            label: self.pieces.texts[*option].clone(),
            key: self.pieces.keys[*option].clone(),
            count: self.counts[option],
            alone: self.alone.get(option).copied().unwrap_or(0),
        });
        Learnt {
            separator: joint.to_owned(),
            options: options.collect(),
            words: self.people(|cell| cell.pieces.iter().any(is_words)),
            ranking: false,
            one_combination: self.several().count() == 1,
        }
    }
}
