//! A sheet that came back, as rows of cells.

use super::columns::Column;
use super::guide::CODER;
use super::text::without_apostrophe;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Warned};
use crate::ingest::{PlainTable, tables};
use crate::survey::Codebook;

/// What a sheet says.
pub(super) struct Returned {
    /// The name beside "Coder".
    pub(super) coder: Option<String>,
    pub(super) rows: Vec<ReturnedRow>,
}

/// One row of it.
pub(super) struct ReturnedRow {
    /// As a spreadsheet shows it.
    pub(super) number: u64,
    cells: Vec<(Column, String)>,
}

impl ReturnedRow {
    /// What stands in a column.
    pub(super) fn cell(&self, column: Column) -> &str {
        let cell = self.cells.iter().find(|(of, _)| *of == column);
        cell.map_or("", |(_, cell)| cell.as_str())
    }
}

/// Reads a workbook or delimited text.
///
/// # Errors
/// When it cannot be read, or is not a sheet that canvass wrote.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    codebook: &Codebook,
) -> Result<Warned<Returned>, Diagnostics> {
    let is_text = !bytes.starts_with(b"PK");
    let Warned {
        value: tables,
        mut diagnostics,
    } = tables(file, bytes)?;
    let columns = Column::all(codebook);
    let headings: Vec<(Column, String)> = columns
        .iter()
        .map(|column| (*column, column.heading(codebook)))
        .collect();
    let found = tables.iter().find_map(|table| {
        let at = table
            .rows
            .iter()
            .position(|(_, cells)| cells.iter().any(|cell| is(cell, "row_key")))?;
        Some((table, at))
    });
    let Some((table, at)) = found else {
        diagnostics.push(
            Diagnostic::new(
                Code::ReviewNotASheet,
                Place::whole(file),
                "this is not a review sheet: it has no column \"row_key\"",
            )
            .help("take in the file that \"canvass code\" wrote, with its hidden columns"),
        );
        return Err(diagnostics);
    };
    let places = places(table, at, &headings);
    for (column, heading) in &headings {
        if !places.iter().any(|(of, _)| of == column) && is_needed(*column) {
            diagnostics.push(
                Diagnostic::new(
                    Code::ReviewNotASheet,
                    Place::whole(file),
                    format!("the sheet has no column \"{heading}\""),
                )
                .help("take in the file that \"canvass code\" wrote, with its hidden columns"),
            );
        }
    }
    let rows = table.rows.iter().skip(at + 1);
    let rows = rows
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()))
        .map(|(number, cells)| ReturnedRow {
            number: *number,
            cells: places
                .iter()
                .map(|(column, at)| {
                    let cell = cells.get(*at).map_or("", String::as_str);
                    let cell = if is_text {
                        without_apostrophe(cell)
                    } else {
                        cell
                    };
                    (*column, cell.to_owned())
                })
                .collect(),
        })
        .collect();
    diagnostics.into_checked(Returned {
        coder: coder(&tables),
        rows,
    })
}

/// Whether nothing can be told without the column. Others may have been deleted: their cells were not touched then.
fn is_needed(column: Column) -> bool {
    column.is_hidden() || column == Column::Answer || column.is_editable()
}

fn is(cell: &str, heading: &str) -> bool {
    cell.trim().eq_ignore_ascii_case(heading)
}

/// Where each column stands.
fn places(table: &PlainTable, at: usize, headings: &[(Column, String)]) -> Vec<(Column, usize)> {
    let Some((_, cells)) = table.rows.get(at) else {
        return Vec::new();
    };
    headings
        .iter()
        .filter_map(|(column, heading)| {
            let at = cells.iter().position(|cell| is(cell, heading))?;
            Some((*column, at))
        })
        .collect()
}

/// The name beside "Coder" on the sheet that explains.
fn coder(tables: &[PlainTable]) -> Option<String> {
    let mut rows = tables.iter().flat_map(|table| &table.rows);
    let (_, cells) = rows.find(|(_, cells)| cells.first().is_some_and(|cell| is(cell, CODER)))?;
    let name = cells.get(1)?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
