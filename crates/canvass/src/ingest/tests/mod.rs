#![allow(clippy::unwrap_used, reason = "tests")]

mod example_project;

use crate::config::{Texts, parse};
use crate::survey::Survey;

/// The survey that a `canvass.toml` describes.
fn survey(canvass: &str) -> Survey {
    let project = parse(&Texts {
        canvass,
        codebook: include_str!("../../config/tests/valid/codebook.toml"),
        ..Texts::default()
    });
    project.unwrap().value.survey
}
