//! Layer 4. Typed answers and codings in, counted tables out.
//!
//! Tables are built from the questionnaire and the code frames, never from the values seen: what nobody chose
//! stands in the table with nought.

mod coded_wave;
mod codes;
mod one_way;
mod questions;
mod representation;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

pub use coded_wave::CodedWave;
pub use codes::{CodeScope, EvidenceLine, code_evidence, code_table};
pub use one_way::{Bases, Line, LineKey, OneWay, Subject};
pub use questions::{place_table, question_bases, question_table, question_tables};
pub use representation::{GroupShare, Representation, representation};
