use super::{Given, Reader, is_unanswered};
use crate::diagnostics::Code;
use crate::ingest::findings::Findings;
use crate::ingest::platform::Conventions;
use crate::ingest::row::Row;
use crate::survey::{Column, TextAnswer, TextColumn};

/// What a spreadsheet leaves of an answer that begins like a formula.
const SPREADSHEET_ERRORS: [&str; 7] = [
    "#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NULL!", "#N/A",
];

/// Reads answers in the respondents' own words, exactly as given.
pub(super) struct OpenText {
    column: usize,
    conventions: Conventions,
    given: Given,
    damaged: bool,
    texts: TextColumn,
}

impl OpenText {
    pub(super) fn new(column: usize, conventions: Conventions) -> Self {
        OpenText {
            column,
            conventions,
            given: Given::Nothing,
            damaged: false,
            texts: TextColumn::new(),
        }
    }
}

impl Reader for OpenText {
    fn take(&mut self, row: &Row) -> Given {
        let cell = row.cell(self.column);
        let text = cell.trim();
        self.damaged =
            SPREADSHEET_ERRORS.contains(&cell) || self.conventions.withheld.contains(&text);
        self.given = if is_unanswered(cell, self.conventions) {
            Given::Nothing
        } else {
            Given::Something
        };
        self.given
    }

    fn keep(&mut self, row: &Row, findings: &mut Findings<'_>) {
        if self.damaged {
            findings.cell(Code::IngestUnusable, row.number, self.column);
            self.texts.push(TextAnswer::Unusable);
            return;
        }
        self.texts.push(match self.given {
            Given::Nothing => TextAnswer::NoAnswer,
            Given::Something => {
                let given = row.cell(self.column);
                let written = self
                    .conventions
                    .apostrophe
                    .filter(|mark| given.contains(mark));
                if let Some(mark) = written {
                    self.texts
                        .push(TextAnswer::Given(&given.replace(mark, "'")));
                    return;
                }
                TextAnswer::Given(given)
            }
        });
    }

    fn skip(&mut self) {
        self.texts.push(TextAnswer::NotAsked);
    }

    fn finish(self: Box<Self>, _: &mut Findings<'_>) -> Column {
        Column::Text(self.texts)
    }
}
