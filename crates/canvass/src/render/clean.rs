use std::borrow::Cow;

/// The text without characters that XML 1.0 and HTML forbid, which turn up in pasted answers and would make
/// a file unreadable. Line ends become `\n`; vertical tabs and form feeds, which are line ends in disguise, too.
/// Everything else stays, emoji and directional marks among them.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c == '\r' || replacement(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match replacement(c) {
            None => cleaned.push(c),
            Some(instead) => cleaned.push_str(instead),
        }
    }
    Cow::Owned(cleaned)
}

/// What stands instead of a character that may not stay.
fn replacement(c: char) -> Option<&'static str> {
    let noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    match c {
        '\t' | '\n' => None,
        '\r' | '\u{b}' | '\u{c}' => Some("\n"),
        _ if c.is_control() || noncharacter => Some(""),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_go_and_the_rest_stays() {
        for (text, expected) in [
            ("Llŷn \u{1f33b} مرحبا", "Llŷn \u{1f33b} مرحبا"),
            ("a\u{0}b\u{8}c\u{1f}d\u{7f}e\u{85}f", "abcdef"),
            ("a\u{fffe}b\u{ffff}c\u{fdd0}d\u{1ffff}e", "abcde"),
            (
                "one\r\ntwo\rthree\u{b}four\u{c}five\tsix",
                "one\ntwo\nthree\nfour\nfive\tsix",
            ),
            ("\u{202e}kept\u{2069}", "\u{202e}kept\u{2069}"),
        ] {
            assert_eq!(clean(text), expected);
        }
        assert!(matches!(clean("plain\ntext"), Cow::Borrowed(_)));
    }
}
