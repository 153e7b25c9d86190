use super::decision::{Decision, DecisionId};
use super::line::{self, LineFault};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Position, Warned};

/// Every decision of the record that can be read, in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    decisions: Vec<Recorded>,
    /// The bytes up to the end of the last whole line.
    whole: usize,
    /// Whether the last line is whole but for its end.
    unended: bool,
}

/// A decision and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its line in the record, from 1.
    pub line: u64,
    /// Its id.
    pub id: DecisionId,
    /// The decision.
    pub decision: Decision,
}

impl Record {
    /// Reads the content of a record. `file` names it in diagnostics.
    ///
    /// A line that is no decision is reported and does not count; the others do. A last line that was cut short,
    /// because writing was interrupted, is none.
    ///
    /// ```
    /// use canvass::coding::decisions::Record;
    ///
    /// let read = Record::read("coding/decisions.jsonl", b"{\"v\":1,\"id\":");
    /// assert!(read.value.decisions().is_empty());
    /// assert_eq!(read.diagnostics.len(), 1);
    /// ```
    pub fn read(file: &str, bytes: &[u8]) -> Warned<Self> {
        let mut diagnostics = Diagnostics::new();
        let mut record = Record::default();
        let mut number = 0;
        let mut start = 0;
        while start < bytes.len() {
            number += 1;
            let rest = bytes.get(start..).unwrap_or_default();
            let ended = rest.iter().position(|byte| *byte == b'\n');
            let line = &rest[..ended.unwrap_or(rest.len())];
            start += line.len() + 1;
            let text = std::str::from_utf8(line).map_err(|_| LineFault::Damaged);
            match text.map(str::trim) {
                Ok("") if ended.is_some() => {}
                text => match text.and_then(line::read) {
                    Ok((decision, id)) => {
                        record.decisions.push(Recorded {
                            line: number,
                            id,
                            decision,
                        });
                        record.unended = ended.is_none();
                    }
                    Err(_) if ended.is_none() => {
                        diagnostics.push(cut_short(file, number));
                        break;
                    }
                    Err(fault) => diagnostics.push(damaged(file, number, fault)),
                },
            }
            record.whole = start.min(bytes.len());
        }
        Warned {
            value: record,
            diagnostics,
        }
    }

    /// The decisions, the first one first.
    pub fn decisions(&self) -> &[Recorded] {
        &self.decisions
    }

    /// How many bytes of the file are whole lines; what follows was cut short.
    pub(super) fn whole(&self) -> usize {
        self.whole
    }

    /// Whether the last decision lacks the end of its line.
    pub(super) fn is_unended(&self) -> bool {
        self.unended
    }
}

fn damaged(file: &str, line: u64, fault: LineFault) -> Diagnostic {
    Diagnostic::new(Code::DecisionsLine, at(file, line), fault.message()).help(
        "the decision in it does not count; take the line from a copy of the file, or decide on the answer again",
    )
}

fn cut_short(file: &str, line: u64) -> Diagnostic {
    Diagnostic::new(
        Code::DecisionsCutShort,
        at(file, line),
        "the last line was cut short, so it is no decision",
    )
    .help("import the review sheet again: decisions that are in the record already are not made twice")
}

pub(super) fn at(file: &str, line: u64) -> Place {
    Place {
        file: file.to_owned(),
        position: Position::Text { line, column: 1 },
    }
}
