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
        let last_page = LAST_PAGE.iter().find(|heading| has(heading));
        if let Some(heading) =
            last_page.filter(|_| keys.iter().filter_map(|key| role(key)).count() > 2)
        {
            return Some(format!("it has the heading \"{heading}\""));
        }
        first
            .cells
            .iter()
            .any(|cell| {
                let parts = take_apart(cell, "");
                !parts.code.is_empty() && is_sub_question(parts.sub)
            })
            .then(|| "its headings hold codes such as \"[SQ001]\"".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings::default();
        };
        let separator = separator(row);
        let style = Style::of(row, separator);
        let pieces: Vec<Piece<'_>> = row
            .cells
            .iter()
            .map(|cell| style.piece(cell, separator))
            .collect();
        let mut columns: Vec<Heading> = Vec::with_capacity(pieces.len());
        for (block, run) in pieces.chunk_by(Piece::is_of_one_question).enumerate() {
            for piece in run {
                let (question, part) = match bracketed(piece.text) {
                    Some((question, part)) if run.len() > 1 || !piece.sub.is_empty() => {
                        match bracketed(question).filter(|_| piece.is_in_a_table()) {
                            Some((question, row)) => (question, format!("{row} - {part}")),
                            None => (question, part.to_owned()),
                        }
                    }
                    _ if piece.second.is_empty() => {
                        let both = piece.sub.split_once('_').filter(|_| piece.is_in_a_table());
                        let part = match both {
                            Some((row, column)) => format!("{row} - {column}"),
                            None => piece.sub.to_owned(),
                        };
                        (piece.text, part)
                    }
                    _ => (piece.text, format!("{} - {}", piece.sub, piece.second)),
                };
                let role = match piece.own {
                    Some(role) => role,
                    None if piece.sub.eq_ignore_ascii_case("other") => Role::Words,
                    None => role_of(&key(question), |_| None),
                };
                columns.push(Heading {
                    question: question.to_owned(),
                    part,
                    block,
                    role,
                });
            }
        }
        Headings::new(1, columns)
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
    /// What most of the headings are: somebody may have added columns of other names.
    fn of(row: &Row, separator: &str) -> Self {
        let (mut codes, mut both, mut texts) = (0usize, 0usize, 0usize);
        for cell in &row.cells {
            if is_blank(cell) || own_role(cell, separator).is_some() {
                continue;
            }
            let parts = take_apart(cell, separator);
            match (parts.code.is_empty(), parts.text.is_empty()) {
                (true, _) => texts += 1,
                (false, true) => codes += 1,
                (false, false) => both += 1,
            }
        }
        if texts > both && texts > codes {
            Style::Texts
        } else if both > 0 {
            Style::CodesAndTexts
        } else {
            Style::Codes
        }
    }

    fn piece<'h>(self, heading: &'h str, separator: &str) -> Piece<'h> {
        let parts = take_apart(heading, separator);
        let own = own_role(heading, separator);
        let has_code = !parts.code.is_empty();
        let (name, sub, second, text) = match self {
            _ if own.is_some() || is_blank(heading) => ("", "", "", heading),
            Style::Codes if has_code => (parts.code, parts.sub, parts.second, parts.code),
            Style::CodesAndTexts if has_code && parts.text.is_empty() => {
                (parts.code, parts.sub, parts.second, parts.code)
            }
            Style::CodesAndTexts if has_code => (parts.code, parts.sub, parts.second, parts.text),
            _ => {
                let question = bracketed(heading).map_or(heading.trim(), |(question, _)| question);
                (question, "", "", heading)
            }
        };
        Piece {
            own,
            name,
            sub,
            second,
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
    /// The code of the column, in a table of rows and columns.
    second: &'h str,
    text: &'h str,
}

impl Piece<'_> {
    /// Whether it is a cell of a table of rows and columns.
    fn is_in_a_table(&self) -> bool {
        !self.second.is_empty() || self.sub.matches("SQ").count() > 1
    }

    fn is_of_one_question(&self, right: &Self) -> bool {
        !self.name.is_empty() && self.name == right.name
    }
}

/// What the platform itself writes into a column, under its own name or its name in words.
fn own_role(heading: &str, separator: &str) -> Option<Role> {
    role(&key(heading)).or_else(|| {
        let parts = take_apart(heading, separator);
        role(&key(parts.code)).filter(|_| parts.sub.is_empty() && role(&key(parts.text)).is_some())
    })
}

