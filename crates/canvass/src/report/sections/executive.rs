use super::headline::{headline, headline_paragraph, headline_question, titled_claim};
use super::summary::{answered, asked_for, key_figures, who_answered};
use crate::document::{Block, DocumentError, Section, Text};
use crate::report::assumption;
use crate::report::context::{Context, section};
use crate::report::figures::{ChangePlot, ThemeSteps};
use crate::report::words;
use crate::wording::say;

/// So many requests are named.
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
    ];
    let mut sections: Vec<Section> = sections.into_iter().flatten().collect();
    bear_in_mind(context, &mut sections);
    Ok(sections)
}

/// Says once what the figures stand for: before the chart, whose intervals take something for granted, or else below what
/// comes first.
fn bear_in_mind(context: &Context<'_>, sections: &mut [Section]) {
    let is_figure = |block: &Block| matches!(block, Block::Figure(_));
    let chart = sections.iter().enumerate().find_map(|(at, section)| {
        let block = section.blocks.iter().position(is_figure)?;
        Some((at, block))
    });
    let caution = Block::Caution(reading(context, chart.is_some()));
    match (chart, sections) {
        (Some((at, block)), sections) => {
            if let Some(section) = sections.get_mut(at) {
                section.blocks.insert(block, caution);
            }
        }
        (None, [first, ..]) => first.blocks.push(caution),
        (None, []) => {}
    }
}

fn in_short(context: &Context<'_>) -> Result<Section, DocumentError> {
    let mut blocks = vec![Block::Paragraph(who_answered(context))];
    blocks.extend(key_figures(context));
    section(
        "in-short",
        say!(context.words, "sections.in-short.heading"),
        blocks,
    )
}

/// What changed in the headline question, with a chart of the answers that the shift is between.
fn shift(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let (Some(told), Some(before)) = (headline_paragraph(context), context.before_label()) else {
        return Ok(None);
    };
    // The chart has the figures.
    let told = match headline(context) {
        Some(headline) => titled_claim(context, &headline),
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
    let heading = say!(context.words, "sections.changes.heading", before);
    section("shift", heading, blocks).map(Some)
}

fn requests(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let asked = asked_for(context, REQUESTS);
    let (Some(writers), false) = (context.writers(), asked.is_empty()) else {
        return Ok(None);
    };
    let words = context.words;
    let items = asked.iter().map(|(line, shown)| {
        let (name, count) = (&line.label, shown.share().count());
        Text::from(say!(words, "sections.executive.request", name, count))
    });
    let mut blocks = vec![
        Block::Paragraph(
            say!(words, "sections.executive.requests", writers, items => asked.len()).into(),
        ),
        Block::Bullets(items.collect()),
    ];
    blocks.extend(answered(context).map(|answered| {
        let more = say!(words, "sections.executive.more-on-actions");
        Block::Paragraph(format!("{answered} {more}").into())
    }));
    let heading = say!(words, "sections.requests.heading");
    section("requests", heading, blocks).map(Some)
}

/// Theme by theme, how many respondents wrote about each outcome.
fn outcomes(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let themes = &context.project.codebook.theory.themes;
    let steps: Vec<ThemeSteps<'_>> = themes
        .iter()
        .map(|theme| ThemeSteps::new(context, theme))
        .filter(|steps| !steps.outcomes.is_empty())
        .collect();
    let words = context.words;
    let items: Vec<Text> = steps
        .iter()
        .map(|steps| {
            let (theme, found) = (&steps.theme.label, found(steps));
            words::text(&say!(words, "sections.executive.theme", theme, found))
        })
        .collect();
    if items.is_empty() {
        return Ok(None);
    }
    let wave = context.now_label();
    let blocks = if context.asked_own_words() {
        let intro = say!(words, "sections.outcomes.intro", wave);
        vec![Block::Paragraph(intro.into()), Block::Bullets(items)]
    } else {
        vec![Block::Paragraph(
            say!(words, "sections.outcomes.not-asked", wave).into(),
        )]
    };
    let heading = say!(words, "sections.outcomes.heading");
    section("outcomes", heading, blocks).map(Some)
}

/// The outcomes of a theme with their counts, and how many have none that may be told.
fn found(steps: &ThemeSteps<'_>) -> String {
    let words = steps.words;
    let (mut told, mut gaps, mut hidden) = (Vec::new(), Vec::new(), 0);
    for outcome in &steps.outcomes {
        let name = words::short(outcome.label);
        match outcome.wrote() {
            Some(0) => gaps.push(name.to_owned()),
            Some(count) => told.push(say!(words, "sections.outcomes.outcome", name, count)),
            None => hidden += 1,
        }
    }
    say!(words, "sections.outcomes.found", told, gaps, hidden)
}

fn reading(context: &Context<'_>, with_intervals: bool) -> Text {
    let project = context.project;
    say!(
        context.words,
        "sections.executive.reading",
        organisation => &project.organisation,
        assumption => with_intervals.then(|| assumption(project)),
    )
    .into()
}
