use super::{Conventions, Layout, ShownMarks};
use crate::ingest::heading::{Heading, Headings, Role, role_of};
use crate::ingest::key::key;
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row of variable names: `Q1`, and `Q2.a`, `Q2.b` for the options or rows of one question. Options
/// share a cell as codes (`1;3`) or have a column each; what codes mean stands elsewhere.
pub(super) struct Snap;

impl Layout for Snap {
    fn platform(&self) -> Platform {
        Platform::Snap
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let names: Vec<&str> = head.first()?.cells.iter().map(str::trim).collect();
        let questions = names.iter().filter(|name| parts(name).is_some()).count();
        let parted = names
            .iter()
            .filter_map(|name| parts(name))
            .any(|(_, part)| !part.is_empty());
        let own = names.iter().filter(|name| role(name).is_some()).count();
        let case = names.iter().any(|name| key(name).starts_with("id."));
        (questions >= 2 && (parted || case) && (questions + own) * 10 >= names.len() * 9)
            .then(|| "its headings are names such as \"Q1\" and \"Q2.a\"".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings::default();
        };
        let mut columns: Vec<Heading> = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let (question, part) = parts(cell).unwrap_or((cell, ""));
            let continues = columns
                .last()
                .is_some_and(|left| !part.is_empty() && left.question == question);
            let block = columns
                .last()
                .map_or(0, |left| left.block + usize::from(!continues));
            columns.push(Heading {
                question: question.to_owned(),
                part: part.to_owned(),
                block,
                role: role(cell).unwrap_or_else(|| role_of(&key(cell), |_| None)),
            });
        }
        Headings::new(1, columns)
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[";", ","],
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

/// `Q2.a` in its two parts; the second is empty for a question alone.
fn parts(name: &str) -> Option<(&str, &str)> {
    let name = name.trim();
    let rest = name.strip_prefix(['Q', 'q'])?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = &rest[digits..];
    let (question, part) = match after.strip_prefix('.') {
        Some(part) => (&name[..1 + digits], part),
        None => (name, ""),
    };
    let is_name = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_part = (1..=3).contains(&part.len()) && is_name(part);
    (digits > 0 && (is_part || after.len() <= 1 && is_name(after))).then_some((question, part))
}

/// What the program itself writes.
fn role(name: &str) -> Option<Role> {
    match key(name).as_str() {
        "id" | "case" | "case id" | "serial" | "id.id" | "id.serial" => Some(Role::ResponseId),
        "id.name" | "id.email" | "id.ip" => Some(Role::Personal),
        own if own.starts_with("id.") => Some(Role::Bookkeeping),
        "date" | "time" | "start" | "end" => Some(Role::Bookkeeping),
        _ => None,
    }
}