/// "Last page" in the languages of the survey, as keys.
const LAST_PAGE: &[&str] = &[
    "last page",
    "letzte seite",
    "derni\u{e8}re page",
    "\u{fa}ltima p\u{e1}gina",
    "laatste pagina",
];

fn role(key: &str) -> Option<Role> {
    match key {
        "id"
        | "response id"
        | "antwort id"
        | "id de la r\u{e9}ponse"
        | "id de respuesta"
        | "antwoord id" => Some(Role::ResponseId),
        "submitdate"
        | "date submitted"
        | "datum abgeschickt"
        | "date de soumission"
        | "fecha de env\u{ed}o"
        | "datum ingestuurd" => Some(Role::Submitted),
        "lastpage"
        | "startlanguage"
        | "start language"
        | "start-sprache"
        | "langue de d\u{e9}part"
        | "lenguaje inicial"
        | "starttaal"
        | "seed"
        | "zufallsstartwert"
        | "startdate"
        | "date started"
        | "datum gestartet"
        | "datestamp"
        | "date last action"
        | "datum letzte aktivit\u{e4}t"
        | "refurl"
        | "referrer url"
        | "interviewtime"
        | "total time" => Some(Role::Bookkeeping),
        "token" | "access code" | "ipaddr" | "ip address" | "firstname" | "lastname" => {
            Some(Role::Personal)
        }
        key if LAST_PAGE.contains(&key) => Some(Role::Bookkeeping),
        _ => None,
    }
}

/// A heading in its parts, as far as it has them.
struct Parts<'h> {
    /// The question's code; empty if the heading does not start with one.
    code: &'h str,
    /// The code in brackets, without them, or behind an underscore.
    sub: &'h str,
    /// The code of a second scale, in brackets of its own.
    second: &'h str,
    /// What follows.
    text: &'h str,
}

/// What parts codes and texts in a file, as far as the headings of sub-questions tell: publishers put their own
/// there.
fn separator(row: &Row) -> &str {
    row.cells
        .iter()
        .filter(|cell| is_sub_question(take_apart(cell, "").sub))
        .find_map(|cell| {
            let (_, after) = cell.split_once(']')?;
            let text = after.trim_start_matches(|c: char| !c.is_alphanumeric());
            let between = &after[..after.len() - text.len()];
            (!text.is_empty() && !between.starts_with('[') && !between.is_empty())
                .then_some(between)
        })
        .unwrap_or("")
}

/// Takes `code[sub]. text` apart. `separator` is what this file puts before the text, if it is known.
fn take_apart<'h>(heading: &'h str, separator: &str) -> Parts<'h> {
    let none = Parts {
        code: "",
        sub: "",
        second: "",
        text: heading,
    };
    let heading = heading.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_code = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let after = heading.trim_start_matches(is_code);
    let code = &heading[..heading.len() - after.len()];
    if !code.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return none;
    }
    let brackets = |text: &'h str| text.strip_prefix('[')?.split_once(']');
    let (code, sub, after) = match brackets(after) {
        Some((sub, rest)) => (code, sub, rest),
        None => match code.split_once("_SQ") {
            // For statistics programs, which take no brackets.
            Some((name, sub)) if is_sub_question(&code[name.len() + 1..]) && !sub.is_empty() => {
                (name, &code[name.len() + 1..], after)
            }
            _ => (code, "", after),
        },
    };
    let (second, after) = match brackets(after) {
        Some((second, rest)) if !sub.is_empty() && second.bytes().all(|b| b.is_ascii_digit()) => {
            (second, rest)
        }
        _ => ("", after),
    };
    let text = after.trim();
    let separated = [separator, ". ", ": ", " - ", " | ", "; "]
        .iter()
        .filter(|separator| !separator.is_empty())
        .find_map(|separator| after.strip_prefix(separator));
    let text = match separated {
        _ if text.is_empty() => text,
        Some(text) => text.trim(),
        None if is_sub_question(sub) => {
            text.trim_start_matches(|c: char| c.is_ascii_punctuation() || c == ' ')
        }
        None => return none,
    };
    Parts {
        code,
        sub,
        second,
        text,
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
