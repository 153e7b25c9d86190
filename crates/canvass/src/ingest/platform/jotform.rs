use super::blocks::{Joint, join};
use super::{Conventions, Layout};
use crate::ingest::heading::{Headings, Role};
use crate::ingest::key::key;
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row, the date of the submission first. Options share a cell, each on a line of its own, or
/// parted by `; ` or `, ` where an integration wrote the file; words of one's own stand among them.
/// The rows of a matrix have headings `Question >> Row`.
pub(super) struct Jotform;

impl Layout for Jotform {
    fn platform(&self) -> Platform {
        Platform::Jotform
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let first = head.first()?.cell(0);
        (key(first) == "submission date")
            .then(|| "the first heading is \"Submission Date\"".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings::default();
        };
        let mut headings = Headings::single_row(row, role);
        join(&mut headings.columns, &[Joint::Between(" >> ")]);
        headings
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &["\r\n", "\n", "; ", ", "],
            inline_other: true,
            ..Conventions::PLAIN
        }
    }
}

fn role(key: &str) -> Option<Role> {
    match key {
        "submission date" | "last update date" => Some(Role::Bookkeeping),
        "submission id" => Some(Role::ResponseId),
        // The fields of a postal address.
        "street address" | "street address line 2" | "postal / zip code" => Some(Role::Personal),
        _ => None,
    }
}
