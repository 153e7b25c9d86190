use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Anchor, DocumentError, Figure, Inline, Table, Target, Text};
use crate::config::{Colour, Logo, is_language};
use crate::wording::Wording;

/// A whole document, checked: every heading has words, every reference leads somewhere, tables and figures are numbered.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    front: FrontMatter,
    sections: Vec<Section>,
    labels: BTreeMap<Anchor, String>,
}

/// What stands before the first section, and in the file's properties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The title; the only heading of the first level.
    pub title: String,
    /// A line below the title.
    pub subtitle: Option<String>,
    /// Whose document it is.
    pub organisation: String,
    /// Its language, such as `en-GB`.
    pub language: String,
    /// What is said around its words in that language, such as "Table 3": [`Wording::of`] makes one of a catalogue.
    pub wording: Arc<Wording>,
    /// What it is about, in a sentence, for the file's properties.
    pub description: String,
    /// Whether it is so short that it needs no list of contents on paper, and starts below its title.
    pub short: bool,
    /// The day of publication in words.
    pub published: Option<String>,
    /// From when to when its data was gathered, in words such as "12 February 2024 to 11 March 2024".
    pub period: Option<String>,
    /// Where readers can ask about it.
    pub contact: Option<String>,
    /// The colour of headings and links, where it is another than the renderer's own.
    pub colour: Option<Colour>,
    /// The publisher's mark, above the title.
    pub logo: Option<Logo>,
}

impl Default for FrontMatter {
    /// No words, and the built-in wording with its language. The title has to be given.
    fn default() -> Self {
        FrontMatter {
            title: String::new(),
            subtitle: None,
            organisation: String::new(),
            language: "en-GB".to_owned(),
            wording: Wording::built_in(),
            description: String::new(),
            short: false,
            published: None,
            period: None,
            contact: None,
            colour: None,
            logo: None,
        }
    }
}

/// A section: a heading, what stands below it, and the sections inside it. The heading's level is its depth.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its anchor.
    pub anchor: Anchor,
    /// Its heading.
    pub heading: String,
    /// What stands below the heading, before the first section inside.
    pub blocks: Vec<Block>,
    /// The sections inside.
    pub sections: Vec<Section>,
}

/// One block of a section.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A list in no particular order.
    Bullets(Vec<Text>),
    /// A few figures that stand out.
    KeyFigures(Vec<KeyFigure>),
    /// Something to bear in mind while reading on.
    Caution(Text),
    /// Somebody's own words.
    Quotation(Quotation),
    /// What the publisher makes of the section: their own words, not found in the data.
    Commentary(Commentary),
    /// A table.
    Table(Table),
    /// A figure with its alternative and its data.
    Figure(Figure),
}

/// A figure that stands out, and the sentence that says what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFigure {
    /// The figure, such as "81.4%".
    pub figure: String,
    /// What it is, with its base.
    pub words: Text,
}

/// What the publisher of the document makes of it, in their own words. Its first words say whose it is, so that nobody
/// takes it for a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commentary {
    /// Its paragraphs and lists, in order.
    pub parts: Vec<Prose>,
}

/// A paragraph or a list of a commentary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prose {
    /// A paragraph.
    Paragraph(Text),
    /// A list in no particular order.
    Bullets(Vec<Text>),
}

impl Commentary {
    /// Every text of it, in order.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.parts.iter().flat_map(|part| match part {
            Prose::Paragraph(text) => std::slice::from_ref(text),
            Prose::Bullets(items) => items.as_slice(),
        })
    }
}

/// Somebody's own words, cleared for publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without quotation marks.
    pub words: String,
    /// Who said it, in general terms.
    pub attribution: String,
}

impl Document {
    /// Puts a document together: numbers its tables and figures in reading order and checks its structure. Lists, rows
    /// of key figures and quotations with nothing in them are left out.
    ///
    /// # Errors
    /// When it has no title, its language is no language tag or another than that of its wording, a heading is empty or repeated at its level, an anchor
    /// stands twice, a reference leads nowhere, or sections are nested deeper than five levels.
    pub fn new(front: FrontMatter, mut sections: Vec<Section>) -> Result<Self, DocumentError> {
        if front.title.trim().is_empty() {
            return Err(DocumentError::EmptyTitle);
        }
        if !is_language(&front.language) {
            return Err(DocumentError::BadLanguage(front.language));
        }
        if !front.wording.suits(&front.language) {
            return Err(DocumentError::OtherWording {
                wording: front.wording.language().to_owned(),
                language: front.language,
            });
        }
        let mut labels = BTreeMap::new();
        let mut headings = BTreeSet::new();
        let mut counts = Counts {
            tables: 0,
            figures: 0,
            wording: Arc::clone(&front.wording),
        };
        for section in &mut sections {
            number(section, 1, &mut labels, &mut headings, &mut counts)?;
        }
        let document = Document {
            front,
            sections,
            labels,
        };
        document.check_references()?;
        Ok(document)
    }

