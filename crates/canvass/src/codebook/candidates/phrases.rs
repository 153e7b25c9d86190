//! The phrases of answers, and which of them set some answers apart from others.

use std::collections::{BTreeMap, BTreeSet};

use super::{DistinctPhrase, FEWEST_PEOPLE};
use crate::codebook::answers::Written;
use crate::codebook::stop_words::is_stop_word;
use crate::coding::{Break, fold, words};
use crate::stats::{Counts, log_odds_z};

/// The most words of a phrase.
const LONGEST: usize = 3;

/// What the prior of the log-odds weighs, as a share of all answers.
const PRIOR: f64 = 0.2;

/// Phrases below this are not distinctive enough to look at.
const LEAST_Z: f64 = 1.28;

/// In which answers each phrase stands.
pub(super) struct Phrases {
    found: BTreeMap<String, Found>,
    /// How many answers the target and the reference have.
    answers: (u64, u64),
}

#[derive(Default)]
struct Found {
    target: BTreeSet<u32>,
    people: BTreeSet<(usize, usize)>,
    reference: usize,
}

/// A distinctive phrase, and the answers of the target that it stands in.
pub(super) struct Distinct {
    pub(super) phrase: DistinctPhrase,
    pub(super) target: BTreeSet<u32>,
}

impl Phrases {
    pub(super) fn of(target: &[Written<'_>], reference: &[Written<'_>]) -> Self {
        let mut found: BTreeMap<String, Found> = BTreeMap::new();
        for (at, answer) in target.iter().enumerate() {
            for phrase in phrases(answer.text) {
                let found = found.entry(phrase).or_default();
                found.target.insert(at as u32);
                found.people.insert(answer.person);
            }
        }
        for answer in reference {
            for phrase in phrases(answer.text) {
                found.entry(phrase).or_default().reference += 1;
            }
        }
        Phrases {
            found,
            answers: (target.len() as u64, reference.len() as u64),
        }
    }

    /// The phrases that set the target apart, the most distinctive first.
    pub(super) fn distinct(self) -> Vec<Distinct> {
        let counts = |count: &dyn Fn(&Found) -> usize| -> Vec<u64> {
            self.found
                .values()
                .map(|found| count(found) as u64)
                .collect()
        };
        let target = Counts {
            of: &counts(&|found| found.target.len()),
            total: self.answers.0,
        };
        let reference = Counts {
            of: &counts(&|found| found.reference),
            total: self.answers.1,
        };
        let weight = PRIOR * (target.total + reference.total) as f64;
        let scores = log_odds_z(target, reference, weight);
        let mut distinct: Vec<Distinct> = self
            .found
            .into_iter()
            .zip(scores)
            .filter(|((_, found), z)| found.people.len() >= FEWEST_PEOPLE && *z >= LEAST_Z)
            .map(|((words, found), z)| Distinct {
                phrase: DistinctPhrase {
                    words,
                    answers: found.target.len(),
                    elsewhere: found.reference,
                    z,
                },
                target: found.target,
            })
            .collect();
        distinct.sort_by(|a, b| {
            let by_score = b.phrase.z.total_cmp(&a.phrase.z);
            by_score.then_with(|| a.phrase.words.cmp(&b.phrase.words))
        });
        distinct
    }
}

/// Each phrase of an answer once: one to three words of one clause that start and end with a word that names
/// something.
fn phrases(text: &str) -> BTreeSet<String> {
    let mut row: Vec<(String, Break)> = Vec::new();
    words(text, |word| {
        let text = text.get(word.start..word.end).unwrap_or_default();
        row.push((fold(text), word.after));
    });
    let mut found = BTreeSet::new();
    for start in 0..row.len() {
        for length in 1..=LONGEST {
            let Some([first, inner @ ..]) = row.get(start..start + length) else {
                break;
            };
            if inner.iter().any(|(_, after)| *after != Break::None) {
                break;
            }
            let last = inner.last().unwrap_or(first);
            if names(&first.0) && names(&last.0) {
                let words: Vec<&str> = std::iter::once(first)
                    .chain(inner)
                    .map(|(word, _)| word.as_str())
                    .collect();
                found.insert(words.join(" "));
            }
        }
    }
    found
}

fn names(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && !is_stop_word(word)
}

#[cfg(test)]
mod tests {
    use super::phrases;

    #[test]
    fn a_phrase_stays_in_its_clause_and_starts_and_ends_with_what_it_names() {
        let found: Vec<String> = phrases("Waiting for help, the waiting LIST of 12")
            .into_iter()
            .collect();
        assert_eq!(
            found,
            [
                "help",
                "list",
                "waiting",
                "waiting for help",
                "waiting list"
            ]
        );
    }
}
