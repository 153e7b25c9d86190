use super::{Conventions, Layout, ShownMarks};
use crate::ingest::heading::{Heading, Headings, Role, role_of};
use crate::ingest::key::{is_blank, key};
use crate::ingest::row::Row;
use crate::survey::Platform;

/// Heading rows: the short name of each column, the question's text, and in newer exports an import id.
/// Options share a cell or have a column each; words beside an option stand in a column named `..._TEXT`.
pub(super) struct Qualtrics;

impl Layout for Qualtrics {
    fn platform(&self) -> Platform {
        Platform::Qualtrics
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        if let Some(row) = import_row(head) {
            return Some(format!(
                "row {} holds import ids",
                head.get(row).map_or(0, |row| row.number)
            ));
        }
        let names: Vec<String> = head.first()?.cells.iter().map(name).collect();
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        if has("startdate") && has("recordeddate") && (has("responseid") || has("finished")) {
            return Some("it has the headings \"StartDate\" and \"RecordedDate\"".to_owned());
        }
        let texts = head.get(1)?;
        let is_choice = |(short, text): (&str, &str)| {
            text.contains(CHOICE) && !short.trim().contains(char::is_whitespace)
        };
        if head[0].cells.iter().zip(&texts.cells).any(is_choice) {
            return Some("its second row holds \"Selected Choice\"".to_owned());
        }
        let second = name(texts.cell(0));
        (has("v1") && second == "responseid")
            .then(|| "its columns are V1, V2 ... with \"ResponseID\" below".to_owned())
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(names) = head.first() else {
            return Headings::default();
        };
        let ids = import_row(head);
        let texts = match ids {
            Some(row) => head.get(row.saturating_sub(1)),
            None => head.get(1).filter(|row| !is_record(names, row)),
        };
        let rows = match (ids, texts) {
            (Some(row), _) => row + 1,
            (None, Some(_)) => 2,
            (None, None) => 1,
        };
        let texts = texts.unwrap_or(names);
        let width = names.cells.len().max(texts.cells.len());
        let mut columns: Vec<Heading> = Vec::with_capacity(width);
        let mut start = 0;
        while start < width {
            let base = base(names.cell(start));
            let role = role(names.cell(start), texts.cell(start));
            let end = (start + 1..width)
                .find(|column| {
                    role != Role::Answers
                        || base.is_empty()
                        || !(is_of(names.cell(*column), base)
                            || have_one_question(texts.cell(start), texts.cell(*column)))
                        || self::role(names.cell(*column), texts.cell(*column)) != Role::Answers
                })
                .unwrap_or(width);
            push_block(&mut columns, start..end, names, texts, role);
            start = end;
        }
        Headings::new(rows, columns)
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[","],
            missing: &["-1"],
            test_statuses: &[
                "1",
                "1.0",
                "17",
                "17.0",
                "2",
                "2.0",
                "9",
                "9.0",
                "offline survey preview",
                "survey preview",
                "survey test",
            ],
            shown: ShownMarks {
                blank: true,
                unanswered: &["-99", "-99.0"],
                not_shown: &[],
            },
            ..Conventions::PLAIN
        }
    }
}

/// Which of the first rows holds the import ids; the names stand above it.
fn import_row(head: &[Row]) -> Option<usize> {
    let is_import = |row: &Row| {
        row.cells
            .iter()
            .any(|cell| cell.trim_start().starts_with('{') && cell.contains("ImportId"))
    };
    (1..head.len().min(4)).find(|row| is_import(&head[*row]))
}

/// A short name in one case; unlike a key it keeps its underscores.
fn name(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .to_ascii_lowercase()
}

/// Whether a row under the names is a response already: it has a date where the names say so.
fn is_record(names: &Row, row: &Row) -> bool {
    names.cells.iter().zip(&row.cells).any(|(heading, cell)| {
        matches!(name(heading).as_str(), "startdate" | "recordeddate")
            && cell.trim().starts_with(|c: char| c.is_ascii_digit())
    })
}

