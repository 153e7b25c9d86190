use super::key::is_blank;
use crate::diagnostics::Diagnostic;

/// A row of an export and where it stands.
#[derive(Clone)]
pub(super) struct Row {
    /// Counted as a spreadsheet shows it: the first row is 1.
    pub(super) number: u64,
    /// The cells, exactly as given.
    pub(super) cells: Fields,
}

impl Row {
    pub(super) fn new() -> Self {
        Row {
            number: 0,
            cells: Fields::default(),
        }
    }

    /// The cell in a column; a row that ends before it has an empty one there.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("")
    }

    /// The bytes of [`Row::cell`], which cost less to find.
    pub(super) fn bytes(&self, column: usize) -> &[u8] {
        let span = self.cells.spans.get(column);
        span.map_or(&[], |span| {
            let range = span.start as usize..span.end as usize;
            self.cells.text.as_bytes().get(range).unwrap_or_default()
        })
    }

    /// Whether the cell in a column is empty.
    pub(super) fn is_empty(&self, column: usize) -> bool {
        let span = self.cells.spans.get(column);
        span.is_none_or(|span| span.start == span.end)
    }

    /// Whether no cell holds anything.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(is_blank)
    }
}

/// The texts of a row's cells, in one piece of memory that the next row uses again.
#[derive(Clone, Default)]
pub(super) struct Fields {
    text: String,
    spans: Vec<Span>,
}

/// Where a cell stands in the text of its row. The limits keep a row far below 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    pub(super) fn new(start: usize, end: usize) -> Self {
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }
}

impl Fields {
    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The bytes that they take.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    pub(super) fn get(&self, column: usize) -> Option<&str> {
        self.spans.get(column).map(|span| span.of(&self.text))
    }

    pub(super) fn iter(&self) -> FieldsIter<'_> {
        FieldsIter {
            text: &self.text,
            spans: self.spans.iter(),
        }
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.spans.clear();
    }

    /// Adds a cell on the right.
    pub(super) fn push_field(&mut self, cell: &str) {
        let start = self.text.len();
        self.text.push_str(cell);
        self.spans.push(Span::new(start, self.text.len()));
    }

    /// Takes over a record with its cells in it, and gives the list of those before back. `rewrite` is called for each cell that does not stand there letter
    /// by letter, and writes it.
    pub(super) fn replace(
        &mut self,
        record: &str,
        spans: &mut Vec<Span>,
        rewritten: &[usize],
        rewrite: impl Fn(&str, &mut String),
    ) {
        self.text.clear();
        self.text.push_str(record);
        std::mem::swap(&mut self.spans, spans);
        for cell in rewritten {
            let start = self.text.len();
            if let Some(span) = self.spans.get_mut(*cell) {
                rewrite(span.of(record), &mut self.text);
                *span = Span::new(start, self.text.len());
            }
        }
    }
}

/// The cells of a row from the left.
pub(super) struct FieldsIter<'r> {
    text: &'r str,
    spans: std::slice::Iter<'r, Span>,
}

impl<'r> Iterator for FieldsIter<'r> {
    type Item = &'r str;

    fn next(&mut self) -> Option<&'r str> {
        self.spans.next().map(|span| span.of(self.text))
    }
}

impl<'r> IntoIterator for &'r Fields {
    type Item = &'r str;
    type IntoIter = FieldsIter<'r>;

    fn into_iter(self) -> FieldsIter<'r> {
        self.iter()
    }
}

impl<'c> FromIterator<&'c str> for Fields {
    fn from_iter<I: IntoIterator<Item = &'c str>>(cells: I) -> Self {
        let mut fields = Fields::default();
        for cell in cells {
            fields.push_field(cell);
        }
        fields
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
