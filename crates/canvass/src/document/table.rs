use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Anchor, DocumentError};
use crate::stats::{PValue, Percent, Points, thousands};
use crate::wording::{Wording, say};

/// A table: one row of column headings, and rows that each start with a heading of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    anchor: Anchor,
    number: usize,
    caption: String,
    stub: String,
    columns: Vec<ColumnHead>,
    rows: Vec<Row>,
    notes: Vec<String>,
    wording: Arc<Wording>,
}

/// The heading of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnHead {
    /// Its words, with the unit: "2024 (%)".
    pub label: String,
    /// What stands below it.
    pub kind: ColumnKind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnKind {
    /// Words, aligned left.
    Words,
    /// Numbers, aligned right.
    Numbers,
}

impl ColumnHead {
    /// A column of words.
    pub fn words(label: impl Into<String>) -> Self {
        ColumnHead {
            label: label.into(),
            kind: ColumnKind::Words,
        }
    }

    /// A column of numbers.
    pub fn numbers(label: impl Into<String>) -> Self {
        ColumnHead {
            label: label.into(),
            kind: ColumnKind::Numbers,
        }
    }
}

/// A row: its heading, and a cell for each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the row is about.
    pub head: String,
    /// The cells, one for each column.
    pub cells: Vec<Cell>,
}

/// One cell. It holds what may be published, and no more.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// Words.
    Words(String),
    /// A whole number.
    Count(u64),
    /// A percentage; the unit stands in the column's heading.
    Percent(Percent),
    /// A change in percentage points; the unit stands in the column's heading.
    Points(Points),
    /// A p-value, from 0 to 1.
    PValue(PValue),
    /// A shorthand in place of a number.
    Mark(Mark),
}

impl Cell {
    /// What a program writes of it; readers see [`Table::shown`].
    pub fn shown(&self) -> String {
        match self {
            Cell::Words(words) => words.clone(),
            Cell::Count(count) => thousands(*count),
            Cell::Percent(percent) => percent.number(),
            Cell::Points(points) => points.to_string(),
            Cell::PValue(p) => p.to_string(),
            Cell::Mark(mark) => mark.shown().to_owned(),
        }
    }
}

/// A shorthand in place of a number, as UK government statistics write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Confidential: suppressed so that nobody can be recognised.
    Confidential,
    /// Not available.
    NotAvailable,
    /// Not applicable: not asked or not offered.
    NotApplicable,
}

impl Mark {
    /// Every shorthand.
    pub const ALL: [Mark; 3] = [Mark::Confidential, Mark::NotAvailable, Mark::NotApplicable];

    /// What stands in the cell.
    pub fn shown(self) -> &'static str {
        match self {
            Mark::Confidential => "[c]",
            Mark::NotAvailable => "[x]",
            Mark::NotApplicable => "[z]",
        }
    }

    /// What it means, for the notes of a table.
    pub fn meaning(self, wording: &Wording) -> String {
        let mark = self.shown();
        match self {
            Mark::Confidential => say!(wording, "render.marks.confidential", mark),
            Mark::NotAvailable => say!(wording, "render.marks.not-available", mark),
            Mark::NotApplicable => say!(wording, "render.marks.not-applicable", mark),
        }
    }
}

