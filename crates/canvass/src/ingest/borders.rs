//! Where the cells of delimited text end.
//!
//! The rules are those of the csv crate, which the tests compare with: a cell may stand in quotation marks, within them a
//! doubled mark is one, and what follows the closing mark is part of the cell. A record ends at a carriage return, a line
//! feed or both.

use memchr::memchr;

use super::row::Span;
use crate::limits::MAX_COLUMNS;

/// What parts the cells of a text.
#[derive(Clone, Copy)]
pub(super) struct Borders {
    delimiter: u8,
    quotes: bool,
}

/// How the search for the end of a record went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The sign that ends it, or the end of the text, is here.
    At(usize),
    /// The text must go on; the last cell starts here.
    Open(usize),
    /// There are more cells than any table has.
    TooWide,
}

/// The cells of one record.
#[derive(Default)]
pub(super) struct Found {
    pub(super) cells: Vec<Span>,
    /// Those with quotation marks in them that are no part of their text.
    pub(super) marked: Vec<usize>,
    /// Whether text follows the mark that closes a cell, or no mark closes it.
    pub(super) is_torn: bool,
}

impl Found {
    fn push(&mut self, start: usize, end: usize) {
        self.cells.push(Span::new(start, end));
    }

    fn push_marked(&mut self, start: usize, end: usize) {
        self.marked.push(self.cells.len());
        self.push(start, end);
    }
}

impl Borders {
    pub(super) fn new(delimiter: u8, quotes: bool) -> Self {
        Borders { delimiter, quotes }
    }

    fn is_border(self, byte: u8) -> bool {
        byte == self.delimiter || matches!(byte, b'\r' | b'\n')
    }

    /// Finds the cells of the record at the start of some text. `is_whole` says that there is no text behind it.
    pub(super) fn find(self, text: &[u8], is_whole: bool, found: &mut Found) -> Ending {
        found.cells.clear();
        found.marked.clear();
        found.is_torn = false;
        let mut at = 0;
        loop {
            let start = at;
            match text.get(start) {
                Some(b'"') if self.quotes => match self.end_of_quoted(text, start + 1, found) {
                    Some(end) => at = end,
                    None if is_whole => return self.close_quoted(text, start + 1, found),
                    None => return Ending::Open(start),
                },
                Some(byte) if *byte == self.delimiter => found.push(start, start),
                Some(_) => match self.next_border(text, start) {
                    Some(end) => {
                        found.push(start, end);
                        at = end;
                    }
                    None if is_whole => {
                        found.push(start, text.len());
                        return Ending::At(text.len());
                    }
                    None => return Ending::Open(start),
                },
                None if is_whole => {
                    found.push(start, start);
                    return Ending::At(start);
                }
                None => return Ending::Open(start),
            }
            if found.cells.len() > MAX_COLUMNS {
                return Ending::TooWide;
            }
            if text.get(at) != Some(&self.delimiter) {
                return Ending::At(at);
            }
            at += 1;
        }
    }

    /// The border behind a cell in quotation marks whose text starts at `start`; `None` if it is not there.
    fn end_of_quoted(self, text: &[u8], start: usize, found: &mut Found) -> Option<usize> {
        let mut from = start;
        let mut is_marked = false;
        loop {
            let mark = from + memchr(b'"', text.get(from..)?)?;
            match *text.get(mark + 1)? {
                b'"' => {
                    is_marked = true;
                    from = mark + 2;
                }
                next if self.is_border(next) => {
                    if is_marked {
                        found.push_marked(start, mark);
                    } else {
                        found.push(start, mark);
                    }
                    return Some(mark + 1);
                }
                _ => {
                    let end = self.next_border(text, mark + 1)?;
                    found.is_torn = true;
                    found.push_marked(start, end);
                    return Some(end);
                }
            }
        }
    }

    /// Ends a cell in quotation marks with the text.
    fn close_quoted(self, text: &[u8], start: usize, found: &mut Found) -> Ending {
        let mut from = start;
        let end = loop {
            let Some(mark) = memchr(b'"', &text[from..]).map(|mark| from + mark) else {
                break text.len();
            };
            match text.get(mark + 1) {
                Some(b'"') => from = mark + 2,
                Some(_) => break text.len(),
                None => break mark,
            }
        };
        found.is_torn = true;
        found.push_marked(start, end);
        Ending::At(text.len())
    }

