//! Whether a table that no platform wrote can be the answers to a questionnaire.

use super::Found;
use super::cells::is_time_stamp;
use super::personal::is_somebodys;
use super::profile::Profile;
use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::ingest::heading::{Heading, Headings, Role, letters};
use crate::ingest::key::{is_blank, key};
use crate::ingest::reader::parse_number;
use crate::survey::QuestionKind;

/// Columns that are named in one message.
const NAMED: usize = 8;

/// That the first row holds answers and no headings, where that is certain. `row` is its number.
pub(super) fn without_headings(
    file: &str,
    row: u64,
    headings: &Headings,
    profiles: &[Profile],
) -> Option<Diagnostic> {
    let given = || {
        let columns = headings.columns.iter().zip(profiles);
        columns.filter(|(heading, _)| !is_blank(&heading.question) && heading.part.is_empty())
    };
    let is_data = |heading: &Heading| {
        let text = heading.question.trim();
        is_somebodys(text) || is_time_stamp(text)
    };
    let tells_somebody = given().any(|(heading, _)| is_data(heading));
    // An option's own column repeats its heading and nothing else.
    let varied = || given().filter(|(_, profile)| profile.given().nth(1).is_some());
    let repeated = varied()
        .filter(|(heading, profile)| is_like_its_cells(heading, profile))
        .count();
    let asks = given().any(|(heading, _)| heading.question.trim_end().ends_with('?'));
    let repeats = repeated >= 2 && repeated * 2 > varied().count() && !asks;
    (tells_somebody || repeats).then(|| {
        Diagnostic::new(
            Code::IngestNoHeadings,
            Place::record(file, row),
            "the first row holds answers and not headings, so nothing says what was asked",
        )
        .help("export the responses again with their headings, or write the questions in a row above, in a copy")
    })
}

/// Whether a heading is an answer that comes again below it.
fn is_like_its_cells(heading: &Heading, profile: &Profile) -> bool {
    let folded = key(&heading.question);
    // Numbers over columns are often those of the questions.
    parse_number(&folded).is_none() && profile.given().any(|value| key(&value.text) == folded)
}

/// That most rows have more cells than there are headings, as a text with commas has. `ragged` of `rows` have.
pub(super) fn not_a_table(file: &str, ragged: u64, rows: u64) -> Option<Diagnostic> {
    (ragged * 2 > rows && rows > 1).then(|| {
        Diagnostic::new(
            Code::IngestUnknownLayout,
            Place::whole(file),
            format!("{ragged} of {rows} rows have more cells than the first row: the file is no table of responses"),
        )
        .help("give the file that the survey platform exports, with a heading over every column")
    })
}

/// That columns with answers have no heading, and so become no question. `row` is the number of the heading row.
pub(super) fn blank_headings(
    file: &str,
    row: u64,
    headings: &Headings,
    profiles: &[Profile],
) -> Option<Diagnostic> {
    let blank: Vec<String> = headings
        .columns
        .iter()
        .zip(profiles)
        .enumerate()
        .filter(|(_, (heading, profile))| {
            matches!(heading.role, Role::Answers)
                && is_blank(&heading.question)
                && is_blank(&heading.part)
                && profile.filled > 0
        })
        .map(|(column, _)| letters(column))
        .collect();
    let message = match &blank[..] {
        [] => return None,
        [one] => format!("column {one} holds something and has no heading: it becomes no question"),
        [first @ .., last] if blank.len() <= NAMED => format!(
            "columns {} and {last} hold something and have no heading: they become no question",
            first.join(", ")
        ),
        all => format!(
            "{} columns hold something and have no heading: they become no question; the first are {}",
            all.len(),
            all[..NAMED].join(", ")
        ),
    };
    let mut warning = Diagnostic::new(Code::IngestNoHeadings, Place::record(file, row), message)
        .help("look at them in the file; to read one, write a heading over it in a copy");
    warning.severity = Severity::Warning;
    Some(warning)
}

/// That no column looks like answers to a question with options, numbers or days.
pub(super) fn words_alone(file: &str, questions: &[Found], records: u64) -> Option<Diagnostic> {
    let mut asked = questions
        .iter()
        .filter(|found| !found.personal && found.answered > 0)
        .peekable();
    asked.peek()?;
    asked.all(|found| found.kind == QuestionKind::OpenText).then(|| {
        let mut warning = Diagnostic::new(
            Code::IngestUnknownLayout,
            Place::whole(file),
            format!(
                "no column looks like answers to closed questions, in {records} {} of no platform's layout",
                if records == 1 { "row" } else { "rows" }
            ),
        )
        .help("check that the file is the export of a questionnaire: every column is taken as words of people's own");
        warning.severity = Severity::Warning;
        warning
    })
}
