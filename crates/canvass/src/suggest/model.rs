use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::features::Vocabulary;
use super::fitted::{Fitted, LEAST_TO_LEARN, decided, sorted, with_least};
use super::logistic::{Linear, sigmoid};
use super::validate::{out_of_fold, threshold};
use super::{Example, Settings};
use crate::coding::{AnswerHash, Suggestion, SuggestionSource};
use crate::survey::CodeRef;

/// Fewer answers with a code than this, and what is learnt orders the queue only.
pub const LEAST_TO_SUGGEST: u64 = 30;

/// What a model may do with a code.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Standing {
    /// Nothing: people have given it to fewer than 10 answers, or to all of them.
    Off,
    /// Order the queue: people have given it to fewer than 30 answers, or its suggestions would not be precise
    /// enough.
    OrdersQueue,
    /// Suggest it where its probability is at least this.
    Suggests(f64),
}

/// What was learnt of one code.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Learnt {
    pub(super) line: Linear,
    /// Answers that people gave it, and answers that they decided do not have it.
    pub(super) decided: (u64, u64),
    pub(super) standing: Standing,
}

/// What was learnt from people's decisions: for each code how probable the words of an answer make it.
///
/// A model holds words and pieces of words that stand in the answers of two people or more. It belongs in the
/// project's folder and is not for publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub(super) id: Arc<str>,
    pub(super) settings: Settings,
    pub(super) vocabulary: Vocabulary,
    pub(super) codes: BTreeMap<CodeRef, Learnt>,
}

impl Model {
    /// Learns from decisions. Their order makes no difference.
    pub fn learn(examples: &[Example<'_>], settings: &Settings) -> Model {
        let examples = sorted(examples);
        let counts = decided(&examples);
        let learnable = with_least(&counts, LEAST_TO_LEARN);
        let fitted = Fitted::of(&examples, &learnable, settings);
        let many = with_least(&counts, LEAST_TO_SUGGEST);
        let told = out_of_fold(&examples, &many, settings);
        let codes = fitted.lines.into_iter().map(|(code, line)| {
            let standing = if many.contains(&code) {
                threshold(&code, &examples, &told, settings)
            } else {
                None
            };
            let learnt = Learnt {
                decided: counts.get(&code).copied().unwrap_or_default(),
                standing: standing.map_or(Standing::OrdersQueue, Standing::Suggests),
                line,
            };
            (code, learnt)
        });
        Model {
            id: id(&examples, settings),
            settings: *settings,
            codes: codes.collect(),
            vocabulary: fitted.vocabulary,
        }
    }

    /// Its name: the same decisions, learnt from in the same way, make a model of the same name.
    pub fn id(&self) -> &Arc<str> {
        &self.id
    }

    /// What it may do with each code that it learnt anything of.
    pub fn standings(&self) -> impl Iterator<Item = (&CodeRef, Standing)> {
        self.codes
            .iter()
            .map(|(code, learnt)| (code, learnt.standing))
    }

    /// What it may do with a code.
    pub fn standing(&self, code: &CodeRef) -> Standing {
        let learnt = self.codes.get(code);
        learnt.map_or(Standing::Off, |learnt| learnt.standing)
    }

    /// To how many answers people gave the code; 0 when it learnt nothing of it.
    pub fn given(&self, code: &CodeRef) -> u64 {
        self.codes.get(code).map_or(0, |learnt| learnt.decided.0)
    }

    /// The share of an answer's words that it knows; 1 when there are none.
    pub(super) fn share_known(&self, example: &Example<'_>) -> f64 {
        self.vocabulary.share_known(example.text)
    }

    /// How probable each code is that it has learnt anything of.
    pub fn probabilities(&self, example: &Example<'_>) -> BTreeMap<CodeRef, f64> {
        let row = self.vocabulary.row(example, &self.settings);
        self.codes
            .iter()
            .map(|(code, learnt)| (code.clone(), sigmoid(learnt.line.log_odds(&row))))
            .collect()
    }

    /// The codes that it suggests for an answer, as far as rules have not found them already.
    pub fn suggestions(&self, example: &Example<'_>) -> Vec<Suggestion> {
        let probable = self.probabilities(example).into_iter();
        probable
            .filter(|(code, probability)| {
                !example.rules.contains(code)
                    && self.codes.get(code).is_some_and(|learnt| {
                        matches!(learnt.standing, Standing::Suggests(least) if *probability >= least)
                    })
            })
            .map(|(code, probability)| Suggestion {
                answer: example.answer.clone(),
                code,
                source: SuggestionSource::Model {
                    id: Arc::clone(&self.id),
                },
                evidence: Vec::new(),
                confidence: Some(probability),
            })
            .collect()
    }

    /// What speaks most for a code and what most against it: names of features with their weights, the weightiest
    /// first. `w:` marks words, `c:` pieces of words, `q:` the question, `r:` a code that rules found.
    pub fn reasons(&self, code: &CodeRef, most: usize) -> Vec<(&str, f64)> {
        let Some(learnt) = self.codes.get(code) else {
            return Vec::new();
        };
        let names = self.vocabulary.terms().map(|(name, _)| name);
        let mut weighed: Vec<(&str, f64)> =
            names.zip(learnt.line.weights.iter().copied()).collect();
        weighed.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
        weighed.truncate(most);
        weighed
    }
}

/// A hash of everything that the model follows from.
fn id(examples: &[&Example<'_>], settings: &Settings) -> Arc<str> {
    let mut all = format!("{settings:?}");
    for example in examples {
        let hash = AnswerHash::of(example.text);
        // Writing to a string cannot fail.
        let _ = write!(all, "\n{} {hash}", example.answer);
        for (code, has) in example.decided {
            let _ = write!(all, " {code}={has}");
        }
        if settings.rules {
            for code in example.rules {
                let _ = write!(all, " {code}");
            }
        }
    }
    AnswerHash::of(&all)
        .to_string()
        .chars()
        .take(16)
        .collect::<String>()
        .into()
}
