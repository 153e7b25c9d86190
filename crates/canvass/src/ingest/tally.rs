/// Rows named in one diagnostic.
const ROWS_NAMED: usize = 5;

/// How often something was found, and where first.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    count: u64,
    first: Vec<u64>,
}

impl Tally {
    pub(super) fn add(&mut self, row: u64) {
        self.count += 1;
        if self.first.len() < ROWS_NAMED {
            self.first.push(row);
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn first_row(&self) -> Option<u64> {
        self.first.first().copied()
    }

    /// `row 5`, `rows 5 and 7`, `rows 5, 7, 9, 11, 13 and 24 more`.
    pub(super) fn rows(&self) -> String {
        let named: Vec<String> = self.first.iter().map(u64::to_string).collect();
        let more = self.count - self.first.len() as u64;
        match (&named[..], more) {
            ([one], 0) => format!("row {one}"),
            ([init @ .., last], 0) => format!("rows {} and {last}", init.join(", ")),
            (all, more) => format!("rows {} and {more} more", all.join(", ")),
        }
    }
}
