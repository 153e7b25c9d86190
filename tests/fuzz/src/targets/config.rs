//! The files of a project, and its rules made ready.
//!
//! An input is `canvass.toml`, and after lines `--` `codebook.toml`, `membership.csv`, `actions.toml` and a comment.

use canvass::codebook::lint;
use canvass::coding::CompiledCodebook;
use canvass::config::{Texts, parse, parse_codebook};

/// Reads one input.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let parts: Vec<&str> = text.split("\n--\n").collect();
    let comment = [(
        "commentary/summary.md",
        parts.get(4).copied().unwrap_or_default(),
    )];
    let texts = Texts {
        canvass: parts[0],
        codebook: parts.get(1).copied().unwrap_or(crate::CODEBOOK),
        membership: parts.get(2).copied(),
        actions: parts.get(3).copied(),
        beside: &comment,
        files: &[],
    };
    match parse(&texts) {
        Ok(project) => {
            if let Ok(book) = CompiledCodebook::compile(&project.value.codebook) {
                let _ = lint(&book.value, None);
            }
        }
        Err(faults) => assert!(faults.has_errors(), "no project and no error"),
    }
    // A codebook alone, as an earlier version of one.
    let _ = parse_codebook(crate::FILE, parts[0]);
}
