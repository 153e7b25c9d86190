//! Rows with the same response id.

use std::collections::{HashMap, HashSet};

use super::key::is_blank;
use super::row::{Fields, Row};
use super::seen::response_id;

/// What the rows with one id hold together.
struct Response {
    /// The rows that are in it, each by its number.
    rows: Vec<u64>,
    cells: Fields,
}

/// Responses whose id stands in several rows.
///
/// Such rows are one response: the answers closed in one file and open in another, or one row for each turn of
/// a loop. Rows that agree wherever both have an answer are joined. A row that says otherwise is left out.
#[derive(Default)]
pub(super) struct Repeats {
    column: usize,
    repeated: HashSet<String>,
    responses: HashMap<String, Response>,
    /// How many different ids there are.
    ids: usize,
    contradictions: usize,
    /// Ids that are longer than a count of rows, or not a number.
    long: usize,
}

/// What a row with an id is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The first with this id.
    First,
    /// Its answers were added to the first.
    Joined,
    /// Its id stood earlier, and it adds nothing or says otherwise.
    Repeated,
}

impl Repeats {
    /// `column` holds the ids; `repeated` are those that stand in several rows of `ids` different ones.
    pub(super) fn new(column: usize, repeated: HashSet<String>, ids: usize) -> Self {
        let is_long = |id: &&String| id.len() > 6 || !id.bytes().all(|b| b.is_ascii_digit());
        Repeats {
            long: repeated.iter().filter(is_long).count(),
            column,
            repeated,
            ids,
            ..Repeats::default()
        }
    }

    /// Learns from a row with answers.
    pub(super) fn learn(&mut self, row: &Row, answers: &[usize]) {
        let Some(id) = response_id(row, self.column).filter(|id| self.repeated.contains(*id))
        else {
            return;
        };
        let Some(response) = self.responses.get_mut(id) else {
            let response = Response {
                rows: vec![row.number],
                cells: row.cells.clone(),
            };
            self.responses.insert(id.to_owned(), response);
            return;
        };
        let (mut adds, mut contradicts) = (false, false);
        for column in answers {
            let (old, new) = (response.cells.get(*column).unwrap_or(""), row.cell(*column));
            adds |= is_blank(old) && !is_blank(new);
            contradicts |= !is_blank(old) && !is_blank(new) && old.trim() != new.trim();
        }
        if contradicts {
            self.contradictions += 1;
        } else if adds {
            let width = response.cells.len().max(row.cells.len());
            response.cells = (0..width)
                .map(|column| match response.cells.get(column) {
                    Some(cell) if !is_blank(cell) => cell,
                    _ => row.cell(column),
                })
                .collect();
            response.rows.push(row.number);
        }
    }

    /// Whether the ids tell nothing: they are short numbers, and many come again with other answers, as where
    /// two files were put under each other.
    pub(super) fn are_doubtful(&self) -> bool {
        self.long == 0 && self.contradictions >= 3 && self.contradictions * 10 > self.ids
    }

    /// What a row is, and what it holds together with those that belong to it.
    pub(super) fn turn(&self, row: &Row) -> (Turn, Option<&Fields>) {
        let response = response_id(row, self.column)
            .filter(|_| !self.are_doubtful())
            .and_then(|id| self.responses.get(id));
        match response {
            None => (Turn::First, None),
            Some(response) => match response
                .rows
                .iter()
                .position(|number| *number == row.number)
            {
                Some(0) => (Turn::First, Some(&response.cells)),
                Some(_) => (Turn::Joined, None),
                None => (Turn::Repeated, None),
            },
        }
    }
}
