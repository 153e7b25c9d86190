//! Rows of grids that have a column for each option, as check-box grids do: the heading has the question, the
//! row and the option.

use super::Wanted;
use crate::ingest::heading::{Headings, Role};
use crate::ingest::key::{key, words};
use crate::ingest::labels::Labels;
use crate::survey::Wave;

/// A row that is still to be found.
struct Row<'s> {
    index: usize,
    /// The words of the question and the row, in both orders.
    names: [String; 2],
    labels: Labels<'s>,
}

impl Row<'_> {
    /// How long the name of the row is that a heading has, and the option that it has beside it.
    fn option(&self, heading: &str) -> Option<(usize, usize)> {
        let named = self.names.iter().filter_map(|name| {
            let option = heading
                .strip_prefix(name.as_str())
                .and_then(|rest| rest.strip_prefix(' '))
                .or_else(|| heading.strip_suffix(name.as_str())?.strip_suffix(' '))?;
            Some((name.len(), self.labels.find(option)?))
        });
        named.max()
    }
}

/// Finds the columns of such rows. A heading that fits two rows is of the one with the longer label.
pub(super) fn bind(
    headings: &Headings,
    wave: &Wave,
    wanted: &mut [Wanted<'_>],
    claimed: &mut [bool],
) {
    let rows: Vec<Row<'_>> = wanted
        .iter()
        .enumerate()
        .filter(|(_, wanted)| wanted.columns.is_none() && !wanted.ambiguous)
        .filter(|(_, wanted)| wanted.question.kind.has_options())
        .filter_map(|(index, wanted)| {
            let (wording, row) = wanted.row?;
            let (wording, row) = (words(&key(wording)), words(&key(row)));
            Some(Row {
                index,
                names: [format!("{wording} {row}"), format!("{row} {wording}")],
                labels: Labels::new(wanted.question, &wave.id),
            })
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    for (column, heading) in headings.columns.iter().enumerate() {
        if claimed[column] || !matches!(heading.role, Role::Answers | Role::Words) {
            continue;
        }
        let text = words(&key(&format!("{} {}", heading.question, heading.part)));
        let fits = rows
            .iter()
            .filter_map(|row| Some((row.option(&text)?, row)));
        let Some(((_, option), row)) = fits.max_by_key(|((length, _), _)| *length) else {
            continue;
        };
        let label = row.labels.offered().iter().find(|(o, _)| *o == option);
        let part = label.map_or_else(String::new, |(_, label)| (*label).to_owned());
        wanted[row.index]
            .columns
            .get_or_insert_default()
            .push((column, part));
        claimed[column] = true;
    }
}
