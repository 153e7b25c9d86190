use super::lead::told;
use crate::document::{Anchor, Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::figures::{Bars, Item, hub_figure};
use crate::report::phrases::Phrases;
use crate::report::ranked::Ranked;
use crate::survey::{CodeFrame, FrameKind};

/// Approaches, as diagrams and as far as respondents wrote of them, and values.
pub(super) fn ways_of_working(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
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
            blocks.push(Block::Figure(hub_figure(group, labels)?));
        }
        blocks.extend(code_bars(
            context,
            FrameKind::Approach,
            "approaches",
            Item::APPROACHES,
        )?);
    }
    blocks.extend(code_bars(
        context,
        FrameKind::Value,
        "values",
        Item::VALUES,
    )?);
    if let Some((frame, _)) = context.frame(FrameKind::Value) {
        blocks.extend(definitions(frame));
    }
    if blocks.is_empty() {
        return Ok(None);
    }
    let intro = format!(
        "{} works by certain approaches and asks to be judged by certain values. The figures count all who wrote about each, whether in praise, in a request or in a criticism.",
        context.project.organisation
    );
    blocks.insert(0, Block::Paragraph(intro.into()));
    section("ways-of-working", "Approaches and values", blocks).map(Some)
}

fn code_bars(
    context: &Context<'_>,
    kind: FrameKind,
    id: &str,
    item: Item,
) -> Result<Vec<Block>, DocumentError> {
    let Some((frame, released)) = context.frame(kind) else {
        return Ok(Vec::new());
    };
    let bars = Bars {
        id: id.to_owned(),
        title: format!("{}, in respondents' own words", frame.label),
        phrases: Phrases::own_words(item, "wrote about it"),
        wave: context.now_label(),
        table: &released.all,
        ranked: Ranked::codes(released.all.lines().iter()),
    };
    let full = Anchor::slug("table-frame", frame.id.as_str());
    told(&bars, full)
}

/// What each code of the frame covers.
fn definitions(frame: &CodeFrame) -> Vec<Block> {
    let items: Vec<Text> = frame
        .codes
        .iter()
        .filter(|code| !code.definition.is_empty())
        .map(|code| {
            Text::new()
                .strong(format!("{}: ", code.label))
                .words(super::themes::sentence(&code.definition))
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Paragraph("What each of these covers:".into()),
        Block::Bullets(items),
    ]
}
