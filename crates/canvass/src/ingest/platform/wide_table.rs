use super::{Conventions, Layout};
use crate::ingest::heading::{Headings, Role};
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row and one row for each respondent, whoever wrote it. Options share a cell, parted by `;`, `|`,
/// line breaks or `, `; or an option has a column of its own with the heading `Question - Option`. Nothing
/// tells such a table from another file, so it is read only if the project names it.
pub(super) struct WideTable;

impl Layout for WideTable {
    fn platform(&self) -> Platform {
        Platform::WideTable
    }

    fn recognise(&self, _head: &[Row]) -> Option<String> {
        None
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings {
                rows: 0,
                columns: Vec::new(),
            };
        };
        Headings::single_row(row, |key| match key {
            "respondent id" | "response id" => Some(Role::ResponseId),
            _ => None,
        })
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[";", "|", "\r\n", "\n", ", "],
            inline_other: true,
            missing: &["-", ".", "NA"],
            ..Conventions::PLAIN
        }
    }
}
