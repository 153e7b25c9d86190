use super::content::Content;
use super::row::Stop;
use super::source::Source;
use crate::diagnostics::{Checked, Diagnostics};

/// A table of a file as it stands, before anybody knows what its rows mean.
pub(crate) struct PlainTable {
    /// Its rows that hold anything, each with its number as a spreadsheet shows it.
    pub(crate) rows: Vec<(u64, Vec<String>)>,
}

/// Reads every table of a workbook, or the one of delimited text, with the same limits and the same decoding as
/// exports. `file` names it in diagnostics.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn tables(file: &str, bytes: &[u8]) -> Checked<Vec<PlainTable>> {
    let mut diagnostics = Diagnostics::new();
    match read(file, bytes, &mut diagnostics) {
        Ok(tables) => diagnostics.into_checked(tables),
        Err(stop) => {
            diagnostics.push(*stop);
            Err(diagnostics)
        }
    }
}

fn read(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<Vec<PlainTable>, Stop> {
    let content = Content::load(file, Source::Bytes(bytes), diagnostics)?;
    let mut tables = Vec::new();
    for table in content.tables() {
        let mut rows = Vec::new();
        let mut source = content.rows(file, table, true);
        while let Some(row) = source.next()? {
            rows.push((row.number, row.cells.iter().map(str::to_owned).collect()));
        }
        tables.push(PlainTable { rows });
    }
    Ok(tables)
}
