//! What an export holds that nobody has described yet: its questions, their kinds and their options.
//!
//! One pass over the rows gathers what stands in each column (`profile`), a second one how the columns of a block
//! stand together (`together`). Then each block is decided on its own: `blocks`, `listed` and `statements` say which columns
//! belong together, `several` and `grid` what a block is, and `single` what one column is, with `joined` for cells that hold
//! several options, `choice` for texts, `scale` and `order` for what is known about labels, and `personal` and `names`
//! for what must not be read at all.
//!
//! Nothing here is certain. What the decision rests on, and what a person should look at, is told with each question.

mod blocks;
mod cells;
mod choice;
mod copies;
mod explained;
mod families;
mod grid;
mod joined;
mod listed;
mod names;
mod order;
mod personal;
mod plausible;
mod profile;
mod scale;
mod several;
mod single;
mod statements;
#[cfg(test)]
mod tests;
mod together;
mod unit;

use std::collections::BTreeMap;

use self::blocks::units;
use self::cells::{integer, is_date};
use self::order::is_other;
use self::profile::{Profile, Profiler};
use self::together::Together;
use super::content::Content;
use super::detect;
use super::dictionary::Dictionary;
use super::heading::{Heading, Headings, Role};
use super::key::{is_blank, key};
use super::platform::Conventions;
use super::reader::{Tick, parse_number, sign};
use super::repeats::Turn;
use super::row::{Row, Rows, Stop};
use super::sorting::{Kind, Sorting, for_each_record};
use super::source::Source;
use super::status::Standing;
use crate::diagnostics::{Checked, Code, Diagnostic, Diagnostics, Place};
use crate::survey::{Platform, QuestionKind};

/// What an unknown export holds, as [`inspect`] sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Inspection {
    /// The platform that wrote it; a wide table when no platform's headings are known.
    pub platform: Platform,
    /// How the platform and layout were told, in words.
    pub how: String,
    /// The character encoding.
    pub encoding: String,
    /// The sheet with the responses, for a workbook.
    pub sheet: Option<String>,
    /// The year in which most responses were given, where the platform wrote the times down.
    pub year: Option<u32>,
    /// Rows that are responses; tests, totals, repeated rows and headings are not counted.
    pub records: u64,
    /// What parts options that share a cell, where the platform does not say.
    pub separator: Option<String>,
    /// The questions in the order of the file. Columns of the platform itself are not among them.
    pub questions: Vec<Found>,
}

/// A question that an export seems to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found {
    /// The question as it stands in the headings, on one line.
    pub wording: String,
    /// What stands over its columns, where that is not the wording.
    pub heading: Option<String>,
    /// The rows of a grid; empty for any other question.
    pub rows: Vec<FoundRow>,
    /// What kind of answer it takes; for a grid, each of its rows.
    pub kind: QuestionKind,
    /// The options in their order; empty unless the kind has options. No words of people's own are among them as far
    /// as that can be told.
    pub options: Vec<FoundOption>,
    /// Whether it is to be left out of a project: it tells who somebody is, or is the platform's own.
    pub personal: bool,
    /// How many answered; for a grid, at least one row.
    pub answered: u64,
    /// What parts options that share a cell.
    pub separator: Option<String>,
    /// What the kind was told from: short sentences.
    pub evidence: Vec<String>,
    /// What a person should look at: short sentences.
    pub doubts: Vec<String>,
}

/// A row of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FoundRow {
    /// Its label.
    pub label: String,
    /// What stands over its column, where that is neither the label nor the question with the label.
    pub heading: Option<String>,
    /// How many answered it.
    pub answered: u64,
}

/// An option that an export seems to offer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FoundOption {
    /// Its label.
    pub label: String,
    /// What stands in the export where that is not the label.
    pub cell: Option<String>,
    /// How many chose it; in a grid, in all rows together.
    pub count: u64,
    /// Whether it excludes the others.
    pub exclusive: bool,
    /// Whether it stands for words of the respondent's own.
    pub other: bool,
    /// Its value on a scale.
    pub score: Option<i64>,
}

