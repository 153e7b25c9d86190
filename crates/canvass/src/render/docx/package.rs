use std::collections::BTreeMap;
use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;

const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The parts of a Word file in the order in which they are written, with their content types.
/// Nothing in the file depends on the clock or the machine.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<Part>,
}

struct Part {
    path: String,
    kind: PartKind,
    bytes: Vec<u8>,
}

/// What a part holds, as its content type says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    Relationships,
    Picture,
    /// A part of a house file, whose kind that file knows.
    Kept,
    Document,
    Styles,
    Numbering,
    Settings,
    Header,
    Footer,
    Footnotes,
    CoreProperties,
    ExtendedProperties,
}

impl PartKind {
    /// The content type; `None` where that of the file's extension holds.
    fn content_type(self) -> Option<&'static str> {
        Some(match self {
            PartKind::Relationships | PartKind::Picture | PartKind::Kept => return None,
            PartKind::Document => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            }
            PartKind::Styles => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
            }
            PartKind::Numbering => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
            }
            PartKind::Settings => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
            }
            PartKind::Header => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
            }
            PartKind::Footer => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
            }
            PartKind::Footnotes => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
            }
            PartKind::CoreProperties => {
                "application/vnd.openxmlformats-package.core-properties+xml"
            }
            PartKind::ExtendedProperties => {
                "application/vnd.openxmlformats-officedocument.extended-properties+xml"
            }
        })
    }
}

impl Package {
    /// Adds a part. `path` has no leading slash.
    pub(super) fn add(&mut self, path: impl Into<String>, kind: PartKind, bytes: Vec<u8>) {
        self.parts.push(Part {
            path: path.into(),
            kind,
            bytes,
        });
    }

    /// The bytes of the file.
    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        let kinds = Part {
            path: "[Content_Types].xml".to_owned(),
            kind: PartKind::Kept,
            bytes: self.content_types()?,
        };
        zipped(std::iter::once(&kinds).chain(&self.parts))
    }

    /// The bytes of a file whose parts say their kinds themselves.
    pub(super) fn finish_kept(self) -> io::Result<Vec<u8>> {
        zipped(self.parts.iter())
    }

    fn content_types(&self) -> io::Result<Vec<u8>> {
        let mut xml = Xml::new();
        xml.element("Types", &[("xmlns", CONTENT_TYPES)], |xml| {
            for (extension, content_type) in [
                ("png", "image/png"),
                (
                    "rels",
                    "application/vnd.openxmlformats-package.relationships+xml",
                ),
                ("xml", "application/xml"),
            ] {
                xml.empty(
                    "Default",
                    &[("Extension", extension), ("ContentType", content_type)],
                );
            }
            for part in &self.parts {
                if let Some(content_type) = part.kind.content_type() {
                    let name = format!("/{}", part.path);
                    xml.empty(
                        "Override",
                        &[("PartName", &name), ("ContentType", content_type)],
                    );
                }
            }
        });
        xml.finish()
    }
}

fn zipped<'a>(parts: impl Iterator<Item = &'a Part>) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let method = match part.kind {
            PartKind::Picture => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default());
        zip.start_file(part.path.as_str(), options)?;
        zip.write_all(&part.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// What a part leads to: other parts of the file, and addresses outside it.
#[derive(Default)]
pub(super) struct Relationships {
    /// What their ids start with where they stand beside others; "rId" otherwise.
    prefix: Option<&'static str>,
    entries: Vec<Relationship>,
    addresses: BTreeMap<String, String>,
}

struct Relationship {
    id: String,
    kind: &'static str,
    target: String,
    external: bool,
}

/// What a relationship is.
pub(super) mod relationship {
    macro_rules! office {
        ($name:literal) => {
            concat!(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
                $name
            )
        };
    }
    pub(in crate::render::docx) const DOCUMENT: &str = office!("officeDocument");
    pub(in crate::render::docx) const EXTENDED_PROPERTIES: &str = office!("extended-properties");
    pub(in crate::render::docx) const CORE_PROPERTIES: &str =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    pub(in crate::render::docx) const STYLES: &str = office!("styles");
    pub(in crate::render::docx) const NUMBERING: &str = office!("numbering");
    pub(in crate::render::docx) const SETTINGS: &str = office!("settings");
    pub(in crate::render::docx) const HEADER: &str = office!("header");
    pub(in crate::render::docx) const FOOTER: &str = office!("footer");
    pub(in crate::render::docx) const FOOTNOTES: &str = office!("footnotes");
    pub(in crate::render::docx) const IMAGE: &str = office!("image");
    pub(in crate::render::docx) const HYPERLINK: &str = office!("hyperlink");
}

impl Relationships {
    /// Relationships to stand beside others, with ids that start with `prefix`.
    pub(super) fn beside(prefix: &'static str) -> Self {
        Relationships {
            prefix: Some(prefix),
            ..Relationships::default()
        }
    }

    /// Adds a relationship to another part; `target` is relative to the part's folder. Returns its id.
    pub(super) fn add(&mut self, kind: &'static str, target: impl Into<String>) -> String {
        self.push(kind, target.into(), false)
    }

    /// The id of the relationship to an address outside the file.
    pub(super) fn address(&mut self, address: &str) -> String {
        let address = as_uri(address);
        if let Some(id) = self.addresses.get(&address) {
            return id.clone();
        }
        let id = self.push(relationship::HYPERLINK, address.clone(), true);
        self.addresses.insert(address, id.clone());
        id
    }

    fn push(&mut self, kind: &'static str, target: String, external: bool) -> String {
        let prefix = self.prefix.unwrap_or("rId");
        let id = format!("{prefix}{}", self.entries.len() + 1);
        self.entries.push(Relationship {
            id: id.clone(),
            kind,
            target,
            external,
        });
        id
    }

    /// The bytes of the part that holds them.
    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        let mut xml = Xml::new();
        xml.element("Relationships", &[("xmlns", RELATIONSHIPS)], |xml| {
            for entry in &self.entries {
                let mut attributes = vec![
                    ("Id", entry.id.as_str()),
                    ("Type", entry.kind),
                    ("Target", entry.target.as_str()),
                ];
                if entry.external {
                    attributes.push(("TargetMode", "External"));
                }
                xml.empty("Relationship", &attributes);
            }
        });
        xml.finish()
    }
}

/// The address with what no address may hold written as percent signs and numbers.
fn as_uri(address: &str) -> String {
    let address = address.trim();
    let mut uri = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        let escape = |rest: &str| rest.len() == 2 && rest.chars().all(|c| c.is_ascii_hexdigit());
        let plain = match c {
            '%' => address.get(at + 1..at + 3).is_some_and(escape),
            _ => c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=".contains(c),
        };
        if plain {
            uri.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                uri.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::as_uri;

    #[test]
    fn addresses_are_made_fit_for_a_file() {
        assert_eq!(
            as_uri("https://example.org/100%?a=%2f%"),
            "https://example.org/100%25?a=%2f%25"
        );
        assert_eq!(
            as_uri(" https://example.org/a b/ŷ?q=\"<1>\"&r=%20#x "),
            "https://example.org/a%20b/%C5%B7?q=%22%3C1%3E%22&r=%20#x"
        );
    }
}
