//! A cell taken to pieces where options may end.

use crate::ingest::joined::listed;
use crate::ingest::reshape::BETWEEN_ANSWERS;

/// The pieces of a cell. Brackets and quotation marks keep what they hold together, if they are closed.
pub(super) fn split<'c>(cell: &'c str, separators: &[&str]) -> Vec<&'c str> {
    if separators == [BETWEEN_ANSWERS] {
        let answers = cell.split(BETWEEN_ANSWERS).map(str::trim);
        return answers.filter(|answer| !answer.is_empty()).collect();
    }
    if let Some(list) = listed(cell) {
        return list
            .into_iter()
            .map(|(start, end)| cell[start..end].trim())
            .collect();
    }
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut closing: Vec<char> = Vec::new();
    while let Some(c) = cell[at..].chars().next() {
        let rest = &cell[at..];
        // Within an option a comma has a blank behind it, or parts the digits of an amount.
        let parts_here = |separator: &&&str| {
            rest.starts_with(**separator)
                && !(**separator == "," && (rest.starts_with(", ") || parts_thousands(cell, at)))
        };
        if closing.is_empty()
            && let Some(separator) = separators.iter().find(parts_here)
        {
            parts.push(&cell[start..at]);
            at += separator.len();
            start = at;
            continue;
        }
        let after = &rest[c.len_utf8()..];
        if closing.last() == Some(&c) {
            closing.pop();
        } else {
            let close = match c {
                '(' => Some(')'),
                '[' => Some(']'),
                '\u{201c}' => Some('\u{201d}'),
                _ => None,
            };
            if let Some(close) = close.filter(|close| after.contains(*close)) {
                closing.push(close);
            }
        }
        at += c.len_utf8();
    }
    parts.push(&cell[start..]);
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether the comma at `at` stands within an amount, such as $20,000.
fn parts_thousands(cell: &str, at: usize) -> bool {
    let after = &cell[at + 1..];
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let before = cell[..at].ends_with(|c: char| c.is_ascii_digit());
    before && digits == 3 && cell.contains(|c: char| !c.is_ascii_digit() && c != ',')
}
