//! Layer 4. How far coders agree: people with each other, and the rules of a codebook with people.
//!
//! [`Judgements`] hold which coder gave which codes to which answers. [`agreement`] says how far the coders agree
//! beyond chance, code by code and on whole sets of codes; [`scores`] says how well one coder, such as the rules,
//! finds what the others gave; [`disagreements`] lists where they differ. [`CodedFile`] reads answers that were
//! coded elsewhere.
//!
//! An outcome implies its theme: a code always comes with the codes above it.

mod between;
mod coded_file;
mod disagreements;
mod judgements;
mod scores;

#[cfg(test)]
mod tests;

pub use between::{AgreementOnCode, AgreementOnFrame, Alpha, Between, SetDistance, agreement};
pub use coded_file::{CodedFile, FileAnswer};
pub use disagreements::{Disagreement, Verdict, disagreements};
pub use judgements::{Found, Judged, Judgements};
pub use scores::{CodeScores, Confusion, FrameScores, Part, Scores, scores};
