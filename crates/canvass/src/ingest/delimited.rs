use csv::{ReaderBuilder, StringRecord};

use super::limits::{MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROWS};
use super::row::{Row, Rows, Stop};
use crate::diagnostics::{Code, Diagnostic, Place};

/// How the cells of a text file are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delimiter {
    Comma,
    Semicolon,
    Tab,
}

impl Delimiter {
    const ALL: [Delimiter; 3] = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab];

    fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
        }
    }

    /// What a file with it is called.
    pub(super) fn describe(self) -> &'static str {
        match self {
            Delimiter::Comma => "comma separated",
            Delimiter::Semicolon => "semicolon separated",
            Delimiter::Tab => "tab separated",
        }
    }

    /// The delimiter that a first line such as `sep=;` states, and where the line after it starts.
    pub(super) fn stated(text: &str) -> Option<(Delimiter, usize)> {
        let line = text.split(['\r', '\n']).next()?;
        let [byte] = line.strip_prefix("sep=")?.as_bytes() else {
            return None;
        };
        let delimiter = Delimiter::ALL.into_iter().find(|d| d.byte() == *byte)?;
        let after = &text[line.len()..];
        let end = ["\r\n", "\n", "\r"]
            .into_iter()
            .find(|end| after.starts_with(end))?;
        Some((delimiter, line.len() + end.len()))
    }

    /// Tells the delimiter from the heading row, outside quotation marks.
    ///
    /// Questions hold commas and semicolons too: among the delimiters that occur there, the one that
    /// parts most of the following records into as many cells as the heading row wins.
    pub(super) fn sniff(text: &str) -> Delimiter {
        let counts = count_outside_quotes(text);
        let mut best = (0, 0, Delimiter::Comma);
        let present: Vec<Delimiter> = Delimiter::ALL
            .into_iter()
            .filter(|d| counts[*d as usize] > 0)
            .collect();
        if let [only] = present[..] {
            return only;
        }
        for delimiter in present {
            let score = (regular_records(text, delimiter), counts[delimiter as usize]);
            if score > (best.0, best.1) {
                best = (score.0, score.1, delimiter);
            }
        }
        best.2
    }
}

/// How often each delimiter stands in the first line that is not empty, outside quotation marks.
fn count_outside_quotes(text: &str) -> [usize; 3] {
    let mut counts = [0; 3];
    let mut quoted = false;
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            byte if !quoted => {
                for delimiter in Delimiter::ALL {
                    counts[delimiter as usize] += usize::from(delimiter.byte() == byte);
                }
            }
            _ => {}
        }
    }
    counts
}

/// How many in a thousand of the first records have as many cells as the very first one. A share, because a
/// wrong delimiter reads other numbers of records.
fn regular_records(text: &str, delimiter: Delimiter) -> usize {
    const LOOKED_AT: usize = 40;
    let mut reader = reader(text, delimiter, true);
    let mut record = StringRecord::new();
    let mut width = None;
    let (mut regular, mut records) = (0, 0);
    for _ in 0..LOOKED_AT {
        match reader.read_record(&mut record) {
            Ok(true) => {
                let first = *width.get_or_insert(record.len());
                records += 1;
                regular += usize::from(record.len() == first);
            }
            Ok(false) | Err(_) => break,
        }
    }
    regular * 1000 / records.max(1)
}

fn reader(text: &str, delimiter: Delimiter, quotes: bool) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.byte())
        .quoting(quotes)
        .buffer_capacity(1 << 16)
        .from_reader(text.as_bytes())
}

/// The records of a text file. Nothing but the current record is kept.
pub(super) struct Delimited<'t> {
    file: &'t str,
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    row: Row,
}

impl<'t> Delimited<'t> {
    /// `quotes` says whether a cell may stand in quotation marks.
    pub(super) fn new(file: &'t str, text: &'t str, delimiter: Delimiter, quotes: bool) -> Self {
        Delimited {
            file,
            text,
            reader: reader(text, delimiter, quotes),
            row: Row::new(),
        }
    }

