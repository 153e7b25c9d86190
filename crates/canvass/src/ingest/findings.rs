//! Problems of single rows, gathered so that a person can read them: one diagnostic for each kind and
//! column, with how many rows and the first of them.

use std::collections::{BTreeMap, BTreeSet};

use super::heading::{Headings, one_line};
use super::labels::Labels;
use super::sentences::{counted, holds, sentence};
use super::tally::Tally;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::limits::MAX_REMEMBERED_BYTES;

/// Different unknown options told apart in one column.
const UNKNOWN_NAMED: usize = 5;

/// An answer that names no option of the project.
struct Unknown {
    /// Never shown: it may be somebody's own words.
    text: String,
    tally: Tally,
    suggestion: Option<String>,
    /// How many options the wave offered.
    offered: usize,
}

impl Unknown {
    /// The whole number that it is.
    fn number(&self) -> Option<usize> {
        self.text.trim_end_matches(".0").parse().ok()
    }
}

/// What was found in the rows of one export.
pub(super) struct Findings<'f> {
    file: &'f str,
    headings: &'f Headings,
    /// First columns of questions whose options have a column each: they stand for the whole block.
    blocks: BTreeSet<usize>,
    tallies: BTreeMap<(Code, Option<usize>), Tally>,
    unknown: BTreeMap<usize, Vec<Unknown>>,
    more_unknown: BTreeMap<usize, Tally>,
    whole: Diagnostics,
}

impl<'f> Findings<'f> {
    pub(super) fn new(file: &'f str, headings: &'f Headings, blocks: BTreeSet<usize>) -> Self {
        Findings {
            file,
            headings,
            blocks,
            tallies: BTreeMap::new(),
            unknown: BTreeMap::new(),
            more_unknown: BTreeMap::new(),
            whole: Diagnostics::new(),
        }
    }

    /// Something about a row as a whole.
    pub(super) fn row(&mut self, code: Code, row: u64) {
        self.tallies.entry((code, None)).or_default().add(row);
    }

    /// Something about an answer.
    pub(super) fn cell(&mut self, code: Code, row: u64, column: usize) {
        self.tallies
            .entry((code, Some(column)))
            .or_default()
            .add(row);
    }

    /// An answer that names no option of the project.
    pub(super) fn unknown_option(
        &mut self,
        row: u64,
        column: usize,
        text: &str,
        labels: &Labels<'_>,
    ) {
        let text = text.trim();
        let known = self.unknown.entry(column).or_default();
        if let Some(unknown) = known.iter_mut().find(|unknown| unknown.text == text) {
            unknown.tally.add(row);
        } else if known.len() < UNKNOWN_NAMED && text.len() <= MAX_REMEMBERED_BYTES {
            let mut tally = Tally::default();
            tally.add(row);
            known.push(Unknown {
                text: text.to_owned(),
                tally,
                suggestion: labels.nearest(text).map(str::to_owned),
                offered: labels.offered().len(),
            });
        } else {
            self.more_unknown.entry(column).or_default().add(row);
        }
    }

