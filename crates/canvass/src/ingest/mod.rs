//! Layer 3. An export's bytes in, typed [`Responses`] out.
//!
//! Reading goes in steps, each a file: how much is read at most (`limits`), bytes to text (`encoding`), text or
//! workbook to rows (`delimiter`, `delimited`, `workbook`), which platform wrote them (`detect`, `platform`),
//! headings to questions (`bind`), and records to answers (`record`, `reader`). Rows of text are read one at a time; no
//! more than one is kept.
//!
//! Nothing that a respondent wrote gets into a diagnostic. Problems of single rows are gathered: one
//! diagnostic for each kind and column, with how many rows there are and the first of them.

mod bind;
mod blanks;
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
mod limits;
mod mac_roman;
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
mod status;
mod tables;
mod tally;
#[cfg(test)]
mod tests;
mod total;
#[cfg(feature = "spreadsheets")]
mod workbook;

pub use detect::Detected;
pub use dictionary::{Dictionary, Variable, dictionary};
pub use inspect::{Found, FoundOption, FoundRow, Inspection, inspect, inspect_explained};
pub use limits::MAX_BYTES;
pub(crate) use tables::{PlainTable, tables};

use self::content::Content;
use self::findings::Findings;
use self::row::Stop;
use self::sorting::Sorting;
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
    let mut diagnostics = Diagnostics::new();
    match read_responses(survey, wave, file, bytes, &mut diagnostics) {
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
    bytes: &[u8],
    diagnostics: &mut Diagnostics,
) -> Result<Option<Responses>, Stop> {
    let content = Content::load(file, bytes, diagnostics)?;
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
    let rows = || found.rows(file, &content);
    let mut sorting = Sorting::learn(
        &found.headings,
        Vec::new(),
        &mut binding.bound,
        conventions,
        &rows,
    )?;
    for fault in std::mem::take(&mut sorting.faults) {
        diagnostics.push(fault);
    }
    let mut findings = Findings::new(file, &found.headings, binding.blocks());
    let result = record::read(
        wave,
        file,
        &sorting,
        binding,
        conventions,
        rows().as_mut(),
        &mut findings,
    );
    diagnostics.extend(findings.into_diagnostics());
    let mut records = result?;
    if let Some(reshaped) = found.reshaped {
        records.quality.records += reshaped.joined + reshaped.blank;
        records.quality.joined_records += reshaped.joined;
        records.quality.blank_records += reshaped.blank;
        diagnostics.extend(reshaped.diagnostics);
    }
    records.quality.layout = found.how;
    records.quality.encoding = content.encoding().to_owned();
    let responses = Responses::with_keys(
        wave.id.clone(),
        records.keys,
        records.columns,
        records.quality,
    );
    Ok(responses.map(|responses| responses.with_members(records.members)))
}
