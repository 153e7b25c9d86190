use std::collections::{BTreeMap, BTreeSet};

use super::fitted::{Fitted, LEAST_TO_LEARN, decided, sorted, with_least};
use super::logistic::sigmoid;
use super::{Example, Settings};
use crate::stats::{Confidence, Interval, Proportion, wilson};
use crate::survey::{CodeRef, WaveId};

/// How well a code was told in answers that were not learnt from.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeValidation {
    /// The code.
    pub code: CodeRef,
    /// Answers to which people gave it.
    pub given: u64,
    /// Answers for which the model told it.
    pub told: u64,
    /// Answers of which both is true.
    pub right: u64,
}

impl CodeValidation {
    /// Of the answers for which the model told it, the share to which people gave it, with a 95 per cent interval.
    pub fn precision(&self) -> Option<(f64, Interval)> {
        share(self.right, self.told)
    }

    /// Of the answers to which people gave it, the share for which the model told it, with a 95 per cent interval.
    pub fn recall(&self) -> Option<(f64, Interval)> {
        share(self.right, self.given)
    }

    /// The harmonic mean of both.
    pub fn f1(&self) -> Option<f64> {
        let all = self.given + self.told;
        (all > 0).then(|| 2.0 * self.right as f64 / all as f64)
    }

    /// How many times as often the model told it as people gave it: a change between years that is smaller than
    /// this is off may be the model's own.
    pub fn prevalence_bias(&self) -> Option<f64> {
        (self.given > 0).then(|| self.told as f64 / self.given as f64)
    }
}

fn share(part: u64, whole: u64) -> Option<(f64, Interval)> {
    let share = Proportion::new(part, whole).ok()?;
    Some((share.value(), wilson(share, Confidence::P95, None).ok()?))
}

/// How well codes are told in answers that were not learnt from. A code counts as told from a probability of one half.
#[derive(Debug, Clone, PartialEq)]
pub struct Validation {
    /// How many answers were told.
    pub answers: usize,
    /// Code by code, as far as people have given it to 10 answers or more.
    pub codes: Vec<CodeValidation>,
    /// The mean over answers of the F1 of each one's set of codes; two empty sets agree.
    pub samples_f1: Option<f64>,
    /// The share of answers whose set of codes was told exactly.
    pub exact: Option<f64>,
}

impl Validation {
    /// All codes of all answers counted alike.
    pub fn micro_f1(&self) -> Option<f64> {
        let sum = |of: fn(&CodeValidation) -> u64| self.codes.iter().map(of).sum::<u64>();
        let all = sum(|c| c.given) + sum(|c| c.told);
        (all > 0).then(|| 2.0 * sum(|c| c.right) as f64 / all as f64)
    }

    /// The mean of the F1 of each code.
    pub fn macro_f1(&self) -> Option<f64> {
        let known: Vec<f64> = self.codes.iter().filter_map(CodeValidation::f1).collect();
        mean(&known)
    }

