//! Flat rows of figures: what every machine-readable output is made of.
//!
//! An [`EstimateRecord`] is one line of one table, a [`ChangeRecord`] how one line changed between two waves, a
//! [`GapRecord`] the gap between two options, a [`TrendRecord`] one wave of a series, a [`LinkedRecord`] a change among
//! the same people. The first two come cleared for publication from a [`Release`](super::Release), with every suppressed figure left out, or
//! unsuppressed from counted waves; those are marked [`internal`](EstimateRecord::internal) and must not be passed
//! on. What a field means is said once, beside the field: [`Record::FIELDS`] repeats it for people and programs
//! that read the output.
//!
//! ```
//! use canvass::disclosure::records::{EstimateRecord, FieldKind, Record};
//!
//! let share = EstimateRecord::FIELDS.iter().find(|field| field.name == "share");
//! let share = share.ok_or("there is a share")?;
//! assert_eq!(share.kind, FieldKind::Number);
//! assert!(share.may_be_empty);
//! assert_eq!(share.meaning, "Count divided by base, from 0 to 1, unrounded.");
//! # Ok::<(), &str>(())
//! ```

mod change;
mod estimate;
mod gap;
mod internal;
mod linked;
mod of_project;
mod record;
mod source;
#[cfg(test)]
mod tests;
mod trend;
mod who;

pub use change::{ChangeRecord, ComparabilityKind};
pub use estimate::{CellState, EstimateRecord, LineKind, SubjectKind};
pub use gap::{GapRecord, LeadKind, VerdictKind};
pub use linked::LinkedRecord;
pub use of_project::{
    by_group, changes, estimates, internal_by_group, internal_changes, internal_estimates,
    internal_gaps, internal_linked, internal_trends,
};
pub(crate) use record::FieldType;
#[cfg(feature = "frames")]
pub(crate) use record::record;
pub use record::{Field, FieldKind, Record, Value};
pub use source::{SourceRecord, internal_sources};
pub use trend::TrendRecord;
pub use who::{WhoMeasure, WhoRecord, internal_who_answered, who_answered};
