use super::{Given, Reader};
use crate::ingest::findings::Findings;
use crate::ingest::key::is_blank;
use crate::ingest::row::Row;
use crate::survey::{Column, TextAnswer, TextColumn};

/// Reads answers in the respondents' own words, exactly as given.
pub(super) struct OpenText {
    column: usize,
    given: Given,
    texts: TextColumn,
}

impl OpenText {
    pub(super) fn new(column: usize) -> Self {
        OpenText {
            column,
            given: Given::Nothing,
            texts: TextColumn::new(),
        }
    }
}

impl Reader for OpenText {
    fn take(&mut self, row: &Row) -> Given {
        self.given = if is_blank(row.cell(self.column)) {
            Given::Nothing
        } else {
            Given::Something
        };
        self.given
    }

    fn keep(&mut self, row: &Row, _: &mut Findings<'_>) {
        self.texts.push(match self.given {
            Given::Nothing => TextAnswer::NoAnswer,
            Given::Something => TextAnswer::Given(row.cell(self.column)),
        });
    }

    fn skip(&mut self) {
        self.texts.push(TextAnswer::NotAsked);
    }

    fn finish(self: Box<Self>, _: &mut Findings<'_>) -> Column {
        Column::Text(self.texts)
    }
}
