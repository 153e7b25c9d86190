#![allow(clippy::unwrap_used, reason = "tests")]

mod alchemer;
mod example_project;
mod exports;
mod files;
mod google_forms;
mod grids;
mod headings;
mod jotform;
mod kobo_toolbox;
mod layouts;
mod lime_survey;
mod limits;
mod long_table;
mod microsoft_forms;
mod mutations;
mod online_surveys;
#[cfg(feature = "spreadsheets")]
mod open_document;
mod privacy;
mod properties;
mod qualtrics;
mod rankings_and_dates;
mod records;
mod red_cap;
mod smart_survey;
mod snap;
mod survey_monkey;
mod typeform;
mod unknown;
mod wide_table;
#[cfg(feature = "spreadsheets")]
mod workbooks;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use super::source::Source;
use super::{read, read_source};
use crate::config::{Texts, parse};
use crate::diagnostics::{Checked, Code, Diagnostics};
use crate::survey::{
    AnswerOption, Asked, Choice, Column, Continuity, DateAnswer, NumberAnswer, Offered, OptionId,
    Partial, Platform, Question, QuestionId, QuestionKind, ResponseState, Responses, Route, Survey,
    TextAnswer, Wave, WaveId,
};

/// The survey that a `canvass.toml` describes.
fn survey(canvass: &str) -> Survey {
    let project = parse(&Texts {
        canvass,
        codebook: include_str!("../../config/tests/valid/codebook.toml"),
        ..Texts::default()
    });
    project.unwrap().value.survey
}

/// A survey of one wave, and what is read of an export of it.
struct Form {
    survey: Survey,
}

impl Form {
    fn new(platform: Option<Platform>, questions: Vec<Question>) -> Self {
        let wave = Wave {
            id: wave_id(),
            label: "w".to_owned(),
            export: "export.csv".to_owned(),
            platform,
            sheet: None,
            separator: None,
            partial: Partial::Count,
            opened: None,
            closed: None,
            members: None,
            link: None,
            invited: None,
        };
        Form {
            survey: Survey {
                waves: vec![wave],
                questions,
            },
        }
    }

    fn read(&self, bytes: impl AsRef<[u8]>) -> Checked<Responses> {
        let read = read(
            &self.survey,
            &self.survey.waves[0],
            "export.csv",
            bytes.as_ref(),
        );
        if let Ok(read) = &read {
            let responses = &read.value;
            let quality = responses.quality();
            assert!(quality.accounts_for(responses.respondents()), "{quality:?}");
        }
        let learnt = read_source(
            &self.survey,
            &self.survey.waves[0],
            "export.csv",
            Ok(Source::Bytes(bytes.as_ref())),
            false,
        );
        let same = match (&read, &learnt) {
            (Ok(read), Ok(learnt)) => {
                read.value == learnt.value && read.diagnostics == learnt.diagnostics
            }
            (Err(read), Err(learnt)) => read == learnt,
            _ => false,
        };
        assert!(
            same,
            "read at once, an export gives the same as learnt from"
        );
        read
    }

    /// The same form, with what parts options that share a cell.
    fn parted_by(mut self, separator: &str) -> Self {
        self.survey.waves[0].separator = Some(separator.to_owned());
        self
    }

    /// The same form, whose unfinished responses are left out.
    fn finished_only(mut self) -> Self {
        self.survey.waves[0].partial = Partial::LeaveOut;
        self
    }

    /// The responses of an export without errors.
    fn responses(&self, bytes: impl AsRef<[u8]>) -> Responses {
        match self.read(bytes) {
            Ok(read) => read.value,
            Err(faults) => panic!("{faults}"),
        }
    }

    /// The faults of an export, whether or not they stop it from being read.
    fn faults(&self, bytes: impl AsRef<[u8]>) -> Diagnostics {
        match self.read(bytes) {
            Ok(read) => read.diagnostics,
            Err(faults) => faults,
        }
    }

    /// The one fault of this kind.
    fn fault(&self, code: Code, bytes: impl AsRef<[u8]>) -> String {
        let faults = self.faults(bytes);
        let found: Vec<String> = faults
            .iter()
            .filter(|fault| fault.code == code)
            .map(|fault| fault.to_string())
            .collect();
        assert_eq!(found.len(), 1, "{faults}");
        found[0].clone()
    }

    /// Every answer to a question, see [`answers`].
    fn answers(&self, question: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
        answers(&self.responses(bytes), question)
    }
}

fn wave_id() -> WaveId {
    WaveId::new("w").unwrap()
}

