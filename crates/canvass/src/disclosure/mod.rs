//! Layer 5. What may be published: the only source that a report accepts.
//!
//! A suppressed figure is not inside the published one, so nothing that is made from it later can give it away.

mod audit;
mod changes;
mod clearance;
mod correction;
mod counted;
mod crossed;
mod facts;
mod figure;
mod ledger;
mod published;
mod quotations;
pub mod records;
mod redact;
mod release;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

pub use audit::{AuditAccount, Reason};
pub use changes::{PublishedChange, PublishedChanges, PublishedShift};
pub use crossed::{PublishedColumn, PublishedCrossTable};
pub use figure::FigureName;
pub use ledger::{LEDGER_FILE, Ledger, ReportEntry};
pub use published::{
    PublishedCell, PublishedEvidence, PublishedGroup, PublishedLine, PublishedRepresentation,
    PublishedTable, Shown,
};
pub use quotations::{ClearedQuotation, Quotations, clear_quotations};
pub use redact::{Redacted, Redactor};
pub use release::{
    ItemNonresponse, Release, ReleaseError, ReleasedFrame, ReleasedWave, Suppression, correction,
    release,
};
