//! Rows of a grid as questions of their own.

use crate::ingest::Found;

/// Questions with every row of a grid as one of them, named by the grid's wording and the row's label.
pub(super) fn apart(questions: Vec<Found>) -> Vec<Found> {
    questions
        .into_iter()
        .flat_map(|found| match found.rows.is_empty() {
            true => vec![found],
            false => of_grid(&found),
        })
        .collect()
}

fn of_grid(grid: &Found) -> Vec<Found> {
    grid.rows
        .iter()
        .map(|row| Found {
            wording: format!("{} - {}", grid.wording, row.label),
            heading: row.heading.clone(),
            rows: Vec::new(),
            answered: row.answered,
            ..grid.clone()
        })
        .collect()
}
