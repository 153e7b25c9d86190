use std::collections::BTreeMap;
use std::io::BufReader;

use quick_xml::events::{BytesStart, Event};

use super::xml::{Document, attribute, damaged};
use super::{Archive, open};
use crate::ingest::row::Stop;

/// Where an Excel workbook keeps what.
pub(super) struct Parts {
    pub(super) sheets: Vec<SheetPart>,
    /// The texts that cells share.
    pub(super) texts: String,
    pub(super) styles: String,
    /// Whether days count from 1904.
    pub(super) epoch_1904: bool,
}

/// One worksheet.
pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) path: String,
}

/// What a workbook refers to by an id.
struct Target {
    path: String,
    kind: String,
}

/// Reads the list of sheets and where they are.
///
/// # Errors
/// When the file is damaged.
pub(super) fn parts(file: &str, archive: &mut Archive<'_>) -> Result<Parts, Stop> {
    let targets = targets(file, archive)?;
    let of_kind = |kind: &str, usual: &str| {
        let target = targets.values().find(|target| target.kind == kind);
        target.map_or_else(|| usual.to_owned(), |target| target.path.clone())
    };
    let mut parts = Parts {
        sheets: Vec::new(),
        texts: of_kind("sharedStrings", "xl/sharedStrings.xml"),
        styles: of_kind("styles", "xl/styles.xml"),
        epoch_1904: false,
    };
    let part = open(archive, "xl/workbook.xml").ok_or_else(|| damaged(file))?;
    let mut document = Document::new(file, BufReader::new(part));
    loop {
        match document.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "workbookPr" => {
                    let stated = attribute(&element, "date1904");
                    parts.epoch_1904 = matches!(stated.as_deref(), Some("1" | "true" | "on"));
                }
                "sheet" => {
                    let target = id(&element).and_then(|id| targets.get(&id));
                    // Sheets that are charts or macros have no cells.
                    if let Some(target) = target.filter(|target| target.kind == "worksheet") {
                        let state = attribute(&element, "state");
                        parts.sheets.push(SheetPart {
                            name: attribute(&element, "name").unwrap_or_default(),
                            hidden: state.is_some_and(|state| state != "visible"),
                            path: target.path.clone(),
                        });
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(parts),
            _ => {}
        }
    }
}

fn targets(file: &str, archive: &mut Archive<'_>) -> Result<BTreeMap<String, Target>, Stop> {
    let part = open(archive, "xl/_rels/workbook.xml.rels").ok_or_else(|| damaged(file))?;
    let mut document = Document::new(file, BufReader::new(part));
    let mut targets = BTreeMap::new();
    loop {
        match document.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let (Some(id), Some(path), Some(kind)) = (
                    attribute(&element, "Id"),
                    attribute(&element, "Target"),
                    attribute(&element, "Type"),
                ) else {
                    continue;
                };
                let path = match path.strip_prefix('/') {
                    Some(path) => path.to_owned(),
                    None => format!("xl/{}", path.trim_start_matches("./")),
                };
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                targets.insert(id, Target { path, kind });
            }
            Event::Eof => return Ok(targets),
            _ => {}
        }
    }
}

/// The id by which a sheet refers to its part: `r:id`, whatever the prefix.
fn id(sheet: &BytesStart<'_>) -> Option<String> {
    let mut attributes = sheet.attributes();
    let name = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == "id")
        .map(|attribute| attribute.key.as_ref().to_owned())?;
    attribute(sheet, &name)
}
