use std::collections::BTreeSet;

use regex::{NoExpand, Regex, RegexBuilder};

use crate::wording::{Wording, say};

/// Takes out of a quotation what could say who wrote it.
#[derive(Debug)]
pub struct Redactor {
    /// What is taken out, and the mark that stands in its place.
    patterns: Vec<(Regex, String)>,
    for_numbers: String,
}

/// A quotation with its redactions marked.
#[derive(Clone, PartialEq, Eq)]
pub struct Redacted {
    /// The words, with `[name]` and the like in place of what was taken out.
    pub words: String,
    /// How many pieces were taken out.
    pub redactions: usize,
}

impl std::fmt::Debug for Redacted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Redacted({} bytes, {} redactions)",
            self.words.len(),
            self.redactions
        )
    }
}

/// Says what was taken out.
type Say = fn(&Wording) -> String;

/// What is taken out, and how the mark in its place says so.
const PATTERNS: [(&str, Say); 8] = [
    (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", |wording| {
        say!(wording, "phrases.taken-out.email")
    }),
    (
        r#"(?:https?://|www\.)[^\s<>"]*[^\s<>".,;:!?)\]]"#,
        |wording| say!(wording, "phrases.taken-out.web"),
    ),
    (r"\B@\w{2,}", |wording| {
        say!(wording, "phrases.taken-out.account")
    }),
    (
        r"(?:\+\d{1,3}[\s-]?)?\(?\b\d(?:[\s()-]{0,2}\d){8,13}\b",
        |wording| say!(wording, "phrases.taken-out.phone"),
    ),
    (r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", |wording| {
        say!(wording, "phrases.taken-out.postcode")
    }),
    // Days, as of birth.
    (
        r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b",
        |wording| say!(wording, "phrases.taken-out.date"),
    ),
    // National Insurance numbers, and numbers of members and cases: letters and five digits or more.
    (r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", |wording| {
        say!(wording, "phrases.taken-out.reference")
    }),
    (r"\b[A-Z]{1,5}[-/]?\d{5,}\b", |wording| {
        say!(wording, "phrases.taken-out.reference")
    }),
];

impl Redactor {
    /// Takes out addresses, numbers and postcodes, and every one of `names`, whatever its case. The `wording` says
    /// what stood there.
    ///
    /// # Errors
    /// When the names are too long to search for together.
    pub fn new(names: &[String], wording: &Wording) -> Result<Self, regex::Error> {
        let build = |pattern: &str| RegexBuilder::new(pattern).case_insensitive(true).build();
        let mut patterns = Vec::new();
        for (pattern, say) in PATTERNS {
            patterns.push((build(pattern)?, mark(&say(wording))));
        }
        let mut names: Vec<&str> = names
            .iter()
            .map(|n| n.trim())
            .filter(|n| !n.is_empty())
            .collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        if !names.is_empty() {
            let alternatives: Vec<String> = names.iter().map(|name| regex::escape(name)).collect();
            patterns.push((
                build(&format!(r"(?:\b|^)(?:{})(?:\b|$)", alternatives.join("|")))?,
                mark(&say!(wording, "phrases.taken-out.name")),
            ));
        }
        Ok(Redactor {
            patterns,
            for_numbers: mark(&say!(wording, "phrases.taken-out.number")),
        })
    }

    /// The marks that stand in the place of what is taken out.
    pub(super) fn marks(&self) -> impl Iterator<Item = &str> {
        let marks = self.patterns.iter().map(|(_, mark)| mark);
        marks.chain([&self.for_numbers]).map(String::as_str)
    }

    /// Takes out these numbers as well, where they stand by themselves.
    ///
    /// # Errors
    /// When there are too many to search for together.
    pub fn and_numbers(mut self, numbers: &BTreeSet<u64>) -> Result<Self, regex::Error> {
        if !numbers.is_empty() {
            let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
            let pattern = Regex::new(&format!(r"\b(?:{})\b", numbers.join("|")))?;
            self.patterns.push((pattern, self.for_numbers.clone()));
        }
        Ok(self)
    }

    /// The words with everything taken out that this redactor knows of.
    pub fn redact(&self, words: &str) -> Redacted {
        let mut redacted = Redacted {
            words: words.to_owned(),
            redactions: 0,
        };
        for (pattern, mark) in &self.patterns {
            let found = pattern.find_iter(&redacted.words).count();
            if found > 0 {
                let words = pattern.replace_all(&redacted.words, NoExpand(mark));
                redacted.words = words.into_owned();
                redacted.redactions += found;
            }
        }
        redacted
    }
}

fn mark(what: &str) -> String {
    format!("[{what}]")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn redactor(names: &[&str]) -> Redactor {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Redactor::new(&names, &Wording::built_in()).unwrap()
    }

    #[test]
    fn what_was_taken_out_is_said_in_the_language_of_the_report() {
        let own = "[taken-out]\nemail = \"$1 e-bost\"\nname = \"enw\"\n";
        let file = ("templates/wording/phrases.toml".to_owned(), own.to_owned());
        let (wording, faults) = Wording::of("en-GB", &[file]).unwrap();
        assert!(faults.is_empty(), "{faults}");
        let redactor = Redactor::new(&["Saffron".into()], &wording).unwrap();
        let redacted = redactor.redact("Ask Saffron, a@mail.example.org");
        assert_eq!(redacted.words, "Ask [enw], [$1 e-bost]");
    }

    #[test]
    fn what_identifies_is_taken_out_and_marked() {
        let redactor = redactor(&["Saffron Kettle", "Tuesday Kettle Club"]);
        for (words, expected) in [
            (
                "Write to me: a.b+c@mail.example.org!",
                "Write to me: [email address]!",
            ),
            (
                "ring 07700 900417 or 020 7946 0518.",
                "ring [phone number] or [phone number].",
            ),
            ("I am in zz99 3wz now", "I am in [postcode] now"),
            (
                "see https://example.org/a?b=c, please",
                "see [web address], please",
            ),
            ("I am @someone there", "I am [account name] there"),
            ("my NHS number 943 476 5919", "my NHS number [phone number]"),
            ("as QQ 12 34 56 C", "as [reference number]"),
            ("member KG-700123 since", "member [reference number] since"),
            (
                "born 12/03/1961, in hospital 2019-04-30",
                "born [date], in hospital [date]",
            ),
            (
                "saffron kettle's talk at the TUESDAY KETTLE CLUB",
                "[name]'s talk at the [name]",
            ),
        ] {
            assert_eq!(redactor.redact(words).words, expected);
        }
    }

    #[test]
    fn the_size_of_a_small_group_is_taken_out() {
        let redactor = redactor(&[]).and_numbers(&[3].into()).unwrap();
        assert_eq!(
            redactor.redact("The 3 of us met 13 times in 2023.").words,
            "The [number] of us met 13 times in 2023."
        );
    }

    #[test]
    fn ordinary_numbers_and_words_stay() {
        let redactor = redactor(&["Ann"]);
        for words in [
            "In 2023 and 2024 we got £1,500 for 25 people",
            "Annual plans",
            "the MHA 1983",
            "9 to 5 at No 10",
            "open 24/7, and 1/2 of it in 2021-22",
            "over 10000 of us, version 2.3",
        ] {
            assert_eq!(
                redactor.redact(words),
                Redacted {
                    words: words.into(),
                    redactions: 0
                }
            );
        }
    }
}
