//! How alike two texts are.

use std::collections::{BTreeMap, BTreeSet};

use rust_stemmers::{Algorithm, Stemmer};

use super::words::{is_common, label_words, question_words};

/// How much a common word weighs beside one that says what a question asks.
const COMMON_WEIGHT: f64 = 0.15;
/// The longest text whose characters are compared.
const MOST_CHARACTERS: usize = 300;

/// A text made ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// The words as they stand, parted by blanks.
    pub(super) normal: String,
    /// The words without their endings, years all alike.
    stems: BTreeSet<String>,
}

impl Words {
    pub(super) fn of_question(text: &str) -> Self {
        Words::new(question_words(text))
    }

    pub(super) fn of_label(text: &str) -> Self {
        Words::new(label_words(text))
    }

    fn new(words: Vec<String>) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let stems = words.iter().map(|word| match is_year(word) {
            true => "<year>".to_owned(),
            false => stemmer.stem(&spelt_alike(word)).into_owned(),
        });
        Words {
            stems: stems.collect(),
            normal: words.join(" "),
        }
    }

    /// Whether there is nothing to compare.
    pub(super) fn is_empty(&self) -> bool {
        self.normal.is_empty()
    }

    /// The words without their endings.
    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.iter().map(String::as_str)
    }

    /// The words as they stand, years all alike.
    pub(super) fn but_years(&self) -> String {
        let but_year = |word| if is_year(word) { "<year>" } else { word };
        let words: Vec<&str> = self.normal.split(' ').map(but_year).collect();
        words.join(" ")
    }
}

/// A word in the one of two English spellings that both have.
fn spelt_alike(word: &str) -> String {
    ["isation", "ising", "ised", "ise"]
        .iter()
        .fold(word.to_owned(), |word, ending| {
            let other = ending.replacen('s', "z", 1);
            if word.ends_with(ending) {
                word.replace(ending, &other)
            } else {
                word
            }
        })
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word
            .parse::<u32>()
            .is_ok_and(|year| (1990..=2099).contains(&year))
}

/// How much each word tells: the fewer questions have it, the more.
#[derive(Debug, Default)]
pub(super) struct Weights {
    texts: usize,
    with: BTreeMap<String, usize>,
}

impl Weights {
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a Words>) -> Self {
        let mut weights = Weights::default();
        let mut seen = BTreeSet::new();
        for text in texts.filter(|text| seen.insert(text.normal.as_str())) {
            weights.texts += 1;
            for stem in &text.stems {
                *weights.with.entry(stem.clone()).or_default() += 1;
            }
        }
        weights
    }

    /// How much one word tells, without its ending.
    pub(super) fn of(&self, stem: &str) -> f64 {
        if is_common(stem) {
            return COMMON_WEIGHT;
        }
        let with = self.with.get(stem).copied().unwrap_or(1).max(1);
        0.3 + (1.0 + self.texts as f64 / with as f64).ln()
    }

    /// Whether most questions have a word, as they may have the name of the organisation.
    pub(super) fn is_dull(&self, word: &str) -> bool {
        let stem = Stemmer::create(Algorithm::English).stem(word).into_owned();
        self.with
            .get(&stem)
            .is_some_and(|with| *with >= 3 && with * 2 > self.texts)
    }

    pub(super) fn compare(&self, a: &Words, b: &Words) -> Likeness {
        let mut only_a: Vec<&str> = a.stems.difference(&b.stems).map(String::as_str).collect();
        let mut only_b: Vec<&str> = b.stems.difference(&a.stems).map(String::as_str).collect();
        let mut shared: f64 = a
            .stems
            .intersection(&b.stems)
            .map(|stem| self.of(stem))
            .sum();
        only_a.retain(|word| {
            let Some(at) = only_b.iter().position(|other| is_same_word(word, other)) else {
                return true;
            };
            only_b.remove(at);
            shared += self.of(word);
            false
        });
        let apart: f64 = only_a.iter().chain(&only_b).map(|stem| self.of(stem)).sum();
        let telling = |words: Vec<&str>| {
            words
                .into_iter()
                .filter(|word| !is_common(word))
                .map(str::to_owned)
                .collect()
        };
        Likeness {
            words: if shared + apart > 0.0 {
                shared / (shared + apart)
            } else {
                0.0
            },
            characters: characters(&a.normal, &b.normal),
            only_first: telling(only_a),
            only_second: telling(only_b),
        }
    }
}

