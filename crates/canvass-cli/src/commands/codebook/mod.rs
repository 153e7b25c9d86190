//! `canvass codebook`: what looks after a codebook.

mod args;
mod candidates;
mod diff;
mod explain;
mod find;
mod lint;
mod refi;
mod test;

use canvass::codebook::Answers;
use canvass::coding::CompiledCodebook;
use canvass::config::Project;
use canvass::pipeline::{self, Analysis};
use canvass::survey::{CodeRef, Codebook as Book, Responses};

pub(crate) use args::{CandidateFormat, Codebook};

use crate::args::ProjectFolder;
use crate::terminal::{Done, Failure, report_faults};

/// What every text says first when it tells of unpublished counts.
const INTERNAL: &str =
    "INTERNAL: these counts are not cleared for publication. Never publish them or pass them on.\n";

/// Runs the command that was asked for.
pub(crate) fn run(command: &Codebook) -> Result<Done, Failure> {
    match command {
        Codebook::Test { project } => test::run(&project.folder),
        Codebook::Lint {
            project,
            without_answers,
            fail_on,
        } => lint::run(&project.folder, *without_answers, *fail_on),
        Codebook::Diff { old, new, project } => diff::run(old, new.as_deref(), &project.folder),
        Codebook::Explain { code, project } => explain::run(project, code.as_deref()),
        Codebook::Find {
            pattern,
            project,
            wave,
            question,
            width,
        } => find::run(
            project,
            pattern,
            wave.as_deref(),
            question.as_deref(),
            usize::from(*width),
        ),
        Codebook::Candidates {
            project,
            frame,
            format,
        } => candidates::run(project, frame.as_deref(), *format),
        Codebook::Export { file, project } => refi::export(file, project),
        Codebook::Import { file } => refi::import(file),
    }
}

/// Reads and codes the project.
fn analysis(project: &ProjectFolder) -> Result<Analysis, Failure> {
    let analysis = pipeline::analyse(&project.folder)?;
    report_faults(&analysis.diagnostics, false);
    Ok(analysis.value)
}

fn compiled(book: &Book) -> Result<CompiledCodebook, Failure> {
    let compiled = CompiledCodebook::compile(book).map_err(pipeline::Error::Rejected)?;
    Ok(compiled.value)
}

/// The answers of every wave that was read.
fn responses(analysis: &Analysis) -> Vec<&Responses> {
    analysis.waves.iter().map(|wave| &wave.responses).collect()
}

fn answers<'a>(project: &'a Project, waves: &'a [&'a Responses]) -> Answers<'a> {
    Answers {
        survey: &project.survey,
        waves,
    }
}

/// The code of this name, if the codebook has it.
fn code(book: &Book, name: &str) -> Result<CodeRef, Failure> {
    let known = || book.codes().map(|(code, _)| code);
    known()
        .find(|code| code.to_string() == name)
        .ok_or_else(|| Failure::UnknownId {
            what: "code",
            name: name.to_owned(),
            known: known().map(|code| code.to_string()).collect(),
        })
}
