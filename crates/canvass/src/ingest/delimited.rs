use super::delimiter::{Delimiter, reader};
use super::limits::{MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROWS};
use super::row::{Row, Rows, Stop};
use crate::diagnostics::{Code, Diagnostic, Place};

/// The records of a text file. Nothing but the current record is kept.
pub(super) struct Delimited<'t> {
    file: &'t str,
    text: &'t str,
    delimiter: Delimiter,
    quotes: bool,
    reader: csv::Reader<&'t [u8]>,
    row: Row,
    /// How many cells the widest record has so far.
    width: usize,
}

impl<'t> Delimited<'t> {
    /// `quotes` says whether a cell may stand in quotation marks.
    pub(super) fn new(file: &'t str, text: &'t str, delimiter: Delimiter, quotes: bool) -> Self {
        Delimited {
            file,
            text,
            delimiter,
            quotes,
            reader: reader(text, delimiter, quotes),
            row: Row::new(),
            width: 0,
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

    /// Whether a quotation mark without its pair made one record of several rows.
    ///
    /// It takes in the lines below up to the next mark, which another cell opens. So a letter follows the mark
    /// that closes the cell, or none closes it; and the record has another number of cells than the headings,
    /// or one of its lines is a record by itself.
    fn swallowed_rows(&self, start: usize) -> bool {
        let row = &self.row;
        if !self.quotes || !row.cells.as_slice().contains(['\r', '\n']) {
            return false;
        }
        let end = self.reader.position().byte() as usize;
        let Some(record) = self.text.as_bytes().get(start..end) else {
            return false;
        };
        let record = record.trim_ascii();
        let delimiter = self.delimiter.byte();
        match closing_of_long_cell(record, delimiter) {
            Closing::Right => false,
            Closing::Never => true,
            Closing::InText => {
                let mut lines = record.split(|byte| matches!(byte, b'\r' | b'\n')).skip(1);
                let other_width = self.width > 0 && row.cells.len() != self.width;
                other_width
                    || lines.any(|line| {
                        let cells = line.iter().filter(|byte| **byte == delimiter).count() + 1;
                        cells >= self.width.max(2)
                    })
            }
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
        if self.swallowed_rows(start) {
            return Err(Box::new(
                Diagnostic::new(
                    Code::IngestUnreadable,
                    Place::record(self.file, self.row.number),
                    "a quotation mark that is opened in this row is not closed in it, so the rows below seem to be part of an answer",
                )
                .help("download the export again; an answer that holds a quotation mark must be quoted, and the mark doubled"),
            ));
        }
        self.width = self.width.max(self.row.cells.len());
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
        let mut rows = Delimited::new("f.csv", &text, Delimiter::COMMA, true);
        rows.next().unwrap();
        let stop = rows.next().err().unwrap();
        assert_eq!(stop.code, Code::IngestTooLarge);
        assert_eq!(stop.place, Place::record("f.csv", 2));
    }

    #[test]
    fn without_quotes_a_quotation_mark_is_a_character() {
        let mut rows = Delimited::new("f.tsv", "a\t\"b\n\"c\"\td\n", Delimiter::TAB, false);
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
            let mut rows = Delimited::new("f.csv", text, Delimiter::COMMA, true);
            rows.next().unwrap();
            let stop = rows.next().err().unwrap();
            assert_eq!(stop.code, Code::IngestUnreadable, "{text:?}");
            assert_eq!(stop.place, Place::record("f.csv", 2), "{text:?}");
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
