use std::collections::BTreeSet;

use crate::document::Table;
use crate::wording::{Wording, say};

/// The notes of all tables, each once, in reading order. The meaning of a shorthand is none: it stands by its table.
pub(super) struct Notes<'a>(Vec<&'a str>);

impl<'a> Notes<'a> {
    pub(super) fn of(tables: impl Iterator<Item = &'a Table>) -> Self {
        let mut seen = BTreeSet::new();
        let notes = tables.flat_map(|table| {
            let notes = table.notes().iter().map(String::as_str);
            notes.filter(|note| !table.explains_shorthand(note))
        });
        Notes(notes.filter(|note| seen.insert(*note)).collect())
    }

    /// The notes with their numbers, from 1.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &'a str)> {
        self.0.iter().enumerate().map(|(at, note)| (at + 1, *note))
    }

    pub(super) fn number(&self, note: &str) -> Option<usize> {
        self.0
            .iter()
            .position(|known| *known == note)
            .map(|at| at + 1)
    }

    /// What stands behind the title of a table: " [note 1] [note 4]".
    pub(super) fn marks(&self, table: &Table) -> String {
        let numbers = table.notes().iter().filter_map(|note| self.number(note));
        numbers
            .map(|number| format!(" {}", mark(table.wording(), number)))
            .collect()
    }
}

/// How a title refers to a note: "[note 3]".
pub(super) fn mark(wording: &Wording, number: usize) -> String {
    say!(wording, "render.workbook.note-mark", number)
}
