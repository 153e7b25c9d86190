use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::FigureName;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::survey::{QuestionId, WaveId};
use crate::tabulate::{CodeScope, LineKey, Subject};

/// What earlier reports published and what they hid, figure by figure. Of a hidden figure it says only that.
///
/// A reader can set a new report beside the old ones, so what they told belongs to what must be reckoned with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    figures: BTreeMap<Heading, BTreeMap<String, Entry>>,
}

/// The file's name in the project's folder.
pub const LEDGER_FILE: &str = "release-ledger.json";

/// Goes up when the meaning of the file changes.
const VERSION: u32 = 1;

/// The table that figures stand in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Heading {
    wave: String,
    /// "wave", "question", "frame" or "evidence".
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// The place of a ranking, or the stance that a table of codes looks at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    /// The question that tells the groups, and the group, as `question=option`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    /// Name and version of the codebook, for codes: another codebook counts other things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    codebook: Option<String>,
}

/// What was published of a figure first, and by which report.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    report: String,
    /// `None` when it was hidden.
    count: Option<u64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    tables: Vec<Table>,
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

/// What the ledger says of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// It was published.
    Shown(u64),
    /// It was hidden.
    Suppressed,
}

impl Ledger {
    /// Reads the ledger. Nothing at all is an error: a project without earlier reports has no such file.
    ///
    /// # Errors
    /// With the place of the fault, when the bytes are not a ledger that this version reads.
    pub fn parse(bytes: &[u8]) -> Result<Self, Diagnostics> {
        let fault = |place: Place, message: String| {
            let mut faults = Diagnostics::new();
            faults.push(
                Diagnostic::new(Code::LedgerUnreadable, place, message)
                    .help("put back the file as \"canvass report\" wrote it"),
            );
            faults
        };
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let message = format!("not UTF-8 text from byte {}", error.valid_up_to());
            fault(Place::whole(LEDGER_FILE), message)
        })?;
        let file: File = serde_json::from_str(text).map_err(|error| {
            let line = text
                .lines()
                .nth(error.line().saturating_sub(1))
                .unwrap_or("");
            let before: usize = text
                .lines()
                .take(error.line().saturating_sub(1))
                .map(|line| line.len() + 1)
                .sum();
            let column = error.column().saturating_sub(1).min(line.len());
            let at = (before + column).min(text.len());
            let at = (0..=at).rev().find(|at| text.is_char_boundary(*at));
            let what = match error.classify() {
                serde_json::error::Category::Data => "this is not what a release ledger holds",
                serde_json::error::Category::Eof => "the file ends too early",
                _ => "this is not JSON",
            };
            fault(
                Place::in_text(LEDGER_FILE, text, at.unwrap_or(0)),
                what.to_owned(),
            )
        })?;
        if file.version != VERSION {
            let message = format!("a ledger of version {}, not {VERSION}", file.version);
            return Err(fault(Place::whole(LEDGER_FILE), message));
        }
        let mut ledger = Ledger::default();
        for table in file.tables {
            let entries = ledger.figures.entry(table.heading).or_default();
            let shown = table
                .shown
                .into_iter()
                .map(|(figure, count)| (figure, Some(count)));
            let suppressed = table.suppressed.into_iter().map(|figure| (figure, None));
            for (figure, count) in shown.chain(suppressed) {
                let report = table.report.clone();
                let entry = Entry { report, count };
                // What one report hid and another told is told.
                let known = entries
                    .get(&figure)
                    .is_some_and(|known: &Entry| known.count.is_some());
                if !known {
                    entries.insert(figure, entry);
                }
            }
        }
        Ok(ledger)
    }

    /// The ledger as it is written: the same bytes for the same ledger, a line for each table of each report.
    pub fn to_json(&self) -> String {
        let mut tables: Vec<Table> = Vec::new();
        for (heading, figures) in &self.figures {
            let reports: BTreeSet<&String> = figures.values().map(|entry| &entry.report).collect();
            for report in reports {
                let mut table = Table {
                    report: report.clone(),
                    heading: heading.clone(),
                    shown: BTreeMap::new(),
                    suppressed: BTreeSet::new(),
                };
                for (figure, entry) in figures.iter().filter(|(_, e)| &e.report == report) {
                    match entry.count {
                        Some(count) => {
                            table.shown.insert(figure.clone(), count);
                        }
                        None => {
                            table.suppressed.insert(figure.clone());
                        }
                    }
                }
                tables.push(table);
            }
        }
        let lines: Vec<String> = tables
            .iter()
            // Strings and whole numbers can always be written.
            .filter_map(|table| serde_json::to_string(table).ok())
            .map(|line| format!("    {line}"))
            .collect();
        format!(
            "{{\n  \"version\": {VERSION},\n  \"tables\": [\n{}\n  ]\n}}\n",
            lines.join(",\n")
        )
    }

    /// Whether no report stands in it.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    pub(super) fn told(&self, address: &Address) -> Option<Told> {
        let entry = self.figures.get(&address.heading)?.get(&address.figure)?;
        Some(entry.count.map_or(Told::Suppressed, Told::Shown))
    }

    /// The questions by whose groups reports told of a question, or of any.
    pub(super) fn crossed(&self, wave: &WaveId, question: Option<&QuestionId>) -> BTreeSet<String> {
        let of_question = self.figures.keys().filter(|heading| {
            let of = heading.id.as_deref();
            heading.wave == wave.as_str() && question.is_none_or(|q| of == Some(q.as_str()))
        });
        let groups = of_question.filter_map(|heading| heading.group.as_deref());
        let by = groups.filter_map(|group| group.split_once('='));
        by.map(|(by, _)| by.to_owned()).collect()
    }

    /// The report that first told of the wave.
    pub(super) fn report_of(&self, wave: &WaveId) -> Option<&str> {
        let of_wave = self.figures.iter().filter(|(h, _)| h.wave == wave.as_str());
        let reports = of_wave.flat_map(|(_, figures)| figures.values());
        reports.map(|entry| entry.report.as_str()).min()
    }

    /// Notes what `report` tells of a figure, unless an earlier one told the same figure; a code that was counted
    /// anew is noted anew.
    pub(super) fn note(&mut self, report: &str, address: Address, count: Option<u64>) {
        let figures = self.figures.entry(address.heading).or_default();
        let entry = Entry {
            report: report.to_owned(),
            count,
        };
        match figures.get(&address.figure) {
            Some(known) if known.count.is_some() && (count.is_none() || known.count == count) => {}
            Some(known) if known.count.is_none() && count.is_none() => {}
            _ => {
                figures.insert(address.figure, entry);
            }
        }
    }
}

