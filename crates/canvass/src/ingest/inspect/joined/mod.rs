//! Cells in which several options share the room: which options there are, learnt from the cells alone.
//!
//! Options hold separators themselves. A piece that never stands without its neighbour belongs to it; brackets
//! and quotation marks keep together; a piece that goes on with a small letter belongs to the one before. Then the
//! pieces that come again in different company are the options, and the rest are words of people's own.

mod judge;
mod options;
mod put_together;
mod ranking;
mod split;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use self::judge::Judged;
use self::put_together::put_together;
use self::ranking::ranking;
use self::split::split;
use super::profile::Value;
use crate::ingest::key::key;

/// Pieces of one cell beyond which it is a text.
const MOST_PIECES: usize = 80;

/// What the joined cells of a column hold.
#[derive(Debug)]
pub(super) struct Learnt {
    /// What parts the options.
    pub(super) separator: String,
    pub(super) options: Vec<Piece>,
    /// Cells that hold words of people's own besides.
    pub(super) words: u64,
    /// Whether each cell puts the same options in an order of its own.
    pub(super) ranking: bool,
    /// Whether only one combination of options stands in the cells.
    pub(super) one_combination: bool,
}

/// An option and what is known of it.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) label: String,
    pub(super) key: String,
    pub(super) count: u64,
    /// How many cells hold it and nothing else.
    pub(super) alone: u64,
}

/// A cell taken to pieces.
struct Cell {
    pieces: Vec<usize>,
    count: u64,
}

/// The pieces, each with a number.
#[derive(Default)]
struct Pieces {
    texts: Vec<String>,
    keys: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Pieces {
    fn number(&mut self, text: &str) -> usize {
        let folded = key(text);
        let folded = if folded.is_empty() {
            text.to_owned()
        } else {
            folded
        };
        if let Some(number) = self.numbers.get(&folded) {
            return *number;
        }
        let number = self.texts.len();
        self.texts.push(text.to_owned());
        self.keys.push(folded.clone());
        self.numbers.insert(folded, number);
        number
    }
}

/// Learns the options of a column; `None` if its cells do not hold several options each.
///
/// `inline` says whether words of people's own may stand among the options, unmarked.
pub(super) fn learn<'v>(
    values: impl Iterator<Item = &'v Value> + Clone,
    separators: &[&[&str]],
    inline: bool,
) -> Option<Learnt> {
    let mut best: Option<(f64, Learnt)> = None;
    for same in separators {
        let Some((worth, learnt)) = with(values.clone(), same, inline) else {
            continue;
        };
        if best.as_ref().is_none_or(|(most, _)| worth > *most + 1e-9) {
            best = Some((worth, learnt));
        }
    }
    best.map(|(_, learnt)| learnt)
}

fn with<'v>(
    values: impl Iterator<Item = &'v Value>,
    separators: &[&str],
    inline: bool,
) -> Option<(f64, Learnt)> {
    let mut pieces = Pieces::default();
    let mut cells: Vec<Cell> = Vec::new();
    let mut parted = 0;
    for value in values {
        let parts = split(&value.text, separators);
        parted += if parts.len() > 1 { value.count } else { 0 };
        if parts.len() > MOST_PIECES {
            return None;
        }
        cells.push(Cell {
            pieces: parts.iter().map(|part| pieces.number(part)).collect(),
            count: value.count,
        });
    }
    let answered: u64 = cells.iter().map(|cell| cell.count).sum();
    if parted == 0 || answered < 3 {
        return None;
    }
    // Only codes are parted by blanks.
    let is_code = |text: &String| {
        text.chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.'))
    };
    if separators == [" "] && !pieces.texts.iter().all(is_code) {
        return None;
    }
    // Pieces of texts do not come again; to put them together would only take time.
    let mut often: HashMap<usize, u64> = HashMap::new();
    for cell in &cells {
        for piece in &cell.pieces {
            *often.entry(*piece).or_default() += cell.count;
        }
    }
    let all: u64 = often.values().sum();
    let again: u64 = often.values().filter(|count| **count > 1).sum();
    if again * 10 < all * 3 {
        return None;
    }
    let joint = separators.first().copied().unwrap_or("");
    put_together(&mut cells, &mut pieces, joint, answered, inline);
    if let Some(ranking) = ranking(&cells, &pieces, joint) {
        return Some((2.0, ranking));
    }
    let judged = Judged::new(&cells, &pieces, answered, inline)?;
    judged
        .holds(joint)
        .then(|| (judged.worth(), judged.learnt(joint)))
}
