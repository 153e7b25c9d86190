use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::words;
use crate::wording::say;

/// How the figures were made, with the sources of the methods.
pub(super) fn method(context: &Context<'_>) -> Result<Section, DocumentError> {
    let words = context.words;
    let (codebook, version) = &context.release.codebook;
    let codebook = words.in_quotes(codebook);
    let items: Vec<Text> = [
        say!(words, "sections.method.base"),
        say!(words, "sections.method.rounding"),
        say!(words, "sections.method.intervals"),
        say!(words, "sections.method.clear-changes"),
        say!(words, "sections.method.same-people"),
        say!(words, "sections.method.places"),
        say!(words, "sections.method.groups"),
        say!(words, "sections.method.own-words", codebook, version),
        say!(words, "sections.method.quotations"),
        say!(words, "sections.method.small-numbers"),
    ]
    .iter()
    .map(|said| words::text(said))
    .collect();
    section(
        "method",
        say!(words, "sections.method.heading"),
        vec![Block::Bullets(items)],
    )
}
