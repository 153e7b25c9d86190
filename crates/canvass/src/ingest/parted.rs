use std::io;
use std::ops::Range;

use super::borders::{Borders, Ending, Found};
use super::delimiter::Delimiter;
use super::source::PIECE;
use super::stream::Stream;
use crate::limits::{MAX_CELL_BYTES, MAX_RECORD_BYTES};

/// Text parted into records, one after the other. Nothing but the current one, and a little of what follows it, is
/// kept.
pub(super) struct Parted<'t> {
    stream: Stream<'t>,
    borders: Borders,
    /// Text of which this part has not been read yet.
    buffer: Vec<u8>,
    rest: Range<usize>,
    /// Bytes at the start of the text that are no part of its records.
    skip: usize,
    has_begun: bool,
    /// Whether the stream has no more.
    is_whole: bool,
    /// Whether the last sign read was a carriage return, which a line feed may belong to.
    after_return: bool,
    found: Found,
}

/// One record.
pub(super) struct Record<'p> {
    /// Its text, with delimiters and quotation marks.
    pub(super) bytes: &'p [u8],
    /// The cells in it.
    pub(super) found: &'p mut Found,
    /// How many empty lines stand before it: a spreadsheet shows them as rows.
    pub(super) empty_lines: u64,
}

/// Why there is no next record.
pub(super) enum Fault {
    Io(io::Error),
    /// A cell is longer than any answer; so many empty lines stand before its record.
    LongCell(u64),
    TooWide(u64),
    TooLong(u64),
}

impl<'t> Parted<'t> {
    /// The records from byte `skip` of a text on.
    pub(super) fn new(stream: Stream<'t>, skip: usize, delimiter: Delimiter, quotes: bool) -> Self {
        Parted {
            stream,
            borders: Borders::new(delimiter.byte(), quotes),
            buffer: Vec::new(),
            rest: 0..0,
            skip,
            has_begun: false,
            is_whole: false,
            after_return: false,
            found: Found::default(),
        }
    }

    /// Goes to the next record; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Record<'_>>, Fault> {
        if !self.has_begun {
            self.begin().map_err(Fault::Io)?;
        }
        let Some(empty_lines) = self.pass_empty_lines().map_err(Fault::Io)? else {
            return Ok(None);
        };
        loop {
            let text = &self.buffer[self.rest.clone()];
            match self.borders.find(text, self.is_whole, &mut self.found) {
                Ending::At(length) => {
                    let start = self.rest.start;
                    self.rest.start += length;
                    if let Some(sign) = self.buffer[self.rest.clone()].first() {
                        self.after_return = *sign == b'\r';
                        self.rest.start += 1;
                    }
                    return Ok(Some(Record {
                        bytes: &self.buffer[start..start + length],
                        found: &mut self.found,
                        empty_lines,
                    }));
                }
                // Every mark of the cell may be doubled.
                Ending::Open(cell) if text.len() - cell > 2 * MAX_CELL_BYTES + 2 => {
                    return Err(Fault::LongCell(empty_lines));
                }
                Ending::Open(_) if text.len() > MAX_RECORD_BYTES => {
                    return Err(Fault::TooLong(empty_lines));
                }
                Ending::Open(_) => self.fill().map_err(Fault::Io)?,
                Ending::TooWide => return Err(Fault::TooWide(empty_lines)),
            }
        }
    }

    /// Passes over what stands before the first record: the bytes to be skipped, and a mark that says that this is
    /// text.
    fn begin(&mut self) -> io::Result<()> {
        self.has_begun = true;
        const MARK: &[u8] = "\u{feff}".as_bytes();
        while self.rest.len() < self.skip + MARK.len() && !self.is_whole {
            self.fill()?;
        }
        self.rest.start += self.skip.min(self.rest.len());
        if self.buffer[self.rest.clone()].starts_with(MARK) {
            self.rest.start += MARK.len();
        }
        Ok(())
    }

    /// How many empty lines stand before the next record; `None` if there is none.
    fn pass_empty_lines(&mut self) -> io::Result<Option<u64>> {
        let mut lines = 0;
        loop {
            match self.buffer[self.rest.clone()].first() {
                Some(b'\n') if self.after_return => self.after_return = false,
                Some(sign @ (b'\r' | b'\n')) => {
                    self.after_return = *sign == b'\r';
                    lines += 1;
                }
                Some(_) => {
                    self.after_return = false;
                    return Ok(Some(lines));
                }
                None if self.is_whole => return Ok(None),
                None => {
                    self.fill()?;
                    continue;
                }
            }
            self.rest.start += 1;
        }
    }

    /// Reads on, as much again as there is of a record that does not end: a long one is not looked at many times.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.rest.clone(), 0);
        self.rest = 0..self.rest.len();
        let wanted = self.rest.end + self.rest.len().max(PIECE);
        if self.buffer.len() < wanted {
            self.buffer.resize(wanted, 0);
        }
        let length = self.stream.read(&mut self.buffer[self.rest.end..wanted])?;
        self.rest.end += length;
        self.is_whole = length == 0;
        Ok(())
    }
}
