use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::render::clean::clean;

/// The names and values of an element's attributes.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// An XML part in the making. Every text and every attribute passes through [`clean`], and every element
/// that is opened is closed under its own name.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
    fault: Option<io::Error>,
}

impl Xml {
    /// Elements to be put into a part.
    pub(super) fn bare() -> Self {
        Xml {
            writer: Writer::new(Vec::new()),
            open: Vec::new(),
            fault: None,
        }
    }

    /// A part with its declaration.
    pub(super) fn new() -> Self {
        let mut xml = Xml::bare();
        xml.write(Event::Decl(BytesDecl::new(
            "1.0",
            Some("UTF-8"),
            Some("yes"),
        )));
        xml
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.write(Event::Start(start(name, attributes)));
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.write(Event::End(BytesEnd::new(name)));
        }
    }

    /// Writes an element and what `inside` puts into it.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(name, attributes);
        inside(self);
        self.close();
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// Writes an element whose one attribute is `w:val`.
    pub(super) fn value(&mut self, name: &'static str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Writes an element that holds `text`. Spaces at its ends are kept when the element is one of running text.
    pub(super) fn text(&mut self, name: &'static str, text: &str) {
        let text = clean(text);
        let spaced = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        let attributes: Attributes<'_> = if spaced && name.starts_with("w:") {
            &[("xml:space", "preserve")]
        } else {
            &[]
        };
        self.open(name, attributes);
        self.write(Event::Text(BytesText::new(&text)));
        self.close();
    }

    /// Writes elements that are written out already.
    pub(super) fn written(&mut self, elements: &str) {
        self.write(Event::Text(BytesText::from_escaped(elements)));
    }

    /// The bytes of the part.
    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        while !self.open.is_empty() {
            self.close();
        }
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok(self.writer.into_inner()),
        }
    }

    /// Writes, and keeps the first fault for [`Xml::finish`].
    fn write(&mut self, event: Event<'_>) {
        if let Err(fault) = self.writer.write_event(event) {
            self.fault.get_or_insert(fault);
        }
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for &(key, value) in attributes {
        start.push_attribute((key, &*clean(value)));
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(inside: impl FnOnce(&mut Xml)) -> String {
        let mut xml = Xml::new();
        inside(&mut xml);
        String::from_utf8(xml.finish().expect("memory")).expect("UTF-8")
    }

    #[test]
    fn hostile_text_stays_text() {
        let xml = written(|xml| {
            xml.element("w:p", &[("w:val", "\"<&\u{0}>\u{ffff}")], |xml| {
                xml.text("w:t", "</w:t>\u{7}& \u{1F33B} ]]>");
            });
        });
        assert_eq!(
            xml,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <w:p w:val=\"&quot;&lt;&amp;&gt;\"><w:t>&lt;/w:t&gt;&amp; \u{1F33B} ]]&gt;</w:t></w:p>"
        );
    }

    #[test]
    fn spaces_at_the_ends_of_running_text_are_kept() {
        let xml = written(|xml| {
            xml.text("w:t", " a ");
            xml.text("w:t", "a b");
            xml.text("dc:title", " a");
        });
        assert!(xml.ends_with(
            "<w:t xml:space=\"preserve\"> a </w:t><w:t>a b</w:t><dc:title> a</dc:title>"
        ));
    }

    #[test]
    fn what_is_left_open_is_closed() {
        let xml = written(|xml| {
            xml.open("a", &[]);
            xml.open("b", &[]);
        });
        assert!(xml.ends_with("<a><b></b></a>"));
    }
}
