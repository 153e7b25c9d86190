use super::lead::told;
use super::summary::is_top_level;
use crate::disclosure::PublishedTable;
use crate::document::{Anchor, Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::figures::{Bars, Item};
use crate::report::phrases::Phrases;
use crate::report::ranked::Ranked;
use crate::report::words;
use crate::survey::{CodeRef, FrameKind};
use crate::tabulate::LineKey;

/// What respondents ask for, in their own words.
pub(super) fn requests(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let mut blocks = Vec::new();
    let who = context
        .writers()
        .map_or_else(|| "few respondents".to_owned(), words::respondents);
    let intro = format!(
        "In their own words, {who} wrote something. This section counts what they asked for. Nobody was given a list to choose from, so a small number does not mean that few want it.",
    );
    for (kind, id, title, item, did) in [
        (
            FrameKind::Need,
            "requests-needs",
            "What respondents asked for",
            Item::REQUESTS,
            "asked for it",
        ),
        (
            FrameKind::Theme,
            "requests-themes",
            "What requests were about, by theme",
            Item::THEMES,
            "asked for something in it",
        ),
        (
            FrameKind::Value,
            "requests-values",
            "Which values requests touched on",
            Item::VALUES,
            "touched on it in a request",
        ),
    ] {
        let Some((frame, released)) = context.frame(kind) else {
            continue;
        };
        let table = &released.requests;
        let ranked = Ranked::codes(table.lines().iter().filter(|line| is_top_level(&line.key)));
        let bars = Bars {
            id: id.to_owned(),
            title: title.to_owned(),
            phrases: Phrases::own_words(item, did),
            wave: context.now_label(),
            table,
            ranked,
        };
        let full = Anchor::slug("table-frame", frame.id.as_str());
        blocks.extend(told(&bars, full)?);
    }
    blocks.extend(opposing_views(context));
    if blocks.is_empty() {
        return Ok(None);
    }
    blocks.insert(0, Block::Paragraph(intro.into()));
    section("requests", "What respondents ask for", blocks).map(Some)
}

/// Views that pull in different directions, side by side and not averaged.
fn opposing_views(context: &Context<'_>) -> Vec<Block> {
    let Some((frame, released)) = context.frame(FrameKind::Need) else {
        return Vec::new();
    };
    let mut items = Vec::new();
    for group in &frame.groups {
        let told: Vec<String> = group
            .codes
            .iter()
            .filter_map(|id| {
                let code = frame.codes.iter().find(|code| &code.id == id)?;
                let key = LineKey::Code(CodeRef {
                    frame: frame.id.clone(),
                    code: id.clone(),
                });
                Some(format!("{}: {}", code.label, count_of(&released.all, &key)))
            })
            .collect();
        if told.len() > 1 {
            items.push(
                Text::new()
                    .strong(format!("{} ", group.label))
                    .words(format!("{}.", told.join("; "))),
            );
        }
    }
    if items.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Paragraph(
            "Some wishes pull in different directions. They stand side by side here and are not averaged.".into(),
        ),
        Block::Bullets(items),
    ]
}

fn count_of(table: &PublishedTable, key: &LineKey) -> String {
    match table.line(key).and_then(|line| line.cell.shown()) {
        Some(shown) => words::respondents(shown.share().count()),
        None => "number not shown".to_owned(),
    }
}
