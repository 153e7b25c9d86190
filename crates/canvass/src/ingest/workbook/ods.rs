//! OpenDocument spreadsheets, as LibreOffice, Google Sheets and Excel write them.
//!
//! Method: OpenDocument 1.3, part 3, sections 9 (tables) and 6.1 (text).

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};

use jiff::SignedDuration;
use jiff::civil::DateTime;
use quick_xml::events::{BytesStart, Event};

use super::filling::Filling;
use super::xml::{Document, attribute, damaged, resolve};
use super::{Archive, shown, too_large, too_many_sheets, unreadable};
use crate::diagnostics::Place;
use crate::ingest::row::Stop;
use crate::ingest::sheet::Sheet;
use crate::limits::{MAX_CELL_BYTES, MAX_SHEETS};

pub(super) const LOCKED: &str = "the workbook is locked with a password";
pub(super) const UNLOCK: &str = "open it and save it without a password";

/// Reads every worksheet.
///
/// # Errors
/// When the file is damaged, locked, or beyond a limit.
pub(super) fn read(file: &str, archive: &mut Archive<'_>) -> Result<Vec<Sheet>, Stop> {
    if is_locked(archive) {
        let mut stop = unreadable(file, LOCKED);
        stop.help = Some(UNLOCK.to_owned());
        return Err(stop);
    }
    let content = archive.by_name("content.xml").map_err(|_| damaged(file))?;
    Spreadsheet(Document::new(file, BufReader::new(content))).sheets()
}

/// Whether the list of parts says that they are encrypted.
fn is_locked(archive: &mut Archive<'_>) -> bool {
    let mut list = String::new();
    archive.by_name("META-INF/manifest.xml").is_ok_and(|part| {
        part.take(1 << 20).read_to_string(&mut list).is_ok() && list.contains(":encryption-data")
    })
}

/// The content of a spreadsheet.
struct Spreadsheet<'f, R>(Document<'f, R>);

impl<R: BufRead> Spreadsheet<'_, R> {
    fn sheets(&mut self) -> Result<Vec<Sheet>, Stop> {
        let file = self.0.file;
        let mut filling = Filling::new(file);
        let mut sheets = Vec::new();
        let mut style = None;
        let mut hidden_styles = BTreeSet::new();
        loop {
            match self.0.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "style:style" => style = attribute(&element, "style:name"),
                    "style:table-properties"
                        if attribute(&element, "table:display").as_deref() == Some("false") =>
                    {
                        hidden_styles.extend(style.take());
                    }
                    "table:table" => {
                        let name = attribute(&element, "table:name").unwrap_or_default();
                        let hidden = attribute(&element, "table:style-name")
                            .is_some_and(|style| hidden_styles.contains(&style));
                        self.rows(&mut filling)?;
                        let rows = filling.finish_sheet();
                        if sheets.len() >= MAX_SHEETS {
                            return Err(too_many_sheets(file));
                        }
                        sheets.push(Sheet { name, hidden, rows });
                    }
                    // Cells that somebody deleted, and values of other files.
                    "table:tracked-changes" | "table:dde-links" => self.0.skip()?,
                    _ => {}
                },
                Event::Eof => return Ok(sheets),
                _ => {}
            }
        }
    }

    /// The rows of the table that was just opened, in groups and headings or not.
    fn rows(&mut self, filling: &mut Filling<'_>) -> Result<(), Stop> {
        let outside = self.0.depth.saturating_sub(1);
        let mut number = 1u64;
        while self.0.depth > outside {
            if let Event::Start(element) = self.0.next()? {
                match element.name().as_ref() {
                    "table:table-row" => {
                        let times = repeated(&element, "table:number-rows-repeated");
                        self.row(number, filling)?;
                        filling.repeat_row(number, times)?;
                        number = number.saturating_add(times);
                    }
                    "table:table-row-group" | "table:table-rows" | "table:table-header-rows" => {}
                    _ => self.0.skip()?,
                }
            }
        }
        Ok(())
    }

    fn row(&mut self, number: u64, filling: &mut Filling<'_>) -> Result<(), Stop> {
        let outside = self.0.depth.saturating_sub(1);
        let mut column = 0usize;
        while self.0.depth > outside {
            let Event::Start(element) = self.0.next()? else {
                continue;
            };
            let times = repeated(&element, "table:number-columns-repeated") as usize;
            match element.name().as_ref() {
                "table:table-cell" => {
                    let value = value(&element);
                    let stated = attribute(&element, "office:string-value");
                    let words = self.words(number, value.is_none())?;
                    let text = match value {
                        Some(value) => value,
                        None if words.is_empty() => stated.unwrap_or_default(),
                        None => words,
                    };
                    filling.put(number, column, &text, times)?;
                    column = column.saturating_add(times);
                }
                // A cell under another one is not seen, whatever it holds.
                "table:covered-table-cell" => {
                    self.0.skip()?;
                    column = column.saturating_add(times);
                }
                _ => self.0.skip()?,
            }
        }
        Ok(())
    }

    /// The paragraphs of the cell that was just opened, one on a line, if they are `wanted`.
    fn words(&mut self, number: u64, wanted: bool) -> Result<String, Stop> {
        let mut words = Words::default();
        if !wanted {
            self.0.skip()?;
            return Ok(words.text);
        }
        let file = self.0.file;
        let outside = self.0.depth.saturating_sub(1);
        while self.0.depth > outside {
            match self.0.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "text:p" | "text:h" => words.open(),
                    "text:s" => words.fixed(" ", repeated(&element, "text:c")),
                    "text:tab" => words.fixed("\t", 1),
                    "text:line-break" => words.fixed("\n", 1),
                    "text:span" | "text:a" | "text:list" | "text:list-item" | "text:ruby"
                    | "text:ruby-base" | "text:meta" => {}
                    // Fields hold what they show; notes, pictures and tables inside a cell are not its value.
                    name if name.starts_with("text:")
                        && name != "text:note"
                        && name != "text:ruby-text" => {}
                    _ => self.0.skip()?,
                },
                Event::End(element) if matches!(element.name().as_ref(), "text:p" | "text:h") => {
                    words.close();
                }
                Event::Text(text) => words.flowing(&text.xml10_content()),
                Event::CData(text) => words.flowing(&text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let mut buffer = [0; 4];
                    let text = resolve(&entity, &mut buffer).ok_or_else(|| damaged(file))?;
                    words.flowing(text);
                }
                _ => {}
            }
            if words.text.len() > MAX_CELL_BYTES {
                return Err(too_large(
                    Place::record(file, number),
                    format!("a cell of the row is longer than {MAX_CELL_BYTES} bytes"),
                ));
            }
        }
        Ok(words.text)
    }
}

