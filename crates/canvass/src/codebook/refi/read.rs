//! Reads a codebook of another program without trusting it: bounded in size, depth and number of codes, and with no
//! entity but those of XML itself.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::tree::{Tree, TreeCode, TreeSet};
use super::{imported, toml_file};
use crate::diagnostics::{Checked, Code as FaultCode, Diagnostic, Diagnostics, Place};
use crate::limits::{FileFault, MAX_CODES, MAX_REFI_BYTES, MAX_REFI_DEPTH};
use crate::survey::Codebook;

/// A codebook that came from another program. It has no rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedCodebook {
    /// Its frames, codes and groups.
    pub codebook: Codebook,
}

impl ImportedCodebook {
    /// The text of a `codebook.toml`.
    pub fn to_toml(&self) -> String {
        toml_file::frames(&self.codebook)
    }
}

/// Reads a `.qdc` file. What [`codebook_file`](super::codebook_file) wrote comes back as it was, apart from what that
/// does not write; the codes of other programs make one frame, with ids after their names.
///
/// # Errors
/// When the file is not a codebook in the format, or larger or deeper than canvass takes.
pub fn read_codebook_file(file: &str, bytes: &[u8]) -> Checked<ImportedCodebook> {
    let read = || -> Result<Tree, Box<Diagnostic>> {
        if bytes.len() > MAX_REFI_BYTES {
            let most = MAX_REFI_BYTES as u64;
            return Err(fault(
                Place::whole(file),
                FileFault::TooLarge { most }.to_string(),
            ));
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(fault(Place::whole(file), "the file is not UTF-8 text"));
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Reading::new(file, text).tree()
    };
    let mut faults = Diagnostics::new();
    match read() {
        Ok(tree) => faults.into_checked(ImportedCodebook {
            codebook: imported::codebook(file, tree),
        }),
        Err(fault) => {
            faults.push(*fault);
            Err(faults)
        }
    }
}

fn fault(place: Place, message: impl Into<String>) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(FaultCode::CodebookImport, place, message))
}

struct Reading<'t> {
    file: &'t str,
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// The codes that are open, the outermost first.
    open: Vec<TreeCode>,
    /// The names of the elements that are open.
    path: Vec<String>,
    codes: usize,
    tree: Tree,
}

impl<'t> Reading<'t> {
    fn new(file: &'t str, text: &'t str) -> Self {
        let mut reader = Reader::from_reader(text.as_bytes());
        reader.config_mut().expand_empty_elements = true;
        Reading {
            file,
            text,
            reader,
            open: Vec::new(),
            path: Vec::new(),
            codes: 0,
            tree: Tree::default(),
        }
    }

    fn here(&self) -> Place {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len());
        Place::in_text(self.file, self.text, at)
    }

    fn refused<T>(&self, message: impl Into<String>) -> Result<T, Box<Diagnostic>> {
        Err(fault(self.here(), message))
    }

    fn tree(mut self) -> Result<Tree, Box<Diagnostic>> {
        loop {
            let Ok(event) = self.reader.read_event() else {
                return self.refused("the file is not XML that can be read");
            };
            match event {
                Event::Start(element) => self.start(&element)?,
                Event::End(_) => self.end(),
                Event::Text(text) => self.describe(&text.xml10_content()),
                Event::CData(text) => self.describe(&text.xml10_content()),
                Event::GeneralRef(entity) => match resolved(&entity) {
                    Some(text) => self.describe(&text),
                    None => {
                        return self.refused("the file uses an entity that XML does not define");
                    }
                },
                Event::DocType(_) => {
                    return self
                        .refused("a document type is not read: it can make a small file endless");
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if !self.path.is_empty() {
            return self.refused("the file is cut short");
        }
        if self.tree.codes.is_empty() {
            return Err(fault(
                Place::whole(self.file),
                "there is no code in the file",
            ));
        }
        Ok(self.tree)
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Box<Diagnostic>> {
        let name = element.local_name().as_ref().to_owned();
        if self.path.is_empty() && name != "CodeBook" {
            return self.refused("this is not a codebook: its outermost element is not CodeBook");
        }
        if self.path.is_empty() {
            self.tree.origin = attribute(element, "origin").unwrap_or_default();
        }
        // A code stands below CodeBook and Codes, its description within it.
        if self.open.len() == MAX_REFI_DEPTH && name == "Code"
            || self.path.len() > MAX_REFI_DEPTH + 2
        {
            return self.refused(format!(
                "codes stand more than {MAX_REFI_DEPTH} deep below each other"
            ));
        }
        let inside = self.path.last().map(String::as_str);
        match (inside, name.as_str()) {
            (Some("Codes" | "Code"), "Code") => {
                self.codes += 1;
                if self.codes > MAX_CODES {
                    return self.refused(format!("there are more than {MAX_CODES} codes"));
                }
                let Some(label) = attribute(element, "name").filter(|name| !name.is_empty()) else {
                    return self.refused("a code has no name");
                };
                self.open.push(TreeCode {
                    guid: guid(attribute(element, "guid")),
                    name: label,
                    codable: attribute(element, "isCodable")
                        .is_none_or(|c| c != "false" && c != "0"),
                    ..TreeCode::default()
                });
            }
            (Some("Sets"), "Set") => {
                let Some(name) = attribute(element, "name").filter(|name| !name.is_empty()) else {
                    return self.refused("a set has no name");
                };
                self.tree.sets.push(TreeSet {
                    name,
                    members: Vec::new(),
                });
            }
            (Some("Set"), "MemberCode") => {
                let member =
                    attribute(element, "guid").or_else(|| attribute(element, "targetGUID"));
                if let Some(set) = self.tree.sets.last_mut() {
                    set.members.push(guid(member));
                }
            }
            _ => {}
        }
        self.path.push(name);
        Ok(())
    }

    fn end(&mut self) {
        if self.path.pop().as_deref() == Some("Code")
            && matches!(self.path.last().map(String::as_str), Some("Codes" | "Code"))
            && let Some(code) = self.open.pop()
        {
            match self.open.last_mut() {
                Some(above) => above.below.push(code),
                None => self.tree.codes.push(code),
            }
        }
    }

    fn describe(&mut self, text: &str) {
        if let [.., parent, this] = &self.path[..]
            && (parent.as_str(), this.as_str()) == ("Code", "Description")
            && let Some(code) = self.open.last_mut()
        {
            code.description.push_str(text);
        }
    }
}

/// An attribute's value, without the characters that nobody can see and without blanks around it.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
    let seen: String = value
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    Some(seen.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// An identifier as it can be compared: some programs put it in braces or in capitals.
fn guid(written: Option<String>) -> String {
    let written = written.unwrap_or_default();
    written.trim_matches(['{', '}']).to_lowercase()
}

fn resolved(entity: &BytesRef<'_>) -> Option<String> {
    if let Some(text) = resolve_xml_entity(entity.as_ref()) {
        return Some(text.to_owned());
    }
    entity.resolve_char_ref().ok()?.map(String::from)
}
