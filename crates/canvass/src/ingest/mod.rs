//! Layer 3. An export's bytes in, typed [`Responses`] out.
//!
//! Reading goes in steps, each a file: bytes or a file in pieces (`source`), bytes
//! to text (`text`, `encoding`, `stream`), text or workbook to rows (`delimiter`, `parted`, `borders`, `delimited`, `workbook`),
//! which platform wrote them (`detect`, `platform`), headings to questions (`bind`), what the rows are (`sorting`), and
//! records to answers (`record`, `reader`). Rows of text are read one at a time; no more than one is kept. A table in which
//! nothing is unusual is read once (`usual`), any other is learnt from first.
//!
//! Nothing that a respondent wrote gets into a diagnostic. Problems of single rows are gathered: one
//! diagnostic for each kind and column, with how many rows there are and the first of them.

mod bind;
mod blanks;
mod borders;
mod content;
mod contents;
mod delimited;
mod delimiter;
mod detect;
mod dictionary;
mod encoding;
mod findings;
mod foreign;
mod forms;
mod heading;
mod identity;
mod inspect;
mod joined;
mod key;
mod labels;
mod mac_roman;
mod parted;
mod platform;
mod reader;
mod record;
mod repeats;
mod reshape;
mod row;
mod seen;
mod sentences;
mod sheet;
mod sorting;
mod source;
mod status;
mod stream;
mod tables;
mod tally;
#[cfg(test)]
mod tests;
mod text;
mod total;
mod usual;
#[cfg(feature = "spreadsheets")]
mod workbook;

pub use detect::Detected;
pub use dictionary::{Dictionary, Variable, dictionary};
pub use inspect::{Found, FoundOption, FoundRow, Inspection, inspect, inspect_explained};
pub(crate) use tables::{PlainTable, tables};

use std::path::Path;

use self::bind::Binding;
use self::content::Content;
use self::findings::Findings;
use self::record::{Records, Table};
use self::row::{Rows, Stop};
use self::sorting::Sorting;
use self::source::Source;
use self::usual::Watch;
use crate::diagnostics::{Checked, Code, Diagnostic, Diagnostics, Place};
use crate::survey::{Responses, Survey, Wave};

/// Reads one wave's export.
///
/// `file` names the export in diagnostics; it is not opened. The platform is the wave's, or told from the
/// file. Questions are found by the wording that the wave gave them, options by their label in the wave.
///
/// # Errors
/// Every fault of the file that keeps it from being counted: it cannot be read, is a summary, lacks a
/// question, or holds options that the survey does not list. Lesser ones come with the responses.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use canvass::ingest;
/// use canvass::survey::{
///     Asked, Column, Continuity, Partial, Question, QuestionId, QuestionKind, Survey, TextAnswer, Wave, WaveId,
/// };
///
/// let wave = WaveId::new("2024")?;
/// let why = Question {
///     id: QuestionId::new("why")?,
///     kind: QuestionKind::OpenText,
///     title: "Why members joined".to_owned(),
///     grid: None,
///     options: vec![],
///     unions: vec![],
///     route: None,
///     theme: None,
///     stance: None,
///     asked: BTreeMap::from([(
///         wave.clone(),
///         Asked {
///             wording: "Why did you join?".to_owned(),
///             row: None,
///             heading: None,
///             continuity: Continuity::Same,
///         },
///     )]),
/// };
/// let survey = Survey {
///     waves: vec![Wave {
///         id: wave,
///         label: "2024".to_owned(),
///         export: "exports/2024.csv".to_owned(),
///         platform: None,
///         sheet: None,
///         separator: None,
///         partial: Partial::Count,
///         opened: None,
///         closed: None,
///         members: None,
///         link: None,
///         invited: None,
///     }],
///     questions: vec![why],
/// };
///
/// let export = "Timestamp,Why  did you join?\n5/7/2024 21:08:07,For the company\n5/7/2024 21:09:11,\n";
/// let read = ingest::read(&survey, &survey.waves[0], "exports/2024.csv", export.as_bytes()).unwrap();
/// assert_eq!(read.value.respondents(), 1);
/// assert_eq!(read.value.quality().blank_records, 1);
/// let Some(Column::Text(why)) = read.value.column(&QuestionId::new("why")?) else {
///     panic!("an open question has texts");
/// };
/// assert!(why.get(0) == Some(TextAnswer::Given("For the company")));
/// # Ok::<(), canvass::survey::IdError>(())
/// ```
pub fn read(survey: &Survey, wave: &Wave, file: &str, bytes: &[u8]) -> Checked<Responses> {
    read_source(survey, wave, file, Ok(Source::Bytes(bytes)), true)
}

/// Reads one wave's export from a file, which `file` names in diagnostics. Delimited text is read in pieces and never
/// kept as a whole.
///
/// # Errors
/// As [`read`] does; and when the file cannot be opened, or changes while it is read.
pub fn read_file(survey: &Survey, wave: &Wave, file: &str, path: &Path) -> Checked<Responses> {
    read_source(survey, wave, file, Source::open(file, path), true)
}

