use std::collections::BTreeMap;

use super::Coded;
use super::agreement::stance_code;
use crate::agreement::{Found, Judged, Judgements};
use crate::coding::decisions::{DecidedAnswer, Value};
use crate::coding::{
    AnswerId, Codings, OpenAnswerState, Queued, Source, SourceKind, Suggestion, Why,
};
use crate::suggest::{Example, Model, Settings, Waiting, queue};
use crate::survey::{CodeRef, Responses};

/// What a person should read first, and what is suggested.
#[derive(Debug, Clone, PartialEq)]
pub struct Guidance {
    /// The open answers of the current wave that nobody has finished with, in the order in which a person should
    /// read them.
    pub queue: Vec<Queued>,
    /// What rules only suggest, what the model suggests, and what was proposed before; by answer and code.
    pub suggestions: Vec<Suggestion>,
    /// What was learnt from people's decisions; `None` when there are too few of them.
    pub model: Option<Model>,
}

/// Learns from the decisions on all waves, and puts in order what waits in the current one. `proposed` is what another
/// program proposes, after [`vet`](crate::suggest::vet); what rules only suggest is added to it.
pub fn guide(coded: &Coded, proposed: Vec<Suggestion>) -> Guidance {
    let model = model(coded);
    let open = Open::waiting(coded);
    let waiting: Vec<Waiting<'_>> = open
        .iter()
        .map(|open| Waiting {
            answer: &open.answer,
            text: open.text,
            codings: open.found.of_answer(open.respondent, &open.answer.question),
            decisions: &open.decisions,
        })
        .collect();
    let mut suggestions = proposed;
    let project = &coded.project;
    let mut waves = coded.responses.iter();
    if let Some(current) = waves.find(|responses| *responses.wave() == project.current) {
        suggestions.extend(coded.codebook.suggest_wave(&project.survey, current));
    }
    if let Some(model) = &model {
        let nothing = BTreeMap::new();
        for open in &open {
            suggestions.extend(model.suggestions(&Example {
                answer: &open.answer,
                text: open.text,
                rules: &open.rules(),
                decided: &nothing,
            }));
        }
    }
    suggestions
        .sort_by(|a, b| (&a.answer, &a.code, &a.source).cmp(&(&b.answer, &b.code, &b.source)));
    Guidance {
        queue: queue(
            &coded.project.codebook,
            &waiting,
            model.as_ref(),
            &suggestions,
        ),
        suggestions,
        model,
    }
}

/// What a suggester is asked about: every open answer of the current wave that nobody has finished with, with its
/// question as the wave asked it, and its words.
pub fn asked(coded: &Coded) -> Vec<(AnswerId, String, String)> {
    let question = |answer: &AnswerId| {
        let question = coded.project.survey.question(&answer.question);
        question.map_or_else(String::new, |question| {
            match question.asked_in(&answer.wave) {
                None => question.title.clone(),
                Some(asked) => match &asked.row {
                    None => asked.wording.clone(),
                    Some(row) => format!("{} \u{2013} {row}", asked.wording),
                },
            }
        })
    };
    Open::waiting(coded)
        .into_iter()
        .map(|open| {
            (
                open.answer.clone(),
                question(&open.answer),
                open.text.to_owned(),
            )
        })
        .collect()
}

/// What rules and each coder make of the answers that people have finished with: the rules first, then the coders
/// by name; and the words of these answers, in the same order. A coder looked at an answer when they said that they
/// had finished with it.
pub fn judge_record(coded: &Coded) -> (Judgements, Vec<&str>) {
    let codebook = &coded.project.codebook;
    let mut coders: Vec<Source> = coded
        .decided
        .answers()
        .flat_map(|(_, said)| said.done.iter())
        .filter(|vote| vote.source.kind() == SourceKind::Person)
        .map(|vote| vote.source.clone())
        .collect();
    coders.sort();
    coders.dedup();
    let name = |source: &Source| match source {
        Source::Person { coder } => coder.to_string(),
        _ => String::new(),
    };
    let names = std::iter::once("rules".to_owned()).chain(coders.iter().map(name));
    let mut judgements = Judgements::new(names.collect());
    let mut texts = Vec::new();
    for open in Open::all(coded) {
        let Some(said) = open.said else { continue };
        let people: Vec<Option<Found>> = coders
            .iter()
            .map(|coder| given(coded, said, coder))
            .collect();
        if people.iter().all(Option::is_none) {
            continue;
        }
        let mut by = vec![Some(open.found_by_rules(coded))];
        by.extend(people);
        let judged = Judged {
            id: open.answer.to_string(),
            question: open.answer.question.to_string(),
            by,
        };
        judgements.push(codebook, judged);
        texts.push(open.text);
    }
    (judgements, texts)
}

/// The codes that one coder gave an answer, with that of its main stance; `None` unless they have finished with it.
fn given(coded: &Coded, said: &DecidedAnswer, coder: &Source) -> Option<Found> {
    said.done.of(coder).filter(|done| done.value)?;
    let codes = said.codes.iter().filter_map(|(code, votes)| {
        let vote = votes.of(coder)?;
        (vote.value.value == Value::Present).then(|| (code.clone(), vote.value.evidence.clone()))
    });
    let stance = said.stance.of(coder).map(|vote| vote.value);
    let stance = stance.and_then(|stance| stance_code(&coded.project.codebook, stance));
    Some(codes.chain(stance.map(|code| (code, Vec::new()))).collect())
}