    /// Something about a whole column.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.whole.push(diagnostic);
    }

    /// Whether labels of options may be told, because they stand in the headings of the file.
    pub(super) fn tells_labels(&self) -> bool {
        !self.headings.parts_are_cells
    }

    /// The place of a column, with its label in the block.
    pub(super) fn column_place(&self, column: usize) -> Place {
        Place::column(self.file, self.headings.shown(column))
    }

    /// The place of the answer to the question that `column` stands for.
    pub(super) fn cell_place(&self, row: u64, column: usize) -> Place {
        let shown = match self.headings.columns.get(column) {
            Some(heading) if self.blocks.contains(&column) => one_line(&heading.question),
            _ => self.headings.shown(column),
        };
        Place::cell(self.file, row, shown)
    }

    /// How often something was found, over all columns.
    pub(super) fn count(&self, code: Code) -> u64 {
        self.tallies
            .iter()
            .filter(|((found, _), _)| *found == code)
            .map(|(_, tally)| tally.count())
            .sum()
    }

    /// Everything found, as diagnostics.
    pub(super) fn into_diagnostics(mut self) -> Diagnostics {
        let mut diagnostics = std::mem::take(&mut self.whole);
        for ((code, column), tally) in &self.tallies {
            let Some(first) = tally.first_row() else {
                continue;
            };
            let place = match column {
                Some(column) => self.cell_place(first, *column),
                None => Place::record(self.file, first),
            };
            diagnostics.push(Diagnostic::new(*code, place, sentence(*code, tally)));
        }
        let mut numbered = BTreeSet::new();
        for (column, unknown) in &self.unknown {
            if let Some(diagnostic) = self.numbers_diagnostic(*column, unknown) {
                diagnostics.push(diagnostic);
                numbered.insert(column);
                continue;
            }
            for unknown in unknown {
                diagnostics.push(self.unknown_diagnostic(*column, unknown));
            }
        }
        for (column, tally) in &self.more_unknown {
            if numbered.contains(column) {
                continue;
            }
            if let Some(first) = tally.first_row() {
                diagnostics.push(Diagnostic::new(
                    Code::IngestUnknownOption,
                    self.cell_place(first, *column),
                    format!(
                        "{} options that the project does not list: {}",
                        counted(tally.count(), "other answer holds", "other answers hold"),
                        tally.rows()
                    ),
                ));
            }
        }
        diagnostics
    }

    /// What to say of a column in which every unknown option is a whole number: the export was made with numbers
    /// in the place of answers.
    fn numbers_diagnostic(&self, column: usize, unknown: &[Unknown]) -> Option<Diagnostic> {
        let numbers: Vec<usize> = unknown.iter().map(Unknown::number).collect::<Option<_>>()?;
        let offered = unknown.first().filter(|_| unknown.len() > 1)?.offered;
        let more = self.more_unknown.get(&column).map_or(0, Tally::count);
        let count: u64 = unknown.iter().map(|unknown| unknown.tally.count()).sum();
        let first = unknown
            .iter()
            .filter_map(|unknown| unknown.tally.first_row())
            .min()?;
        let look_like = if numbers.iter().all(|number| (1..=offered).contains(number)) {
            format!("they look like the positions of its {offered} options")
        } else {
            "they look like codes of its options".to_owned()
        };
        Some(
            Diagnostic::new(
                Code::IngestUnknownOption,
                self.cell_place(first, column),
                format!(
                    "{} in the place of options, first in row {first}: {look_like}",
                    counted(count + more, "answer is a number", "answers are numbers")
                ),
            )
            .help(
                "export the answers' text, or say which number stands for each option, such as cell = \"1\"; the platform's code book tells",
            ),
        )
    }

    fn unknown_diagnostic(&self, column: usize, unknown: &Unknown) -> Diagnostic {
        let tally = &unknown.tally;
        let length = unknown.text.chars().count();
        let diagnostic = Diagnostic::new(
            Code::IngestUnknownOption,
            self.cell_place(tally.first_row().unwrap_or(0), column),
            format!(
                "{} an option that the project does not list ({}): {}",
                holds(tally.count()),
                counted(length as u64, "character", "characters"),
                tally.rows()
            ),
        );
        match &unknown.suggestion {
            Some(label) => diagnostic.help(format!(
                "it is much like the option \"{label}\"; give that option the label it has in this export"
            )),
            None if is_date(&unknown.text) => diagnostic.help(
                "it is a date: a spreadsheet makes dates of options such as \"5-10\"; download the export again and do not save it from a spreadsheet",
            ),
            None if unknown.text.parse::<f64>().is_ok() => diagnostic.help(
                "it is a number: if the export was made with numbers in the place of answers, export the answers' text",
            ),
            None => diagnostic,
        }
    }
}

/// `10-May`, `May-10` or `2024-05-10`: what a spreadsheet makes of a range of numbers.
fn is_date(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let number =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let month = |part: &str| MONTHS.contains(&part.to_ascii_lowercase().as_str());
    let day = text.split(' ').next().unwrap_or(text);
    match day.split('-').collect::<Vec<_>>()[..] {
        [a, b] => (number(a) && month(b)) || (month(a) && number(b)),
        [year, month, day] => year.len() == 4 && [year, month, day].into_iter().all(number),
        _ => false,
    }
}

/// A warning about words that several people wrote in the same form beside "Other".
pub(super) fn frequent_other(
    place: Place,
    tally: &Tally,
    length: usize,
    near: Option<&str>,
) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        Code::IngestUnknownOption,
        place,
        format!(
            "{} people gave the same words ({}) as an answer of their own, counted as \"Other\": {}",
            tally.count(),
            counted(length as u64, "character", "characters"),
            tally.rows()
        ),
    );
    diagnostic.severity = Severity::Warning;
    diagnostic.help(match near {
        Some(label) => format!(
            "they are much like the option \"{label}\"; give that option the label it has in this export"
        ),
        None => "if the form offered them as an option, list it".to_owned(),
    })
}