    /// The first delimiter or line end from a place on. Eight bytes at a time (Mycroft's test for a zero byte): the
    /// lowest byte that it tells is always one.
    fn next_border(self, text: &[u8], from: usize) -> Option<usize> {
        const ONES: u64 = u64::from_le_bytes([1; 8]);
        const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
        let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
        let all = |byte: u8| u64::from_le_bytes([byte; 8]);
        let (delimiters, feeds, returns) = (all(self.delimiter), all(b'\n'), all(b'\r'));
        let mut at = from;
        let (words, rest) = text.get(from..)?.as_chunks::<8>();
        for word in words {
            let word = u64::from_le_bytes(*word);
            let borders = zeros(word ^ delimiters) | zeros(word ^ feeds) | zeros(word ^ returns);
            if borders != 0 {
                return Some(at + borders.trailing_zeros() as usize / 8);
            }
            at += 8;
        }
        let place = rest.iter().position(|byte| self.is_border(*byte))?;
        Some(at + place)
    }
}

/// Writes a cell that stood in quotation marks without those that are no part of it.
pub(super) fn without_marks(cell: &str, out: &mut String) {
    let mut rest = cell;
    while let Some((text, behind)) = rest.split_once('"') {
        out.push_str(text);
        match behind.strip_prefix('"') {
            Some(behind) => {
                out.push('"');
                rest = behind;
            }
            // The mark closed the cell: all that follows is as given.
            None => {
                out.push_str(behind);
                return;
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The cells of every record, found with as little text at hand as may be: `step` bytes more each time.
    fn ours(text: &str, delimiter: u8, quotes: bool, step: usize) -> Vec<Vec<String>> {
        let (borders, mut found, mut records) = (
            Borders::new(delimiter, quotes),
            Found::default(),
            Vec::new(),
        );
        let mut start = 0;
        loop {
            while matches!(text.as_bytes().get(start), Some(b'\r' | b'\n')) {
                start += 1;
            }
            if start == text.len() {
                return records;
            }
            let mut end = start;
            let length = loop {
                end = (end + step).min(text.len());
                let bytes = &text.as_bytes()[start..end];
                match borders.find(bytes, end == text.len(), &mut found) {
                    Ending::At(length) => break length,
                    Ending::Open(_) => assert!(end < text.len(), "a whole text has an end"),
                    Ending::TooWide => panic!("no record is so wide"),
                }
            };
            let record = &text[start..start + length];
            let mut cells: Vec<String> = found
                .cells
                .iter()
                .map(|span| span.of(record).to_owned())
                .collect();
            for cell in &found.marked {
                let mut text = String::new();
                without_marks(&cells[*cell], &mut text);
                cells[*cell] = text;
            }
            records.push(cells);
            start += length;
        }
    }

    fn of_the_crate(text: &str, delimiter: u8, quotes: bool) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .quoting(quotes)
            .from_reader(text.as_bytes());
        let records = reader
            .records()
            .map(|record| record.map(|r| r.iter().map(str::to_owned).collect()));
        records.collect::<Result<_, _>>().unwrap_or_default()
    }

    #[test]
    fn marks_and_line_ends_of_every_kind() {
        for text in [
            "a,b\r\nc,d",
            "a,\n,b\n",
            "\"a,b\",\"c\nd\"\r\n1,2\r\n",
            "\"say \"\"no\"\"\",x\n",
            "\"closed\" and on \"\"here\"\",x\n",
            "\"never closed,x\ny,z",
            "\"a\"b\"",
            "\"a\"\"",
            "\"\"",
            "in \"the\" middle,\"\"\n",
            "a,b\r\r\n\r\r\nc\r\r\n",
            "\u{e9}\u{a0},\"\u{20ac}\"\"\u{e9}\"\n",
            "",
            "\r\n\n",
            ",",
        ] {
            for step in [1, 3, 100] {
                for quotes in [true, false] {
                    assert_eq!(
                        ours(text, b',', quotes, step),
                        of_the_crate(text, b',', quotes),
                        "{text:?}"
                    );
                }
            }
        }
    }

    proptest! {
        #[test]
        fn cells_are_those_that_the_csv_crate_finds(
            text in "([a-c]{0,9}|[,;\"\r\n\u{e9} ]|\"\"){0,60}",
            delimiter in prop::sample::select(vec![b',', b';', b'\t']),
            quotes: bool,
            step in 1_usize..20,
        ) {
            prop_assert_eq!(ours(&text, delimiter, quotes, step), of_the_crate(&text, delimiter, quotes));
        }
    }
}