/// Everything that the decisions about single columns rest on.
struct Look<'a> {
    headings: &'a Headings,
    profiles: &'a [Profile],
    conventions: Conventions,
    platform: Platform,
    /// Whether the answers to closed questions are codes.
    coded: bool,
    /// Whether words of people's own may stand in the place of an option, unmarked.
    inline_other: bool,
}

/// Finds out what an unknown export holds.
///
/// `file` names the export in diagnostics; it is not opened. `sheet` names the sheet of a workbook; without it the
/// one with the responses is told from the sheets.
///
/// # Errors
/// When the file cannot be read, is a summary, or is no table with a heading row.
///
/// ```
/// use canvass::ingest;
/// use canvass::survey::{Platform, QuestionKind};
///
/// let export = "Timestamp,Which of these help?,Where do you live?\n\
///               5/7/2024 21:08:07,\"Advice, Training\",North\n\
///               5/7/2024 21:09:11,\"Training, Money\",South\n\
///               5/7/2024 21:10:30,\"Advice, Money\",North\n\
///               5/7/2024 21:12:02,Advice,South\n";
/// let seen = ingest::inspect("2024.csv", export.as_bytes(), None).unwrap().value;
/// assert_eq!(seen.platform, Platform::GoogleForms);
/// let help = &seen.questions[0];
/// assert_eq!(help.kind, QuestionKind::MultiSelect);
/// assert_eq!(help.options[0].label, "Advice");
/// assert_eq!(help.options[0].count, 3);
/// assert_eq!(seen.questions[1].kind, QuestionKind::SingleChoice);
/// ```
pub fn inspect(file: &str, bytes: &[u8], sheet: Option<&str>) -> Checked<Inspection> {
    inspect_explained(file, bytes, sheet, None)
}

/// Finds out what an unknown export holds, with a file that explains its names and codes.
///
/// Questions that the dictionary knows have its wordings, and their options its labels; the names and codes are the
/// headings and cells. Options that nobody chose are there too.
///
/// # Errors
/// As [`inspect`].
///
/// ```
/// use canvass::ingest::{dictionary, inspect_explained};
///
/// let labels = dictionary("labels.csv", b"Variable,Code,Label\nQ1,1,Member\nQ1,2,Friend\nQ1,3,Donor\n").unwrap();
/// let export = "Q1,Q2\n1,Yes\n2,No\n1,Yes\n1,No\n2,Yes\n1,No\n2,Yes\n1,No\n";
/// let seen = inspect_explained("2024.csv", export.as_bytes(), None, Some(&labels)).unwrap().value;
/// let counts: Vec<(&str, u64)> = seen.questions[0].options.iter().map(|o| (o.label.as_str(), o.count)).collect();
/// assert_eq!(counts, [("Member", 5), ("Friend", 3), ("Donor", 0)]);
/// ```
pub fn inspect_explained(
    file: &str,
    bytes: &[u8],
    sheet: Option<&str>,
    dictionary: Option<&Dictionary>,
) -> Checked<Inspection> {
    let mut diagnostics = Diagnostics::new();
    match look(file, bytes, sheet, dictionary, &mut diagnostics) {
        Ok(inspection) => diagnostics.into_checked(inspection),
        Err(stop) => {
            diagnostics.push(*stop);
            Err(diagnostics)
        }
    }
}

