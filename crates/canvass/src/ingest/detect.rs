use super::blanks::{WithoutWord, word_for_blanks};
use super::content::{Content, TableId};
use super::heading::Headings;
use super::key::key;
use super::platform::{Layout, PLATFORMS, layout};
use super::reshape::{Reshaped, reshape};
use super::row::{Row, Rows, Stop};
use super::sheet;
use super::source::Source;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::survey::Platform;

/// What [`detect`](super::detect) finds out about an export.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detected {
    /// The platform that wrote it.
    pub platform: Platform,
    /// How the platform and layout were told, in words.
    pub how: String,
    /// The character encoding.
    pub encoding: String,
    /// The questions as they stand in the headings, each once, without the platform's own columns and
    /// without personal data.
    pub questions: Vec<String>,
}

/// The table that holds the responses, and how to read it.
pub(super) struct Found {
    pub(super) table: TableId,
    pub(super) layout: &'static dyn Layout,
    pub(super) headings: Headings,
    /// How it was told, in words.
    pub(super) how: String,
    /// That the file looks like another platform's than the project says; which other sheets may be meant.
    pub(super) remarks: Diagnostics,
    /// The table with a row for each respondent, where the file has several or one for each answer.
    pub(super) reshaped: Option<Reshaped>,
    /// What a data tool wrote into blank cells.
    word_for_blanks: Option<&'static str>,
}

impl Found {
    /// The rows of the table from its start, one for each respondent.
    pub(super) fn rows<'s>(
        &'s self,
        file: &'s str,
        content: &'s Content<'_>,
    ) -> Box<dyn Rows + 's> {
        match &self.reshaped {
            Some(reshaped) => reshaped.rows(),
            None => {
                let tabs = self.layout.conventions().quoted_tabs;
                let rows = content.rows(file, self.table, tabs);
                match self.word_for_blanks {
                    Some(word) => Box::new(WithoutWord::new(rows, word)),
                    None => rows,
                }
            }
        }
    }
}

/// A table that may hold the responses.
struct Candidate {
    table: TableId,
    layout: &'static dyn Layout,
    how: String,
    /// Whether its headings are the platform's, and not only the project's word for it.
    known: bool,
    hidden: bool,
    rows: usize,
    cells: usize,
}

impl Candidate {
    /// The greatest holds the responses: known before unknown headings, sheets in sight before hidden ones,
    /// then the most rows; where nothing is known, the most cells: a list of codes is long and narrow.
    fn rank(&self) -> (bool, bool, usize) {
        let size = if self.known { self.rows } else { self.cells };
        (self.known, !self.hidden, size)
    }
}

/// Finds the table with the responses and the platform that wrote it. `platform` and `sheet` are what the
/// project says. One table is read: sheets are never added up.
///
/// # Errors
/// When the file is empty, a summary, of a layout that nobody knows, or has no such sheet.
pub(super) fn find(
    file: &str,
    content: &Content<'_>,
    platform: Option<Platform>,
    sheet: Option<&str>,
) -> Result<Found, Stop> {
    let tables: Vec<TableId> = match sheet {
        Some(name) => vec![sheet::named(file, content, name)?],
        None => content.tables().collect(),
    };
    let mut candidates = Vec::new();
    let mut summary = None;
    let mut any_row = false;
    for table in tables {
        let head = content.head(file, table, true)?;
        any_row |= !head.is_empty();
        if let Some(row) = summary_row(&head) {
            summary.get_or_insert(row);
            continue;
        }
        let Some((layout, how)) = recognise(&head, platform) else {
            continue;
        };
        let (rows, cells) = content.size(table);
        candidates.push(Candidate {
            table,
            layout,
            how,
            known: layout.recognise(&head).is_some(),
            hidden: content.is_hidden(table),
            rows,
            cells,
        });
    }
    // The first of several alike.
    let Some(best) = candidates.iter().rev().max_by_key(|c| c.rank()) else {
        return Err(Box::new(not_found(file, any_row, summary)));
    };
    let layout = best.layout;
    let head = content.head(file, best.table, layout.conventions().quoted_tabs)?;
    let others = candidates
        .iter()
        .filter(|other| other.table != best.table && other.known == best.known && other.rows > 1)
        .filter_map(|other| content.sheet_name(other.table));
    let mut remarks = Diagnostics::new();
    if let Some(warning) = platform.and_then(|said| other_platform(file, said, &head)) {
        remarks.push(warning);
    }
    if let Some(note) = sheet::others(file, content, best.table, others) {
        remarks.push(note);
    }
    let headings = layout.headings(&head);
    let shape = layout.shape(&headings);
    let mut rows = content.rows(file, best.table, layout.conventions().quoted_tabs);
    let reshaped = reshape(shape, file, &headings, rows.as_mut())?;
    let word_for_blanks = match reshaped {
        Some(_) => None,
        None => {
            let mut rows = content.rows(file, best.table, layout.conventions().quoted_tabs);
            word_for_blanks(&headings, layout.conventions(), rows.as_mut())?
        }
    };
    let in_blanks = word_for_blanks.map_or_else(String::new, |word| {
        format!("; \"{word}\" stands for blank cells")
    });
    Ok(Found {
        word_for_blanks,
        remarks,
        table: best.table,
        layout,
        headings: match &reshaped {
            Some(reshaped) => reshaped.headings.clone(),
            None => headings,
        },
        reshaped,
        how: format!(
            "{}: {}; {}{in_blanks}",
            layout.platform().label(),
            best.how,
            content.describe(best.table)
        ),
    })
}

