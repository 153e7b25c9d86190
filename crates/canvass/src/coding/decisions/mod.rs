//! What people decided about answers: an append-only record, and the state that follows from it.
//!
//! The record is a file of JSON lines, `coding/decisions.jsonl` in the project's folder; `docs/coding.md` describes it.
//! [`Record::read`] reads it, [`RecordFile`] adds to it, [`Decided::fold`] says what holds now, and
//! [`Decided::apply`] puts that over what rules and options found.
//!
//! Where sources contradict each other about a code on an answer, the higher of [`SourceKind`](super::SourceKind)
//! counts. A later decision of a coder replaces an earlier one of the same coder. Where two coders differ and nobody
//! has settled it, the one who decided first counts, and the answer waits for a third: a second coder is there to
//! check the first, not to overrule them.

mod apply;
mod decision;
mod file;
mod fold;
mod line;
mod record;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
mod votes;

pub use decision::{
    Decision, DecisionId, DecisionSource, Moment, QuoteApproval, RedactedQuote, Remark, Statement,
    Value,
};
pub use file::{RECORD_FILE, RecordError, RecordFile};
pub use fold::{CodeDecision, Decided, DecidedAnswer, Stale, StaleReason};
pub use record::{Record, Recorded};
pub use votes::{Settled, Votes};
