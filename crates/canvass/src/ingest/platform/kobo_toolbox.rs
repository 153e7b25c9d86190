use std::collections::HashMap;

use super::{Conventions, Layout, ShownMarks};
use crate::ingest::heading::{Heading, Headings, Role, role_of};
use crate::ingest::key::{is_blank, key};
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row: the names of questions with those of their groups, or their labels. The options of a
/// multi-select share a cell, parted by blanks, or have a column each (`question/option`) with 1 and 0, or both.
/// Other servers of ODK forms write much the same.
pub(super) struct KoboToolbox;

/// What the platform writes besides the questions.
const OWN: &[(&str, Role)] = &[
    ("__version__", Role::Bookkeeping),
    ("_attachments", Role::Bookkeeping),
    ("_bamboo_dataset_id", Role::Bookkeeping),
    ("_duration", Role::Bookkeeping),
    ("_geolocation", Role::Personal),
    ("_id", Role::Bookkeeping),
    ("_index", Role::Bookkeeping),
    ("_notes", Role::Bookkeeping),
    ("_parent_index", Role::Bookkeeping),
    ("_parent_table_name", Role::Bookkeeping),
    ("_status", Role::Bookkeeping),
    ("_submission_time", Role::Bookkeeping),
    ("_submitted_by", Role::Personal),
    ("_tags", Role::Bookkeeping),
    ("_uuid", Role::ResponseId),
    ("_validation_status", Role::Status),
    ("_version_", Role::Bookkeeping),
    ("_xform_id_string", Role::Bookkeeping),
    ("attachmentsexpected", Role::Bookkeeping),
    ("attachmentspresent", Role::Bookkeeping),
    ("audit", Role::Bookkeeping),
    ("audit_url", Role::Bookkeeping),
    ("deviceid", Role::Personal),
    ("edits", Role::Bookkeeping),
    ("email", Role::Personal),
    ("end", Role::Bookkeeping),
    ("formhub/uuid", Role::Bookkeeping),
    ("formversion", Role::Bookkeeping),
    ("imei", Role::Personal),
    ("instanceid", Role::Bookkeeping),
    ("instancename", Role::Bookkeeping),
    ("key", Role::Bookkeeping),
    ("phonenumber", Role::Personal),
    ("reviewstate", Role::Status),
    ("rooturuid", Role::Bookkeeping),
    ("rootuuid", Role::Bookkeeping),
    ("simserial", Role::Personal),
    ("start", Role::Bookkeeping),
    ("submissiondate", Role::Bookkeeping),
    ("submitterid", Role::Bookkeeping),
    ("submittername", Role::Personal),
    ("subscriberid", Role::Personal),
    ("today", Role::Bookkeeping),
    ("username", Role::Personal),
];

/// What may stand between a question and its option, and between groups and questions.
const SEPARATORS: [char; 3] = ['/', '.', '-'];

impl Layout for KoboToolbox {
    fn platform(&self) -> Platform {
        Platform::KoboToolbox
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let names: Vec<String> = head.first()?.cells.iter().map(plain).collect();
        let has = |name: &str| names.iter().any(|have| have == name);
        // A group that repeats has a sheet of its own, whose rows are not respondents.
        if has("_parent_index") || has("_parent_table_name") || has("parent_key") {
            return None;
        }
        let instance = names.iter().any(|name| {
            ["meta/instanceid", "meta-instanceid", "meta.instanceid"].contains(&name.as_str())
        });
        if has("_submission_time") && (has("_uuid") || has("_id")) {
            Some("it has the headings \"_submission_time\" and \"_uuid\" or \"_id\"".to_owned())
        } else if instance {
            Some("it has the heading \"meta/instanceID\"".to_owned())
        } else if has("_uuid") || (has("_id") || has("_index")) && has("__version__") {
            Some("it has the headings \"_uuid\" or \"__version__\"".to_owned())
        } else if has("key") && has("submissiondate") {
            Some("it has the headings \"SubmissionDate\" and \"KEY\"".to_owned())
        } else {
            None
        }
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some((row, records)) = head.split_first() else {
            return Headings::default();
        };
        let names: Vec<&str> = row.cells.iter().map(trimmed).collect();
        let places = Places::of(&names);
        let uuid = names.iter().any(|name| plain(name) == "_uuid");
        let mut columns: Vec<Heading> = names
            .iter()
            .enumerate()
            .map(|(block, name)| Heading {
                question: (*name).to_owned(),
                part: String::new(),
                block,
                role: match role(name) {
                    Some(Role::Bookkeeping) if !uuid && is_id(name) => Role::ResponseId,
                    Some(role) => role,
                    None if places.holds(name, block, records) => Role::Personal,
                    None => role_of(&key(last(name)), |_| None),
                },
            })
            .collect();
        join_options(&mut columns, records);
        Headings::new(1, columns)
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            separators: &[" "],
            shown: ShownMarks {
                blank: true,
                unanswered: &[],
                not_shown: &["n/a", "N/A"],
            },
            paths: true,
            ..Conventions::PLAIN
        }
    }
}

fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// A heading in one case; unlike a key it keeps its underscores.
fn plain(cell: &str) -> String {
    trimmed(cell).to_ascii_lowercase()
}

/// What the platform itself writes into a column. Its names may stand in the group `meta`.
fn role(name: &str) -> Option<Role> {
    let name = plain(name);
    let name = ["meta/", "meta-", "meta."]
        .iter()
        .find_map(|group| name.strip_prefix(group))
        .unwrap_or(&name);
    let found = OWN.iter().find(|(own, _)| *own == name);
    found.map(|(_, role)| *role)
}

/// Whether a column names the response, where there is no `_uuid`.
fn is_id(name: &str) -> bool {
    let name = plain(name);
    name == "key" || name == "_id" || name.ends_with("instanceid")
}

/// The name behind the last separator of a path, or all of a label.
fn last(name: &str) -> &str {
    if name.contains(char::is_whitespace) {
        return name;
    }
    name.rsplit(SEPARATORS).next().unwrap_or(name)
}

/// Which columns hold places: the four that a place is written into besides its own, that one, or four numbers
/// in one cell.
struct Places {
    /// How many of the four there are of each place.
    parts: HashMap<String, usize>,
}

impl Places {
    fn of(names: &[&str]) -> Self {
        let mut parts = HashMap::new();
        for place in names.iter().filter_map(|name| place(name)) {
            *parts.entry(place).or_default() += 1;
        }
        Places { parts }
    }

    fn holds(&self, name: &str, column: usize, records: &[Row]) -> bool {
        let known = |place: &str| self.parts.get(place).is_some_and(|parts| *parts >= 2);
        if place(name).is_some_and(|place| known(&place)) {
            return true;
        }
        let name = plain(name);
        // `group/place` has the columns `group/_place_latitude` and so on.
        let (groups, own) = name.split_at(name.len() - last(&name).len());
        known(&name) || known(&format!("{groups}_{own}")) || holds_places(column, records)
    }
}

/// The name of the place of which a column holds one of four parts.
fn place(name: &str) -> Option<String> {
    const PARTS: [&str; 4] = ["latitude", "longitude", "altitude", "precision"];
    let name = plain(name);
    let start = PARTS.iter().find_map(|part| name.strip_suffix(part))?;
    let place = start.strip_suffix(['_', '/', '-', '.'])?;
    Some(place.to_owned())
}

/// Whether the first rows hold nothing but four numbers in a cell.
fn holds_places(column: usize, records: &[Row]) -> bool {
    let mut cells = records
        .iter()
        .map(|row| row.cell(column).trim())
        .filter(|cell| !cell.is_empty())
        .peekable();
    let is_place = |cell: &str| {
        let numbers = cell.split(' ').map(str::parse::<f64>);
        cell.contains('.') && cell.split(' ').count() == 4 && numbers.into_iter().all(|n| n.is_ok())
    };
    cells.peek().is_some() && cells.all(is_place)
}

