use std::borrow::Cow;

use super::{Given, Reader, is_unanswered};
use crate::diagnostics::Code;
use crate::ingest::findings::Findings;
use crate::ingest::platform::Conventions;
use crate::ingest::reshape::BETWEEN_ANSWERS;
use crate::ingest::row::Row;
use crate::survey::{Column, TextAnswer, TextColumn};

/// What a spreadsheet leaves of an answer that begins like a formula.
const SPREADSHEET_ERRORS: [&str; 9] = [
    "#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NULL!", "#N/A", "#SPILL!", "#CALC!",
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

/// What somebody wrote: several answers each on a line of its own, and apostrophes in the place of the mark that
/// the platform writes for them.
fn written<'c>(cell: &'c str, apostrophe: Option<&str>) -> Cow<'c, str> {
    let mut text = Cow::Borrowed(cell);
    let may_part = |byte| memchr::memchr(byte, cell.as_bytes()).is_some();
    if BETWEEN_ANSWERS.bytes().all(may_part) {
        text = Cow::Owned(text.replace(BETWEEN_ANSWERS, "\n"));
    }
    if let Some(mark) = apostrophe.filter(|mark| text.contains(mark)) {
        text = Cow::Owned(text.replace(mark, "'"));
    }
    text
}

impl Reader for OpenText {
    fn take(&mut self, row: &Row) -> Given {
        let cell = row.cell(self.column);
        let withheld = self.conventions.withheld;
        self.damaged = (cell.starts_with('#') && SPREADSHEET_ERRORS.contains(&cell))
            || (!withheld.is_empty() && withheld.contains(&cell.trim()));
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
        let text = written(row.cell(self.column), self.conventions.apostrophe);
        self.texts.push(match self.given {
            Given::Nothing => TextAnswer::NoAnswer,
            Given::Something => TextAnswer::Given(&text),
        });
    }

    fn skip(&mut self) {
        self.texts.push(TextAnswer::NotAsked);
    }

    fn finish(self: Box<Self>, _: &mut Findings<'_>) -> Column {
        Column::Text(self.texts)
    }
}
