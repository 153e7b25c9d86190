//! Layer 4. Looks after a codebook: what is suspect in it, what its rules find, what a new version does, what it
//! misses.
//!
//! ```
//! # // The example's newest export is a spreadsheet.
//! # #[cfg(feature = "spreadsheets")] {
//! use canvass::codebook::{Answers, find};
//! use canvass::pipeline;
//!
//! let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/members-questionnaire");
//! let project = canvass::config::load(folder.as_ref()).map_err(|faults| faults.to_string())?;
//! let coded = pipeline::code_project(project)?.value;
//! let waves: Vec<_> = coded.responses.iter().collect();
//! let answers = Answers { survey: &coded.project.survey, waves: &waves };
//! let found = find(&coded.codebook, "bulletin* NEAR/5 (read | love)", &answers)
//!     .map_err(|faults| faults.to_string())?;
//! assert!(!found.is_empty());
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answers;
mod candidates;
mod changes;
mod explain;
mod find;
mod lint;
mod patterns;
mod probe;
#[cfg(feature = "refi")]
mod refi;
mod slug;
mod stop_words;
mod tally;

#[cfg(test)]
mod tests;

pub use answers::{Answers, Written};
pub use candidates::{Candidate, Contrast, DistinctPhrase, candidates, candidates_toml};
pub use changes::{
    CodeChange, DecisionShift, RuleShift, changes, decision_shifts, fate_between, rule_shifts,
};
pub use explain::{ExplainedPattern, ExplainedRule, ExplainedType, FEWEST_PEOPLE, explain};
pub use find::{Occurrence, find};
pub use lint::lint;
#[cfg(feature = "refi")]
pub use refi::{
    ImportedCodebook, ProjectFileError, codebook_file, project_file, read_codebook_file,
};
