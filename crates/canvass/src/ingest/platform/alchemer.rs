use super::{Conventions, Layout};
use crate::ingest::heading::{Heading, Headings, Role};
use crate::ingest::key::key;
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row. Options share a cell, parted by `;`, or have a column each with the heading
/// `Option:Question`; words of one's own stand in a column `Other - Write In:Question`. Formerly
/// SurveyGizmo.
pub(super) struct Alchemer;

impl Layout for Alchemer {
    fn platform(&self) -> Platform {
        Platform::Alchemer
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let keys: Vec<String> = head.first()?.cells.iter().map(key).collect();
        let has = |heading: &str| keys.iter().any(|key| key == heading);
        (has("time started") && has("date submitted"))
            .then(|| "it has the headings \"Time Started\" and \"Date Submitted\"".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings {
                rows: 0,
                columns: Vec::new(),
            };
        };
        let mut headings = Headings::single_row(row, role);
        join_blocks(&mut headings.columns);
        headings
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[";"],
            ..Conventions::PLAIN
        }
    }
}

fn role(key: &str) -> Option<Role> {
    match key {
        "response id" => Some(Role::ResponseId),
        "status" => Some(Role::Status),
        "time started" | "date submitted" | "contact id" | "legacy comments" | "sessionid"
        | "session id" | "user agent" | "referer" | "extended referer" => Some(Role::Bookkeeping),
        "longitude" | "latitude" | "postal" => Some(Role::Personal),
        _ => None,
    }
}

/// Makes a block of neighbours that have the same question behind their first colon, or that question alone.
/// A colon that no neighbour shares belongs to the question.
fn join_blocks(columns: &mut [Heading]) {
    let whole: Vec<String> = columns
        .iter()
        .map(|heading| key(&heading.question))
        .collect();
    let split: Vec<Option<(String, String)>> = columns
        .iter()
        .map(|heading| {
            let (part, question) = heading.question.split_once(':')?;
            let is_answer = matches!(heading.role, Role::Answers | Role::Personal);
            (is_answer && !key(question).is_empty()).then(|| (part.to_owned(), question.to_owned()))
        })
        .collect();
    let behind = |column: usize| split[column].as_ref().map(|(_, question)| key(question));
    let mut start = 0;
    while start < columns.len() {
        // The block's question is behind the colon of its first column, or is the first column's heading.
        let question = [behind(start), Some(whole[start].clone())]
            .into_iter()
            .flatten()
            .find(|question| {
                let next = start + 1;
                !question.is_empty()
                    && next < columns.len()
                    && behind(next).as_ref() == Some(question)
            });
        let Some(question) = question else {
            start += 1;
            continue;
        };
        let block = columns[start].block;
        let mut end = start;
        while end < columns.len()
            && (behind(end).as_ref() == Some(&question) || (end == start && whole[end] == question))
        {
            if behind(end).as_ref() == Some(&question)
                && let Some((part, question)) = &split[end]
            {
                columns[end].part.clone_from(part);
                columns[end].question.clone_from(question);
                columns[end].role = Role::Answers;
            }
            columns[end].block = block;
            end += 1;
        }
        start = end;
    }
}
