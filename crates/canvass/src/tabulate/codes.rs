use std::collections::BTreeMap;

use super::count::Tallies;
use super::{Groups, Line, LineKey, OneWay, Subject};
use crate::coding::{Coding, Codings};
use crate::survey::{CodeFrame, CodeRef, FrameKind, QuestionId, ResponseState, Responses, Stance};

/// Which answers a table of codes looks at, by what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeScope {
    /// All answers in people's own words.
    All,
    /// Only what has this stance.
    Stance(Stance),
}

impl CodeScope {
    fn covers(self, stance: Option<Stance>) -> bool {
        match self {
            CodeScope::All => true,
            CodeScope::Stance(wanted) => stance == Some(wanted),
        }
    }
}

/// Which answers in people's own words are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodedAnswers<'a> {
    /// By what they are.
    pub scope: CodeScope,
    /// By the question that they answer; `None` means all questions.
    pub question: Option<&'a QuestionId>,
}

/// Counts the respondents in whose own words each code of a frame was found.
///
/// The base is everybody who wrote something with content, whatever the scope, so that shares of scopes can be
/// set side by side. A respondent counts once for a code however often it was found. Codes that come from
/// options are not counted here: see [`code_evidence`].
pub fn code_table(
    frame: &CodeFrame,
    responses: &Responses,
    codings: &Codings,
    scope: CodeScope,
) -> OneWay {
    table_of(frame, responses, codings, scope, None)
}

/// Counts the codes of a frame in the answers to each question that somebody answered in their own words, in the
/// order of the questions' ids. The base of each table is those who wrote something with content there.
pub fn codes_by_question(
    frame: &CodeFrame,
    responses: &Responses,
    codings: &Codings,
    scope: CodeScope,
) -> Vec<OneWay> {
    let mut questions: Vec<&QuestionId> = codings.answers().iter().map(|a| &a.question).collect();
    questions.sort_unstable();
    questions.dedup();
    questions
        .into_iter()
        .map(|question| table_of(frame, responses, codings, scope, Some(question)))
        .collect()
}

fn table_of(
    frame: &CodeFrame,
    responses: &Responses,
    codings: &Codings,
    scope: CodeScope,
    question: Option<&QuestionId>,
) -> OneWay {
    let answers = CodedAnswers { scope, question };
    let mut tables = tables(frame, responses, codings, answers, None);
    // There is always the table of everybody.
    tables.swap_remove(0)
}

/// The table of everybody, and after it that of each group.
pub(super) fn tables(
    frame: &CodeFrame,
    responses: &Responses,
    codings: &Codings,
    answers: CodedAnswers<'_>,
    groups: Option<&Groups>,
) -> Vec<OneWay> {
    let CodedAnswers { scope, question } = answers;
    let mut tallies = Tallies::new(responses, groups, frame.codes.len());
    for (respondent, found) in writers(frame, codings, scope, question) {
        tallies.add(respondent, ResponseState::Answered, &found, found.len());
    }
    let subject = match question {
        None => Subject::Frame {
            frame: frame.id.clone(),
            scope,
        },
        Some(question) => Subject::FrameInQuestion {
            frame: frame.id.clone(),
            scope,
            question: question.clone(),
        },
    };
    let tables = tallies.tables.into_iter().map(|mut tally| {
        // Everybody could write something; who did is the base.
        tally.bases.asked = tally.bases.respondents;
        let lines = frame.codes.iter().zip(tally.counts);
        OneWay {
            subject: subject.clone(),
            wave: codings.wave().clone(),
            bases: tally.bases,
            lines: lines
                .map(|(code, count)| Line {
                    key: LineKey::Code(CodeRef {
                        frame: frame.id.clone(),
                        code: code.id.clone(),
                    }),
                    label: code.label.clone(),
                    count: Some(count),
                })
                .collect(),
            additive: false,
        }
    });
    tables.collect()
}

/// Everybody who wrote something with content, in order, with the positions of the codes found in it, each once.
pub(super) fn writers(
    frame: &CodeFrame,
    codings: &Codings,
    scope: CodeScope,
    question: Option<&QuestionId>,
) -> Vec<(usize, Vec<usize>)> {
    let place_of: BTreeMap<&str, usize> = frame
        .codes
        .iter()
        .enumerate()
        .map(|(place, code)| (code.id.as_str(), place))
        .collect();
    let is_asked_about = |of: &QuestionId| question.is_none_or(|question| question == of);
    let mut writers: Vec<(usize, Vec<usize>)> = Vec::new();
    for answer in codings.answers() {
        let Some(stance) = answer.stance().filter(|_| is_asked_about(&answer.question)) else {
            continue;
        };
        if writers
            .last()
            .is_none_or(|(last, _)| *last != answer.respondent)
        {
            writers.push((answer.respondent, Vec::new()));
        }
        let place = place_of.get(stance.name());
        if let (FrameKind::Stance, Some(place), Some((_, found))) =
            (frame.kind, place, writers.last_mut())
            && scope.covers(Some(stance))
            && !found.contains(place)
        {
            found.push(*place);
        }
    }
    if frame.kind == FrameKind::Stance {
        return writers;
    }
    let mut at = 0;
    for coding in codings.codings() {
        while writers
            .get(at)
            .is_some_and(|(writer, _)| *writer < coding.respondent)
        {
            at += 1;
        }
        let counts = coding.code.frame == frame.id
            && from_words(coding)
            && scope.covers(coding.stance)
            && is_asked_about(&coding.question);
        if let Some((writer, found)) = writers.get_mut(at)
            && counts
            && *writer == coding.respondent
            && let Some(place) = place_of.get(coding.code.code.as_str())
            && !found.contains(place)
        {
            found.push(*place);
        }
    }
    writers
}

/// How many respondents speak for one code, by where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceLine {
    /// The code.
    pub code: CodeRef,
    /// Respondents in whose own words it was found.
    pub words: u64,
    /// Respondents who chose an option that means it.
    pub options: u64,
}

/// Counts for each code how many respondents wrote of it, and how many chose an option that means it. The two
/// are kept apart because the one was said unasked and the other was offered.
pub fn code_evidence<'a>(
    codes: impl IntoIterator<Item = &'a CodeRef>,
    codings: &Codings,
) -> Vec<EvidenceLine> {
    codes
        .into_iter()
        .map(|code| EvidenceLine {
            code: code.clone(),
            words: respondents_of(codings, |c| c.code == *code && from_words(c)),
            options: respondents_of(codings, |c| c.code == *code && !from_words(c)),
        })
        .collect()
}

/// How many respondents have a coding of which `wanted` holds.
pub(super) fn respondents_of(codings: &Codings, wanted: impl Fn(&Coding) -> bool) -> u64 {
    let mut count = 0;
    let mut last = None;
    // Codings stand in the order of respondents.
    for coding in codings.codings() {
        if last != Some(coding.respondent) && wanted(coding) {
            last = Some(coding.respondent);
            count += 1;
        }
    }
    count
}

/// Whether a coding comes from a respondent's own words, whoever found it there.
pub(super) fn from_words(coding: &Coding) -> bool {
    coding.source.kind().is_of_words()
}
