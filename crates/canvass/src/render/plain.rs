use crate::document::{Document, Figure, Inline, Target, Text};

/// A document's running text for renderers without links: an address outside stands behind its words.
pub(super) struct Words<'a>(pub(super) &'a Document);

impl Words<'_> {
    pub(super) fn running(&self, text: &Text) -> String {
        text.pieces()
            .iter()
            .map(|piece| self.piece(piece))
            .collect()
    }

    /// One piece of running text.
    pub(super) fn piece(&self, piece: &Inline) -> String {
        match piece {
            Inline::Words(words) | Inline::Strong(words) => words.clone(),
            Inline::Link {
                words,
                target: Target::Address(address),
            } => format!("{words} ({address})"),
            Inline::Link { words, .. } => words.clone(),
            Inline::Reference(anchor) => self.0.label(anchor).to_owned(),
        }
    }

    /// The paragraphs of a figure's description.
    pub(super) fn description(&self, figure: &Figure) -> Vec<String> {
        let description = figure.alternative().description().iter();
        description
            .filter(|text| !text.is_blank())
            .map(|text| self.running(text))
            .collect()
    }
}
