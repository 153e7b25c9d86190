use super::questions::answers_to;
use crate::document::{DocumentError, Section};
use crate::report::context::{Context, section};
use crate::survey::Question;
use crate::wording::say;

/// Questions with options that belong to no theme and do not say who answered.
pub(super) fn other_questions(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let project = context.project;
    let is_other = |question: &&Question| {
        question.kind.has_options()
            && question.theme.is_none()
            && !project.groups.contains(&question.id)
            && project
                .consent
                .as_ref()
                .is_none_or(|consent| consent.question != question.id)
    };
    let blocks = answers_to(context, is_other)?;
    if blocks.is_empty() {
        return Ok(None);
    }
    let heading = say!(context.words, "sections.other-questions.heading");
    section("other-questions", heading, blocks).map(Some)
}
