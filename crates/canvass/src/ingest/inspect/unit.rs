use super::Look;
use crate::ingest::heading::is_generic;
use crate::ingest::key::key;

/// Columns that are one question, or several with one heading.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) columns: Vec<usize>,
    /// Whether the headings are options, and nothing says the question.
    pub(super) by_options: bool,
    /// Whether the headings are the rows of a grid, and nothing says the question.
    pub(super) statements: bool,
    /// Where each cell repeats the end of its column's label: the rows of a grid, each with its columns and the
    /// labels of these.
    pub(super) rows: Vec<GridRow>,
}

/// A row of a grid whose columns are options of their own.
#[derive(Debug)]
pub(super) struct GridRow {
    pub(super) label: String,
    /// Columns with their options' labels.
    pub(super) columns: Vec<(usize, String)>,
}

impl Unit {
    pub(super) fn of(columns: Vec<usize>) -> Self {
        Unit {
            columns,
            by_options: false,
            statements: false,
            rows: Vec::new(),
        }
    }

    /// The column with the answer, where the others hold words beside it.
    pub(super) fn main(&self, look: &Look<'_>) -> Option<usize> {
        if self.by_options || self.statements || !self.rows.is_empty() || self.columns.len() < 2 {
            return None;
        }
        let mut generic = self
            .columns
            .iter()
            .filter(|column| is_generic(&key(&look.headings.columns[**column].part)));
        match (generic.next(), generic.next()) {
            (Some(main), None) => Some(*main),
            _ => None,
        }
    }

    /// Sets of columns in which ticks are counted together.
    pub(super) fn groups(&self) -> Vec<Vec<usize>> {
        if self.rows.is_empty() {
            return vec![self.columns.clone()];
        }
        self.rows
            .iter()
            .map(|row| row.columns.iter().map(|(column, _)| *column).collect())
            .collect()
    }
}
