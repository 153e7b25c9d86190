use crate::document::{Anchor, DocumentError, Figure, Hub};
use crate::report::describe;
use crate::report::words;
use crate::survey::CodeGroup;

/// A hub-and-spoke diagram of a group of codes.
pub(in crate::report) fn hub_figure(
    group: &CodeGroup,
    phrases: Vec<String>,
) -> Result<Figure, DocumentError> {
    let hub = Hub {
        centre: group.label.clone(),
        phrases,
    };
    let alternative = describe::hub(&hub)?;
    let caption = format!(
        "{} is made up of {} parts.",
        group.label,
        words::number(hub.phrases.len())
    );
    Figure::diagram(
        Anchor::slug("figure", &group.label),
        caption,
        alternative,
        hub,
    )
}
