use std::path::PathBuf;

use super::inputs::read_file;
use super::{Error, OutputFile};
use crate::diagnostics::{Diagnostics, Warned};
use crate::draft::{Draft, Export, project};
use crate::limits::MAX_BYTES;

/// A drafted project, ready to be written.
#[derive(Debug, Clone)]
pub struct Drafted {
    /// The draft.
    pub draft: Draft,
    /// The files of the project, by their names in its folder: the exports as they are, `canvass.toml` and
    /// `codebook.toml`. [`write_new`](super::write_new) writes them.
    pub files: Vec<OutputFile>,
}

/// Drafts a project from exports, one for each wave. `sheet` names the sheet that holds the responses, where an
/// export is a workbook.
///
/// # Errors
/// [`Error::Rejected`] with every fault of the exports: one cannot be read, or is a summary.
pub fn draft(exports: &[PathBuf], sheet: Option<&str>) -> Result<Warned<Drafted>, Error> {
    let mut diagnostics = Diagnostics::new();
    let mut contents: Vec<(String, Vec<u8>)> = Vec::new();
    for path in exports {
        let name = path.to_string_lossy().into_owned();
        match read_file(path, &name, MAX_BYTES) {
            Ok((bytes, _)) => contents.push((name, bytes)),
            Err(fault) => diagnostics.push(*fault),
        }
    }
    let exports: Vec<Export<'_>> = contents
        .iter()
        .map(|(file, bytes)| Export { file, bytes, sheet })
        .collect();
    let drafted = match project(&exports) {
        Ok(drafted) if !diagnostics.has_errors() => drafted,
        Ok(drafted) => {
            diagnostics.extend(drafted.diagnostics);
            return Err(Error::Rejected(diagnostics));
        }
        Err(faults) => {
            diagnostics.extend(faults);
            return Err(Error::Rejected(diagnostics));
        }
    };
    diagnostics.extend(drafted.diagnostics);
    let draft = drafted.value;
    let names: Vec<String> = exports.iter().map(Export::in_project).collect();
    let mut files: Vec<OutputFile> = names
        .into_iter()
        .zip(contents)
        .map(|(name, (_, bytes))| OutputFile { name, bytes })
        .collect();
    for (name, text) in [
        ("codebook.toml", &draft.codebook),
        ("canvass.toml", &draft.canvass),
    ] {
        files.push(OutputFile {
            name: name.to_owned(),
            bytes: text.clone().into_bytes(),
        });
    }
    Ok(Warned {
        value: Drafted { draft, files },
        diagnostics,
    })
}
