use super::summary::lower_first;
use crate::compare::{Comparability, Gap, Verdict};
use crate::disclosure::{PublishedCell, PublishedChange, PublishedChanges, PublishedTable};
use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::figures::{ChangePlot, Item};
use crate::report::phrases::Phrases;
use crate::report::words;
use crate::stats::{Percent, Proportion};
use crate::survey::{FrameKind, OptionId, Question};
use crate::tabulate::LineKey;

/// The change of what was chosen most often, told as strongly as its evidence allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// The claim, in a sentence.
    pub claim: String,
    /// The figures behind it.
    pub figures: String,
    /// Gap, change, tests, in sentences.
    pub evidence: String,
}

pub(in crate::report) fn headline(context: &Context<'_>) -> Option<Headline> {
    let question = context
        .project
        .survey
        .question(context.project.report.headline.as_ref()?)?;
    let published = context.release.shift.as_ref()?;
    let (from, to) = (context.label(&published.from), context.label(&published.to));
    let name = |id: &OptionId| {
        question
            .option_index(id)
            .and_then(|i| question.options.get(i))
            .map(|o| words::quoted(&o.label))
    };
    let (old, new) = (name(&published.leader_from)?, name(&published.leader_to)?);
    let share = |wave, id: &OptionId| -> Option<Proportion> {
        let table = context
            .release
            .questions
            .get(&(question.id.clone(), wave))?;
        Some(
            table
                .line(&LineKey::Option(id.clone()))?
                .cell
                .shown()?
                .share(),
        )
    };
    let pair = |wave: &crate::survey::WaveId| {
        Some((
            share(wave.clone(), &published.leader_from)?,
            share(wave.clone(), &published.leader_to)?,
        ))
    };
    let (old_from, new_from) = pair(&published.from)?;
    let (old_to, new_to) = pair(&published.to)?;
    let claim = match published.shift.verdict {
        Verdict::Overtook => format!("{new} overtook {old} between {from} and {to}."),
        Verdict::Shifted => {
            format!("There was a shift from {old} to {new} between {from} and {to}.")
        }
        Verdict::TooClose => format!(
            "Between {from} and {to} the order of {old} and {new} changed, but it is too close to call."
        ),
        Verdict::OrderChanged => format!(
            "Between {from} and {to} the order of {old} and {new} changed, but within what chance alone could produce."
        ),
    };
    let told = |share: Proportion| {
        format!(
            "{}, {} of {}",
            Percent::of(share),
            share.count(),
            share.base().get()
        )
    };
    let first = |wave: &crate::survey::WaveId, leader: Proportion| {
        let table = context
            .release
            .questions
            .get(&(question.id.clone(), wave.clone()));
        if table.is_some_and(|table| leads(table, leader)) {
            "was chosen most often"
        } else {
            "was chosen most often of the answers compared"
        }
    };
    let (first_from, first_to) = (
        first(&published.from, old_from),
        first(&published.to, new_to),
    );
    let figures = format!(
        "In {from}, {old} {first_from} ({}), and {new} less often ({}). In {to}, {new} {first_to} ({}), and {old} less often ({}).",
        told(old_from),
        told(new_from),
        told(new_to),
        told(old_to)
    );
    let shift = &published.shift;
    let gap = |gap: &Gap, wave: &str| format!("In {wave} it was {}", gap_words(gap, ""));
    let evidence = format!(
        "The gap is how far {new} is ahead of {old}; a minus sign means behind. The same people are counted for both. {}. {}. It changed by {}.",
        gap(&shift.gap_from, from),
        gap(&shift.gap_to, to),
        gap_words(&shift.change, &format!("; {}", p_words(&shift.change)))
    );
    Some(Headline {
        claim,
        figures,
        evidence,
    })
}

/// The headline question, as it stands before the claim.
pub(super) fn headline_title(context: &Context<'_>) -> String {
    let headline = context.project.report.headline.as_ref();
    headline
        .and_then(|id| context.project.survey.question(id))
        .map_or_else(String::new, |question| format!("{}: ", question.title))
}

/// Whether no option of the table can have been chosen more often than `leader` was.
fn leads(table: &PublishedTable, leader: Proportion) -> bool {
    let options = table.lines().iter();
    options
        .filter(|line| matches!(line.key, LineKey::Option(_)))
        .all(|line| match &line.cell {
            PublishedCell::Shown(shown) => shown.share().count() <= leader.count(),
            PublishedCell::Suppressed => false,
            PublishedCell::NotApplicable => true,
        })
}

/// "-12.5 percentage points (95% interval -22.0 to -2.7)", with more before the closing bracket. A change of a gap can pass 100 points.
fn gap_words(gap: &Gap, more: &str) -> String {
    format!(
        "{} percentage points (95% interval {} to {}{more})",
        signed_points(gap.size),
        signed_points(gap.interval.lower()),
        signed_points(gap.interval.upper())
    )
}

fn signed_points(difference: f64) -> String {
    let tenths = (difference.abs() * 1000.0).round() as u64;
    let sign = if difference < 0.0 && tenths > 0 {
        "\u{2212}"
    } else {
        ""
    };
    format!("{sign}{}.{}", tenths / 10, tenths % 10)
}

fn p_words(gap: &Gap) -> String {
    format!("p = {}", gap.p)
        .replace("= <", "< ")
        .replace("= >", "> ")
}

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
    if let Some(headline) = headline(context) {
        blocks.push(Block::Paragraph(
            Text::new()
                .words(headline_title(context))
                .strong(headline.claim)
                .words(format!(" {}", headline.figures)),
        ));
        blocks.push(Block::Paragraph(headline.evidence.into()));
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
    section("changes", &format!("What changed since {before}"), blocks).map(Some)
}

/// The closed questions of the current wave whose changes are told: all but those that say who answered.
fn reported<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Question> {
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
