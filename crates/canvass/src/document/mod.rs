//! Layer 6. The document model that every renderer reads: sections, tables, figures with their alternatives.
//!
//! What would not be accessible cannot be built: a heading's level is its depth, a table has a caption and
//! full rows, a figure has a short alternative, a description and the data that it is drawn from.

mod error;
mod figure;
mod model;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a fixture of the tests")]
pub(crate) mod sample;
mod table;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
mod text;

pub use error::DocumentError;
pub use figure::{
    AltText, Alternative, Chain, ChainStep, ChangeColumns, Chart, ChartColumn, Content, Figure,
    Hub, Outline, TrendPoint,
};
pub use model::{Block, Commentary, Document, FrontMatter, KeyFigure, Prose, Quotation, Section};
pub use table::{Cell, ColumnHead, ColumnKind, Mark, Row, Table};
pub use text::{Anchor, Inline, Target, Text};
