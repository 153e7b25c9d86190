//! Drafting a project from exports that nobody has described, and reading the draft.
//!
//! An input is one export, or several with a line `--` between them.

use canvass::config::{Texts, parse};
use canvass::draft::{Export, project};

const NAMES: [&str; 3] = ["2022.csv", "2023.csv", "2024.csv"];

/// Reads one input.
pub fn run(bytes: &[u8]) {
    let parts = crate::parts(bytes);
    let exports: Vec<Export<'_>> = NAMES
        .iter()
        .zip(&parts)
        .map(|(file, bytes)| Export {
            file,
            bytes,
            sheet: None,
        })
        .collect();
    let Ok(drafted) = project(&exports) else {
        return;
    };
    let texts = Texts {
        canvass: &drafted.value.canvass,
        codebook: &drafted.value.codebook,
        ..Texts::default()
    };
    // Somebody has to confirm what was told by likeness, but what is written must be a project.
    if let Err(faults) = parse(&texts) {
        panic!("the draft is no project: {faults}");
    }
}
