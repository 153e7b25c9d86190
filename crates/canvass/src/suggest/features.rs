//! What a model sees of an answer: its words, pieces of words, the question, and what the rules found.

use std::collections::{BTreeMap, BTreeSet};

use super::logistic::Row;
use super::{Example, Settings};
use crate::coding::{Break, fold, words};
use crate::survey::{ResponseKey, WaveId};

/// A word or a pair of words must stand in the answers of so many people, so that a model keeps nobody's own words.
const LEAST_RESPONSES: usize = 2;
/// The shortest and longest pieces of words, in characters.
const PIECES: std::ops::RangeInclusive<usize> = 3..=5;
/// How much the question and a code found by rules weigh beside all the words of an answer.
const MARK: f64 = 0.5;

/// Kinds of features; each is scaled on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// `c:`: a piece of a word.
    Piece,
    /// `q:`: the question.
    Question,
    /// `r:`: a code that rules found.
    Rule,
    /// `w:`: a word, or two that follow each other.
    Word,
}

impl Kind {
    fn of(term: &str) -> Self {
        match term.as_bytes().first() {
            Some(b'c') => Kind::Piece,
            Some(b'q') => Kind::Question,
            Some(b'r') => Kind::Rule,
            _ => Kind::Word,
        }
    }
}

/// Those in whose answers a feature stands.
type People<'e> = BTreeSet<(&'e WaveId, ResponseKey)>;

/// Counts each feature of an answer, by name.
fn terms(example: &Example<'_>, settings: &Settings) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut add = |term: String| *counts.entry(term).or_default() += 1;
    let mut before: Option<String> = None;
    words(example.text, |place| {
        let word = fold(example.text.get(place.start..place.end).unwrap_or_default());
        if place.after == Break::Sentence {
            before = None;
        }
        if let Some(before) = &before {
            add(format!("w:{before} {word}"));
        }
        if settings.pieces {
            let padded: Vec<char> = std::iter::once(' ')
                .chain(word.chars())
                .chain([' '])
                .collect();
            for length in PIECES {
                for piece in padded.windows(length) {
                    add(format!("c:{}", piece.iter().collect::<String>()));
                }
            }
        }
        add(format!("w:{word}"));
        before = Some(word);
    });
    add(format!("q:{}", example.answer.question));
    if settings.rules {
        for code in example.rules {
            add(format!("r:{code}"));
        }
    }
    counts
}

/// The features that a model knows, with the weight of each by how few answers have it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Vocabulary {
    /// By name: its number and its weight.
    terms: BTreeMap<String, (u32, f64)>,
}

impl Vocabulary {
    /// The features of these answers. Weights are ln((1 + n) / (1 + d)) + 1 for d of n answers.
    pub(super) fn of(examples: &[&Example<'_>], settings: &Settings) -> Self {
        let mut answers: BTreeMap<String, (usize, People<'_>)> = BTreeMap::new();
        for example in examples {
            for term in terms(example, settings).into_keys() {
                let (count, people) = answers.entry(term).or_default();
                *count += 1;
                people.insert(example.person());
            }
        }
        answers.retain(|term, (_, people)| {
            people.len() >= LEAST_RESPONSES || Kind::of(term) == Kind::Question
        });
        let all = examples.len() as f64;
        let weighed = answers
            .into_iter()
            .zip(0..)
            .map(|((term, (count, _)), at)| {
                let weight = ((1.0 + all) / (1.0 + count as f64)).ln() + 1.0;
                (term, (at, rounded(weight)))
            });
        Vocabulary {
            terms: weighed.collect(),
        }
    }

    /// The features with these names and weights.
    pub(super) fn restored(terms: impl IntoIterator<Item = (String, f64)>) -> Self {
        let sorted: BTreeMap<String, f64> = terms.into_iter().collect();
        let numbered = sorted.into_iter().zip(0..);
        Vocabulary {
            terms: numbered
                .map(|((term, weight), at)| (term, (at, weight)))
                .collect(),
        }
    }

    /// How many features there are.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// Names and weights, by name; a feature's number is its place.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, f64)> {
        self.terms
            .iter()
            .map(|(term, (_, weight))| (term.as_str(), *weight))
    }

    /// The share of the words of a text that are features; 1 when there are none.
    pub(super) fn share_known(&self, text: &str) -> f64 {
        let (mut all, mut known) = (0_u32, 0_u32);
        words(text, |place| {
            let word = fold(text.get(place.start..place.end).unwrap_or_default());
            all += 1;
            known += u32::from(self.terms.contains_key(&format!("w:{word}")));
        });
        if all == 0 {
            1.0
        } else {
            f64::from(known) / f64::from(all)
        }
    }

    /// An answer as numbers: of words (1 + ln count) times the weight, scaled to length one, and likewise of
    /// pieces; the question and rules as marks.
    pub(super) fn row(&self, example: &Example<'_>, settings: &Settings) -> Row {
        let mut row: Vec<(Kind, u32, f64)> = Vec::new();
        for (term, count) in terms(example, settings) {
            let Some((at, weight)) = self.terms.get(&term) else {
                continue;
            };
            let value = match Kind::of(&term) {
                Kind::Question | Kind::Rule => MARK,
                Kind::Piece | Kind::Word => (1.0 + f64::from(count).ln()) * weight,
            };
            row.push((Kind::of(&term), *at, value));
        }
        for kind in [Kind::Piece, Kind::Word] {
            let of_kind = row.iter().filter(|(k, _, _)| *k == kind);
            let length = of_kind
                .map(|(_, _, value)| value * value)
                .sum::<f64>()
                .sqrt();
            for (_, _, value) in row.iter_mut().filter(|(k, _, _)| *k == kind) {
                *value /= length;
            }
        }
        // Names are sorted, and so are numbers.
        row.into_iter().map(|(_, at, value)| (at, value)).collect()
    }
}

/// To millionths: what is written down and read back is the same number.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}
