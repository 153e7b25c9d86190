use std::sync::Arc;

use super::{Anchor, Commentary, DocumentError, Table, Text};
use crate::wording::{Wording, say};

/// A picture that cannot be without its words: a caption that tells the finding, a short alternative, a
/// description, and the data that it is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    anchor: Anchor,
    number: usize,
    caption: String,
    alternative: Alternative,
    content: Content,
    /// The words of a diagram as a table; a chart is drawn from a table of its own.
    words: Option<Box<Table>>,
    commentary: Option<Commentary>,
    wording: Arc<Wording>,
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
        table: Box<Table>,
    },
    /// A centre with phrases around it.
    Diagram(Hub),
    /// Steps that lead from one to the next.
    Chain(Chain),
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
        /// The change from the one to the other, drawn with its interval beside the dots.
        change: Option<Box<ChangeColumns>>,
    },
    /// Two points in time with a line from the one to the other for each row, for a few rows.
    Slope {
        /// The column of the earlier figures.
        from: usize,
        /// How a reader knows the earlier time, such as "2023".
        from_label: String,
        /// The column of the later figures.
        to: usize,
        /// How a reader knows the later time, such as "2024".
        to_label: String,
        /// The change from the one to the other; its interval is drawn where the line ends.
        change: ChangeColumns,
    },
    /// A small panel for each line, with its figures along time. The table holds the lines one after the other, each
    /// with a row for every point in time.
    Trend {
        /// The names of the lines.
        lines: Vec<String>,
        /// The column of the figures.
        values: usize,
        /// The column of the lower limits of their intervals.
        lower: usize,
        /// The column of the upper limits.
        upper: usize,
        /// The points in time from the earliest to the latest.
        points: Vec<TrendPoint>,
    },
    /// One bar for each row, parted into the answers of a scale and set along its middle.
    Scale {
        /// The parts from one end of the scale to the other.
        parts: Vec<ChartColumn>,
        /// The part that leans to neither end, from 0; without one the parts fall into two halves.
        neutral: Option<usize>,
    },
    /// A grid of cells that are the darker, the larger their figure is.
    Heat {
        /// The columns from left to right.
        columns: Vec<ChartColumn>,
    },
}

/// A change, and the interval that it lies in: columns of a table, from 0 after the row headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeColumns {
    /// The column of the change.
    pub column: usize,
    /// The column of the lower limit.
    pub lower: usize,
    /// The column of the upper limit.
    pub upper: usize,
}

/// A column of a table, and what it is called in the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartColumn {
    /// The column, from 0 after the row headings.
    pub column: usize,
    /// Its name in the chart, such as "Agree".
    pub label: String,
}

/// One point in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendPoint {
    /// How a reader knows the time, such as "2024".
    pub label: String,
    /// When it was, in steps of one length, such as years.
    pub at: i32,
    /// Whether its figures may be compared with those before; a break in the series otherwise.
    pub joined: bool,
}

/// A centre joined by lines to phrases around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hub {
    /// The words at the centre.
    pub centre: String,
    /// The phrases in reading order.
    pub phrases: Vec<String>,
}

/// Steps that lead from one to the next, such as from what is done to what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The steps in order.
    pub steps: Vec<ChainStep>,
}

/// One step of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainStep {
    /// What the step is, such as "Outcomes".
    pub label: String,
    /// What belongs to it.
    pub items: Vec<String>,
}

