//! Layer 6. Responses, codings, estimates and changes in, data frames out.
//!
//! For those who go on analysing in Rust. Each kind of frame has one schema: [`RESPONSES`], [`CODINGS`],
//! [`ESTIMATES`], [`CHANGES`], [`GAPS`], [`TRENDS`], [`LINKED`], [`WHO`] and [`SOURCES`] name every column with its type and meaning. A frame without rows has every
//! column as well. This module is the only one with polars types in its interface; it re-exports the very
//! [`polars`] that it was built with, because another version has other types. For CSV or JSON take the
//! [`records`](crate::disclosure::records) themselves.
//!
//! | kind of field | type in polars |
//! | --- | --- |
//! | text | `String` |
//! | count | `UInt64` |
//! | number | `Float64` |
//! | flag | `Boolean` |
//!
//! To write a frame as Parquet or Arrow IPC, name polars in your own `Cargo.toml` at the same version with its feature
//! `parquet` or `ipc`: Cargo gives both crates the one polars, and [`polars`] has the writers then. The command writes
//! Parquet without polars.
//!
//! Frames of responses and codings are about single people, and so are internal estimates: never publish them or
//! pass them on.
//!
//! ```
//! use canvass::disclosure::records::EstimateRecord;
//! use canvass::frames::{ESTIMATES, estimates};
//!
//! let none: &[EstimateRecord] = &[];
//! let frame = estimates(none)?;
//! assert_eq!(frame.shape(), (0, ESTIMATES.len()));
//! # Ok::<(), canvass::frames::FrameError>(())
//! ```

mod build;
mod codings;
mod responses;
#[cfg(test)]
mod tests;

pub use codings::codings;
pub use polars;
pub use responses::{Verbatims, responses};

use polars::prelude::DataFrame;

use crate::disclosure::records::{
    ChangeRecord, EstimateRecord, Field, GapRecord, LinkedRecord, Record, SourceRecord,
    TrendRecord, WhoRecord,
};
use codings::CodingRow;
use responses::ResponseRow;

/// The columns of a frame of [`responses`].
pub const RESPONSES: &[Field] = ResponseRow::FIELDS;
/// The columns of a frame of [`codings`].
pub const CODINGS: &[Field] = CodingRow::FIELDS;
/// The columns of a frame of [`estimates`].
pub const ESTIMATES: &[Field] = EstimateRecord::FIELDS;
/// The columns of a frame of [`changes`].
pub const CHANGES: &[Field] = ChangeRecord::FIELDS;
/// The columns of a frame of [`gaps`].
pub const GAPS: &[Field] = GapRecord::FIELDS;
/// The columns of a frame of [`trends`].
pub const TRENDS: &[Field] = TrendRecord::FIELDS;
/// The columns of a frame of [`linked`].
pub const LINKED: &[Field] = LinkedRecord::FIELDS;
/// The columns of a frame of [`who_answered`].
pub const WHO: &[Field] = WhoRecord::FIELDS;

/// The columns of a frame of [`sources`].
pub const SOURCES: &[Field] = SourceRecord::FIELDS;

/// A frame cannot be built.
#[derive(Debug, thiserror::Error)]
#[error("the data frame cannot be built")]
pub struct FrameError(#[from] polars::error::PolarsError);

/// Estimates as a data frame with the columns [`ESTIMATES`], one row for each.
///
/// # Errors
/// When polars cannot build a frame of that size.
pub fn estimates(records: &[EstimateRecord]) -> Result<DataFrame, FrameError> {
    build::frame::<EstimateRecord>(records)
}

/// Changes as a data frame with the columns [`CHANGES`], one row for each.
///
/// # Errors
/// When polars cannot build a frame of that size.
pub fn changes(records: &[ChangeRecord]) -> Result<DataFrame, FrameError> {
    build::frame::<ChangeRecord>(records)
}

/// Gaps between options as a data frame with the columns [`GAPS`], one row for each.
///
/// # Errors
/// When polars cannot build a frame of that size.
pub fn gaps(records: &[GapRecord]) -> Result<DataFrame, FrameError> {
    build::frame::<GapRecord>(records)
}

/// Series over all waves as a data frame with the columns [`TRENDS`], one row for each.
///
/// # Errors
/// When polars cannot build a frame of that size.
pub fn trends(records: &[TrendRecord]) -> Result<DataFrame, FrameError> {
    build::frame::<TrendRecord>(records)
}

/// Changes among the same members as a data frame with the columns [`LINKED`], one row for each.
///
/// # Errors
/// When polars cannot build a frame of that size.
pub fn linked(records: &[LinkedRecord]) -> Result<DataFrame, FrameError> {
    build::frame::<LinkedRecord>(records)
}

/// Figures about who answered as a data frame with the columns [`WHO`], one row for each.
///
/// # Errors
/// When polars cannot build a frame of that size.
pub fn who_answered(records: &[WhoRecord]) -> Result<DataFrame, FrameError> {
    build::frame::<WhoRecord>(records)
}

/// Where codes come from as a data frame with the columns [`SOURCES`], one row for each.
///
/// # Errors
/// When polars cannot build a frame of that size.
pub fn sources(records: &[SourceRecord]) -> Result<DataFrame, FrameError> {
    build::frame::<SourceRecord>(records)
}
