use super::Error;
use super::inputs::Inputs;
use crate::coding::decisions::{Decided, RECORD_FILE, Record, RecordFile};
use crate::coding::{Codings, CompiledCodebook, check_examples};
use crate::config::Project;
use crate::diagnostics::{Diagnostics, Warned};
use crate::ingest;
use crate::survey::Responses;
use crate::tabulate::CodedWave;

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
    let read = read_project(project, |_, responses| responses)?;
    let mut diagnostics = read.diagnostics;
    let ReadProject {
        project,
        codebook,
        record,
        waves: responses,
        ..
    } = read.value;
    let all: Vec<&Responses> = responses.iter().collect();
    let decided = Decided::fold(&record, &project.codebook, &all);
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

/// A project whose answers are counted: who has which code, and no words but those that may be quoted.
pub(super) struct Counted {
    pub(super) project: Project,
    /// Its waves up to the current one, in order of time.
    pub(super) waves: Vec<CodedWave>,
    /// What holds of people's decisions.
    pub(super) decided: Decided,
    pub(super) inputs: Inputs,
}

/// Reads the exports and the record of decisions of a project, and codes every wave up to the current one for counting.
/// A wave is read, coded and rid of its answers' words before the next is read, so that no two of them lie in memory
/// with all that was written.
///
/// # Errors
/// As for [`code_project`].
pub(super) fn count_project(project: Warned<Project>) -> Result<Warned<Counted>, Error> {
    let read = read_project(project, |step, mut responses| {
        let Step {
            project,
            codebook,
            record,
        } = step;
        let decided = Decided::fold(record, &project.codebook, &[&responses]);
        let codings = codebook.code_respondents(&project.survey, &responses, &decided);
        let is_quoted = project.consent.is_some() && *responses.wave() == project.current;
        if !is_quoted {
            for question in &project.survey.questions {
                responses.forget_verbatims(&question.id);
            }
        }
        (CodedWave { responses, codings }, decided)
    })?;
    let mut diagnostics = read.diagnostics;
    let ReadProject {
        project,
        record,
        waves,
        inputs,
        ..
    } = read.value;
    let (waves, decided): (Vec<_>, Vec<_>) = waves.into_iter().unzip();
    let decided = Decided::joined(decided);
    diagnostics.extend(decided.faults(RECORD_FILE, &project.survey, &record));
    Ok(Warned {
        value: Counted {
            project,
            waves,
            decided,
            inputs,
        },
        diagnostics,
    })
}

/// A project, its rules and its record, with what was made of each wave up to the current one.
struct ReadProject<T> {
    project: Project,
    codebook: CompiledCodebook,
    record: Record,
    waves: Vec<T>,
    inputs: Inputs,
}

/// What there is to code a wave with.
struct Step<'a> {
    project: &'a Project,
    codebook: &'a CompiledCodebook,
    record: &'a Record,
}

/// Reads everything; each wave is handed on as soon as it is read.
fn read_project<T>(
    project: Warned<Project>,
    mut each: impl FnMut(Step<'_>, Responses) -> T,
) -> Result<Warned<ReadProject<T>>, Error> {
    let Warned {
        value: project,
        mut diagnostics,
    } = project;
    let codebook = CompiledCodebook::compile(&project.codebook);
    let mut inputs = Inputs::default();
    inputs.note(&project, RECORD_FILE);
    let record = RecordFile::look(&project.folder);
    let waves = read_exports(&project, &mut inputs, |responses| {
        let (codebook, record) = (codebook.as_ref().ok()?, record.as_ref().ok()?);
        let step = Step {
            project: &project,
            codebook: &codebook.value,
            record: &record.value,
        };
        Some(each(step, responses))
    });
    let (codebook, waves) = match (codebook, waves) {
        (Ok(codebook), Ok(waves)) => (codebook, waves),
        (codebook, waves) => {
            diagnostics.extend(faults(codebook));
            diagnostics.extend(faults(waves));
            return Err(Error::Rejected(diagnostics));
        }
    };
    diagnostics.extend(codebook.diagnostics);
    diagnostics.extend(check_examples(&codebook.value));
    diagnostics.extend(waves.diagnostics);
    let record = record?;
    diagnostics.extend(record.diagnostics);
    Ok(Warned {
        value: ReadProject {
            codebook: codebook.value,
            record: record.value,
            // All of them, as nothing was rejected.
            waves: waves.value.into_iter().flatten().collect(),
            inputs,
            project,
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

/// Reads the exports of every wave up to the current one, and makes something of each; all faults of all exports at
/// once.
fn read_exports<T>(
    project: &Project,
    inputs: &mut Inputs,
    mut each: impl FnMut(Responses) -> T,
) -> Result<Warned<Vec<T>>, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let mut all = Vec::new();
    for wave in &project.survey.waves {
        let path = project.folder.join(&wave.export);
        inputs.note(project, &wave.export);
        match ingest::read_file(&project.survey, wave, &wave.export, &path) {
            Ok(read) => {
                diagnostics.extend(read.diagnostics);
                all.push(each(read.value));
            }
            Err(faults) => diagnostics.extend(faults),
        }
        if wave.id == project.current {
            break;
        }
    }
    diagnostics.into_checked(all)
}
