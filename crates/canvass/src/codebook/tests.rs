//! Helpers of the tests: a small codebook, and answers to one question.

#![allow(clippy::unwrap_used, reason = "tests")]

mod changes;
mod explain;
mod find;

use std::collections::BTreeMap;

use crate::coding::CompiledCodebook;
use crate::config::parse_codebook;
use crate::survey::{
    Asked, Codebook, Column, Continuity, DataQuality, Question, QuestionId, QuestionKind,
    Responses, Survey, TextAnswer, TextColumn, WaveId,
};

use super::Answers;

/// A codebook with the frame `theme`, whose codes and sets are given.
pub(super) fn book(sets: &str, codes: &str) -> Codebook {
    versioned("1", sets, codes)
}

pub(super) fn versioned(version: &str, sets: &str, codes: &str) -> Codebook {
    let text = format!(
        "id = \"test\"\nversion = \"{version}\"\n[sets]\n{sets}\n[[frame]]\nid = \"theme\"\nlabel = \"Themes\"\nkind = \"theme\"\n{codes}"
    );
    match parse_codebook("codebook.toml", &text) {
        Ok(book) => book.value,
        Err(faults) => panic!("{faults}"),
    }
}

pub(super) fn compiled(book: &Codebook) -> CompiledCodebook {
    match CompiledCodebook::compile(book) {
        Ok(book) => book.value,
        Err(faults) => panic!("{faults}"),
    }
}

/// A code of the theme frame with these rules, and whatever follows.
pub(super) fn code(id: &str, rest: &str) -> String {
    format!("[[frame.code]]\nid = \"{id}\"\nlabel = \"{id}\"\ndefinition = \"{id}\"\n{rest}\n")
}

pub(super) fn question() -> QuestionId {
    QuestionId::new("more").unwrap()
}

/// Waves of answers to the question `more`, each wave named by its place.
pub(super) struct Waves {
    survey: Survey,
    waves: Vec<Responses>,
}

impl Waves {
    pub(super) fn new(waves: &[&[&str]]) -> Self {
        let ids: Vec<WaveId> = (1..=waves.len())
            .map(|number| WaveId::new(format!("w{number}")).unwrap())
            .collect();
        let asked = |id: &WaveId| {
            let asked = Asked {
                wording: "What more?".into(),
                row: None,
                heading: None,
                continuity: Continuity::Same,
            };
            (id.clone(), asked)
        };
        let survey = Survey {
            waves: vec![],
            questions: vec![Question {
                id: question(),
                kind: QuestionKind::OpenText,
                title: "More".into(),
                grid: None,
                options: vec![],
                unions: vec![],
                route: None,
                theme: None,
                stance: None,
                asked: ids.iter().map(asked).collect(),
            }],
        };
        let responses = |(id, texts): (&WaveId, &&[&str])| {
            let mut column = TextColumn::new();
            for text in *texts {
                column.push(TextAnswer::Given(text));
            }
            let columns = BTreeMap::from([(question(), Column::Text(column))]);
            Responses::of_columns(id.clone(), texts.len(), columns, DataQuality::default()).unwrap()
        };
        Waves {
            survey,
            waves: ids.iter().zip(waves).map(responses).collect(),
        }
    }

    pub(super) fn with<T>(&self, look: impl FnOnce(&Answers<'_>) -> T) -> T {
        let waves: Vec<&Responses> = self.waves.iter().collect();
        look(&Answers {
            survey: &self.survey,
            waves: &waves,
        })
    }

    pub(super) fn responses(&self) -> &[Responses] {
        &self.waves
    }

    pub(super) fn survey(&self) -> &Survey {
        &self.survey
    }
}
