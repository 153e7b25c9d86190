//! Coding a whole wave.

use std::fmt;
use std::ops::Range;

use super::coder::{CodedAnswer, Read, Reading};
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
struct Open<'w> {
    question: &'w Question,
    respondent: usize,
    text: &'w str,
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
                spellings.read(answer.text, &mut tokens);
                ReadAnswer {
                    answer,
                    nature: Nature::of(answer.text),
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
        let coded = wave.answers.iter().map(|read| {
            let Question { id, stance, .. } = read.answer.question;
            let answer = Read {
                text: read.answer.text,
                nature: read.nature,
                tokens: wave.tokens.get(read.tokens.clone()).unwrap_or_default(),
            };
            let coded = rules.code(Reading::Of(id), *stance, answer, &wave.spellings);
            (read.answer, coded)
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
                option_codings(question, column, &mut codings);
            }
        }
        for (open, coded) in coded {
            codings.extend(coded.codes.into_iter().map(|found| Coding {
                respondent: open.respondent,
                question: open.question.id.clone(),
                code: found.code,
                source: Source::Rules(found.rules),
                evidence: found.evidence,
                negated: found.negated,
                stance: Some(found.stance),
            }));
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

/// What people wrote, question by question, in each by respondent.
fn open_answers<'w>(
    survey: &'w Survey,
    responses: &'w Responses,
) -> impl Iterator<Item = Open<'w>> {
    survey.questions.iter().flat_map(|question| {
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
    })
}

fn option_codings(question: &Question, column: &Column, codings: &mut Vec<Coding>) {
    let mut chosen = |respondent: usize, option: usize| {
        let Some(option) = question.options.get(option) else {
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
    };
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
