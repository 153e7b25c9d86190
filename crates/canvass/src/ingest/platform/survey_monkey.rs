use super::{Conventions, Layout};
use crate::ingest::heading::{Heading, Headings, Role, role_of};
use crate::ingest::key::{is_blank, key};
use crate::ingest::row::Row;
use crate::survey::Platform;

/// Two heading rows: the question over the first column of its block, and below it the label of each
/// column. An option has a column of its own, and a tick repeats the label.
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
            if role(&key) == Some(Role::ResponseId) || key == "collector id" {
                return Some(format!("it has the heading \"{}\"", cell.trim()));
            }
        }
        has_label_words(head.get(1)?)
            .then(|| "its second row holds \"Response\" or \"Open-Ended Response\"".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let skipped = head.len() - without_number_row(head).len();
        let head = &head[skipped..];
        let Some(questions) = head.first() else {
            return Headings {
                rows: 0,
                columns: Vec::new(),
            };
        };
        let labels = head.get(1).filter(|row| is_label_row(questions, row));
        let width = questions
            .cells
            .len()
            .max(labels.map_or(0, |row| row.cells.len()));
        let mut columns: Vec<Heading> = Vec::with_capacity(width);
        for column in 0..width {
            let (question, part) = (
                questions.cell(column),
                labels.map_or("", |row| row.cell(column)),
            );
            // An empty question cell with a label below belongs to the question on its left.
            let continued = columns
                .last()
                .filter(|left| is_blank(question) && !is_blank(part) && !left.role.is_platforms());
            let (question, block) = match continued {
                Some(left) => (left.question.clone(), left.block),
                None => (
                    question.to_owned(),
                    columns.last().map_or(0, |left| left.block + 1),
                ),
            };
            // A contact form asks for the name and the address under one question.
            let role = match role_of(&key(&question), role) {
                Role::Answers => role_of(&key(part), |_| None),
                role => role,
            };
            let heading = Heading {
                question,
                part: part.to_owned(),
                block,
                role,
            };
            columns.push(heading);
        }
        Headings {
            rows: skipped + 1 + usize::from(labels.is_some()),
            columns,
        }
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[", "],
            missing: &["-"],
            ..Conventions::PLAIN
        }
    }
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

/// Whether the second row labels columns: it says what is below, or stands where no question is, and has
/// nothing under the id.
fn is_label_row(questions: &Row, row: &Row) -> bool {
    let under_an_id = questions
        .cells
        .iter()
        .zip(&row.cells)
        .any(|(question, cell)| role(&key(question)) == Some(Role::ResponseId) && !is_blank(cell));
    let continues = (0..row.cells.len())
        .any(|column| is_blank(questions.cell(column)) && !is_blank(row.cell(column)));
    let says_response = row.cells.iter().any(|cell| {
        let key = key(cell);
        key == "response" || key == "open-ended response"
    });
    !under_an_id && (continues || says_response)
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
