use super::row::{Row, Rows, Stop};

/// One worksheet.
pub(super) struct Sheet {
    /// Its name, as on its tab.
    pub(super) name: String,
    /// Its rows that hold anything.
    pub(super) rows: Vec<Row>,
}

/// The rows of a worksheet, one after the other.
pub(super) struct SheetRows<'s>(std::slice::Iter<'s, Row>);

impl Sheet {
    /// A worksheet without rows.
    pub(super) const EMPTY: &'static Sheet = &Sheet {
        name: String::new(),
        rows: Vec::new(),
    };

    /// The rows from the start.
    pub(super) fn rows(&self) -> SheetRows<'_> {
        SheetRows(self.rows.iter())
    }
}

impl Rows for SheetRows<'_> {
    fn next(&mut self) -> Result<Option<&Row>, Stop> {
        Ok(self.0.next())
    }
}
