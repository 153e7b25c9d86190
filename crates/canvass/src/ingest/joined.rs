//! Cells in which several options share the room.

use super::labels::Labels;
use super::reshape::BETWEEN_ANSWERS;
use crate::limits::MAX_OPTIONS_BYTES;

/// What one joined cell says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Joined {
    /// The options it names, each once, in the order of the cell.
    pub(super) ticks: Vec<usize>,
    /// Whether it names an option more than once.
    pub(super) repeats: bool,
    /// What is no option: words of the respondent's own, or an option that nobody listed.
    pub(super) rest: String,
}

/// Takes a cell apart.
///
/// Options hold separators themselves, so the longest run of pieces that is a known label is taken first.
/// Platforms put words of one's own last, and people write lists: once such words have begun, only a
/// label in its exact form ends them.
pub(super) fn split(
    cell: &str,
    labels: &Labels<'_>,
    separators: &[&str],
    longest: usize,
) -> Joined {
    let mut joined = Joined::default();
    for cell in cell.split(BETWEEN_ANSWERS) {
        split_answer(cell, labels, separators, longest, &mut joined);
    }
    joined
}

/// Takes one answer apart and adds what it says.
fn split_answer(
    cell: &str,
    labels: &Labels<'_>,
    separators: &[&str],
    longest: usize,
    joined: &mut Joined,
) {
    if cell.len() > MAX_OPTIONS_BYTES {
        keep(&mut joined.rest, cell, Some((0, cell.len())));
        return;
    }
    let pieces = match listed(cell) {
        Some(pieces) => pieces,
        None => pieces(cell, separators),
    };
    let mut rest: Option<(usize, usize)> = None;
    let mut at = 0;
    while at < pieces.len() {
        let most = pieces.len().min(at + longest + 1);
        let found = (at + 1..=most).rev().find_map(|end| {
            let text = &cell[pieces[at].0..pieces[end - 1].1];
            let option = match rest {
                Some(_) => labels.find_exact(text),
                None if end == at + 1 => labels.find(text),
                // A separator between two options must not pass for the comma within a third.
                None => labels.find_punctuated(text),
            };
            option.map(|option| (option, end))
        });
        match found {
            Some((option, end)) => {
                keep(&mut joined.rest, cell, rest.take());
                if joined.ticks.contains(&option) {
                    joined.repeats = true;
                } else {
                    joined.ticks.push(option);
                }
                at = end;
            }
            None => {
                let (start, end) = pieces[at];
                rest = Some((rest.map_or(start, |(start, _)| start), end));
                at += 1;
            }
        }
    }
    keep(&mut joined.rest, cell, rest);
}

fn keep(rest: &mut String, cell: &str, range: Option<(usize, usize)>) {
    if let Some((start, end)) = range {
        if !rest.is_empty() {
            rest.push_str(", ");
        }
        rest.push_str(cell[start..end].trim());
    }
}

/// Where the texts in quotation marks start and end, in a list as data tools write it: `['a', 'b']`.
pub(super) fn listed(cell: &str) -> Option<Vec<(usize, usize)>> {
    let inner = cell.trim().strip_prefix('[')?.strip_suffix(']')?;
    let offset = inner.as_ptr() as usize - cell.as_ptr() as usize;
    let mut pieces = Vec::new();
    let mut rest = inner.trim_start();
    // An empty list has nothing between its brackets.
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let text = &rest[1..];
        // An apostrophe within a text has no comma or end behind it.
        let end = text.match_indices(quote).map(|(at, _)| at).find(|at| {
            let after = text[at + 1..].trim_start();
            after.is_empty() || after.starts_with([',', ';'])
        })?;
        let start = offset + (text.as_ptr() as usize - inner.as_ptr() as usize);
        if !text[..end].trim().is_empty() {
            pieces.push((start, start + end));
        }
        rest = text[end + 1..]
            .trim_start()
            .trim_start_matches([',', ';'])
            .trim_start();
    }
    Some(pieces)
}

/// Where the pieces between separators start and end; empty ones are left out.
fn pieces(cell: &str, separators: &[&str]) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut push = |start: usize, end: usize| {
        if !cell[start..end].trim().is_empty() {
            pieces.push((start, end));
        }
    };
    while at < cell.len() {
        let rest = &cell[at..];
        match separators.iter().find(|s| rest.starts_with(**s)) {
            Some(separator) => {
                push(start, at);
                at += separator.len();
                start = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    push(start, cell.len());
    pieces
}
