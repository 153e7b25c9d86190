#![allow(clippy::unwrap_used, reason = "tests")]

mod actions;
mod codebook;
mod commentary;
mod folder;
mod limits;
mod membership;
mod mutations;
mod options;
mod questions;
mod reference;
mod report;
mod rows;
mod schema;
mod toml;
mod valid;
mod waves;

use super::{Texts, parse};

/// A project without a fault.
const VALID: Texts<'_> = Texts {
    canvass: include_str!("valid/canvass.toml"),
    codebook: include_str!("valid/codebook.toml"),
    membership: Some(include_str!("valid/membership.csv")),
    actions: Some(include_str!("valid/actions.toml")),
    beside: &[],
    files: &[],
};

// What a small project needs besides the part that a test is about. The order of tables is free in TOML, so the
// part at fault comes first, and its lines are counted from 1.

const PROJECT: &str = r#"
[project]
title = "T"
organisation = "O"
"#;

const WAVES: &str = r#"
[[wave]]
id = "2022"
export = "2022.csv"
[[wave]]
id = "2023"
export = "2023.csv"
[[wave]]
id = "2024"
export = "2024.csv"
members = 500
"#;

const QUESTIONS: &str = r#"
[[question]]
id = "who"
kind = "single-choice"
title = "Who"
text = "Who are you?"
option = [{ id = "self", label = "Myself" }, { id = "group", label = "A group" }]
[[question]]
id = "more"
kind = "open-text"
title = "More"
text = "What more?"
"#;

const CODEBOOK: &str = r#"
id = "book"
version = "1"
[[frame]]
id = "theme"
label = "Themes"
kind = "theme"
code = [{ id = "knowledge", label = "Knowledge", definition = "Knowing." }]
[[frame]]
id = "value"
label = "Values"
kind = "value"
code = [{ id = "fairness", label = "Fairness", definition = "Being fair." }]
"#;

fn check(texts: &Texts<'_>, faults: &str) {
    let found = match parse(texts) {
        Ok(project) => project.diagnostics.to_string(),
        Err(faults) => faults.to_string(),
    };
    assert_eq!(found, faults.trim(), "\n{found}\n");
}

/// The faults of a `canvass.toml` that starts with `part` and goes on with `rest`.
fn check_canvass(part: &str, rest: &[&str], faults: &str) {
    let canvass = format!("{part}{}", rest.concat());
    let texts = Texts {
        canvass: &canvass,
        codebook: CODEBOOK,
        ..Texts::default()
    };
    check(&texts, faults);
}

/// The faults of a project in which only one file is at fault.
fn check_beside(spoil: impl FnOnce(&mut Texts<'_>), faults: &str) {
    let canvass = [PROJECT, WAVES, QUESTIONS].concat();
    let mut texts = Texts {
        canvass: &canvass,
        codebook: CODEBOOK,
        ..Texts::default()
    };
    spoil(&mut texts);
    check(&texts, faults);
}

fn check_codebook(codebook: &'static str, faults: &str) {
    check_beside(|texts| texts.codebook = codebook, faults);
}

fn check_membership(membership: &'static str, faults: &str) {
    check_beside(|texts| texts.membership = Some(membership), faults);
}

fn check_actions(actions: &'static str, faults: &str) {
    check_beside(|texts| texts.actions = Some(actions), faults);
}
