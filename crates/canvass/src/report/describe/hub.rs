use super::first_that_fits;
use crate::document::{Alternative, DocumentError, Hub};
use crate::report::words;

pub(in crate::report) fn hub(hub: &Hub) -> Result<Alternative, DocumentError> {
    let count = words::number(hub.phrases.len());
    let full = format!(
        "Diagram with \u{201C}{}\u{201D} at its centre, joined to {count} phrases around it: {}.",
        hub.centre,
        words::list(&hub.phrases)
    );
    let alt = first_that_fits(vec![
        full.clone(),
        format!(
            "Diagram with \u{201C}{}\u{201D} at its centre, joined to {count} phrases around it.",
            hub.centre
        ),
        format!("Diagram of a centre joined to {count} phrases around it."),
    ])?;
    let description = format!(
        "A diagram of a centre joined by lines to {count} phrases around it. At the centre stands \u{201C}{}\u{201D}. Clockwise from the top, the phrases are {}. No phrase is linked to another.",
        hub.centre,
        words::list(
            &hub.phrases
                .iter()
                .map(|p| format!("\u{201C}{p}\u{201D}"))
                .collect::<Vec<_>>()
        )
    );
    Ok(Alternative::new(alt, vec![description.into()]))
}
