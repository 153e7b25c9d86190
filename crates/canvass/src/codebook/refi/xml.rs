//! Writes XML.

/// A document that grows element by element; what is open is closed in order.
#[derive(Debug)]
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    pub(super) fn new() -> Self {
        Xml {
            out: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(),
            open: Vec::new(),
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    /// Closes the innermost element.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.out.push_str(&format!("</{name}>\n"));
        }
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push_str("/>\n");
    }

    /// An element that holds nothing but text.
    pub(super) fn text(&mut self, name: &'static str, text: &str) {
        self.start(name, &[]);
        self.out.push('>');
        escape(text, false, &mut self.out);
        self.out.push_str(&format!("</{name}>\n"));
    }

    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push_str(&format!(" {key}=\""));
            escape(value, true, &mut self.out);
            self.out.push('"');
        }
    }

    fn indent(&mut self) {
        self.out.push_str(&"  ".repeat(self.open.len()));
    }
}

/// Whether XML 1.0 has a place for the character.
pub(super) fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

fn escape(text: &str, in_attribute: bool, out: &mut String) {
    for c in text.chars().filter(|c| is_legal(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            // A reader would make blanks of these.
            '\n' | '\t' | '\r' if in_attribute => out.push_str(&format!("&#{};", u32::from(c))),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read_back() {
        let mut xml = Xml::new();
        xml.open("A", &[("b", "<\"é\u{1}\n&>")]);
        xml.text("C", "x < y\r\n& \u{b}z");
        xml.empty("D", &[]);
        let text = xml.finish();
        let read = roxmltree::Document::parse(&text).map_err(|e| e.to_string());
        let read = read.unwrap_or_else(|e| panic!("{e}\n{text}"));
        let root = read.root_element();
        assert_eq!(root.attribute("b"), Some("<\"é\n&>"));
        let c = root.first_element_child().and_then(|c| c.text());
        assert_eq!(c, Some("x < y\r\n& z"));
    }
}
