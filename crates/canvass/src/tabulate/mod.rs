//! Layer 4. Typed answers and codings in, counted tables out.
//!
//! Tables are built from the questionnaire and the code frames, never from the values seen: what nobody chose
//! stands in the table with nought.

mod chain;
mod coded_wave;
mod codes;
mod count;
mod cross;
mod groups;
mod measures;
mod one_way;
mod questions;
mod representation;
mod response;
mod sources;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
mod weighted;
mod weighting;

pub use chain::{ChainEvidence, ChainLink, Support, ThemeChain, theory_chains};
pub use coded_wave::CodedWave;
pub(crate) use codes::writers;
pub use codes::{
    CodeScope, CodedAnswers, EvidenceLine, code_evidence, code_table, codes_by_question,
};
pub(crate) use count::{Counted, each_answer, lines as line_names};
pub use cross::{CrossColumn, CrossTable, cross_codes, cross_tables};
pub use groups::{Group, GroupKey, Groups};
pub use measures::{
    BOX_POINTS, DateSummary, RankedOption, ScaleSummary, date_summary, number_summary,
    ranking_summary, scale_summary,
};
pub use one_way::{Bases, Line, LineKey, OneWay, Subject};
pub use questions::{
    place_table, question_bases, question_overlaps, question_table, question_tables,
};
pub use representation::{GroupShare, Representation, representation};
pub use response::{QuestionResponse, question_responses};
pub use sources::{SourceLine, code_sources};
pub use weighted::{
    WeightedScale, WeightedTable, group_test, weighted_codes, weighted_scale, weighted_tables,
};
pub use weighting::{WaveWeights, WeightingError, weigh};
