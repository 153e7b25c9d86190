//! The document as a Word file (Office Open XML, transitional), written part by part.
//!
//! A file holds no macro, no comment, no protection and no link that is followed by itself; fields are filled
//! in when it is written. It depends on nothing but the document: the same document gives the same bytes.

mod body;
mod bookmark;
mod columns;
mod contents;
mod drawing;
mod dressed;
mod field;
mod figure;
mod footnotes;
mod logo;
mod look;
mod measure;
mod package;
mod page;
mod properties;
mod styles;
mod table;
mod template;
mod xml;

use std::io;

use self::body::Body;
use self::drawing::Picture;
use self::dressed::{Contents, dressed};
use self::package::{Package, PartKind, Relationships, relationship};
use self::page::TextArea;
pub use self::template::{WordTemplate, WordTemplateError};
use self::xml::Xml;
use super::RenderError;
use crate::chart::ChartError;
use crate::document::{Document, Figure, FrontMatter};

/// The namespace of words.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The names that the text uses.
const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", WORD),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    ("xmlns:pic", drawing::PICTURE),
];

/// What draws the pictures.
type Draw<'a> = &'a dyn Fn(&Figure) -> Result<Picture, ChartError>;

/// Renders a document as a Word file. The same document gives the same bytes.
///
/// It is made to pass Word's accessibility checker: headings are headings, lists are lists, every table has a
/// heading row and a name, every picture its short alternative, and the file knows its title and language.
/// A picture, its caption, its description and its table follow one another in the text.
///
/// ```
/// use canvass::document::{Anchor, Block, Document, FrontMatter, Section};
///
/// let front = FrontMatter {
///     title: "Impact report 2024".into(),
///     organisation: "Kindred Ground".into(),
///     language: "en-GB".into(),
///     ..FrontMatter::default()
/// };
/// let summary = Section {
///     anchor: Anchor::new("summary")?,
///     heading: "Summary".into(),
///     blocks: vec![Block::Paragraph("Members told us a great deal.".into())],
///     sections: Vec::new(),
/// };
/// let file = canvass::render::docx(&Document::new(front, vec![summary])?)?;
/// assert!(file.starts_with(b"PK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When a figure cannot be drawn, or the file outgrows its format.
pub fn docx(document: &Document) -> Result<Vec<u8>, RenderError> {
    compose(document, &Picture::draw)
}

/// Renders a document as a Word file in the house style of its publisher: with the styles, the sheet, the header and
/// the footer of `template`. Styles that the report needs and the template lacks are added. The same document and
/// template give the same bytes.
///
/// # Errors
/// When a figure cannot be drawn, or the file outgrows its format.
pub fn docx_in(document: &Document, template: &WordTemplate) -> Result<Vec<u8>, RenderError> {
    dress(document, template, &Picture::draw)
}

/// Puts the file together in a house file.
fn dress(
    document: &Document,
    template: &WordTemplate,
    draw: Draw<'_>,
) -> Result<Vec<u8>, RenderError> {
    let links = Relationships::beside("canvass");
    let mut body = Body::new(document, draw, links, template.area);
    body.relationships
        .add(relationship::FOOTNOTES, "footnotes.xml");
    let root: Vec<(&str, &str)> = template
        .root
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    body.document_part(&root, &|xml| xml.written(&template.sheet))?;
    let contents = Contents {
        text: body.xml.finish().map_err(RenderError::Package)?,
        links: body.relationships,
        pictures: body.pictures,
        footnotes: footnotes::part(&body.footnotes).map_err(RenderError::Package)?,
    };
    let front = document.front();
    dressed(template, front, &colour(front), contents).map_err(RenderError::Package)
}

/// The colour of headings and rules.
fn colour(front: &FrontMatter) -> String {
    let own = front.colour.map(|colour| colour.hex().to_ascii_uppercase());
    own.unwrap_or_else(|| look::BLUE.to_owned())
}

