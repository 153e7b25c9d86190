use super::content::{Content, TableId};
use super::key::key;
use super::row::{Row, Rows, Stop};
use crate::diagnostics::{Code, Diagnostic, Place};

/// One worksheet.
pub(super) struct Sheet {
    /// Its name, as on its tab.
    pub(super) name: String,
    /// Whether it is kept out of sight.
    pub(super) hidden: bool,
    /// Its rows that hold anything.
    pub(super) rows: Vec<Row>,
}

/// The rows of a worksheet, one after the other.
pub(super) struct SheetRows<'s>(std::slice::Iter<'s, Row>);

impl Sheet {
    /// A worksheet without rows.
    pub(super) const EMPTY: &'static Sheet = &Sheet {
        name: String::new(),
        hidden: false,
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

/// The sheet that the project names: the one of this very name, or else one that differs in case and
/// spaces only.
///
/// # Errors
/// When the file has no such sheet.
pub(super) fn named(file: &str, content: &Content<'_>, name: &str) -> Result<TableId, Stop> {
    let has = |same: &dyn Fn(&str) -> bool| {
        content
            .tables()
            .find(|table| content.sheet_name(*table).is_some_and(same))
    };
    if let Some(table) =
        has(&|sheet| sheet == name).or_else(|| has(&|sheet| key(sheet) == key(name)))
    {
        return Ok(table);
    }
    let sheets: Vec<&str> = content
        .tables()
        .filter_map(|table| content.sheet_name(table))
        .collect();
    let unknown = |message: String, help: String| {
        Diagnostic::new(Code::IngestUnknownSheet, Place::whole(file), message).help(help)
    };
    Err(Box::new(if sheets.is_empty() {
        unknown(
            format!(
                "the project names the sheet \"{name}\", and the file is text, which has no sheets"
            ),
            "take `sheet` out of the wave, or name the workbook".to_owned(),
        )
    } else {
        unknown(
            format!("the workbook has no sheet \"{name}\""),
            format!("its sheets are {}", list(sheets.into_iter())),
        )
    }))
}

/// A note that other sheets look like responses, too, if there are any.
pub(super) fn others<'c>(
    file: &str,
    content: &Content<'_>,
    chosen: TableId,
    others: impl Iterator<Item = &'c str>,
) -> Option<Diagnostic> {
    let mut others = others.peekable();
    others.peek()?;
    let chosen = content.sheet_name(chosen)?;
    let message = format!(
        "the responses were read from the sheet \"{chosen}\" alone; responses may also stand in {}",
        list(others)
    );
    Some(
        Diagnostic::new(Code::IngestOtherSheets, Place::whole(file), message)
            .help("say which one is meant with `sheet = \"...\"` in the wave"),
    )
}

/// Names in quotation marks, not more than can be read at a glance.
fn list<'n>(names: impl Iterator<Item = &'n str>) -> String {
    const NAMED: usize = 10;
    let names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    let more = names.len().saturating_sub(NAMED);
    let named = names[..names.len() - more].join(", ");
    if more == 0 {
        named
    } else {
        format!("{named} and {more} more")
    }
}