fn characters(a: &str, b: &str) -> f64 {
    let cut = |text: &str| text.chars().take(MOST_CHARACTERS).collect::<String>();
    strsim::normalized_levenshtein(&cut(a), &cut(b))
}

/// Whether two words are probably one, spelt in two ways.
fn is_same_word(a: &str, b: &str) -> bool {
    let long = a.chars().count().min(b.chars().count()) >= 6;
    let start: String = a.chars().take(3).collect();
    long && b.starts_with(&start)
        && !a.contains(|c: char| c.is_ascii_digit())
        && strsim::levenshtein(a, b) <= 2
}

/// How alike two texts are, and in what they differ.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Likeness {
    /// The weight of the words they share, of that of all their words.
    pub(super) words: f64,
    /// Likeness of their characters in order (Levenshtein, from 0 to 1).
    pub(super) characters: f64,
    /// Telling words of the first alone.
    pub(super) only_first: Vec<String>,
    /// Telling words of the second alone.
    pub(super) only_second: Vec<String>,
}

impl Likeness {
    /// One figure for both.
    pub(super) fn score(&self) -> f64 {
        0.7 * self.words + 0.3 * self.characters
    }

    /// Whether one has a telling word in the place of another one's: "newsletter" and "events".
    pub(super) fn is_exchange(&self) -> bool {
        !self.only_first.is_empty() && !self.only_second.is_empty()
    }

    /// Whether no telling word is in one alone.
    pub(super) fn tells_the_same(&self) -> bool {
        self.only_first.is_empty() && self.only_second.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(a: &str, b: &str, others: &[&str]) -> Likeness {
        let words: Vec<Words> = [a, b]
            .iter()
            .chain(others)
            .map(|text| Words::of_question(text))
            .collect();
        Weights::new(words.iter()).compare(&words[0], &words[1])
    }

    #[test]
    fn endings_and_spellings_do_not_part_words() {
        let likeness = compared(
            "How satisfied are your members?",
            "How satisfied is your member?",
            &[],
        );
        assert!(
            likeness.tells_the_same() && likeness.words > 0.85,
            "{likeness:?}"
        );
        let likeness = compared("Is it an organisation?", "Is it an organization?", &[]);
        assert!(likeness.tells_the_same(), "{likeness:?}");
    }

    #[test]
    fn opposites_are_not_spellings() {
        for (a, b) in [
            ("satisfied", "dissatisfied"),
            ("important", "unimportant"),
            ("2023a01", "2023a02"),
        ] {
            assert!(!is_same_word(a, b), "{a} {b}");
        }
    }

    #[test]
    fn an_exchanged_noun_is_seen() {
        let likeness = compared(
            "How satisfied are you with our newsletter?",
            "How satisfied are you with our events?",
            &["How satisfied are you with our website?"],
        );
        assert!(likeness.is_exchange());
        assert_eq!(
            (likeness.only_first.len(), likeness.only_second.len()),
            (1, 1)
        );
    }

    #[test]
    fn rare_words_weigh_more() {
        let others = [
            "How useful is the bulletin?",
            "How useful is the library?",
            "How useful is the app?",
        ];
        let common = compared("How useful is tea?", "How useful is coffee?", &others);
        let rare = compared(
            "How useful is the archive?",
            "Where is the archive?",
            &others,
        );
        assert!(rare.words > common.words, "{rare:?} {common:?}");
    }

    #[test]
    fn years_alone_are_no_difference() {
        let of = |text| Words::of_question(text).but_years();
        assert_eq!(of("Did you come in 2023?"), of("Did you come in 2024?"));
        assert_ne!(of("Did you come in 2023?"), of("Did you come?"));
    }
}
