use std::error::Error;

use crate::document::Anchor;

/// Why a figure cannot be drawn.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChartError {
    /// A cell to be drawn holds words, or is missing.
    #[error("row {row} of the table \"{table}\" has no number to draw")]
    NotANumber {
        /// The table that is drawn.
        table: Anchor,
        /// The row, from 1.
        row: usize,
    },
    /// The cells to be drawn do not share a unit.
    #[error("row {row} of the table \"{table}\" has another unit than the rows above it")]
    MixedUnits {
        /// The table that is drawn.
        table: Anchor,
        /// The first row with another unit, from 1.
        row: usize,
    },
    /// A count has more digits than a chart has room for.
    #[error("row {row} of the table \"{table}\" has a count too large to draw")]
    CountTooLarge {
        /// The table that is drawn.
        table: Anchor,
        /// The row, from 1.
        row: usize,
    },
    /// The drawing library failed.
    #[error("the chart cannot be drawn")]
    Drawing(#[source] Box<dyn Error + Send + Sync>),
    /// The resolution asked for is no use for a page.
    #[cfg(feature = "png")]
    #[error("a resolution of {dpi} dots per inch is not from 36 to 600")]
    BadResolution {
        /// The dots per inch asked for.
        dpi: u32,
    },
    /// The picture would need more pixels than it can have.
    #[cfg(feature = "png")]
    #[error("the picture is too large: {width} by {height} pixels")]
    TooManyPixels {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The SVG cannot be turned into pixels.
    #[cfg(feature = "png")]
    #[error("the picture cannot be made from the drawing")]
    Picture(#[source] Box<dyn Error + Send + Sync>),
}