/// The reader for these first rows: the one that the project names, or else the first that knows them.
fn recognise(head: &[Row], platform: Option<Platform>) -> Option<(&'static dyn Layout, String)> {
    if let Some(named) = platform {
        let layout = layout(named).filter(|_| !head.is_empty())?;
        let how = layout
            .recognise(head)
            .unwrap_or_else(|| "the project says so".to_owned());
        return Some((layout, how));
    }
    PLATFORMS
        .iter()
        .find_map(|layout| Some((*layout, layout.recognise(head)?)))
}

/// A warning when the headings are not those of the platform that the project names, but another one's.
fn other_platform(file: &str, said: Platform, head: &[Row]) -> Option<Diagnostic> {
    if layout(said)?.recognise(head).is_some() {
        return None;
    }
    let (other, how) = recognise(head, None)?;
    let other = other.platform();
    let mut warning = Diagnostic::new(
        Code::IngestUnknownLayout,
        Place::whole(file),
        format!(
            "the project says that {} wrote the file, and it looks like {}: {how}",
            said.label(),
            other.label()
        ),
    )
    .help(format!("write platform = \"{}\" if it is", other.name()));
    warning.severity = Severity::Warning;
    Some(warning)
}

/// The row of a summary's table heading, if there is one among the first rows.
fn summary_row(head: &[Row]) -> Option<u64> {
    let is_heading = |row: &&Row| {
        let mut cells = row.cells.iter().map(key);
        let of_choices = cells.next().is_some_and(|first| first == "answer choices")
            && cells.any(|cell| cell.starts_with("response"));
        let has = |wanted: &str| row.cells.iter().any(|cell| key(cell) == wanted);
        of_choices || has("weighted average") && has("total")
    };
    head.iter().find(is_heading).map(|row| row.number)
}

fn not_found(file: &str, any_row: bool, summary: Option<u64>) -> Diagnostic {
    if let Some(row) = summary {
        Diagnostic::new(
            Code::IngestSummary,
            Place::record(file, row),
            "the file is a summary with totals, not the responses themselves",
        )
        .help("export the individual responses (\"All individual responses\" or \"All responses data\")")
    } else if any_row {
        let known: Vec<&str> = PLATFORMS
            .iter()
            .map(|layout| layout.platform().name())
            .collect();
        Diagnostic::new(
            Code::IngestUnknownLayout,
            Place::whole(file),
            "no survey platform's headings are found in the first rows",
        )
        .help(format!(
            "give the wave one of platform = \"{}\"",
            known.join("\", \"")
        ))
    } else {
        Diagnostic::new(
            Code::IngestEmpty,
            Place::whole(file),
            "the file holds nothing",
        )
    }
}

/// Tells the platform and the questions of an export.
pub(super) fn detect(file: &str, bytes: &[u8]) -> Result<(Detected, Diagnostics), Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let mut remarks = Diagnostics::new();
    let result = Content::load(file, Source::Bytes(bytes), &mut diagnostics).and_then(|content| {
        let found = find(file, &content, None, None)?;
        remarks = found.remarks;
        Ok(Detected {
            platform: found.layout.platform(),
            how: found.how,
            encoding: content.encoding().to_owned(),
            questions: found.headings.questions(),
        })
    });
    diagnostics.extend(remarks);
    match result {
        Ok(detected) => Ok((detected, diagnostics)),
        Err(stop) => {
            diagnostics.push(*stop);
            Err(diagnostics)
        }
    }
}
