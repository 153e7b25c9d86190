use super::super::clean::clean;

/// Text that Markdown shows as it stands, on one line.
///
/// Every character of ASCII punctuation that could start markup anywhere is escaped; those that do so only at the
/// start of a line are escaped there. `<` and `&` become entities, so that not even a reader that takes HTML for
/// HTML sees any.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    // A space at either end matters between two pieces of running text.
    let mut space_before = text.starts_with(char::is_whitespace);
    for word in clean(text).split_whitespace() {
        if space_before {
            escaped.push(' ');
        }
        let starts_line = escaped.is_empty();
        space_before = true;
        push_word(&mut escaped, word, starts_line);
    }
    if text.ends_with(char::is_whitespace) && space_before {
        escaped.push(' ');
    }
    escaped
}

fn push_word(escaped: &mut String, word: &str, starts_line: bool) {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in word.char_indices() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            // "- item", "+ item", "1. item", "1) item", a rule of hyphens, an underline of "=".
            '-' | '+' | '=' if starts_line && word.chars().all(|other| other == c) => {
                escaped.push('\\');
                escaped.push(c);
            }
            '.' | ')' if starts_line && at == digits && at > 0 && at + 1 == word.len() => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_written_is_markup() {
        for (text, expected) in [
            (
                "plain, (words): 81.4% of 215",
                "plain, (words): 81.4% of 215",
            ),
            ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
            ("[a](javascript:x)", "\\[a\\](javascript:x)"),
            ("**a** _b_ `c` ~d~", "\\*\\*a\\*\\* \\_b\\_ \\`c\\` \\~d\\~"),
            ("# a\r\n- b\n\n1. c", "\\# a - b 1. c"),
            ("- a", "\\- a"),
            ("12. a", "12\\. a"),
            ("--- a", "\\-\\-\\- a"),
            ("12.5 a", "12.5 a"),
            ("-9.6", "-9.6"),
            ("a | b \\", "a \\| b \\\\"),
            (" kept ", " kept "),
            ("\u{0}\u{b}", ""),
        ] {
            assert_eq!(escape(text), expected, "{text:?}");
        }
    }
}