    /// What stands before the first section.
    pub fn front(&self) -> &FrontMatter {
        &self.front
    }

    /// What is said around its words.
    pub fn wording(&self) -> &Wording {
        &self.front.wording
    }

    /// The sections of the first level.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// What a reference to `anchor` reads, such as "Table 3"; a section is called by its heading.
    pub fn label(&self, anchor: &Anchor) -> &str {
        self.labels.get(anchor).map_or("", String::as_str)
    }

    /// What the text reads, without its links.
    pub fn plain(&self, text: &Text) -> String {
        text.pieces()
            .iter()
            .map(|piece| match piece {
                Inline::Words(w) | Inline::Strong(w) | Inline::Link { words: w, .. } => w.as_str(),
                Inline::Reference(anchor) => self.label(anchor),
            })
            .collect()
    }

    /// Every block in reading order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let mut stack: Vec<&Section> = self.sections.iter().rev().collect();
        std::iter::from_fn(move || {
            let section = stack.pop()?;
            stack.extend(section.sections.iter().rev());
            Some(section.blocks.iter())
        })
        .flatten()
    }

    /// Every table in reading order, those of figures among them.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Figure(figure) => figure.table(),
            _ => None,
        })
    }

    /// Every figure in reading order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.blocks().filter_map(|block| {
            if let Block::Figure(figure) = block {
                Some(figure)
            } else {
                None
            }
        })
    }

    fn check_references(&self) -> Result<(), DocumentError> {
        let texts = self.blocks().flat_map(|block| match block {
            Block::Paragraph(text) | Block::Caution(text) => vec![text],
            Block::Bullets(items) => items.iter().collect(),
            Block::KeyFigures(figures) => figures.iter().map(|f| &f.words).collect(),
            Block::Commentary(commentary) => commentary.texts().collect(),
            Block::Figure(figure) => {
                let described = figure.alternative().description().iter();
                described
                    .chain(figure.commentary().into_iter().flat_map(Commentary::texts))
                    .collect()
            }
            Block::Quotation(_) | Block::Table(_) => Vec::new(),
        });
        for piece in texts.flat_map(Text::pieces) {
            let anchor = match piece {
                Inline::Reference(anchor)
                | Inline::Link {
                    target: Target::Here(anchor),
                    ..
                } => anchor,
                _ => continue,
            };
            if !self.labels.contains_key(anchor) {
                return Err(DocumentError::DanglingReference(anchor.clone()));
            }
        }
        Ok(())
    }
}

/// What was numbered so far, and in which wording.
struct Counts {
    tables: usize,
    figures: usize,
    wording: Arc<Wording>,
}

fn number(
    section: &mut Section,
    level: usize,
    labels: &mut BTreeMap<Anchor, String>,
    headings: &mut BTreeSet<(usize, String)>,
    counts: &mut Counts,
) -> Result<(), DocumentError> {
    if level > 5 {
        return Err(DocumentError::TooDeep(section.anchor.clone()));
    }
    if section.heading.trim().is_empty() {
        return Err(DocumentError::EmptyHeading(section.anchor.clone()));
    }
    if !headings.insert((level, section.heading.clone())) {
        return Err(DocumentError::RepeatedHeading {
            level,
            heading: section.heading.clone(),
        });
    }
    let mut claim = |anchor: &Anchor, label: String| match labels.insert(anchor.clone(), label) {
        Some(_) => Err(DocumentError::RepeatedAnchor(anchor.clone())),
        None => Ok(()),
    };
    claim(&section.anchor, section.heading.clone())?;
    section.blocks.retain(|block| match block {
        Block::Bullets(items) => !items.is_empty(),
        Block::KeyFigures(figures) => !figures.is_empty(),
        Block::Quotation(quotation) => !quotation.words.trim().is_empty(),
        _ => true,
    });
    for block in &mut section.blocks {
        match block {
            Block::Table(table) => {
                counts.tables += 1;
                table.enter(counts.tables, &counts.wording);
                claim(table.anchor(), table.name())?;
            }
            Block::Figure(figure) => {
                counts.figures += 1;
                figure.enter(counts.figures, &counts.wording);
                claim(figure.anchor(), figure.name())?;
                if let Some(table) = figure.table_mut() {
                    counts.tables += 1;
                    table.enter(counts.tables, &counts.wording);
                    claim(table.anchor(), table.name())?;
                }
            }
            _ => {}
        }
    }
    for inner in &mut section.sections {
        number(inner, level + 1, labels, headings, counts)?;
    }
    Ok(())
}