/// The text of a cell. White space in the file is one space, or none at the start of a paragraph; spaces
/// that count are elements.
#[derive(Default)]
struct Words {
    text: String,
    paragraphs: usize,
    inside: bool,
    /// Whether white space would be the second in a row.
    after_space: bool,
}

impl Words {
    fn open(&mut self) {
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs += 1;
        self.inside = true;
        self.after_space = true;
    }

    fn close(&mut self) {
        self.inside = false;
    }

    fn flowing(&mut self, text: &str) {
        if !self.inside {
            return;
        }
        for c in text.chars() {
            let space = matches!(c, ' ' | '\t' | '\r' | '\n');
            if !space {
                self.text.push(c);
            } else if !self.after_space {
                self.text.push(' ');
            }
            self.after_space = space;
        }
    }

    /// A character that stands for itself, some times, but not more often than a cell is long.
    fn fixed(&mut self, character: &str, times: u64) {
        if self.inside {
            let times = times.min(MAX_CELL_BYTES as u64 + 1) as usize;
            self.text.push_str(&character.repeat(times));
            self.after_space = false;
        }
    }
}

/// What a cell that is no text holds; `None` if its words are all there is.
fn value(cell: &BytesStart<'_>) -> Option<String> {
    let kind = attribute(cell, "office:value-type")?;
    match kind.as_str() {
        "float" | "currency" | "percentage" => {
            let value = attribute(cell, "office:value")?.parse::<f64>().ok()?;
            Some(shown::number(value))
        }
        "boolean" => {
            Some(shown::truth(attribute(cell, "office:boolean-value")? == "true").to_owned())
        }
        "date" => {
            let value = attribute(cell, "office:date-value")?;
            let moment = value.trim_end_matches('Z').parse::<DateTime>().ok()?;
            Some(shown::moment(moment))
        }
        "time" => {
            let value = attribute(cell, "office:time-value")?;
            Some(shown::length(value.parse::<SignedDuration>().ok()?))
        }
        _ => None,
    }
}

/// How often an element says that it stands there; once if it says nothing.
fn repeated(element: &BytesStart<'_>, name: &str) -> u64 {
    attribute(element, name)
        .and_then(|times| times.parse().ok())
        .unwrap_or(1)
}
