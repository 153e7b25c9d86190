use csv::StringRecord;

use super::key::is_blank;
use crate::diagnostics::Diagnostic;

/// A row of an export and where it stands.
#[derive(Clone)]
pub(super) struct Row {
    /// Counted as a spreadsheet shows it: the first row is 1.
    pub(super) number: u64,
    /// The cells, exactly as given.
    pub(super) cells: StringRecord,
}

impl Row {
    pub(super) fn new() -> Self {
        Row {
            number: 0,
            cells: StringRecord::new(),
        }
    }

    /// The cell in a column; a row that ends before it has an empty one there.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("")
    }

    /// Whether no cell holds anything.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(is_blank)
    }
}

/// Why reading stops: one fault of the file. Boxed because it is large and rare.
pub(super) type Stop = Box<Diagnostic>;

/// The rows of one table, one after the other.
pub(super) trait Rows {
    /// Goes to the next row; `None` at the end.
    ///
    /// # Errors
    /// When the table is beyond a limit or cannot be read on.
    fn next(&mut self) -> Result<Option<&Row>, Stop>;
}
