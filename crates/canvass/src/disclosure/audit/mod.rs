//! What a reader can work out from everything that is published, and what must be hidden so that it is not too much.
//!
//! [`Model`] holds the figures of one wave, the facts that tie them together (the options of a question add up to
//! those who answered, a part is no more than the whole), and finds out which figures to hide: first the small ones,
//! then as few others as are needed. A hidden figure is safe when it could be at least the threshold, and could be
//! anything in a span of the threshold less one (methods, section 11). That is shown by other whole numbers that
//! agree with everything published; what cannot be shown in a bounded number of moves counts as not safe.

mod account;
mod model;
mod protect;
mod search;
mod system;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

pub use account::{AuditAccount, Reason};

pub(super) use model::{Model, Named, Table};
pub(super) use protect::Protected;
pub(super) use system::NO_BOUND;
