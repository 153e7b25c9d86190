use super::blocks::{Joint, join};
use super::{Conventions, Layout, ShownMarks};
use crate::ingest::heading::{Heading, Headings, Role, role_of};
use crate::ingest::key::{is_blank, key};
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row of numbered questions: `4. Question`, and below it by its number `4.a. Option` or, for the
/// row of a grid, `5.1. Row` and `5.1.a. Option`. An option has a column of its own. Formerly Bristol Online
/// Surveys, now Jisc's.
pub(super) struct OnlineSurveys;

impl Layout for OnlineSurveys {
    fn platform(&self) -> Platform {
        Platform::OnlineSurveys
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let first = head.first()?;
        let keys: Vec<String> = first.cells.iter().map(key).collect();
        if let Some(own) = first
            .cells
            .iter()
            .find(|cell| role(&key(cell)) == Some(Role::ResponseId))
        {
            return Some(format!("it has the heading \"{}\"", own.trim()));
        }
        let below = first
            .cells
            .iter()
            .filter(|cell| numbered(cell).is_some_and(|(path, _)| is_lettered(path)))
            .count();
        let enough = if keys.iter().any(|key| key == "completion time") {
            1
        } else {
            3
        };
        (below >= enough)
            .then(|| "its headings are numbered, with options such as \"4.a.\"".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings::default();
        };
        let cells: Vec<&str> = row.cells.iter().collect();
        let numbers: Vec<Option<(&str, &str)>> = cells.iter().map(|cell| numbered(cell)).collect();
        let mut columns: Vec<Heading> = Vec::with_capacity(cells.len());
        let mut start = 0;
        while start < cells.len() {
            let question = |column: usize| numbers[column].map(|(path, _)| top(path));
            let end = (start + 1..cells.len())
                .find(|column| question(start).is_none() || question(*column) != question(start))
                .unwrap_or(cells.len());
            if question(start).is_some() {
                push_question(&mut columns, &numbers[start..end]);
            } else {
                columns.push(Heading {
                    question: cells[start].to_owned(),
                    part: String::new(),
                    block: columns.len(),
                    role: role_of(&key(cells[start]), role),
                });
            }
            start = end;
        }
        Headings::new(1, columns)
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[";", "|", "\r\n", "\n", ", "],
            missing: &["-"],
            shown: ShownMarks {
                blank: true,
                unanswered: &[],
                not_shown: &[],
            },
            ..Conventions::PLAIN
        }
    }
}

fn role(key: &str) -> Option<Role> {
    match key {
        "unique response number" | "unique response id" | "response id" => Some(Role::ResponseId),
        "completion time" | "start time" | "start date" | "completion date" | "date" | "time"
        | "language" => Some(Role::Bookkeeping),
        _ => None,
    }
}

/// `4.a. ` and what stands behind it; the number without its last point.
fn numbered(heading: &str) -> Option<(&str, &str)> {
    let heading = heading.trim_start();
    let (number, text) = heading.split_once(char::is_whitespace)?;
    let path = number.strip_suffix('.').unwrap_or(number);
    let mut steps = path.split('.');
    let is_number =
        |step: &str| (1..=3).contains(&step.len()) && step.bytes().all(|b| b.is_ascii_digit());
    let is_step = |step: &str| {
        is_number(step)
            || (1..=2).contains(&step.len()) && step.bytes().all(|b| b.is_ascii_lowercase())
    };
    let first = steps.next().is_some_and(is_number);
    let is_path = first && steps.all(is_step) && (number.ends_with('.') || path.contains('.'));
    (is_path && !is_blank(text)).then(|| (path, text.trim()))
}

fn top(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

/// Whether a number ends in a letter below a question's.
fn is_lettered(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, step)| step.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Adds the columns of one question: neighbours with the same first number.
fn push_question(columns: &mut Vec<Heading>, cells: &[Option<(&str, &str)>]) {
    let first_column = columns.len();
    let cells: Vec<(&str, &str)> = cells.iter().flatten().copied().collect();
    let heading = |question: &str, part: &str, block: usize| Heading {
        question: question.to_owned(),
        part: part.to_owned(),
        block,
        role: match role_of(&key(question), |_| None) {
            Role::Answers if !part.is_empty() => role_of(&key(part), |_| None),
            role => role,
        },
    };
    let owner = cells
        .first()
        .filter(|(path, _)| !path.contains('.'))
        .filter(|_| cells[1..].iter().all(|(path, _)| path.contains('.')));
    let Some((_, question)) = owner else {
        // Without a column of its own the question stands in front of each label, if at all.
        for (offset, (_, text)) in cells.iter().enumerate() {
            columns.push(heading(text, "", first_column + offset));
        }
        join(&mut columns[first_column..], &[Joint::Between(" - ")]);
        mark_words(&mut columns[first_column..]);
        return;
    };
    let mut row = ("", "");
    for (path, text) in &cells {
        let depth = path.split('.').count();
        let below = text
            .strip_prefix(question)
            .and_then(|rest| rest.trim_start().strip_prefix("- "))
            .unwrap_or(text);
        let part = match depth {
            1 => String::new(),
            2 => {
                row = (*path, below);
                below.to_owned()
            }
            // An option of a grid's row.
            _ if !row.0.is_empty() && path.starts_with(row.0) => format!("{} - {below}", row.1),
            _ => below.to_owned(),
        };
        columns.push(heading(question, &part, first_column));
    }
    mark_words(&mut columns[first_column..]);
}

/// Marks columns for words beside an option, which the platform asks for in words of its own, as of the question
/// to their left.
fn mark_words(columns: &mut [Heading]) {
    for column in 0..columns.len() {
        let (left, right) = columns.split_at_mut(column);
        let Some(heading) = right.first_mut() else {
            return;
        };
        let label = if heading.part.is_empty() {
            &heading.question
        } else {
            &heading.part
        };
        if key(label).starts_with("if you selected other") {
            heading.role = Role::Words;
            if let Some(left) = left.last()
                && left.block != heading.block
            {
                heading.part = std::mem::take(&mut heading.question);
                heading.question.clone_from(&left.question);
                heading.block = left.block;
            }
        }
    }
}
