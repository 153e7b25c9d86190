//! Several rows of one respondent into one: events of a project, and forms that were filled in again.

use std::collections::HashMap;
use std::ops::Range;

use super::{Reshaped, Table, too_large};
use crate::diagnostics::{Code, Place};
use crate::ingest::findings::Findings;
use crate::ingest::heading::{Headings, Role};
use crate::ingest::key::is_blank;
use crate::ingest::reader::is_tick;
use crate::ingest::row::{Row, Rows, Stop};
use crate::limits::{MAX_JOINED_CELLS, MAX_JOINED_TEXT};

/// Joins rows with the same id. The first value that is not blank counts; a different later one is reported.
/// The options of a multi-select count together: one where nothing is ticked is blank.
pub(super) fn join(
    file: &str,
    headings: &Headings,
    id: usize,
    rows: &mut dyn Rows,
) -> Result<Reshaped, Stop> {
    let runs = runs(headings);
    let blocks = runs.iter().filter(|run| run.ticks);
    let blocks = blocks.map(|run| run.columns.start).collect();
    let mut findings = Findings::new(file, headings, blocks);
    let mut respondents: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<Row> = Vec::new();
    let mut joined = 0;
    let (mut cells, mut text) = (0, 0);
    let mut heading_rows = headings.rows;
    while let Some(row) = rows.next()? {
        let is_heading = heading_rows > 0;
        heading_rows -= usize::from(is_heading && !row.is_blank());
        let name = row.cell(id).trim();
        if !is_heading
            && !name.is_empty()
            && let Some(first) = respondents.get(name).and_then(|index| kept.get_mut(*index))
        {
            add(first, row, &runs, headings, &mut findings);
            joined += 1;
            continue;
        }
        cells += row.cells.len();
        text += row.cells.bytes();
        if cells > MAX_JOINED_CELLS || text > MAX_JOINED_TEXT {
            return Err(too_large(
                Place::record(file, row.number),
                format!(
                    "the rows of respondents hold more than {MAX_JOINED_CELLS} cells or {MAX_JOINED_TEXT} bytes together"
                ),
            ));
        }
        if !is_heading && !name.is_empty() {
            respondents.insert(name.to_owned(), kept.len());
        }
        kept.push(row.clone());
    }
    Ok(Reshaped {
        headings: headings.clone(),
        joined,
        blank: 0,
        diagnostics: findings.into_diagnostics(),
        table: Table::Joined(kept),
    })
}

/// Columns whose values belong together: the options of a multi-select, or one column.
struct Run {
    columns: Range<usize>,
    ticks: bool,
    role: Role,
}

fn runs(headings: &Headings) -> Vec<Run> {
    let columns = &headings.columns;
    let mut runs: Vec<Run> = Vec::new();
    for (column, heading) in columns.iter().enumerate() {
        let ticks = !heading.part.is_empty();
        match runs.last_mut() {
            Some(run)
                if ticks && run.ticks && columns[run.columns.start].block == heading.block =>
            {
                run.columns.end = column + 1;
            }
            _ => runs.push(Run {
                columns: column..column + 1,
                ticks,
                role: heading.role,
            }),
        }
    }
    runs
}

/// Adds a later row to the first of the same respondent.
fn add(
    first: &mut Row,
    later: &Row,
    runs: &[Run],
    headings: &Headings,
    findings: &mut Findings<'_>,
) {
    let mut takes = Vec::new();
    for run in runs {
        let (old, new) = (says(first, run), says(later, run));
        if new && !old {
            takes.push(run.columns.clone());
        } else if new && run.role == Role::Answers && differs(first, later, run) {
            findings.cell(Code::IngestLaterAnswer, later.number, run.columns.start);
        }
    }
    if takes.is_empty() {
        return;
    }
    let width = first.cells.len().max(headings.columns.len());
    let mut takes = takes.into_iter().peekable();
    first.cells = (0..width)
        .map(|column| {
            while takes.next_if(|range| range.end <= column).is_some() {}
            let taken = takes.peek().is_some_and(|range| range.contains(&column));
            if taken { later } else { &*first }.cell(column)
        })
        .collect();
}

/// Whether a row says anything in these columns.
fn says(row: &Row, run: &Run) -> bool {
    run.columns.clone().any(|column| {
        let cell = row.cell(column);
        // 0 is what a form that was never opened holds as well.
        !is_blank(cell) && (!run.ticks || is_tick(cell))
    })
}

fn differs(first: &Row, later: &Row, run: &Run) -> bool {
    run.columns.clone().any(|column| {
        let (old, new) = (first.cell(column), later.cell(column));
        if run.ticks {
            is_tick(old) != is_tick(new)
        } else {
            old.trim() != new.trim()
        }
    })
}

/// The joined rows, one after the other.
pub(super) struct JoinedRows<'r>(std::slice::Iter<'r, Row>);

impl<'r> JoinedRows<'r> {
    pub(super) fn new(rows: &'r [Row]) -> Self {
        JoinedRows(rows.iter())
    }
}

impl Rows for JoinedRows<'_> {
    fn next(&mut self) -> Result<Option<&Row>, Stop> {
        Ok(self.0.next())
    }
}
