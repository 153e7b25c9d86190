use super::{Conventions, Layout};
use crate::ingest::heading::{Headings, Role};
use crate::ingest::key::key;
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row. Options share a cell, each with a semicolon behind it; words of one's own stand among
/// them. A heading that occurs twice has a digit glued on, because the sheet is a table. The
/// rows of a grid have their statements for headings, and nothing says what was asked about them.
pub(super) struct MicrosoftForms;

impl Layout for MicrosoftForms {
    fn platform(&self) -> Platform {
        Platform::MicrosoftForms
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let keys: Vec<String> = head.first()?.cells.iter().map(key).collect();
        keys.windows(2)
            .any(|pair| pair[0] == "start time" && pair[1] == "completion time")
            .then(|| "it has the headings \"Start time\" and \"Completion time\"".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings::default();
        };
        Headings::single_row(row, |key| match key {
            "id" => Some(Role::ResponseId),
            "start time" | "completion time" | "last modified time" | "language"
            | "total points" | "quiz feedback" => Some(Role::Bookkeeping),
            key if key.starts_with("points - ") || key.starts_with("feedback - ") => {
                Some(Role::Bookkeeping)
            }
            _ => None,
        })
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[";"],
            inline_other: true,
            glued_digits: true,
            bare_rows: true,
            ..Conventions::PLAIN
        }
    }
}
