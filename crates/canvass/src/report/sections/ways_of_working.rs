use super::lead::told;
use crate::document::{Anchor, Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::figures::{Bars, hub_figure};
use crate::report::phrases::Phrases;
use crate::report::ranked::Ranked;
use crate::report::words::{self, Words};
use crate::survey::{CodeFrame, FrameKind};
use crate::wording::say;

/// Approaches, as diagrams and as far as respondents wrote of them, and values.
pub(super) fn ways_of_working(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let words = context.words;
    let mut blocks = Vec::new();
    if let Some((frame, _)) = context.frame(FrameKind::Approach) {
        for group in &frame.groups {
            let labels: Vec<String> = group
                .codes
                .iter()
                .filter_map(|id| frame.codes.iter().find(|c| &c.id == id))
                .map(|c| c.label.clone())
                .collect();
            if labels.is_empty() {
                continue;
            }
            blocks.push(Block::Figure(hub_figure(
                words,
                context.now_label(),
                group,
                labels,
            )?));
        }
        blocks.extend(code_bars(
            context,
            FrameKind::Approach,
            "approaches",
            "approach",
        )?);
    }
    blocks.extend(code_bars(context, FrameKind::Value, "values", "value")?);
    if let Some((frame, _)) = context.frame(FrameKind::Value) {
        blocks.extend(definitions(words, frame));
    }
    if blocks.is_empty() {
        return Ok(None);
    }
    let organisation = &context.project.organisation;
    let intro = say!(words, "sections.ways.intro", organisation);
    blocks.insert(0, Block::Paragraph(intro.into()));
    let heading = say!(words, "sections.ways.heading");
    section("ways-of-working", heading, blocks).map(Some)
}

fn code_bars(
    context: &Context<'_>,
    kind: FrameKind,
    id: &str,
    item: &'static str,
) -> Result<Vec<Block>, DocumentError> {
    let Some((frame, released)) = context.frame(kind) else {
        return Ok(Vec::new());
    };
    let bars = Bars {
        words: context.words,
        id: id.to_owned(),
        title: say!(context.words, "sections.ways.own-words", title => &frame.label),
        phrases: Phrases::own_words(item, "wrote"),
        wave: context.now_label(),
        table: &released.all,
        ranked: Ranked::codes(released.all.lines().iter()),
    };
    let full = Anchor::slug("table-frame", frame.id.as_str());
    told(&bars, full)
}

/// What each code of the frame covers.
fn definitions(words: Words<'_>, frame: &CodeFrame) -> Vec<Block> {
    let items: Vec<Text> = frame
        .codes
        .iter()
        .filter(|code| !code.definition.is_empty())
        .map(|code| {
            let (name, covers) = (&code.label, words.standing(&code.definition));
            words::text(&say!(words, "sections.ways.definition", name, covers))
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Paragraph(say!(words, "sections.ways.definitions").into()),
        Block::Bullets(items),
    ]
}