/// Makes a block of the options of each multi-select.
///
/// Behind a question its options stand as `question/option`; the question's own column then says the same once
/// more. Options without such a column are neighbours that share everything before their last separator, and
/// hold nothing but 1 and 0 in the first rows.
fn join_options(columns: &mut [Heading], records: &[Row]) {
    let names: Vec<String> = columns.iter().map(|h| h.question.clone()).collect();
    let ticks: Vec<bool> = columns
        .iter()
        .enumerate()
        .map(|(column, heading)| heading.role == Role::Answers && holds_ticks(column, records))
        .collect();
    let mut start = 0;
    while start < columns.len() {
        let bindable = matches!(columns[start].role, Role::Answers | Role::Personal);
        let behind = behind_their_question(&names[start..]).filter(|_| bindable);
        let end = if let Some(options) = behind {
            apply(columns, start + 1..start + 1 + options, &names[start]);
            columns[start].role = Role::Repeated;
            start + 1 + options
        } else if let Some((options, question)) = alone(&names[start..], &ticks[start..]) {
            apply(columns, start..start + options, question);
            start + options
        } else {
            start + 1
        };
        start = end;
    }
}

fn apply(columns: &mut [Heading], range: std::ops::Range<usize>, question: &str) {
    let block = columns[range.start].block;
    for heading in &mut columns[range] {
        heading.part = heading.question[question.len() + 1..].to_owned();
        question.clone_into(&mut heading.question);
        heading.block = block;
        heading.role = Role::Answers;
    }
}

/// How many options follow a question.
fn behind_their_question(names: &[String]) -> Option<usize> {
    let (question, below) = names.split_first()?;
    if question.is_empty() {
        return None;
    }
    SEPARATORS.into_iter().find_map(|separator| {
        let options = below
            .iter()
            .take_while(|name| is_below(name, question, separator))
            .count();
        (options > 0).then_some(options)
    })
}

/// How many options stand here without their question, and the question.
fn alone<'h>(names: &'h [String], ticks: &[bool]) -> Option<(usize, &'h str)> {
    SEPARATORS
        .into_iter()
        .find_map(|separator| run(names, ticks, separator))
}

/// How many headings from the first on have a question in common, at least two, and the question.
///
/// It is the longest that they share, because groups stand in front of it. Labels hold the separator themselves: a
/// heading that follows and has nothing longer in common with the next is an option of the same question.
fn run<'h>(names: &'h [String], ticks: &[bool], separator: char) -> Option<(usize, &'h str)> {
    let first = names.first()?;
    let shares = |question: &str| {
        names
            .iter()
            .zip(ticks)
            .take_while(|(name, is_tick)| **is_tick && is_below(name, question, separator))
            .count()
    };
    let mut found: Option<(usize, &str)> = None;
    for (at, _) in first.rmatch_indices(separator) {
        let question = &first[..at];
        let count = shares(question);
        let takes_more = match found {
            None => count > 1,
            Some((shorter, _)) => {
                let is_single = || {
                    let next = &names[shorter..];
                    next.first().zip(next.get(1)).is_none_or(|(one, other)| {
                        one.rmatch_indices(separator)
                            .map(|(at, _)| &one[..at])
                            .all(|longer| {
                                longer.len() <= question.len()
                                    || !is_below(other, longer, separator)
                            })
                    })
                };
                count > shorter && question.contains(char::is_whitespace) && is_single()
            }
        };
        if takes_more && !is_blank(question) {
            found = Some((count, question));
        }
    }
    found
}

/// Whether a heading is a question and an option.
fn is_below(heading: &str, question: &str, separator: char) -> bool {
    heading
        .strip_prefix(question)
        .and_then(|rest| rest.strip_prefix(separator))
        .is_some_and(|option| !is_blank(option))
}

/// Whether the first rows hold 1 and 0 in a column, and both or nothing else.
fn holds_ticks(column: usize, records: &[Row]) -> bool {
    let mut any = false;
    records.iter().all(|row| {
        let cell = key(row.cell(column));
        any |= !cell.is_empty();
        matches!(
            cell.as_str(),
            "" | "n/a" | "1" | "0" | "1.0" | "0.0" | "true" | "false"
        )
    }) && any
}