    /// Learns from all respondents but a fifth (or what the settings say) and tells that fifth, until every one is
    /// told. All answers of a respondent are in the same part.
    pub fn out_of_fold(examples: &[Example<'_>], settings: &Settings) -> Self {
        let examples = sorted(examples);
        let codes = with_least(&decided(&examples), LEAST_TO_LEARN);
        let told = out_of_fold(&examples, &codes, settings);
        Validation::of(&codes, &examples, &told)
    }

    /// Learns from the waves before `wave` and tells that wave. `order` holds all waves in order of time. `None`
    /// when there is nothing to learn from or to tell.
    pub fn forward(
        examples: &[Example<'_>],
        order: &[WaveId],
        wave: &WaveId,
        settings: &Settings,
    ) -> Option<Self> {
        let at = order.iter().position(|other| other == wave)?;
        let earlier = order.get(..at)?;
        let examples = sorted(examples);
        let (before, within): (Vec<_>, Vec<_>) = examples
            .into_iter()
            .filter(|e| e.answer.wave == *wave || earlier.contains(&e.answer.wave))
            .partition(|e| e.answer.wave != *wave);
        if before.is_empty() || within.is_empty() {
            return None;
        }
        let codes = with_least(&decided(&before), LEAST_TO_LEARN);
        let fitted = Fitted::of(&before, &codes, settings);
        let told: Vec<_> = within.iter().map(|e| tell(&fitted, e, settings)).collect();
        Some(Validation::of(&codes, &within, &told))
    }

    fn of(learnt: &BTreeSet<CodeRef>, examples: &[&Example<'_>], told: &[Told]) -> Self {
        let mut codes: BTreeMap<&CodeRef, CodeValidation> = BTreeMap::new();
        let (mut samples, mut exact) = (Vec::new(), Vec::new());
        for (example, told) in examples.iter().zip(told) {
            let (mut given, mut found) = (BTreeSet::new(), BTreeSet::new());
            for (code, has) in example.decided {
                if !learnt.contains(code) {
                    continue;
                }
                let tells = told
                    .get(code)
                    .is_some_and(|probability| *probability >= 0.5);
                let entry = codes.entry(code).or_insert_with(|| CodeValidation {
                    code: code.clone(),
                    given: 0,
                    told: 0,
                    right: 0,
                });
                entry.given += u64::from(*has);
                entry.told += u64::from(tells);
                entry.right += u64::from(*has && tells);
                if *has {
                    given.insert(code);
                }
                if tells {
                    found.insert(code);
                }
            }
            let both = given.intersection(&found).count() as f64;
            let all = (given.len() + found.len()) as f64;
            samples.push(if all == 0.0 { 1.0 } else { 2.0 * both / all });
            exact.push(f64::from(u8::from(given == found)));
        }
        Validation {
            answers: examples.len(),
            codes: codes.into_values().collect(),
            samples_f1: mean(&samples),
            exact: mean(&exact),
        }
    }
}

fn mean(numbers: &[f64]) -> Option<f64> {
    (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
}

/// The probability of each code.
pub(super) type Told = BTreeMap<CodeRef, f64>;

fn tell(fitted: &Fitted, example: &Example<'_>, settings: &Settings) -> Told {
    let row = fitted.vocabulary.row(example, settings);
    let lines = fitted.lines.iter();
    lines
        .map(|(code, line)| (code.clone(), sigmoid(line.log_odds(&row))))
        .collect()
}

/// What is told of each example by what is learnt from other respondents.
pub(super) fn out_of_fold(
    examples: &[&Example<'_>],
    codes: &BTreeSet<CodeRef>,
    settings: &Settings,
) -> Vec<Told> {
    // Respondents are dealt out in the order of their keys, which say nothing about them.
    let people: BTreeSet<_> = examples.iter().map(|e| e.person()).collect();
    let folds: BTreeMap<_, usize> = people
        .into_iter()
        .zip((0..settings.folds.max(2)).cycle())
        .collect();
    let fold_of = |example: &Example<'_>| folds.get(&example.person()).copied();
    let mut told = vec![Told::new(); examples.len()];
    if codes.is_empty() {
        return told;
    }
    for fold in 0..settings.folds.max(2) {
        let rest: Vec<&Example<'_>> = examples
            .iter()
            .copied()
            .filter(|example| fold_of(example) != Some(fold))
            .collect();
        let fitted = Fitted::of(&rest, codes, settings);
        for (told, example) in told.iter_mut().zip(examples) {
            if fold_of(example) == Some(fold) {
                *told = tell(&fitted, example, settings);
            }
        }
    }
    told
}

/// The lowest probability from which the code may be suggested: of the answers at or above it that were not learnt
/// from, so many have the code that the lower limit of the share (Wilson, one-sided 95 per cent) is high enough.
pub(super) fn threshold(
    code: &CodeRef,
    examples: &[&Example<'_>],
    told: &[Told],
    settings: &Settings,
) -> Option<f64> {
    // A two-sided interval of 90 per cent has the one-sided limit of 95.
    let one_sided = Confidence::new(0.9).ok()?;
    let mut decided: Vec<(f64, bool)> = examples
        .iter()
        .zip(told)
        .filter_map(|(example, told)| Some((*told.get(code)?, *example.decided.get(code)?)))
        .collect();
    decided.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut lowest) = (0, None);
    for (at, (probability, has)) in decided.iter().enumerate() {
        if *probability < 0.5 {
            break;
        }
        right += u64::from(*has);
        if decided
            .get(at + 1)
            .is_some_and(|next| next.0 == *probability)
        {
            continue;
        }
        let share = Proportion::new(right, at as u64 + 1).ok()?;
        if wilson(share, one_sided, None).ok()?.lower() >= settings.least_precision {
            lowest = Some(rounded_down(*probability));
        }
    }
    lowest
}

/// To millionths, so that it can be written down, and not above the number.
fn rounded_down(number: f64) -> f64 {
    (number * 1e6).floor() / 1e6
}
