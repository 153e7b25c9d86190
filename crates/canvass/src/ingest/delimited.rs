use std::borrow::Cow;

use memchr::{memchr_iter, memchr2};

use super::borders::without_marks;
use super::delimiter::Delimiter;
use super::parted::{Fault, Parted};
use super::row::{Row, Rows, Stop};
use super::text::Text;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::limits::{MAX_CELL_BYTES, MAX_COLUMNS, MAX_RECORD_BYTES, MAX_ROWS};

/// The rows of a text file.
pub(super) struct Delimited<'t> {
    file: &'t str,
    parted: Parted<'t>,
    delimiter: Delimiter,
    quotes: bool,
    row: Row,
    /// How many cells the widest record has so far.
    width: usize,
}

impl<'t> Delimited<'t> {
    /// The rows from byte `start` of the text on. `quotes` says whether a cell may stand in quotation marks.
    pub(super) fn new(
        file: &'t str,
        text: &'t Text<'_>,
        start: usize,
        delimiter: Delimiter,
        quotes: bool,
    ) -> Self {
        Delimited {
            file,
            parted: Parted::new(text.stream(), start, delimiter, quotes),
            delimiter,
            quotes,
            row: Row::new(),
            width: 0,
        }
    }
}

impl Rows for Delimited<'_> {
    fn next(&mut self) -> Result<Option<&Row>, Stop> {
        let before = self.row.number;
        let check = Check {
            file: self.file,
            delimiter: self.delimiter.byte(),
            quotes: self.quotes,
            width: self.width,
        };
        let record = match self.parted.next() {
            Ok(Some(record)) => record,
            Ok(None) => return Ok(None),
            Err(fault) => return Err(check.stop(fault, before)),
        };
        self.row.number += 1 + record.empty_lines;
        // Whether it is UTF-8 has been looked at; somebody may have written to the file since.
        let Ok(text) = simdutf8::basic::from_utf8(record.bytes) else {
            return Err(check.unreadable(self.row.number, "the file cannot be read on from here"));
        };
        let cells = &mut self.row.cells;
        cells.replace(
            text,
            &mut record.found.cells,
            &record.found.marked,
            without_marks,
        );
        check.limits(&self.row)?;
        if record.found.is_torn && check.swallowed_rows(&self.row, record.bytes) {
            let message = "a quotation mark that is opened in this row is not closed in it, so what stands below is part of an answer, or missing";
            let mut stop = check.unreadable(self.row.number, message);
            stop.help = Some("download the export again; an answer that holds a quotation mark must be quoted, and the mark doubled".to_owned());
            return Err(stop);
        }
        self.width = self.width.max(self.row.cells.len());
        Ok(Some(&self.row))
    }
}

/// Looks for what is wrong with a row.
struct Check<'f> {
    file: &'f str,
    delimiter: u8,
    quotes: bool,
    /// How many cells the widest row above has.
    width: usize,
}

impl Check<'_> {
    fn stop(&self, fault: Fault, before: u64) -> Stop {
        let row = |empty_lines: u64| before + 1 + empty_lines;
        match fault {
            Fault::Io(error) => self.unreadable(
                row(0),
                format!("the file cannot be read on from here: {error}"),
            ),
            Fault::LongCell(empty) => self.long_cell(row(empty)),
            Fault::TooWide(empty) => self.too_wide(row(empty)),
            Fault::TooLong(empty) => self.too_large(
                Place::record(self.file, row(empty)),
                format!("the row is longer than {MAX_RECORD_BYTES} bytes"),
            ),
        }
    }

    fn unreadable(&self, row: u64, message: impl Into<Cow<'static, str>>) -> Stop {
        let place = Place::record(self.file, row);
        Box::new(Diagnostic::new(
            Code::IngestUnreadable,
            place,
            message.into(),
        ))
    }

    fn too_large(&self, place: Place, message: String) -> Stop {
        Box::new(Diagnostic::new(Code::IngestTooLarge, place, message))
    }

    fn too_wide(&self, row: u64) -> Stop {
        self.too_large(
            Place::record(self.file, row),
            format!("the row has more than {MAX_COLUMNS} cells"),
        )
    }

    fn long_cell(&self, row: u64) -> Stop {
        let mut stop = self.too_large(
            Place::record(self.file, row),
            format!("a cell of the row is longer than {MAX_CELL_BYTES} bytes"),
        );
        stop.help =
            Some("most likely a quotation mark in this row is opened and never closed".to_owned());
        stop
    }

    fn limits(&self, row: &Row) -> Result<(), Stop> {
        if row.number > MAX_ROWS {
            return Err(self.too_large(
                Place::whole(self.file),
                format!("the file has more than {MAX_ROWS} rows"),
            ));
        }
        if row.cells.bytes() > MAX_CELL_BYTES
            && row.cells.iter().any(|cell| cell.len() > MAX_CELL_BYTES)
        {
            return Err(self.long_cell(row.number));
        }
        Ok(())
    }

    /// Whether a quotation mark without its pair made one record of several rows.
    ///
    /// It takes in the lines below up to the next mark, which another cell opens. So a letter follows the mark
    /// that closes the cell, or none closes it; and the record has another number of cells than the headings,
    /// or one of its lines is a record by itself.
    fn swallowed_rows(&self, row: &Row, record: &[u8]) -> bool {
        if !self.quotes {
            return false;
        }
        if memchr2(b'\r', b'\n', record).is_none() {
            // Only the last row of a file can end within a cell: the file was cut off there.
            return memchr_iter(b'"', record).count() % 2 == 1
                && matches!(closing_of_long_cell(record, self.delimiter), Closing::Never);
        }
        let record = record.trim_ascii();
        match closing_of_long_cell(record, self.delimiter) {
            Closing::Right => false,
            Closing::Never => true,
            Closing::InText => {
                let mut lines = record.split(|byte| matches!(byte, b'\r' | b'\n')).skip(1);
                let other_width = self.width > 0 && row.cells.len() != self.width;
                other_width
                    || lines.any(|line| {
                        let cells = line.iter().filter(|byte| **byte == self.delimiter).count() + 1;
                        cells >= self.width.max(2)
                    })
            }
        }
    }
}

