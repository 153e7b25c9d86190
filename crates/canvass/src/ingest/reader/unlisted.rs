use super::tick::{Tick, sign};
use crate::diagnostics::{Code, Diagnostic};
use crate::ingest::findings::Findings;
use crate::ingest::heading::one_line;
use crate::ingest::key::{is_blank, key};
use crate::ingest::labels::Labels;
use crate::ingest::row::Row;
use crate::ingest::sentences::counted;

/// A column among the options that is none of them.
pub(super) struct Unlisted {
    column: usize,
    /// The label over it, as given.
    label: String,
    label_key: String,
    filled: u64,
    ticked: u64,
}

impl Unlisted {
    /// The unlisted columns of a block, with their labels.
    pub(super) fn all(columns: &[(usize, String)]) -> Vec<Self> {
        let new = |(column, label): &(usize, String)| Unlisted {
            column: *column,
            label: one_line(label),
            label_key: key(label),
            filled: 0,
            ticked: 0,
        };
        columns.iter().map(new).collect()
    }

    /// Counts what stands in the column in a row.
    pub(super) fn note(&mut self, row: &Row) {
        let cell = row.cell(self.column);
        if !is_blank(cell) {
            self.filled += 1;
            self.ticked += u64::from(key(cell) == self.label_key || sign(cell) == Tick::Yes);
        }
    }

    /// An option that was ticked is a fault, and named if its label is a heading; a comment box or an option that nobody chose is a column
    /// that no question uses.
    pub(super) fn report(&self, labels: &Labels<'_>, findings: &mut Findings<'_>) {
        let place = findings.column_place(self.column);
        if self.ticked * 2 <= self.filled {
            findings.push(Diagnostic::new(
                Code::IngestUnmappedColumn,
                place,
                "the column stands among the options of a question and is none of those that the project lists",
            ));
            return;
        }
        let option = if findings.tells_labels() {
            format!("the option \"{}\"", self.label)
        } else {
            let length = self.label.chars().count() as u64;
            format!("an option ({})", counted(length, "character", "characters"))
        };
        let people = counted(self.ticked, "person", "people");
        let diagnostic = Diagnostic::new(
            Code::IngestUnknownOption,
            place,
            format!("the project does not list {option}, and {people} chose it"),
        );
        findings.push(match labels.nearest(&self.label) {
            Some(label) => diagnostic.help(format!(
                "it is much like the option \"{label}\"; give that option the label it has in this export"
            )),
            None => diagnostic,
        });
    }
}
