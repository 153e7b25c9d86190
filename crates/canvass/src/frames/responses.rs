use polars::prelude::DataFrame;

use super::{FrameError, build};
use crate::disclosure::records::record;
use crate::survey::{
    AnswerState, Column, DateAnswer, NumberAnswer, Question, ResponseState, Responses, Survey,
    TextAnswer,
};

record! {
    /// One option of one question for one respondent, or one answer to a question without options.
    pub(super) struct ResponseRow<'a> {
        /// Id of the wave.
        wave: &'a str,
        /// Position of the respondent in the wave, from 0; it is the same for every question, and in codings.
        respondent: u64,
        /// Id of the question.
        question: &'a str,
        /// Id of the option; empty for a question without options.
        option: Option<&'a str>,
        /// For an option: selected, not_selected, no_answer, not_asked, not_offered or unusable. For a number, a day or words: answered, no_answer, not_asked or unusable.
        state: &'static str,
        /// The number given, where a number was asked for; for an option of a ranking its place, from 1.
        number: Option<f64>,
        /// The day given, where a day was asked for: 2024-05-07.
        date: Option<String>,
        /// How long the words are, in characters: the answer to an open question, or what stands beside the option for other answers.
        text_length: Option<u64>,
        /// The words themselves; always empty unless they were asked for.
        text: Option<&'a str>,
    }
}

/// Whether a frame holds what people wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verbatims {
    /// Only how long it is.
    #[default]
    LengthOnly,
    /// The words as given, which can say who somebody is.
    Words,
}

/// The responses of a wave as a data frame with the columns [`RESPONSES`](super::RESPONSES): a row for each
/// respondent and option, and for each respondent and question without options.
///
/// Rows stand by question, respondent and option. A question that the wave did not ask has none; an option that
/// it did not offer has rows with the state `not_offered`.
///
/// # Errors
/// When polars cannot build a frame of that size.
pub fn responses(
    survey: &Survey,
    responses: &Responses,
    verbatims: Verbatims,
) -> Result<DataFrame, FrameError> {
    let answered = survey
        .questions
        .iter()
        .filter_map(|question| Some((question, responses.column(&question.id)?)));
    let wave = responses.wave().as_str();
    build::frame::<ResponseRow<'_>>(answered.flat_map(|(question, column)| {
        (0..column.len()).flat_map(move |respondent| {
            rows(wave, question, column, respondent)
                .into_iter()
                .map(move |row| match verbatims {
                    Verbatims::LengthOnly => ResponseRow { text: None, ..row },
                    Verbatims::Words => row,
                })
        })
    }))
}

/// The rows of one respondent's answer to one question.
fn rows<'a>(
    wave: &'a str,
    question: &'a Question,
    column: &'a Column,
    respondent: usize,
) -> Vec<ResponseRow<'a>> {
    let row = |option: Option<&'a str>, state, words: Option<&'a str>| ResponseRow {
        wave,
        respondent: respondent as u64,
        question: question.id.as_str(),
        option,
        state,
        number: None,
        date: None,
        text_length: words.map(|words| words.chars().count() as u64),
        text: words,
    };
    let words = column
        .verbatims()
        .and_then(|verbatims| given(verbatims.get(respondent)?));
    let of_options = |state: &dyn Fn(usize) -> Option<AnswerState>| {
        let options = question.options.iter().enumerate();
        options
            .filter_map(|(index, option)| {
                let words = words.filter(|_| option.other);
                Some(row(
                    Some(option.id.as_str()),
                    answer_state(state(index)?),
                    words,
                ))
            })
            .collect()
    };
    match column {
        Column::Choice(choices) => of_options(&|option| choices.option_state(respondent, option)),
        Column::MultiSelect(ticks) => of_options(&|option| ticks.option_state(respondent, option)),
        Column::Number(numbers) => numbers
            .iter()
            .nth(respondent)
            .into_iter()
            .zip(column.state(respondent))
            .map(|(answer, state)| ResponseRow {
                number: match answer {
                    NumberAnswer::Given(number) => Some(number),
                    _ => None,
                },
                ..row(None, response_state(state), None)
            })
            .collect(),
        Column::Ranking(ranking) => {
            let state = column.state(respondent);
            let options = question.options.iter().enumerate();
            options
                .zip(state.into_iter().cycle())
                .map(|((index, option), state)| {
                    let place = ranking.place(respondent, index);
                    let state = match state {
                        ResponseState::NotAsked => "not_asked",
                        _ if !ranking.offered(index) => "not_offered",
                        ResponseState::Answered if place.is_none() => "not_selected",
                        ResponseState::Answered => "selected",
                        state => response_state(state),
                    };
                    ResponseRow {
                        number: place.map(f64::from),
                        ..row(Some(option.id.as_str()), state, None)
                    }
                })
                .collect()
        }
        Column::Date(days) => days
            .iter()
            .nth(respondent)
            .into_iter()
            .zip(column.state(respondent))
            .map(|(answer, state)| ResponseRow {
                date: match answer {
                    DateAnswer::Given(day) => Some(day.to_string()),
                    _ => None,
                },
                ..row(None, response_state(state), None)
            })
            .collect(),
        Column::Text(_) => column
            .state(respondent)
            .into_iter()
            .map(|state| row(None, response_state(state), words))
            .collect(),
    }
}

fn given(answer: TextAnswer<'_>) -> Option<&str> {
    match answer {
        TextAnswer::Given(words) => Some(words),
        _ => None,
    }
}

fn answer_state(state: AnswerState) -> &'static str {
    match state {
        AnswerState::Selected => "selected",
        AnswerState::NotSelected => "not_selected",
        AnswerState::NoAnswer => "no_answer",
        AnswerState::NotAsked => "not_asked",
        AnswerState::NotOffered => "not_offered",
        AnswerState::Unusable => "unusable",
    }
}

fn response_state(state: ResponseState) -> &'static str {
    match state {
        ResponseState::Answered => "answered",
        ResponseState::NoAnswer => "no_answer",
        ResponseState::NotAsked => "not_asked",
        ResponseState::Unusable => "unusable",
    }
}
