//! The ledger as a file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Entry, Heading, LEDGER_FILE, Ledger, ReportEntry};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};

/// Goes up when the meaning of the file changes.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    /// In the order of their release. Reports that stand in no such list were released before those that do.
    #[serde(default)]
    reports: Vec<Report>,
    tables: Vec<Table>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    report: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    correction: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withdrawn: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Table {
    report: String,
    #[serde(flatten)]
    heading: Heading,
    #[serde(default)]
    shown: BTreeMap<String, u64>,
    #[serde(default)]
    suppressed: BTreeSet<String>,
}

impl Ledger {
    /// Reads the ledger. Nothing at all is an error: a project without earlier reports has no such file.
    ///
    /// # Errors
    /// With the place of the fault, when the bytes are not a ledger that this version reads.
    pub fn parse(bytes: &[u8]) -> Result<Self, Diagnostics> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let message = format!("not UTF-8 text from byte {}", error.valid_up_to());
            fault(Place::whole(LEDGER_FILE), message)
        })?;
        let file: File = serde_json::from_str(text).map_err(|error| {
            let place = Place::in_text(LEDGER_FILE, text, place_of(&error, text));
            let what = match error.classify() {
                serde_json::error::Category::Data => "this is not what a release ledger holds",
                serde_json::error::Category::Eof => "the file ends too early",
                _ => "this is not JSON",
            };
            fault(place, what.to_owned())
        })?;
        if file.version != VERSION {
            let message = format!("a ledger of version {}, not {VERSION}", file.version);
            return Err(fault(Place::whole(LEDGER_FILE), message));
        }
        Ok(of_file(file))
    }

    /// The ledger as it is written: the same bytes for the same ledger, a line for each report and for each table of
    /// each report.
    pub fn to_json(&self) -> String {
        let reports = self.reports.iter().map(|report| Report {
            report: report.name.clone(),
            correction: report.correction.clone(),
            withdrawn: report.withdrawn.clone(),
        });
        let tables = self.figures.iter().flat_map(|(heading, figures)| {
            let told = (0..self.reports.len()).map(|report| self.table(heading, figures, report));
            told.flatten()
        });
        format!(
            "{{\n  \"version\": {VERSION},\n  \"reports\": [\n{}\n  ],\n  \"tables\": [\n{}\n  ]\n}}\n",
            lines(reports),
            lines(tables)
        )
    }

    /// What one report told of a table first.
    fn table(
        &self,
        heading: &Heading,
        figures: &BTreeMap<String, Vec<Entry>>,
        report: usize,
    ) -> Option<Table> {
        let mut table = Table {
            report: self.reports.get(report)?.name.clone(),
            heading: heading.clone(),
            shown: BTreeMap::new(),
            suppressed: BTreeSet::new(),
        };
        for (figure, entries) in figures {
            for entry in entries.iter().filter(|entry| entry.report == report) {
                match entry.count {
                    Some(count) => {
                        table.shown.insert(figure.clone(), count);
                    }
                    None => {
                        table.suppressed.insert(figure.clone());
                    }
                }
            }
        }
        (!table.shown.is_empty() || !table.suppressed.is_empty()).then_some(table)
    }
}

/// Each in a line of its own. Strings and whole numbers can always be written.
fn lines(of: impl Iterator<Item = impl Serialize>) -> String {
    let lines = of.filter_map(|one| serde_json::to_string(&one).ok());
    let lines: Vec<String> = lines.map(|line| format!("    {line}")).collect();
    lines.join(",\n")
}

fn of_file(file: File) -> Ledger {
    let named: BTreeSet<&String> = file.reports.iter().map(|report| &report.report).collect();
    let of_tables: BTreeSet<&String> = file.tables.iter().map(|table| &table.report).collect();
    let unlisted = of_tables.difference(&named).map(|name| ReportEntry {
        name: (*name).clone(),
        correction: None,
        withdrawn: None,
    });
    let listed = file.reports.iter().map(|report| ReportEntry {
        name: report.report.clone(),
        correction: report.correction.clone(),
        withdrawn: report.withdrawn.clone(),
    });
    let mut ledger = Ledger {
        reports: unlisted.chain(listed).collect(),
        figures: BTreeMap::new(),
    };
    let place = |name: &String| ledger.reports.iter().position(|r| &r.name == name);
    let tables = file.tables.into_iter();
    let mut tables: Vec<(usize, Table)> = tables
        .filter(|table| !(table.shown.is_empty() && table.suppressed.is_empty()))
        .map(|table| (place(&table.report).unwrap_or(0), table))
        .collect();
    tables.sort_by_key(|(report, _)| *report);
    for (report, table) in tables {
        let figures = ledger.figures.entry(table.heading).or_default();
        let suppressed = table.suppressed.into_iter().map(|figure| (figure, None));
        let shown = table.shown.into_iter();
        let shown = shown.map(|(figure, count)| (figure, Some(count)));
        for (figure, count) in suppressed.chain(shown) {
            let entries = figures.entry(figure).or_default();
            entries.push(Entry { report, count });
        }
    }
    ledger
}

fn fault(place: Place, message: String) -> Diagnostics {
    let mut faults = Diagnostics::new();
    faults.push(
        Diagnostic::new(Code::LedgerUnreadable, place, message)
            .help("put back the file as \"canvass report\" wrote it"),
    );
    faults
}

/// The byte that an error of JSON stands at.
fn place_of(error: &serde_json::Error, text: &str) -> usize {
    let line = error.line().saturating_sub(1);
    let before: usize = text.lines().take(line).map(|line| line.len() + 1).sum();
    let length = text.lines().nth(line).map_or(0, str::len);
    let at = (before + error.column().saturating_sub(1).min(length)).min(text.len());
    let mut at = (0..=at).rev();
    at.find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
