//! What tables say, as whole numbers.

use canvass::document::{Cell, Document, Row, Table};

use crate::reading::{is_called, numbers};

/// What captions of tables with every wave's counts add to their subject.
pub(crate) const ALL_YEARS: &str = ", all years";

/// Tenths of a percentage point, rounded half away from nought, worked out in whole numbers.
pub(crate) fn tenths(count: i64, base: i64) -> i64 {
    (2000 * count.abs() + base) / (2 * base) * count.signum()
}

/// As a report writes tenths: `81.4`, `-0.6`.
pub(crate) fn shown(tenths: i64) -> String {
    format!(
        "{}{}.{}",
        if tenths < 0 { "-" } else { "" },
        tenths.abs() / 10,
        tenths.abs() % 10
    )
}

/// The bases that a caption gives.
pub(crate) fn bases(table: &Table) -> Vec<i64> {
    let told = table
        .caption()
        .match_indices("base")
        .map(|(at, _)| &table.caption()[at..]);
    let in_brackets = told.map(|text| text.split(')').next().unwrap_or(text));
    in_brackets
        .flat_map(numbers)
        .filter_map(|number| number.value.parse().ok())
        .collect()
}

/// The base of all of a table's shares, if they have the same.
pub(crate) fn only_base(table: &Table) -> Option<i64> {
    let bases = bases(table);
    bases
        .first()
        .copied()
        .filter(|first| bases.iter().all(|base| base == first))
}

/// The base of a wave in a caption: "2023 (base 176) and 2024 (base 204)", "base 176 in 2023 and 204 in 2024".
pub(crate) fn base_of(table: &Table, wave: &str) -> Option<i64> {
    let told = numbers(table.caption());
    let at = told.iter().position(|number| number.value == wave)?;
    let before = &table.caption()[..told[at].start];
    let base = if before.ends_with(" in ") {
        at.checked_sub(1)?
    } else {
        at + 1
    };
    told.get(base)?.whole()
}

/// The cell of a row below a heading.
pub(crate) fn cell<'a>(table: &Table, row: &'a Row, head: &str) -> Option<&'a Cell> {
    let column = table
        .columns()
        .iter()
        .position(|column| column.label == head)?;
    row.cells.get(column)
}

/// The count below a heading, if it is shown.
pub(crate) fn count(table: &Table, row: &Row, head: &str) -> Option<i64> {
    match cell(table, row, head)? {
        Cell::Count(count) => i64::try_from(*count).ok(),
        _ => None,
    }
}

/// The rows of a table, or of all tables, that have this label.
pub(crate) fn rows_called<'a>(
    document: &'a Document,
    scope: Option<&'a Table>,
    label: &str,
) -> Vec<(&'a Table, &'a Row)> {
    let tables: Vec<&Table> =
        scope.map_or_else(|| document.tables().collect(), |table| vec![table]);
    let rows = tables
        .into_iter()
        .flat_map(|table| table.rows().iter().map(move |row| (table, row)));
    rows.filter(|(_, row)| is_called(row, label)).collect()
}

/// The table with every wave's counts on the same subject.
pub(crate) fn full_table<'a>(document: &'a Document, table: &Table) -> Option<&'a Table> {
    let subject = table
        .caption()
        .split_once(": ")
        .map(|(subject, _)| format!("{subject}{ALL_YEARS}: "))?;
    document
        .tables()
        .find(|full| full.caption().starts_with(&subject))
}
