use super::{Conventions, Layout, ShownMarks};
use crate::ingest::heading::{Heading, Headings, Role, role_of};
use crate::ingest::key::{is_blank, key};
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row: the question's code, its text, or both, and the option's code or text in brackets. An
/// option has a column of its own, with Y or nothing, or with Yes, No or nothing.
pub(super) struct LimeSurvey;

impl Layout for LimeSurvey {
    fn platform(&self) -> Platform {
        Platform::LimeSurvey
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let first = head.first()?;
        let keys: Vec<String> = first.cells.iter().map(key).collect();
        let has = |wanted: &str| keys.iter().any(|key| key == wanted);
        if (has("submitdate") || has("startlanguage")) && has("lastpage") {
            return Some("it has the heading \"lastpage\"".to_owned());
        }
        if has("last page") && (has("date submitted") || has("start language")) {
            return Some("it has the heading \"Last page\"".to_owned());
        }
        first
            .cells
            .iter()
            .any(|cell| {
                let parts = take_apart(cell);
                !parts.code.is_empty() && is_sub_question(parts.sub)
            })
            .then(|| "its headings hold codes such as \"[SQ001]\"".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings {
                rows: 0,
                columns: Vec::new(),
            };
        };
        let style = Style::of(row);
        let pieces: Vec<Piece<'_>> = row.cells.iter().map(|cell| style.piece(cell)).collect();
        let mut columns: Vec<Heading> = Vec::with_capacity(pieces.len());
        for (block, run) in pieces.chunk_by(Piece::is_of_one_question).enumerate() {
            for piece in run {
                let (question, part) = match bracketed(piece.text) {
                    Some(parted) if run.len() > 1 || !piece.sub.is_empty() => parted,
                    _ => (piece.text, piece.sub),
                };
                let role = match piece.own {
                    Some(role) => role,
                    None if piece.sub.eq_ignore_ascii_case("other") => Role::Words,
                    None => role_of(&key(question), |_| None),
                };
                columns.push(Heading {
                    question: question.to_owned(),
                    part: part.to_owned(),
                    block,
                    role,
                });
            }
        }
        Headings { rows: 1, columns }
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            other_marks: &["-oth-"],
            shown: ShownMarks {
                blank: true,
                unanswered: &[],
                not_shown: &["N/A"],
            },
            ..Conventions::PLAIN
        }
    }
}

/// What the headings of a file consist of, as chosen when it was exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Codes,
    CodesAndTexts,
    Texts,
}

impl Style {
    /// Codes stand over every question or over none.
    fn of(row: &Row) -> Self {
        let mut style = Style::Codes;
        for cell in &row.cells {
            let parts = take_apart(cell);
            if is_blank(cell) || own_role(cell).is_some() {
                continue;
            }
            if parts.code.is_empty() {
                return Style::Texts;
            }
            if !parts.text.is_empty() {
                style = Style::CodesAndTexts;
            }
        }
        style
    }

    fn piece(self, heading: &str) -> Piece<'_> {
        let parts = take_apart(heading);
        let own = own_role(heading);
        let (name, sub, text) = match self {
            _ if own.is_some() || is_blank(heading) => ("", "", heading),
            Style::Codes => (parts.code, parts.sub, parts.code),
            Style::CodesAndTexts if parts.text.is_empty() => (parts.code, parts.sub, parts.code),
            Style::CodesAndTexts => (parts.code, parts.sub, parts.text),
            Style::Texts => {
                let question = bracketed(heading).map_or(heading.trim(), |(question, _)| question);
                (question, "", heading)
            }
        };
        Piece {
            own,
            name,
            sub,
            text,
        }
    }
}

/// A heading as it is read in its file's style.
struct Piece<'h> {
    /// What the platform itself writes into the column.
    own: Option<Role>,
    /// What the columns of one question share; empty if the column stands alone.
    name: &'h str,
    /// The code of the option or row.
    sub: &'h str,
    text: &'h str,
}

impl Piece<'_> {
    fn is_of_one_question(&self, right: &Self) -> bool {
        !self.name.is_empty() && self.name == right.name
    }
}

/// What the platform itself writes into a column, under its own name or its name in words.
fn own_role(heading: &str) -> Option<Role> {
    role(&key(heading)).or_else(|| {
        let parts = take_apart(heading);
        role(&key(parts.code)).filter(|_| parts.sub.is_empty() && role(&key(parts.text)).is_some())
    })
}

fn role(key: &str) -> Option<Role> {
    match key {
        "id" | "response id" => Some(Role::ResponseId),
        "submitdate" | "date submitted" => Some(Role::Submitted),
        "lastpage" | "last page" | "startlanguage" | "start language" | "seed" | "startdate"
        | "date started" | "datestamp" | "date last action" | "refurl" | "referrer url"
        | "interviewtime" | "total time" => Some(Role::Bookkeeping),
        "token" | "access code" | "ipaddr" | "ip address" | "firstname" | "lastname" => {
            Some(Role::Personal)
        }
        _ => None,
    }
}

/// A heading in its parts, as far as it has them.
struct Parts<'h> {
    /// The question's code; empty if the heading does not start with one.
    code: &'h str,
    /// The code in brackets, without them.
    sub: &'h str,
    /// What follows.
    text: &'h str,
}

/// Takes `code[sub]. text` apart.
fn take_apart(heading: &str) -> Parts<'_> {
    let none = Parts {
        code: "",
        sub: "",
        text: heading,
    };
    let heading = heading.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_code = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let after = heading.trim_start_matches(is_code);
    let code = &heading[..heading.len() - after.len()];
    if !code.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return none;
    }
    let (sub, after) = match after
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    {
        // Dual scales have two pairs of brackets.
        Some((sub, rest)) => match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((_, rest)) => (sub, rest),
            None => (sub, rest),
        },
        None => ("", after),
    };
    let text = after.trim();
    let separated = [". ", ": ", " - ", " | ", "; "]
        .iter()
        .find_map(|separator| after.strip_prefix(separator));
    match separated {
        _ if text.is_empty() => Parts { code, sub, text },
        Some(text) => Parts {
            code,
            sub,
            text: text.trim(),
        },
        None if is_sub_question(sub) => Parts {
            code,
            sub,
            text: text.trim_start_matches(|c: char| c.is_ascii_punctuation() || c == ' '),
        },
        None => none,
    }
}

/// Whether a code in brackets is one that the platform makes: `SQ001`.
fn is_sub_question(sub: &str) -> bool {
    sub.strip_prefix("SQ")
        .is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// The text before the brackets at the end, and what stands in them; brackets may hold brackets.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let inner = text.strip_suffix(']')?;
    let mut depth = 1;
    for (at, c) in inner.char_indices().rev() {
        match c {
            ']' => depth += 1,
            '[' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((inner[..at].trim_end(), inner[at + 1..].trim()));
        }
    }
    None
}
