use super::themes::sentence;
use crate::document::{Anchor, Block, DocumentError, Section, Text};
use crate::report::context::Context;
use crate::survey::Answered;

/// What was heard, what will be done, what cannot be done and why.
pub(super) fn actions(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let (mut will, mut cannot) = (Vec::new(), Vec::new());
    for action in &context.project.actions {
        let heard = Text::new()
            .strong("We heard: ")
            .words(format!("{} ", sentence(&action.heard)));
        match &action.answer {
            Answered::WillDo(what) => will.push(heard.strong("We will: ").words(sentence(what))),
            Answered::CannotDo { what, why } => {
                cannot.push(
                    heard
                        .strong("We cannot: ")
                        .words(format!("{} ", sentence(what)))
                        .strong("Why: ")
                        .words(sentence(why)),
                );
            }
        }
    }
    let part =
        |anchor: &str, heading: &str, items: Vec<Text>| -> Result<Option<Section>, DocumentError> {
            if items.is_empty() {
                return Ok(None);
            }
            Ok(Some(Section {
                anchor: Anchor::new(anchor)?,
                heading: heading.to_owned(),
                blocks: vec![Block::Bullets(items)],
                sections: Vec::new(),
            }))
        };
    let sections: Vec<Section> = [
        part("actions-will", "What we will do", will)?,
        part("actions-cannot", "What we cannot do, and why", cannot)?,
    ]
    .into_iter()
    .flatten()
    .collect();
    Ok((!sections.is_empty()).then_some(Section {
        anchor: Anchor::new("actions")?,
        heading: "What we heard, and what comes of it".to_owned(),
        blocks: vec![Block::Paragraph(
            format!(
                "How {} answers what it heard, in its own words.",
                context.project.report.organisation_short
            )
            .into(),
        )],
        sections,
    }))
}
