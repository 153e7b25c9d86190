use super::body::{Body, Format};
use super::field;
use super::look::{CONTENTS_DEPTH, Style};
use crate::document::Section;
use crate::wording::say;

/// Contents of at most this many entries stand below the title; longer ones get a page of their own.
const BELOW_TITLE: usize = 16;

impl Body<'_> {
    /// The contents: a field of Word's that is filled in already, each entry a link to its section.
    pub(super) fn contents(&mut self) {
        let mut entries = Vec::new();
        for section in self.document.sections() {
            collect(section, 1, &mut entries);
        }
        if entries.is_empty() {
            return;
        }
        self.xml.open("w:sdt", &[]);
        self.xml.element("w:sdtPr", &[], |xml| {
            xml.element("w:docPartObj", &[], |xml| {
                xml.value("w:docPartGallery", "Table of Contents");
                xml.empty("w:docPartUnique", &[]);
            });
        });
        self.xml.open("w:sdtContent", &[]);
        let heading = Format {
            new_page: entries.len() > BELOW_TITLE,
            ..Style::ContentsHeading.into()
        };
        self.paragraph(heading, |body| {
            let contents = say!(body.document.wording(), "render.front.contents");
            body.words(&contents);
        });
        let last = entries.len() - 1;
        for (i, (level, section)) in entries.into_iter().enumerate() {
            self.paragraph(Style::Contents(level), |body| {
                if i == 0 {
                    let code = format!("TOC \\o \"1-{CONTENTS_DEPTH}\" \\n \\h \\z");
                    field::open(&mut body.xml, &code);
                }
                body.entry(section);
                if i == last {
                    field::close(&mut body.xml);
                }
            });
        }
        self.xml.close();
        self.xml.close();
    }

    /// An entry. Only what lays the pages out knows their numbers, and it fills them in when a reader asks for it and
    /// not before: the contents are without numbers of pages, and every entry leads to its section.
    fn entry(&mut self, section: &Section) {
        self.inner_link(&section.heading, &section.anchor);
    }
}

fn collect<'a>(section: &'a Section, level: usize, entries: &mut Vec<(usize, &'a Section)>) {
    if level > CONTENTS_DEPTH {
        return;
    }
    entries.push((level, section));
    for inner in &section.sections {
        collect(inner, level + 1, entries);
    }
}