/// `may_be_usual` says whether a table may be read without learning from it first: that is faster, and yields the same.
fn read_source(
    survey: &Survey,
    wave: &Wave,
    file: &str,
    source: Result<Source<'_>, Stop>,
    may_be_usual: bool,
) -> Checked<Responses> {
    let mut diagnostics = Diagnostics::new();
    let read = source.and_then(|source| {
        read_responses(survey, wave, file, source, may_be_usual, &mut diagnostics)
    });
    match read {
        Ok(Some(responses)) => diagnostics.into_checked(responses),
        Ok(None) => Err(diagnostics),
        Err(stop) => {
            diagnostics.push(*stop);
            Err(diagnostics)
        }
    }
}

/// Tells which platform wrote an export, and the questions in its headings.
///
/// # Errors
/// When the file cannot be read, is a summary, or is of no known platform.
///
/// ```
/// use canvass::ingest;
/// use canvass::survey::Platform;
///
/// let export = "ID,Start time,Completion time,Email,Name,Why did you join?\n";
/// let detected = ingest::detect("2024.csv", export.as_bytes()).unwrap().value;
/// assert_eq!(detected.platform, Platform::MicrosoftForms);
/// assert_eq!(detected.questions, ["Why did you join?"]);
/// ```
pub fn detect(file: &str, bytes: &[u8]) -> Checked<Detected> {
    let (detected, diagnostics) = detect::detect(file, bytes)?;
    diagnostics.into_checked(detected)
}

/// `None` when faults that were reported left nothing to read.
fn read_responses(
    survey: &Survey,
    wave: &Wave,
    file: &str,
    source: Source<'_>,
    may_be_usual: bool,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Responses>, Stop> {
    let content = Content::load(file, source, diagnostics)?;
    let mut found = detect::find(file, &content, wave.platform, wave.sheet.as_deref())?;
    diagnostics.extend(std::mem::take(&mut found.remarks));
    let mut conventions = found.layout.conventions();
    if let Some(separator) = &wave.separator {
        conventions = conventions.parted_by(separator).ok_or_else(|| {
            Box::new(
                Diagnostic::new(
                    Code::ConfigInvalidValue,
                    Place::whole(file),
                    format!(
                        "the project says that \"{}\" parts the options, and canvass does not part by that",
                        separator.escape_default()
                    ),
                )
                .help("write what stands between two options in one cell, such as \";\" or \", \""),
            )
        })?;
    }
    let mut binding = bind::bind(
        survey,
        wave,
        file,
        &found.headings,
        conventions,
        diagnostics,
    );
    if binding.bound.is_empty() && diagnostics.has_errors() {
        return Ok(None);
    }
    binding.stand_in(found.layout.forms(&found.headings));
    let table = Table {
        wave,
        file,
        headings: &found.headings,
        conventions,
    };
    let watch = Some(Watch::new(&binding.bound, conventions)).filter(|_| may_be_usual);
    let rows = || found.rows(file, &content);
    let mut records = records(&table, binding, watch.flatten(), &rows, diagnostics)?;
    if content.has_changed() {
        return Err(Box::new(
            Diagnostic::new(
                Code::IngestChanged,
                Place::whole(file),
                "the file changed while it was being read",
            )
            .help("wait until it is downloaded or saved, then run canvass again"),
        ));
    }
    if let Some(reshaped) = found.reshaped {
        records.quality.records += reshaped.joined + reshaped.blank;
        records.quality.joined_records += reshaped.joined;
        records.quality.blank_records += reshaped.blank;
        diagnostics.extend(reshaped.diagnostics);
    }
    records.quality.layout = found.how;
    records.quality.encoding = content.encoding().to_owned();
    let responses = Responses::with_keys(
        &survey.questions,
        wave.id.clone(),
        records.keys,
        records.columns,
        records.quality,
    );
    // A reader makes each column for its question.
    Ok(responses
        .ok()
        .map(|responses| responses.with_members(records.members)))
}

/// Reads the records: once where the table is as usual, and else after all of it was learnt from. Without a watch
/// nobody knows beforehand that it is.
fn records<'r>(
    table: &Table<'_>,
    mut binding: Binding<'_>,
    watch: Option<Watch<'_>>,
    rows: &dyn Fn() -> Box<dyn Rows + 'r>,
    diagnostics: &mut Diagnostics,
) -> Result<Records, Stop> {
    let (headings, conventions) = (table.headings, table.conventions);
    let findings = |binding: &Binding<'_>| Findings::new(table.file, headings, binding.blocks());
    if let Some(mut watch) = watch {
        let sorting = Sorting::usual(headings, &binding.bound, conventions);
        let mut findings = findings(&binding);
        let (mut rows, binding) = (rows(), binding.clone());
        let watching = Some(&mut watch);
        let read = record::read(
            table,
            &sorting,
            binding,
            rows.as_mut(),
            watching,
            &mut findings,
        );
        if watch.is_usual()
            && let Ok(records) = read
        {
            diagnostics.extend(findings.into_diagnostics());
            return Ok(records);
        }
    }
    let mut sorting = Sorting::learn(headings, Vec::new(), &mut binding.bound, conventions, rows)?;
    for fault in std::mem::take(&mut sorting.faults) {
        diagnostics.push(fault);
    }
    let mut findings = findings(&binding);
    let read = record::read(
        table,
        &sorting,
        binding,
        rows().as_mut(),
        None,
        &mut findings,
    );
    diagnostics.extend(findings.into_diagnostics());
    read
}