    /// How many empty lines stand before the record that starts at byte `start`: a spreadsheet shows
    /// them as rows, the reader passes over them.
    fn empty_lines(&self, start: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let mut at = start;
        // The reader ends a record at the carriage return of a pair.
        if start > 0 && bytes.get(start - 1) == Some(&b'\r') && bytes.get(start) == Some(&b'\n') {
            at += 1;
        }
        let mut lines = 0;
        loop {
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b'\r'), Some(b'\n')) => at += 2,
                (Some(b'\r' | b'\n'), _) => at += 1,
                _ => return lines,
            }
            lines += 1;
        }
    }

    fn too_large(&self, place: Place, message: String) -> Stop {
        Box::new(Diagnostic::new(Code::IngestTooLarge, place, message))
    }

    fn check(&self) -> Result<(), Stop> {
        let row = &self.row;
        if row.number > MAX_ROWS {
            return Err(self.too_large(
                Place::whole(self.file),
                format!("the file has more than {MAX_ROWS} rows"),
            ));
        }
        if row.cells.len() > MAX_COLUMNS {
            return Err(self.too_large(
                Place::record(self.file, row.number),
                format!("the row has more than {MAX_COLUMNS} cells"),
            ));
        }
        if row.cells.as_slice().len() > MAX_CELL_BYTES
            && row.cells.iter().any(|cell| cell.len() > MAX_CELL_BYTES)
        {
            let mut stop = self.too_large(
                Place::record(self.file, row.number),
                format!("a cell of the row is longer than {MAX_CELL_BYTES} bytes"),
            );
            stop.help = Some(
                "most likely a quotation mark in this row is opened and never closed".to_owned(),
            );
            return Err(stop);
        }
        Ok(())
    }
}

impl Rows for Delimited<'_> {
    fn next(&mut self) -> Result<Option<&Row>, Stop> {
        let start = self.reader.position().byte() as usize;
        match self.reader.read_record(&mut self.row.cells) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(_) => {
                return Err(Box::new(Diagnostic::new(
                    Code::IngestUnreadable,
                    Place::record(self.file, self.row.number + 1),
                    "the file cannot be read on from here",
                )));
            }
        }
        self.row.number += 1 + self.empty_lines(start);
        self.check()?;
        Ok(Some(&self.row))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn rows(text: &str, delimiter: Delimiter) -> Vec<(u64, Vec<String>)> {
        let mut rows = Delimited::new("f.csv", text, delimiter, true);
        let mut all = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            all.push((row.number, row.cells.iter().map(str::to_owned).collect()));
        }
        all
    }

    fn numbers(text: &str) -> Vec<u64> {
        rows(text, Delimiter::Comma)
            .into_iter()
            .map(|(number, _)| number)
            .collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        assert_eq!(numbers("a,b\nc,d\ne,f"), [1, 2, 3]);
        assert_eq!(numbers("a,b\r\nc,d\r\ne,f\r\n"), [1, 2, 3]);
        assert_eq!(numbers("a,\"x\ny\r\nz\"\r\nc,d\n"), [1, 2]);
        assert_eq!(numbers("a,b\n\nc,d\n\n\ne,f"), [1, 3, 6]);
        assert_eq!(numbers("a,b\r\n\r\nc,d\r\n"), [1, 3]);
        assert_eq!(numbers("a,b\r\r\nc,d\r\r\ne,f\r\r\n"), [1, 3, 5]);
        assert_eq!(numbers("\n\na,b\nc,d"), [3, 4]);
    }

    #[test]
    fn the_delimiter_is_told_outside_quotes_and_by_regular_records() {
        for (text, delimiter) in [
            // With commas, the answer of two lines would make one record more, each as wide as the first.
            (
                "When;Which of these, if any?;Words\r\n1;a, b;\"\n,\"\r\n",
                Delimiter::Semicolon,
            ),
            ("a,b\n1,2\n", Delimiter::Comma),
            ("a;b\n1;2\n", Delimiter::Semicolon),
            ("a\tb\n1\t2\n", Delimiter::Tab),
            ("\"a;;;;\",b\n1,2\n", Delimiter::Comma),
            (
                "Which, if any, of these, help?;Why?\nA, B;x\nC;y\nD;z\n",
                Delimiter::Semicolon,
            ),
            ("Timestamp\tWhich, if any?\n1\tA, B\n2\tC\n", Delimiter::Tab),
            ("only one heading\nx\n", Delimiter::Comma),
            ("", Delimiter::Comma),
        ] {
            assert_eq!(Delimiter::sniff(text), delimiter, "{text:?}");
        }
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_refused() {
        let mut text = "a,b\n1,\"never closed\n".to_owned();
        text.push_str(&"2,x\n".repeat(MAX_CELL_BYTES / 4 + 1));
        let mut rows = Delimited::new("f.csv", &text, Delimiter::Comma, true);
        rows.next().unwrap();
        let stop = rows.next().err().unwrap();
        assert_eq!(stop.code, Code::IngestTooLarge);
        assert_eq!(stop.place, Place::record("f.csv", 2));
    }

    #[test]
    fn without_quotes_a_quotation_mark_is_a_character() {
        let mut rows = Delimited::new("f.tsv", "a\t\"b\n\"c\"\td\n", Delimiter::Tab, false);
        assert_eq!(rows.next().unwrap().unwrap().cell(1), "\"b");
        assert_eq!(rows.next().unwrap().unwrap().cell(0), "\"c\"");
    }
}
