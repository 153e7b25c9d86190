//! Tells Mac Roman from the encodings of Windows.
//!
//! Excel for Mac saves CSV files in Mac Roman, and no detector made for web pages knows of it. Both encodings
//! give every byte a meaning, so the file is read both ways, and the reading whose letters and signs stand
//! where letters and signs stand in writing is believed: an accented capital does not follow a small letter
//! ("donÕt"), and an opening quotation mark does not follow a word.

use encoding_rs::{Encoding, MACINTOSH};

/// Bytes that are looked at; the accents of a few hundred answers tell enough.
pub(super) const LOOKED_AT: usize = 1 << 20;

/// Whether the bytes make better sense in Mac Roman than in the encoding that was guessed.
pub(super) fn is_more_likely(bytes: &[u8], guessed: &'static Encoding) -> bool {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    // Lone carriage returns end the lines of old Mac programs, and of Excel's "CSV (Macintosh)".
    let old_mac = start.contains(&b'\r') && !start.contains(&b'\n');
    let read = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(start);
        sense(&text)
    };
    read(MACINTOSH) + i64::from(old_mac) > read(guessed)
}

/// How much sense the characters beyond ASCII make where they stand.
fn sense(text: &str) -> i64 {
    let mut sum = 0;
    let (mut before, mut last) = (' ', ' ');
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if !c.is_ascii() {
            let next = characters.peek().copied().unwrap_or(' ');
            let after_next = characters.clone().nth(1).unwrap_or(' ');
            sum += sense_of(c, [before, last], [next, after_next]);
        }
        (before, last) = (last, c);
    }
    sum
}

/// 1 or more if a character may stand between the two before and the two after it, below 0 if it hardly may.
fn sense_of(c: char, [before, last]: [char; 2], [next, after_next]: [char; 2]) -> i64 {
    let between_letters = last.is_alphabetic() && next.is_alphabetic();
    let yes = |likely: bool| if likely { 1 } else { -1 };
    match c {
        '\u{80}'..='\u{9f}' | '\u{fffd}' => -2,
        // No-break space.
        '\u{a0}' => 1,
        '\u{2019}' if between_letters => {
            // don't, we'll, it's; l'amour, O'Brien.
            let contraction = matches!(next, 's' | 't' | 'd' | 'm' | 'l' | 'v' | 'r')
                && (!after_next.is_alphabetic()
                    || matches!((next, after_next), ('l', 'l') | ('v' | 'r', 'e')));
            if contraction || !before.is_alphabetic() {
                2
            } else {
                -1
            }
        }
        '\u{2019}' | '\u{201d}' => yes(!last.is_whitespace() && !next.is_alphabetic()),
        '\u{2018}' | '\u{201c}' => yes(!last.is_alphanumeric() && next.is_alphanumeric()),
        '\u{2013}' => yes(!between_letters),
        '\u{2014}' => 1,
        '\u{2026}' => yes(!next.is_alphabetic() || next.is_uppercase()),
        '\u{2022}' | '\u{b7}' => yes(!last.is_alphanumeric()),
        '\u{a3}' | '\u{20ac}' | '\u{a5}' => yes(!last.is_alphabetic() || next.is_ascii_digit()),
        '\u{a9}' | '\u{ae}' | '\u{2122}' | '\u{b0}' | '\u{bd}' => yes(!between_letters),
        c if c.is_lowercase() => i64::from(last.is_alphabetic() || next.is_alphabetic()),
        c if c.is_uppercase() => yes(!last.is_lowercase() && next.is_alphabetic()),
        c if c.is_alphabetic() => 0,
        _ => -1,
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    /// Letters and signs of Mac Roman that these samples use; `encoding_rs` reads it and does not write it.
    fn mac_roman(text: &str) -> Vec<u8> {
        let byte = |c: char| {
            (0x80..=0xff).find(|byte| {
                let (text, _) = MACINTOSH.decode_without_bom_handling(std::slice::from_ref(byte));
                text.chars().eq([c])
            })
        };
        text.chars()
            .filter_map(|c| {
                u8::try_from(c)
                    .ok()
                    .filter(u8::is_ascii)
                    .or_else(|| byte(c))
            })
            .collect()
    }

    const SAMPLES: &[&str] = &[
        "Q1,Why did you join?\n1,I don\u{2019}t know\n2,It\u{2019}s the members\u{2019} voice\n",
        "Q1.\u{a0}Which of these,Other\u{a0}\n1,\u{a3}5 a month\u{a0}\n2,caf\u{e9}\n",
        "Name,Town\nZo\u{eb},Orl\u{e9}ans\nFran\u{e7}ois,B\u{e9}ziers\nH\u{e9}l\u{e8}ne,Gen\u{e8}ve\n",
        "a,b\n1,\u{201c}A lifeline\u{201d} \u{2013} really\n2,We\u{2019}re \u{201c}seen\u{201d}\n",
        "a,b\n1,\u{c9}cole d\u{2019}\u{e9}t\u{e9}\u{2026}\n2,na\u{ef}ve r\u{f4}le\n",
        "a,b\n1,Sin\u{e9}ad O\u{2019}Brien said \u{2018}no\u{2019}\n2,Si\u{f4}n\n",
        "a,b\n1,Zo\u{eb}\n",
    ];

    #[test]
    fn lifelike_answers_are_told_in_both_encodings() {
        for sample in SAMPLES {
            let windows = WINDOWS_1252.encode(sample).0;
            assert!(!is_more_likely(&windows, WINDOWS_1252), "Windows: {sample}");
            assert!(
                is_more_likely(&mac_roman(sample), WINDOWS_1252),
                "Mac: {sample}"
            );
        }
    }

    #[test]
    fn what_both_write_alike_is_taken_for_windows_unless_the_lines_end_as_on_a_mac() {
        let pounds = b"a,b\n1,\xa35\n";
        assert!(!is_more_likely(pounds, WINDOWS_1252));
        assert!(is_more_likely(b"a,b\r1,\xa35\r", WINDOWS_1252));
    }

    #[test]
    fn other_scripts_are_left_to_the_guesser() {
        let text = "\u{437}\u{430}\u{447}\u{435}\u{43c},\u{43a}\u{430}\u{43a}\n\u{43d}\u{435} \u{437}\u{43d}\u{430}\u{44e},\u{434}\u{430}\n";
        let bytes = encoding_rs::WINDOWS_1251.encode(text).0;
        assert!(!is_more_likely(&bytes, encoding_rs::WINDOWS_1251));
    }
}
