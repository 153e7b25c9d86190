//! Which pieces are options, and which are words of people's own.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Cell, Pieces};
use crate::ingest::inspect::cells::{starts_small, words};
use crate::ingest::inspect::order::{is_exclusive, is_other};

/// How often people give the same words of their own at the most.
pub(super) const OWN_WORDS_AGAIN: u64 = 5;

/// How often a piece must come to be an option for that alone.
pub(super) fn enough(answered: u64) -> u64 {
    if answered < 40 {
        2
    } else {
        3.max(answered / 300)
    }
}

/// The pieces behind which another one stands in some cell. Words of people's own stand last.
pub(super) fn followed(cells: &[Cell]) -> BTreeSet<usize> {
    let before = |cell: &Cell| cell.pieces.len().saturating_sub(1);
    let pieces = cells.iter().flat_map(|cell| &cell.pieces[..before(cell)]);
    pieces.copied().collect()
}

/// Which pieces are options.
pub(super) fn options(
    cells: &[Cell],
    pieces: &Pieces,
    counts: &BTreeMap<usize, u64>,
    alone: &HashMap<usize, u64>,
    answered: u64,
    inline: bool,
) -> BTreeSet<usize> {
    if !inline {
        return counts.keys().copied().collect();
    }
    let enough = enough(answered);
    let followed = followed(cells);
    let small = |piece: &usize| starts_small(&pieces.texts[*piece]);
    let (mut in_small, mut in_all) = (0, 0);
    for (piece, count) in counts {
        if followed.contains(piece) || alone.contains_key(piece) {
            in_all += count;
            in_small += if small(piece) { *count } else { 0 };
        }
    }
    // Beside options with capitals: small, always the last and never alone.
    let is_typed = |piece: &usize, count: u64| {
        count <= OWN_WORDS_AGAIN
            && in_small * 2 < in_all
            && small(piece)
            && !followed.contains(piece)
            && !alone.contains_key(piece)
    };
    let mut options: BTreeSet<usize> = counts
        .iter()
        .filter(|(piece, count)| {
            (**count >= enough && !is_typed(piece, **count))
                || is_exclusive(&pieces.keys[**piece])
                || is_other(&pieces.keys[**piece])
        })
        .map(|(piece, _)| *piece)
        .collect();
    let most_words = options
        .iter()
        .map(|option| words(&pieces.texts[*option]))
        .max()
        .unwrap_or(0);
    let frequent = options.clone();
    // Words of people's own stand last: what stands before an option is one.
    for cell in cells {
        for (at, piece) in cell.pieces.iter().enumerate() {
            let text = &pieces.texts[*piece];
            let before = cell.pieces[at + 1..]
                .iter()
                .any(|next| frequent.contains(next));
            if before && !starts_small(text) && words(text) <= most_words + 2 {
                options.insert(*piece);
            }
        }
    }
    options
}
