//! Markdown (CommonMark, with the tables of GitHub), for people who take the report on in other tools.

mod escape;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

use self::escape::escape;
use super::address;
use super::plain::Words;
use crate::document::{
    Block, ColumnKind, Commentary, Document, Figure, FrontMatter, Inline, Prose, Quotation,
    Section, Table, Target, Text,
};
use crate::wording::say;

/// Renders a document as Markdown. A picture is asked for by the name that `picture` gives it.
///
/// Whatever characters the document holds, they come out as text and never as markup. The same document gives the
/// same bytes.
pub fn markdown(document: &Document, picture: impl Fn(&Figure) -> String) -> String {
    let mut writer = Writer {
        document,
        picture: &picture,
        out: String::new(),
    };
    writer.front(document.front());
    for section in document.sections() {
        writer.section(section, 2);
    }
    writer.out
}

struct Writer<'a> {
    document: &'a Document,
    picture: &'a dyn Fn(&Figure) -> String,
    out: String,
}

impl Writer<'_> {
    /// A block of Markdown with a blank line above it.
    fn block(&mut self, markdown: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(markdown);
        self.out.push('\n');
    }

    fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().map(|item| format!("- {item}")).collect();
        if !items.is_empty() {
            self.block(&items.join("\n"));
        }
    }

    fn front(&mut self, front: &FrontMatter) {
        let wording = &front.wording;
        self.block(&format!("# {}", escape(&front.title)));
        let published = front
            .published
            .as_deref()
            .map(|day| say!(wording, "render.front.published", day));
        let lines = [
            front.subtitle.clone(),
            Some(front.organisation.clone()),
            published,
        ];
        for line in lines.into_iter().flatten() {
            if !line.trim().is_empty() {
                self.block(&escape(&line));
            }
        }
        if let Some(contact) = &front.contact {
            let words = escape(contact);
            let words = match address::mail(contact) {
                Some(to) => {
                    let email = say!(wording, "render.front.email", contact => words);
                    format!("[{email}](<{to}>)")
                }
                None => words,
            };
            self.block(&say!(wording, "render.front.questions", contact => words));
        }
    }

    fn section(&mut self, section: &Section, level: usize) {
        let marks = "#".repeat(level);
        self.block(&format!("{marks} {}", escape(&section.heading)));
        for block in &section.blocks {
            self.part(block);
        }
        for inner in &section.sections {
            self.section(inner, level + 1);
        }
    }

    fn part(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) if text.is_blank() => {}
            Block::Paragraph(text) => {
                let text = self.running(text);
                self.block(&text);
            }
            Block::Caution(text) => {
                let text = self.running(text);
                let lead = say!(self.document.wording(), "render.parts.caution-lead");
                self.block(&format!("**{lead}** {text}"));
            }
            Block::Bullets(items) => {
                let items = items.iter().filter(|item| !item.is_blank());
                let items: Vec<String> = items.map(|item| self.running(item)).collect();
                self.list(items);
            }
            Block::KeyFigures(figures) => {
                let items: Vec<String> = figures
                    .iter()
                    .map(|key| format!("**{}**: {}", escape(&key.figure), self.running(&key.words)))
                    .collect();
                self.list(items);
            }
            Block::Quotation(quotation) => self.quotation(quotation),
            Block::Commentary(commentary) => self.commentary(commentary),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
        }
    }

    fn running(&self, text: &Text) -> String {
        text.pieces()
            .iter()
            .map(|piece| match piece {
                Inline::Strong(words) if !words.trim().is_empty() => {
                    let inner = words.trim();
                    let (before, after) = words.split_once(inner).unwrap_or_default();
                    format!("{before}**{}**{after}", escape(inner))
                }
                Inline::Link {
                    words,
                    target: Target::Address(to),
                } if address::leads_out(to) => format!("[{}](<{}>)", escape(words), to.trim()),
                other => escape(&Words(self.document).piece(other)),
            })
            .collect()
    }

    fn quotation(&mut self, quotation: &Quotation) {
        let words = self.document.wording().in_quotes(quotation.words.trim());
        let words = escape(&words);
        let attribution = escape(&quotation.attribution);
        self.block(&format!("> {words}\n>\n> {attribution}"));
    }

    /// Set off from the text as one block quote.
    fn commentary(&mut self, commentary: &Commentary) {
        let parts = commentary.parts.iter().map(|part| match part {
            Prose::Paragraph(text) => self.running(text),
            Prose::Bullets(items) => {
                let items = items.iter().map(|item| format!("- {}", self.running(item)));
                items.collect::<Vec<_>>().join("\n")
            }
        });
        let parts = parts.collect::<Vec<_>>().join("\n\n");
        let lines = parts.lines().map(|line| match line {
            "" => ">".to_owned(),
            line => format!("> {line}"),
        });
        let quoted = lines.collect::<Vec<_>>().join("\n");
        self.block(&quoted);
    }

    fn figure(&mut self, figure: &Figure) {
        let alt = escape(figure.alternative().alt());
        let address = (self.picture)(figure);
        self.block(&format!("![{alt}](<{address}>)"));
        self.block(&format!("**{}**", escape(&figure.numbered_caption())));
        let described = Words(self.document).description(figure);
        for (at, text) in described.iter().enumerate() {
            let lead = match at {
                0 => {
                    let lead = say!(self.document.wording(), "render.parts.description-lead");
                    format!("**{lead}** ")
                }
                _ => String::new(),
            };
            self.block(&format!("{lead}{}", escape(text)));
        }
        if let Some(commentary) = figure.commentary() {
            self.commentary(commentary);
        }
        if let Some(table) = figure.table() {
            self.table(table);
        }
        for list in figure.outline() {
            self.block(&escape(&list.lead));
            self.list(list.items.iter().map(|item| escape(item)));
        }
    }

    fn table(&mut self, table: &Table) {
        self.block(&format!("**{}**", escape(&table.numbered_caption())));
        let heads = table.columns().iter().map(|column| escape(&column.label));
        let mut lines = vec![row(escape(table.stub()), heads)];
        let sides = table.columns().iter().map(|column| match column.kind {
            ColumnKind::Words => "---".to_owned(),
            ColumnKind::Numbers => "---:".to_owned(),
        });
        lines.push(row("---".to_owned(), sides));
        for line in table.rows() {
            let cells = line.cells.iter().map(|cell| escape(&table.shown(cell)));
            lines.push(row(escape(&line.head), cells));
        }
        self.block(&lines.join("\n"));
        for note in table.notes() {
            self.block(&escape(note));
        }
    }
}

fn row(head: String, cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = std::iter::once(head).chain(cells).collect();
    format!("| {} |", cells.join(" | "))
}
