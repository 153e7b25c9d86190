use super::best_that_fits;
use crate::document::{Alternative, DocumentError, Hub};
use crate::report::words::Words;
use crate::wording::say;

pub(in crate::report) fn hub(
    words: Words<'_>,
    wave: &str,
    hub: &Hub,
) -> Result<Alternative, DocumentError> {
    let (count, centre) = (hub.phrases.len(), words.in_quotes(&hub.centre));
    let phrases = hub.phrases.clone();
    let alt = best_that_fits(vec![
        say!(words, "describe.hub.alt-with-phrases", wave, centre => &centre, count, phrases),
        say!(words, "describe.hub.alt-with-centre", wave, centre => &centre, count),
        say!(words, "describe.hub.alt", wave, count),
    ])?;
    let phrases = hub.phrases.iter().map(|phrase| words.in_quotes(phrase));
    let phrases: Vec<String> = phrases.collect();
    let description = say!(
        words,
        "describe.hub.construction",
        wave,
        centre,
        count,
        phrases
    );
    Ok(Alternative::new(alt, vec![description.into()]))
}
