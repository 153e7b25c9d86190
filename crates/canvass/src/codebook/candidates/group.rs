//! Phrases that belong together, and a rule that finds them.

use std::collections::BTreeSet;

use super::DistinctPhrase;
use super::phrases::Distinct;
use crate::codebook::stop_words::is_stop_word;

/// Phrases are grouped when this share of the answers of the rarer one has the other as well.
const TOGETHER: f64 = 0.6;

/// The most phrases of a group.
const MOST_PHRASES: usize = 6;

/// Phrases that belong together.
pub(super) struct Group {
    pub(super) phrases: Vec<DistinctPhrase>,
    pub(super) rule: String,
}

/// Groups phrases around the most distinctive ones: with each go those that share a word with it or stand in the
/// same answers.
pub(super) fn groups(distinct: Vec<Distinct>, most: usize) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut open = distinct;
    while !open.is_empty() && groups.len() < most {
        let seed = open.remove(0);
        let (near, rest) = open.into_iter().partition(|other| belongs(&seed, other));
        open = rest;
        let members: Vec<Distinct> = std::iter::once(seed).chain::<Vec<Distinct>>(near).collect();
        groups.push(Group {
            rule: rule(&members),
            phrases: members
                .into_iter()
                .take(MOST_PHRASES)
                .map(|member| member.phrase)
                .collect(),
        });
    }
    groups
}

fn belongs(seed: &Distinct, other: &Distinct) -> bool {
    let words = |phrase: &Distinct| -> BTreeSet<String> {
        let words = phrase.phrase.words.split(' ');
        words
            .filter(|w| !is_stop_word(w))
            .map(str::to_owned)
            .collect()
    };
    if !words(seed).is_disjoint(&words(other)) {
        return true;
    }
    let both = seed.target.intersection(&other.target).count();
    let fewer = seed.target.len().min(other.target.len());
    both as f64 >= TOGETHER * fewer as f64
}

/// The first phrase, and those of the next that add an answer.
fn rule(members: &[Distinct]) -> String {
    let mut covered: BTreeSet<u32> = BTreeSet::new();
    let mut parts: Vec<String> = Vec::new();
    for member in members.iter().take(MOST_PHRASES) {
        if member.target.is_subset(&covered) {
            continue;
        }
        covered.extend(&member.target);
        parts.push(written(&member.phrase.words));
    }
    parts.join(" | ")
}

/// A phrase in the rule language.
fn written(words: &str) -> String {
    if words.chars().all(char::is_alphanumeric) {
        words.to_owned()
    } else {
        format!("\"{words}\"")
    }
}
