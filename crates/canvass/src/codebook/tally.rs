use std::collections::{BTreeMap, BTreeSet};

use super::answers::Written;
use super::probe::Probe;
use crate::coding::{Evidence, fold, words};

/// What each of the wanted expressions matches in answers.
#[derive(Debug)]
pub(super) struct Tally {
    /// The positions of the answers that each matches, in order.
    pub(super) answers: Vec<Vec<u32>>,
    /// The words that each matches, for those expressions that are words.
    pub(super) types: Vec<BTreeMap<String, WordType>>,
}

/// How often a word or phrase was written, and by whom.
#[derive(Debug, Clone, Default)]
pub(super) struct WordType {
    pub(super) count: usize,
    pub(super) people: BTreeSet<(usize, usize)>,
}

/// Looks for each expression in every answer. `count_words` says for which of them the words are counted.
pub(super) fn tally(probe: &Probe, answers: &[Written<'_>], count_words: &[bool]) -> Tally {
    let mut tally = Tally {
        answers: vec![Vec::new(); count_words.len()],
        types: vec![BTreeMap::new(); count_words.len()],
    };
    let mut read = probe.reader();
    for (at, answer) in answers.iter().enumerate() {
        for hit in read(Some(&answer.question.id), answer.text) {
            if let Some(answers) = tally.answers.get_mut(hit.wanted) {
                answers.push(at as u32);
            }
            if !count_words.get(hit.wanted).is_some_and(|count| *count) {
                continue;
            }
            if let Some(types) = tally.types.get_mut(hit.wanted) {
                for evidence in &hit.evidence {
                    let word = types.entry(folded(answer.text, evidence)).or_default();
                    word.count += 1;
                    word.people.insert(answer.person);
                }
            }
        }
    }
    tally
}

/// The words at a place, as rules compare them.
fn folded(text: &str, evidence: &Evidence) -> String {
    let matched = text.get(evidence.bytes.clone()).unwrap_or_default();
    let mut row: Vec<String> = Vec::new();
    words(matched, |word| {
        row.push(fold(matched.get(word.start..word.end).unwrap_or_default()));
    });
    row.join(" ")
}
