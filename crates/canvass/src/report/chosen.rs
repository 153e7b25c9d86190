//! The sections that the project asks for. A sentence that leads to another one is left out with it.

use std::collections::BTreeSet;

use crate::config::Project;
use crate::document::{Anchor, Block, Inline, Section, Target, Text};

/// The sections to print, in the order that the project gives.
pub(super) fn chosen(project: &Project, mut sections: Vec<Section>) -> Vec<Section> {
    let Some(wanted) = &project.report.sections else {
        return sections;
    };
    let place = |section: &Section| {
        let anchor = section.anchor.as_str();
        wanted.iter().position(|wanted| wanted.name() == anchor)
    };
    sections.retain(|section| place(section).is_some());
    sections.sort_by_key(place);
    let mut there = BTreeSet::new();
    anchors(&sections, &mut there);
    keep_what_leads_there(&mut sections, &there);
    sections
}

/// Every anchor of the sections and of what is in them.
fn anchors(sections: &[Section], found: &mut BTreeSet<Anchor>) {
    for section in sections {
        found.insert(section.anchor.clone());
        for block in &section.blocks {
            match block {
                Block::Table(table) => {
                    found.insert(table.anchor().clone());
                }
                Block::Figure(figure) => {
                    found.insert(figure.anchor().clone());
                    if let Some(table) = figure.table() {
                        found.insert(table.anchor().clone());
                    }
                }
                _ => {}
            }
        }
        anchors(&section.sections, found);
    }
}

fn keep_what_leads_there(sections: &mut [Section], there: &BTreeSet<Anchor>) {
    for section in sections {
        for block in &mut section.blocks {
            match block {
                Block::Paragraph(text) | Block::Caution(text) => *text = kept(text, there),
                Block::Bullets(items) => {
                    for item in items.iter_mut() {
                        *item = kept(item, there);
                    }
                    items.retain(|item| !item.is_blank());
                }
                Block::KeyFigures(figures) => {
                    for figure in figures {
                        figure.words = kept(&figure.words, there);
                    }
                }
                _ => {}
            }
        }
        section.blocks.retain(|block| match block {
            Block::Paragraph(text) | Block::Caution(text) => !text.is_blank(),
            Block::Bullets(items) => !items.is_empty(),
            _ => true,
        });
        keep_what_leads_there(&mut section.sections, there);
    }
}

/// The text without the sentences that lead to what is not there.
fn kept(text: &Text, there: &BTreeSet<Anchor>) -> Text {
    let dangles = |piece: &Inline| match piece {
        Inline::Reference(anchor)
        | Inline::Link {
            target: Target::Here(anchor),
            ..
        } => !there.contains(anchor),
        _ => false,
    };
    if !text.pieces().iter().any(dangles) {
        return text.clone();
    }
    let mut pieces: Vec<Inline> = sentences(text)
        .into_iter()
        .filter(|sentence| !sentence.iter().any(dangles))
        .flatten()
        .collect();
    if let Some(Inline::Words(words)) = pieces.last_mut() {
        words.truncate(words.trim_end().len());
    }
    pieces.into_iter().collect()
}

/// The text in sentences, each with the space behind it.
fn sentences(text: &Text) -> Vec<Vec<Inline>> {
    let mut sentences = vec![Vec::new()];
    let mut add = |piece: Inline, ends: bool| {
        if let Some(sentence) = sentences.last_mut() {
            sentence.push(piece);
        }
        if ends {
            sentences.push(Vec::new());
        }
    };
    for piece in text.pieces() {
        let (Inline::Words(words) | Inline::Strong(words)) = piece else {
            add(piece.clone(), false);
            continue;
        };
        for part in split(words) {
            let ends = part.ends_with(' ') && part.trim_end().ends_with(['.', '?', '!']);
            let part = part.to_owned();
            let strong = matches!(piece, Inline::Strong(_));
            add(
                if strong {
                    Inline::Strong(part)
                } else {
                    Inline::Words(part)
                },
                ends,
            );
        }
    }
    sentences
}

/// The words, parted behind every space that follows the end of a sentence.
fn split(words: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let bytes = words.as_bytes();
    for (at, pair) in bytes.windows(2).enumerate() {
        if matches!(pair, [b'.' | b'?' | b'!', b' ']) {
            parts.extend(words.get(start..at + 2));
            start = at + 2;
        }
    }
    parts.extend(words.get(start..).filter(|rest| !rest.is_empty()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(name: &str) -> Anchor {
        Anchor::slug("", name)
    }

    #[test]
    fn a_sentence_goes_with_what_it_leads_to() {
        let text = Text::new()
            .words("Of 12.5% who wrote, most said so. See ")
            .reference(anchor("actions"))
            .words(". Is it true? Read ")
            .link("what figures cannot tell", Target::Here(anchor("limits")))
            .words(".");
        let there = |names: &[&str]| names.iter().map(|name| anchor(name)).collect();
        assert_eq!(kept(&text, &there(&["actions", "limits"])), text);
        assert_eq!(
            kept(&text, &there(&[])),
            Text::new()
                .words("Of 12.5% who wrote, most said so. ")
                .words("Is it true?")
        );
        assert_eq!(
            kept(&text, &there(&["limits"])).pieces().len(),
            5,
            "the first sentence, the question, and the three pieces of the last"
        );
        let whole = Text::from("See ").reference(anchor("gone")).words(".");
        assert!(kept(&whole, &there(&[])).is_blank());
    }
}