/// How the quoted cells of several lines in a record end.
enum Closing {
    /// Each with the cell.
    Right,
    /// One in the middle of the cell's text.
    InText,
    /// One not at all.
    Never,
}

fn closing_of_long_cell(record: &[u8], delimiter: u8) -> Closing {
    let ends_cell = |byte: Option<&u8>| {
        byte.is_none_or(|byte| *byte == delimiter || matches!(byte, b'\r' | b'\n'))
    };
    let mut at = 0;
    while at < record.len() {
        if record[at] == b'"' {
            let open = at;
            at += 1;
            loop {
                match (record.get(at), record.get(at + 1)) {
                    (None, _) => return Closing::Never,
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), next) => {
                        let long = record[open..at].iter().any(|b| matches!(b, b'\r' | b'\n'));
                        if long && !ends_cell(next) {
                            return Closing::InText;
                        }
                        at += 1;
                        break;
                    }
                    _ => at += 1,
                }
            }
        }
        while !ends_cell(record.get(at)) {
            at += 1;
        }
        at += 1;
    }
    Closing::Right
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn rows(text: &str, delimiter: Delimiter) -> Vec<(u64, Vec<String>)> {
        let text = Text::of(text);
        let mut rows = Delimited::new("f.csv", &text, 0, delimiter, true);
        let mut all = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            all.push((row.number, row.cells.iter().map(str::to_owned).collect()));
        }
        all
    }

    fn numbers(text: &str) -> Vec<u64> {
        rows(text, Delimiter::COMMA)
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
    fn a_quotation_mark_that_is_never_closed_is_refused() {
        let mut text = "a,b\n1,\"never closed\n".to_owned();
        text.push_str(&"2,x\n".repeat(MAX_CELL_BYTES / 4 + 1));
        let text = Text::of(&text);
        let mut rows = Delimited::new("f.csv", &text, 0, Delimiter::COMMA, true);
        rows.next().unwrap();
        let stop = rows.next().err().unwrap();
        assert_eq!(stop.code, Code::IngestTooLarge);
        assert_eq!(stop.place, Place::record("f.csv", 2));
    }

    #[test]
    fn a_file_that_ends_within_an_answer_is_refused() {
        for (export, is_cut) in [
            ("a,b\n1,\"cut, sho", true),
            ("a,b\n1,\"she said \"\"yes\"\", and", true),
            ("a,b\n1,\"whole\"", false),
            ("a,b\n1,5\" tall", false),
        ] {
            let text = Text::of(export);
            let mut rows = Delimited::new("f.csv", &text, 0, Delimiter::COMMA, true);
            rows.next().unwrap();
            assert_eq!(rows.next().is_err(), is_cut, "{export}");
        }
    }

    #[test]
    fn without_quotes_a_quotation_mark_is_a_character() {
        let text = Text::of("a\t\"b\n\"c\"\td\n");
        let mut rows = Delimited::new("f.tsv", &text, 0, Delimiter::TAB, false);
        assert_eq!(rows.next().unwrap().unwrap().cell(1), "\"b");
        assert_eq!(rows.next().unwrap().unwrap().cell(0), "\"c\"");
    }

    #[test]
    fn a_quotation_mark_without_its_pair_is_found_where_it_opens() {
        for text in [
            // Closed by the next answer that is quoted.
            "id,why,how\n1,\"no end,x\n2,\"a, b\",y\n3,c,z\n",
            "id,why,how\n1,x,\"no end\n2,y,\"a, b\"\n3,c,z\n",
            // Closed by the end of the file.
            "id,why,how\n1,\"no end,x\n2,a,y\n3,c,z\n",
            "id,why,how\r1,x,\"no end\r2,a,y\r",
            // Two of them.
            "id,a,b,c\n1,\"no end,x,z\n2,a,y,z\n3,\"c,y,z\n",
        ] {
            let text = Text::of(text);
            let mut rows = Delimited::new("f.csv", &text, 0, Delimiter::COMMA, true);
            rows.next().unwrap();
            let stop = rows.next().err().unwrap();
            assert_eq!(stop.code, Code::IngestUnreadable, "{}", text.head);
            assert_eq!(stop.place, Place::record("f.csv", 2), "{}", text.head);
        }
    }

    #[test]
    fn answers_of_several_lines_and_single_marks_are_no_fault() {
        for text in [
            "id,why,how\n1,\"a\nb, c\",5\" long\n2,x,y\n",
            "id,why,how\n1,\"a\n\"\"b\"\"\nc\",x\n2,x,y\n",
            "id,why,how\n1,\"a\nb, c, d, e\",x\n2,x,y\n",
            "id,why,how,when\n1,\"a\nb\"\n2,5\" long\n",
            "\"a\nheading\",b\n1,2\n",
        ] {
            let rows = rows(text, Delimiter::COMMA);
            assert!(rows.len() > 1, "{text:?}");
        }
    }
}
