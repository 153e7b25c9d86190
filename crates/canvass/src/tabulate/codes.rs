use super::count::Tallies;
use super::{Groups, Line, LineKey, OneWay, Subject};
use crate::coding::{Alike, CodedRespondents};
use crate::survey::{CodeFrame, CodeRef, FrameKind, QuestionId, RespondentSet, Responses, Stance};

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
    codings: &CodedRespondents,
    scope: CodeScope,
) -> OneWay {
    table_of(frame, responses, codings, scope, None)
}

/// Counts the codes of a frame in the answers to each question that somebody answered in their own words, in the
/// order of the questions' ids. The base of each table is those who wrote something with content there.
pub fn codes_by_question(
    frame: &CodeFrame,
    responses: &Responses,
    codings: &CodedRespondents,
    scope: CodeScope,
) -> Vec<OneWay> {
    // They stand in the order of their ids.
    let mut questions: Vec<&QuestionId> = codings.answers().iter().map(|a| &a.question).collect();
    questions.dedup();
    questions
        .into_iter()
        .map(|question| table_of(frame, responses, codings, scope, Some(question)))
        .collect()
}

fn table_of(
    frame: &CodeFrame,
    responses: &Responses,
    codings: &CodedRespondents,
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
    codings: &CodedRespondents,
    answers: CodedAnswers<'_>,
    groups: Option<&Groups>,
) -> Vec<OneWay> {
    let CodedAnswers { scope, question } = answers;
    let mut tallies = Tallies::new(responses, groups, frame.codes.len());
    tallies.add_answered(&writers(codings, question));
    speakers(frame, codings, answers, |place, speakers| {
        tallies.add_line(place, speakers);
    });
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

/// Everybody who wrote something with content, in answer to a question or to any.
pub(crate) fn writers(codings: &CodedRespondents, question: Option<&QuestionId>) -> RespondentSet {
    let answers = codings.answers().iter();
    answers
        .filter(|group| group.stance.is_some())
        .filter(|group| question.is_none_or(|question| *question == group.question))
        .flat_map(|group| group.respondents())
        .collect()
}

/// For the place of each code of a frame, those who wrote of it.
pub(super) fn speakers(
    frame: &CodeFrame,
    codings: &CodedRespondents,
    answers: CodedAnswers<'_>,
    mut each: impl FnMut(usize, &RespondentSet),
) {
    let CodedAnswers { scope, question } = answers;
    let asked_about = |of: &QuestionId| question.is_none_or(|question| question == of);
    let writers = writers(codings, question);
    let mut speakers = RespondentSet::new();
    for (place, code) in frame.codes.iter().enumerate() {
        speakers.clear();
        if frame.kind == FrameKind::Stance {
            for group in codings.answers() {
                let is_this = group.stance.is_some_and(|s| s.name() == code.id.as_str());
                if is_this && asked_about(&group.question) && scope.covers(group.stance) {
                    speakers.extend(group.respondents());
                }
            }
        } else {
            let code = CodeRef {
                frame: frame.id.clone(),
                code: code.id.clone(),
            };
            for group in codings.of_code(&code) {
                let Alike {
                    question, stance, ..
                } = &group.alike;
                if from_words(&group.alike) && asked_about(question) && scope.covers(*stance) {
                    speakers.extend(group.respondents());
                }
            }
            speakers.retain_in(&writers);
        }
        each(place, &speakers);
    }
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
    codings: &CodedRespondents,
) -> Vec<EvidenceLine> {
    codes
        .into_iter()
        .map(|code| EvidenceLine {
            code: code.clone(),
            words: respondents_of(codings, code, from_words),
            options: respondents_of(codings, code, |alike| !from_words(alike)),
        })
        .collect()
}

/// How many respondents have a coding of a code of which `wanted` holds.
fn respondents_of(
    codings: &CodedRespondents,
    code: &CodeRef,
    wanted: impl Fn(&Alike) -> bool,
) -> u64 {
    let groups = codings.of_code(code).iter();
    let wanted = groups.filter(|group| wanted(&group.alike));
    let respondents: RespondentSet = wanted.flat_map(|group| group.respondents()).collect();
    respondents.len() as u64
}

/// Whether codings come from respondents' own words, whoever found them there.
pub(super) fn from_words(alike: &Alike) -> bool {
    alike.source.is_of_words()
}
