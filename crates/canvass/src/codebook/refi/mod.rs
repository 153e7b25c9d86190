//! Exchange with other programs for qualitative analysis in the REFI-QDA formats: codebooks (`.qdc`) and coded
//! projects (`.qdpx`), by the schemas of 18 March 2019.
//!
//! What the formats have no place for is put where a person can read it: a code's rules of use into its description,
//! the source of a coding into the name of its user, the rules that found it into the description of the selection.
//! Rules themselves, named sets, retired codes and the Theory of Change are not exchanged.

mod guid;
mod imported;
mod name;
mod qdc;
mod qdpx;
mod read;
mod toml_file;
mod tree;
mod xml;

#[cfg(test)]
mod tests;

pub use qdc::codebook_file;
pub use qdpx::{ProjectFileError, project_file};
pub use read::{ImportedCodebook, read_codebook_file};
