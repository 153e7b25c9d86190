use std::path::Path;

use canvass::codebook::{codebook_file, project_file, read_codebook_file};
use canvass::coding::Codings;
use canvass::config;
use canvass::limits::MAX_REFI_BYTES;
use canvass::pipeline::{self, OutputFile, write_all};

use super::{answers, coded, codings};
use crate::input;
use crate::terminal::{Done, Failure, print, report_faults};

/// Writes the codebook, or the coded answers, for other programs.
pub(super) fn export(file: &Path, project: &Path) -> Result<Done, Failure> {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let (bytes, remark) = match ending.to_lowercase().as_str() {
        "qdc" => {
            let project = config::load(project).map_err(pipeline::Error::Rejected)?;
            (codebook_file(&project.value.codebook).into_bytes(), "")
        }
        "qdpx" => {
            let coded = coded(project)?;
            let waves: Vec<_> = coded.responses.iter().collect();
            let codings = codings(&coded);
            let codings: Vec<&Codings> = codings.iter().collect();
            let project = &coded.project;
            let answers = answers(project, &waves);
            let file = project_file(&project.title, &project.codebook, &answers, &codings)?;
            (
                file,
                ". It holds people's answers word for word: never pass it on",
            )
        }
        _ => {
            return Err(Failure::UnknownEnding {
                file: file.display().to_string(),
            });
        }
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let output = OutputFile {
        name: name.into_owned(),
        bytes,
    };
    write_all(folder, &[output])?;
    print(&format!("Written: {}{remark}.\n", file.display()))?;
    Ok(Done::Clean)
}

/// Prints a codebook of another program as a `codebook.toml`.
pub(super) fn import(file: &Path) -> Result<Done, Failure> {
    let name = file.display().to_string();
    let bytes = input::read(file, MAX_REFI_BYTES)?;
    let read = read_codebook_file(&name, &bytes).map_err(pipeline::Error::Rejected)?;
    report_faults(&read.diagnostics, false);
    print(&read.value.to_toml())?;
    Ok(Done::Clean)
}
