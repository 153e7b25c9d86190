use super::{Conventions, Layout, ShownMarks};
use crate::ingest::forms::{Field, Form};
use crate::ingest::heading::{Heading, Headings, Role, role_of};
use crate::ingest::key::{is_blank, key};
use crate::ingest::reshape::Shape;
use crate::ingest::row::Row;
use crate::survey::Platform;

/// One heading row: names of fields (`help`, `help___1` for a check box) or their labels (`Help`,
/// `Help (choice=Advice)`). Each form ends with a column that says whether it was completed. A project with
/// events or repeating forms has several rows for each respondent.
pub(super) struct RedCap;

/// What the platform writes besides the forms, as [`plain`] has it, under its name and its label.
const OWN: &[(&str, Role)] = &[
    ("redcap_event_name", Role::Bookkeeping),
    ("event name", Role::Bookkeeping),
    ("redcap_repeat_instrument", Role::Bookkeeping),
    ("repeat instrument", Role::Bookkeeping),
    ("redcap_repeat_instance", Role::Bookkeeping),
    ("repeat instance", Role::Bookkeeping),
    ("redcap_data_access_group", Role::Bookkeeping),
    ("data access group", Role::Bookkeeping),
    ("survey timestamp", Role::Bookkeeping),
    ("redcap_survey_identifier", Role::Personal),
    ("survey identifier", Role::Personal),
];

/// Headings of columns that tell several rows of one respondent apart.
const ROWS: &[&str] = &[
    "redcap_event_name",
    "event name",
    "redcap_repeat_instrument",
    "repeat instrument",
    "redcap_repeat_instance",
    "repeat instance",
];

impl Layout for RedCap {
    fn platform(&self) -> Platform {
        Platform::RedCap
    }

    fn recognise(&self, head: &[Row]) -> Option<String> {
        let first = head.first()?;
        let names: Vec<String> = first.cells.iter().map(plain).collect();
        if let Some(name) = names.iter().find(|name| name.starts_with("redcap_")) {
            return Some(format!("it has the heading \"{name}\""));
        }
        let boxes = first
            .cells
            .iter()
            .filter(|cell| check_box(cell).is_some())
            .count();
        let choices = first
            .cells
            .iter()
            .filter(|cell| choice(cell).is_some())
            .count();
        let completes = names.iter().any(|name| is_state(name));
        let has = |name: &str| names.iter().any(|have| have == name);
        if completes && (boxes > 0 || names.first().is_some_and(|first| first == "record_id")) {
            Some(
                "its headings hold check boxes such as \"field___1\" and end in \"..._complete\""
                    .to_owned(),
            )
        } else if choices > 0 && (completes || choices > 1) || has("complete?") && has("record id")
        {
            Some("its headings are labels such as \"Field (choice=Option)\"".to_owned())
        } else if boxes > 1 && one_question_has_several_boxes(first) {
            Some("its headings hold check boxes such as \"field___1\"".to_owned())
        } else {
            None
        }
    }

    fn headings(&self, head: &[Row]) -> Headings {
        let Some(row) = head.first() else {
            return Headings::default();
        };
        let states: Vec<String> = row
            .cells
            .iter()
            .map(plain)
            .filter(|name| is_state(name))
            .collect();
        let mut columns: Vec<Heading> = Vec::with_capacity(row.cells.len());
        for (column, cell) in row.cells.iter().enumerate() {
            let (question, part) = check_box(cell)
                .or_else(|| choice(cell))
                .unwrap_or((cell, ""));
            let name = plain(cell);
            let own = OWN.iter().find(|(own, _)| *own == name);
            let is_of_a_form = is_state(&name)
                || name.strip_suffix("_timestamp").is_some_and(|form| {
                    states
                        .iter()
                        .any(|state| state.strip_suffix("_complete") == Some(form))
                });
            let role = match own {
                Some((_, role)) => *role,
                // The first field names the respondent, whatever it is called.
                None if column == 0 && part.is_empty() && is_id(&name, &states) => Role::ResponseId,
                None if is_state(&name) && states.len() == 1 => Role::Finished,
                None if is_of_a_form => Role::Bookkeeping,
                None => role_of(&key(question), |_| None),
            };
            let continues = columns.last().is_some_and(|left| {
                !left.part.is_empty() && !part.is_empty() && left.question == question
            });
            let block = columns
                .last()
                .map_or(0, |left| left.block + usize::from(!continues));
            columns.push(Heading {
                question: question.to_owned(),
                part: part.to_owned(),
                block,
                role,
            });
        }
        Headings::new(1, columns)
    }

