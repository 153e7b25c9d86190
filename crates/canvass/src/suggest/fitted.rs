use std::collections::{BTreeMap, BTreeSet};

use super::features::{Vocabulary, rounded};
use super::logistic::{Linear, Problem, Row};
use super::{Example, Settings};
use crate::survey::CodeRef;

/// Fewer answers with a code than this, and nothing is learnt of it.
pub const LEAST_TO_LEARN: u64 = 10;
/// Examples in the one order in which they are ever summed.
pub(super) fn sorted<'e, 'a>(examples: &'e [Example<'a>]) -> Vec<&'e Example<'a>> {
    let mut sorted: Vec<&Example<'_>> = examples.iter().collect();
    sorted.sort_by_key(|example| example.answer);
    sorted
}

/// To how many answers each code was given, and not given.
pub(super) fn decided(examples: &[&Example<'_>]) -> BTreeMap<CodeRef, (u64, u64)> {
    let mut counts: BTreeMap<CodeRef, (u64, u64)> = BTreeMap::new();
    for (code, has) in examples.iter().flat_map(|example| example.decided) {
        let (given, not_given) = counts.entry(code.clone()).or_default();
        *(if *has { given } else { not_given }) += 1;
    }
    counts
}

/// The codes that were given to so many answers, and not to all.
pub(super) fn with_least(counts: &BTreeMap<CodeRef, (u64, u64)>, least: u64) -> BTreeSet<CodeRef> {
    let enough = counts
        .iter()
        .filter(|(_, (given, not))| *given >= least && *not > 0);
    enough.map(|(code, _)| code.clone()).collect()
}

/// A vocabulary, and a line for each code.
pub(super) struct Fitted {
    pub(super) vocabulary: Vocabulary,
    pub(super) lines: BTreeMap<CodeRef, Linear>,
}

impl Fitted {
    /// Fits these codes, each to the answers on which somebody has decided it.
    pub(super) fn of(
        examples: &[&Example<'_>],
        codes: &BTreeSet<CodeRef>,
        settings: &Settings,
    ) -> Self {
        let vocabulary = Vocabulary::of(examples, settings);
        let rows: Vec<Row> = examples
            .iter()
            .map(|example| vocabulary.row(example, settings))
            .collect();
        let lines = codes.iter().map(|code| {
            let decided = examples.iter().zip(&rows);
            let (labels, rows): (Vec<bool>, Vec<&Row>) = decided
                .filter_map(|(example, row)| Some((*example.decided.get(code)?, row)))
                .unzip();
            let line = line(&rows, &labels, vocabulary.len(), settings);
            (code.clone(), line)
        });
        Fitted {
            lines: lines.collect(),
            vocabulary,
        }
    }
}

/// Both sides weigh the same however rare the code. Without two sides there is nothing to learn.
fn line(rows: &[&Row], labels: &[bool], features: usize, settings: &Settings) -> Linear {
    let all = labels.len() as f64;
    let yes = labels.iter().filter(|label| **label).count() as f64;
    let no = all - yes;
    if yes == 0.0 || no == 0.0 {
        return Linear {
            weights: vec![0.0; features],
            intercept: if no == 0.0 { 30.0 } else { -30.0 },
        };
    }
    let mut line = Problem {
        rows,
        labels,
        costs: (
            settings.cost * all / (2.0 * yes),
            settings.cost * all / (2.0 * no),
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