/// Where the ledger keeps a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    heading: Heading,
    figure: String,
}

impl Address {
    /// How many responded in the wave.
    pub(super) fn respondents(wave: &WaveId) -> Self {
        Address {
            heading: Heading::new(wave, "wave", None),
            figure: "respondents".to_owned(),
        }
    }

    /// `codebook` is its name and version.
    pub(super) fn of(wave: &WaveId, name: &FigureName, codebook: &str) -> Self {
        let question = |id: &str| Heading::new(wave, "question", Some(id));
        let coded = |heading: Heading| Heading {
            codebook: Some(codebook.to_owned()),
            ..heading
        };
        let (heading, figure) = match name {
            FigureName::Writers => (
                coded(Heading::new(wave, "wave", None)),
                "writers".to_owned(),
            ),
            FigureName::Asked(id) => (question(id.as_str()), "asked".to_owned()),
            FigureName::Answered(id) => (question(id.as_str()), "answered".to_owned()),
            FigureName::Chosen(code) => (
                Heading::new(wave, "evidence", None),
                format!("chose {code}"),
            ),
            FigureName::OfGroup { by, group, figure } => {
                let Address { heading, figure } = Address::of(wave, figure, codebook);
                let group = Some(format!("{by}={group}"));
                (Heading { group, ..heading }, figure)
            }
            FigureName::Line(subject, line) => {
                let heading = match subject {
                    Subject::Question(id) => question(id.as_str()),
                    Subject::Place {
                        question: id,
                        place,
                    } => Heading {
                        scope: Some(format!("place {place}")),
                        ..question(id.as_str())
                    },
                    Subject::Frame { frame, scope } => coded(Heading {
                        scope: stance_of(*scope),
                        ..Heading::new(wave, "frame", Some(frame.as_str()))
                    }),
                    Subject::FrameInQuestion {
                        frame,
                        scope,
                        question,
                    } => coded(Heading {
                        scope: stance_of(*scope),
                        ..Heading::new(wave, "frame", Some(&format!("{frame} in {question}")))
                    }),
                };
                let figure = match line {
                    LineKey::Option(id) => format!("option {id}"),
                    LineKey::Union(id) => format!("union {id}"),
                    LineKey::Code(code) => format!("code {}", code.code),
                };
                (heading, figure)
            }
        };
        Address { heading, figure }
    }

    /// Whether the figure counts codes, which can be counted anew.
    pub(super) fn is_coded(&self) -> bool {
        self.heading.codebook.is_some()
    }

    /// The id of the question or the frame, in words for a diagnostic.
    pub(super) fn subject(&self) -> String {
        match &self.heading.id {
            Some(id) => format!("{} \"{id}\"", self.heading.kind),
            None => "the wave".to_owned(),
        }
    }
}

/// The stance that a table of codes looks at; `None` for all answers.
fn stance_of(scope: CodeScope) -> Option<String> {
    match scope {
        CodeScope::All => None,
        CodeScope::Stance(stance) => Some(stance.name().to_owned()),
    }
}

impl Heading {
    fn new(wave: &WaveId, kind: &str, id: Option<&str>) -> Self {
        Heading {
            wave: wave.to_string(),
            kind: kind.to_owned(),
            id: id.map(str::to_owned),
            scope: None,
            group: None,
            codebook: None,
        }
    }
}
