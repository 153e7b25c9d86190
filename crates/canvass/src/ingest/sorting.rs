//! What the rows under the headings are: responses, or something that stands among them.

use std::collections::HashSet;
use std::ops::ControlFlow;

use super::bind::Bound;
use super::heading::{Heading, Headings, Role, is_generic};
use super::key::{is_blank, key, words};
use super::platform::Conventions;
use super::repeats::Repeats;
use super::row::{Row, Rows, Stop};
use super::seen::response_id;
use super::status::{Standing, of_finished, of_status};
use super::total::{self, Totals};
use crate::diagnostics::Diagnostic;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The headings once more.
    Headings,
    /// Totals or averages.
    Total,
    /// What somebody gave; whether it is an answer is not known yet.
    Response(Standing),
}

/// Tells what a row is, from what was learnt of the whole table before.
pub(super) struct Sorting<'h> {
    headings: &'h Headings,
    tests: &'static [&'static str],
    /// The columns that hold answers.
    answers: Vec<usize>,
    /// The columns that the platform fills for every response.
    own: Vec<usize>,
    pub(super) id: Option<usize>,
    status: Option<usize>,
    finished: Option<usize>,
    pub(super) submitted: Option<usize>,
    rows: u64,
    identified: u64,
    any_submitted: bool,
    /// What tells totals; `None` where there are none.
    totals: Option<Totals>,
    pub(super) repeats: Repeats,
    /// What the rows told of columns that the headings do not explain.
    pub(super) faults: Vec<Diagnostic>,
}

