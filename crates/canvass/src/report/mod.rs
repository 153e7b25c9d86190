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

use std::sync::Arc;

use crate::config::Project;
use crate::diagnostics::Diagnostics;
use crate::disclosure::Release;
use crate::document::{Document, DocumentError, FrontMatter};
use crate::wording::say;

pub use assumption::assumption;
pub use sections::Headline;

use context::Context;

/// Builds the impact report of the release's current wave.
///
/// # Errors
/// When the project's own words make a document that would not be accessible, such as two themes of the same name.
pub fn impact_report(project: &Project, release: &Release) -> Result<Document, DocumentError> {
    let context = Context::new(project, release);
    let mut sections = chosen::chosen(project, sections::all(&context)?);
    assumption::add(&context, &mut sections);
    commentary::add(&context, &mut sections);
    Document::new(front(&context), sections)
}

/// What is wrong with the documents that [`impact_report`] and [`executive_summary`] made of the release: comments on
/// nothing that the report has, messages of the project's wording that cannot be filled in, numbers that no table bears out, figures that a table holds back and the words beside
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
    faults.extend(project.wording.faults());
    let context = Context::new(project, release);
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
    let context = Context::new(project, release);
    let front = FrontMatter {
        title: say!(context.words, "sections.executive.title", title => &project.title),
        short: true,
        ..front(&context)
    };
    Document::new(front, sections::executive(&context)?)
}

/// What the report says of a shift in the headline question; `None` when there is none, or it may not be told.
pub fn headline(project: &Project, release: &Release) -> Option<Headline> {
    sections::headline(&Context::new(project, release))
}

fn front(context: &Context<'_>) -> FrontMatter {
    let (project, words) = (context.project, context.words);
    let responses = context.responses();
    let (organisation, wave) = (&project.organisation, context.now_label());
    let period = context.wave().and_then(|w| w.opened.zip(w.closed));
    FrontMatter {
        title: project.title.clone(),
        subtitle: Some(say!(
            words,
            "sections.front.subtitle",
            draft => context.release.is_draft,
            responses,
        )),
        organisation: project.organisation.clone(),
        language: project.language.clone(),
        wording: Arc::clone(&project.wording),
        description: say!(
            words,
            "sections.front.description",
            responses,
            wave,
            organisation
        ),
        short: false,
        published: project.report.published.map(|day| words.date(day)),
        period: period.map(|(opened, closed)| {
            let (from, to) = (words.date(opened), words.date(closed));
            say!(words, "sections.front.period", from, to)
        }),
        contact: project.report.contact.clone(),
        colour: project.report.colour,
        logo: project.report.logo.clone(),
    }
}
