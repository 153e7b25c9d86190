//! Plain text, to be read aloud or pasted into a message: one line for each paragraph, list item and row of a
//! table, numbered headings, and nothing drawn with characters.

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

use super::clean::clean;
use super::plain::Words;
use crate::document::{Block, Commentary, Document, Figure, FrontMatter, Prose, Section, Table};
use crate::wording::say;

/// Renders a document as plain text.
///
/// Every row of a table says the headings of its columns again, so that nobody has to remember them while they
/// listen. Pictures stand as their alternative text and description. The same document gives the same bytes.
pub fn text(document: &Document) -> String {
    let mut writer = Writer {
        document,
        out: String::new(),
    };
    writer.front(document.front());
    writer.contents();
    for (at, section) in document.sections().iter().enumerate() {
        writer.section(section, &(at + 1).to_string());
    }
    writer.out
}

struct Writer<'a> {
    document: &'a Document,
    out: String,
}

impl Writer<'_> {
    /// A line of its own, without line breaks inside; a blank one is left out.
    fn line(&mut self, words: &str) {
        let cleaned = clean(words);
        let mut words = cleaned.split_whitespace().peekable();
        if words.peek().is_none() {
            return;
        }
        for (at, word) in words.enumerate() {
            if at > 0 {
                self.out.push(' ');
            }
            self.out.push_str(word);
        }
        self.out.push('\n');
    }

    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn paragraph(&mut self, words: &str) {
        self.gap();
        self.line(words);
    }

    fn front(&mut self, front: &FrontMatter) {
        let wording = &front.wording;
        self.line(&front.title);
        self.line(front.subtitle.as_deref().unwrap_or_default());
        self.line(&front.organisation);
        if let Some(published) = &front.published {
            self.line(&say!(wording, "render.front.published", day => published));
        }
        if let Some(contact) = &front.contact {
            self.line(&say!(wording, "render.front.questions", contact));
        }
    }

    fn contents(&mut self) {
        self.paragraph(&say!(self.document.wording(), "render.front.contents"));
        for (at, section) in self.document.sections().iter().enumerate() {
            self.line(&format!("{}. {}", at + 1, section.heading));
        }
    }

    fn section(&mut self, section: &Section, number: &str) {
        self.gap();
        self.paragraph(&format!("{number}. {}", section.heading));
        for block in &section.blocks {
            self.block(block);
        }
        for (at, inner) in section.sections.iter().enumerate() {
            self.section(inner, &format!("{number}.{}", at + 1));
        }
    }

    fn block(&mut self, block: &Block) {
        let words = Words(self.document);
        match block {
            Block::Paragraph(text) => self.paragraph(&words.running(text)),
            Block::Caution(text) => {
                let lead = say!(self.document.wording(), "render.parts.caution-lead");
                self.paragraph(&format!("{lead} {}", words.running(text)));
            }
            Block::Bullets(items) => {
                self.gap();
                for item in items.iter().filter(|item| !item.is_blank()) {
                    self.line(&format!("- {}", words.running(item)));
                }
            }
            Block::KeyFigures(figures) => {
                self.gap();
                for figure in figures {
                    self.line(&format!(
                        "- {}: {}",
                        figure.figure,
                        words.running(&figure.words)
                    ));
                }
            }
            // Marks of direction in somebody's words reach no further than their line's end.
            Block::Quotation(quotation) => self.paragraph(&format!(
                "{}: {}",
                quotation.attribution,
                self.document.wording().in_quotes(quotation.words.trim())
            )),
            Block::Commentary(commentary) => self.commentary(commentary),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
        }
    }

    /// Who listens hears where a comment of several parts ends.
    fn commentary(&mut self, commentary: &Commentary) {
        let words = Words(self.document);
        for part in &commentary.parts {
            match part {
                Prose::Paragraph(text) => self.paragraph(&words.running(text)),
                Prose::Bullets(items) => {
                    self.gap();
                    for item in items {
                        self.line(&format!("- {}", words.running(item)));
                    }
                }
            }
        }
        if commentary.parts.len() > 1 {
            self.paragraph(&say!(
                self.document.wording(),
                "render.parts.end-of-comment"
            ));
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.paragraph(&figure.numbered_caption());
        let (wording, alt) = (self.document.wording(), figure.alternative().alt());
        self.line(&say!(wording, "render.parts.picture", alt));
        let described = Words(self.document).description(figure);
        for (at, text) in described.iter().enumerate() {
            let lead = match at {
                0 => say!(wording, "render.parts.description-lead"),
                _ => String::new(),
            };
            self.line(&format!("{lead} {text}"));
        }
        if let Some(commentary) = figure.commentary() {
            self.commentary(commentary);
        }
        if let Some(table) = figure.table() {
            self.table(table);
        }
        for list in figure.outline() {
            self.paragraph(&list.lead);
            for item in list.items {
                self.line(&format!("- {item}"));
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.paragraph(&table.numbered_caption());
        for row in table.rows() {
            let cells: Vec<String> = table
                .columns()
                .iter()
                .zip(&row.cells)
                .map(|(column, cell)| format!("{}: {}", column.label, table.shown(cell)))
                .collect();
            let stop = if row.head.ends_with(['.', '?', '!']) {
                ""
            } else {
                "."
            };
            let cells = cells.join("; ");
            let end = if cells.ends_with('.') { "" } else { "." };
            self.line(&format!("- {}{stop} {cells}{end}", row.head));
        }
        for note in table.notes() {
            self.line(note);
        }
    }
}
