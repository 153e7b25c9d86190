use super::{Conventions, Layout, ShownMarks};
use crate::ingest::heading::{Heading, Headings, Role, is_generic, mark_contacts, role_of};
use crate::ingest::key::{is_blank, key};
use crate::ingest::row::Row;
use crate::survey::Platform;

/// Three heading rows, joined: the numbered question over the first column of its block, and below it the
/// numbered label of each option, or that the answer is below.
pub(super) struct SmartSurvey;

/// Rows that headings take at the most.
const HEADING_ROWS: usize = 3;

impl Layout for SmartSurvey {
    fn platform(&self) -> Platform {
        Platform::SmartSurvey
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let own = head.get(own_row(head)?)?;
        let keys: Vec<String> = own.cells.iter().map(key).collect();
        let has = |wanted: &str| keys.iter().any(|key| key == wanted);
        (has("userno") || has("unique id") && has("started"))
            .then(|| "it has the headings \"UserID\" and \"UserNo\" or \"Unique ID\"".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let rows = heading_rows(head);
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut columns: Vec<Heading> = Vec::with_capacity(width);
        for column in 0..width {
            let mut cells = rows.iter().map(|row| row.cell(column));
            let top = cells.next().unwrap_or("");
            let below: Vec<&str> = cells.filter(|cell| !is_generic(&key(cell))).collect();
            let says_something = rows.iter().skip(1).any(|row| !is_blank(row.cell(column)));
            // The platform's own columns may stand in any of the rows.
            let own = rows
                .iter()
                .find_map(|row| role(&key(row.cell(column))).map(|role| (row, role)));
            let continued = columns
                .last()
                .filter(|left| is_blank(top) && says_something && !left.role.is_platforms());
            let (question, block) = match (own, continued) {
                (None, Some(left)) => (left.question.clone(), left.block),
                (own, _) => (
                    match own {
                        Some((row, _)) => row.cell(column).to_owned(),
                        None => without_number(top).to_owned(),
                    },
                    columns.last().map_or(0, |left| left.block + 1),
                ),
            };
            let part = below
                .iter()
                .map(|cell| without_number(cell))
                .collect::<Vec<_>>()
                .join(" - ");
            let is_numbered = below.iter().any(|cell| without_number(cell) != *cell);
            let has_numbers = columns
                .iter()
                .rev()
                .take_while(|left| left.block == block)
                .any(|left| left.role == Role::Answers && !is_generic(&key(&left.part)));
            let asks_for_words = key(&part).contains("specify");
            let role = match own {
                Some((_, role)) => role,
                None if !is_numbered && has_numbers && asks_for_words => Role::Words,
                None => role_of(&key(&question), |_| None),
            };
            columns.push(Heading {
                question,
                part: if own.is_some() { String::new() } else { part },
                block,
                role,
            });
        }
        for block in columns.chunk_by_mut(|left, right| left.block == right.block) {
            mark_contacts(block);
        }
        Headings::new(rows.len(), columns)
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            missing: &[".", "NA"],
            apostrophe: Some("@SQ@"),
            shown: ShownMarks {
                blank: false,
                unanswered: &["-"],
                not_shown: &[],
            },
            ..Conventions::PLAIN
        }
    }
}

/// Which of the first rows names the column of the platform's id.
fn own_row(head: &[Row]) -> Option<usize> {
    head.iter()
        .take(HEADING_ROWS)
        .position(|row| row.cells.iter().any(|cell| key(cell) == "userid"))
}

/// The rows of headings: down to the one with the id's name, and those below that have no id.
fn heading_rows(head: &[Row]) -> &[Row] {
    let own = own_row(head).unwrap_or(0);
    let id = head
        .get(own)
        .and_then(|row| row.cells.iter().position(|cell| key(cell) == "userid"));
    let below = head
        .iter()
        .take(HEADING_ROWS)
        .skip(own + 1)
        .take_while(|row| id.is_some_and(|id| is_blank(row.cell(id))))
        .count();
    &head[..head.len().min(own + 1 + below)]
}

fn role(key: &str) -> Option<Role> {
    match key {
        "userid" => Some(Role::ResponseId),
        "userno" | "unique id" | "started" | "ended" | "tracking link" | "language" => {
            Some(Role::Bookkeeping)
        }
        "name" | "email" | "ip address" => Some(Role::Personal),
        _ => None,
    }
}

/// A heading without the platform's number: `Q4. ` or `Q4.1. `.
fn without_number(heading: &str) -> &str {
    let trimmed = heading.trim_start();
    let Some(rest) = trimmed.strip_prefix(['Q', 'q']) else {
        return heading;
    };
    let text = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &rest[..rest.len() - text.len()];
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && number.ends_with('.');
    if is_number && !is_blank(text) {
        text.trim_start()
    } else {
        heading
    }
}