impl<'h> Sorting<'h> {
    /// What nearly every table is like: responses have ids and are submitted, and none stands in two rows or below
    /// totals. Whether this one is has to be [watched](super::usual::Watch).
    pub(super) fn usual(
        headings: &'h Headings,
        bound: &[Bound<'_>],
        conventions: Conventions,
    ) -> Self {
        let mut sorting = Sorting::new(headings, Vec::new(), conventions);
        sorting.rows = 1;
        sorting.identified = u64::from(!sorting.own.is_empty());
        sorting.any_submitted = true;
        for bound in bound {
            sorting.answers.extend(bound.cells.columns());
        }
        sorting
    }

    fn new(headings: &'h Headings, answers: Vec<usize>, conventions: Conventions) -> Self {
        let with = |role: Role| headings.columns.iter().position(|h| h.role == role);
        Sorting {
            headings,
            tests: conventions.test_statuses,
            answers,
            own: (0..headings.columns.len())
                .filter(|column| headings.columns[*column].role.is_platforms())
                .collect(),
            id: with(Role::ResponseId),
            status: with(Role::Status),
            finished: with(Role::Finished),
            submitted: with(Role::Submitted),
            rows: 0,
            identified: 0,
            any_submitted: false,
            totals: None,
            repeats: Repeats::default(),
            faults: Vec::new(),
        }
    }

    /// Reads the whole table once to learn what is usual in it, and what tells that a question was shown.
    /// `answers` are columns that hold answers besides those of the questions in `bound`.
    ///
    /// # Errors
    /// When the table is beyond a limit.
    pub(super) fn learn<'r>(
        headings: &'h Headings,
        answers: Vec<usize>,
        bound: &mut [Bound<'_>],
        conventions: Conventions,
        rows: &dyn Fn() -> Box<dyn Rows + 'r>,
    ) -> Result<Self, Stop> {
        let mut sorting = Sorting::new(headings, answers, conventions);
        let mut totals = Totals::default();
        let (mut ids, mut repeated) = (HashSet::new(), HashSet::new());
        for_each_record(headings, rows().as_mut(), |row| {
            for bound in &mut *bound {
                bound.shown.learn(row);
                if let Some(contents) = &mut bound.contents {
                    contents.learn(row, &bound.labels);
                }
            }
            sorting.rows += 1;
            sorting.identified += u64::from(sorting.is_identified(row));
            sorting.any_submitted |= sorting.submitted.is_some_and(|c| !is_blank(row.cell(c)));
            totals.learn(row);
            if let Some(id) = sorting.id.and_then(|column| response_id(row, column))
                && !ids.insert(id.to_owned())
            {
                repeated.insert(id.to_owned());
            }
        })?;
        sorting.totals = Some(totals);
        for bound in &mut *bound {
            if let Some(contents) = bound.contents.take() {
                let fault = contents.resolve(&mut bound.cells, &bound.labels);
                sorting.faults.extend(fault);
                bound.shown.found(&bound.cells);
            }
            sorting.answers.extend(bound.cells.columns());
        }
        if !repeated.is_empty()
            && let Some(column) = sorting.id
        {
            let mut repeats = Repeats::new(column, repeated, ids.len());
            for_each_record(headings, rows().as_mut(), |row| {
                let is_persons = match sorting.kind(row) {
                    Kind::Response(standing) => standing != Standing::Test,
                    Kind::Headings | Kind::Total => false,
                };
                if is_persons && !sorting.is_unanswered(row) {
                    repeats.learn(row, &sorting.answers);
                }
            })?;
            sorting.repeats = repeats;
        }
        Ok(sorting)
    }

    /// The headings over the rows.
    pub(super) fn headings(&self) -> &Headings {
        self.headings
    }

    /// The columns that hold answers.
    pub(super) fn answers(&self) -> &[usize] {
        &self.answers
    }

    /// What a row is.
    pub(super) fn kind(&self, row: &Row) -> Kind {
        if repeats_headings(row, self.headings) {
            return Kind::Headings;
        }
        let standing = self.standing(row);
        let is_total =
            |totals: &Totals| totals.is_total(row, self.is_unidentified(row), &self.answers);
        if standing != Standing::Test && self.totals.as_ref().is_some_and(is_total) {
            return Kind::Total;
        }
        Kind::Response(standing)
    }

    /// Whether a row lacks the id and time that most rows have.
    pub(super) fn is_unidentified(&self, row: &Row) -> bool {
        self.identified * 2 > self.rows && !self.is_identified(row)
    }

    fn is_identified(&self, row: &Row) -> bool {
        self.own
            .iter()
            .map(|column| row.cell(*column))
            .any(|cell| !is_blank(cell) && !total::is_word(cell))
    }

    fn is_unanswered(&self, row: &Row) -> bool {
        self.answers
            .iter()
            .all(|column| is_blank(row.cell(*column)))
    }

    fn standing(&self, row: &Row) -> Standing {
        let status = self.status.map_or(Standing::Finished, |column| {
            of_status(row.cell(column), self.tests)
        });
        if status != Standing::Finished {
            return status;
        }
        if let Some(column) = self.finished {
            return of_finished(row.cell(column));
        }
        // Where nobody has a time of submission, it was taken out.
        let unsubmitted = |column: usize| self.any_submitted && is_blank(row.cell(column));
        if self.submitted.is_some_and(unsubmitted) {
            return Standing::Partial;
        }
        Standing::Finished
    }
}

/// Calls `visit` for every row under the headings. Empty rows above and between headings are nothing.
///
/// # Errors
/// When the table is beyond a limit.
pub(super) fn for_each_record(
    headings: &Headings,
    rows: &mut dyn Rows,
    mut visit: impl FnMut(&Row),
) -> Result<(), Stop> {
    try_for_each_record(headings, rows, |row| {
        visit(row);
        ControlFlow::Continue(())
    })
}

/// Calls `visit` for every row under the headings until it breaks off.
///
/// # Errors
/// When the table is beyond a limit.
pub(super) fn try_for_each_record(
    headings: &Headings,
    rows: &mut dyn Rows,
    mut visit: impl FnMut(&Row) -> ControlFlow<()>,
) -> Result<(), Stop> {
    let mut heading_rows = headings.rows;
    while let Some(row) = rows.next()? {
        if heading_rows > 0 {
            heading_rows -= usize::from(!row.is_blank());
        } else if visit(row).is_break() {
            break;
        }
    }
    Ok(())
}

/// Whether a row says what the headings say, as in files that were put together from several.
///
/// A tick repeats the label of its column, so labels alone prove nothing.
fn repeats_headings(row: &Row, headings: &Headings) -> bool {
    let (mut cells, mut proven) = (0usize, false);
    for (cell, heading) in row.cells.iter().zip(&headings.columns) {
        if is_blank(cell) {
            continue;
        }
        match echo(heading, cell.trim()) {
            Echo::None => return false,
            Echo::Label => {}
            Echo::Heading => proven = true,
        }
        cells += 1;
    }
    proven && cells > 1
}

/// How a cell repeats what stands over it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Echo {
    None,
    /// The label alone, as a tick does.
    Label,
    /// The question, or words that nobody answers.
    Heading,
}

fn echo(heading: &Heading, cell: &str) -> Echo {
    let (question, part) = (heading.question.trim(), heading.part.trim());
    if cell == question {
        return Echo::Heading;
    }
    if cell == part {
        return if is_generic(&key(part)) {
            Echo::Heading
        } else {
            Echo::Label
        };
    }
    // Of a heading in two parts the cell has both.
    if part.is_empty() || cell.len() < question.len().max(part.len()) {
        return Echo::None;
    }
    let whole = words(&key(cell));
    if whole == words(&key(&format!("{question} {part}")))
        || whole == words(&key(&format!("{part} {question}")))
    {
        Echo::Heading
    } else {
        Echo::None
    }
}
