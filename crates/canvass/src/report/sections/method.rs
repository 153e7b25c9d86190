use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::words;
use crate::wording::say;

/// How the figures were made, with the sources of the methods.
pub(super) fn method(context: &Context<'_>) -> Result<Section, DocumentError> {
    let words = context.words;
    let (codebook, version) = &context.release.codebook;
    let codebook = words.in_quotes(codebook);
    // Of a single wave nothing can have changed, and no method of finding out was used.
    let compared = context.before_label().is_some();
    let mut said = vec![
        say!(words, "sections.method.base"),
        say!(words, "sections.method.rounding", compared),
        say!(words, "sections.method.intervals", compared),
    ];
    if compared {
        said.push(say!(words, "sections.method.clear-changes"));
        said.push(say!(words, "sections.method.same-people"));
    }
    said.extend([
        say!(words, "sections.method.places"),
        say!(words, "sections.method.groups"),
        say!(words, "sections.method.own-words", codebook, version),
        say!(words, "sections.method.quotations"),
        say!(words, "sections.method.small-numbers"),
    ]);
    let items: Vec<Text> = said.iter().map(|said| words::text(said)).collect();
    section(
        "method",
        say!(words, "sections.method.heading"),
        vec![Block::Bullets(items)],
    )
}