impl Table {
    /// Builds a table. `stub` heads the column of row headings.
    ///
    /// The meaning of every shorthand used is added to the notes when the table comes into a document, in its wording.
    ///
    /// # Errors
    /// When the caption, a heading or a cell is blank, when two column headings read the same, or when a row does not fit.
    pub fn new(
        anchor: Anchor,
        caption: impl Into<String>,
        stub: impl Into<String>,
        columns: Vec<ColumnHead>,
        rows: Vec<Row>,
        notes: Vec<String>,
    ) -> Result<Self, DocumentError> {
        let (caption, stub) = (caption.into(), stub.into());
        if caption.trim().is_empty() {
            return Err(DocumentError::EmptyCaption(anchor));
        }
        if columns.is_empty() || rows.is_empty() {
            return Err(DocumentError::EmptyTable(anchor));
        }
        let mut seen = BTreeSet::new();
        for (i, label) in std::iter::once(&stub)
            .chain(columns.iter().map(|c| &c.label))
            .enumerate()
        {
            if label.trim().is_empty() || !seen.insert(label.as_str()) {
                return Err(DocumentError::BadColumnHead {
                    table: anchor,
                    column: i + 1,
                });
            }
        }
        for (i, row) in rows.iter().enumerate() {
            let blank =
                row.head.trim().is_empty() || row.cells.iter().any(|c| c.shown().trim().is_empty());
            if blank || row.cells.len() != columns.len() {
                return Err(DocumentError::BadRow {
                    table: anchor,
                    row: i + 1,
                });
            }
        }
        Ok(Table {
            anchor,
            number: 0,
            caption,
            stub,
            columns,
            rows,
            notes,
            wording: Wording::built_in(),
        })
    }

    /// Puts the table into a document with this wording, as its table of this number.
    pub(super) fn enter(&mut self, number: usize, wording: &Arc<Wording>) {
        self.number = number;
        self.wording = Arc::clone(wording);
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let marks: BTreeSet<Mark> = cells
            .filter_map(|cell| match cell {
                Cell::Mark(mark) => Some(*mark),
                _ => None,
            })
            .collect();
        for mark in marks {
            let meaning = mark.meaning(wording);
            if !self.notes.contains(&meaning) {
                self.notes.push(meaning);
            }
        }
    }

    /// The wording of its document.
    pub fn wording(&self) -> &Arc<Wording> {
        &self.wording
    }

    /// What readers see of a cell of it.
    pub fn shown(&self, cell: &Cell) -> String {
        let wording = &self.wording;
        match cell {
            Cell::Count(count) => wording.number(*count),
            Cell::Percent(percent) => wording.decimal(&percent.number()),
            Cell::Points(_) | Cell::PValue(_) => wording.decimal(&cell.shown()),
            Cell::Words(_) | Cell::Mark(_) => cell.shown(),
        }
    }

    /// Its anchor.
    pub fn anchor(&self) -> &Anchor {
        &self.anchor
    }

    /// Its number in the document, from 1; 0 before it is in one.
    pub fn number(&self) -> usize {
        self.number
    }

    /// What it shows, who, when, the unit and the base; without "Table 3: ".
    pub fn caption(&self) -> &str {
        &self.caption
    }

    /// The caption with its number: "Table 3: ...".
    pub fn numbered_caption(&self) -> String {
        let (name, caption) = (self.name(), &self.caption);
        say!(self.wording, "render.names.captioned", name, caption)
    }

    /// What references to it read: "Table 3".
    pub fn name(&self) -> String {
        say!(self.wording, "render.names.table", number => self.number)
    }

    /// The heading of the column of row headings.
    pub fn stub(&self) -> &str {
        &self.stub
    }

    /// The columns beside the row headings.
    pub fn columns(&self) -> &[ColumnHead] {
        &self.columns
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What to know about it, each a sentence; the last explain the shorthands.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Whether a note of it says what a shorthand means, which belongs right beside the table.
    #[cfg(any(feature = "docx", feature = "spreadsheets"))]
    pub(crate) fn explains_shorthand(&self, note: &str) -> bool {
        let mut marks = Mark::ALL.iter();
        marks.any(|mark| mark.meaning(&self.wording) == note)
    }

    /// The headings of the rows, to be changed.
    #[cfg(feature = "png")]
    pub(super) fn row_heads(&mut self) -> impl Iterator<Item = &mut String> {
        self.rows.iter_mut().map(|row| &mut row.head)
    }

    /// Whether the column exists and holds numbers.
    pub(super) fn has_numbers(&self, column: usize) -> bool {
        self.columns
            .get(column)
            .is_some_and(|c| c.kind == ColumnKind::Numbers)
    }
}
