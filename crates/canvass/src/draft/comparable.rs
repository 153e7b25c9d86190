//! A question with what it is compared by.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::Alike;
use super::likeness::Words;
use super::words::label_words;
use crate::ingest::Found;
use crate::survey::plain_wording;

/// The most sets of options that are looked at to see whether one is like another.
const MOST_LOOKED_UP: usize = 4_000;

/// A question with what it is compared by.
#[derive(Debug)]
pub(super) struct Comparable<'a> {
    pub(super) found: &'a Found,
    pub(super) words: Words,
    /// The wording without case and typography.
    pub(super) plain: String,
    /// The words of its options and of its rows.
    pub(super) labels: BTreeSet<String>,
}

impl<'a> Comparable<'a> {
    pub(super) fn new(found: &'a Found) -> Self {
        let options = found
            .options
            .iter()
            .map(|option| label_words(&option.label).join(" "));
        let rows = found
            .rows
            .iter()
            .map(|row| format!("row {}", label_words(&row.label).join(" ")));
        Comparable {
            found,
            words: Words::of_question(&found.wording),
            plain: plain_wording(&found.wording),
            labels: options.chain(rows).collect(),
        }
    }
}

/// For each question of one wave, whether another one has most of its options, so that they do not tell it.
pub(super) fn share_their_options(questions: &[Comparable<'_>]) -> Vec<bool> {
    let mut sets: BTreeMap<&BTreeSet<String>, usize> = BTreeMap::new();
    for question in questions {
        *sets.entry(&question.labels).or_default() += 1;
    }
    let mut with: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, set) in sets.keys().enumerate() {
        for label in *set {
            with.entry(label).or_default().push(at);
        }
    }
    let sizes: Vec<usize> = sets.keys().map(|set| set.len()).collect();
    let is_like_another = |at: usize, set: &BTreeSet<String>| {
        let mut same: BTreeMap<usize, usize> = BTreeMap::new();
        let mut looked_up = 0;
        for others in set.iter().filter_map(|label| with.get(label.as_str())) {
            looked_up += others.len();
            if looked_up > MOST_LOOKED_UP {
                // Labels that so many questions have tell none of them.
                return true;
            }
            for other in others.iter().filter(|other| **other != at) {
                *same.entry(*other).or_default() += 1;
            }
        }
        same.into_iter().any(|(other, same)| {
            let of = sizes.get(other).copied().unwrap_or(0);
            Alike::new(same, set.len(), of).share() > 0.5
        })
    };
    let told: BTreeMap<&BTreeSet<String>, bool> = sets
        .iter()
        .enumerate()
        .map(|(at, (set, count))| {
            let shared = !set.is_empty() && (*count > 1 || is_like_another(at, set));
            (*set, shared)
        })
        .collect();
    questions
        .iter()
        .map(|question| told.get(&question.labels).copied().unwrap_or(false))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::tests::found;
    use crate::survey::QuestionKind::SingleChoice;

    #[test]
    fn options_that_another_question_has_tell_nothing() {
        let questions = [
            found("A", SingleChoice, &["Leeds", "York", "Hull"]),
            found("B", SingleChoice, &["Leeds", "York", "Cardiff"]),
            found("C", SingleChoice, &["Train", "Bus", "Hull"]),
            found("D", SingleChoice, &[]),
            found("E", SingleChoice, &[]),
        ];
        let questions: Vec<Comparable<'_>> = questions.iter().map(Comparable::new).collect();
        assert_eq!(
            share_their_options(&questions),
            [true, true, false, false, false]
        );
    }
}
