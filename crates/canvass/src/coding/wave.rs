//! Coding a whole wave.

use std::fmt;
use std::ops::Range;

use super::coder::{CodedAnswer, FoundCode, Read, Reading};
use super::codings::{Coding, Codings, OpenAnswer, Source};
use super::compiled::CompiledCodebook;
use super::non_answer::Nature;
use super::spellings::{Spellings, Token};
use crate::survey::{Choice, Column, Question, ResponseState, Responses, Survey, TextAnswer};

/// The answers of a wave read into words, so that any codebook can be applied to them without reading them again:
/// after a rule was edited, or to hold one version of a codebook against another.
///
/// It takes about 24 bytes for each word.
pub struct ReadWave<'w> {
    survey: &'w Survey,
    responses: &'w Responses,
    spellings: Spellings,
    tokens: Vec<Token>,
    answers: Vec<ReadAnswer<'w>>,
}

struct ReadAnswer<'w> {
    answer: Open<'w>,
    nature: Nature,
    /// Where its words are.
    tokens: Range<usize>,
}

/// An answer in somebody's own words.
#[derive(Clone, Copy)]
pub(super) struct Open<'w> {
    pub(super) question: &'w Question,
    pub(super) respondent: usize,
    pub(super) text: &'w str,
}

/// Says how much was read, and none of it.
impl fmt::Debug for ReadWave<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadWave")
            .field("wave", self.responses.wave())
            .field("answers", &self.answers.len())
            .field("words", &self.tokens.len())
            .finish()
    }
}

impl<'w> ReadWave<'w> {
    /// Reads every open answer of a wave and everything written beside "Other".
    pub fn of(survey: &'w Survey, responses: &'w Responses) -> Self {
        let mut spellings = Spellings::default();
        let mut tokens = Vec::new();
        let answers = open_answers(survey, responses)
            .map(|answer| {
                let start = tokens.len();
                let nature = spellings.read(answer.text, &mut tokens);
                ReadAnswer {
                    answer,
                    nature,
                    tokens: start..tokens.len(),
                }
            })
            .collect();
        ReadWave {
            survey,
            responses,
            spellings,
            tokens,
            answers,
        }
    }

    /// Every answer, question by question, in each by respondent.
    pub(super) fn answers(&self) -> impl Iterator<Item = (Open<'w>, Read<'_>)> {
        self.answers.iter().map(|read| {
            let answer = Read {
                text: read.answer.text,
                nature: read.nature,
                tokens: self.tokens.get(read.tokens.clone()).unwrap_or_default(),
            };
            (read.answer, answer)
        })
    }

    /// The spellings of their words.
    pub(super) fn spellings(&self) -> &Spellings {
        &self.spellings
    }
}

impl CompiledCodebook {
    /// Codes a wave: every open answer and everything written beside "Other" by the rules, and every chosen option
    /// by the codes that it stands for.
    ///
    /// To code a wave several times, read it once: [`ReadWave::of`], then [`CompiledCodebook::code_read`].
    pub fn code_wave(&self, survey: &Survey, responses: &Responses) -> Codings {
        let mut coder = self.coder();
        let coded = open_answers(survey, responses).map(|open| {
            let Question { id, stance, .. } = open.question;
            (open, coder.code(Some(id), *stance, open.text))
        });
        self.gather(survey, responses, coded)
    }

    /// Codes a wave that has been read: the same codings as [`CompiledCodebook::code_wave`], sooner.
    pub fn code_read(&self, wave: &ReadWave<'_>) -> Codings {
        let mut rules = self.applier();
        let coded = wave.answers().map(|(open, answer)| {
            let Question { id, stance, .. } = open.question;
            let coded = rules.code(Reading::Of(id), *stance, answer, &wave.spellings);
            (open, coded)
        });
        self.gather(wave.survey, wave.responses, coded)
    }

    /// Puts the codings of options and of answers together.
    fn gather<'w>(
        &self,
        survey: &Survey,
        responses: &Responses,
        coded: impl Iterator<Item = (Open<'w>, CodedAnswer)>,
    ) -> Codings {
        let mut codings = Vec::new();
        let mut answers = Vec::new();
        for question in &survey.questions {
            if let Some(column) = responses.column(&question.id) {
                option_codings(question, column, &|_| true, &mut codings);
            }
        }
        for (open, coded) in coded {
            let found = coded.codes.into_iter();
            codings.extend(found.map(|found| rule_coding(&open, found)));
            answers.push(OpenAnswer {
                respondent: open.respondent,
                question: open.question.id.clone(),
                state: coded.state,
            });
        }
        let book = self.codebook();
        Codings::new(
            responses.wave().clone(),
            book.id.clone(),
            book.version.clone(),
            codings,
            answers,
        )
    }
}

/// What rules found in an answer, as a coding of it.
pub(super) fn rule_coding(open: &Open<'_>, found: FoundCode) -> Coding {
    Coding {
        respondent: open.respondent,
        question: open.question.id.clone(),
        code: found.code,
        source: Source::Rules(found.rules),
        evidence: found.evidence,
        negated: found.negated,
        stance: Some(found.stance),
    }
}

/// What people wrote, question by question, in each by respondent.
fn open_answers<'w>(
    survey: &'w Survey,
    responses: &'w Responses,
) -> impl Iterator<Item = Open<'w>> {
    let questions = survey.questions.iter();
    questions.flat_map(|question| answers_to(question, responses))
}

/// What people wrote in answer to a question, by respondent.
pub(super) fn answers_to<'w>(
    question: &'w Question,
    responses: &'w Responses,
) -> impl Iterator<Item = Open<'w>> {
    let texts = responses
        .column(&question.id)
        .and_then(|column| column.verbatims());
    let answers = texts.into_iter().flat_map(|texts| texts.iter());
    answers
        .enumerate()
        .filter_map(move |(respondent, answer)| match answer {
            TextAnswer::Given(text) => Some(Open {
                question,
                respondent,
                text,
            }),
            _ => None,
        })
}

/// The codes that stand for the options that people chose; of those people that are `wanted`.
pub(super) fn option_codings(
    question: &Question,
    column: &Column,
    wanted: &impl Fn(usize) -> bool,
    codings: &mut Vec<Coding>,
) {
    each_chosen(column, |respondent, option| {
        let Some(option) = question.options.get(option).filter(|_| wanted(respondent)) else {
            return;
        };
        codings.extend(option.codes.iter().map(|code| Coding {
            respondent,
            question: question.id.clone(),
            code: code.clone(),
            source: Source::Option(option.id.clone()),
            evidence: Vec::new(),
            negated: false,
            stance: question.stance,
        }));
    });
}

/// Gives each option that somebody chose, by respondent.
pub(super) fn each_chosen(column: &Column, mut chosen: impl FnMut(usize, usize)) {
    match column {
        Column::Choice(choices) => {
            for (respondent, choice) in choices.iter().enumerate() {
                if let Choice::Option(option) = choice {
                    chosen(respondent, usize::from(option));
                }
            }
        }
        Column::MultiSelect(ticks) => {
            for (respondent, state) in ticks.states().iter().enumerate() {
                if *state == ResponseState::Answered {
                    for option in ticks.ticks(respondent) {
                        chosen(respondent, option);
                    }
                }
            }
        }
        _ => {}
    }
}
