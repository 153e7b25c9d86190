use crate::diagnostics::is_unseen;

/// A text as TOML writes it: between double quotation marks, with every character escaped that could end it or that a
/// reader of the file could not see.
pub(crate) fn toml_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_unseen(c) && u32::from(c) > 0xffff => {
                out.push_str(&format!("\\U{:08X}", u32::from(c)));
            }
            c if is_unseen(c) || c == '\u{a0}' => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::toml_string;

    #[test]
    fn every_character_that_ends_a_string_or_hides_is_escaped() {
        assert_eq!(toml_string("a \"b\" \\ c"), r#""a \"b\" \\ c""#);
        assert_eq!(
            toml_string("a\n\r\t\u{0}\u{7f}\u{85}b"),
            r#""a\n\r\t\u0000\u007F\u0085b""#
        );
        assert_eq!(
            toml_string("\u{200f}\u{202e}\u{feff}\u{e0041}"),
            r#""\u200F\u202E\uFEFF\U000E0041""#
        );
        assert_eq!(toml_string("Tŷ – \u{1f600}"), "\"Tŷ – \u{1f600}\"");
    }
}
