//! Layer 5. What may be published: the only source that a report accepts.
//!
//! A suppressed figure is not inside the published one, so nothing that is made from it later can give it away.

mod changes;
mod published;
mod quotations;
pub mod records;
mod redact;
mod release;
mod suppress;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

pub use changes::{
    PublishedChange, PublishedChanges, PublishedShift, publish_changes, publish_shift,
};
pub use published::{
    PublishedCell, PublishedEvidence, PublishedGroup, PublishedLine, PublishedRepresentation,
    PublishedTable, Shown, publish, publish_evidence, publish_part, publish_representation,
};
pub use quotations::{ClearedQuotation, Quotations, clear_quotations};
pub use redact::{Redacted, Redactor};
pub use release::{ItemNonresponse, Release, ReleaseError, ReleasedFrame, ReleasedWave, release};