fn look(
    file: &str,
    bytes: &[u8],
    sheet: Option<&str>,
    dictionary: Option<&Dictionary>,
    diagnostics: &mut Diagnostics,
) -> Result<Inspection, Stop> {
    let content = Content::load(file, Source::Bytes(bytes), diagnostics)?;
    let mut found = match detect::find(file, &content, None, sheet) {
        Err(stop) if stop.code == Code::IngestUnknownLayout => {
            detect::find(file, &content, Some(Platform::WideTable), sheet)?
        }
        found => found?,
    };
    let given = found.headings.columns.iter();
    if given
        .filter(|heading| !heading.question.trim().is_empty())
        .count()
        < 2
    {
        return Err(Box::new(not_a_table(file)));
    }
    diagnostics.extend(std::mem::take(&mut found.remarks));
    let headings = &found.headings;
    let conventions = found.layout.conventions();
    let answers: Vec<usize> = (0..headings.columns.len())
        .filter(|column| matches!(headings.columns[*column].role, Role::Answers | Role::Words))
        .collect();
    let rows = || found.rows(file, &content);
    let sorting = Sorting::learn(headings, answers, &mut [], conventions, &rows)?;

    let mut profiler = Profiler::new(headings.columns.len(), conventions);
    let (mut records, mut ragged) = (0, 0);
    let is_answered = |row: &Row| {
        sorting
            .answers()
            .iter()
            .any(|column| !row.cell(*column).is_empty())
    };
    for_each_response(&sorting, rows, |row| {
        // Whoever left nothing but a name gave no response.
        if !is_answered(row) {
            return;
        }
        records += 1;
        let beyond = row.cells.iter().skip(headings.columns.len());
        ragged += u64::from(beyond.into_iter().any(|cell| !is_blank(cell)));
        for column in 0..headings.columns.len() {
            let cell = row.cell(column);
            if !cell.is_empty() {
                profiler.note(column, cell);
            }
        }
    })?;
    if records == 0 {
        return Err(Box::new(Diagnostic::new(
            Code::IngestEmpty,
            Place::whole(file),
            "the file has headings and no responses under them",
        )));
    }
    let profiles = profiler.finish();
    let is_known = !matches!(
        found.layout.platform(),
        Platform::WideTable | Platform::LongTable
    );
    let heading_row = first_row(rows().as_mut())?;
    if !is_known {
        let refused = plausible::without_headings(file, heading_row, headings, &profiles)
            .or_else(|| plausible::not_a_table(file, ragged, records));
        if let Some(refused) = refused {
            return Err(Box::new(refused));
        }
    }
    if let Some(warning) = plausible::blank_headings(file, heading_row, headings, &profiles) {
        diagnostics.push(warning);
    }
    let look = Look {
        headings,
        profiles: &profiles,
        conventions,
        platform: found.layout.platform(),
        coded: dictionary.is_some_and(|dictionary| has_codes(headings, dictionary))
            || is_coded(headings, &profiles),
        inline_other: has_inline_other(found.layout.platform(), conventions, headings, &profiles),
    };
    let units = units(&look);
    let mut together: Vec<Vec<Together>> = units
        .iter()
        .map(|unit| {
            let main = unit.main(&look);
            let groups = unit.groups().into_iter();
            groups.map(|group| Together::new(group, main)).collect()
        })
        .collect();
    for_each_response(&sorting, rows, |row| {
        if !is_answered(row) {
            return;
        }
        for (unit, together) in units.iter().zip(&mut together) {
            if unit.columns.len() > 1 {
                together
                    .iter_mut()
                    .for_each(|together| together.note(row, conventions));
            }
        }
    })?;
    let mut questions: Vec<Found> = units
        .iter()
        .zip(&together)
        .flat_map(|(unit, together)| several::found(&look, unit, together))
        .filter(|found| !(found.wording.is_empty() && found.answered == 0))
        .collect();
    if let Some(dictionary) = dictionary {
        explained::explain(&mut questions, dictionary);
    }
    copies::doubt_copies(&mut questions);
    if !is_known && let Some(warning) = plausible::words_alone(file, &questions, records) {
        diagnostics.push(warning);
    }
    Ok(Inspection {
        platform: look.platform,
        how: found
            .how
            .replace("the project says so", "no platform's headings are known"),
        encoding: content.encoding().to_owned(),
        sheet: content.sheet_name(found.table).map(str::to_owned),
        year: year(headings, &profiles),
        records,
        separator: (look.platform == Platform::WideTable)
            .then(|| separator(&questions))
            .flatten(),
        questions,
    })
}

/// The year of more than half of the times that the platform wrote down.
fn year(headings: &Headings, profiles: &[Profile]) -> Option<u32> {
    headings.times().into_iter().find_map(|column| {
        let profile = profiles
            .get(column)
            .filter(|profile| profile.share(is_date) >= 0.9)?;
        let mut years: BTreeMap<u32, u64> = BTreeMap::new();
        for value in profile.given() {
            // Surveys without times have them in 1980.
            if let Some(year) = cells::year(&value.text).filter(|year| (1990..2100).contains(year))
            {
                *years.entry(year).or_default() += value.count;
            }
        }
        let (year, count) = years.into_iter().max_by_key(|(_, count)| *count)?;
        (count * 2 > profile.answered()).then_some(year)
    })
}

