use super::first_that_fits;
use crate::document::{Alternative, DocumentError, Hub};
use crate::report::words::Words;
use crate::wording::say;

pub(in crate::report) fn hub(words: Words<'_>, hub: &Hub) -> Result<Alternative, DocumentError> {
    let (count, centre) = (hub.phrases.len(), words.in_quotes(&hub.centre));
    let phrases = hub.phrases.clone();
    let alt = first_that_fits(vec![
        say!(words, "describe.hub.alt-with-phrases", centre => &centre, count, phrases),
        say!(words, "describe.hub.alt-with-centre", centre => &centre, count),
        say!(words, "describe.hub.alt", count),
    ])?;
    let phrases = hub.phrases.iter().map(|phrase| words.in_quotes(phrase));
    let phrases: Vec<String> = phrases.collect();
    let description = say!(words, "describe.hub.construction", centre, count, phrases);
    Ok(Alternative::new(alt, vec![description.into()]))
}
