use std::fs;
use std::path::Path;

use super::Error;
use crate::coding::decisions::{Decided, RECORD_FILE, Record, RecordFile};
use crate::coding::{Codings, CompiledCodebook, check_examples};
use crate::config::Project;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Warned};
use crate::ingest;
use crate::survey::Responses;

/// A project whose answers are coded, before anything is counted.
#[derive(Debug)]
pub struct Coded {
    /// The project.
    pub project: Project,
    /// Its rules, ready for more answers.
    pub codebook: CompiledCodebook,
    /// Its waves up to the current one, in order of time.
    pub responses: Vec<Responses>,
    /// What rules and options found in each of them, before anybody decided.
    pub found: Vec<Codings>,
    /// Every decision that people made.
    pub record: Record,
    /// What holds of them.
    pub decided: Decided,
}

/// Reads the exports and the record of decisions of a project, and codes every wave up to the current one.
///
/// # Errors
/// [`Error::Rejected`] with every fault of the project's files, when one of them keeps the analysis from going on;
/// [`Error::Record`] when there is a record of decisions that cannot be read.
pub fn code_project(project: Warned<Project>) -> Result<Warned<Coded>, Error> {
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
    let (codebook, responses) = (codebook.value, responses.value);

    let record = RecordFile::look(&project.folder)?;
    diagnostics.extend(record.diagnostics);
    let record = record.value;
    let read: Vec<&Responses> = responses.iter().collect();
    let decided = Decided::fold(&record, &project.codebook, &read);
    diagnostics.extend(decided.faults(RECORD_FILE, &project.survey, &record));
    let found = responses
        .iter()
        .map(|responses| codebook.code_wave(&project.survey, responses))
        .collect();
    Ok(Warned {
        value: Coded {
            project,
            codebook,
            responses,
            found,
            record,
            decided,
        },
        diagnostics,
    })
}

/// The faults of a step, whether or not it went on.
pub(super) fn faults<T>(result: Result<Warned<T>, Diagnostics>) -> Diagnostics {
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

pub(super) fn read_file(path: &Path, name: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
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
