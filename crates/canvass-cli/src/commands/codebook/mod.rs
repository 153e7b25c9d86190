//! `canvass codebook`: what looks after a codebook.

mod args;
mod candidates;
mod diff;
mod explain;
mod find;
mod lint;
mod refi;
mod test;

use std::path::Path;

use canvass::codebook::Answers;
use canvass::coding::{Codings, CompiledCodebook};
use canvass::config::{self, Project};
use canvass::pipeline::{self, Coded};
use canvass::survey::{CodeRef, Codebook as Book, Responses};

pub(crate) use args::{CandidateFormat, Codebook};

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
        Codebook::Explain { code, project } => explain::run(&project.folder, code.as_deref()),
        Codebook::Find {
            pattern,
            project,
            wave,
            question,
            width,
        } => find::run(
            &project.folder,
            pattern,
            wave.as_deref(),
            question.as_deref(),
            usize::from(*width),
        ),
        Codebook::Candidates {
            project,
            frame,
            format,
        } => candidates::run(&project.folder, frame.as_deref(), *format),
        Codebook::Export { file, project } => refi::export(file, &project.folder),
        Codebook::Import { file } => refi::import(file),
    }
}

/// Reads and codes the project.
fn coded(project: &Path) -> Result<Coded, Failure> {
    let project = config::load(project).map_err(pipeline::Error::Rejected)?;
    let coded = pipeline::code_project(project)?;
    report_faults(&coded.diagnostics, false);
    Ok(coded.value)
}

fn compiled(book: &Book) -> Result<CompiledCodebook, Failure> {
    let compiled = CompiledCodebook::compile(book).map_err(pipeline::Error::Rejected)?;
    Ok(compiled.value)
}

/// The codings that count, wave by wave.
fn codings(coded: &Coded) -> Vec<Codings> {
    let waves = coded.found.iter().zip(&coded.responses);
    waves
        .map(|(found, responses)| {
            let book = &coded.project.codebook;
            coded.decided.apply(found.clone(), responses, book)
        })
        .collect()
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
        .ok_or_else(|| Failure::unknown("code", name, known()))
}