fn role(short: &str, text: &str) -> Role {
    let short = name(short);
    // Older exports number the platform's own columns and name them in the second row.
    let is_numbered = short
        .strip_prefix('v')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    let own = if is_numbered { name(text) } else { short };
    match own.as_str() {
        "responseid" => Role::ResponseId,
        "status" => Role::Status,
        "finished" => Role::Finished,
        "startdate"
        | "enddate"
        | "recordeddate"
        | "progress"
        | "responseset"
        | "duration (in seconds)"
        | "distributionchannel"
        | "userlanguage" => Role::Bookkeeping,
        "ipaddress"
        | "recipientlastname"
        | "recipientfirstname"
        | "recipientemail"
        | "externalreference"
        | "externaldatareference"
        | "locationlatitude"
        | "locationlongitude"
        | "emailaddress" => Role::Personal,
        timing
            if [
                "_first click",
                "_last click",
                "_page submit",
                "_click count",
            ]
            .iter()
            .any(|end| timing.ends_with(end))
                || timing.contains("_do_")
                || timing.ends_with("_do") =>
        {
            Role::Bookkeeping
        }
        _ => role_of(&key(text), |text| {
            (text == "duration (in seconds)").then_some(Role::Bookkeeping)
        }),
    }
}

/// The name of the question that a column belongs to: `Q5_4_TEXT` and `Q5_1` are of `Q5`.
fn base(short: &str) -> &str {
    let short = short.trim();
    let short = without_text(short).unwrap_or(short);
    match short.rsplit_once('_') {
        Some((base, number))
            if !base.is_empty()
                && !number.is_empty()
                && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            base
        }
        _ => short,
    }
}

/// Whether a column is of the question with this name, words beside its options included.
fn is_of(short: &str, question: &str) -> bool {
    let words = |name: &str| {
        name.strip_prefix(question)
            .is_some_and(|rest| rest.starts_with('_'))
    };
    base(short) == question || without_text(short.trim()).is_some_and(words)
}

/// The name without what marks a column of words beside an option.
fn without_text(short: &str) -> Option<&str> {
    let start = short.len().checked_sub("_TEXT".len())?;
    let (before, end) = short.split_at_checked(start)?;
    end.eq_ignore_ascii_case("_TEXT").then_some(before)
}

/// What parts a question's text from the label of a column.
const DASH: &str = " - ";
const CHOICE: &str = " - Selected Choice";
const TEXT: &str = " - Text";

/// Adds neighbouring columns of one question. What their texts have in common is the question.
fn push_block(
    columns: &mut Vec<Heading>,
    range: std::ops::Range<usize>,
    names: &Row,
    texts: &Row,
    role: Role,
) {
    let common = common_question(range.clone().map(|column| texts.cell(column)));
    let mut block = columns.last().map_or(0, |left| left.block + 1);
    for column in range {
        let text = texts.cell(column);
        let short = names.cell(column).trim();
        let (question, part) = match common {
            Some(question) => (question, text.get(question.len()..).unwrap_or("")),
            // Columns whose names are alike and whose texts are not are questions of their own.
            None => (without_choice(text), ""),
        };
        let is_words = without_text(short).is_some() && !part.is_empty();
        let part = part.strip_prefix(CHOICE).unwrap_or(part);
        let part = part.strip_prefix(DASH).unwrap_or(part);
        let part = match part.strip_suffix(TEXT) {
            Some(label) if is_words => label,
            _ => part,
        };
        let question = if is_blank(question) { short } else { question };
        columns.push(Heading {
            question: question.to_owned(),
            part: part.to_owned(),
            block,
            role: if is_words { Role::Words } else { role },
        });
        block += usize::from(common.is_none());
    }
}

/// Whether two columns are choices of the same question, whatever their names.
fn have_one_question(left: &str, right: &str) -> bool {
    let question = |text: &str| text.split_once(CHOICE).map(|(question, _)| key(question));
    let (left, right) = (question(left), question(right));
    left.is_some() && left == right
}

fn without_choice(text: &str) -> &str {
    text.split_once(CHOICE)
        .map_or(text, |(question, _)| question)
}

/// The question that all texts begin with: what stands before "Selected Choice", or else the longest text in
/// common that ends at a dash.
fn common_question<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<&'t str> {
    let begin_with = |question: &str| {
        texts.clone().all(|text| {
            text.strip_prefix(question)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(DASH))
        })
    };
    let first = texts.clone().next()?;
    if let Some(text) = texts.clone().find(|text| text.contains(CHOICE)) {
        let question = without_choice(text);
        if begin_with(question) {
            return Some(question);
        }
    }
    let ends = first.match_indices(DASH).map(|(end, _)| end);
    let mut ends: Vec<usize> = ends.chain([first.len()]).collect();
    ends.reverse();
    ends.into_iter()
        .map(|end| &first[..end])
        .find(|question| begin_with(question))
}
