use std::collections::BTreeSet;

use super::blocks::{Joint, join, join_numbered};
use super::{Conventions, Layout};
use crate::ingest::heading::{Heading, Headings, Role, mark_contacts, repaired, role_of};
use crate::ingest::key::{is_blank, key};
use crate::ingest::reader::{Tick, sign};
use crate::ingest::row::Row;
use crate::survey::Platform;

/// Two heading rows: the question over the first column of its block, and below it the label of each
/// column. An option has a column of its own, and a tick repeats the label. Publishers delete the second row, or make
/// one heading of both.
pub(super) struct SurveyMonkey;

impl Layout for SurveyMonkey {
    fn platform(&self) -> Platform {
        Platform::SurveyMonkey
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let head = without_number_row(head);
        let questions = head.first()?;
        for cell in &questions.cells {
            let key = key(cell);
            // Names with underscores are those of files that somebody made.
            if cell.contains('_') {
                continue;
            }
            if role(&key) == Some(Role::ResponseId) || key == "collector id" {
                return Some(format!("it has the heading \"{}\"", cell.trim()));
            }
        }
        let labels = head.get(1)?;
        if has_label_words(labels) {
            return Some("its second row holds \"Response\" or \"Open-Ended Response\"".to_owned());
        }
        labels_are_repeated(head).then(|| "ticks repeat the labels of its second row".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        two_rows(head, role)
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[", "],
            missing: &["-"],
            option_headings: true,
            ..Conventions::PLAIN
        }
    }
}

/// What two heading rows say of each column, or one of which the second was deleted.
pub(super) fn two_rows(head: &[Row], role: impl Fn(&str) -> Option<Role>) -> Headings {
    let skipped = head.len() - without_number_row(head).len();
    let head = &head[skipped..];
    let Some(questions) = head.first() else {
        return Headings::default();
    };
    let labels = head.get(1).filter(|row| is_label_row(questions, row));
    let width = questions
        .cells
        .len()
        .max(labels.map_or(0, |row| row.cells.len()));
    let given = repaired(questions);
    let mut columns: Vec<Heading> = Vec::with_capacity(width);
    for column in 0..width {
        let question = given.get(column).copied().unwrap_or("");
        let part = labels.map_or("", |row| row.cell(column));
        let role = role_of(&key(question), &role);
        // Where the file is its own, the label may repeat the heading.
        let part = if role.is_platforms() { "" } else { part };
        // An empty question cell with a label below belongs to the question on its left; and without a row
        // of labels every empty one does.
        let is_empty = is_blank(question) && (labels.is_none() || !is_blank(part));
        let continued = columns
            .last()
            .filter(|left| is_empty && left.role != Role::Personal && !left.role.is_platforms());
        let (question, block) = match continued {
            Some(left) => (left.question.clone(), left.block),
            None => (
                question.to_owned(),
                columns.last().map_or(0, |left| left.block + 1),
            ),
        };
        columns.push(Heading {
            question,
            part: part.to_owned(),
            block,
            role,
        });
    }
    // A contact form asks for the name and the address under one question.
    for block in columns.chunk_by_mut(|left, right| left.block == right.block) {
        mark_contacts(block);
    }
    if labels.is_none() {
        join_alone(&mut columns);
    }
    Headings::new(skipped + 1 + usize::from(labels.is_some()), columns)
}

fn role(key: &str) -> Option<Role> {
    match key {
        "respondent id" | "respondentid" => Some(Role::ResponseId),
        "collector id" | "collectorid" | "start date" | "end date" | "date created"
        | "date modified" => Some(Role::Bookkeeping),
        _ => None,
    }
}

fn has_label_words(row: &Row) -> bool {
    let words = |word: &str| row.cells.iter().filter(|cell| key(cell) == word).count();
    words("open-ended response") > 0 || words("response") > 1
}

/// Puts the columns of a question into one block where both heading rows were made one: `Question - Option`.
fn join_alone(columns: &mut [Heading]) {
    // Columns that a blank heading belongs to are a block already.
    if columns
        .windows(2)
        .all(|pair| pair[0].block != pair[1].block)
    {
        join(columns, &[Joint::Between(" - ")]);
        join_numbered(columns);
    }
}

/// Whether the second row labels columns: it says what is below, or fills nearly every column where no question
/// is; and under the platform's id stands nothing, or its name again.
fn is_label_row(questions: &Row, row: &Row) -> bool {
    let under_an_id = questions
        .cells
        .iter()
        .zip(&row.cells)
        .any(|(question, cell)| {
            let question = key(question);
            role(&question) == Some(Role::ResponseId) && !is_blank(cell) && key(cell) != question
        });
    let given = repaired(questions);
    let (mut open, mut filled) = (0usize, 0usize);
    for column in 0..row.cells.len() {
        if is_blank(given.get(column).copied().unwrap_or("")) {
            open += 1;
            filled += usize::from(!is_blank(row.cell(column)));
        }
    }
    let says_response = row.cells.iter().any(|cell| {
        let key = key(cell);
        key == "response" || key == "open-ended response"
    });
    // One blank heading alone may be over words that the first respondent wrote.
    let has_id = given
        .iter()
        .any(|cell| role(&key(cell)) == Some(Role::ResponseId));
    let are_filled = (open > 1 || has_id) && filled > 0 && filled * 10 >= open * 7;
    !under_an_id && (says_response || are_filled)
}

/// Whether the first rows are questions, labels, and ticks that repeat these.
pub(super) fn labels_are_repeated(head: &[Row]) -> bool {
    match head {
        [questions, labels, below @ ..] => are_repeated(questions, labels, below),
        _ => false,
    }
}

/// Whether the cells under a row of labels repeat these, in columns without a question of their own too. Figures
/// and signs of ticks come again in any file.
fn are_repeated(questions: &Row, labels: &Row, below: &[Row]) -> bool {
    let given = repaired(questions);
    let mut repeated = BTreeSet::new();
    let mut is_under_no_question = false;
    for column in 0..labels.cells.len() {
        let label = key(labels.cell(column));
        let question = given.get(column).copied().unwrap_or("");
        let in_words = label.contains(char::is_alphabetic) && sign(&label) == Tick::Odd;
        let mut cells = below
            .iter()
            .map(|row| row.cell(column))
            .filter(|cell| !is_blank(cell))
            .peekable();
        if in_words && cells.peek().is_some() && cells.all(|cell| key(cell) == label) {
            is_under_no_question |= is_blank(question);
            repeated.insert(label);
        }
    }
    repeated.len() > 1 && is_under_no_question && is_label_row(questions, labels)
}

/// The first rows without a row of `Q1`, `Q2`, ... that analysts put on top.
fn without_number_row(head: &[Row]) -> &[Row] {
    match head {
        [first, rest @ ..] if is_number_row(first) => rest,
        _ => head,
    }
}

fn is_number_row(row: &Row) -> bool {
    let mut numbers = 0;
    for cell in row.cells.iter().map(key).filter(|key| !key.is_empty()) {
        match cell.strip_prefix('q') {
            Some(digits) if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) => {
                numbers += 1;
            }
            _ => return false,
        }
    }
    numbers > 0
}
