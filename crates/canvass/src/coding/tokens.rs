//! The words of an answer, and the sentences and clauses they stand in.
//!
//! Words are those of Unicode Annex 29, with three changes: a hyphen, a full stop or a colon between letters parts
//! words; an apostrophe inside a word belongs to it; a currency sign belongs to the number after it, so that
//! `£400` is one word that the pattern `£*` finds.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// Nothing that parts them.
    None,
    /// `, ; : ( )`, a dash or `&`.
    Clause,
    /// `. ! ? …` or a new line.
    Sentence,
}

/// A word of a text: its place in bytes, and what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordPlace {
    /// The byte at which it starts.
    pub(crate) start: usize,
    /// The byte after its last.
    pub(crate) end: usize,
    /// What parts it from the word before.
    pub(crate) after: Break,
}

/// The words of `text` in order.
pub(crate) fn words(text: &str, mut found: impl FnMut(WordPlace)) {
    let mut end_before = 0;
    let mut emit = |start: usize, end: usize| {
        let one_space = start == end_before + 1 && text.as_bytes().get(end_before) == Some(&b' ');
        let after = match one_space {
            true => Break::None,
            false => gap_break(text.get(end_before..start).unwrap_or_default()),
        };
        found(WordPlace {
            start: with_currency(text, start, end_before),
            end,
            after,
        });
        end_before = end;
    };
    if is_plain(text) {
        plain_words(text, &mut emit);
    } else {
        annex_words(text, &mut emit);
    }
}

/// What a character of nearly every answer is to Annex 29.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Part of a word.
    Letter,
    /// Part of a word.
    Digit,
    /// Joins letters, and joins digits.
    Apostrophe,
    /// Joins digits: a full stop, a comma, a semicolon, a low line.
    Point,
    /// Parts words.
    Other,
}

/// The kind of a character; `None` for one that takes the whole of Annex 29 to tell.
const fn kind(c: char) -> Option<Kind> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => Kind::Letter,
        '0'..='9' => Kind::Digit,
        '\'' | '’' | '‘' => Kind::Apostrophe,
        '.' | ',' | ';' | '_' => Kind::Point,
        ' '..='~' | '\n' | '\r' | '\t' | '“' | '”' | '–' | '—' | '…' | '£' | '€' => {
            Kind::Other
        }
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ſ' => Kind::Letter,
        _ => return None,
    })
}

/// The kinds of characters of one byte; `None` for a byte that is part of a longer one.
const KINDS: [Option<Kind>; 256] = {
    let mut kinds = [None; 256];
    let mut at = 0;
    while at < 128 {
        kinds[at] = match kind(at as u8 as char) {
            Some(kind) => Some(kind),
            None => Some(Kind::Other),
        };
        at += 1;
    }
    kinds
};

/// Whether every character has a [`kind`].
fn is_plain(text: &str) -> bool {
    // Without a way out of the loop it takes many bytes at once.
    let plain = |b: u8| !b.is_ascii() || matches!(b, b' '..=b'~' | b'\n' | b'\r' | b'\t');
    if !text.bytes().fold(true, |all, b| all & plain(b)) {
        return false;
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| !b.is_ascii()) {
        let mut chars = rest.get(at..).unwrap_or_default().chars();
        if chars.next().is_some_and(|c| kind(c).is_none()) {
            return false;
        }
        rest = chars.as_str();
    }
    true
}

/// The kind of the character at a byte of plain text, and its length; `None` at the end.
fn kind_at(text: &str, at: usize) -> Option<(Kind, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if let Some(kind) = KINDS[usize::from(byte)] {
        return Some((kind, 1));
    }
    let c = text.get(at..)?.chars().next()?;
    Some((kind(c).unwrap_or(Kind::Other), c.len_utf8()))
}

/// The words of a text of plain characters; the same as [`annex_words`], in one look at each character.
fn plain_words(text: &str, emit: &mut impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let kind_of = |at: usize| bytes.get(at).and_then(|byte| KINDS[usize::from(*byte)]);
    let mut at = 0;
    while let Some((first, length)) = kind_at(text, at) {
        if !matches!(first, Kind::Letter | Kind::Digit) {
            at += length;
            continue;
        }
        let start = at;
        at += length;
        loop {
            while let Some(Kind::Letter | Kind::Digit) = kind_of(at) {
                at += 1;
            }
            let (joins, length) = match kind_at(text, at) {
                Some((Kind::Letter | Kind::Digit, length)) => {
                    at += length;
                    continue;
                }
                Some((this @ (Kind::Apostrophe | Kind::Point), length)) => {
                    // A word ends with a digit or with a letter, which may be longer than a byte.
                    let before = kind_of(at - 1).unwrap_or(Kind::Letter);
                    let after = kind_at(text, at + length).map(|(after, _)| after);
                    let joins = this == Kind::Apostrophe || before == Kind::Digit;
                    (joins && after == Some(before), length)
                }
                _ => (false, 0),
            };
            if !joins {
                break;
            }
            at += length;
        }
        emit(start, at);
    }
}

