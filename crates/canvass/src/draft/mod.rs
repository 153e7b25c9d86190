//! Layer 4. Exports that nobody has described in, the draft of a project out.
//!
//! [`project`] looks at the exports of one or several waves, puts their questions and options together, and writes a
//! `canvass.toml` and a `codebook.toml` for a person to correct. It proposes: what was put together by likeness alone
//! is marked `change = "unconfirmed"` and is not compared until somebody has confirmed it.
//!
//! Questions are put together wave by wave, from the oldest, each with the newest wave before that has them: by the
//! same words, by the same words but for numbers, marks and years, by what stands before them where words stand
//! several times, and by likeness. A word in the place of another ("newsletter", "events") keeps two questions apart
//! unless their options, which no other question has, say that they are one.

mod alike;
mod candidates;
mod codebook;
mod comparable;
mod crosswalk;
mod kinds;
mod labels;
mod likeness;
mod names;
mod order;
mod readback;
mod series;
mod stance;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
mod toml;
mod waves;
mod words;
mod write;

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostics::{Checked, Diagnostics};
use crate::ingest::{Dictionary, Inspection, dictionary, inspect, inspect_explained};
use crate::survey::{Platform, QuestionKind};

/// An export to draft a project from. Its `Debug` form tells only how long it is.
#[derive(Clone, Copy)]
pub struct Export<'a> {
    /// Its path, which names it in diagnostics; it is not opened. A year in the file's name is the wave's.
    pub file: &'a str,
    /// The file's bytes.
    pub bytes: &'a [u8],
    /// The sheet of the workbook that holds the responses; `None` means: tell it from the sheets.
    pub sheet: Option<&'a str>,
}

impl fmt::Debug for Export<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Export({}, {} bytes)", self.file, self.bytes.len())
    }
}

impl Export<'_> {
    /// The file's name, without folders.
    pub fn name(&self) -> &str {
        self.file.rsplit(['/', '\\']).next().unwrap_or(self.file)
    }

    /// Where the project keeps it.
    pub fn in_project(&self) -> String {
        format!("exports/{}", self.name())
    }
}

/// A project, drafted.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Draft {
    /// The text of `canvass.toml`.
    pub canvass: String,
    /// The text of `codebook.toml`.
    pub codebook: String,
    /// What was found in each wave, in order of time.
    pub waves: Vec<DraftedWave>,
}

/// What was found in one wave.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DraftedWave {
    /// Its id.
    pub id: String,
    /// Its export, relative to the project's folder.
    pub export: String,
    /// How the platform and the layout were told, in words.
    pub how: String,
    /// The character encoding read.
    pub encoding: String,
    /// Rows under the headings.
    pub records: u64,
    /// People who responded, as far as the draft reads.
    pub respondents: u64,
    /// How many questions of each kind it has; each row of a grid is one.
    pub kinds: BTreeMap<QuestionKind, usize>,
    /// Questions that an earlier wave has in the same words, or in words that people understand alike.
    pub certain: usize,
    /// Questions that were told by likeness alone: somebody has to confirm them.
    pub unconfirmed: usize,
    /// Headings of columns that are left out because they hold personal data.
    pub personal: Vec<String>,
    /// Questions that are left out because they could not be counted, with why.
    pub left_out: Vec<(String, String)>,
}

/// Drafts a project from exports of one or several waves. Waves are put in order by the years in the files' names, or
/// else of their responses, if all have one. A file that explains names and codes is no wave: the others are read with it.
///
/// # Errors
/// Every fault of the exports that keeps them from being counted: an export that cannot be read, or is a summary.
///
/// ```
/// use canvass::draft::{Export, project};
///
/// let export = "Timestamp,Did you come to an event?\n5/7/2024 21:08:07,Yes\n5/7/2024 21:09:11,No\n5/7/2024 21:10:12,Yes\n";
/// let export = Export { file: "members 2024.csv", bytes: export.as_bytes(), sheet: None };
/// let draft = project(&[export]).unwrap().value;
/// assert!(draft.canvass.contains("text = \"Did you come to an event?\""));
/// assert_eq!((draft.waves[0].id.as_str(), draft.waves[0].respondents), ("2024", 3));
/// ```
pub fn project(exports: &[Export<'_>]) -> Checked<Draft> {
    let mut diagnostics = Diagnostics::new();
    let mut inspected: Vec<Option<Inspection>> = Vec::new();
    let (dictionary, exports) = explained(exports);
    for export in &exports {
        let dictionary = dictionary.as_ref();
        let found = inspect_explained(export.file, export.bytes, export.sheet, dictionary);
        inspected.push(match found {
            Ok(found) => {
                diagnostics.extend(found.diagnostics);
                Some(found.value)
            }
            Err(faults) => {
                diagnostics.extend(faults);
                None
            }
        });
    }
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let years = inspected.iter().map(|found| found.as_ref()?.year);
    let order = waves::order(exports.iter().map(Export::name).zip(years));
    let mut waves: Vec<Wave<'_>> = Vec::new();
    for which in order {
        if let (Some(export), Some(inspection)) = (
            exports.get(which.at),
            inspected.get_mut(which.at).and_then(Option::take),
        ) {
            waves.push(Wave {
                id: which.id,
                by_times: which.by_times,
                export: *export,
                inspection,
            });
        }
    }
    let draft = readback::draft(&waves)?;
    diagnostics.into_checked(draft)
}

/// Takes the files that explain names and codes out of the exports. Where there is no other file, each is an export.
fn explained<'a>(files: &[Export<'a>]) -> (Option<Dictionary>, Vec<Export<'a>>) {
    let mut all = Dictionary::default();
    let mut exports = Vec::new();
    for file in files {
        let dictionary = dictionary(file.file, file.bytes);
        // A workbook may hold the responses beside their explanation.
        if dictionary.is_none() || is_of_a_platform(file) {
            exports.push(*file);
        }
        all.variables
            .extend(dictionary.into_iter().flat_map(|found| found.variables));
    }
    if exports.is_empty() || all.variables.is_empty() {
        return (None, files.to_vec());
    }
    (Some(all), exports)
}

/// Whether a file has the headings of a survey platform.
fn is_of_a_platform(file: &Export<'_>) -> bool {
    inspect(file.file, file.bytes, file.sheet).is_ok_and(|found| {
        !matches!(
            found.value.platform,
            Platform::WideTable | Platform::LongTable
        )
    })
}

/// One wave, looked at.
struct Wave<'a> {
    id: String,
    /// Whether it is called after the times of its responses.
    by_times: bool,
    export: Export<'a>,
    inspection: Inspection,
}

/// Questions that are left out, by wave and position, with why.
type LeftOut = BTreeMap<(usize, usize), String>;
