//! The small parts around the text: the file's properties, its settings, its bullets, its running header and footer.

use std::io;

use super::look::{HANGING, LISTS, Style};
use super::xml::Xml;
use super::{WORD, field, footnotes};
use crate::document::FrontMatter;
use crate::wording::{Wording, say};

const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
const COMPATIBILITY: &str = "http://schemas.microsoft.com/office/word";

/// Title, author, subject, description and language.
pub(super) fn core(front: &FrontMatter) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    let namespaces = [("xmlns:cp", CORE), ("xmlns:dc", DUBLIN_CORE)];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        for (name, text) in [
            ("dc:title", front.title.as_str()),
            ("dc:subject", front.subtitle.as_deref().unwrap_or_default()),
            ("dc:creator", &front.organisation),
            ("dc:description", &front.description),
            ("dc:language", &front.language),
        ] {
            if !text.trim().is_empty() {
                xml.text(name, text);
            }
        }
    });
    xml.finish()
}

/// Whose file it is.
pub(super) fn extended(front: &FrontMatter) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element("Properties", &[("xmlns", EXTENDED)], |xml| {
        if !front.organisation.trim().is_empty() {
            xml.text("Company", &front.organisation);
        }
    });
    xml.finish()
}

/// Settings: lay out as Word 2013 and later do, hyphenate nothing.
pub(super) fn settings(language: &str) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element("w:settings", &[("xmlns:w", WORD)], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        xml.value("w:defaultTabStop", "720");
        xml.value("w:autoHyphenation", "0");
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:footnotePr", &[], |xml| {
            for (id, ..) in footnotes::LINES {
                xml.empty("w:footnote", &[("w:id", id)]);
            }
        });
        xml.element("w:compat", &[], |xml| {
            for (name, value) in [
                ("compatibilityMode", "15"),
                ("overrideTableStyleFontSizeAndJustification", "1"),
                ("enableOpenTypeFeatures", "1"),
                ("doNotFlipMirrorIndents", "1"),
                ("differentiateMultirowTableHeaders", "1"),
            ] {
                xml.empty(
                    "w:compatSetting",
                    &[("w:name", name), ("w:uri", COMPATIBILITY), ("w:val", value)],
                );
            }
        });
        if !language.trim().is_empty() {
            xml.value("w:themeFontLang", language);
        }
        xml.value("w:decimalSymbol", ".");
        xml.value("w:listSeparator", ",");
    });
    xml.finish()
}

/// The one list: bullets.
pub(super) fn numbering(colour: &str) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element("w:numbering", &[("xmlns:w", WORD)], |xml| {
        for (i, (style, indent)) in LISTS.iter().enumerate() {
            xml.element(
                "w:abstractNum",
                &[("w:abstractNumId", &i.to_string())],
                |xml| {
                    bullet(xml, *style, *indent, colour);
                },
            );
        }
        for i in 0..LISTS.len() {
            xml.element("w:num", &[("w:numId", &(i + 1).to_string())], |xml| {
                xml.value("w:abstractNumId", &i.to_string());
            });
        }
    });
    xml.finish()
}

/// A list of one level, with the words of its items `indent` from the margin.
fn bullet(xml: &mut Xml, style: Style, indent: u32, colour: &str) {
    xml.value("w:multiLevelType", "hybridMultilevel");
    xml.element("w:lvl", &[("w:ilvl", "0")], |xml| {
        xml.value("w:start", "1");
        xml.value("w:numFmt", "bullet");
        xml.value("w:pStyle", style.id());
        xml.value("w:lvlText", "•");
        xml.value("w:lvlJc", "left");
        xml.element("w:pPr", &[], |xml| {
            let (left, hanging) = (indent.to_string(), HANGING.to_string());
            xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
        });
        xml.element("w:rPr", &[], |xml| {
            xml.value("w:color", colour);
        });
    });
}

/// The running header: the document's title.
pub(super) fn header(front: &FrontMatter) -> io::Result<Vec<u8>> {
    running("w:hdr", Style::Header, |xml| {
        xml.element("w:r", &[], |xml| xml.text("w:t", &front.title));
    })
}

/// The running footer: "Page 2 of 9".
pub(super) fn footer(wording: &Wording) -> io::Result<Vec<u8>> {
    const PAGE: char = '\u{1}';
    const PAGES: char = '\u{2}';
    let (page, pages) = (PAGE.to_string(), PAGES.to_string());
    let said = say!(wording, "render.word.page", page, pages);
    running("w:ftr", Style::Footer, |xml| {
        for part in said.split_inclusive([PAGE, PAGES]) {
            let words = part.trim_end_matches([PAGE, PAGES]);
            if !words.is_empty() {
                xml.element("w:r", &[], |xml| xml.text("w:t", words));
            }
            match part.chars().next_back() {
                Some(PAGE) => field::field(xml, "PAGE", "1"),
                Some(PAGES) => field::field(xml, "NUMPAGES", "1"),
                _ => {}
            }
        }
    })
}

fn running(root: &'static str, style: Style, inside: impl FnOnce(&mut Xml)) -> io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element(root, &[("xmlns:w", WORD)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", style.id()));
            inside(xml);
        });
    });
    xml.finish()
}
