//! Words that somebody copied from an answer into the cell for evidence.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::plain_mark;
use super::columns::frames;
use crate::coding::Evidence;
use crate::survey::{CodeId, CodeRef, Codebook};

/// The places of copied words: for certain codes, and for every code that the row decides.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pointed {
    pub(super) of_code: BTreeMap<CodeRef, Vec<Evidence>>,
    pub(super) of_all: Vec<Evidence>,
}

impl Pointed {
    /// The places for a code.
    pub(super) fn at(&self, code: &CodeRef) -> Vec<Evidence> {
        let own = self.of_code.get(code).into_iter().flatten();
        joined(own.chain(&self.of_all).cloned().collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.of_code.is_empty() && self.of_all.is_empty()
    }
}

/// Reads the cell: words of the answer, a piece on each line, with `voice:` before words that are for one code only.
///
/// # Errors
/// What is wrong with the cell, without its words.
pub(super) fn read(
    cell: &str,
    answer: &str,
    codebook: &Codebook,
    in_row: &BTreeSet<CodeRef>,
) -> Result<Pointed, String> {
    let mut pointed = Pointed::default();
    for line in cell.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(place) = find(line, answer) {
            pointed.of_all.push(place);
            continue;
        }
        let named = line
            .split_once(": ")
            .and_then(|(name, words)| Some((code(name.trim(), codebook)?, words)));
        let Some((code, words)) = named else {
            return Err("the evidence does not stand in the answer; copy it from there".to_owned());
        };
        if !in_row.contains(&code) {
            return Err(format!(
                "there is evidence for {code}, and the row has no such code"
            ));
        }
        let place = find(words.trim(), answer)
            .ok_or_else(|| format!("the evidence for {code} does not stand in the answer"))?;
        pointed.of_code.entry(code).or_default().push(place);
    }
    pointed.of_all = joined(pointed.of_all);
    Ok(pointed)
}

fn code(name: &str, codebook: &Codebook) -> Option<CodeRef> {
    if let Ok(code) = CodeRef::parse(name) {
        return codebook.code(&code).is_some().then_some(code);
    }
    let id = CodeId::new(name).ok()?;
    let of_frames = frames(codebook).filter_map(|at| codebook.frames.get(at));
    let mut codes = of_frames
        .map(|frame| CodeRef {
            frame: frame.id.clone(),
            code: id.clone(),
        })
        .filter(|code| codebook.code(code).is_some());
    let code = codes.next()?;
    codes.next().is_none().then_some(code)
}

/// The first place of words in an answer, whatever kind of space and quotation mark they have.
fn find(words: &str, answer: &str) -> Option<Evidence> {
    let words: Vec<char> = squeezed(words.trim()).map(|(_, c)| c).collect();
    let answer_chars: Vec<(usize, char)> = squeezed(answer).collect();
    if words.is_empty() {
        return None;
    }
    let start = answer_chars
        .windows(words.len())
        .position(|window| window.iter().map(|(_, c)| c).eq(words.iter()))?;
    let (first, _) = *answer_chars.get(start)?;
    let (last, _) = *answer_chars.get(start + words.len() - 1)?;
    let end = last + answer.get(last..)?.chars().next()?.len_utf8();
    let chars_before = answer.get(..first)?.chars().count();
    let chars = answer.get(first..end)?.chars().count();
    Some(Evidence {
        bytes: first..end,
        chars: chars_before..chars_before + chars,
    })
}

/// The characters of a text with their places in bytes; several spaces are the first of them.
fn squeezed(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut after_space = false;
    text.char_indices().filter_map(move |(at, c)| {
        let is_space = c.is_whitespace();
        let again = is_space && after_space;
        after_space = is_space;
        (!again).then(|| (at, if is_space { ' ' } else { plain_mark(c) }))
    })
}

/// The places in order, those that overlap or touch made one.
fn joined(mut places: Vec<Evidence>) -> Vec<Evidence> {
    places.sort_by_key(|place| (place.bytes.start, place.bytes.end));
    let mut joined: Vec<Evidence> = Vec::with_capacity(places.len());
    for place in places {
        match joined.last_mut() {
            Some(last) if place.bytes.start <= last.bytes.end => {
                last.bytes.end = last.bytes.end.max(place.bytes.end);
                last.chars.end = last.chars.end.max(place.chars.end);
            }
            _ => joined.push(place),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_spaces_and_marks() {
        let answer = "Ŵ – you\u{2019}ve  given\nus a \"voice\"";
        let found = |words: &str| find(words, answer).map(|place| &answer[place.bytes]);
        assert_eq!(found("you've given us"), Some("you\u{2019}ve  given\nus"));
        assert_eq!(found("a \u{201c}voice\u{201d}"), Some("a \"voice\""));
        assert_eq!(found("noise"), None);
        assert_eq!(found(" "), None);
        assert_eq!(find("you", answer).map(|place| place.chars), Some(4..7));
    }

    #[test]
    fn places_that_touch_are_one() {
        let place = |range: std::ops::Range<usize>| Evidence {
            bytes: range.clone(),
            chars: range,
        };
        assert_eq!(
            joined(vec![place(5..9), place(0..3), place(7..12), place(12..13)]),
            [place(0..3), place(5..13)]
        );
    }
}
