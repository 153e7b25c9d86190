use std::collections::BTreeMap;
use std::fmt;

use super::judgements::Found;
use crate::diagnostics::{Checked, Code, Diagnostic, Diagnostics, Place, Position, nearest};
use crate::limits::{FileFault, MAX_CODED_FILE_BYTES};
use crate::survey::{CodeRef, Codebook};

/// How the headings of coders' columns start.
const CODER: &str = "coder_";

/// Answers that people coded elsewhere: a table with the columns `id`, `question`, `text`, and one for each coder
/// whose heading starts with `coder_`. Codes are parted by `;`. An empty cell says that no code applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedFile {
    /// The coders' names: the headings of their columns.
    pub coders: Vec<String>,
    /// The answers, in the order of the file.
    pub answers: Vec<FileAnswer>,
}

/// An answer of a [`CodedFile`].
#[derive(Clone, PartialEq, Eq)]
pub struct FileAnswer {
    /// Its id; each stands once in a file.
    pub id: String,
    /// The wave, where the file has a column `wave`.
    pub wave: Option<String>,
    /// The question, as the file names it.
    pub question: String,
    /// The answer's words: never for a message or a log.
    pub text: String,
    /// The codes that each coder gave.
    pub codes: Vec<Found>,
}

impl fmt::Debug for FileAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileAnswer")
            .field("id", &self.id)
            .field("wave", &self.wave)
            .field("question", &self.question)
            .field("codes", &self.codes)
            .finish_non_exhaustive()
    }
}

/// Where the columns of a file stand.
struct Columns {
    id: usize,
    question: usize,
    text: usize,
    wave: Option<usize>,
    coders: Vec<usize>,
}

impl CodedFile {
    /// Reads the bytes of `file`, comma-separated in UTF-8.
    ///
    /// # Errors
    /// Every missing column, repeated id and code that the codebook does not define, at once.
    pub fn read(codebook: &Codebook, file: &str, bytes: &[u8]) -> Checked<CodedFile> {
        let mut faults = Diagnostics::new();
        if bytes.len() > MAX_CODED_FILE_BYTES {
            faults.push(Diagnostic::new(
                Code::AgreementCodedFile,
                Place::whole(file),
                FileFault::TooLarge {
                    most: MAX_CODED_FILE_BYTES as u64,
                }
                .to_string(),
            ));
            return Err(faults);
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
        let mut read = CodedFile {
            coders: Vec::new(),
            answers: Vec::new(),
        };
        let Some((heads, columns)) = headings(&mut reader, file, &mut faults) else {
            return faults.into_checked(read);
        };
        read.coders = columns
            .coders
            .iter()
            .filter_map(|at| heads.get(*at).cloned())
            .collect();
        let codes = known_codes(codebook);
        let mut seen: BTreeMap<String, u64> = BTreeMap::new();
        for (row, record) in (2_u64..).zip(reader.records()) {
            let Ok(record) = record else {
                faults.push(Diagnostic::new(
                    Code::AgreementCodedFile,
                    Place::record(file, row),
                    "the row is not UTF-8, or has more or fewer cells than there are headings",
                ));
                continue;
            };
            let cell = |at: usize| record.get(at).unwrap_or_default();
            let id = cell(columns.id).trim().to_owned();
            if id.is_empty() {
                faults.push(Diagnostic::new(
                    Code::AgreementCodedFile,
                    Place::record(file, row),
                    "the row has no id",
                ));
            } else if let Some(first) = seen.insert(id.clone(), row) {
                faults.push(Diagnostic::new(
                    Code::AgreementCodedFile,
                    Place::record(file, row),
                    format!("row {first} has the same id"),
                ));
            }
            let given = columns.coders.iter().map(|at| {
                let column = heads.get(*at).map_or("", String::as_str);
                let place = || Place {
                    file: file.to_owned(),
                    position: Position::Cell {
                        record: row,
                        column: column.to_owned(),
                    },
                };
                codes_of(cell(*at), &codes, place, &mut faults)
            });
            let codes = given.collect();
            read.answers.push(FileAnswer {
                id,
                wave: columns.wave.map(|at| cell(at).trim().to_owned()),
                question: cell(columns.question).trim().to_owned(),
                text: cell(columns.text).to_owned(),
                codes,
            });
        }
        faults.into_checked(read)
    }
}

fn headings(
    reader: &mut csv::Reader<&[u8]>,
    file: &str,
    faults: &mut Diagnostics,
) -> Option<(Vec<String>, Columns)> {
    let mut fault = |message: String| {
        faults.push(
            Diagnostic::new(Code::AgreementCodedFile, Place::record(file, 1), message)
                .help("the headings are: id,question,text,coder_1,coder_2"),
        );
    };
    let Ok(heads) = reader.headers() else {
        fault("the headings are not UTF-8".to_owned());
        return None;
    };
    let heads: Vec<String> = heads.iter().map(|head| head.trim().to_owned()).collect();
    let place = |name: &str| heads.iter().position(|head| head == name);
    let coders: Vec<usize> = heads
        .iter()
        .enumerate()
        .filter(|(_, head)| head.starts_with(CODER))
        .map(|(at, _)| at)
        .collect();
    for name in ["id", "question", "text"] {
        if place(name).is_none() {
            fault(format!("there is no column \"{name}\""));
        }
    }
    if coders.is_empty() {
        fault(format!("there is no column that starts with \"{CODER}\""));
    }
    let columns = Columns {
        id: place("id")?,
        question: place("question")?,
        text: place("text")?,
        wave: place("wave"),
        coders,
    };
    (!columns.coders.is_empty()).then_some((heads, columns))
}

fn known_codes(codebook: &Codebook) -> BTreeMap<String, CodeRef> {
    let codes = codebook.codes();
    codes.map(|(code, _)| (code.to_string(), code)).collect()
}

fn codes_of(
    cell: &str,
    known: &BTreeMap<String, CodeRef>,
    place: impl Fn() -> Place,
    faults: &mut Diagnostics,
) -> Found {
    let mut found = Found::new();
    for name in cell.split(';').map(str::trim).filter(|n| !n.is_empty()) {
        match known.get(name) {
            Some(code) => {
                found.insert(code.clone(), Vec::new());
            }
            None => {
                let mut fault = Diagnostic::new(
                    Code::AgreementCodedFile,
                    place(),
                    "a code here is not defined by the codebook",
                );
                // The cell may hold anything, even an answer in the wrong column: only its likeness is told.
                if !faults.is_full()
                    && let Some(near) = nearest(name, known.keys().map(String::as_str))
                {
                    fault = fault.help(format!("did you mean \"{near}\"?"));
                }
                faults.push(fault);
            }
        }
    }
    found
}
