use std::collections::BTreeSet;

use super::Bars;
use crate::disclosure::{PublishedCell, PublishedLine};
use crate::document::{Anchor, Cell, ColumnHead, DocumentError, Mark, Row, Table};
use crate::report::words;
use crate::survey::GridRow;
use crate::tabulate::LineKey;

/// The most options that stand beside each other in one table.
const COLUMNS: usize = 7;

/// One row of a grid.
pub(in crate::report) struct GridTableRow<'a> {
    /// Its label.
    pub(in crate::report) label: String,
    /// What was answered.
    pub(in crate::report) bars: &'a Bars<'a>,
}

/// The figures of a grid: one table with a row for each of its rows and a column for each option, or where that would
/// be too wide, a table for each row. No table where no figure may be shown.
pub(in crate::report) fn grid_tables(
    grid: &GridRow,
    rows: &[GridTableRow<'_>],
) -> Result<Vec<Table>, DocumentError> {
    let is_shown = |row: &&GridTableRow<'_>| !row.bars.ranked.shown.is_empty();
    if !rows.iter().any(|row| is_shown(&row)) {
        return Ok(Vec::new());
    }
    let options = options(rows);
    let labels: BTreeSet<&str> = options.iter().map(|(_, label)| *label).collect();
    if options.len() > COLUMNS || labels.len() < options.len() {
        let shown = rows.iter().filter(is_shown);
        return shown.map(|row| row.bars.table()).collect();
    }
    one_table(grid, rows, &options).map(|table| vec![table])
}

/// The options that the wave offered in any row, in the order of the questionnaire.
fn options<'a>(rows: &[GridTableRow<'a>]) -> Vec<(&'a LineKey, &'a str)> {
    let mut options: Vec<(&LineKey, &str)> = Vec::new();
    let offered = |line: &&PublishedLine| {
        matches!(line.key, LineKey::Option(_)) && line.cell != PublishedCell::NotApplicable
    };
    for line in rows
        .iter()
        .flat_map(|row| row.bars.table.lines())
        .filter(offered)
    {
        if !options.iter().any(|(key, _)| **key == line.key) {
            options.push((&line.key, &line.label));
        }
    }
    options
}

fn one_table(
    grid: &GridRow,
    rows: &[GridTableRow<'_>],
    options: &[(&LineKey, &str)],
) -> Result<Table, DocumentError> {
    let with_percent = rows.iter().any(|row| row.bars.has_percent());
    let unit = if with_percent { "%" } else { "count" };
    let mut columns = vec![ColumnHead::numbers("Base")];
    columns.extend(
        options
            .iter()
            .map(|(_, label)| ColumnHead::numbers(format!("{label} ({unit})"))),
    );
    let cell = |line: Option<&PublishedLine>| match line.map(|line| &line.cell) {
        Some(PublishedCell::Shown(figure)) if with_percent => figure
            .percent()
            .map_or(Cell::Mark(Mark::NotAvailable), Cell::Percent),
        Some(PublishedCell::Shown(figure)) => Cell::Count(figure.share().count()),
        Some(PublishedCell::Suppressed) => Cell::Mark(Mark::Confidential),
        Some(PublishedCell::NotApplicable) | None => Cell::Mark(Mark::NotApplicable),
    };
    let table_rows = rows
        .iter()
        .map(|row| {
            let table = row.bars.table;
            let base = table
                .base()
                .map_or(Cell::Mark(Mark::Confidential), Cell::Count);
            let figures = options.iter().map(|(key, _)| cell(table.line(key)));
            Row {
                head: row.label.clone(),
                cells: std::iter::once(base).chain(figures).collect(),
            }
        })
        .collect();
    let first = rows.first();
    Table::new(
        Anchor::slug("table", grid.grid.as_str()),
        format!(
            "{}: {}, {} (base in each row)",
            grid.title,
            first.map_or("respondents who answered", |row| row.bars.phrases.who),
            first.map_or("", |row| row.bars.wave),
        ),
        "Asked about",
        columns,
        table_rows,
        notes(rows, with_percent),
    )
}

fn notes(rows: &[GridTableRow<'_>], with_percent: bool) -> Vec<String> {
    let mut notes = Vec::new();
    let several = rows.iter().any(|row| row.bars.table.several_answers());
    if several && with_percent {
        notes.push("One respondent could choose more than one answer in a row, so the figures of a row can add up to more than 100%.".to_owned());
    } else if several {
        notes.push("One respondent could choose more than one answer in a row.".to_owned());
    } else if with_percent {
        notes.push("The figures of a row may not add up to 100% because of rounding.".to_owned());
    }
    let named = |wanted: &dyn Fn(&Bars<'_>) -> bool| {
        let rows = rows.iter().filter(|row| wanted(row.bars));
        let names: Vec<String> = rows.map(|row| words::quoted(&row.label)).collect();
        (!names.is_empty()).then(|| words::list(&names))
    };
    if !with_percent {
        notes.push("Few answered this, so there are counts and no percentages.".to_owned());
    } else if let Some(names) = named(&|bars| !bars.has_percent() && !bars.ranked.shown.is_empty())
    {
        notes.push(format!(
            "Too few answered about {names} for percentages; the counts are in the full tables."
        ));
    }
    if let Some(names) = named(&|bars| bars.table.low_base()) {
        notes.push(format!(
            "Few answered about {names}, so treat those percentages with caution."
        ));
    }
    notes
}
