use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::limits::{MAX_REMEMBERED, MAX_REMEMBERED_BYTES};

/// Cells of the newest few kinds that are found without a hash of the whole cell.
const NEAR: usize = 512;

/// What the cells of one column were found to mean, so that each different one is looked at once.
pub(super) struct Memo<M> {
    known: HashMap<String, M, RandomState>,
    near: Vec<Option<(String, M)>>,
}

impl<M: Copy> Memo<M> {
    pub(super) fn new() -> Self {
        Memo {
            known: HashMap::default(),
            near: Vec::new(),
        }
    }

    /// What a cell means, if it came before.
    pub(super) fn get(&mut self, cell: &str) -> Option<M> {
        let place = place(cell);
        if let Some(Some((known, meaning))) = self.near.get(place)
            && known == cell
        {
            return Some(*meaning);
        }
        let meaning = *self.known.get(cell)?;
        if self.near.is_empty() {
            self.near.resize_with(NEAR, || None);
        }
        if let Some(near) = self.near.get_mut(place) {
            *near = Some((cell.to_owned(), meaning));
        }
        Some(meaning)
    }

    /// Remembers what a cell means, unless it is too long or there are too many.
    pub(super) fn insert(&mut self, cell: &str, meaning: M) {
        if cell.len() <= MAX_REMEMBERED_BYTES && self.known.len() < MAX_REMEMBERED {
            self.known.insert(cell.to_owned(), meaning);
        }
    }
}

/// A place below [`NEAR`] by the length of a cell, its first bytes and its last.
fn place(cell: &str) -> usize {
    let bytes = cell.as_bytes();
    let word = |part: Option<&[u8]>| {
        let mut word = [0; 8];
        let part = part.unwrap_or(bytes);
        word[..part.len()].copy_from_slice(part);
        u64::from_le_bytes(word)
    };
    let first = word(bytes.get(..8));
    let last = word(
        bytes
            .len()
            .checked_sub(8)
            .and_then(|start| bytes.get(start..)),
    );
    let mixed =
        (first ^ last.rotate_left(29) ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 55) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_share_a_place_are_told_apart() {
        let mut memo = Memo::new();
        let cells: Vec<String> = (0..1000).map(|n: u32| format!("option {n}")).collect();
        for (cell, meaning) in cells.iter().zip(0..) {
            assert_eq!(memo.get(cell), None);
            memo.insert(cell, meaning);
        }
        for _ in 0..2 {
            for (cell, meaning) in cells.iter().zip(0..) {
                assert_eq!(memo.get(cell), Some(meaning));
            }
        }
        assert_eq!(memo.get(""), None);
    }

    #[test]
    fn no_more_than_so_much_is_remembered() {
        let mut memo = Memo::new();
        let long = "x".repeat(MAX_REMEMBERED_BYTES + 1);
        memo.insert(&long, 1);
        assert_eq!(memo.get(&long), None);
        for number in 0..=MAX_REMEMBERED {
            memo.insert(&number.to_string(), 1);
        }
        assert_eq!(memo.get(&(MAX_REMEMBERED - 1).to_string()), Some(1));
        assert_eq!(memo.get(&MAX_REMEMBERED.to_string()), None);
    }
}
