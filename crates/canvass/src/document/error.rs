use super::Anchor;

/// Why a document cannot be built as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The document has no title.
    #[error("the document has no title")]
    EmptyTitle,
    /// Its language is not written as a language tag is.
    #[error("\"{0}\" is not a language tag such as \"en-GB\"")]
    BadLanguage(String),
    /// What is said around its words is in another language than they are.
    #[error(
        "the document is in \"{language}\", and the words around it, such as \"Table 1\", are in \"{wording}\""
    )]
    OtherWording {
        /// The language of the document.
        language: String,
        /// That of its wording.
        wording: String,
    },
    /// An anchor holds something else than lower-case letters, digits and hyphens.
    #[error(
        "\"{0}\" is not an anchor: use lower-case letters, digits and hyphens, starting with a letter"
    )]
    BadAnchor(String),
    /// Two things have the same anchor.
    #[error("the anchor \"{0}\" stands for two things")]
    RepeatedAnchor(Anchor),
    /// A reference leads nowhere.
    #[error("a reference leads to \"{0}\", which is not in the document")]
    DanglingReference(Anchor),
    /// A heading has no words.
    #[error("the section \"{0}\" has no heading")]
    EmptyHeading(Anchor),
    /// Two headings of the same level read the same.
    #[error("two headings of level {level} read \"{heading}\"")]
    RepeatedHeading {
        /// The level, 1 for the sections of the document.
        level: usize,
        /// The words.
        heading: String,
    },
    /// Sections are nested deeper than headings go.
    #[error("the section \"{0}\" is nested deeper than five levels")]
    TooDeep(Anchor),
    /// A table or figure has no caption.
    #[error("\"{0}\" has no caption")]
    EmptyCaption(Anchor),
    /// A column has no heading, or two have the same.
    #[error("the table \"{table}\" has no column heading of its own in column {column}")]
    BadColumnHead {
        /// The table.
        table: Anchor,
        /// The column, from 1.
        column: usize,
    },
    /// A row has more or fewer cells than there are columns, or a blank one.
    #[error("the table \"{table}\" has a missing, surplus or blank cell in row {row}")]
    BadRow {
        /// The table.
        table: Anchor,
        /// The row, from 1.
        row: usize,
    },
    /// A table has no columns beside its row headings, or no rows.
    #[error("the table \"{0}\" is empty")]
    EmptyTable(Anchor),
    /// A chart draws a column that its table does not have, or one of words.
    #[error("the figure \"{figure}\" draws column {column}, which is not a column of numbers")]
    BadChartColumn {
        /// The figure.
        figure: Anchor,
        /// The column, counted from 0 after the row headings.
        column: usize,
    },
    /// An alternative text is empty, too long, or no sentence.
    #[error("an alternative text must be a sentence of 1 to {max} characters; this one has {length}", max = super::AltText::MAX)]
    BadAltText {
        /// Its length in characters.
        length: usize,
    },
    /// A figure has no description.
    #[error("the figure \"{0}\" has no description")]
    EmptyDescription(Anchor),
    /// A chart draws no column of its table.
    #[error("the figure \"{0}\" draws no column")]
    NothingToDraw(Anchor),
    /// A line of a trend has no row for some point in time, or there are more rows than that.
    #[error(
        "the table of the figure \"{0}\" does not have a row for each point in time of each line"
    )]
    UnevenTrend(Anchor),
    /// A diagram has no phrases around its centre, or a step with nothing in it.
    #[error("the diagram \"{0}\" has a part without words")]
    EmptyDiagram(Anchor),
}

impl DocumentError {
    /// The section, table or figure that it is about, where it is about one.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            DocumentError::RepeatedAnchor(anchor)
            | DocumentError::DanglingReference(anchor)
            | DocumentError::EmptyHeading(anchor)
            | DocumentError::TooDeep(anchor)
            | DocumentError::EmptyCaption(anchor)
            | DocumentError::BadColumnHead { table: anchor, .. }
            | DocumentError::BadRow { table: anchor, .. }
            | DocumentError::EmptyTable(anchor)
            | DocumentError::BadChartColumn { figure: anchor, .. }
            | DocumentError::EmptyDescription(anchor)
            | DocumentError::NothingToDraw(anchor)
            | DocumentError::UnevenTrend(anchor)
            | DocumentError::EmptyDiagram(anchor) => Some(anchor),
            DocumentError::EmptyTitle
            | DocumentError::BadLanguage(_)
            | DocumentError::OtherWording { .. }
            | DocumentError::BadAnchor(_)
            | DocumentError::RepeatedHeading { .. }
            | DocumentError::BadAltText { .. } => None,
        }
    }
}
