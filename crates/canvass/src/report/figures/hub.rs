use crate::document::{Anchor, DocumentError, Figure, Hub};
use crate::report::describe;
use crate::report::words::Words;
use crate::survey::CodeGroup;
use crate::wording::say;

/// A hub-and-spoke diagram of a group of codes.
pub(in crate::report) fn hub_figure(
    words: Words<'_>,
    wave: &str,
    group: &CodeGroup,
    phrases: Vec<String>,
) -> Result<Figure, DocumentError> {
    let hub = Hub {
        centre: group.label.clone(),
        phrases,
    };
    let alternative = describe::hub(words, wave, &hub)?;
    let (centre, count) = (&group.label, hub.phrases.len());
    let caption = say!(words, "figures.hub.caption", centre, count);
    Figure::diagram(
        Anchor::slug("figure", &group.label),
        caption,
        alternative,
        hub,
    )
}
