//! Layer 4. The sheet in which people review codes: written as a workbook or as text, and taken in again.
//!
//! [`sheet`] lays it out, [`workbook`] and [`csv()`] write it, [`import`] reads what came back and says which decisions
//! follow. What a cell showed when the sheet was written, what holds now, and what the cell says now are put side by
//! side: a cell that nobody touched decides nothing, and one that changed on both sides is a conflict for a person.
//! `docs/coding.md` describes the sheet for those who work in it.

mod cells;
mod columns;
mod conflicts;
mod evidence;
mod guide;
mod identity;
mod importer;
mod merge;
mod read;
mod reviewed;
mod row;
mod said;
mod sheet;
mod state;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
mod text;
#[cfg(feature = "spreadsheets")]
mod workbook;

pub use conflicts::{Conflict, conflicts_csv};
pub use importer::Importer;
pub use merge::{Change, Import, import};
pub use reviewed::{Perspective, Reviewed};
pub use sheet::{Sheet, sheet};
pub use text::csv;
#[cfg(feature = "spreadsheets")]
pub use workbook::{WorkbookError, workbook};