/// Puts the file together.
fn compose(document: &Document, draw: Draw<'_>) -> Result<Vec<u8>, RenderError> {
    let front = document.front();
    let colour = colour(front);
    let mut relationships = Relationships::default();
    relationships.add(relationship::STYLES, "styles.xml");
    relationships.add(relationship::NUMBERING, "numbering.xml");
    relationships.add(relationship::SETTINGS, "settings.xml");
    relationships.add(relationship::FOOTNOTES, "footnotes.xml");
    let furniture = Furniture {
        header: relationships.add(relationship::HEADER, "header.xml"),
        footer: relationships.add(relationship::FOOTER, "footer.xml"),
        first_footer: relationships.add(relationship::FOOTER, "footer-first.xml"),
    };
    let mut body = Body::new(document, draw, relationships, TextArea::of(front.short));
    body.document_part(&[], &|xml| sheet(xml, &furniture, front.short))?;

    let mut package = Package::default();
    let pictures = body.pictures;
    let parts = [
        ("_rels/.rels", PartKind::Relationships, roots()),
        (
            "docProps/core.xml",
            PartKind::CoreProperties,
            properties::core(front),
        ),
        (
            "docProps/app.xml",
            PartKind::ExtendedProperties,
            properties::extended(front),
        ),
        ("word/document.xml", PartKind::Document, body.xml.finish()),
        (
            "word/_rels/document.xml.rels",
            PartKind::Relationships,
            body.relationships.finish(),
        ),
        (
            "word/styles.xml",
            PartKind::Styles,
            styles::styles(front, &colour),
        ),
        (
            "word/numbering.xml",
            PartKind::Numbering,
            properties::numbering(&colour),
        ),
        (
            "word/settings.xml",
            PartKind::Settings,
            properties::settings(&front.language),
        ),
        (
            footnotes::FOOTNOTES,
            PartKind::Footnotes,
            footnotes::part(&body.footnotes),
        ),
        (
            "word/header.xml",
            PartKind::Header,
            properties::header(front),
        ),
        (
            "word/footer.xml",
            PartKind::Footer,
            properties::footer(&front.wording),
        ),
        (
            "word/footer-first.xml",
            PartKind::Footer,
            properties::footer(&front.wording),
        ),
    ];
    for (path, kind, bytes) in parts {
        package.add(path, kind, bytes.map_err(RenderError::Package)?);
    }
    for (path, png) in pictures {
        package.add(path, PartKind::Picture, png);
    }
    package.finish().map_err(RenderError::Package)
}

/// What the file as a whole leads to.
fn roots() -> io::Result<Vec<u8>> {
    let mut roots = Relationships::default();
    roots.add(relationship::DOCUMENT, "word/document.xml");
    roots.add(relationship::CORE_PROPERTIES, "docProps/core.xml");
    roots.add(relationship::EXTENDED_PROPERTIES, "docProps/app.xml");
    roots.finish()
}

/// The relationships of the running header and footers.
struct Furniture {
    header: String,
    footer: String,
    first_footer: String,
}

impl Body<'_> {
    /// The part that holds the text. `root` is what its first element says before we add to it, and `sheet` writes
    /// the sheet.
    fn document_part(
        &mut self,
        root: &[(&str, &str)],
        sheet: &dyn Fn(&mut Xml),
    ) -> Result<(), RenderError> {
        let ours = NAMESPACES.iter().filter(|(name, _)| {
            let mut names = root.iter().map(|(name, _)| name);
            names.all(|other| other != name)
        });
        let attributes: Vec<(&str, &str)> = root.iter().chain(ours).copied().collect();
        self.xml.open("w:document", &attributes);
        self.xml.open("w:body", &[]);
        self.front()?;
        let short = self.document.front().short;
        if !short {
            self.contents();
        }
        for (i, section) in self.document.sections().iter().enumerate() {
            self.section(section, 1, i == 0 && !short)?;
        }
        sheet(&mut self.xml);
        self.xml.close();
        self.xml.close();
        Ok(())
    }
}

/// The sheet, and what runs along its edges. The first page has no header: the title stands there.
fn sheet(xml: &mut Xml, furniture: &Furniture, short: bool) {
    xml.element("w:sectPr", &[], |xml| {
        for (name, kind, id) in [
            ("w:headerReference", "default", &furniture.header),
            ("w:footerReference", "default", &furniture.footer),
            ("w:footerReference", "first", &furniture.first_footer),
        ] {
            xml.empty(name, &[("w:type", kind), ("r:id", id)]);
        }
        xml.empty(
            "w:pgSz",
            &[
                ("w:w", &page::WIDTH.to_string()),
                ("w:h", &page::HEIGHT.to_string()),
            ],
        );
        let (margin, edge) = (page::margin(short).to_string(), page::EDGE.to_string());
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &margin),
                ("w:right", &margin),
                ("w:bottom", &margin),
                ("w:left", &margin),
                ("w:header", &edge),
                ("w:footer", &edge),
                ("w:gutter", "0"),
            ],
        );
        xml.empty("w:titlePg", &[]);
    });
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
