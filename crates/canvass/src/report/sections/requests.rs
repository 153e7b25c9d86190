use super::lead::told;
use super::summary::is_top_level;
use crate::disclosure::PublishedTable;
use crate::document::{Anchor, Block, DocumentError, Section};
use crate::report::context::{Context, section};
use crate::report::figures::Bars;
use crate::report::phrases::Phrases;
use crate::report::ranked::Ranked;
use crate::report::words::{self, Words};
use crate::survey::{CodeRef, FrameKind};
use crate::tabulate::LineKey;
use crate::wording::say;

/// What respondents ask for, in their own words.
pub(super) fn requests(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    if !context.asked_own_words() {
        return Ok(None);
    }
    let mut blocks = Vec::new();
    let words = context.words;
    let intro = say!(words, "sections.requests.intro", writers => context.writers());
    for (kind, id, title, item, did) in [
        (
            FrameKind::Need,
            "requests-needs",
            say!(words, "sections.requests.needs"),
            "request",
            "asked-for",
        ),
        (
            FrameKind::Theme,
            "requests-themes",
            say!(words, "sections.requests.themes"),
            "theme",
            "asked-for-something",
        ),
        (
            FrameKind::Value,
            "requests-values",
            say!(words, "sections.requests.values"),
            "value",
            "touched-on",
        ),
    ] {
        let Some((frame, released)) = context.frame(kind) else {
            continue;
        };
        let table = &released.requests;
        let ranked = Ranked::codes(table.lines().iter().filter(|line| is_top_level(&line.key)));
        let bars = Bars {
            words,
            id: id.to_owned(),
            title,
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
    let heading = say!(words, "sections.requests.heading");
    section("requests", heading, blocks).map(Some)
}

/// Views that pull in different directions, side by side and not averaged.
fn opposing_views(context: &Context<'_>) -> Vec<Block> {
    let Some((frame, released)) = context.frame(FrameKind::Need) else {
        return Vec::new();
    };
    let words = context.words;
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
                let (name, count) = (&code.label, count_of(words, &released.all, &key));
                Some(say!(words, "sections.requests.view", name, count))
            })
            .collect();
        if told.len() > 1 {
            let title = &group.label;
            items.push(words::text(&say!(
                words,
                "sections.requests.views",
                title,
                told
            )));
        }
    }
    if items.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Paragraph(say!(words, "sections.requests.opposing-views").into()),
        Block::Bullets(items),
    ]
}

fn count_of(words: Words<'_>, table: &PublishedTable, key: &LineKey) -> String {
    match table.line(key).and_then(|line| line.cell.shown()) {
        Some(shown) => words.respondents(shown.share().count()),
        None => say!(words, "sections.requests.not-shown"),
    }
}
