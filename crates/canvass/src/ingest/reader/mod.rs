//! Typed answers, one kind of question in each file. A reader takes a record's cells, and once it is known
//! whether the respondent was asked, keeps or skips what it took.

mod choice;
mod date;
mod memo;
mod multi_select;
mod number;
mod open_text;
mod other;
mod ranking;
mod shown;
mod tick;
mod unlisted;

pub(super) use self::number::parse as parse_number;
pub(super) use self::shown::Shown;
pub(super) use self::tick::{Tick, sign};
use super::findings::Findings;
use super::key::is_blank;
use super::labels::Labels;
use super::platform::Conventions;
use super::row::Row;
use crate::survey::{Column, Question, QuestionKind, WaveId};

/// Where the answers to a question stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cells {
    /// One column with the answer.
    One {
        /// The answer.
        answer: usize,
        /// Words of the respondent's own beside it.
        other: Option<usize>,
        /// The other columns of the block with their labels as keys: some platforms write such a label in
        /// the place of the answer of somebody who only commented.
        beside: Vec<(usize, String)>,
    },
    /// A column for each option.
    Options {
        /// The columns of ticks, each with its option.
        ticks: Vec<(usize, usize)>,
        /// Words of the respondent's own; they are the tick of "Other" as well.
        other: Option<usize>,
        /// Columns of the block that are no listed option, with their labels: comments, or options that
        /// nobody listed.
        unlisted: Vec<(usize, String)>,
    },
    /// A column for each place of a ranking, with the place from 1; the option stands in the cell.
    Places(Vec<(usize, u16)>),
}

impl Cells {
    /// The column that stands for the question in a diagnostic.
    pub(super) fn first(&self) -> usize {
        match self {
            Cells::One { answer, .. } => *answer,
            Cells::Options { ticks, other, .. } => {
                let columns = ticks.iter().map(|(column, _)| *column).chain(*other);
                columns.min().unwrap_or(0)
            }
            Cells::Places(places) => {
                let columns = places.iter().map(|(column, _)| *column);
                columns.min().unwrap_or(0)
            }
        }
    }

    /// Every column that holds answers to the question.
    pub(super) fn columns(&self) -> Vec<usize> {
        match self {
            Cells::One { answer, other, .. } => std::iter::once(*answer).chain(*other).collect(),
            Cells::Options { ticks, other, .. } => ticks
                .iter()
                .map(|(column, _)| *column)
                .chain(*other)
                .collect(),
            Cells::Places(places) => places.iter().map(|(column, _)| *column).collect(),
        }
    }
}

/// Whether a record has anything in a question's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    Nothing,
    Something,
}

/// Reads the answers to one question, record by record.
pub(super) trait Reader {
    /// Reads the cells of a record. What it finds holds until the next call.
    fn take(&mut self, row: &Row) -> Given;

    /// The options chosen in the record that was taken last.
    fn chosen(&self) -> &[usize] {
        &[]
    }

    /// Counts the record taken last: the respondent was asked.
    fn keep(&mut self, row: &Row, findings: &mut Findings<'_>);

    /// Passes over the record taken last: the respondent was not asked.
    fn skip(&mut self);

    /// The typed column.
    fn finish(self: Box<Self>, findings: &mut Findings<'_>) -> Column;
}

/// The reader for a question whose answers stand in `cells`. `times` are the columns of the platform's own times.
pub(super) fn reader<'s>(
    question: &'s Question,
    wave: &WaveId,
    labels: Labels<'s>,
    cells: &Cells,
    times: &[usize],
    conventions: Conventions,
) -> Box<dyn Reader + 's> {
    let offered: Vec<bool> = (0..question.options.len())
        .map(|option| question.offers(option, wave))
        .collect();
    match question.kind {
        QuestionKind::MultiSelect => Box::new(multi_select::MultiSelect::new(
            labels,
            offered,
            cells,
            conventions,
        )),
        QuestionKind::Ranking => {
            Box::new(ranking::Ranking::new(labels, offered, cells, conventions))
        }
        QuestionKind::SingleChoice | QuestionKind::Scale => Box::new(choice::SingleChoice::new(
            question.kind == QuestionKind::Scale,
            labels,
            offered,
            cells,
            conventions,
        )),
        QuestionKind::Number => Box::new(number::Number::new(cells.first(), conventions)),
        QuestionKind::Date => Box::new(date::Days::new(cells.first(), times.to_vec(), conventions)),
        QuestionKind::OpenText => Box::new(open_text::OpenText::new(cells.first(), conventions)),
    }
}

/// Whether the cell of an option says that it was chosen, by a sign such as 1 or Yes.
pub(super) fn is_tick(cell: &str) -> bool {
    tick::sign(cell) == tick::Tick::Yes
}

/// Whether the cell of an option says that it was not chosen, by a sign such as 0 or No, or by nothing.
pub(super) fn is_unticked(cell: &str) -> bool {
    tick::sign(cell) == tick::Tick::No
}

/// Whether a cell of a closed question holds no answer.
pub(super) fn is_missing(cell: &str, conventions: Conventions) -> bool {
    let text = cell.trim();
    is_unanswered(cell, conventions)
        || conventions.missing.contains(&text)
        || conventions.shown.not_shown.contains(&text)
}

/// Whether a cell of a question of any kind holds no answer.
pub(super) fn is_unanswered(cell: &str, conventions: Conventions) -> bool {
    let is_any = |words: &[&str]| !words.is_empty() && words.contains(&cell.trim());
    is_blank(cell) || is_any(conventions.shown.unanswered) || is_any(conventions.missing_texts)
}
