use super::{Conventions, Layout};
use crate::ingest::heading::{Heading, Headings, Role, mark_contacts};
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
        let row = head.first()?;
        let keys: Vec<String> = row.cells.iter().map(key).collect();
        let has = |heading: &str| keys.iter().any(|key| key == heading);
        if has("time started") && has("date submitted") {
            return Some("it has the headings \"Time Started\" and \"Date Submitted\"".to_owned());
        }
        has_options_first(row)
            .then(|| "its headings are options with the question behind a colon".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings::default();
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

/// Whether several neighbours are options with the same question behind a colon, and no space after it.
fn has_options_first(row: &Row) -> bool {
    let mut columns = Headings::single_row(row, role).columns;
    join_blocks(&mut columns);
    columns
        .chunk_by(|left, right| left.block == right.block)
        .filter(|block| block.len() > 2)
        .any(|block| {
            block.iter().all(|heading| {
                let question = &heading.question;
                let in_words = question.split_whitespace().count() > 2;
                !heading.part.is_empty() && in_words && !question.starts_with(char::is_whitespace)
            })
        })
}

/// Makes a block of neighbours that have the same question behind a colon, or that question alone first. Options
/// and questions hold colons too: the question is the longest that all of them end with. A colon that no neighbour
/// shares belongs to the question.
fn join_blocks(columns: &mut [Heading]) {
    let ends: Vec<Vec<String>> = columns.iter().map(ends).collect();
    let mut start = 0;
    while start < columns.len() {
        let mut question: Option<&String> = None;
        let mut end = start + 1;
        while let Some(next) = ends.get(end) {
            // The first column may be the question alone.
            let shares = |column: usize, question: &String| {
                let behind = usize::from(column > start);
                ends[column].iter().skip(behind).any(|end| end == question)
            };
            let shared = next
                .iter()
                .skip(1)
                .find(|question| (start..end).all(|column| shares(column, question)));
            match shared {
                Some(shared) => question = Some(shared),
                None => break,
            }
            end += 1;
        }
        if let Some(question) = question {
            let block = columns[start].block;
            for heading in &mut columns[start..end] {
                if let Some((part, behind)) = parted(&heading.question, question) {
                    heading.part = part;
                    heading.question = behind;
                    heading.role = Role::Answers;
                }
                heading.block = block;
            }
            mark_contacts(&mut columns[start..end]);
        }
        start = end;
    }
}

/// The heading and what stands behind each of its colons, as keys, longest first; nothing for a column that
/// holds no answers.
fn ends(heading: &Heading) -> Vec<String> {
    if !matches!(heading.role, Role::Answers | Role::Personal) {
        return Vec::new();
    }
    let text = heading.question.as_str();
    let behind = text.match_indices(':').map(|(at, _)| &text[at + 1..]);
    std::iter::once(text)
        .chain(behind)
        .map(key)
        .filter(|key| !key.is_empty())
        .collect()
}

/// A heading before and behind the colon that the question stands behind.
fn parted(heading: &str, question: &str) -> Option<(String, String)> {
    heading
        .match_indices(':')
        .map(|(at, _)| (&heading[..at], &heading[at + 1..]))
        .find(|(_, behind)| key(behind) == question)
        .map(|(part, behind)| (part.to_owned(), behind.to_owned()))
}
