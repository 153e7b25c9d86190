use super::verdict::{Gap, Verdict, gap, gap_change, verdict};
use super::{option_comparability, question_comparability};
use crate::stats::PairedTable;
use crate::survey::{MultiSelectColumn, Question, ResponseState, Survey, WaveId};

/// Whether the option chosen most often changed between two waves, and how strongly that may be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// The position of the option that led in the earlier wave.
    pub leader_from: usize,
    /// The position of the option that led in the later wave.
    pub leader_to: usize,
    /// By how much the later leader was ahead of the earlier one in the earlier wave; below nought.
    pub gap_from: Gap,
    /// The same in the later wave; above nought.
    pub gap_to: Gap,
    /// The change of that gap between the waves.
    pub change: Gap,
    /// What may be said.
    pub verdict: Verdict,
}

/// Looks for a change of the option chosen most often, from `from` to `to`.
///
/// Only options that both waves offered in comparable words are looked at, without those that exclude others
/// and without "Other". `None` when the question may not be compared, one wave has no single leader, or the
/// leader is the same.
pub fn shift_between(
    survey: &Survey,
    question: &Question,
    from: (&WaveId, &MultiSelectColumn),
    to: (&WaveId, &MultiSelectColumn),
) -> Option<Shift> {
    if !question_comparability(survey, question, from.0, to.0).is_comparable() {
        return None;
    }
    let candidates: Vec<usize> = question
        .options
        .iter()
        .enumerate()
        .filter(|(index, option)| {
            !option.exclusive
                && !option.other
                && option_comparability(survey, question, *index, from.0, to.0).is_comparable()
        })
        .map(|(index, _)| index)
        .collect();
    let leader_from = leader(from.1, &candidates)?;
    let leader_to = leader(to.1, &candidates)?;
    if leader_from == leader_to {
        return None;
    }

    let before = paired(from.1, leader_to, leader_from)?;
    let after = paired(to.1, leader_to, leader_from)?;
    let gap_from = gap(&before);
    let gap_to = gap(&after);
    let change = gap_change(&before, &after);
    let verdict = verdict(&gap_from, &gap_to, &change);
    Some(Shift {
        leader_from,
        leader_to,
        gap_from,
        gap_to,
        change,
        verdict,
    })
}

/// The option ticked most often, if one alone is.
fn leader(column: &MultiSelectColumn, candidates: &[usize]) -> Option<usize> {
    let counts: Vec<(u64, usize)> = candidates
        .iter()
        .map(|&option| {
            let respondents = 0..column.states().len();
            (
                respondents.filter(|&r| column.ticked(r, option)).count() as u64,
                option,
            )
        })
        .collect();
    let most = counts.iter().map(|(count, _)| *count).max()?;
    let mut leaders = counts.iter().filter(|(count, _)| *count == most);
    match (leaders.next(), leaders.next()) {
        (Some((count, option)), None) if *count > 0 => Some(*option),
        _ => None,
    }
}

/// How many of those who answered ticked both options, `a` only, `b` only, or neither; `None` when nobody did.
fn paired(column: &MultiSelectColumn, a: usize, b: usize) -> Option<PairedTable> {
    let (mut both, mut a_only, mut b_only, mut neither) = (0, 0, 0, 0);
    for (respondent, state) in column.states().iter().enumerate() {
        if *state != ResponseState::Answered {
            continue;
        }
        match (column.ticked(respondent, a), column.ticked(respondent, b)) {
            (true, true) => both += 1,
            (true, false) => a_only += 1,
            (false, true) => b_only += 1,
            (false, false) => neither += 1,
        }
    }
    PairedTable::new(both, a_only, b_only, neither).ok()
}
