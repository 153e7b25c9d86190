//! What the templates see: the document as plain data. Whatever needs thought is worked out here, and every text
//! loses the characters that HTML forbids; escaping is the template engine's.

use serde::Serialize;

use super::super::clean::clean;
use super::super::{RenderError, address};
use super::data::data_address;
use crate::chart;
use crate::config::{Logo, LogoKind};
use crate::document::{
    self, Anchor, Block as Source, ColumnKind, Commentary, Document, Inline, Prose, Target, Text,
};
use crate::wording::{END, Wording, say};

/// The whole page.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    language: String,
    title: String,
    subtitle: Option<String>,
    organisation: String,
    description: String,
    published: Option<String>,
    contact: Option<Contact>,
    logo: Option<Image>,
    sections: Vec<Section>,
    words: Words,
}

/// What the page says around the document.
#[derive(Debug, Serialize)]
struct Words {
    skip: String,
    to_top: String,
    contents: String,
    caution: String,
    caution_lead: String,
    comment: String,
    description: String,
}

/// A picture that is no figure.
#[derive(Debug, Serialize)]
struct Image {
    /// The picture itself, as an address.
    src: String,
    alt: String,
}

/// Where readers can ask; with an address when it is one.
#[derive(Debug, Serialize)]
struct Contact {
    /// What stands before and behind it.
    around: [String; 2],
    words: String,
    /// What the link says, where there is one.
    email: String,
    href: Option<String>,
}

#[derive(Debug, Serialize)]
struct Section {
    id: String,
    /// The level of its heading: 2 for the sections of the document.
    level: usize,
    heading: String,
    blocks: Vec<Block>,
    sections: Vec<Section>,
}

/// A block; the partial of the same name as its kind prints it.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Block {
    Paragraph { text: Vec<Piece> },
    Bullets { items: Vec<Vec<Piece>> },
    KeyFigures { figures: Vec<KeyFigure> },
    Caution { text: Vec<Piece> },
    Quotation { words: String, attribution: String },
    Commentary { parts: Vec<Block> },
    Table(Table),
    Figure(Figure),
}

/// A piece of running text.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Piece {
    Words { words: String },
    Strong { words: String },
    Link { words: String, href: String },
}

#[derive(Debug, Serialize)]
struct KeyFigure {
    figure: String,
    words: Vec<Piece>,
}

