use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::RandomState;
use foldhash::quality;

use super::key::is_blank;
use super::row::Row;

/// The id of the response in a row, if it has one that tells anything: one that a spreadsheet shortened does
/// not.
pub(super) fn response_id(row: &Row, column: usize) -> Option<&str> {
    let id = row.cell(column).trim();
    (!is_blank(id) && !is_shortened(id)).then_some(id)
}

/// The answers that came before.
#[derive(Default)]
pub(super) struct Seen {
    answers: HashSet<u64, RandomState>,
}

impl Seen {
    /// Whether an earlier record has exactly the same answers.
    pub(super) fn same_answers(&mut self, row: &Row, columns: &[usize]) -> bool {
        let answers = columns.iter().map(|column| (*column, row.bytes(*column)));
        !self.answers.insert(fingerprint(answers))
    }
}

/// A number of the cells that hold anything and of where they stand. Among a million different records the chance that
/// any two have the same is below one in ten million.
fn fingerprint<'r>(cells: impl Iterator<Item = (usize, &'r [u8])>) -> u64 {
    let mut hasher = quality::FixedState::default().build_hasher();
    for (column, cell) in cells {
        if !cell.is_empty() {
            hasher.write_u16(column as u16);
            hasher.write(cell);
        }
    }
    hasher.finish()
}

/// `1.1E+11`: what a spreadsheet makes of a long number.
pub(super) fn is_shortened(id: &str) -> bool {
    // Hardly any id has the sign.
    if !id.as_bytes().contains(&b'+') {
        return false;
    }
    let Some((digits, exponent)) = id.split_once(['E', 'e']) else {
        return false;
    };
    let Some(exponent) = exponent.strip_prefix('+') else {
        return false;
    };
    !digits.is_empty()
        && exponent.bytes().all(|b| b.is_ascii_digit())
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_tell_cells_and_their_borders_apart() {
        let of = |cells: &[&str]| fingerprint(cells.iter().map(|cell| cell.as_bytes()).enumerate());
        let records: &[&[&str]] = &[
            &[],
            &["a"],
            &["", "a"],
            &["a", "a"],
            &["a\0"],
            &["ab", "c"],
            &["a", "bc"],
            &["12345678"],
            &["87654321"],
            &["123456789"],
            &["12345678", "9"],
            &["9", "12345678"],
            &["12345678abcdefghABCDEFGH87654321"],
            &["abcdefgh12345678ABCDEFGH87654321"],
            &["12345678abcdefghABCDEFGH876543210"],
            &["12345678abcdefghABCDEFGH87654321\0"],
            &["12345678ABCDEFGHabcdefgh87654321\0"],
        ];
        let prints: HashSet<u64> = records.iter().map(|cells| of(cells)).collect();
        assert_eq!(prints.len(), records.len());
        let many: HashSet<u64> = (0..100_000).map(|n: u32| of(&[&n.to_string()])).collect();
        assert_eq!(many.len(), 100_000);
    }

    #[test]
    fn only_numbers_in_scientific_form_are_shortened_ids() {
        for id in ["1.1E+11", "1,1E+11", "112E+9"] {
            assert!(is_shortened(id), "{id}");
        }
        for id in ["112345678901", "E+11", "abcE+11", "1E-5", "1E+x", ""] {
            assert!(!is_shortened(id), "{id}");
        }
    }
}