    fn shape(&self, headings: &Headings) -> Shape {
        let id = headings
            .columns
            .iter()
            .position(|heading| heading.role == Role::ResponseId);
        let several = headings
            .columns
            .iter()
            .any(|heading| ROWS.contains(&plain(&heading.question).as_str()));
        match id {
            Some(id) if several => Shape::Parts { id },
            _ => Shape::Responses,
        }
    }

    fn forms(&self, headings: &Headings) -> Vec<Form> {
        let columns = &headings.columns;
        let mut forms = Vec::new();
        let mut start = 0;
        for (state, heading) in columns.iter().enumerate() {
            if !heading.role.is_platforms() || !is_state(&plain(&heading.question)) {
                continue;
            }
            let range = start..state + 1;
            let sent = range.clone().find(|column| {
                let name = plain(&columns[*column].question);
                columns[*column].role == Role::Bookkeeping
                    && (name == "survey timestamp" || name.ends_with("_timestamp"))
            });
            let fields = columns[range.clone()].iter().map(|heading| {
                let is_own = OWN.iter().any(|(own, _)| *own == plain(&heading.question));
                if is_own || heading.role.is_platforms() {
                    Field::Own
                } else if heading.part.is_empty() {
                    Field::Answer
                } else {
                    Field::Tick
                }
            });
            forms.push(Form {
                fields: fields.collect(),
                columns: range,
                state,
                sent,
            });
            start = state + 1;
        }
        forms
    }

    fn conventions(&self) -> Conventions {
        Conventions {
            yes_no_digits: true,
            shown: ShownMarks {
                blank: true,
                unanswered: &[],
                not_shown: &[],
            },
            ..Conventions::PLAIN
        }
    }
}

/// A heading in one case and without what stands around it; unlike a key it keeps its underscores.
fn plain(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .to_ascii_lowercase()
}

/// Whether a column says how far a form came.
fn is_state(name: &str) -> bool {
    name == "complete?"
        || name
            .strip_suffix("_complete")
            .is_some_and(|form| !form.is_empty())
}

/// Whether the first heading may be that of the id: it is no answer if anything behind it shows a whole export.
fn is_id(name: &str, states: &[String]) -> bool {
    !states.is_empty()
        || matches!(
            name,
            "record_id"
                | "record id"
                | "study_id"
                | "study id"
                | "participant_id"
                | "participant id"
        )
}

/// `field___code` in its two parts.
fn check_box(heading: &str) -> Option<(&str, &str)> {
    let heading = heading.trim();
    let (field, code) = heading.split_once("___")?;
    let is_name = |text: &str| {
        text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && !text.is_empty()
    };
    (is_name(code) && is_name(field) && field.starts_with(|c: char| c.is_ascii_lowercase()))
        .then_some((field, code))
}

/// `Field label (choice=Option)` in its two parts.
fn choice(heading: &str) -> Option<(&str, &str)> {
    let (field, option) = heading.trim().split_once("(choice=")?;
    let option = option.strip_suffix(')')?;
    (!is_blank(field) && !is_blank(option)).then_some((field.trim_end(), option.trim()))
}

/// Whether neighbours are check boxes of one field with short codes. Longer words behind three underscores are
/// what other programs make of a label.
fn one_question_has_several_boxes(row: &Row) -> bool {
    let boxes: Vec<Option<(&str, &str)>> = row.cells.iter().map(check_box).collect();
    boxes.windows(2).any(|pair| match pair {
        [Some((left, a)), Some((right, b))] => left == right && a.len() <= 3 && b.len() <= 3,
        _ => false,
    })
}