/// The words of any text.
fn annex_words(text: &str, emit: &mut impl FnMut(usize, usize)) {
    for (start, word) in text.unicode_word_indices() {
        let mut part_start = 0;
        if word.contains(['.', ':', '_']) {
            for (at, joiner) in word.match_indices(['.', ':', '_']) {
                if !between_digits(word, at) {
                    if part_start < at {
                        emit(start + part_start, start + at);
                    }
                    part_start = at + joiner.len();
                }
            }
        }
        if part_start < word.len() {
            emit(start + part_start, start + word.len());
        }
    }
}

fn between_digits(word: &str, at: usize) -> bool {
    let bytes = word.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    at > 0 && digit(at - 1) && digit(at + 1)
}

fn with_currency(text: &str, start: usize, floor: usize) -> usize {
    if !text.as_bytes().get(start).is_some_and(u8::is_ascii_digit) {
        return start;
    }
    let sign = text
        .get(floor..start)
        .and_then(|gap| gap.chars().next_back());
    match sign {
        Some(sign @ ('£' | '€' | '$')) => start - sign.len_utf8(),
        _ => start,
    }
}

fn gap_break(gap: &str) -> Break {
    if gap == " " {
        return Break::None;
    }
    let spaced = gap.contains(' ');
    gap.chars()
        .map(|c| match c {
            '.' | '!' | '?' | '…' | '\n' | '\r' => Break::Sentence,
            ',' | ';' | ':' | '(' | ')' | '[' | ']' | '–' | '—' | '&' => Break::Clause,
            '-' if spaced => Break::Clause,
            _ => Break::None,
        })
        .max()
        .unwrap_or(Break::None)
}

/// A word as rules compare it: compatibility forms, case, accents and kinds of apostrophe make no difference.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .map(straight)
        .flat_map(char::to_lowercase)
        .nfkc()
        .collect()
}

/// A word with its case and accents kept, for patterns that ask for exactly this spelling.
pub(crate) fn exact(word: &str) -> String {
    if word.is_ascii() && !word.contains('`') {
        return word.to_owned();
    }
    word.nfkc().map(straight).collect()
}

fn straight(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '`' | '´' | '＇' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        words(text, |w| found.push(&text[w.start..w.end]));
        found
    }

    fn breaks(text: &str) -> Vec<Break> {
        let mut found = Vec::new();
        words(text, |w| found.push(w.after));
        found
    }

    /// The words of plain text, by the short way and by the whole of Annex 29.
    fn both_ways(text: &str) -> [Vec<(usize, usize)>; 2] {
        let mut ways = [Vec::new(), Vec::new()];
        plain_words(text, &mut |start, end| ways[0].push((start, end)));
        annex_words(text, &mut |start, end| ways[1].push((start, end)));
        ways
    }

    proptest::proptest! {
        #[test]
        fn plain_text_has_the_words_of_annex_29(text in "[abZ09éŵ'’‘.,;:_ \\-\n\t“”–—…£€@/!?()&#*]{0,24}") {
            let [plain, annex] = both_ways(&text);
            proptest::prop_assert_eq!(plain, annex);
        }
    }

    #[test]
    fn every_plain_character_has_the_kind_that_annex_29_gives_it() {
        let plain = |c: &char| kind(*c).is_some();
        for c in (0..0x2100).filter_map(char::from_u32).filter(plain) {
            for text in [
                format!("a{c}a"),
                format!("1{c}1"),
                format!("a{c}1"),
                format!("{c}"),
            ] {
                let [plain, annex] = both_ways(&text);
                assert_eq!(plain, annex, "{text:?}");
            }
        }
    }

    #[test]
    fn words_keep_apostrophes_and_lose_hyphens() {
        assert_eq!(
            split("A user-led group doesn’t (n/a) 'stop'"),
            ["A", "user", "led", "group", "doesn’t", "n", "a", "stop"]
        );
    }

    #[test]
    fn currency_belongs_to_its_number_and_full_stops_part_letters_only() {
        assert_eq!(
            split("£1,200.50 in June.But €5 of $x"),
            ["£1,200.50", "in", "June", "But", "€5", "of", "x"]
        );
    }

    #[test]
    fn punctuation_parts_clauses_and_sentences() {
        use Break::{Clause, None, Sentence};
        assert_eq!(
            breaks("one two, three - four. Five\nsix user-led end.Next"),
            [
                None, None, Clause, Clause, Sentence, Sentence, None, None, None, Sentence
            ]
        );
    }

    #[test]
    fn folding_evens_out_spelling_but_not_words() {
        assert_eq!(fold("DON’T"), "don't");
        assert_eq!(fold("Café"), "cafe");
        assert_eq!(fold("Cafe\u{301}"), "cafe");
        assert_eq!(fold("ŵy"), "wy");
        assert_eq!(fold("ﬁne"), "fine");
        assert_eq!(fold("ＢＳＬ"), "bsl");
    }
}
