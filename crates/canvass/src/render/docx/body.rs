use super::bookmark::Bookmarks;
use super::look::{HYPERLINK, KEY_FIGURE_NUMBER, STRONG, Style};
use super::package::Relationships;
use super::page::TextArea;
use super::xml::Xml;
use super::{Draw, field};
use crate::document::{
    Anchor, Block, Commentary, Document, Inline, KeyFigure, Prose, Quotation, Section, Target, Text,
};
use crate::render::clean::clean;
use crate::render::{RenderError, address};
use crate::wording::{END, say};

/// The space above text that follows a table or its notes, in twips.
const BELOW_TABLE: &str = "240";

/// The text of a document while it is written.
pub(super) struct Body<'a> {
    pub(super) xml: Xml,
    pub(super) document: &'a Document,
    pub(super) draw: Draw<'a>,
    pub(super) bookmarks: Bookmarks,
    pub(super) relationships: Relationships,
    /// The pictures drawn so far, with their paths in the file.
    pub(super) pictures: Vec<(String, Vec<u8>)>,
    /// The footnotes so far, each with its paragraphs.
    pub(super) footnotes: Vec<Vec<String>>,
    /// Whether a table or its notes were written last: a table has no space of its own below it.
    pub(super) after_table: bool,
    /// The room for the text on a page.
    pub(super) area: TextArea,
}

/// A paragraph's style, and what it needs beyond it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Format {
    pub(super) style: Style,
    pub(super) keep_next: bool,
    pub(super) new_page: bool,
}

impl From<Style> for Format {
    fn from(style: Style) -> Self {
        Format {
            style,
            keep_next: false,
            new_page: false,
        }
    }
}

impl<'a> Body<'a> {
    /// An empty text.
    pub(super) fn new(
        document: &'a Document,
        draw: Draw<'a>,
        relationships: Relationships,
        area: TextArea,
    ) -> Self {
        Body {
            xml: Xml::new(),
            document,
            draw,
            bookmarks: Bookmarks::of(document),
            relationships,
            pictures: Vec::new(),
            footnotes: Vec::new(),
            after_table: false,
            area,
        }
    }
}

