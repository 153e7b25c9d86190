//! Excel workbooks.
//!
//! Method: ECMA-376, part 1, section 18 (SpreadsheetML). Elements are told by their names without prefix:
//! some programs write `<x:row>`.

use std::io::{BufRead, BufReader};

use jiff::SignedDuration;
use jiff::civil::{DateTime, date};
use quick_xml::events::{BytesStart, Event};

use super::filling::Filling;
use super::parts::{Parts, SheetPart, parts};
use super::styles::{Format, formats};
use super::xml::{Document, attribute, damaged, resolve};
use super::{Archive, open, shown, too_large, too_many_sheets};
use crate::diagnostics::Place;
use crate::ingest::row::{Row, Stop};
use crate::ingest::sheet::Sheet;
use crate::limits::{MAX_CELL_BYTES, MAX_PARSED_BYTES, MAX_SHARED_TEXTS, MAX_SHEETS};

/// Reads every worksheet of a workbook that unpacks to so many bytes.
///
/// # Errors
/// When the file is damaged or beyond a limit.
pub(super) fn read(
    file: &str,
    archive: &mut Archive<'_>,
    unpacked: u64,
) -> Result<Vec<Sheet>, Stop> {
    let Parts {
        sheets,
        texts,
        styles,
        epoch_1904,
    } = parts(file, archive)?;
    // Several sheets may name the same part of the file, which is then read for each of them.
    if sheets.len() > MAX_SHEETS || unpacked.saturating_mul(sheets.len() as u64) > MAX_PARSED_BYTES
    {
        return Err(too_many_sheets(file));
    }
    let texts = match open(archive, &texts) {
        Some(part) => shared_texts(&mut Document::new(file, BufReader::new(part)))?,
        None => Vec::new(),
    };
    let formats = match open(archive, &styles) {
        Some(part) => formats(&mut Document::new(file, BufReader::new(part)))?,
        None => Vec::new(),
    };
    let mut filling = Filling::new(file);
    let mut read = Vec::with_capacity(sheets.len());
    for SheetPart { name, hidden, path } in sheets {
        let part = open(archive, &path).ok_or_else(|| damaged(file))?;
        let mut worksheet = Worksheet {
            document: Document::new(file, BufReader::new(part)),
            texts: &texts,
            formats: &formats,
            epoch_1904,
        };
        let rows = worksheet.rows(&mut filling)?;
        read.push(Sheet { name, hidden, rows });
    }
    Ok(read)
}

/// The texts that cells share, in order.
fn shared_texts(document: &mut Document<'_, impl BufRead>) -> Result<Vec<Box<str>>, Stop> {
    let mut texts = Vec::new();
    loop {
        match document.next()? {
            Event::Start(element) if element.local_name().as_ref() == "si" => {
                texts.push(rich_text(document)?.into_boxed_str());
                if texts.len() > MAX_SHARED_TEXTS {
                    return Err(too_large(
                        Place::whole(document.file),
                        format!("the workbook has more than {MAX_SHARED_TEXTS} texts"),
                    ));
                }
            }
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}

/// The runs of text in the element that was just opened; how they are pronounced is left out.
fn rich_text(document: &mut Document<'_, impl BufRead>) -> Result<String, Stop> {
    let outside = document.depth.saturating_sub(1);
    let mut text = String::new();
    while document.depth > outside {
        if let Event::Start(element) = document.next()? {
            match element.local_name().as_ref() {
                "t" => plain_text(document, &mut text)?,
                "r" => {}
                _ => document.skip()?,
            }
        }
    }
    Ok(unescaped(text))
}

/// Adds the text of the element that was just opened.
fn plain_text(document: &mut Document<'_, impl BufRead>, text: &mut String) -> Result<(), Stop> {
    let file = document.file;
    let outside = document.depth.saturating_sub(1);
    while document.depth > outside {
        match document.next()? {
            Event::Text(words) => text.push_str(&words.xml10_content()),
            Event::CData(words) => text.push_str(&words.xml10_content()),
            Event::GeneralRef(entity) => {
                let mut buffer = [0; 4];
                text.push_str(resolve(&entity, &mut buffer).ok_or_else(|| damaged(file))?);
            }
            _ => {}
        }
        if text.len() > MAX_CELL_BYTES {
            return Err(too_large(
                Place::whole(file),
                format!("a cell of the workbook is longer than {MAX_CELL_BYTES} bytes"),
            ));
        }
    }
    Ok(())
}

/// Excel writes characters that XML does not allow as `_x000B_`.
fn unescaped(text: String) -> String {
    let escape = |rest: &str| {
        let digits = rest.strip_prefix("_x")?.get(..5)?.strip_suffix('_')?;
        let digits = digits
            .bytes()
            .all(|b| b.is_ascii_hexdigit())
            .then_some(digits)?;
        char::from_u32(u32::from_str_radix(digits, 16).ok()?)
    };
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(character) = escape(from) {
            out.push(character);
            rest = &from["_x0000_".len()..];
        } else {
            out.push_str("_x");
            rest = &from["_x".len()..];
        }
    }
    if out.is_empty() { text } else { out + rest }
}

/// One worksheet, and what its cells refer to.
struct Worksheet<'w, R> {
    document: Document<'w, R>,
    texts: &'w [Box<str>],
    formats: &'w [Format],
    epoch_1904: bool,
}

