use super::delimited::Delimited;
use super::delimiter::{Delimiter, tells_quotes};
use super::foreign::foreign;
use super::row::{Row, Rows, Stop};
use super::sheet::Sheet;
use super::source::{Source, unreadable};
use super::text::Text;
#[cfg(feature = "spreadsheets")]
use super::workbook;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::limits::{FileFault, MAX_BYTES};

/// Rows at the start of a table that tell what it is.
const HEAD_ROWS: usize = 12;

/// An export's content, before anybody knows what its rows mean.
pub(super) enum Content<'b> {
    /// Delimited text.
    Text {
        text: Box<Text<'b>>,
        /// Where the first row starts: some programs write `sep=;` above it.
        start: usize,
        delimiter: Delimiter,
        /// Whether cells stand in quotation marks, where the file tells; else the platform's habit decides.
        quotes: Option<bool>,
    },
    /// The worksheets of a workbook.
    #[cfg_attr(
        not(feature = "spreadsheets"),
        expect(dead_code, reason = "without the feature every workbook is refused")
    )]
    Workbook(Vec<Sheet>),
}

/// One table of an export: delimited text is one, a workbook has one for each worksheet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct TableId(usize);

impl<'b> Content<'b> {
    /// Tells text from a workbook by the first bytes, never by the name.
    ///
    /// # Errors
    /// When the file is too large, damaged, or another kind of file.
    pub(super) fn load(
        file: &str,
        source: Source<'b>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, Stop> {
        /// Bytes that tell what kind of file it is.
        const START: usize = 4096;
        let failed = |error| unreadable(file, &error);
        if source.len() > MAX_BYTES as u64 {
            return Err(Box::new(Diagnostic::new(
                Code::IngestTooLarge,
                Place::whole(file),
                FileFault::TooLarge {
                    most: MAX_BYTES as u64,
                }
                .to_string(),
            )));
        }
        let start = source.start(START).map_err(failed)?;
        if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
            return load_workbook(file, &source.whole().map_err(failed)?);
        }
        if let Some((message, help)) = foreign(&start) {
            return Err(Box::new(
                Diagnostic::new(Code::IngestUnreadable, Place::whole(file), message).help(help),
            ));
        }
        let text = Text::open(file, source, diagnostics)?;
        let (start, delimiter) = match Delimiter::stated(&text.head) {
            Some((delimiter, start)) => (start, delimiter),
            None => (0, Delimiter::sniff(&text.head)),
        };
        let quotes = match delimiter {
            Delimiter::TAB | Delimiter::PIPE => tells_quotes(&text, start, delimiter),
            _ => None,
        };
        Ok(Content::Text {
            text: Box::new(text),
            start,
            delimiter,
            quotes,
        })
    }

    /// Every table.
    pub(super) fn tables(&self) -> impl Iterator<Item = TableId> {
        let tables = match self {
            Content::Text { .. } => 1,
            Content::Workbook(sheets) => sheets.len(),
        };
        (0..tables).map(TableId)
    }

    /// The rows of a table from its start. `quoted_tabs` says whether cells of tab separated text may
    /// stand in quotation marks.
    pub(super) fn rows<'s>(
        &'s self,
        file: &'s str,
        table: TableId,
        quoted_tabs: bool,
    ) -> Box<dyn Rows + 's> {
        match self {
            Content::Text {
                text,
                start,
                delimiter,
                quotes,
            } => {
                let quotes = quotes.unwrap_or(quoted_tabs || *delimiter != Delimiter::TAB);
                Box::new(Delimited::new(file, text, *start, *delimiter, quotes))
            }
            Content::Workbook(sheets) => match sheets.get(table.0) {
                Some(sheet) => Box::new(sheet.rows()),
                None => Box::new(Sheet::EMPTY.rows()),
            },
        }
    }

    /// The first rows of a table that hold anything.
    ///
    /// # Errors
    /// When one of them is beyond a limit.
    pub(super) fn head(
        &self,
        file: &str,
        table: TableId,
        quoted_tabs: bool,
    ) -> Result<Vec<Row>, Stop> {
        let mut rows = self.rows(file, table, quoted_tabs);
        let mut head = Vec::new();
        while head.len() < HEAD_ROWS
            && let Some(row) = rows.next()?
        {
            if !row.is_blank() {
                head.push(row.clone());
            }
        }
        Ok(head)
    }

    /// The name of a table of a workbook; delimited text has none.
    pub(super) fn sheet_name(&self, table: TableId) -> Option<&str> {
        match self {
            Content::Text { .. } => None,
            Content::Workbook(sheets) => sheets.get(table.0).map(|sheet| sheet.name.as_str()),
        }
    }

    /// Whether a table is kept out of sight.
    pub(super) fn is_hidden(&self, table: TableId) -> bool {
        match self {
            Content::Text { .. } => false,
            Content::Workbook(sheets) => sheets.get(table.0).is_some_and(|sheet| sheet.hidden),
        }
    }

    /// How many rows a table of a workbook has, and how many cells; text is not counted, it has one table only.
    pub(super) fn size(&self, table: TableId) -> (usize, usize) {
        match self {
            Content::Text { .. } => (0, 0),
            Content::Workbook(sheets) => sheets.get(table.0).map_or((0, 0), |sheet| {
                let cells = sheet.rows.iter().map(|row| row.cells.len()).sum();
                (sheet.rows.len(), cells)
            }),
        }
    }

    /// What kind of file and which table of it, in words.
    pub(super) fn describe(&self, table: TableId) -> String {
        match self {
            Content::Text { delimiter, .. } => delimiter.describe(),
            Content::Workbook(sheets) => match sheets.get(table.0) {
                Some(sheet) => format!("workbook, sheet \"{}\"", sheet.name),
                None => "workbook".to_owned(),
            },
        }
    }

    /// Whether the file has changed since it was opened, so that no two rows need belong together.
    pub(super) fn has_changed(&self) -> bool {
        match self {
            Content::Text { text, .. } => text.has_changed(),
            Content::Workbook(_) => false,
        }
    }

    /// The character encoding, for the data-quality section.
    pub(super) fn encoding(&self) -> &str {
        match self {
            Content::Text { text, .. } => &text.encoding,
            Content::Workbook(_) => "UTF-8",
        }
    }
}

#[cfg(feature = "spreadsheets")]
fn load_workbook<'b>(file: &str, bytes: &[u8]) -> Result<Content<'b>, Stop> {
    workbook::read(file, bytes).map(Content::Workbook)
}

#[cfg(not(feature = "spreadsheets"))]
fn load_workbook<'b>(file: &str, _bytes: &[u8]) -> Result<Content<'b>, Stop> {
    Err(Box::new(
        Diagnostic::new(
            Code::IngestUnreadable,
            Place::whole(file),
            "this build of canvass reads no workbooks",
        )
        .help("save the export as CSV, or build canvass with the feature `spreadsheets`"),
    ))
}
