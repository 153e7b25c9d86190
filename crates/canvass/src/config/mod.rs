//! Layer 2. The project's files in, one checked [`Project`] out.
//!
//! [`load`] reads a project's folder, [`parse`] the texts of its files. Both find every fault of every file in
//! one run, each with its line and column. The files are described in `docs/canvass-toml.md`.

mod actions;
mod beside;
mod codebook;
mod colour;
mod commentary;
mod files;
mod house;
mod keys;
mod known;
mod membership;
mod options;
mod project;
mod question_context;
mod questions;
mod reader;
mod report;
mod resolve;
mod retired;
mod rows;
mod rules;
mod schema;
mod sections;
mod source;
mod toml_string;
mod value;
mod waves;
mod weights;
mod wording;
mod wordings;

#[cfg(test)]
mod tests;

use std::path::Path;

pub use colour::{Colour, Faint};
pub use commentary::{Comment, Commentary, Part, Span};
pub use files::Texts;
pub use house::{Logo, LogoKind, ProjectFile};
pub use project::{
    Consent, DisclosurePolicy, Inference, KeyFigure, Project, ReportSettings, WeightMethod,
    Weighting,
};
pub(crate) use resolve::is_language;
pub use schema::SCHEMAS;
pub use sections::ReportSection;
pub(crate) use toml_string::toml_string;

use crate::diagnostics::Checked;
use crate::survey::Codebook;

/// Reads the project in `folder`: `canvass.toml`, the codebook it names, and `membership.csv`,
/// `actions.toml` and what is in `commentary` and `templates` if they are there. Of the exports it looks only whether they are there.
///
/// # Errors
/// Every fault of every file.
pub fn load(folder: &Path) -> Checked<Project> {
    resolve::project(folder, files::Files::Folder(&files::Folder::new(folder)))
}

/// Reads a project from texts, without looking at any file. [`Project::folder`] is left empty, and the exports
/// are taken to be there.
///
/// # Errors
/// Every fault of every text.
///
/// ```
/// use canvass::config::{Texts, parse};
///
/// let faults = parse(&Texts {
///     canvass: "[project]\ntitel = \"Members' Questionnaire\"",
///     codebook: "id = \"theory\"",
///     ..Texts::default()
/// })
/// .unwrap_err();
/// assert!(faults.to_string().contains(
///     "canvass.toml:2:1: error[config/unknown-key]: unknown key \"titel\" in [project]\n  help: did you mean \"title\"?"
/// ));
/// ```
pub fn parse(texts: &Texts<'_>) -> Checked<Project> {
    resolve::project(Path::new(""), files::Files::Texts(texts))
}

/// Reads a codebook that belongs to no project, such as an earlier version of one. `file` names it in faults. Whether
/// the questions that its rules name are there is not looked at.
///
/// # Errors
/// Every fault of the text.
pub fn parse_codebook(file: &str, text: &str) -> Checked<Codebook> {
    resolve::codebook(file, text)
}
