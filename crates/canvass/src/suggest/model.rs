use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use super::features::{Vocabulary, rounded};
use super::logistic::{Linear, Problem, Row, sigmoid};
use super::validate::{out_of_fold, threshold};
use super::{Example, Settings};
use crate::coding::{AnswerHash, Suggestion, SuggestionSource};
use crate::survey::CodeRef;

/// Fewer answers with a code than this, and nothing is learnt of it.
pub(super) const LEAST_TO_LEARN: u64 = 10;
/// Fewer answers with a code than this, and what is learnt orders the queue only.
pub(super) const LEAST_TO_SUGGEST: u64 = 30;

/// What a model may do with a code.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Standing {
    /// Nothing: people have given it to fewer than 10 answers, or to all.
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
/// A model holds words and pieces of words that stand in the answers of two people or more. It belongs in the project's folder and
/// is not for publication.
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
        let fitted = Fitted::of(&examples, settings);
        let predicted = out_of_fold(&examples, settings);
        let codes = fitted.codes.into_iter().map(|(code, (line, decided))| {
            let standing = if decided.0 < LEAST_TO_LEARN || decided.1 == 0 {
                Standing::Off
            } else if decided.0 < LEAST_TO_SUGGEST {
                Standing::OrdersQueue
            } else {
                threshold(&code, &examples, &predicted, settings)
                    .map_or(Standing::OrdersQueue, Standing::Suggests)
            };
            let learnt = Learnt {
                line,
                decided,
                standing,
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

    /// What it may do with each code that people have decided on.
    pub fn standings(&self) -> impl Iterator<Item = (&CodeRef, Standing)> {
        self.codes
            .iter()
            .map(|(code, learnt)| (code, learnt.standing))
    }

    /// What it may do with a code; `None` for one that nobody decided on.
    pub fn standing(&self, code: &CodeRef) -> Option<Standing> {
        Some(self.codes.get(code)?.standing)
    }

    /// To how many answers people gave the code.
    pub fn given(&self, code: &CodeRef) -> u64 {
        self.codes.get(code).map_or(0, |learnt| learnt.decided.0)
    }

    /// The share of an answer's words that it knows; 1 when there are none.
    pub(super) fn share_known(&self, example: &Example<'_>) -> f64 {
        self.vocabulary.share_known(example.text)
    }

    /// How probable each code is that it has learnt enough of to order the queue by.
    pub fn probabilities(&self, example: &Example<'_>) -> BTreeMap<CodeRef, f64> {
        let row = self.vocabulary.row(example, &self.settings);
        self.codes
            .iter()
            .filter(|(_, learnt)| learnt.standing != Standing::Off)
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

/// Examples in the one order in which they are ever summed.
pub(super) fn sorted<'e, 'a>(examples: &'e [Example<'a>]) -> Vec<&'e Example<'a>> {
    let mut sorted: Vec<&Example<'_>> = examples.iter().collect();
    sorted.sort_by_key(|example| example.answer);
    sorted
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

/// A vocabulary and a line for each code.
pub(super) struct Fitted {
    pub(super) vocabulary: Vocabulary,
    pub(super) codes: BTreeMap<CodeRef, (Linear, (u64, u64))>,
}

impl Fitted {
    /// Fits every code that somebody has decided on, to the answers on which somebody has.
    pub(super) fn of(examples: &[&Example<'_>], settings: &Settings) -> Self {
        let vocabulary = Vocabulary::of(examples, settings);
        let rows: Vec<Row> = examples
            .iter()
            .map(|example| vocabulary.row(example, settings))
            .collect();
        let codes: BTreeSet<&CodeRef> = examples.iter().flat_map(|e| e.decided.keys()).collect();
        let codes = codes.into_iter().map(|code| {
            let decided = examples.iter().zip(&rows);
            let (labels, rows): (Vec<bool>, Vec<Row>) = decided
                .filter_map(|(example, row)| Some((*example.decided.get(code)?, row.clone())))
                .unzip();
            let yes = labels.iter().filter(|label| **label).count();
            let no = labels.len() - yes;
            (
                code.clone(),
                (
                    line(&rows, &labels, (yes, no), vocabulary.len(), settings),
                    (yes as u64, no as u64),
                ),
            )
        });
        Fitted {
            codes: codes.collect(),
            vocabulary,
        }
    }
}

/// Both sides weigh the same however rare the code. Without two sides there is nothing to learn.
fn line(
    rows: &[Row],
    labels: &[bool],
    (yes, no): (usize, usize),
    features: usize,
    settings: &Settings,
) -> Linear {
    let all = labels.len() as f64;
    if yes == 0 || no == 0 {
        return Linear {
            weights: vec![0.0; features],
            intercept: if no == 0 { 30.0 } else { -30.0 },
        };
    }
    let mut line = Problem {
        rows,
        labels,
        costs: (
            settings.cost * all / (2.0 * yes as f64),
            settings.cost * all / (2.0 * no as f64),
        ),
        features,
    }
    .fit();
    for weight in &mut line.weights {
        *weight = rounded(*weight);
    }
    line.intercept = rounded(line.intercept);
    line
}
