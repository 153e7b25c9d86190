//! A codebook of 640 patterns over 60 codes, of the size that a charity writes for itself.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::words::Random;

const FRAMES: [(&str, usize); 3] = [("theme", 11), ("need", 11), ("value", 10)];
const CODES: usize = 20;

/// The codebook. Its words are those of another one: some of them stand in answers often, most hardly ever.
pub(crate) fn codebook(words: &str) -> String {
    let words: BTreeSet<&str> = words
        .split(|letter: char| !letter.is_ascii_lowercase())
        .filter(|word| word.len() > 3)
        .collect();
    let words: Vec<&str> = words.into_iter().collect();
    let mut random = Random::new(0, 0);
    let mut word = || words[random.below(words.len())];
    let mut text = String::from("id = \"bench\"\nversion = \"1\"\n");
    for (frame, patterns) in FRAMES {
        let _ = write!(
            text,
            "\n[[frame]]\nid = \"{frame}\"\nlabel = \"{frame}\"\nkind = \"{frame}\"\n"
        );
        for code in 0..CODES {
            let _ = write!(
                text,
                "\n[[frame.code]]\nid = \"c{code}\"\nlabel = \"{frame} {code}\"\ndefinition = \"Speaks of {frame} {code}\"\nrules = ['''\n"
            );
            for pattern in 0..patterns {
                let (first, second) = (word(), word());
                let _ = match pattern {
                    0..4 => writeln!(text, "{first}"),
                    4..6 => writeln!(text, "{first}*"),
                    6..8 => writeln!(text, "\"{first} {second}\""),
                    8 => writeln!(text, "({first} NEAR/5 {second})"),
                    9 => writeln!(text, "({first} NOTNEAR/3 {second})"),
                    _ => writeln!(text, "({first} & {second})"),
                };
                if pattern + 1 < patterns {
                    text.push_str("| ");
                }
            }
            text.push_str("''']\n");
        }
    }
    text
}