/// Learns from what people decided on answers of all waves.
fn model(coded: &Coded) -> Option<Model> {
    let open = Open::all(coded);
    let lessons = lessons(&open);
    let examples: Vec<Example<'_>> = lessons.iter().map(Lesson::example).collect();
    let model = Model::learn(&examples, &Settings::default());
    (model.standings().count() > 0).then_some(model)
}

/// An answer that a model may learn from.
pub(super) struct Lesson<'o, 'c> {
    open: &'o Open<'c>,
    rules: Vec<CodeRef>,
    labels: BTreeMap<CodeRef, bool>,
}

impl Lesson<'_, '_> {
    pub(super) fn example(&self) -> Example<'_> {
        Example {
            answer: &self.open.answer,
            text: self.open.text,
            rules: &self.rules,
            decided: &self.labels,
        }
    }
}

/// Those answers on which people decided something.
pub(super) fn lessons<'o, 'c>(open: &'o [Open<'c>]) -> Vec<Lesson<'o, 'c>> {
    open.iter()
        .filter_map(|open| {
            let labels = labels(open.said?);
            (!labels.is_empty()).then(|| Lesson {
                rules: open.rules(),
                open,
                labels,
            })
        })
        .collect()
}

/// What people who read the answer decided of each code. Where an outcome is there, so is its theme.
pub(super) fn labels(said: &DecidedAnswer) -> BTreeMap<CodeRef, bool> {
    let mut labels = BTreeMap::new();
    for (code, votes) in &said.codes {
        if let Some(vote) = votes.settled()
            && matches!(
                vote.source.kind(),
                SourceKind::Person | SourceKind::Adjudicated
            )
        {
            labels.insert(code.clone(), vote.value.value == Value::Present);
        }
    }
    let above: Vec<CodeRef> = labels
        .iter()
        .filter(|(_, has)| **has)
        .filter_map(|(code, _)| {
            let (above, _) = code.code.as_str().rsplit_once('.')?;
            CodeRef::parse(&format!("{}:{above}", code.frame)).ok()
        })
        .collect();
    for code in above {
        if let Some(has) = labels.get_mut(&code) {
            *has = true;
        }
    }
    labels
}

/// An answer in somebody's own words, and what is known of it.
pub(super) struct Open<'c> {
    pub(super) answer: AnswerId,
    pub(super) respondent: usize,
    pub(super) text: &'c str,
    pub(super) found: &'c Codings,
    pub(super) state: &'c OpenAnswerState,
    pub(super) said: Option<&'c DecidedAnswer>,
    decisions: Vec<Why>,
    /// Whether a person has yet to read it.
    pub(super) waits: bool,
}

impl<'c> Open<'c> {
    /// Those of all waves up to the current one, in order.
    pub(super) fn all(coded: &'c Coded) -> Vec<Self> {
        let waves = coded.responses.iter().zip(&coded.found);
        waves
            .flat_map(|(responses, found)| Open::of_wave(coded, responses, found))
            .collect()
    }

    /// Those of the current wave that a person has yet to read.
    fn waiting(coded: &'c Coded) -> Vec<Self> {
        let waiting = Open::all(coded).into_iter();
        waiting
            .filter(|open| open.waits && open.answer.wave == coded.project.current)
            .collect()
    }

    fn of_wave(
        coded: &'c Coded,
        responses: &'c Responses,
        found: &'c Codings,
    ) -> impl Iterator<Item = Self> {
        found.answers().iter().filter_map(|open| {
            let answer = AnswerId::of(responses, open.respondent, &open.question)?;
            let text = responses.words(open.respondent, &open.question)?;
            let said = coded.decided.answer(&answer);
            let conflict = said.is_some_and(DecidedAnswer::is_conflict);
            let stale = coded.decided.stale_answers().contains(&answer);
            let done = said.is_some_and(DecidedAnswer::is_done);
            let says_something = open.state != OpenAnswerState::NonAnswer;
            Some(Open {
                respondent: open.respondent,
                text,
                found,
                state: &open.state,
                said,
                decisions: [(conflict, Why::Conflict), (stale, Why::Stale)]
                    .into_iter()
                    .filter(|(holds, _)| *holds)
                    .map(|(_, why)| why)
                    .collect(),
                waits: conflict || stale || (!done && says_something),
                answer,
            })
        })
    }

    /// The codes that rules found.
    pub(super) fn rules(&self) -> Vec<CodeRef> {
        let codings = self
            .found
            .of_answer(self.respondent, &self.answer.question)
            .iter();
        codings
            .filter(|coding| coding.source.kind() == SourceKind::Rules)
            .map(|coding| coding.code.clone())
            .collect()
    }

    /// The same with their places, and the code of the answer's main stance.
    fn found_by_rules(&self, coded: &Coded) -> Found {
        let codings = self.found.of_answer(self.respondent, &self.answer.question);
        let mut found: Found = codings
            .iter()
            .filter(|coding| coding.source.kind() == SourceKind::Rules)
            .map(|coding| (coding.code.clone(), coding.evidence.clone()))
            .collect();
        if let OpenAnswerState::Content { stance, .. } = self.state {
            let code = stance_code(&coded.project.codebook, *stance);
            found.extend(code.map(|code| (code, Vec::new())));
        }
        found
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
#[path = "guide_tests.rs"]
mod tests;
