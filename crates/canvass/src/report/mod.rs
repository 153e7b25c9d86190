//! Layer 7. What may be published in, the impact report as a document out.
//!
//! Each section has a file of its own in `sections`, and reads the [`Release`] only. Figures and their tables are
//! made in `figures`, the words beside a picture in `describe`, phrases that several need in `words`, and those that
//! differ with what is counted in `phrases`. What must not be published is found in `proof`, when all is written.

mod assumption;
mod chosen;
mod commentary;
mod context;
mod describe;
mod figures;
mod phrases;
mod proof;
mod ranked;
mod sections;
mod words;

use crate::config::Project;
use crate::diagnostics::Diagnostics;
use crate::disclosure::Release;
use crate::document::{Document, DocumentError, FrontMatter};

pub use sections::Headline;

use context::Context;

/// Stands before everything else until the report is released.
const DRAFT: &str = "Draft, not for publication. ";

/// Builds the impact report of the release's current wave.
///
/// # Errors
/// When the project's own words make a document that would not be accessible, such as two themes of the same name.
pub fn impact_report(project: &Project, release: &Release) -> Result<Document, DocumentError> {
    let context = Context { project, release };
    let mut sections = chosen::chosen(project, sections::all(&context)?);
    assumption::add(project, &mut sections);
    commentary::add(project, &mut sections);
    Document::new(front(&context), sections)
}

/// What is wrong with the documents that [`impact_report`] and [`executive_summary`] made of the release: comments on
/// nothing that the report has, numbers that no table bears out, figures that a table holds back and the words beside
/// it tell, values that were never filled in, and a colour that cannot be read.
///
/// # Errors
/// Those of [`impact_report`].
pub fn faults(
    project: &Project,
    release: &Release,
    report: &Document,
    summary: &Document,
) -> Result<Diagnostics, DocumentError> {
    let mut faults = commentary::faults(project, report);
    let context = Context { project, release };
    let documents = [("report", report), ("executive-summary", summary)];
    faults.extend(match &project.report.sections {
        None => proof::faults(&context, &documents, &[report, summary]),
        // What is told may rest on a table that is left out.
        Some(_) => {
            let all = Document::new(front(&context), sections::all(&context)?)?;
            proof::faults(&context, &documents, &[&all, summary])
        }
    });
    Ok(faults)
}

/// Builds the executive summary of the release's current wave: a short document of its own.
///
/// # Errors
/// When the project's own words make a document that would not be accessible.
pub fn executive_summary(project: &Project, release: &Release) -> Result<Document, DocumentError> {
    let context = Context { project, release };
    let front = FrontMatter {
        title: format!("Executive summary: {}", project.title),
        short: true,
        ..front(&context)
    };
    let mut sections = sections::executive(&context)?;
    assumption::add(project, &mut sections);
    Document::new(front, sections)
}

/// What the report says of a shift in the headline question; `None` when there is none, or it may not be told.
pub fn headline(project: &Project, release: &Release) -> Option<Headline> {
    sections::headline(&Context { project, release })
}

fn front(context: &Context<'_>) -> FrontMatter {
    let project = context.project;
    FrontMatter {
        title: project.title.clone(),
        subtitle: Some(format!(
            "{}What {} told us",
            if context.release.is_draft { DRAFT } else { "" },
            words::respondents(context.responses())
        )),
        organisation: project.organisation.clone(),
        language: project.language.clone(),
        description: format!(
            "What {} said in the {} questionnaire of {}, and what the figures can and cannot tell.",
            words::respondents(context.responses()),
            context.now_label(),
            project.organisation
        ),
        short: false,
        published: project.report.published.map(words::date),
        period: context
            .wave()
            .and_then(|wave| wave.opened.zip(wave.closed))
            .map(|(opened, closed)| format!("{} to {}", words::date(opened), words::date(closed))),
        contact: project.report.contact.clone(),
        colour: project.report.colour,
        logo: project.report.logo.clone(),
    }
}