/// Some words of a diagram as a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline<'a> {
    /// What leads over to the list.
    pub lead: String,
    /// The items in order.
    pub items: &'a [String],
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
    /// When the caption or the description is blank, no column is drawn, a drawn one does not exist or holds words, or a
    /// line of a trend has no row for some point in time.
    pub fn chart(
        anchor: Anchor,
        caption: impl Into<String>,
        alternative: Alternative,
        chart: Chart,
        table: Table,
    ) -> Result<Self, DocumentError> {
        let drawn: Vec<usize> = match &chart {
            Chart::Bars { values } => vec![*values],
            Chart::Dumbbell {
                from, to, change, ..
            } => {
                let change = change.iter().flat_map(|c| [c.column, c.lower, c.upper]);
                [*from, *to].into_iter().chain(change).collect()
            }
            Chart::Slope {
                from, to, change, ..
            } => vec![*from, *to, change.column, change.lower, change.upper],
            Chart::Trend {
                lines,
                values,
                lower,
                upper,
                points,
            } => {
                if table.rows().len() != lines.len() * points.len() {
                    return Err(DocumentError::UnevenTrend(anchor));
                }
                vec![*values, *lower, *upper]
            }
            Chart::Scale { parts, .. } => parts.iter().map(|part| part.column).collect(),
            Chart::Heat { columns } => columns.iter().map(|column| column.column).collect(),
        };
        if drawn.is_empty() {
            return Err(DocumentError::NothingToDraw(anchor));
        }
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
            Content::Chart {
                chart,
                table: Box::new(table),
            },
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

    /// A diagram of steps that lead from one to the next.
    ///
    /// # Errors
    /// When the caption, the description, a step or what belongs to it is blank, or there are no steps.
    pub fn chain(
        anchor: Anchor,
        caption: impl Into<String>,
        alternative: Alternative,
        chain: Chain,
    ) -> Result<Self, DocumentError> {
        let blank = |step: &ChainStep| {
            let mut words = std::iter::once(&step.label).chain(&step.items);
            step.items.is_empty() || words.any(|words| words.trim().is_empty())
        };
        if chain.steps.is_empty() || chain.steps.iter().any(blank) {
            return Err(DocumentError::EmptyDiagram(anchor));
        }
        Self::build(anchor, caption.into(), alternative, Content::Chain(chain))
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
            words: None,
            commentary: None,
            wording: Wording::built_in(),
        })
    }

    /// Puts the figure into a document with this wording, as its figure of this number.
    pub(super) fn enter(&mut self, number: usize, wording: &Arc<Wording>) {
        self.number = number;
        self.wording = Arc::clone(wording);
    }

    /// The wording of its document.
    pub fn wording(&self) -> &Arc<Wording> {
        &self.wording
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
        let (name, caption) = (self.name(), &self.caption);
        say!(self.wording, "render.names.captioned", name, caption)
    }

    /// What references to it read: "Figure 3".
    pub fn name(&self) -> String {
        say!(self.wording, "render.names.figure", number => self.number)
    }

    /// What stands in for the picture.
    pub fn alternative(&self) -> &Alternative {
        &self.alternative
    }

    /// Sets what the publisher makes of the figure. It stands below the description and is no part of it.
    pub fn set_commentary(&mut self, commentary: Commentary) {
        self.commentary = Some(commentary);
    }

    /// What the publisher makes of it, if they say anything.
    pub fn commentary(&self) -> Option<&Commentary> {
        self.commentary.as_ref()
    }

    /// Gives a diagram a table of its words; that of a chart stays.
    pub fn with_table(mut self, table: Table) -> Self {
        self.words = Some(Box::new(table));
        self
    }

    /// The table that stands below it: what a chart is drawn from, or the words of a diagram.
    pub fn table(&self) -> Option<&Table> {
        match &self.content {
            Content::Chart { table, .. } => Some(table),
            Content::Diagram(_) | Content::Chain(_) => self.words.as_deref(),
        }
    }

    /// The same, to be entered into a document.
    pub(super) fn table_mut(&mut self) -> Option<&mut Table> {
        match &mut self.content {
            Content::Chart { table, .. } => Some(table),
            Content::Diagram(_) | Content::Chain(_) => self.words.as_deref_mut(),
        }
    }

    /// The words of a diagram as lists; none where a table says everything.
    pub fn outline(&self) -> Vec<Outline<'_>> {
        match &self.content {
            _ if self.table().is_some() => Vec::new(),
            Content::Chart { .. } => Vec::new(),
            Content::Diagram(hub) => vec![Outline {
                lead: say!(self.wording, "render.outline.hub", centre => &hub.centre),
                items: &hub.phrases,
            }],
            Content::Chain(chain) => chain
                .steps
                .iter()
                .map(|step| Outline {
                    lead: say!(self.wording, "render.outline.step", step => &step.label),
                    items: &step.items,
                })
                .collect(),
        }
    }

    /// The labels of its picture, each as often as it is drawn.
    #[cfg(feature = "png")]
    pub(crate) fn labels(&self) -> Vec<String> {
        let mut labels = Vec::new();
        self.clone()
            .relabel(&mut |label| labels.push(label.clone()));
        labels
    }

    /// Changes the labels of its picture, and no words beside it.
    #[cfg(feature = "png")]
    pub(crate) fn relabel(&mut self, change: &mut dyn FnMut(&mut String)) {
        match &mut self.content {
            Content::Chart { chart, table } => {
                table.row_heads().for_each(&mut *change);
                match chart {
                    Chart::Bars { .. } => {}
                    Chart::Dumbbell {
                        from_label,
                        to_label,
                        ..
                    }
                    | Chart::Slope {
                        from_label,
                        to_label,
                        ..
                    } => [from_label, to_label].into_iter().for_each(change),
                    Chart::Trend { points, .. } => {
                        points
                            .iter_mut()
                            .map(|point| &mut point.label)
                            .for_each(change);
                    }
                    Chart::Scale { parts: columns, .. } | Chart::Heat { columns } => {
                        columns
                            .iter_mut()
                            .map(|column| &mut column.label)
                            .for_each(change);
                    }
                }
            }
            Content::Diagram(hub) => {
                change(&mut hub.centre);
                hub.phrases.iter_mut().for_each(change);
            }
            Content::Chain(chain) => {
                for step in &mut chain.steps {
                    change(&mut step.label);
                    step.items.iter_mut().for_each(&mut *change);
                }
            }
        }
    }

    /// What it is drawn from.
    pub fn content(&self) -> &Content {
        &self.content
    }
}
