//! A house file of the publisher's: a Word file whose styles, sheet, header and footer a report takes.
//!
//! Every part of it is kept as it is, but for the text, which is replaced, and what says whose file it is. Styles of
//! ours that it lacks are added to its own.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::WORD;
use super::page::TextArea;

/// The most parts of a house file, and the most bytes of them all.
const MOST_PARTS: usize = 2_000;
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// How wide the letters of a house's font may be, in hundredths of those of Arial. Verdana's are wider by a sixth.
const LETTERS: u64 = 117;

/// The paths of the parts that are looked into.
pub(super) const TEXT: &str = "word/document.xml";
pub(super) const TEXT_LINKS: &str = "word/_rels/document.xml.rels";
pub(super) const STYLES: &str = "word/styles.xml";
pub(super) const SETTINGS: &str = "word/settings.xml";
pub(super) const KINDS: &str = "[Content_Types].xml";
pub(super) const LINKS: &str = "_rels/.rels";

/// The styles that a house file must have, by their ids: what makes it a house style at all.
const NEEDED: [&str; 8] = [
    "Normal",
    "Title",
    "Heading1",
    "Heading2",
    "Heading3",
    "Caption",
    "ListBullet",
    "Quote",
];

/// A house file, taken apart and looked through.
#[derive(Debug, Clone, PartialEq)]
pub struct WordTemplate {
    /// The parts in the order of the file, with their paths.
    pub(super) parts: Vec<(String, Vec<u8>)>,
    /// The ids of its styles.
    pub(super) styles: BTreeSet<String>,
    /// The names and values of the root of its text.
    pub(super) root: Vec<(String, String)>,
    /// The last properties of a section of its text: the sheet, and what runs along its edges.
    pub(super) sheet: String,
    /// The room for the text.
    pub(super) area: TextArea,
}

/// Why a file cannot be a house file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WordTemplateError {
    /// It is no Word file, or a broken one.
    #[error("this is no Word file (.docx)")]
    NoWordFile,
    /// It is larger than a house file is when it is unpacked.
    #[error("the file is too large when it is unpacked")]
    TooLarge,
    /// It holds macros, which would go to every reader of the report.
    #[error("the file holds macros")]
    Macros,
    /// It was saved in the strict form of the format, which has other names for everything.
    #[error("the file is saved as \"Strict Open XML\"")]
    Strict,
    /// Styles are missing that the report cannot do without.
    #[error("{} missing: {}", if styles.len() == 1 { "a style is" } else { "styles are" }, styles.join(", "))]
    MissingStyles {
        /// Their ids.
        styles: Vec<&'static str>,
    },
}

use WordTemplateError::{Macros, MissingStyles, NoWordFile, Strict, TooLarge};

impl WordTemplate {
    /// Takes a file apart and checks that a report can be made with it.
    ///
    /// # Errors
    /// When it is no Word file, too large, has macros, or lacks a style.
    pub fn read(file: &[u8]) -> Result<Self, WordTemplateError> {
        let parts = unpack(file)?;
        if parts
            .iter()
            .any(|(path, _)| path.ends_with("vbaProject.bin"))
        {
            return Err(Macros);
        }
        let part = |path: &str| {
            let found = parts.iter().find(|(name, _)| name == path);
            let text = std::str::from_utf8(&found.ok_or(NoWordFile)?.1);
            text.map_err(|_| NoWordFile)
        };
        for path in [KINDS, LINKS, TEXT_LINKS] {
            part(path)?;
        }
        let (root, sheet) = text(part(TEXT)?)?;
        match root.iter().find(|(name, _)| name == "xmlns:w") {
            Some((_, namespace)) if namespace == WORD => {}
            Some(_) => return Err(Strict),
            None => return Err(NoWordFile),
        }
        let styles = styles(part(STYLES)?)?;
        let missing = NEEDED.iter().filter(|id| !styles.contains(**id));
        let missing: Vec<&'static str> = missing.copied().collect();
        if !missing.is_empty() {
            return Err(MissingStyles { styles: missing });
        }
        Ok(WordTemplate {
            area: area(&sheet).ok_or(NoWordFile)?,
            parts,
            styles,
            root,
            sheet,
        })
    }
}

