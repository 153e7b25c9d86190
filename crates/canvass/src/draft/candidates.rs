//! Which texts to compare with one, where they are too many to compare each with each.

use std::collections::BTreeMap;

use super::likeness::{Weights, Words};

/// Pairs that are all compared.
const EACH_WITH_EACH: usize = 10_000;
/// The most texts that one is compared with where there are more pairs.
const MOST: usize = 12;
/// The most texts that are looked up for one by its words.
const MOST_LOOKED_UP: usize = 2_000;

/// Texts by the words in them.
pub(super) struct Candidates<'a> {
    weights: &'a Weights,
    count: usize,
    /// Which texts have a word; `None` where all are compared.
    with: Option<BTreeMap<&'a str, Vec<usize>>>,
}

impl<'a> Candidates<'a> {
    /// `texts` with which `others` texts are to be compared.
    pub(super) fn new(texts: &[&'a Words], others: usize, weights: &'a Weights) -> Self {
        let is_many = texts.len().saturating_mul(others) > EACH_WITH_EACH;
        Candidates {
            weights,
            count: texts.len(),
            with: is_many.then(|| {
                let mut with: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
                for (at, text) in texts.iter().enumerate() {
                    for stem in text.stems() {
                        with.entry(stem).or_default().push(at);
                    }
                }
                with
            }),
        }
    }

    /// The positions of the texts to compare with this one, those that share the rarest words with it.
    pub(super) fn of(&self, text: &Words) -> Vec<usize> {
        let Some(with) = &self.with else {
            return (0..self.count).collect();
        };
        let mut words: Vec<(&str, &Vec<usize>)> = text
            .stems()
            .filter_map(|stem| Some((stem, with.get(stem)?)))
            .collect();
        words.sort_by_key(|(_, texts)| texts.len());
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        let mut looked_up = 0;
        for (stem, texts) in words {
            looked_up += texts.len();
            if looked_up > MOST_LOOKED_UP {
                break;
            }
            for at in texts {
                *shared.entry(*at).or_default() += self.weights.of(stem);
            }
        }
        let mut best: Vec<(usize, f64)> = shared.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.into_iter().take(MOST).map(|(at, _)| at).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(count: usize) -> Vec<Words> {
        let text = |at| Words::of_question(&format!("How useful was the talk about topic{at}x?"));
        (0..count).map(text).collect()
    }

    #[test]
    fn few_texts_are_all_compared() {
        let texts = texts(100);
        let weights = Weights::new(texts.iter());
        let all: Vec<&Words> = texts.iter().collect();
        let candidates = Candidates::new(&all, 100, &weights);
        assert_eq!(candidates.of(&texts[7]).len(), 100);
    }

    #[test]
    fn of_many_texts_those_with_the_same_rare_words_are() {
        let texts = texts(3_000);
        let weights = Weights::new(texts.iter());
        let all: Vec<&Words> = texts.iter().collect();
        let candidates = Candidates::new(&all, 3_000, &weights);
        let asked = Words::of_question("Was the topic1234x talk of use?");
        assert_eq!(candidates.of(&asked), [1234]);
        assert!(
            candidates
                .of(&Words::of_question("How useful was the talk?"))
                .is_empty()
        );
    }
}