impl<R: BufRead> Worksheet<'_, R> {
    fn rows(&mut self, filling: &mut Filling<'_>) -> Result<Vec<Row>, Stop> {
        let file = self.document.file;
        let mut number = 0u64;
        let mut column = 0usize;
        loop {
            match self.document.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        number = match attribute(&element, "r") {
                            Some(stated) => stated.parse().map_err(|_| damaged(file))?,
                            None => number.saturating_add(1),
                        };
                        column = 0;
                    }
                    "c" => {
                        if let Some(place) = attribute(&element, "r") {
                            (number, column) = cell_place(&place).ok_or_else(|| damaged(file))?;
                        }
                        let kind = attribute(&element, "t");
                        let format = format(&element, self.formats);
                        let text = self.cell(kind.as_deref(), format)?;
                        filling.put(number, column, &text, 1)?;
                        column = column.saturating_add(1);
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "sheetData" => {
                    return Ok(filling.finish_sheet());
                }
                Event::Eof => return Ok(filling.finish_sheet()),
                _ => {}
            }
        }
    }

    /// The value of the cell that was just opened, the way a person sees it.
    fn cell(&mut self, kind: Option<&str>, format: Format) -> Result<String, Stop> {
        let file = self.document.file;
        let outside = self.document.depth.saturating_sub(1);
        let mut value = String::new();
        let mut inline = None;
        while self.document.depth > outside {
            if let Event::Start(element) = self.document.next()? {
                match element.local_name().as_ref() {
                    "v" => plain_text(&mut self.document, &mut value)?,
                    "is" => inline = Some(rich_text(&mut self.document)?),
                    // The formula; its value is beside it.
                    _ => self.document.skip()?,
                }
            }
        }
        if let Some(text) = inline {
            return Ok(text);
        }
        let plain = value.trim();
        match kind {
            Some("s") if !plain.is_empty() => {
                let index: usize = plain.parse().map_err(|_| damaged(file))?;
                let text = self.texts.get(index).ok_or_else(|| damaged(file))?;
                Ok(text.to_string())
            }
            Some("b") if !plain.is_empty() => {
                Ok(shown::truth(matches!(plain, "1" | "true")).to_owned())
            }
            Some("d") => Ok(plain.parse::<DateTime>().map_or(value, shown::moment)),
            Some("n") | None => Ok(match plain.parse::<f64>() {
                Ok(number) if number.is_finite() => self.number(number, format),
                _ => value,
            }),
            Some(_) => Ok(unescaped(value)),
        }
    }

    fn number(&self, number: f64, format: Format) -> String {
        const SECONDS_OF_A_DAY: f64 = 86_400.0;
        let Ok(length) = SignedDuration::try_from_secs_f64(number * SECONDS_OF_A_DAY) else {
            return shown::number(number);
        };
        match format {
            Format::Other => return shown::number(number),
            Format::Length => return shown::length(length),
            // A time without a day.
            Format::Moment if (0.0..1.0).contains(&number) => return shown::length(length),
            Format::Moment => {}
        }
        let epoch = if self.epoch_1904 {
            date(1904, 1, 1)
        } else if number < 60.0 {
            // Excel has a 29 February 1900, so the days before it count from a day later.
            date(1899, 12, 31)
        } else {
            date(1899, 12, 30)
        };
        match epoch.at(0, 0, 0, 0).checked_add(length) {
            Ok(moment) if number > 0.0 => shown::moment(moment),
            // A number that no calendar has a day for, although the cell's format says that it is one.
            _ => shown::number(number),
        }
    }
}

fn format(cell: &BytesStart<'_>, formats: &[Format]) -> Format {
    attribute(cell, "s")
        .and_then(|style| style.parse::<usize>().ok())
        .and_then(|style| formats.get(style).copied())
        .unwrap_or(Format::Other)
}

/// The row, counted from 1, and the column, counted from 0, of a place such as `AB12`.
fn cell_place(place: &str) -> Option<(u64, usize)> {
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = place.split_at(digits);
    if !(1..=3).contains(&letters.len()) || row.len() > 7 {
        return None;
    }
    let column = letters.bytes().try_fold(0usize, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        letter
            .is_ascii_uppercase()
            .then(|| column * 26 + usize::from(letter - b'A') + 1)
    })?;
    let row: u64 = row.parse().ok()?;
    (row > 0).then_some((row, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_cells() {
        assert_eq!(cell_place("A1"), Some((1, 0)));
        assert_eq!(cell_place("AB12"), Some((12, 27)));
        assert_eq!(cell_place("XFD1048576"), Some((1_048_576, 16_383)));
        for other in [
            "",
            "A",
            "1",
            "A0",
            "AAAA1",
            "A99999999",
            "\u{c4}1",
            "A-1",
            "A1B",
        ] {
            assert_eq!(cell_place(other), None, "{other}");
        }
    }

    #[test]
    fn characters_that_xml_does_not_allow_are_read_back() {
        for (text, read) in [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x00_", "_x00_"),
            ("_xé_x", "_xé_x"),
            ("plain", "plain"),
            ("_x0041_", "A"),
        ] {
            assert_eq!(unescaped(text.to_owned()), read, "{text}");
        }
    }
}
