use super::headline::{headline, headline_paragraph, headline_question, headline_title};
use super::summary::{answered, asked_for, key_figures, who_answered};
use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::figures::{ChangePlot, ThemeSteps};
use crate::report::words;
use crate::stats::thousands;

/// The most requests that are named.
const REQUESTS: usize = 5;
/// The most lines of the chart, where there is no shift between two.
const LINES: usize = 3;

/// The sections of the executive summary, for those who read nothing else.
pub(in crate::report) fn executive(context: &Context<'_>) -> Result<Vec<Section>, DocumentError> {
    let sections = [
        Some(in_short(context)?),
        shift(context)?,
        requests(context)?,
        outcomes(context)?,
        Some(reading(context)?),
    ];
    Ok(sections.into_iter().flatten().collect())
}

fn in_short(context: &Context<'_>) -> Result<Section, DocumentError> {
    let mut blocks = vec![Block::Paragraph(who_answered(context))];
    blocks.extend(key_figures(context));
    section("in-short", "In short", blocks)
}

/// What changed in the headline question, with a chart of the answers that the shift is between.
fn shift(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let (Some(told), Some(before)) = (headline_paragraph(context), context.before_label()) else {
        return Ok(None);
    };
    // The chart has the figures.
    let told = match headline(context) {
        Some(headline) => Text::from(headline_title(context)).strong(headline.claim),
        None => told,
    };
    let mut blocks = vec![Block::Paragraph(told)];
    let plot = headline_question(context).and_then(|q| ChangePlot::of_question(context, q));
    if let Some(mut plot) = plot {
        if let Some(shift) = context
            .release
            .shift
            .as_ref()
            .filter(|_| headline(context).is_some())
        {
            plot.keep(&[&shift.leader_from, &shift.leader_to]);
        } else {
            plot.keep_first(LINES);
        }
        blocks.push(Block::Figure(plot.figure()?));
    }
    section("shift", &format!("What changed since {before}"), blocks).map(Some)
}

fn requests(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let asked = asked_for(context);
    let (Some(writers), false) = (context.writers(), asked.is_empty()) else {
        return Ok(None);
    };
    let items = asked.iter().take(REQUESTS).map(|(line, shown)| {
        Text::from(format!(
            "{}: {}",
            line.label,
            words::respondents(shown.share().count())
        ))
    });
    let mut blocks = vec![
        Block::Paragraph(
            format!(
                "{} respondents wrote in their own words. What they asked for, the highest counts first:",
                thousands(writers)
            )
            .into(),
        ),
        Block::Bullets(items.collect()),
    ];
    blocks.extend(answered(context).map(|words| {
        let more = "The impact report says what they are, and why.";
        Block::Paragraph(format!("{words} {more}").into())
    }));
    section("requests", "What respondents ask for", blocks).map(Some)
}

/// Theme by theme, how many respondents wrote about each outcome.
fn outcomes(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let themes = &context.project.codebook.theory.themes;
    let steps: Vec<ThemeSteps<'_>> = themes
        .iter()
        .map(|theme| ThemeSteps::new(context, theme))
        .filter(|steps| !steps.outcomes.is_empty())
        .collect();
    let items: Vec<Text> = steps
        .iter()
        .map(|steps| {
            Text::new()
                .strong(format!("{}: ", steps.theme.label))
                .words(found(steps))
        })
        .collect();
    if items.is_empty() {
        return Ok(None);
    }
    let intro = format!(
        "The Theory of Change names what the work should lead to. Behind each: how many respondents wrote about it in {}, unasked.",
        context.now_label()
    );
    let blocks = vec![Block::Paragraph(intro.into()), Block::Bullets(items)];
    section("outcomes", "What comes of the work", blocks).map(Some)
}

/// The outcomes of a theme with their counts, and how many have none that may be told.
fn found(steps: &ThemeSteps<'_>) -> String {
    let outcomes = steps.outcomes.iter();
    let mut told: Vec<String> = outcomes
        .filter_map(|outcome| {
            let count = match outcome.wrote()? {
                0 => "nobody, a gap in what is known".to_owned(),
                count => thousands(count),
            };
            Some(format!("{}, {count}", words::short(outcome.label)))
        })
        .collect();
    match steps.outcomes.len() - told.len() {
        0 => {}
        hidden if told.is_empty() && hidden > 1 => {
            told.push("no number can be shown".to_owned());
        }
        1 => told.push("the number of one outcome is not shown".to_owned()),
        hidden => told.push(format!(
            "the numbers of {} others are not shown",
            words::number(hidden)
        )),
    }
    format!("{}.", told.join("; "))
}

fn reading(context: &Context<'_>) -> Result<Section, DocumentError> {
    let project = context.project;
    let small = if project.disclosure.threshold > 1 {
        " Small counts are not shown, so that nobody can be recognised."
    } else {
        ""
    };
    let clear = context.before_label().map_or(
        "",
        |_| " A change is \u{201C}clear\u{201D} when chance alone would hardly produce it.",
    );
    let words = format!(
        "The figures describe those who chose to answer. They do not speak for every member of {}.{clear} What people wrote was sorted by rules.{small} The impact report has every figure, the limits and the method.",
        project.organisation
    );
    let blocks = vec![Block::Caution(words.into())];
    section("reading", "How to read the figures", blocks)
}
