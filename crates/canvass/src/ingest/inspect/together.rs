//! How the cells of a block stand together in rows.

use crate::ingest::platform::Conventions;
use crate::ingest::reader::{Tick, is_missing, sign};
use crate::ingest::row::Row;

/// Columns of a block beyond which cells are not compared with each other.
const MOST_COMPARED: usize = 60;

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
}

impl Together {
    pub(super) fn new(columns: Vec<usize>) -> Self {
        Together {
            ticks: vec![0; columns.len()],
            alone: vec![0; columns.len()],
            columns,
            ..Together::default()
        }
    }

    pub(super) fn note(&mut self, row: &Row, conventions: Conventions) {
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
}
