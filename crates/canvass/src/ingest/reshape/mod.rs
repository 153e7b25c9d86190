//! Tables whose rows are not respondents, put into a row for each respondent before anything else reads them.

mod join;
mod pivot;

use super::heading::Headings;
use super::row::{Row, Rows, Stop};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};

/// What stands between the answers of one respondent to one question that the file gives in rows of their own.
/// No keyboard writes it.
pub(super) const BETWEEN_ANSWERS: &str = "\u{1f}";

/// What a row of a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// A response.
    Responses,
    /// A part of a response: rows with the same id in this column are one respondent's.
    Parts {
        /// The column of ids.
        id: usize,
    },
    /// One answer.
    Answers(Answers),
}

/// The columns of a table with a row for each answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answers {
    /// Who answered.
    pub(super) respondent: usize,
    /// The question.
    pub(super) question: usize,
    /// The option, or the row of a grid.
    pub(super) part: Option<usize>,
    /// What was answered.
    pub(super) answer: usize,
    /// What else there is.
    pub(super) others: Vec<usize>,
}

/// A table with a row for each respondent.
pub(super) struct Reshaped {
    /// What stands over its columns.
    pub(super) headings: Headings,
    /// Rows of the file that were joined with an earlier one of the same respondent.
    pub(super) joined: u64,
    /// Rows of the file that hold nothing, or the headings again.
    pub(super) blank: u64,
    /// What was found on the way.
    pub(super) diagnostics: Diagnostics,
    table: Table,
}

enum Table {
    Joined(Vec<Row>),
    Pivoted(pivot::Pivoted),
}

impl Reshaped {
    /// The rows from the start, headings first.
    pub(super) fn rows(&self) -> Box<dyn Rows + '_> {
        match &self.table {
            Table::Joined(rows) => Box::new(join::JoinedRows::new(rows)),
            Table::Pivoted(pivoted) => Box::new(pivoted.rows()),
        }
    }
}

/// Puts a table into a row for each respondent; `None` if it is one already.
///
/// # Errors
/// When the table is beyond a limit, or an answer belongs to nobody.
pub(super) fn reshape(
    shape: Shape,
    file: &str,
    headings: &Headings,
    rows: &mut dyn Rows,
) -> Result<Option<Reshaped>, Stop> {
    match shape {
        Shape::Responses => Ok(None),
        Shape::Parts { id } => join::join(file, headings, id, rows).map(Some),
        Shape::Answers(answers) => pivot::pivot(file, headings, &answers, rows).map(Some),
    }
}

fn too_large(place: Place, message: String) -> Stop {
    Box::new(Diagnostic::new(Code::IngestTooLarge, place, message))
}
