//! A part of a Word file, read back as a tree.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The parts of a file by their paths.
pub(super) type Parts = BTreeMap<String, Vec<u8>>;

/// An element.
#[derive(Debug, Default, Clone)]
pub(super) struct Node {
    pub(super) name: String,
    attributes: BTreeMap<String, String>,
    pub(super) children: Vec<Node>,
    text: String,
}

/// Takes a file apart.
pub(super) fn unzip(file: &[u8]) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut part = archive.by_index(i).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Reads a part; its root element.
pub(super) fn parse(bytes: &[u8]) -> Node {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Node::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(node(&start)),
            Event::Empty(start) => open.last_mut().unwrap().children.push(node(&start)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => open
                .last_mut()
                .unwrap()
                .text
                .push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                let text = quick_xml::escape::resolve_predefined_entity(&name).unwrap();
                open.last_mut().unwrap().text.push_str(text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "everything is closed");
    open.pop().unwrap().children.pop().unwrap()
}

fn node(start: &BytesStart<'_>) -> Node {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).unwrap();
        (attribute.key.as_ref().to_owned(), value.into_owned())
    });
    Node {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        ..Node::default()
    }
}

impl Node {
    /// The value of an attribute, or nothing.
    pub(super) fn get(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }

    /// Every element of that name inside, in reading order.
    pub(super) fn all(&self, name: &str) -> Vec<&Node> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    /// The first element of that name inside.
    pub(super) fn first(&self, name: &str) -> Option<&Node> {
        self.all(name).into_iter().next()
    }

    /// The `w:val` of the first element of that name inside, or nothing.
    pub(super) fn value(&self, name: &str) -> &str {
        self.first(name).map_or("", |node| node.get("w:val"))
    }

    /// The text directly inside.
    pub(super) fn text(&self) -> String {
        self.text.clone()
    }

    /// What the reader reads: the words of the text inside, without the codes of fields.
    pub(super) fn reads(&self) -> String {
        match self.name.as_str() {
            "w:t" => self.text.clone(),
            "w:br" => "\n".to_owned(),
            _ => self.children.iter().map(Node::reads).collect(),
        }
    }
}
