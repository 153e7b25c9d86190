use super::headline::{headline, headline_paragraph, headline_question};
use super::summary::lower_first;
use super::trends::trends;
use crate::compare::Comparability;
use crate::disclosure::{PublishedChange, PublishedChanges};
use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::figures::{ChangePlot, Item, gap_table};
use crate::report::phrases::Phrases;
use crate::report::words;
use crate::survey::{FrameKind, Question};
use crate::tabulate::LineKey;

pub(super) fn shifts(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let Some(before) = context.before_label() else {
        return Ok(None);
    };
    let now = context.now_label();
    let mut blocks = vec![Block::Paragraph(
        format!(
            "Two years are compared only where both asked the same thing in the same or nearly the same words. A change is \u{201C}clear\u{201D} when chance alone would hardly produce it. Some people may have answered in both {before} and {now}. We cannot tell who, so the tests err on the side of caution."
        )
        .into(),
    )];
    blocks.extend(headline_paragraph(context).map(Block::Paragraph));
    if let Some(headline) = headline(context) {
        blocks.push(Block::Paragraph(headline.evidence.into()));
        if let (Some(question), Some(shift)) = (headline_question(context), &context.release.shift)
        {
            blocks.push(Block::Table(gap_table(context, question, shift)?));
        }
    }
    let (mut not_compared, mut unclear) = (Vec::new(), Vec::new());
    for question in reported(context) {
        let Some(changes) = context.changes(question) else {
            continue;
        };
        if let Comparability::Break(wave) = &changes.comparability {
            not_compared.push(Text::from(format!(
                "{}: the question was reworded in {}, so the years are not compared",
                question.title,
                context.label(wave)
            )));
        } else if let Some(plot) = ChangePlot::of_question(context, question) {
            if plot.has_clear_change() {
                let sentences = change_sentences(context, question).join(" ");
                blocks.push(Block::Paragraph(
                    Text::new()
                        .strong(format!("{}. ", question.title))
                        .words(sentences),
                ));
                blocks.push(Block::Figure(plot.figure()?));
            } else {
                unclear.push(
                    Text::new()
                        .words(format!("{} (", question.title))
                        .reference(plot.table_anchor())
                        .words(")"),
                );
            }
        }
    }
    if !unclear.is_empty() {
        blocks.push(Block::Paragraph(
            format!("These questions show no clear change since {before}. Something may still have changed: with this many answers, small changes cannot be told from chance.").into(),
        ));
        blocks.push(Block::Bullets(unclear));
    }
    if !not_compared.is_empty() {
        blocks.push(Block::Paragraph("Not compared:".into()));
        blocks.push(Block::Bullets(not_compared));
    }
    if let Some((frame, released)) = context.frame(FrameKind::Theme)
        && let Some(changes) = &released.changes
    {
        let title = "Themes and outcomes in respondents' own words";
        if let Some(plot) =
            ChangePlot::of_codes(context, changes, frame.id.as_str(), title, Item::CODES)
        {
            let told = clear_changes(&plot.lines, plot.phrases, before);
            blocks.push(Block::Paragraph(
                format!("What people wrote was coded by the same rules in both years. So a change in how people put things can look like a change in what they say. {told}").into(),
            ));
            blocks.push(Block::Figure(plot.figure()?));
        }
    }
    Ok(Some(Section {
        sections: trends(context)?.into_iter().collect(),
        ..section("changes", &format!("What changed since {before}"), blocks)?
    }))
}

/// The closed questions of the current wave whose changes are told: all but those that say who answered.
pub(super) fn reported<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Question> {
    let project = context.project;
    project.survey.questions.iter().filter(move |q| {
        q.kind.has_options()
            && !project.groups.contains(&q.id)
            && project
                .consent
                .as_ref()
                .is_none_or(|consent| consent.question != q.id)
    })
}

/// The tables of changes that are not drawn because none in them is clear.
pub(super) fn undrawn_tables(context: &Context<'_>) -> Result<Vec<Block>, DocumentError> {
    reported(context)
        .filter_map(|question| ChangePlot::of_question(context, question))
        .filter(|plot| !plot.has_clear_change())
        .map(|plot| plot.table().map(Block::Table))
        .collect()
}

/// What may be said of a question's changes since the wave before: the clear ones by name.
pub(super) fn change_sentences(context: &Context<'_>, question: &Question) -> Vec<String> {
    let (Some(changes), Some(before)) = (context.changes(question), context.before_label()) else {
        return Vec::new();
    };
    if let Comparability::Break(wave) = &changes.comparability {
        return vec![format!(
            "The question was reworded in {}, so it is not compared with {before}.",
            context.label(wave)
        )];
    }
    let lines: Vec<&PublishedChange> = changes.lines.iter().collect();
    if !lines.iter().any(|line| line.tested.is_some()) {
        return Vec::new();
    }
    vec![clear_changes(&lines, Phrases::of(question), before)]
}

fn clear_changes(lines: &[&PublishedChange], phrases: Phrases, before: &str) -> String {
    let clear: Vec<String> = lines
        .iter()
        .filter(|line| line.tested.is_some_and(|t| t.is_clear()))
        .filter_map(|line| {
            let change = words::change(line.from.shown()?.share(), line.to.shown()?.share());
            let name = phrases.in_place(words::quoted(&line.label));
            Some(format!("{name} is {change}"))
        })
        .collect();
    if clear.is_empty() {
        format!("There is no clear change since {before}.")
    } else {
        format!("Since {before}, {}.", clear.join("; "))
    }
}

/// What may be said of one code's change since the wave before.
pub(super) fn code_change_sentence(
    context: &Context<'_>,
    changes: &PublishedChanges,
    key: &LineKey,
    label: &str,
) -> Option<String> {
    let before = context.before_label()?;
    let line = changes.lines.iter().find(|line| &line.key == key)?;
    let tested = line.tested?;
    let change = words::change(line.from.shown()?.share(), line.to.shown()?.share());
    Some(if tested.is_clear() {
        format!(
            "Since {before}, the share who wrote about {} is {change}.",
            lower_first(label)
        )
    } else {
        format!("There is no clear change since {before}.")
    })
}
