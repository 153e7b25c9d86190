//! Words of questionnaires as people read them, as they are compared, and as ids are made of them.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::diagnostics::is_unseen;
use crate::survey::plain_wording;

/// Words that say little about what a question asks.
const COMMON: &[&str] = &[
    "a",
    "about",
    "all",
    "also",
    "an",
    "and",
    "any",
    "apply",
    "are",
    "as",
    "at",
    "be",
    "been",
    "being",
    "by",
    "can",
    "check",
    "choose",
    "could",
    "did",
    "do",
    "does",
    "feel",
    "following",
    "for",
    "from",
    "had",
    "has",
    "have",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "like",
    "many",
    "may",
    "me",
    "might",
    "much",
    "my",
    "of",
    "on",
    "one",
    "options",
    "or",
    "our",
    "please",
    "s",
    "select",
    "shall",
    "should",
    "so",
    "tell",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "tick",
    "to",
    "us",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
    "yours",
    "yourself",
];

/// Whether a word says little about what a question asks.
pub(super) fn is_common(word: &str) -> bool {
    COMMON.binary_search(&word).is_ok()
}

/// A text on one line, without markup and characters that nobody sees.
pub(super) fn readable(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = tag_length(rest) {
            plain.push(' ');
            rest = rest.get(length..).unwrap_or_default();
        } else if let Some((character, length)) = entity(rest) {
            plain.push(character);
            rest = rest.get(length..).unwrap_or_default();
        } else {
            plain.push(if is_unseen(c) { ' ' } else { c });
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The length of the HTML tag that `text` starts with.
fn tag_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(['<', '>'])?;
    let closed = inner.get(end..)?.starts_with('>');
    (closed && end < 200 && name.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(end + 2)
}

/// The character that an HTML entity at the start of `text` stands for, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    [
        ("&nbsp;", ' '),
        ("&amp;", '&'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&lt;", '<'),
        ("&gt;", '>'),
    ]
    .into_iter()
    .find(|(name, _)| text.starts_with(name))
    .map(|(name, character)| (character, name.len()))
}

/// A wording without the number that stands before it, as in "4. Why?" and "Q12: Why?".
pub(super) fn without_number(text: &str) -> &str {
    let text = text.trim_start();
    let rest = text
        .strip_prefix("Question ")
        .or_else(|| text.strip_prefix(['Q', 'q']))
        .unwrap_or(text);
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let Some(after) = rest.get(digits..).filter(|_| (1..=3).contains(&digits)) else {
        return text;
    };
    let after = match after.strip_prefix(|c: char| c.is_ascii_lowercase()) {
        Some(behind_letter) if behind_letter.starts_with(['.', ')', ':']) => behind_letter,
        _ => after,
    };
    let bare = after.trim_start_matches(['.', ')', ':', '-', ' ', '\u{2013}']);
    let marked = after.starts_with(['.', ')', ':'])
        || after.starts_with(" - ")
        || after.starts_with(" \u{2013} ");
    let apart = after.trim_start_matches(['.', ')', ':']).starts_with(' ');
    if marked && apart && bare.chars().any(char::is_alphabetic) {
        bare
    } else {
        text
    }
}

/// The words of a label, as labels are compared: no case, no markup, no punctuation.
pub(super) fn label_words(text: &str) -> Vec<String> {
    plain_wording(&readable(text))
        .replace('\'', "")
        .split(|c: char| !(c.is_alphanumeric() || is_combining_mark(c)))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words of a question: those of a label, without a number before them.
pub(super) fn question_words(text: &str) -> Vec<String> {
    label_words(without_number(&readable(text)))
}

/// A wording cut to a short name: at a word, without a number before it or an instruction in brackets behind it.
pub(super) fn title(text: &str) -> String {
    let whole = readable(text);
    let mut text = without_number(&whole).trim_end_matches([' ', '*', ':']);
    while let Some((before, instruction)) = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
        && !before.trim().is_empty()
        && label_words(instruction).iter().any(|word| {
            matches!(
                word.as_str(),
                "all" | "apply" | "choose" | "optional" | "required" | "select" | "tick"
            )
        })
    {
        text = before.trim_end_matches([' ', '*', ':']);
    }
    shortened(if text.is_empty() { &whole } else { text }, 80)
}

/// A text of `most` characters at the most, cut at a word.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let head = text.get(..end).unwrap_or_default();
    let at_word = head.rfind(' ').filter(|at| *at > end / 2).unwrap_or(end);
    let head = head.get(..at_word).unwrap_or(head);
    format!(
        "{}…",
        head.trim_end_matches([' ', ',', ';', ':', '(', '-', '\u{2013}', '.'])
    )
}

/// An id made of the words of a text, those of `dull` left out where others remain; `None` if no letter or digit
/// of it can stand in an id.
pub(super) fn slug(text: &str, most_words: usize, dull: &dyn Fn(&str) -> bool) -> Option<String> {
    let words: Vec<String> = question_words(text)
        .iter()
        .map(|word| ascii(word))
        .filter(|word| !word.is_empty())
        .collect();
    let telling: Vec<&String> = words
        .iter()
        .filter(|word| !is_common(word) && !dull(word))
        .collect();
    let kept: Vec<&String> = if telling.is_empty() {
        words.iter().collect()
    } else {
        telling
    };
    let mut slug = String::new();
    for word in kept.into_iter().take(most_words) {
        if !slug.is_empty() {
            if slug.len() + word.len() > 40 {
                break;
            }
            slug.push('_');
        }
        slug.extend(word.chars().take(40));
    }
    (!slug.is_empty()).then_some(slug)
}

/// The ASCII letters and digits of a word, without accents.
fn ascii(word: &str) -> String {
    word.nfkd()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_in_order_for_the_search() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn markup_and_unseen_characters_go() {
        assert_eq!(
            readable(" <b>How&nbsp;are</b>\n you\u{200f}, R&amp;D? "),
            "How are you , R&D?"
        );
        assert_eq!(readable("age < 25 > 18"), "age < 25 > 18");
    }

    #[test]
    fn numbers_before_a_question_go_and_others_stay() {
        for (text, bare) in [
            ("4. Why?", "Why?"),
            ("Q12: Why?", "Why?"),
            ("Q3a) Why?", "Why?"),
            ("Question 7. Why?", "Why?"),
            ("12 - Why?", "Why?"),
            ("2024 - Why?", "2024 - Why?"),
            ("10 years ago", "10 years ago"),
            ("1-5", "1-5"),
            ("3.5 hours", "3.5 hours"),
            ("Quiet?", "Quiet?"),
            ("4.", "4."),
        ] {
            assert_eq!(without_number(text), bare, "{text}");
        }
    }

    #[test]
    fn titles_are_short_and_lose_instructions() {
        assert_eq!(
            title("4. How have we helped?* (select all that apply)"),
            "How have we helped?"
        );
        assert_eq!(
            title("How old are you (in years)?"),
            "How old are you (in years)?"
        );
        let long = title(&"word ".repeat(40));
        assert!(
            long.ends_with("word…") && long.chars().count() <= 81,
            "{long}"
        );
        assert_eq!(title("(choose)"), "(choose)");
    }

    #[test]
    fn ids_are_made_of_telling_words() {
        let none = |_: &str| false;
        assert_eq!(
            slug("How has Kindred Ground helped you?", 4, &none).as_deref(),
            Some("kindred_ground_helped")
        );
        let dull = |word: &str| matches!(word, "kindred" | "ground");
        assert_eq!(
            slug("How has Kindred Ground helped you?", 4, &dull).as_deref(),
            Some("helped")
        );
        assert_eq!(
            slug("Tŷ Newydd: café", 4, &none).as_deref(),
            Some("ty_newydd_cafe")
        );
        assert_eq!(slug("What is it?", 4, &none).as_deref(), Some("what_is_it"));
        assert_eq!(slug("なぜ", 4, &none), None);
    }
}
