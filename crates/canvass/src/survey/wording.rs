use unicode_normalization::UnicodeNormalization;

/// The words of a question or an option as they are compared: without differences of spacing, case and
/// typography (quotation marks, dashes, ligatures, invisible characters). Two wordings are the same when
/// these are equal.
pub fn plain_wording(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        let c = match c {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => continue,
            '\u{2018}'..='\u{201b}' | '\u{2032}' | '`' | '\u{b4}' => '\'',
            '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !(plain.is_empty() || plain.ends_with(' ')) {
            plain.push(c);
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spacing_case_and_typography_do_not_count() {
        let same = [
            "How has \"Kindred Ground\" helped - and you're sure?",
            "  how has\u{a0}“Kindred  Ground” helped – and you’re\r\n sure? ",
            "HOW HAS «Kindred Ground» helped \u{2014} and you\u{200b}'re sure?",
        ];
        for text in same {
            assert_eq!(plain_wording(text), plain_wording(same[0]), "{text}");
        }
        assert_eq!(plain_wording(" \u{a0} "), "");
    }

    #[test]
    fn words_and_punctuation_do() {
        assert_ne!(
            plain_wording("Online events"),
            plain_wording("Events online")
        );
        assert_ne!(plain_wording("Events"), plain_wording("Events?"));
        assert_ne!(plain_wording("Café"), plain_wording("Cafe"));
    }
}
