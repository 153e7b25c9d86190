use super::best_that_fits;
use crate::document::{Alternative, Anchor, ChainStep, DocumentError};
use crate::report::figures::ThemeSteps;
use crate::report::words;
use crate::wording::{capital, say};

/// How many outcomes respondents wrote about, for the caption.
pub(in crate::report) fn chain_finding(steps: &ThemeSteps<'_>) -> String {
    let theme = &steps.theme.label;
    let doer = steps.doer;
    match found(steps) {
        None => say!(steps.words, "describe.chain.caption", theme, doer),
        Some(found) => say!(
            steps.words,
            "describe.chain.caption-with-finding",
            theme,
            found
        ),
    }
}

/// "in 2024, respondents wrote about two of its three outcomes"; `None` where not every number may be told.
fn found(steps: &ThemeSteps<'_>) -> Option<String> {
    let wrote: Option<Vec<u64>> = steps
        .outcomes
        .iter()
        .map(|outcome| outcome.wrote())
        .collect();
    let wrote = wrote.filter(|wrote| !wrote.is_empty())?;
    let some = wrote.iter().filter(|count| **count > 0).count();
    let (all, wave) = (wrote.len(), steps.wave);
    Some(say!(steps.words, "describe.chain.found", wave, some, all))
}

pub(in crate::report) fn chain(
    steps: &ThemeSteps<'_>,
    drawn: &[ChainStep],
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
    let words = steps.words;
    let (count, theme) = (drawn.len(), &steps.theme.label);
    let found = found(steps).map(|found| capital(&found));
    let labels: Vec<String> = drawn
        .iter()
        .map(|step| words.in_quotes(&step.label))
        .collect();
    let (first, last, wave) = (labels.first(), labels.last(), steps.wave);
    let alt = best_that_fits(vec![
        say!(
            words,
            "describe.chain.alt-with-theme",
            count,
            theme,
            found,
            wave,
            first,
            last
        ),
        say!(words, "describe.chain.alt", count, wave, first, last),
    ])?;
    let construction =
        say!(words, "describe.chain.construction", count, labels, table => words::to(table));
    let numbers: Vec<String> = steps
        .outcomes
        .iter()
        .map(|outcome| {
            let (name, told) = (words.in_quotes(outcome.label), outcome.told(words));
            say!(words, "describe.chain.outcome", name, told)
        })
        .collect();
    let unmentioned = steps.outcomes.iter().any(|o| o.wrote() == Some(0));
    let gaps = unmentioned.then(|| say!(words, "describe.chain.gaps"));
    let paragraphs = [construction, numbers.join(" "), gaps.unwrap_or_default()];
    let description = paragraphs
        .iter()
        .filter(|words| !words.is_empty())
        .map(|words| words::text(words));
    Ok(Alternative::new(alt, description.collect()))
}
