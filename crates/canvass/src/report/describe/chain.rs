use super::first_that_fits;
use crate::document::{Alternative, ChainStep, DocumentError, Text};
use crate::report::figures::ThemeSteps;
use crate::report::words;

/// How many outcomes respondents wrote about, for the caption.
pub(in crate::report) fn chain_finding(steps: &ThemeSteps<'_>) -> String {
    let label = &steps.theme.label;
    found(steps).map_or_else(
        || format!("{label}: from what {} does to what it is for.", steps.doer),
        |found| format!("{label}: {found}."),
    )
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
    let wave = steps.wave;
    Some(match (some, wrote.len()) {
        (0, 1) => format!("in {wave}, no respondent wrote about its outcome"),
        (_, 1) => format!("in {wave}, respondents wrote about its outcome"),
        (0, _) => format!("in {wave}, no respondent wrote about any of its outcomes"),
        (some, all) if some == all => {
            format!(
                "in {wave}, respondents wrote about each of its {} outcomes",
                words::number(all)
            )
        }
        (some, all) => format!(
            "in {wave}, respondents wrote about {} of its {} outcomes",
            words::number(some),
            words::number(all)
        ),
    })
}

pub(in crate::report) fn chain(
    steps: &ThemeSteps<'_>,
    drawn: &[ChainStep],
) -> Result<Alternative, DocumentError> {
    let chart = format!(
        "Diagram of {} steps joined by arrows, for the theme \u{201C}{}\u{201D}",
        words::number(drawn.len()),
        steps.theme.label
    );
    let found =
        found(steps).map_or_else(String::new, |found| format!(" {}.", words::capital(&found)));
    let alt = first_that_fits(vec![
        format!("{chart}.{found}"),
        format!("{chart}."),
        format!(
            "Diagram of {} steps joined by arrows.",
            words::number(drawn.len())
        ),
    ])?;
    let labels: Vec<String> = drawn
        .iter()
        .map(|step| format!("\u{201C}{}\u{201D}", step.label))
        .collect();
    let construction = format!(
        "A diagram of {} steps, one below the other. An arrow leads from each step to the next. From top to bottom the steps are {}. What belongs to each is listed with the diagram.",
        words::number(drawn.len()),
        words::list(&labels)
    );
    let numbers: Vec<String> = steps
        .outcomes
        .iter()
        .map(|outcome| format!("\u{201C}{}\u{201D}: {}.", outcome.label, outcome.told()))
        .collect();
    let gaps: Vec<String> = steps
        .outcomes
        .iter()
        .filter(|outcome| outcome.wrote() == Some(0))
        .map(|outcome| format!("\u{201C}{}\u{201D}", outcome.label))
        .collect();
    let gaps = match gaps.as_slice() {
        [] => String::new(),
        gaps => format!(
            "No respondent wrote about {}. That is a gap in what is known, and no sign that nothing came of the work.",
            words::list(gaps)
        ),
    };
    let paragraphs = [construction, numbers.join(" "), gaps];
    let description = paragraphs
        .into_iter()
        .filter(|words| !words.is_empty())
        .map(Text::from);
    Ok(Alternative::new(alt, description.collect()))
}
