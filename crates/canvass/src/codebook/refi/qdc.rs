use std::collections::BTreeMap;

use super::guid::Guids;
use super::imported::OWN_ORIGIN;
use super::name::names;
use super::xml::Xml;
use crate::survey::{Code, CodeFrame, CodeRef, Codebook};

const NAMESPACE: &str = "urn:QDA-XML:codebook:1.0";

/// The codebook as a `.qdc` file: a code that cannot be given for each frame, and its codes below it; a set for each
/// group.
pub fn codebook_file(book: &Codebook) -> String {
    let mut xml = Xml::new();
    let origin = format!("{OWN_ORIGIN}{} {}", book.id, book.version);
    xml.open("CodeBook", &[("xmlns", NAMESPACE), ("origin", &origin)]);
    let written = CodeTree::new(book);
    written.codes(&mut xml);
    written.sets("guid", &mut xml);
    xml.finish()
}

/// Writes the codes of a codebook, for both formats.
pub(super) struct CodeTree<'b> {
    book: &'b Codebook,
    guids: Guids,
    names: BTreeMap<CodeRef, String>,
}

impl<'b> CodeTree<'b> {
    pub(super) fn new(book: &'b Codebook) -> Self {
        CodeTree {
            book,
            guids: Guids::of(&book.id),
            names: names(book),
        }
    }

    pub(super) fn guid(&self, code: &CodeRef) -> String {
        self.guids.guid("code", &code.to_string())
    }

    pub(super) fn codes(&self, xml: &mut Xml) {
        xml.open("Codes", &[]);
        for frame in &self.book.frames {
            let guid = self.guids.guid("frame", frame.id.as_str());
            let name = [
                ("guid", guid.as_str()),
                ("name", &frame.label),
                ("isCodable", "false"),
            ];
            xml.open("Code", &name);
            let description = format!("Kind: {}\nId: {}", frame.kind.name(), frame.id);
            xml.text("Description", &description);
            self.below(frame, None, xml);
            xml.close();
        }
        xml.close();
    }

    fn below(&self, frame: &CodeFrame, parent: Option<&str>, xml: &mut Xml) {
        for code in frame.codes.iter().filter(|code| code.parent() == parent) {
            let reference = CodeRef {
                frame: frame.id.clone(),
                code: code.id.clone(),
            };
            let name = self.names.get(&reference).unwrap_or(&code.label);
            let guid = self.guid(&reference);
            let attributes = [
                ("guid", guid.as_str()),
                ("name", name),
                ("isCodable", "true"),
            ];
            xml.open("Code", &attributes);
            xml.text("Description", &description(&reference, code, name));
            self.below(frame, Some(code.id.as_str()), xml);
            xml.close();
        }
    }

    /// The groups of codes; nothing at all where there are none. `reference` is how a member names its code, which
    /// the two formats do differently.
    pub(super) fn sets(&self, reference: &str, xml: &mut Xml) {
        let frames = self.book.frames.iter();
        let mut groups = frames
            .flat_map(|frame| frame.groups.iter().map(move |group| (frame, group)))
            .peekable();
        if groups.peek().is_none() {
            return;
        }
        xml.open("Sets", &[]);
        for (frame, group) in groups {
            let id = format!("{}\n{}", frame.id, group.label);
            let guid = self.guids.guid("group", &id);
            xml.open("Set", &[("guid", &guid), ("name", &group.label)]);
            for code in &group.codes {
                let code = CodeRef {
                    frame: frame.id.clone(),
                    code: code.clone(),
                };
                xml.empty("MemberCode", &[(reference, &self.guid(&code))]);
            }
            xml.close();
        }
        xml.close();
    }
}

/// What a code is for, line by line, and what it takes to know it again.
fn description(reference: &CodeRef, code: &Code, name: &str) -> String {
    let mut lines = vec![one_line(&code.definition)];
    let mut line = |key: &str, text: &str| {
        let text = one_line(text);
        if !text.is_empty() {
            lines.push(format!("{key}: {text}"));
        }
    };
    line("Use when", &code.use_when);
    line("Not for", &code.not_for);
    for example in &code.examples {
        line("Example", &example.text);
    }
    for near_miss in &code.near_misses {
        line("Near-miss", &near_miss.text);
    }
    line("Note", &code.note);
    line("Since", code.since.as_deref().unwrap_or_default());
    if name != code.label {
        line("Label", &code.label);
    }
    line("Id", &reference.to_string());
    lines.join("\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