/// The number of the first row that holds anything.
fn first_row(rows: &mut dyn Rows) -> Result<u64, Stop> {
    while let Some(row) = rows.next()? {
        if !row.is_blank() {
            return Ok(row.number);
        }
    }
    Ok(1)
}

fn not_a_table(file: &str) -> Diagnostic {
    Diagnostic::new(
        Code::IngestUnknownLayout,
        Place::whole(file),
        "the first row has a single cell: the file is not a table of responses",
    )
    .help("delete what stands above the headings, if a table follows")
}

/// Calls `visit` for every response that counts.
fn for_each_response<'r>(
    sorting: &Sorting<'_>,
    rows: impl Fn() -> Box<dyn Rows + 'r>,
    mut visit: impl FnMut(&Row),
) -> Result<(), Stop> {
    for_each_record(sorting.headings(), rows().as_mut(), |row| {
        match sorting.kind(row) {
            Kind::Response(standing) if standing != Standing::Test => {}
            _ => return,
        }
        match sorting.repeats.turn(row) {
            (Turn::First, Some(cells)) => visit(&Row {
                number: row.number,
                cells: cells.clone(),
            }),
            (Turn::First, None) => visit(row),
            _ => {}
        }
    })
}

/// Whether a dictionary says what codes in some of the columns mean.
fn has_codes(headings: &Headings, dictionary: &Dictionary) -> bool {
    headings.columns.iter().any(|heading| {
        let variable = dictionary.variable(&heading.question);
        variable.is_some_and(|variable| !variable.options.is_empty())
    })
}

/// Whether the answers to closed questions are codes: many more columns hold few whole numbers than labels.
fn is_coded(headings: &Headings, profiles: &[Profile]) -> bool {
    let (mut coded, mut labelled) = (0, 0);
    for (heading, profile) in headings.columns.iter().zip(profiles) {
        let answered = profile.answered();
        let different = profile.given().count() as u64;
        if heading.role != Role::Answers || answered < 3 || different * 2 > answered {
            continue;
        }
        let small = |text: &str| integer(text).is_some_and(|number| (-99..1000).contains(&number));
        let is_label = |text: &str| {
            sign(text) == Tick::Odd && !cells::is_date(text) && parse_number(text).is_none()
        };
        if profile.all(small) {
            coded += usize::from(!profile.all(|text| sign(text) != Tick::Odd));
        } else if profile.share(is_label) > 0.5 {
            labelled += 1;
        }
    }
    coded >= 3 && coded > labelled * 3
}

/// Whether words of people's own may stand in the place of an option. In a table that any program may have written they
/// do not if "Other" itself is an answer, or has a column of its own.
fn has_inline_other(
    platform: Platform,
    conventions: Conventions,
    headings: &Headings,
    profiles: &[Profile],
) -> bool {
    let is_any_programs = matches!(platform, Platform::WideTable | Platform::LongTable);
    if !conventions.inline_other || !is_any_programs {
        return conventions.inline_other;
    }
    let is_words_column = |heading: &Heading| {
        heading.role == Role::Words
            || is_other(&key(&heading.part))
            || is_other(&key(&heading.question))
    };
    let is_answer = |profile: &Profile| {
        profile
            .given()
            .any(|value| value.count > 1 && value.text.len() < 60 && is_other(&key(&value.text)))
    };
    !headings.columns.iter().any(is_words_column) && !profiles.iter().any(is_answer)
}

/// What parts the options in the cells of a file, if it is the same everywhere.
fn separator(questions: &[Found]) -> Option<String> {
    let mut separators = questions
        .iter()
        .filter_map(|found| found.separator.as_deref());
    let first = separators.next()?;
    separators
        .all(|other| other == first)
        .then(|| first.to_owned())
}
