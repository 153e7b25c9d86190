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
//! [`publish`] renders that document and writes its files with a [`Manifest`] of what they were made from; [`verify`]
//! looks later whether they are still what comes of it. [`impact_report`] renders without writing. A report is marked as
//! a draft until it is released: see [`Release::is_draft`].

mod agreement;
mod coded;
mod draft;
mod error;
mod formats;
mod guide;
mod inputs;
#[cfg(all(test, feature = "spreadsheets"))]
#[allow(clippy::unwrap_used, reason = "tests")]
mod language_tests;
mod learnt;
mod ledger;
mod manifest;
mod output;
mod placed;
mod proofread;
mod publish;
mod report;
mod review;
mod verify;

use std::path::Path;

pub use agreement::{JudgedFile, judge_file};
pub use coded::{Coded, code_project};
pub use draft::{Drafted, draft};
pub use error::Error;
pub use formats::{Pictures, ReportFiles, ReportFormat};
pub use guide::{Guidance, asked, guide, judge_record};
pub use learnt::{Learnt, LearntCode, learnt};
pub use ledger::withdraw;
pub use manifest::{MANIFEST_FILE, Manifest};
pub use output::{OutputFile, write_all, write_new};
pub use proofread::proofread;
pub use publish::{publish, spare};
pub use report::{impact_document, impact_report, impact_report_as, summary_document};
pub use review::{ReviewImport, import_review};
pub use verify::{Cause, FileState, Remade, Verification, strays, verify};

use coded::{Counted, count_project};
use inputs::Inputs;
use ledger::read_ledger;

use crate::config::{self, Project};
use crate::diagnostics::Warned;
use crate::disclosure::{self, Release};
use crate::tabulate::CodedWave;

/// A project, read, coded, counted and cleared.
#[derive(Debug)]
pub struct Analysis {
    /// The project.
    pub project: Project,
    /// Its waves up to the current one, in order of time. These are people's answers: not for publication. Their own
    /// words are let go once they are coded, but for those of the current wave in a project that quotes.
    pub waves: Vec<CodedWave>,
    /// What may be published of them.
    pub release: Release,
    inputs: Inputs,
    /// Whether it corrects what a released report told.
    corrects: bool,
}

/// Reads the project in `folder`, codes and counts its waves, and clears the results for publication. What people
/// decided about answers counts over what rules found.
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
    clear_project(project, None)
}

/// The same for a report that corrects figures which an earlier one told, for the reason given.
///
/// # Errors
/// [`Error::Rejected`] with every fault of the project's files, when one of them keeps the analysis from going on.
pub fn analyse_correction(project: Warned<Project>, why: &str) -> Result<Warned<Analysis>, Error> {
    clear_project(project, Some(why))
}

fn clear_project(
    project: Warned<Project>,
    correction: Option<&str>,
) -> Result<Warned<Analysis>, Error> {
    let mut ledger_read = None;
    let ledger = read_ledger(&project.value.folder, &mut ledger_read);
    let counted = count_project(project);
    let (ledger, counted) = match (ledger, counted) {
        (Ok(ledger), counted) => (ledger, counted?),
        (Err(mut faults), Err(Error::Rejected(others))) => {
            faults.extend(others);
            return Err(Error::Rejected(faults));
        }
        (Err(faults), _) => return Err(Error::Rejected(faults)),
    };
    let Warned {
        value:
            Counted {
                project,
                waves,
                decided,
                mut inputs,
            },
        mut diagnostics,
    } = counted;
    inputs.ledger = ledger_read;
    let release = match correction {
        None => disclosure::release(&project, &waves, &decided, &ledger)?,
        Some(why) => disclosure::correction(&project, &waves, &decided, &ledger, why)?,
    };
    diagnostics.extend(release.diagnostics);
    Ok(Warned {
        value: Analysis {
            project,
            waves,
            release: release.value,
            inputs,
            corrects: correction.is_some(),
        },
        diagnostics,
    })
}
