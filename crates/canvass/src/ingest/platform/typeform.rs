use super::blocks::{Joint, join};
use super::{Conventions, Layout};
use crate::ingest::heading::{Heading, Headings, Role};
use crate::ingest::key::{is_blank, key};
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row: `#` with the token of the response first, times and the network last. An option of a
/// multiple choice has a column of its own whose heading is the option and nothing else; saved again by other
/// programs, the options share a cell.
pub(super) struct Typeform;

const START: &str = "start date (utc)";
const SUBMIT: &str = "submit date (utc)";

impl Layout for Typeform {
    fn platform(&self) -> Platform {
        Platform::Typeform
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let keys = keys(head.first()?);
        let has = |heading: &str| keys.iter().any(|key| key == heading);
        if keys.first().is_some_and(|first| first == "#")
            && (has(START) || has(SUBMIT) || has("network id"))
        {
            Some("the first heading is \"#\", and it has Typeform's columns of times".to_owned())
        } else if has(START) && has(SUBMIT) {
            Some("it has the headings \"Start Date (UTC)\" and \"Submit Date (UTC)\"".to_owned())
        } else {
            None
        }
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings::default();
        };
        let mut headings = Headings::single_row(row, |key| match key {
            "#" | "token" => Some(Role::ResponseId),
            START | SUBMIT | "stage date (utc)" | "network id" => Some(Role::Bookkeeping),
            _ => None,
        });
        // An option may have the name of such a column, so they are told by where they stand.
        let keys = keys(row);
        let end = keys.iter().position(|key| key == START || key == SUBMIT);
        if let Some(end) = end {
            for (column, heading) in headings.columns.iter_mut().enumerate() {
                match keys[column].as_str() {
                    "response type" if column + 1 == end || column > end => {
                        heading.role = Role::Status;
                    }
                    "tags" | "ending" | "score" if column > end => {
                        heading.role = Role::Bookkeeping;
                    }
                    _ => {}
                }
            }
        }
        join(&mut headings.columns, &[Joint::Between(" - ")]);
        join_other(&mut headings.columns, head.get(1..).unwrap_or_default());
        headings
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[", ", "|"],
            inline_other: true,
            option_headings: true,
            yes_no_digits: true,
            ..Conventions::PLAIN
        }
    }
}

/// Puts a column "Other" to the question on its left, if that is a question: below an option stands nothing but
/// that option.
fn join_other(columns: &mut [Heading], below: &[Row]) {
    for column in 1..columns.len() {
        let (left, this) = (&columns[column - 1], &columns[column]);
        let free = |heading: &Heading| heading.role == Role::Answers && heading.part.is_empty();
        if !free(left) || !free(this) || !key(&this.question).starts_with("other") {
            continue;
        }
        let option = key(&left.question);
        let is_question = below
            .iter()
            .map(|row| row.cell(column - 1))
            .any(|cell| !is_blank(cell) && key(cell) != option);
        if is_question {
            let (question, block) = (left.question.clone(), left.block);
            let heading = &mut columns[column];
            heading.part = std::mem::replace(&mut heading.question, question);
            heading.block = block;
            heading.role = Role::Words;
        }
    }
}

fn keys(row: &Row) -> Vec<String> {
    row.cells.iter().map(key).collect()
}
