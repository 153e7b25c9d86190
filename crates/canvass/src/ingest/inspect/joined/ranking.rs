//! Cells that each put the same options in an order of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cell, Learnt, Piece, Pieces};

/// Whether nearly every cell holds the same options, in different orders.
pub(super) fn ranking(cells: &[Cell], pieces: &Pieces, joint: &str) -> Option<Learnt> {
    let mut sets: BTreeMap<BTreeSet<usize>, u64> = BTreeMap::new();
    let mut orders: BTreeSet<&[usize]> = BTreeSet::new();
    let mut total = 0;
    for cell in cells {
        let set: BTreeSet<usize> = cell.pieces.iter().copied().collect();
        total += cell.count;
        if set.len() == cell.pieces.len() && set.len() > 2 {
            *sets.entry(set).or_default() += cell.count;
        }
    }
    let (set, count) = sets.into_iter().max_by_key(|(_, count)| *count)?;
    for cell in cells {
        if cell.pieces.len() == set.len() && cell.pieces.iter().all(|piece| set.contains(piece)) {
            orders.insert(&cell.pieces);
        }
    }
    let within: u64 = cells
        .iter()
        .filter(|cell| cell.pieces.iter().all(|piece| set.contains(piece)))
        .map(|cell| cell.count)
        .sum();
    let holds = count * 10 >= total * 7
        && within * 20 >= total * 19
        && orders.len() >= 3.min(total as usize);
    if !holds || orders.len() < 2 {
        return None;
    }
    let options = set
        .iter()
        .map(|piece| Piece {
            label: pieces.texts[*piece].clone(),
            key: pieces.keys[*piece].clone(),
            count: cells
                .iter()
                .filter(|cell| cell.pieces.contains(piece))
                .map(|cell| cell.count)
                .sum(),
            alone: 0,
        })
        .collect();
    Some(Learnt {
        separator: joint.to_owned(),
        options,
        words: 0,
        ranking: true,
        one_combination: false,
    })
}
