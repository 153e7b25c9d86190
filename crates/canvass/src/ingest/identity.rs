use std::collections::{HashMap, HashSet};

use super::heading::{Headings, Role};
use super::key::is_blank;
use super::row::Row;
use super::seen::response_id;
use crate::survey::{ResponseKey, WaveId};

/// Gives every response its key: of its id, or of what stands in its row.
pub(super) struct Identity<'h> {
    wave: &'h WaveId,
    /// The columns whose cells tell responses apart, in the order of their headings, so that moving a column changes
    /// no key. Those with personal data are never looked at.
    columns: Vec<(usize, &'h str, &'h str)>,
    /// How often the same row was there already.
    rows: HashMap<ResponseKey, u64>,
    given: HashSet<ResponseKey>,
    /// Whether every id is taken for one that no other row has.
    trusts_ids: bool,
}

impl<'h> Identity<'h> {
    pub(super) fn new(wave: &'h WaveId, headings: &'h Headings) -> Self {
        let mut columns: Vec<(usize, &str, &str)> = headings
            .columns
            .iter()
            .enumerate()
            .filter(|(_, heading)| heading.role != Role::Personal)
            .map(|(at, heading)| (at, heading.question.trim(), heading.part.trim()))
            .collect();
        columns.sort_by_key(|(at, question, part)| (*question, *part, *at));
        Identity {
            wave,
            columns,
            rows: HashMap::new(),
            given: HashSet::new(),
            trusts_ids: false,
        }
    }

    /// The same for a table in which nobody has an id of another; whoever asks has to look whether that was so.
    pub(super) fn trusting_ids(self) -> Self {
        Identity {
            trusts_ids: true,
            ..self
        }
    }

    /// The key of the id in a row, if it has one.
    pub(super) fn of_id(&self, row: &Row, id: Option<usize>) -> Option<ResponseKey> {
        let id = response_id(row, id?)?;
        Some(ResponseKey::of_id(self.wave, id))
    }

    /// The key of the next response. `id` is the column of the ids, where they tell anything.
    pub(super) fn key(&mut self, row: &Row, id: Option<usize>) -> ResponseKey {
        if let Some(key) = self.of_id(row, id)
            && (self.trusts_ids || self.given.insert(key))
        {
            return key;
        }
        loop {
            let first = self.of_row(row, 0);
            let occurrence = self.rows.entry(first).or_default();
            let nth = *occurrence;
            *occurrence += 1;
            let key = if nth == 0 {
                first
            } else {
                self.of_row(row, nth)
            };
            if self.given.insert(key) {
                return key;
            }
        }
    }

    fn of_row(&self, row: &Row, occurrence: u64) -> ResponseKey {
        let cells = self.columns.iter().flat_map(|(at, question, part)| {
            let cell = row.cell(*at);
            let cell = if is_blank(cell) { "" } else { cell.trim() };
            let shown = if cell.is_empty() {
                None
            } else {
                Some([*question, *part, cell])
            };
            shown.into_iter().flatten()
        });
        ResponseKey::of_cells(self.wave, cells, occurrence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::heading::Headings;

    fn row(number: u64, cells: &[&str]) -> Row {
        Row {
            number,
            cells: cells.iter().copied().collect(),
        }
    }

    fn headings(cells: &[&str]) -> Headings {
        Headings::single_row(&row(1, cells), |heading| match heading {
            "id" => Some(Role::ResponseId),
            "name" => Some(Role::Personal),
            _ => None,
        })
    }

    #[test]
    fn a_key_is_of_the_id_where_there_is_one() -> Result<(), crate::survey::IdError> {
        let wave = WaveId::new("2024")?;
        let headings = headings(&["ID", "Why?"]);
        let mut identity = Identity::new(&wave, &headings);
        let key = identity.key(&row(2, &["7", "a"]), Some(0));
        assert_eq!(key, ResponseKey::of_id(&wave, "7"));
        let shortened = identity.key(&row(3, &["1.1E+11", "a"]), Some(0));
        assert_ne!(shortened, ResponseKey::of_id(&wave, "1.1E+11"));
        Ok(())
    }

    #[test]
    fn keys_of_rows_survive_sorting_and_moved_columns_and_names()
    -> Result<(), crate::survey::IdError> {
        let wave = WaveId::new("2024")?;
        let keys = |headings: &Headings, rows: &[&[&str]]| {
            let mut identity = Identity::new(&wave, headings);
            rows.iter()
                .zip(2..)
                .map(|(cells, number)| identity.key(&row(number, cells), None))
                .collect::<Vec<_>>()
        };
        let first = keys(
            &headings(&["Name", "Why?", "How?"]),
            &[
                &["Ann", "a", "b"],
                &["Bea", "b", "a"],
                &["Cem", "a", "b "],
                &["", "", "a"],
            ],
        );
        let second = keys(
            &headings(&["How?", "Why?", "Name"]),
            &[
                &["a", "b", "Dee"],
                &["b", "a", "Eli"],
                &["a", "", "Fay"],
                &["b", "a", "Guy"],
            ],
        );
        assert_eq!([first[1], first[0], first[3], first[2]], second[..]);
        assert_eq!(first.iter().collect::<HashSet<_>>().len(), 4);
        Ok(())
    }
}