#[derive(Debug, Serialize)]
struct Table {
    id: String,
    caption: String,
    stub: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Whether everything beside the row headings is numbers, or a word or two.
    numbers: bool,
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Column {
    label: String,
    numeric: bool,
}

#[derive(Debug, Serialize)]
struct Row {
    head: String,
    cells: Vec<ShownCell>,
}

#[derive(Debug, Serialize)]
struct ShownCell {
    shown: String,
    numeric: bool,
}

#[derive(Debug, Serialize)]
struct Figure {
    id: String,
    caption: String,
    picture: String,
    description: Vec<Vec<Piece>>,
    /// Paragraphs and lists.
    commentary: Vec<Block>,
    table: Option<Table>,
    outline: Vec<Outline>,
}

#[derive(Debug, Serialize)]
struct Outline {
    lead: String,
    items: Vec<String>,
}

impl Page {
    /// What the templates see of `document`, its figures drawn.
    pub(super) fn of(document: &Document) -> Result<Self, RenderError> {
        let front = document.front();
        Ok(Page {
            language: owned(&front.language),
            title: owned(&front.title),
            subtitle: front.subtitle.as_deref().map(owned),
            organisation: owned(&front.organisation),
            description: owned(&front.description),
            published: front.published.as_deref().map(|day| {
                let published = say!(front.wording, "render.front.published", day);
                owned(&published)
            }),
            contact: front
                .contact
                .as_deref()
                .map(|contact| Contact::of(contact, &front.wording)),
            logo: front.logo.as_ref().map(Image::of),
            sections: sections(document, document.sections(), 2)?,
            words: Words::of(&front.wording),
        })
    }
}

impl Words {
    fn of(wording: &Wording) -> Self {
        Words {
            skip: say!(wording, "render.page.skip"),
            to_top: say!(wording, "render.page.to-top"),
            contents: say!(wording, "render.front.contents"),
            caution: say!(wording, "render.parts.caution"),
            caution_lead: say!(wording, "render.parts.caution-lead"),
            comment: say!(wording, "render.parts.comment"),
            description: say!(wording, "render.parts.description"),
        }
    }
}

impl Image {
    fn of(logo: &Logo) -> Self {
        let kind = match logo.kind {
            LogoKind::Png { .. } => "image/png",
            LogoKind::Svg => "image/svg+xml",
        };
        Image {
            src: data_address(kind, &logo.file.bytes),
            alt: owned(&logo.alt),
        }
    }
}

impl Contact {
    fn of(contact: &str, wording: &Wording) -> Self {
        let words = owned(contact);
        let href = address::mail(&words);
        let around = say!(wording, "render.front.questions", contact => END.to_string());
        let (before, after) = around.split_once(END).unwrap_or((&around, ""));
        Contact {
            around: [before, after].map(|words| words.trim().to_owned()),
            email: say!(wording, "render.front.email", contact => &words),
            words,
            href,
        }
    }
}

fn owned(text: &str) -> String {
    clean(text).into_owned()
}

fn sections(
    document: &Document,
    sections: &[document::Section],
    level: usize,
) -> Result<Vec<Section>, RenderError> {
    let section = |section: &document::Section| {
        Ok(Section {
            id: section.anchor.to_string(),
            level,
            heading: owned(&section.heading),
            blocks: section
                .blocks
                .iter()
                .map(|source| block(document, source))
                .collect::<Result<_, _>>()?,
            sections: self::sections(document, &section.sections, level + 1)?,
        })
    };
    sections.iter().map(section).collect()
}

fn block(document: &Document, source: &Source) -> Result<Block, RenderError> {
    Ok(match source {
        Source::Paragraph(text) => Block::Paragraph {
            text: running(document, text),
        },
        Source::Bullets(items) => Block::Bullets {
            items: items.iter().map(|item| running(document, item)).collect(),
        },
        Source::KeyFigures(figures) => Block::KeyFigures {
            figures: figures
                .iter()
                .map(|key| KeyFigure {
                    figure: owned(&key.figure),
                    words: running(document, &key.words),
                })
                .collect(),
        },
        Source::Caution(text) => Block::Caution {
            text: running(document, text),
        },
        Source::Quotation(quotation) => Block::Quotation {
            words: owned(&quotation.words),
            attribution: owned(&quotation.attribution),
        },
        Source::Commentary(commentary) => Block::Commentary {
            parts: prose(document, commentary),
        },
        Source::Table(table) => Block::Table(Table::of(table)),
        Source::Figure(figure) => Block::Figure(Figure::of(document, figure)?),
    })
}

fn prose(document: &Document, commentary: &Commentary) -> Vec<Block> {
    let parts = commentary.parts.iter().map(|part| match part {
        Prose::Paragraph(text) => Block::Paragraph {
            text: running(document, text),
        },
        Prose::Bullets(items) => Block::Bullets {
            items: items.iter().map(|item| running(document, item)).collect(),
        },
    });
    parts.collect()
}

fn running(document: &Document, text: &Text) -> Vec<Piece> {
    text.pieces()
        .iter()
        .map(|piece| match piece {
            Inline::Words(words) => Piece::Words {
                words: owned(words),
            },
            Inline::Strong(words) => Piece::Strong {
                words: owned(words),
            },
            Inline::Link { words, target } => link(words, target),
            Inline::Reference(anchor) => Piece::Link {
                words: owned(document.label(anchor)),
                href: here(anchor),
            },
        })
        .collect()
}

/// A link; only words when the address is of a kind that a report has no use for, such as `javascript:`.
fn link(words: &str, target: &Target) -> Piece {
    let words = owned(words);
    match target {
        Target::Here(anchor) => Piece::Link {
            words,
            href: here(anchor),
        },
        Target::Address(address) if address::leads_out(address) => Piece::Link {
            words,
            href: owned(address.trim()),
        },
        Target::Address(_) => Piece::Words { words },
    }
}

fn here(anchor: &Anchor) -> String {
    format!("#{anchor}")
}

impl Table {
    fn of(table: &document::Table) -> Self {
        let columns = table.columns().iter().map(|column| Column {
            label: owned(&column.label),
            numeric: column.kind == ColumnKind::Numbers,
        });
        let rows = table.rows().iter().map(|row| Row {
            head: owned(&row.head),
            cells: table
                .columns()
                .iter()
                .zip(&row.cells)
                .map(|(column, cell)| ShownCell {
                    shown: owned(&table.shown(cell)),
                    numeric: column.kind == ColumnKind::Numbers,
                })
                .collect(),
        });
        Table {
            id: table.anchor().to_string(),
            caption: owned(&table.numbered_caption()),
            stub: owned(table.stub()),
            columns: columns.collect(),
            rows: rows.collect(),
            numbers: of_numbers(table),
            notes: table.notes().iter().map(|note| owned(note)).collect(),
        }
    }
}

/// The longest cell, in characters, that is a word or two.
const WORD_OR_TWO: usize = 20;

/// Whether everything beside the row headings is numbers, or a word or two.
fn of_numbers(table: &document::Table) -> bool {
    let cells = table.rows().iter().flat_map(|row| &row.cells);
    cells
        .map(|cell| table.shown(cell))
        .all(|shown| shown.chars().count() <= WORD_OR_TWO)
}

impl Figure {
    fn of(document: &Document, figure: &document::Figure) -> Result<Self, RenderError> {
        let picture = chart::svg(figure).map_err(|source| RenderError::Chart {
            figure: figure.anchor().clone(),
            source,
        })?;
        let table = figure.table().map(Table::of);
        let outline = figure.outline().into_iter().map(|list| Outline {
            lead: owned(&list.lead),
            items: list.items.iter().map(|item| owned(item)).collect(),
        });
        let description = figure.alternative().description();
        Ok(Figure {
            id: figure.anchor().to_string(),
            caption: owned(&figure.numbered_caption()),
            picture: owned(picture.markup()),
            description: description
                .iter()
                .map(|text| running(document, text))
                .collect(),
            commentary: figure
                .commentary()
                .map_or_else(Vec::new, |commentary| prose(document, commentary)),
            table,
            outline: outline.collect(),
        })
    }
}
