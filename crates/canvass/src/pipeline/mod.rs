//! Layer 9. The steps in order, for those who embed the library: read a project, analyse it, write its report.
//!
//! ```no_run
//! use std::path::Path;
//!
//! let analysis = canvass::pipeline::analyse(Path::new("members-questionnaire"))?;
//! for fault in analysis.diagnostics.iter() {
//!     eprintln!("{fault}");
//! }
//! let document = canvass::pipeline::impact_document(&analysis.value)?;
//! assert!(document.figures().count() > 0);
//! # Ok::<(), canvass::pipeline::Error>(())
//! ```
//!
//! [`impact_report`] renders that document in every format of the build, and [`write_all`] writes the files.

mod agreement;
mod draft;
mod error;
mod output;
mod report;

use std::fs;
use std::path::Path;

pub use agreement::{JudgedFile, judge_file};
pub use draft::{Drafted, draft};
pub use error::Error;
pub use output::{OutputFile, write_all};
pub use report::{impact_document, impact_report};

use crate::coding::{CompiledCodebook, check_examples};
use crate::config::{self, Project};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Warned};
use crate::disclosure::{Release, release};
use crate::ingest;
use crate::survey::Responses;
use crate::tabulate::CodedWave;

/// A project, read, coded, counted and cleared.
#[derive(Debug)]
pub struct Analysis {
    /// The project.
    pub project: Project,
    /// Its waves up to the current one, in order of time. These are people's answers: not for publication.
    pub waves: Vec<CodedWave>,
    /// What may be published of them.
    pub release: Release,
}

/// Reads the project in `folder`, codes and counts its waves, and clears the results for publication.
///
/// # Errors
/// [`Error::Rejected`] with every fault of the project's files, when one of them keeps the analysis from going on.
pub fn analyse(folder: &Path) -> Result<Warned<Analysis>, Error> {
    analyse_project(config::load(folder).map_err(Error::Rejected)?)
}

/// The same for a project that has been read before, for example to look at an earlier wave than the one that its
/// report is about: set [`Project::current`] first. What was found while reading it is passed on.
///
/// # Errors
/// [`Error::Rejected`] with every fault of the project's files, when one of them keeps the analysis from going on.
pub fn analyse_project(project: Warned<Project>) -> Result<Warned<Analysis>, Error> {
    let Warned {
        value: project,
        mut diagnostics,
    } = project;
    let codebook = CompiledCodebook::compile(&project.codebook);
    let responses = read_exports(&project);
    let (codebook, responses) = match (codebook, responses) {
        (Ok(codebook), Ok(responses)) => (codebook, responses),
        (codebook, responses) => {
            diagnostics.extend(faults(codebook));
            diagnostics.extend(faults(responses));
            return Err(Error::Rejected(diagnostics));
        }
    };
    diagnostics.extend(codebook.diagnostics);
    diagnostics.extend(check_examples(&codebook.value));
    diagnostics.extend(responses.diagnostics);

    let waves: Vec<CodedWave> = responses
        .value
        .into_iter()
        .map(|responses| CodedWave {
            codings: codebook.value.code_wave(&project.survey, &responses),
            responses,
        })
        .collect();
    let release = release(&project, &waves)?;
    Ok(Warned {
        value: Analysis {
            project,
            waves,
            release,
        },
        diagnostics,
    })
}

fn faults<T>(result: Result<Warned<T>, Diagnostics>) -> Diagnostics {
    match result {
        Ok(warned) => warned.diagnostics,
        Err(diagnostics) => diagnostics,
    }
}

/// Reads the exports of every wave up to the current one; all faults of all exports at once.
fn read_exports(project: &Project) -> Result<Warned<Vec<Responses>>, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let mut all = Vec::new();
    for wave in &project.survey.waves {
        match read_file(&project.folder.join(&wave.export), &wave.export) {
            Ok(bytes) => match ingest::read(&project.survey, wave, &wave.export, &bytes) {
                Ok(read) => {
                    diagnostics.extend(read.diagnostics);
                    all.push(read.value);
                }
                Err(faults) => diagnostics.extend(faults),
            },
            Err(fault) => diagnostics.push(*fault),
        }
        if wave.id == project.current {
            break;
        }
    }
    diagnostics.into_checked(all)
}

fn read_file(path: &Path, name: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
    let fault =
        |code, message: String| Box::new(Diagnostic::new(code, Place::whole(name), message));
    // A device or a pipe may never end.
    match fs::metadata(path) {
        Ok(about) if !about.is_file() => {
            return Err(fault(
                Code::IngestUnreadable,
                "this is a folder or a device, not a file".to_owned(),
            ));
        }
        Ok(about) if about.len() > ingest::MAX_BYTES as u64 => {
            return Err(fault(
                Code::IngestTooLarge,
                "the file is larger than canvass takes".to_owned(),
            ));
        }
        _ => {}
    }
    fs::read(path).map_err(|error| {
        fault(
            Code::IngestUnreadable,
            format!("the file cannot be read: {error}"),
        )
    })
}
