use super::decisions::{Decided, DecidedAnswer};
use super::{AnswerId, Codings, OpenAnswer, OpenAnswerState, Queued, SourceKind, Why};
use crate::survey::Responses;

/// Words of an answer that is long.
const LONG: usize = 60;

/// The open answers of a wave in the order in which a person should read them, as far as rules, options and decisions
/// tell. Answers that somebody has finished with, and those that say nothing, are left out.
///
/// `found` is what rules and options found, before anybody decided.
pub fn plain_queue(found: &Codings, responses: &Responses, decided: &Decided) -> Vec<Queued> {
    let mut queue: Vec<Queued> = found
        .answers()
        .iter()
        .filter_map(|open| {
            let answer = AnswerId::of(responses, open.respondent, &open.question)?;
            let said = decided.answer(&answer);
            let is_stale = decided.stale_answers().contains(&answer);
            if !is_stale && said.is_some_and(|said| said.is_done() && !said.is_conflict()) {
                return None;
            }
            let why = reasons(open, found, responses, said, is_stale);
            let weight = |why: &Why| 1u32 << (Why::ALL.len() - *why as usize);
            (!why.is_empty()).then(|| Queued {
                priority: why.iter().map(weight).sum::<u32>().into(),
                answer,
                why,
            })
        })
        .collect();
    queue.sort_by(|a, b| {
        b.priority
            .total_cmp(&a.priority)
            .then_with(|| a.answer.cmp(&b.answer))
    });
    queue
}

fn reasons(
    open: &OpenAnswer,
    found: &Codings,
    responses: &Responses,
    said: Option<&DecidedAnswer>,
    is_stale: bool,
) -> Vec<Why> {
    let codings = found.of_answer(open.respondent, &open.question);
    let of_words = || codings.iter().filter(|c| c.source.kind().is_of_words());
    let mut why = Vec::new();
    if said.is_some_and(DecidedAnswer::is_conflict) {
        why.push(Why::Conflict);
    }
    if is_stale {
        why.push(Why::Stale);
    }
    if open.state == OpenAnswerState::NonAnswer {
        return why;
    }
    // An option means a code that the words beside it do not have.
    let options = codings
        .iter()
        .filter(|coding| coding.source.kind() == SourceKind::Option);
    if of_words().next().is_some()
        && options
            .into_iter()
            .any(|option| !of_words().any(|coding| coding.code == option.code))
    {
        why.push(Why::Disagreement);
    }
    if of_words().any(|coding| coding.negated) {
        why.push(Why::Negated);
    }
    if of_words().next().is_none() {
        why.push(Why::Uncoded);
    }
    let words = responses.words(open.respondent, &open.question);
    if of_words().count() < 2
        && words.is_some_and(|words| words.split_whitespace().nth(LONG).is_some())
    {
        why.push(Why::ThinlyCoded);
    }
    why
}