fn unpack(file: &[u8]) -> Result<Vec<(String, Vec<u8>)>, WordTemplateError> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| NoWordFile)?;
    if archive.len() > MOST_PARTS {
        return Err(TooLarge);
    }
    let mut left = MOST_BYTES;
    let mut parts = Vec::new();
    for i in 0..archive.len() {
        let part = archive.by_index(i).map_err(|_| NoWordFile)?;
        if part.is_dir() {
            continue;
        }
        let path = part.name().map_err(|_| NoWordFile)?.into_owned();
        let mut bytes = Vec::new();
        let read = part.take(left + 1).read_to_end(&mut bytes);
        read.map_err(|_| NoWordFile)?;
        left = left.checked_sub(bytes.len() as u64).ok_or(TooLarge)?;
        parts.push((path, bytes));
    }
    Ok(parts)
}

/// The attributes of the root of a text, and the last properties of a section in it.
fn text(part: &str) -> Result<(Vec<(String, String)>, String), WordTemplateError> {
    let mut reader = Reader::from_str(part);
    let mut root = Vec::new();
    let mut sheet = None;
    let mut from = 0;
    loop {
        let at = reader.buffer_position() as usize;
        match reader.read_event().map_err(|_| NoWordFile)? {
            Event::Start(start) => match name(&start).as_str() {
                "w:document" => root = attributes(&start)?,
                "w:sectPr" => from = at,
                _ => {}
            },
            Event::End(end) if end.name().as_ref() == "w:sectPr" => {
                sheet = part.get(from..reader.buffer_position() as usize);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok((root, sheet.ok_or(NoWordFile)?.to_owned()))
}

/// The ids of the styles.
fn styles(part: &str) -> Result<BTreeSet<String>, WordTemplateError> {
    let mut reader = Reader::from_str(part);
    let mut ids = BTreeSet::new();
    loop {
        match reader.read_event().map_err(|_| NoWordFile)? {
            Event::Start(start) if name(&start) == "w:style" => {
                let id = attributes(&start)?.into_iter();
                ids.extend(id.filter(|(name, _)| name == "w:styleId").map(|(_, id)| id));
            }
            Event::Eof => return Ok(ids),
            _ => {}
        }
    }
}

/// The room for the text on a sheet, in twips.
fn area(sheet: &str) -> Option<TextArea> {
    let mut reader = Reader::from_str(sheet);
    let (mut size, mut margins) = (None, None);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                let attributes = attributes(&start).ok()?;
                let number = |wanted: &str| {
                    let found = attributes.iter().find(|(name, _)| name == wanted);
                    found.map_or(Some(0), |(_, value)| value.parse::<i64>().ok())
                };
                match name(&start).as_str() {
                    "w:pgSz" => size = Some((number("w:w")?, number("w:h")?)),
                    "w:pgMar" => {
                        let across = number("w:left")? + number("w:right")? + number("w:gutter")?;
                        // A margin below nought means exactly so much, whatever the header needs.
                        let down = number("w:top")?.abs() + number("w:bottom")?.abs();
                        margins = Some((across, down));
                    }
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let ((width, height), (across, down)) = (size?, margins?);
    let room = |length: i64, margins: i64| u64::try_from(length - margins).ok();
    let (width, height) = (room(width, across)?, room(height, down)?);
    // Less than a business card holds no table.
    (width >= 2_000 && height >= 4_000).then_some(TextArea {
        width,
        height,
        letters: LETTERS,
    })
}

fn name(start: &BytesStart<'_>) -> String {
    start.name().as_ref().to_owned()
}

fn attributes(start: &BytesStart<'_>) -> Result<Vec<(String, String)>, WordTemplateError> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| NoWordFile)?;
        let name = attribute.key.as_ref().to_owned();
        let value = attribute.value.into_owned();
        attributes.push((name, value));
    }
    Ok(attributes)
}
