use super::verdict::{Gap, Verdict, gap, gap_change, verdict};
use super::{option_comparability, question_comparability};
use crate::stats::{Confidence, PValue, PairedTable, RankSet, holm, rank_sets};
use crate::survey::{OptionId, Question, Responses, Survey};
use crate::tabulate::question_overlaps;

/// The gap between two options of one question among the people who answered it, in a wave and in the one before.
///
/// They are the same people, so the options are never compared as if they came from two samples.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionGap {
    /// The option that is ahead in the later wave; of two that are level, the earlier in the questionnaire.
    pub first: OptionId,
    /// The other.
    pub second: OptionId,
    /// By how much the first was ahead in the earlier wave; `None` where the two may not be compared.
    pub from: Option<TestedGap>,
    /// By how much it is ahead in the later wave.
    pub to: TestedGap,
    /// The change of the gap, where both waves may be compared.
    pub change: Option<TestedGap>,
}

/// A gap or its change, with its p-value adjusted over all pairs of the question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TestedGap {
    /// The gap, its interval and its test.
    pub gap: Gap,
    /// The p-value after Holm's adjustment over all pairs of options of the question in that wave, or over the change
    /// of all pairs.
    pub p_adjusted: PValue,
}

/// What may be said of two options in one wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lead {
    /// The test does not tell them apart.
    NotClear,
    /// Test and interval disagree: too close to call.
    TooClose,
    /// The one is ahead of the other.
    Ahead,
}

impl TestedGap {
    /// What may be said of the gap: ahead only where the adjusted p is below 5%.
    pub fn lead(&self) -> Lead {
        if !self.gap.test_and_interval_agree() {
            Lead::TooClose
        } else if self.p_adjusted.is_below(0.05) {
            Lead::Ahead
        } else {
            Lead::NotClear
        }
    }
}

impl OptionGap {
    /// How strongly a change of order may be told; `None` where the order is the same in both waves, or the two waves
    /// may not be compared.
    pub fn verdict(&self) -> Option<Verdict> {
        let (from, change) = (self.from?, self.change?);
        let turned = from.gap.size < 0.0 && self.to.gap.size > 0.0;
        turned.then(|| verdict(&from.gap, &self.to.gap, &change.gap))
    }
}

/// The gaps between every two options of a question, in the order of the later wave's counts. Options that exclude
/// others are left out. Empty when the later wave did not ask the question, it has no options, or nobody answered.
///
/// `from` is the wave before; its gaps and their change are there for options that both waves offered in comparable
/// words.
pub fn option_gaps(
    survey: &Survey,
    question: &Question,
    from: Option<&Responses>,
    to: &Responses,
) -> Vec<OptionGap> {
    let Some(later) = question_overlaps(question, to) else {
        return Vec::new();
    };
    let from = from.filter(|from| {
        question_comparability(survey, question, from.wave(), to.wave()).is_comparable()
    });
    let earlier = from.and_then(|from| Some((from, question_overlaps(question, from)?)));
    let comparable = |option: usize| {
        earlier.as_ref().is_some_and(|(from, _)| {
            option_comparability(survey, question, option, from.wave(), to.wave()).is_comparable()
        })
    };
    let mut order: Vec<usize> = candidates(question, to).collect();
    order.sort_by_key(|option| std::cmp::Reverse(later.count(*option)));

    let mut gaps: Vec<Tables> = Vec::new();
    for (at, &first) in order.iter().enumerate() {
        for &second in order.iter().skip(at + 1) {
            let Ok(table) = later.pair(first, second) else {
                return Vec::new();
            };
            let earlier = earlier
                .as_ref()
                .filter(|_| comparable(first) && comparable(second));
            gaps.push(Tables {
                first,
                second,
                from: earlier.and_then(|(_, overlaps)| overlaps.pair(first, second).ok()),
                to: table,
            });
        }
    }
    tested(question, &gaps)
}

struct Tables {
    first: usize,
    second: usize,
    from: Option<PairedTable>,
    to: PairedTable,
}

fn tested(question: &Question, tables: &[Tables]) -> Vec<OptionGap> {
    let family = |gaps: Vec<Option<Gap>>| -> Vec<Option<TestedGap>> {
        let p: Vec<Option<PValue>> = gaps.iter().map(|gap| Some(gap.as_ref()?.p)).collect();
        let adjusted = holm(&p).into_iter();
        gaps.into_iter()
            .zip(adjusted)
            .map(|(gap, p_adjusted)| {
                Some(TestedGap {
                    gap: gap?,
                    p_adjusted: p_adjusted?,
                })
            })
            .collect()
    };
    let from = family(tables.iter().map(|t| t.from.as_ref().map(gap)).collect());
    let to = family(tables.iter().map(|t| Some(gap(&t.to))).collect());
    let change = family(
        tables
            .iter()
            .map(|t| Some(gap_change(t.from.as_ref()?, &t.to)))
            .collect(),
    );
    let id = |option: usize| question.options.get(option).map(|o| o.id.clone());
    tables
        .iter()
        .zip(from.into_iter().zip(to).zip(change))
        .filter_map(|(tables, ((from, to), change))| {
            Some(OptionGap {
                first: id(tables.first)?,
                second: id(tables.second)?,
                from,
                to: to?,
                change,
            })
        })
        .collect()
}

/// The rank of each option of a question by how often it was chosen, in the order of the questionnaire, with how far
/// chance alone could move it. Options that exclude others are left out, and those that the wave did not offer. Empty
/// when the wave did not ask it, it has no options, or nobody answered.
pub fn option_ranks(question: &Question, responses: &Responses) -> Vec<(OptionId, RankSet)> {
    let ranked = || {
        let overlaps = question_overlaps(question, responses)?;
        let options: Vec<usize> = candidates(question, responses).collect();
        let sets = rank_sets(&overlaps.among(&options).ok()?, Confidence::P95).ok()?;
        let ids = options.iter().filter_map(|at| question.options.get(*at));
        Some(ids.map(|option| option.id.clone()).zip(sets).collect())
    };
    ranked().unwrap_or_default()
}

/// The options that a wave offered and that do not exclude others, in the order of the questionnaire.
fn candidates<'a>(
    question: &'a Question,
    responses: &'a Responses,
) -> impl Iterator<Item = usize> + 'a {
    let options = question.options.iter().enumerate();
    options
        .filter(|(index, option)| !option.exclusive && question.offers(*index, responses.wave()))
        .map(|(index, _)| index)
}
