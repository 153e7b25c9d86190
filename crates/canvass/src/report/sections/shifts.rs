use super::headline::{headline, headline_paragraph, headline_question};
use super::trends::trends;
use crate::compare::Comparability;
use crate::disclosure::{PublishedChange, PublishedChanges};
use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::figures::{ChangePlot, gap_table};
use crate::report::phrases::Phrases;
use crate::report::words::{self, Words};
use crate::survey::{FrameKind, Question};
use crate::tabulate::LineKey;
use crate::wording::say;

pub(super) fn shifts(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let Some(before) = context.before_label() else {
        return Ok(None);
    };
    let (words, now) = (context.words, context.now_label());
    let intro =
        say!(words, "sections.changes.intro", before, now, linked => context.links_people());
    let mut blocks = vec![Block::Paragraph(intro.into())];
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
            let (title, wave) = (&question.title, context.label(wave));
            let told = say!(words, "sections.changes.reworded-question", title, wave);
            not_compared.push(Text::from(told));
        } else if let Some(plot) = ChangePlot::of_question(context, question) {
            if plot.has_clear_change() {
                let told = change_sentences(context, question).join(" ");
                let title = &question.title;
                let told = say!(words, "phrases.titled", title, told);
                blocks.push(Block::Paragraph(words::text(&told)));
                blocks.push(Block::Figure(plot.figure()?));
            } else {
                let (title, table) = (&question.title, words::to(&plot.table_anchor()));
                let told = say!(words, "sections.changes.unclear-question", title, table);
                unclear.push(words::text(&told));
            }
        }
    }
    if !unclear.is_empty() {
        let intro = say!(words, "sections.changes.unclear", before);
        blocks.push(Block::Paragraph(intro.into()));
        blocks.push(Block::Bullets(unclear));
    }
    if !not_compared.is_empty() {
        blocks.push(Block::Paragraph(
            say!(words, "sections.changes.not-compared").into(),
        ));
        blocks.push(Block::Bullets(not_compared));
    }
    if let Some((frame, released)) = context.frame(FrameKind::Theme)
        && let Some(changes) = &released.changes
    {
        let title = say!(words, "sections.changes.codes");
        if let Some(plot) = ChangePlot::of_codes(
            context,
            changes,
            frame.id.as_str(),
            &title,
            "theme-or-outcome",
        ) {
            let told = clear_changes(words, &plot.lines, plot.phrases, before);
            let caution = say!(words, "sections.changes.same-rules");
            blocks.push(Block::Paragraph(format!("{caution} {told}").into()));
            blocks.push(Block::Figure(plot.figure()?));
        }
    }
    let heading = say!(words, "sections.changes.heading", before);
    Ok(Some(Section {
        sections: trends(context)?.into_iter().collect(),
        ..section("changes", heading, blocks)?
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
        let wave = context.label(wave);
        return vec![say!(
            context.words,
            "sections.changes.reworded",
            wave,
            before
        )];
    }
    let lines: Vec<&PublishedChange> = changes.lines.iter().collect();
    if !lines.iter().any(|line| line.tested.is_some()) {
        return Vec::new();
    }
    let phrases = Phrases::of(question);
    vec![clear_changes(context.words, &lines, phrases, before)]
}

fn clear_changes(
    words: Words<'_>,
    lines: &[&PublishedChange],
    phrases: Phrases,
    before: &str,
) -> String {
    let clear: Vec<String> = lines
        .iter()
        .filter(|line| line.tested.is_some_and(|t| t.is_clear()))
        .filter_map(|line| {
            let change = words.change(line.from.shown()?.share(), line.to.shown()?.share());
            let (name, first_places) = (words.quoted(&line.label), phrases.first_places);
            Some(say!(
                words,
                "sections.changes.clear-change",
                name,
                first_places,
                change
            ))
        })
        .collect();
    say!(words, "sections.changes.since", before, clear)
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
    let words = context.words;
    let change = words.change(line.from.shown()?.share(), line.to.shown()?.share());
    Some(if tested.is_clear() {
        let theme = words.inside(label);
        say!(words, "sections.changes.code", before, theme, change)
    } else {
        say!(words, "sections.changes.since", before, clear => Vec::<String>::new())
    })
}
