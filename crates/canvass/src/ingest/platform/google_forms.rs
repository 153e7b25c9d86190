use super::blocks::{Joint, join};
use super::{Conventions, Layout};
use crate::ingest::heading::{Headings, Role};
use crate::ingest::key::key;
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row, the time first. Options share a cell, parted by `, ` when downloaded from the linked
/// sheet and by `;` when downloaded from the form; words of one's own stand among them. The rows of a grid have
/// headings `Question [Row]`.
pub(super) struct GoogleForms;

/// The first heading in the languages of the account, as keys.
const TIMESTAMP: &[&str] = &[
    "timestamp",
    "carimbo de data/hora",
    "horodateur",
    "informazioni cronologiche",
    "marca temporal",
    "sygnatura czasowa",
    "tidspunkt",
    "tidst\u{e4}mpel",
    "tijdstempel",
    "zeitstempel",
];

impl Layout for GoogleForms {
    fn platform(&self) -> Platform {
        Platform::GoogleForms
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let first = head.first()?.cell(0);
        TIMESTAMP
            .contains(&key(first).as_str())
            .then(|| format!("the first heading is \"{}\"", first.trim()))
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings::default();
        };
        let mut headings = Headings::single_row(row, |key| match key {
            key if TIMESTAMP.contains(&key) => Some(Role::Bookkeeping),
            "score" => Some(Role::Bookkeeping),
            _ => None,
        });
        join(&mut headings.columns, &[Joint::Brackets('[', ']')]);
        headings
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[", ", ";"],
            inline_other: true,
            quoted_tabs: false,
            ..Conventions::PLAIN
        }
    }
}
