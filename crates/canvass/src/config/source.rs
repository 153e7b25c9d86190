use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Position, first_faults};

/// A value, and the byte of its file at which it stands.
#[derive(Debug, Clone)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) at: usize,
}

/// One file of the project: its text, and every fault found in it.
///
/// Once the text itself is broken, many a fault is only an echo of that: a key that seems to be missing stands
/// in the part that could not be read. Such echoes are not recorded.
#[derive(Debug)]
pub(super) struct Source<'i> {
    file: String,
    text: &'i str,
    /// The byte at which each line starts.
    lines: Vec<usize>,
    faults: RefCell<Diagnostics>,
    broken_lines: BTreeSet<u64>,
    /// The place that was asked for last: its byte, and its column. Those who read a long line go along it.
    last: Cell<(usize, u64)>,
}

impl<'i> Source<'i> {
    pub(super) fn new(file: impl Into<String>, text: &'i str) -> Self {
        Source {
            file: file.into(),
            text,
            lines: std::iter::once(0)
                .chain(text.match_indices('\n').map(|(at, _)| at + 1))
                .collect(),
            faults: RefCell::default(),
            broken_lines: BTreeSet::new(),
            last: Cell::default(),
        }
    }

    /// Reads the text as TOML; what cannot be read is recorded, once for a line, and where that is many lines for the
    /// first.
    pub(super) fn parse_toml(file: &str, text: &'i str) -> (Self, Spanned<DeTable<'i>>) {
        let mut source = Source::new(file, text);
        let (table, mut errors) = DeTable::parse_recoverable(text);
        errors.sort_by_key(|error| error.span().map(|span| span.start));
        let mut found = Vec::with_capacity(errors.len());
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let place = source.place(at);
            if let Position::Text { line, .. } = place.position {
                source.broken_lines.insert(line);
            }
            found.push(Diagnostic::new(Code::ConfigSyntax, place, error.message()));
        }
        for fault in first_faults(found) {
            source.faults.get_mut().push(fault);
        }
        (source, table)
    }

    /// Whether everything in the file could be read, so that what is not there is truly missing.
    pub(super) fn is_whole(&self) -> bool {
        self.broken_lines.is_empty()
    }

    /// The character at byte `at`. Unlike [`Place::in_text`] it counts neither lines nor the characters of a line anew
    /// each time, which would take long for a long text full of faults or with all its rules on one line.
    pub(super) fn place(&self, at: usize) -> Place {
        let line = self.lines.partition_point(|start| *start <= at);
        let start = self.lines.get(line.saturating_sub(1)).copied();
        let (last, last_column) = self.last.get();
        let (from, column) = match start {
            Some(start) if (start..=at).contains(&last) => (last, last_column.max(1)),
            start => (start.unwrap_or(at), 1),
        };
        match self.text.get(from..at) {
            Some(passed) => {
                let column = column + passed.chars().count() as u64;
                self.last.set((at, column));
                Place {
                    file: self.file.clone(),
                    position: Position::Text {
                        line: line as u64,
                        column,
                    },
                }
            }
            None => Place::in_text(self.file.as_str(), self.text, at),
        }
    }

    pub(super) fn fault(&self, code: Code, at: usize, message: impl Into<String>) {
        self.record(Diagnostic::new(code, self.place(at), message));
    }

    pub(super) fn fault_with_help(
        &self,
        code: Code,
        at: usize,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.record(Diagnostic::new(code, self.place(at), message).help(help));
    }

    fn record(&self, fault: Diagnostic) {
        if !self.is_echo(&fault) {
            self.faults.borrow_mut().push(fault);
        }
    }

    fn is_echo(&self, fault: &Diagnostic) -> bool {
        if self.is_whole() {
            return false;
        }
        let on_broken_line = matches!(fault.place.position,
            Position::Text { line, .. } if self.broken_lines.contains(&line));
        on_broken_line
            || matches!(
                fault.code,
                Code::ConfigMissingKey
                    | Code::ConfigUnknownReference
                    | Code::ConfigUnstatedChange
                    | Code::ConfigDuplicate
            )
    }

    /// Whether no more faults are kept, so that no help needs to be found for another.
    pub(super) fn is_full(&self) -> bool {
        self.faults.borrow().is_full()
    }

    pub(super) fn into_faults(self) -> Diagnostics {
        self.faults.into_inner()
    }

    /// The byte at which the content of a quoted string starts, its quotation marks left out.
    pub(super) fn content_start(&self, string: Range<usize>) -> usize {
        let written = self.text.get(string.clone()).unwrap_or_default();
        let long = written
            .strip_prefix("'''")
            .or_else(|| written.strip_prefix("\"\"\""));
        string.start
            + match long {
                Some(rest) if rest.starts_with("\r\n") => 5,
                Some(rest) if rest.starts_with('\n') => 4,
                Some(_) => 3,
                None => 1,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_text_itself() {
        for text in ["", "a", "a = 1\nŵy = \"é\" # x\n", "\r\n\r\nx", "é\né"] {
            let source = Source::new("f", text);
            for at in 0..=text.len() + 2 {
                assert_eq!(
                    source.place(at),
                    Place::in_text("f", text, at),
                    "{text:?} at {at}"
                );
            }
        }
    }

    #[test]
    fn the_content_of_a_string_starts_behind_its_quotation_marks() {
        for (written, start) in [
            ("'a'", 1),
            ("\"a\"", 1),
            ("''", 1),
            ("'''a'''", 3),
            ("'''\na'''", 4),
            ("\"\"\"\r\na\"\"\"", 5),
        ] {
            let source = Source::new("f", written);
            assert_eq!(source.content_start(0..written.len()), start, "{written}");
        }
    }
}
