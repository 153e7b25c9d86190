use std::collections::HashSet;

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
    answers: HashSet<u64>,
}

impl Seen {
    /// Whether an earlier record has exactly the same answers.
    pub(super) fn same_answers(&mut self, row: &Row, columns: &[usize]) -> bool {
        let mut print = 0;
        for column in columns {
            let cell = row.cell(*column);
            if !cell.is_empty() {
                print = fingerprint(mix(print, *column as u64), cell.as_bytes());
            }
        }
        !self.answers.insert(print)
    }
}

/// Mixes the bytes of a cell, and where it ends, into a 64-bit number. Among a million different records the
/// chance that any two have the same one is below one in ten million.
fn fingerprint(start: u64, bytes: &[u8]) -> u64 {
    let mut print = mix(start, bytes.len() as u64);
    let (blocks, rest) = bytes.as_chunks::<32>();
    if !blocks.is_empty() {
        // Four at a time: none waits for another.
        let mut lanes = [print; 4];
        for block in blocks {
            for (lane, word) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
                *lane = mix(*lane, u64::from_le_bytes(*word));
            }
        }
        print = lanes.into_iter().fold(print, mix);
    }
    let (words, rest) = rest.as_chunks::<8>();
    for word in words {
        print = mix(print, u64::from_le_bytes(*word));
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        print = mix(print, u64::from_le_bytes(last));
    }
    print
}

fn mix(print: u64, word: u64) -> u64 {
    const FACTOR: u128 = 0x9e37_79b9_7f4a_7c15;
    let product = u128::from(print ^ word ^ 0xd6e8_feb8_6659_fd93) * FACTOR;
    (product as u64) ^ ((product >> 64) as u64)
}

/// `1.1E+11`: what a spreadsheet makes of a long number.
pub(super) fn is_shortened(id: &str) -> bool {
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
        let of = |cells: &[&str]| {
            let mix = |print, cell: &&str| fingerprint(print, cell.as_bytes());
            cells.iter().fold(0, mix)
        };
        let records: &[&[&str]] = &[
            &[],
            &[""],
            &["", ""],
            &["a"],
            &["a", ""],
            &["", "a"],
            &["a\0"],
            &["ab", "c"],
            &["a", "bc"],
            &["12345678"],
            &["123456789"],
            &["12345678", "9"],
            &["12345678abcdefghABCDEFGH87654321"],
            &["abcdefgh12345678ABCDEFGH87654321"],
            &["12345678abcdefghABCDEFGH876543210"],
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
