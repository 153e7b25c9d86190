//! Parts of a questionnaire that say for each respondent whether they were opened.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use super::key::{is_blank, key};
use super::reader::is_unticked;
use super::row::Row;

/// One part: neighbouring columns, and those that tell how far it came.
///
/// A part that was never opened looks like one that was opened and left empty: its options hold 0 as well.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// Every column of the part.
    pub(super) columns: Range<usize>,
    /// The column of its state: 0, 1 or 2, or Incomplete, Unverified or Complete.
    pub(super) state: usize,
    /// The column of the time at which it was sent.
    pub(super) sent: Option<usize>,
    /// For each of the columns, what it holds.
    pub(super) fields: Vec<Field>,
}

/// What a column of a form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Nothing that somebody answered.
    Own,
    /// An answer.
    Answer,
    /// The tick of an option.
    Tick,
}

impl Form {
    /// Whether a respondent opened the form.
    fn was_opened(&self, row: &Row) -> bool {
        let state = key(row.cell(self.state));
        matches!(
            state.as_str(),
            "1" | "2" | "1.0" | "2.0" | "unverified" | "complete"
        ) || self.sent.is_some_and(|sent| !is_blank(row.cell(sent)))
            || self
                .columns
                .clone()
                .zip(&self.fields)
                .any(|(column, field)| {
                    let cell = row.cell(column);
                    match field {
                        Field::Own => false,
                        Field::Answer => !is_blank(cell),
                        Field::Tick => !is_blank(cell) && !is_unticked(cell),
                    }
                })
    }
}

/// The form that a question stands in.
#[derive(Clone)]
pub(super) struct Opened {
    form: Rc<Form>,
    /// The row that was asked for last, and whether the form was opened in it.
    last: Rc<Cell<Option<(u64, bool)>>>,
}

impl Opened {
    pub(super) fn new(form: Form) -> Self {
        Opened {
            form: Rc::new(form),
            last: Rc::default(),
        }
    }

    /// Whether a column stands in the form.
    pub(super) fn holds(&self, column: usize) -> bool {
        self.form.columns.contains(&column)
    }

    /// Whether the respondent of a row opened the form.
    pub(super) fn was_opened(&self, row: &Row) -> bool {
        match self.last.get() {
            Some((number, opened)) if number == row.number => opened,
            _ => {
                let opened = self.form.was_opened(row);
                self.last.set(Some((row.number, opened)));
                opened
            }
        }
    }
}
