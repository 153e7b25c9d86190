use crate::document::{Anchor, Block, DocumentError, Section, Text};
use crate::report::context::Context;
use crate::report::words;
use crate::survey::Answered;
use crate::wording::say;

/// What was heard, what will be done, what cannot be done and why.
pub(super) fn actions(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let words = context.words;
    let (mut will, mut cannot) = (Vec::new(), Vec::new());
    for action in &context.project.actions {
        let heard = words.standing(&action.heard);
        match &action.answer {
            Answered::WillDo(what) => {
                let what = words.standing(what);
                let said = say!(words, "sections.actions.will-do", heard, what);
                will.push(words::text(&said));
            }
            Answered::CannotDo { what, why } => {
                let (what, why) = (words.standing(what), words.standing(why));
                let said = say!(words, "sections.actions.cannot-do", heard, what, why);
                cannot.push(words::text(&said));
            }
        }
    }
    let part = |anchor: &str,
                heading: String,
                items: Vec<Text>|
     -> Result<Option<Section>, DocumentError> {
        if items.is_empty() {
            return Ok(None);
        }
        Ok(Some(Section {
            anchor: Anchor::new(anchor)?,
            heading,
            blocks: vec![Block::Bullets(items)],
            sections: Vec::new(),
        }))
    };
    let sections: Vec<Section> = [
        part("actions-will", say!(words, "sections.actions.will"), will)?,
        part(
            "actions-cannot",
            say!(words, "sections.actions.cannot"),
            cannot,
        )?,
    ]
    .into_iter()
    .flatten()
    .collect();
    Ok((!sections.is_empty()).then_some(Section {
        anchor: Anchor::new("actions")?,
        heading: say!(words, "sections.actions.heading"),
        blocks: vec![Block::Paragraph(
            say!(
                words,
                "sections.actions.intro",
                organisation => &context.project.report.organisation_short,
            )
            .into(),
        )],
        sections,
    }))
}
