use super::{Anchor, DocumentError, Table, Text};

/// A picture that cannot be without its words: a caption that tells the finding, a short alternative, a
/// description, and the data that it is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    anchor: Anchor,
    pub(super) number: usize,
    caption: String,
    alternative: Alternative,
    pub(super) content: Content,
}

/// What a figure is drawn from. The drawing holds no figures of its own: a chart names the columns of its
/// table, so the picture cannot say anything else than the table.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A chart of columns of a table.
    Chart {
        /// How the columns are drawn.
        chart: Chart,
        /// The table, printed below the chart.
        table: Table,
    },
    /// A centre with phrases around it.
    Diagram(Hub),
}

/// How the columns of a table are drawn. Columns are counted from 0 after the row headings; rows are drawn in
/// the table's order; a cell with a mark keeps its row and gets no ink.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Chart {
    /// Horizontal bars from nought.
    Bars {
        /// The column of the bars' lengths.
        values: usize,
    },
    /// Two dots for each row, joined by a line: an earlier and a later figure, or ours beside another's.
    Dumbbell {
        /// The column of the hollow dots.
        from: usize,
        /// What the hollow dots are, such as "2023".
        from_label: String,
        /// The column of the filled dots.
        to: usize,
        /// What the filled dots are, such as "2024".
        to_label: String,
    },
}

/// A centre joined by lines to phrases around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hub {
    /// The words at the centre.
    pub centre: String,
    /// The phrases in reading order.
    pub phrases: Vec<String>,
}

/// What stands in for a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    alt: AltText,
    description: Vec<Text>,
}

/// A short alternative text: a sentence or two, without the number of the figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AltText(String);

impl AltText {
    /// The most characters it may have.
    pub const MAX: usize = 250;

    /// Checks and takes an alternative text.
    ///
    /// # Errors
    /// When it is blank, longer than [`AltText::MAX`] characters, or does not end like a sentence.
    pub fn new(text: impl Into<String>) -> Result<Self, DocumentError> {
        let text = text.into();
        let length = text.trim().chars().count();
        if length == 0 || length > Self::MAX || !text.ends_with('.') {
            return Err(DocumentError::BadAltText { length });
        }
        Ok(AltText(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Alternative {
    /// A short alternative and a description in paragraphs.
    pub fn new(alt: AltText, description: Vec<Text>) -> Self {
        Alternative { alt, description }
    }

    /// The short alternative text.
    pub fn alt(&self) -> &str {
        self.alt.as_str()
    }

    /// The description, printed below the picture.
    pub fn description(&self) -> &[Text] {
        &self.description
    }
}

impl Figure {
    /// A chart of columns of `table`.
    ///
    /// # Errors
    /// When the caption or the description is blank, or a drawn column does not exist or holds words.
    pub fn chart(
        anchor: Anchor,
        caption: impl Into<String>,
        alternative: Alternative,
        chart: Chart,
        table: Table,
    ) -> Result<Self, DocumentError> {
        let drawn = match &chart {
            Chart::Bars { values } => vec![*values],
            Chart::Dumbbell { from, to, .. } => vec![*from, *to],
        };
        if let Some(&column) = drawn.iter().find(|&&column| !table.has_numbers(column)) {
            return Err(DocumentError::BadChartColumn {
                figure: anchor,
                column,
            });
        }
        Self::build(
            anchor,
            caption.into(),
            alternative,
            Content::Chart { chart, table },
        )
    }

    /// A diagram of a centre with phrases around it.
    ///
    /// # Errors
    /// When the caption, the description, the centre or the phrases are blank.
    pub fn diagram(
        anchor: Anchor,
        caption: impl Into<String>,
        alternative: Alternative,
        hub: Hub,
    ) -> Result<Self, DocumentError> {
        let blank = hub.centre.trim().is_empty() || hub.phrases.iter().any(|p| p.trim().is_empty());
        if blank || hub.phrases.is_empty() {
            return Err(DocumentError::EmptyDiagram(anchor));
        }
        Self::build(anchor, caption.into(), alternative, Content::Diagram(hub))
    }

    fn build(
        anchor: Anchor,
        caption: String,
        alternative: Alternative,
        content: Content,
    ) -> Result<Self, DocumentError> {
        if caption.trim().is_empty() {
            return Err(DocumentError::EmptyCaption(anchor));
        }
        if alternative.description.iter().all(Text::is_blank) {
            return Err(DocumentError::EmptyDescription(anchor));
        }
        Ok(Figure {
            anchor,
            number: 0,
            caption,
            alternative,
            content,
        })
    }

    /// Its anchor.
    pub fn anchor(&self) -> &Anchor {
        &self.anchor
    }

    /// Its number in the document, from 1; 0 before it is in one.
    pub fn number(&self) -> usize {
        self.number
    }

    /// The finding in a sentence, without "Figure 3: ".
    pub fn caption(&self) -> &str {
        &self.caption
    }

    /// The caption with its number: "Figure 3: ...".
    pub fn numbered_caption(&self) -> String {
        format!("Figure {}: {}", self.number, self.caption)
    }

    /// What stands in for the picture.
    pub fn alternative(&self) -> &Alternative {
        &self.alternative
    }

    /// What it is drawn from.
    pub fn content(&self) -> &Content {
        &self.content
    }
}
