//! Footnotes: what is to be known of a table, at the foot of the page on which its caption stands.

use std::io;

use super::WORD;
use super::body::Body;
use super::look::{FOOTNOTE_REFERENCE, Style};
use super::xml::{Attributes, Xml};

/// The part that holds them.
pub(super) const FOOTNOTES: &str = "word/footnotes.xml";
/// The lines between the text and its footnotes, by their numbers: the first for footnotes that start on the page, the
/// other for those that go on from the page before.
pub(super) const LINES: [(&str, &str, &str); 2] = [
    ("-1", "separator", "w:separator"),
    ("0", "continuationSeparator", "w:continuationSeparator"),
];

impl Body<'_> {
    /// The mark of a footnote of these paragraphs, where there are any.
    pub(super) fn footnote(&mut self, paragraphs: Vec<String>) {
        if paragraphs.is_empty() {
            return;
        }
        self.footnotes.push(paragraphs);
        let id = self.footnotes.len().to_string();
        mark(&mut self.xml, "w:footnoteReference", &[("w:id", &id)]);
    }
}

/// The part, with the paragraphs of each footnote in the order of the text.
pub(super) fn part(footnotes: &[Vec<String>]) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element("w:footnotes", &[("xmlns:w", WORD)], |xml| {
        for (id, kind, line) in LINES {
            xml.element("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
                xml.element("w:p", &[], |xml| {
                    xml.element("w:r", &[], |xml| xml.empty(line, &[]));
                });
            });
        }
        for (i, paragraphs) in footnotes.iter().enumerate() {
            let id = (i + 1).to_string();
            xml.element("w:footnote", &[("w:id", &id)], |xml| {
                for (at, words) in paragraphs.iter().enumerate() {
                    paragraph(xml, at == 0, words);
                }
            });
        }
    });
    xml.finish()
}

/// A paragraph of a footnote; the first starts with its number.
fn paragraph(xml: &mut Xml, first: bool, words: &str) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", Style::Footnote.id());
        });
        if first {
            mark(xml, "w:footnoteRef", &[]);
            xml.element("w:r", &[], |xml| xml.text("w:t", " "));
        }
        xml.element("w:r", &[], |xml| xml.text("w:t", words));
    });
}

fn mark(xml: &mut Xml, name: &'static str, attributes: Attributes<'_>) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| {
            xml.value("w:rStyle", FOOTNOTE_REFERENCE)
        });
        xml.empty(name, attributes);
    });
}
