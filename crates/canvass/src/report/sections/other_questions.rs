use super::themes::question_sentences;
use crate::document::{Block, DocumentError, Section};
use crate::report::context::{Context, section};
use crate::report::figures::question_bars;
use crate::survey::Question;

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
    let mut blocks = Vec::new();
    for question in project.survey.questions.iter().filter(is_other) {
        if let Some(bars) = question_bars(context, question) {
            blocks.push(Block::Paragraph(question_sentences(context, question)));
            if !bars.ranked.shown.is_empty() {
                blocks.push(Block::Figure(bars.figure()?));
            }
        }
    }
    if blocks.is_empty() {
        return Ok(None);
    }
    section("other-questions", "Other things we asked", blocks).map(Some)
}
