//! How the cells of a block stand together in rows.

use std::collections::BTreeSet;

use crate::ingest::platform::Conventions;
use crate::ingest::reader::{Tick, is_missing, sign};
use crate::ingest::row::Row;

/// Columns of a block beyond which cells are not compared with each other.
const MOST_COMPARED: usize = 60;

/// Bytes of an answer beyond which it is no code.
const LONGEST_CODE: usize = 200;

/// What the rows show about columns that belong together.
#[derive(Debug, Default)]
pub(super) struct Together {
    columns: Vec<usize>,
    /// Rows with anything in the columns.
    pub(super) filled: u64,
    /// Rows with a tick: anything but a sign for "no".
    pub(super) ticked: u64,
    /// The most ticks in one row.
    pub(super) most_ticks: usize,
    /// For each column its ticks, ...
    pub(super) ticks: Vec<u64>,
    /// ... and those that are the only one in their row.
    pub(super) alone: Vec<u64>,
    /// Rows with at least two filled cells, ...
    pub(super) many: u64,
    /// ... and those whose filled cells are all different.
    pub(super) different: u64,
    /// The column with the answer, where the others hold words beside it.
    main: Option<usize>,
    /// For each column what stands in the answer whenever the column is filled: the code of "Other".
    always: Vec<Option<BTreeSet<String>>>,
}

impl Together {
    /// `main` is the column with the answer, where the others hold words beside it.
    pub(super) fn new(columns: Vec<usize>, main: Option<usize>) -> Self {
        Together {
            main,
            always: vec![None; columns.len()],
            ticks: vec![0; columns.len()],
            alone: vec![0; columns.len()],
            columns,
            ..Together::default()
        }
    }

    pub(super) fn note(&mut self, row: &Row, conventions: Conventions) {
        self.note_words(row, conventions);
        let mut ticked = 0;
        let mut last = 0;
        let mut cells: Vec<&str> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let cell = row.cell(*column);
            if is_missing(cell, conventions) {
                continue;
            }
            if cells.len() < MOST_COMPARED {
                cells.push(cell.trim());
            }
            if sign(cell) != Tick::No {
                ticked += 1;
                last = at;
                self.ticks[at] += 1;
            }
        }
        self.filled += u64::from(!cells.is_empty());
        self.ticked += u64::from(ticked > 0);
        self.most_ticks = self.most_ticks.max(ticked);
        if ticked == 1 {
            self.alone[last] += 1;
        }
        if cells.len() > 1 {
            self.many += 1;
            let different = cells
                .iter()
                .enumerate()
                .all(|(at, cell)| !cells[..at].contains(cell));
            self.different += u64::from(different);
        }
    }

    /// What stands in the answer whenever words stand in `column` beside it.
    pub(super) fn always(&self, column: usize) -> impl Iterator<Item = &str> {
        let at = self.columns.iter().position(|known| *known == column);
        let codes = at.and_then(|at| self.always.get(at)?.as_ref());
        codes.into_iter().flatten().map(String::as_str)
    }

    fn note_words(&mut self, row: &Row, conventions: Conventions) {
        let Some(main) = self.main else {
            return;
        };
        let answer = row.cell(main).trim();
        for (column, always) in self.columns.iter().zip(&mut self.always) {
            if *column == main || is_missing(row.cell(*column), conventions) {
                continue;
            }
            let pieces = answer.split([',', ';', ' ']).chain([answer]);
            let pieces = pieces
                .map(str::trim)
                .filter(|piece| !piece.is_empty() && answer.len() <= LONGEST_CODE);
            match always {
                Some(always) => {
                    let here: BTreeSet<&str> = pieces.collect();
                    always.retain(|code| here.contains(code.as_str()));
                }
                None => *always = Some(pieces.map(str::to_owned).collect()),
            }
        }
    }
}