impl Body<'_> {
    /// What stands before the contents.
    pub(super) fn front(&mut self) -> Result<(), RenderError> {
        let front = self.document.front();
        if let Some(logo) = &front.logo {
            self.logo(logo)?;
        }
        let mut line = |style: Style, words: &str| {
            if !words.trim().is_empty() {
                self.paragraph(style, |body| body.words(words));
            }
        };
        line(Style::Title, &front.title);
        line(
            Style::Subtitle,
            front.subtitle.as_deref().unwrap_or_default(),
        );
        let published = |day| say!(front.wording, "render.front.published", day);
        let published = front.published.as_ref().map(published);
        let said = [Some(front.organisation.as_str()), published.as_deref()];
        let said = said.into_iter().flatten();
        let said: Vec<&str> = said.filter(|words| !words.trim().is_empty()).collect();
        if front.short {
            // On one line, to leave the room to what is told.
            let between = say!(front.wording, "render.front.between");
            let mut before = said.join(&between);
            match (&front.contact, before.is_empty()) {
                (None, true) => return Ok(()),
                (Some(_), false) => before.push_str(&between),
                _ => {}
            }
            self.paragraph(Style::FrontMatter, |body| {
                body.some_words(&before);
                if let Some(contact) = &front.contact {
                    body.contact(contact);
                }
            });
            return Ok(());
        }
        for words in said {
            self.paragraph(Style::FrontMatter, |body| body.words(words));
        }
        if let Some(contact) = &front.contact {
            self.paragraph(Style::FrontMatter, |body| body.contact(contact));
        }
        Ok(())
    }

    fn contact(&mut self, contact: &str) {
        let wording = self.document.wording();
        let around = say!(wording, "render.front.questions", contact => END.to_string());
        let (before, after) = around.split_once(END).unwrap_or((&around, ""));
        self.some_words(before);
        match address::mail(contact) {
            Some(address) => {
                let email = say!(wording, "render.front.email", contact);
                self.outer_link(&email, &address);
            }
            None => self.words(contact),
        }
        self.some_words(after);
    }

    /// Plain words, if there are any.
    fn some_words(&mut self, words: &str) {
        if !words.is_empty() {
            self.words(words);
        }
    }

    /// A section with those inside it. The first of the document starts a new page.
    pub(super) fn section(
        &mut self,
        section: &Section,
        level: usize,
        first: bool,
    ) -> Result<(), RenderError> {
        let format = Format {
            new_page: first,
            ..Style::Heading(level).into()
        };
        self.paragraph(format, |body| {
            body.bookmarked(&section.anchor, |body| body.words(&section.heading));
        });
        for block in &section.blocks {
            self.block(block)?;
        }
        for inner in &section.sections {
            self.section(inner, level + 1, false)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), RenderError> {
        match block {
            Block::Paragraph(text) | Block::Caution(text) if text.is_blank() => {}
            Block::Paragraph(text) => {
                // What leads over to a list or a quotation stays with it.
                let format = Format {
                    keep_next: self.document.plain(text).trim_end().ends_with(':'),
                    ..Style::Normal.into()
                };
                self.paragraph(format, |body| body.text(text));
            }
            Block::Bullets(items) => {
                for item in items.iter().filter(|item| !item.is_blank()) {
                    self.paragraph(Style::ListBullet, |body| body.text(item));
                }
            }
            Block::KeyFigures(figures) => {
                for figure in figures {
                    self.key_figure(figure);
                }
            }
            Block::Caution(text) => self.paragraph(Style::Caution, |body| {
                let lead = say!(body.document.wording(), "render.parts.caution-lead");
                body.run(Some(STRONG), &format!("{lead} "));
                body.text(text);
            }),
            Block::Quotation(quotation) => self.quotation(quotation),
            Block::Commentary(commentary) => self.commentary(commentary),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure)?,
        }
        Ok(())
    }

    /// The figure large, and below it in the same paragraph what it is, so that nobody hears one without the other.
    fn key_figure(&mut self, figure: &KeyFigure) {
        self.paragraph(Style::KeyFigure, |body| {
            body.run(Some(KEY_FIGURE_NUMBER), &figure.figure);
            body.run(None, "\n");
            body.text(&figure.words);
        });
    }

    fn quotation(&mut self, quotation: &Quotation) {
        self.paragraph(Style::Quote, |body| {
            let words = body.document.wording().in_quotes(quotation.words.trim());
            body.words(&words);
        });
        if !quotation.attribution.trim().is_empty() {
            self.paragraph(Style::Attribution, |body| {
                body.words(&quotation.attribution);
            });
        }
    }

    /// What the publisher makes of a section or a figure.
    pub(super) fn commentary(&mut self, commentary: &Commentary) {
        for part in &commentary.parts {
            match part {
                Prose::Paragraph(text) => {
                    self.paragraph(Style::Commentary, |body| body.text(text));
                }
                Prose::Bullets(items) => {
                    for item in items {
                        self.paragraph(Style::CommentaryBullet, |body| body.text(item));
                    }
                }
            }
        }
    }

    /// A caption: what is captioned with its number, and the words. `kind` is what Word numbers by, `name` what readers
    /// see of it with the number, and `caption` the whole. What is to be known of it is a footnote of it.
    pub(super) fn caption(
        &mut self,
        (kind, number): (&str, usize),
        (name, caption): (&str, &str),
        anchor: Option<&Anchor>,
        footnote: Vec<String>,
    ) {
        let number = number.to_string();
        let (before, after) = name.split_once(&number).unwrap_or((name, ""));
        let (ahead, words) = caption.split_once(name).unwrap_or(("", caption));
        // A table follows its caption; a house style may not say so. A figure stands above it.
        let format = Format {
            keep_next: anchor.is_some(),
            ..Style::Caption.into()
        };
        self.paragraph(format, |body| {
            let label = |body: &mut Self| {
                if !before.is_empty() {
                    body.words(before);
                }
                let code = format!("SEQ {kind} \\* ARABIC");
                field::field(&mut body.xml, &code, &number);
                if !after.is_empty() {
                    body.words(after);
                }
            };
            if !ahead.is_empty() {
                body.words(ahead);
            }
            match anchor {
                Some(anchor) => body.bookmarked(anchor, label),
                None => label(body),
            }
            body.words(words);
            body.footnote(footnote);
        });
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, format: impl Into<Format>, inside: impl FnOnce(&mut Self)) {
        let format = format.into();
        let after_table = std::mem::take(&mut self.after_table);
        self.xml.open("w:p", &[]);
        self.xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", format.style.id());
            if format.keep_next {
                xml.empty("w:keepNext", &[]);
            }
            if format.new_page {
                xml.empty("w:pageBreakBefore", &[]);
            }
            if let Some(list) = format.style.list() {
                xml.element("w:numPr", &[], |xml| {
                    xml.value("w:ilvl", "0");
                    xml.value("w:numId", &list.to_string());
                });
            }
            if after_table && matches!(format.style, Style::Normal | Style::ListBullet) {
                xml.empty("w:spacing", &[("w:before", BELOW_TABLE)]);
            }
        });
        inside(self);
        self.xml.close();
    }

    /// Puts the bookmark of `anchor` around what `inside` writes.
    pub(super) fn bookmarked(&mut self, anchor: &Anchor, inside: impl FnOnce(&mut Self)) {
        let bookmark = self.bookmarks.get(anchor).cloned();
        if let Some(bookmark) = &bookmark {
            self.xml.empty(
                "w:bookmarkStart",
                &[("w:id", &bookmark.id), ("w:name", &bookmark.name)],
            );
        }
        inside(self);
        if let Some(bookmark) = &bookmark {
            self.xml.empty("w:bookmarkEnd", &[("w:id", &bookmark.id)]);
        }
    }

    /// Running text with its links.
    pub(super) fn text(&mut self, text: &Text) {
        for piece in text.pieces() {
            match piece {
                Inline::Words(words) => self.words(words),
                Inline::Strong(words) => self.run(Some(STRONG), words),
                Inline::Link { words, target } => self.link(words, target),
                Inline::Reference(anchor) => {
                    let label = self.document.label(anchor);
                    self.inner_link(label, anchor);
                }
            }
        }
    }

    fn link(&mut self, words: &str, target: &Target) {
        match target {
            Target::Here(anchor) => self.inner_link(words, anchor),
            Target::Address(address) if address::leads_out(address) => {
                self.outer_link(words, address);
            }
            Target::Address(_) => self.words(words),
        }
    }

    fn outer_link(&mut self, words: &str, address: &str) {
        let id = self.relationships.address(address);
        let target = [("r:id", id.as_str()), ("w:history", "1")];
        self.xml.open("w:hyperlink", &target);
        self.run(Some(HYPERLINK), words);
        self.xml.close();
    }

    pub(super) fn inner_link(&mut self, words: &str, anchor: &Anchor) {
        let Some(bookmark) = self.bookmarks.get(anchor).cloned() else {
            return self.words(words);
        };
        let target = [("w:anchor", bookmark.name.as_str()), ("w:history", "1")];
        self.xml.open("w:hyperlink", &target);
        self.run(Some(HYPERLINK), words);
        self.xml.close();
    }

    /// Plain words.
    pub(super) fn words(&mut self, words: &str) {
        self.run(None, words);
    }

    /// Words in a style of characters. Line breaks stay line breaks; a tab is a space.
    pub(super) fn run(&mut self, style: Option<&str>, words: &str) {
        let words = clean(words).replace('\t', " ");
        self.xml.element("w:r", &[], |xml| {
            if let Some(style) = style {
                xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", style));
            }
            for (i, line) in words.split('\n').enumerate() {
                if i > 0 {
                    xml.empty("w:br", &[]);
                }
                if !line.is_empty() {
                    xml.text("w:t", line);
                }
            }
        });
    }
}
