//! Layer 7. What may be published in, the impact report as a document out.
//!
//! Each section has a file of its own and reads the [`Release`] only. Sentences come from `words`, figures and
//! tables from `figures`, the words beside a picture from `describe`.

mod actions;
mod context;
mod describe;
mod figures;
mod full_tables;
mod limits;
mod method;
mod other_questions;
mod quality;
mod ranked;
mod requests;
mod respondents;
mod shifts;
mod summary;
mod themes;
mod theory;
mod ways_of_working;
mod words;

use crate::config::Project;
use crate::disclosure::Release;
use crate::document::{Document, DocumentError, FrontMatter, Section};

use context::Context;

/// Builds the impact report of the release's current wave.
///
/// # Errors
/// When the project's own words make a document that would not be accessible, such as two themes of the same name.
pub fn impact_report(project: &Project, release: &Release) -> Result<Document, DocumentError> {
    let context = Context { project, release };
    let sections: [Option<Section>; 13] = [
        Some(summary::summary(&context)?),
        Some(respondents::respondents(&context)?),
        themes::themes(&context)?,
        shifts::shifts(&context)?,
        other_questions::other_questions(&context)?,
        requests::requests(&context)?,
        ways_of_working::ways_of_working(&context)?,
        theory::theory(&context)?,
        actions::actions(&context)?,
        Some(limits::limits(&context)?),
        Some(quality::quality(&context)?),
        Some(method::method(&context)?),
        full_tables::full_tables(&context)?,
    ];
    Document::new(front(&context), sections.into_iter().flatten().collect())
}

fn front(context: &Context<'_>) -> FrontMatter {
    let project = context.project;
    FrontMatter {
        title: project.title.clone(),
        subtitle: Some(format!(
            "What {} respondents told us",
            context.respondents()
        )),
        organisation: project.organisation.clone(),
        language: project.language.clone(),
        description: format!(
            "What {} respondents said in the {} questionnaire of {}, and what the figures can and cannot tell.",
            context.respondents(),
            context.now_label(),
            project.organisation
        ),
        published: project.report.published.map(words::date),
        contact: project.report.contact.clone(),
    }
}
