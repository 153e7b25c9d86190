//! Words that data tools write into cells that were blank.

use std::collections::HashSet;

use super::heading::{Headings, Role};
use super::key::is_blank;
use super::platform::Conventions;
use super::row::{Row, Rows, Stop};

/// What R, pandas and spreadsheets write.
const WORDS: [&str; 7] = ["NA", "N/A", "nan", "NaN", "<NA>", "NULL", "#N/A"];

/// Rows that are enough to tell.
const ROWS: usize = 2000;

/// Different answers of a column that show that people wrote it themselves.
const WRITTEN: usize = 20;

/// What one column holds.
#[derive(Default)]
struct Column {
    blank: usize,
    words: [usize; WORDS.len()],
    others: usize,
    different: HashSet<String>,
}

impl Column {
    /// Whether people wrote its answers themselves, so that a word in it is hardly an option.
    fn is_written(&self) -> bool {
        self.different.len() >= WRITTEN || self.others > 4 && self.different.len() == self.others
    }
}

/// The word that stands for blank cells in a table, if one does: it fills nearly every gap, and gaps in most columns
/// or in a column that people wrote themselves. One that the platform writes itself is not sought.
///
/// # Errors
/// When a row is beyond a limit.
pub(super) fn word_for_blanks(
    headings: &Headings,
    conventions: Conventions,
    rows: &mut dyn Rows,
) -> Result<Option<&'static str>, Stop> {
    let mut columns: Vec<Column> = headings.columns.iter().map(|_| Column::default()).collect();
    let mut seen = 0;
    while seen < headings.rows + ROWS
        && let Some(row) = rows.next()?
    {
        if row.is_blank() {
            continue;
        }
        seen += 1;
        if seen > headings.rows {
            note(&mut columns, headings, row);
        }
    }
    let platforms_own = |word: &&str| {
        [
            conventions.missing,
            conventions.missing_texts,
            conventions.shown.unanswered,
            conventions.shown.not_shown,
        ]
        .iter()
        .any(|known| known.contains(word))
    };
    Ok(WORDS
        .iter()
        .enumerate()
        .find(|(at, word)| !platforms_own(word) && fills_gaps(&columns, *at))
        .map(|(_, word)| *word))
}

fn note(columns: &mut [Column], headings: &Headings, row: &Row) {
    for (at, (column, heading)) in columns.iter_mut().zip(&headings.columns).enumerate() {
        if heading.role.is_platforms() {
            continue;
        }
        let cell = row.cell(at).trim();
        if is_blank(cell) {
            column.blank += 1;
        } else if let Some(word) = WORDS.iter().position(|word| *word == cell) {
            column.words[word] += 1;
        } else {
            column.others += 1;
            if column.different.len() < WRITTEN && heading.role != Role::Repeated {
                column.different.insert(cell.to_owned());
            }
        }
    }
}

/// Whether one of the words stands where other files have blank cells.
fn fills_gaps(columns: &[Column], word: usize) -> bool {
    let has_it = |column: &&Column| column.words[word] > 0;
    let with_gaps = columns
        .iter()
        .filter(|column| column.others > 0)
        .filter(|column| has_it(column) || column.blank > 0);
    let (mut gaps, mut filled, mut cells, mut blank) = (0, 0, 0, 0);
    for column in with_gaps {
        gaps += 1;
        filled += usize::from(has_it(&column));
        cells += column.words[word];
        blank += column.blank;
    }
    let answered = columns.iter().filter(|column| column.others > 0).count();
    let is_anywhere = filled * 2 > answered
        || columns
            .iter()
            .any(|column| has_it(&column) && column.is_written());
    filled > 2 && filled * 2 > gaps && blank * 20 <= cells && is_anywhere
}

/// Rows in which one word is a blank cell.
pub(super) struct WithoutWord<'r> {
    rows: Box<dyn Rows + 'r>,
    word: &'static str,
    row: Row,
}

impl<'r> WithoutWord<'r> {
    pub(super) fn new(rows: Box<dyn Rows + 'r>, word: &'static str) -> Self {
        WithoutWord {
            rows,
            word,
            row: Row::new(),
        }
    }
}

impl Rows for WithoutWord<'_> {
    fn next(&mut self) -> Result<Option<&Row>, Stop> {
        let Some(row) = self.rows.next()? else {
            return Ok(None);
        };
        self.row.number = row.number;
        self.row.cells.clear();
        for cell in &row.cells {
            let is_word = cell.trim() == self.word;
            self.row.cells.push_field(if is_word { "" } else { cell });
        }
        Ok(Some(&self.row))
    }
}
