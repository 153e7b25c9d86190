//! Checks tables against each other: shares against counts, changes against the years that they are between.

use canvass::document::{Cell, Document, Row, Table};

use crate::figures::{base_of, cell, count, full_table, only_base, shown, tenths};
use crate::reading::{name_of, year_of};

/// Cells that do not follow from the counts.
pub(crate) fn inconsistent(document: &Document, waves: &[String]) -> Vec<String> {
    let mut problems = Vec::new();
    for table in document.tables() {
        for row in table.rows() {
            let mut expect = |head: &str, expected: Option<String>| {
                let told = cell(table, row, head).map(Cell::shown);
                if let (Some(told), Some(expected)) = (told, expected)
                    && told != expected
                {
                    let (number, label) = (table.number(), &row.head);
                    problems.push(format!(
                        "table {number}, \"{label}\", {head}: {told} and not {expected}"
                    ));
                }
            };
            expect("Share (%)", share(document, table, row));
            for wave in waves {
                expect(
                    &format!("{wave} (%)"),
                    share_of_wave(document, table, row, wave),
                );
            }
            expect("Change (points)", change(document, table, row, waves));
            expect("Clear change?", direction(table, row));
        }
    }
    problems
}

/// How many rows were looked at by [`inconsistent`]; a check that looks at nothing finds nothing.
pub(crate) fn looked_at(document: &Document, waves: &[String]) -> [usize; 3] {
    let rows = || {
        document
            .tables()
            .flat_map(|table| table.rows().iter().map(move |row| (table, row)))
    };
    [
        rows()
            .filter(|(table, row)| share(document, table, row).is_some())
            .count(),
        rows()
            .filter(|(t, row)| {
                waves
                    .iter()
                    .any(|wave| share_of_wave(document, t, row, wave).is_some())
            })
            .count(),
        rows()
            .filter(|(table, row)| change(document, table, row, waves).is_some())
            .count(),
    ]
}

fn share(document: &Document, table: &Table, row: &Row) -> Option<String> {
    // The table of a trend has a row for each year.
    if let Some(year) = year_of(row) {
        cell(table, row, "Share (%)").filter(|cell| matches!(cell, Cell::Percent(_)))?;
        let (count, base) = counted(document, table, row, year)?;
        return Some(shown(tenths(count, base)));
    }
    let count = count(table, row, "Respondents")?;
    Some(shown(tenths(count, only_base(table)?)))
}

/// The count and base of a row in one wave, from the table with every wave's counts.
fn counted(document: &Document, table: &Table, row: &Row, wave: &str) -> Option<(i64, i64)> {
    let full = full_table(document, table).unwrap_or(table);
    let same = full
        .rows()
        .iter()
        .find(|other| other.head == name_of(row))?;
    Some((
        count(full, same, &format!("{wave} (count)"))?,
        base_of(full, wave)?,
    ))
}

fn share_of_wave(document: &Document, table: &Table, row: &Row, wave: &str) -> Option<String> {
    cell(table, row, &format!("{wave} (%)")).filter(|cell| matches!(cell, Cell::Percent(_)))?;
    counted(document, table, row, wave).map(|(count, base)| shown(tenths(count, base)))
}

fn change(document: &Document, table: &Table, row: &Row, waves: &[String]) -> Option<String> {
    cell(table, row, "Change (points)").filter(|cell| matches!(cell, Cell::Points(_)))?;
    let mut between = waves
        .iter()
        .filter(|wave| cell(table, row, &format!("{wave} (%)")).is_some());
    let (from, to) = (between.next()?, between.next()?);
    let (x1, n1) = counted(document, table, row, from)?;
    let (x2, n2) = counted(document, table, row, to)?;
    Some(shown(tenths(x2 * n1 - x1 * n2, n1 * n2)))
}

/// "Yes, up" is for rises, "Yes, down" for falls, and neither for a change whose interval holds nought.
fn direction(table: &Table, row: &Row) -> Option<String> {
    let told = cell(table, row, "Clear change?")?.shown();
    let number = |head| cell(table, row, head)?.shown().parse::<f64>().ok();
    let (change, lower, upper) = (
        number("Change (points)")?,
        number("Lower limit (points)")?,
        number("Upper limit (points)")?,
    );
    let words = if change > 0.0 { "Yes, up" } else { "Yes, down" };
    let clear = told.starts_with("Yes") && (lower > 0.0 || upper < 0.0);
    Some(if clear { words } else { "No" }.to_owned())
}
