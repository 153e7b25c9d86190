use unicode_normalization::UnicodeNormalization;

/// The form in which headings and option labels are compared: one case, one kind of space, quotation
/// mark and dash, and no markup or invisible characters. The original is what is shown.
pub(super) fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some(length) = tag_length(rest)
        {
            push_space(&mut out);
            rest = &rest[length..];
            continue;
        }
        if matches!(c, '&' | '@')
            && let Some((character, length)) = entity(rest)
        {
            push_folded(&mut out, character);
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_ascii() {
            push_folded(&mut out, c);
        } else {
            for part in std::iter::once(c).nfkc() {
                push_folded(&mut out, part);
            }
        }
    }
    let out: String = if out.is_ascii() {
        out
    } else {
        out.nfc().collect()
    };
    match out.strip_suffix(' ') {
        Some(trimmed) => trimmed.to_owned(),
        None => out,
    }
}

/// The words of a key and nothing else: no punctuation, so that "Question [Row]", "Question - Row" and
/// "Question: Row" are the same.
pub(super) fn words(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for c in key.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else {
            push_space(&mut out);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A key without the digits that stand at its very end, as a spreadsheet table glues them on.
pub(super) fn without_glued_digits(key: &str) -> &str {
    key.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// Whether a cell holds nothing that anybody could read.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

fn push_space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

fn push_folded(out: &mut String, c: char) {
    match c {
        c if c.is_whitespace() => push_space(out),
        c if is_invisible(c) => {}
        '*' | '_' => {}
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '`' | '\u{b4}' => out.push('\''),
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => out.push('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
        c => out.extend(c.to_lowercase()),
    }
}

/// The length of the HTML tag that `text` starts with.
fn tag_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(['<', '>'])?;
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && inner[end..].starts_with('>')
        && end < 200;
    is_tag.then_some(end + 2)
}

/// The character that an HTML entity at the start of `text` stands for, and the entity's length. SmartSurvey has
/// one of its own.
fn entity(text: &str) -> Option<(char, usize)> {
    const ENTITIES: &[(&str, char)] = &[
        ("&nbsp;", ' '),
        ("&amp;", '&'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("@SQ@", '\''),
    ];
    ENTITIES
        .iter()
        .find(|(name, _)| text.starts_with(name))
        .map(|(name, character)| (*character, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_spacing_case_and_markup_do_not_matter() {
        for variant in [
            "It's  the \u{a0}members\u{2019} \u{201c}voice\u{201d} \u{2013} ours ",
            "<strong>It&#39;s</strong> the<br/>members' &quot;voice&quot; - ours",
            "\u{feff}*It\u{2019}s* the\nmembers' \"VOICE\" \u{2014} _ours_",
        ] {
            assert_eq!(key(variant), "it's the members' \"voice\" - ours");
        }
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert_eq!(key("Caf\u{e9}"), key("Cafe\u{301}"));
    }

    #[test]
    fn an_apostrophe_may_be_written_out() {
        assert_eq!(
            key("I don@SQ@t know @ all"),
            key("I don\u{2019}t know @ all")
        );
    }

    #[test]
    fn a_sign_that_is_no_tag_stays() {
        assert_eq!(key("age < 25 > 18"), "age < 25 > 18");
        assert_eq!(key("<"), "<");
        assert_eq!(key("a & b"), "a & b");
    }

    #[test]
    fn words_leave_punctuation_out() {
        assert_eq!(words(&key("Access:  [Online]")), "access online");
        assert_eq!(words(&key("Access - online?")), "access online");
    }

    #[test]
    fn invisible_characters_are_blank() {
        assert!(is_blank(" \u{a0}\u{feff}\u{200b}\n"));
        assert!(!is_blank("-"));
    }
}