/// Every answer to a question in short: the positions of the options chosen, a number, or words in quotation
/// marks; words beside "Other" after a colon; `-` no answer, `/` not asked, `?` unusable.
fn answers(responses: &Responses, question: &str) -> Vec<String> {
    let column = responses
        .column(&QuestionId::new(question).unwrap())
        .unwrap();
    (0..column.len())
        .map(|respondent| {
            let state = match column.state(respondent).unwrap() {
                ResponseState::NoAnswer => return "-".to_owned(),
                ResponseState::NotAsked => return "/".to_owned(),
                ResponseState::Unusable => return "?".to_owned(),
                ResponseState::Answered => "",
            };
            let words = match column.verbatims().and_then(|words| words.get(respondent)) {
                Some(TextAnswer::Given(words)) => words,
                _ => state,
            };
            let answer = match column {
                Column::Choice(c) => match c.get(respondent) {
                    Some(Choice::Option(option)) => option.to_string(),
                    other => panic!("{other:?}"),
                },
                Column::MultiSelect(c) => {
                    let ticks: Vec<String> = c.ticks(respondent).map(|t| t.to_string()).collect();
                    ticks.join("+")
                }
                Column::Number(c) => match c.iter().nth(respondent) {
                    Some(NumberAnswer::Given(number)) => return number.to_string(),
                    other => panic!("{other:?}"),
                },
                Column::Ranking(c) => {
                    let mut places: Vec<(u16, usize)> = (0..64)
                        .filter_map(|option| Some((c.place(respondent, option)?, option)))
                        .collect();
                    places.sort_unstable();
                    let places: Vec<String> = places
                        .iter()
                        .map(|(place, option)| format!("{place}={option}"))
                        .collect();
                    return places.join(" ");
                }
                Column::Date(c) => match c.iter().nth(respondent) {
                    Some(DateAnswer::Given(day)) => return day.to_string(),
                    other => panic!("{other:?}"),
                },
                Column::Text(_) => return format!("\"{words}\""),
            };
            if words.is_empty() {
                answer
            } else {
                format!("{answer}:{words}")
            }
        })
        .collect()
}

/// A question that the wave asked. A label that starts with "Other" takes words of one's own, one that starts
/// with "None of" excludes the others, and the points of a scale count from 1.
fn question(id: &str, kind: QuestionKind, wording: &str, labels: &[&str]) -> Question {
    let options = labels
        .iter()
        .enumerate()
        .map(|(index, label)| AnswerOption {
            id: OptionId::new(format!("o{index}")).unwrap(),
            label: (*label).to_owned(),
            exclusive: label.starts_with("None of"),
            other: label.starts_with("Other"),
            score: (kind == QuestionKind::Scale).then_some(index as i64 + 1),
            codes: Vec::new(),
            offered: BTreeMap::from([(
                wave_id(),
                Offered {
                    label: (*label).to_owned(),
                    cell: None,
                    continuity: Continuity::Same,
                },
            )]),
        })
        .collect();
    Question {
        id: QuestionId::new(id).unwrap(),
        kind,
        title: id.to_owned(),
        grid: None,
        options,
        unions: Vec::new(),
        route: None,
        theme: None,
        stance: None,
        asked: BTreeMap::from([(
            wave_id(),
            Asked {
                wording: wording.to_owned(),
                row: None,
                heading: None,
                continuity: Continuity::Same,
            },
        )]),
    }
}

fn multi(id: &str, wording: &str, labels: &[&str]) -> Question {
    question(id, QuestionKind::MultiSelect, wording, labels)
}

fn single(id: &str, wording: &str, labels: &[&str]) -> Question {
    question(id, QuestionKind::SingleChoice, wording, labels)
}

fn scale(id: &str, wording: &str, labels: &[&str]) -> Question {
    question(id, QuestionKind::Scale, wording, labels)
}

fn number(id: &str, wording: &str) -> Question {
    question(id, QuestionKind::Number, wording, &[])
}

fn text(id: &str, wording: &str) -> Question {
    question(id, QuestionKind::OpenText, wording, &[])
}

/// Asked only of those who chose one of `options` of `from`.
fn asked_of(mut question: Question, from: &str, options: &[usize]) -> Question {
    let options: BTreeSet<OptionId> = options
        .iter()
        .map(|option| OptionId::new(format!("o{option}")).unwrap())
        .collect();
    question.route = Some(Route {
        question: QuestionId::new(from).unwrap(),
        options,
    });
    question
}
