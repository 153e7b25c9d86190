/// A table of counts by groups. The sums of its rows and columns are known, and every count stands in one row and
/// one column.
///
/// A hidden count is proved safe by other answers that agree with everything published: two respondents of different
/// groups swap their answers, where all four counts that this changes are hidden. Only respondents of the same stratum
/// swap, so that nothing else that is published changes.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) threshold: u64,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Row by row.
    pub(super) counts: Vec<u64>,
    /// The counts of respondents who may swap with each other, row by row.
    pub(super) strata: Vec<Vec<u64>>,
    /// Which columns are shown.
    pub(super) shown_columns: Vec<bool>,
    /// The row that holds every option which is hidden wherever it stands.
    pub(super) merged_row: Option<usize>,
    /// The column that holds every group which is hidden wherever it stands.
    pub(super) merged_column: Option<usize>,
    /// What an earlier report told: the count, or that it is hidden.
    pub(super) told: Vec<Told>,
}

/// What an earlier report told of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Nothing,
    Shown,
    Hidden,
}

impl Block {
    /// Which counts to hide, row by row; `None` when no way was found in which all of them are safe. `work` is how
    /// much may still be done.
    pub(super) fn protect(&self, work: &mut u64) -> Option<Vec<bool>> {
        let mut hidden: Vec<bool> = (0..self.counts.len()).map(|c| self.must_hide(c)).collect();
        loop {
            let unsafe_one = (0..hidden.len()).find_map(|cell| {
                let lack = self.lack(cell, &hidden, work);
                (lack > 0).then_some((cell, lack))
            });
            let Some((cell, lack)) = unsafe_one else {
                return (*work > 0).then_some(hidden);
            };
            let more = self.cheapest_corners(cell, lack, &hidden, work)?;
            for corner in more {
                hidden[corner] = true;
            }
        }
    }

    fn at(&self, row: usize, column: usize) -> usize {
        row * self.columns + column
    }

    fn base(&self, column: usize) -> u64 {
        (0..self.rows)
            .map(|row| self.counts[self.at(row, column)])
            .sum()
    }

    fn is_small(&self, count: u64) -> bool {
        (1..self.threshold).contains(&count)
    }

    /// Whether the count is a line of a published column.
    fn is_offered(&self, cell: usize) -> bool {
        self.shown_columns[cell % self.columns] && self.merged_row != Some(cell / self.columns)
    }

    fn must_hide(&self, cell: usize) -> bool {
        let count = self.counts[cell];
        match self.told[cell] {
            Told::Shown => false,
            Told::Hidden => true,
            Told::Nothing => {
                !self.is_offered(cell)
                    || self.is_small(count)
                    || self.is_small(self.base(cell % self.columns) - count)
            }
        }
    }

    /// By how much a reader knows too well what the count is; nought when it is safe or no secret.
    fn lack(&self, cell: usize, hidden: &[bool], work: &mut u64) -> u64 {
        let (row, column) = (cell / self.columns, cell % self.columns);
        let count = self.counts[cell];
        let small = self.is_small(count);
        // Of what is counted together, each part is hidden, and could be all of it.
        let together = (self.merged_row == Some(row) && self.shown_columns[column])
            || (self.merged_column == Some(column) && count > 0);
        if !hidden[cell] || !(small || together || self.is_offered(cell)) {
            return 0;
        }
        let span = self.threshold - 1;
        let up = self.room(cell, true, self.threshold.max(span), hidden, work);
        let too_low = self.threshold.saturating_sub(count + up);
        if together && !small {
            return too_low;
        }
        let down = self.room(cell, false, span, hidden, work);
        too_low + span.saturating_sub(up + down)
    }

    /// How far the count could go up or down, as far as it is wanted.
    fn room(&self, cell: usize, up: bool, wanted: u64, hidden: &[bool], work: &mut u64) -> u64 {
        let (row, column) = (cell / self.columns, cell % self.columns);
        let mut pairs = Vec::new();
        for other_row in (0..self.rows).filter(|r| *r != row && hidden[self.at(*r, column)]) {
            for other in (0..self.columns).filter(|c| *c != column) {
                if hidden[self.at(row, other)] && hidden[self.at(other_row, other)] {
                    pairs.push((other_row, other));
                }
            }
        }
        let mut room = 0;
        for stratum in &self.strata {
            *work = work.saturating_sub(pairs.len() as u64 + 1);
            if room >= wanted || *work == 0 {
                break;
            }
            // The one of this group and the one of another whose answers are swapped.
            let mut left = stratum.clone();
            for (other_row, other) in &pairs {
                let (here, there) = if up {
                    (self.at(*other_row, column), self.at(row, *other))
                } else {
                    (cell, self.at(*other_row, *other))
                };
                let swaps = left[here].min(left[there]);
                left[here] -= swaps;
                left[there] -= swaps;
                room += swaps;
            }
        }
        room.min(wanted)
    }

    /// The counts to be hidden as well so that this one is safer: the other corners of a rectangle, the smallest.
    fn cheapest_corners(
        &self,
        cell: usize,
        lack: u64,
        hidden: &[bool],
        work: &mut u64,
    ) -> Option<Vec<usize>> {
        let (row, column) = (cell / self.columns, cell % self.columns);
        let mut best: Option<(u64, Vec<usize>)> = None;
        for other_row in (0..self.rows).filter(|r| *r != row) {
            for other in (0..self.columns).filter(|c| *c != column) {
                let corners = [
                    self.at(other_row, column),
                    self.at(row, other),
                    self.at(other_row, other),
                ];
                let new: Vec<usize> = corners.into_iter().filter(|c| !hidden[*c]).collect();
                if new.is_empty() || new.iter().any(|c| self.told[*c] == Told::Shown) {
                    continue;
                }
                // A nought leaves no room of its own, so it costs as much as the smallest count that may be shown.
                let cost = new
                    .iter()
                    .map(|c| self.counts[*c].max(self.threshold))
                    .sum();
                if best.as_ref().is_some_and(|(least, _)| *least <= cost) {
                    continue;
                }
                let mut with = hidden.to_vec();
                for corner in &new {
                    with[*corner] = true;
                }
                if self.lack(cell, &with, work) < lack {
                    best = Some((cost, new));
                }
                if *work == 0 {
                    return None;
                }
            }
        }
        best.map(|(_, corners)| corners)
    }
}
