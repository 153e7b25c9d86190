use std::collections::BTreeSet;

use super::questions::answers_to;
use super::summary::lower_first;
use crate::disclosure::{ClearedQuotation, PublishedCell, PublishedLine, PublishedTable};
use crate::document::{Anchor, Block, DocumentError, Quotation, Section, Text};
use crate::report::context::Context;
use crate::report::words;
use crate::stats::thousands;
use crate::survey::{CodeRef, FrameKind, Question, Theme};
use crate::tabulate::LineKey;

pub(super) fn themes(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let themes = &context.project.codebook.theory.themes;
    let mut sections = Vec::new();
    for theme in themes {
        sections.push(theme_section(context, theme)?);
    }
    let named = match themes.len() {
        1 => "one theme".to_owned(),
        many => format!("{} themes", words::number(many)),
    };
    let intro = format!(
        "The findings follow the {named} of the Theory of Change. Each theme has its figures, what changed, and what respondents wrote in their own words. A finding in one theme is often the way into another."
    );
    Ok((!sections.is_empty()).then(|| Section {
        anchor: Anchor::slug("", "findings"),
        heading: "Findings, theme by theme".to_owned(),
        blocks: vec![Block::Paragraph(intro.into())],
        sections,
    }))
}

fn theme_section(context: &Context<'_>, theme: &Theme) -> Result<Section, DocumentError> {
    let mut blocks = Vec::new();
    if !theme.horizon.is_empty() {
        blocks.push(Block::Paragraph(
            Text::new()
                .strong("What this theme works towards: ")
                .words(sentence(&theme.horizon)),
        ));
    }
    let of_theme = |question: &&Question| question.theme.as_ref() == Some(&theme.code);
    let answers = answers_to(context, of_theme)?;
    let asked = !answers.is_empty();
    blocks.extend(answers);
    if !asked {
        blocks.push(Block::Paragraph(
            format!(
                "No question with a choice of answers was about this theme in {}. What follows rests on respondents' own words.",
                context.now_label()
            )
            .into(),
        ));
    }
    blocks.extend(own_words(context, theme));
    blocks.extend(quotations(context, theme));
    Ok(Section {
        anchor: Anchor::slug("theme", theme.code.code.as_str()),
        heading: theme.label.clone(),
        blocks,
        sections: Vec::new(),
    })
}

fn own_words(context: &Context<'_>, theme: &Theme) -> Vec<Block> {
    let Some((_, released)) = context.frame(FrameKind::Theme) else {
        return Vec::new();
    };
    let key = LineKey::Code(theme.code.clone());
    let Some(line) = released.all.line(&key) else {
        return Vec::new();
    };
    let theme_name = lower_first(&theme.label);
    let mut sentences = Vec::new();
    match &line.cell {
        PublishedCell::Shown(shown) if shown.share().count() > 0 => {
            let base = shown.share().base().get();
            let percent = shown
                .percent()
                .map_or_else(String::new, |percent| format!(" ({percent})"));
            sentences.push(format!(
                "Of the {} respondents who wrote in their own words, {}{percent} wrote about {theme_name}.",
                thousands(base),
                thousands(shown.share().count()),
            ));
            let part = |table: &PublishedTable, what: &str| {
                let count = table.line(&key)?.cell.shown()?.share().count();
                Some(format!(
                    "{} {what}",
                    if count == 0 {
                        "nobody".to_owned()
                    } else {
                        thousands(count)
                    }
                ))
            };
            let requests = part(&released.requests, "did so in a request");
            let parts: Vec<String> = [
                requests.clone(),
                part(
                    &released.criticisms,
                    if requests.is_some() {
                        "in a criticism"
                    } else {
                        "did so in a criticism"
                    },
                ),
            ]
            .into_iter()
            .flatten()
            .collect();
            if !parts.is_empty() {
                sentences.push(format!("Of these, {}.", words::list(&parts)));
            }
        }
        PublishedCell::Shown(_) => sentences.push(format!(
            "Nobody wrote about {theme_name} in their own words."
        )),
        PublishedCell::Suppressed => {
            sentences.push(
                "How many wrote about this in their own words is not shown, so that nobody can be recognised.".to_owned(),
            );
        }
        PublishedCell::NotApplicable => return Vec::new(),
    }
    if let Some(changes) = &released.changes {
        sentences.extend(super::shifts::code_change_sentence(
            context,
            changes,
            &key,
            &theme.label,
        ));
    }
    let mut blocks = vec![Block::Paragraph(sentences.join(" ").into())];
    let outcomes: Vec<Text> = theme
        .outcomes
        .iter()
        .map(|outcome| {
            let code = CodeRef {
                frame: theme.code.frame.clone(),
                code: outcome.code.clone(),
            };
            let evidence = outcome_evidence(released.all.line(&LineKey::Code(code)));
            Text::new()
                .strong(format!("{}: ", outcome.label))
                .words(evidence)
        })
        .collect();
    if !outcomes.is_empty() {
        blocks.push(Block::Paragraph(
            "The long-term outcomes of this theme, and how many respondents wrote about each:"
                .into(),
        ));
        blocks.push(Block::Bullets(outcomes));
    }
    blocks
}

fn outcome_evidence(line: Option<&PublishedLine>) -> String {
    match line.map(|line| &line.cell) {
        Some(PublishedCell::Shown(shown)) if shown.share().count() == 0 => {
            "nobody this time, which is a gap in what we know.".to_owned()
        }
        Some(PublishedCell::Shown(shown)) => {
            format!("{}.", words::respondents(shown.share().count()))
        }
        Some(PublishedCell::Suppressed) => {
            "the number is not shown, so that nobody can be recognised.".to_owned()
        }
        _ => "not looked for.".to_owned(),
    }
}

/// What respondents said themselves. Nothing but their words says whether they praise, ask or criticise: the
/// stance that rules found chooses quotations of different kinds, and is not put in anybody's mouth.
fn quotations(context: &Context<'_>, theme: &Theme) -> Vec<Block> {
    let cleared = context.release.quotations.of_theme(&theme.code);
    let differ = cleared
        .iter()
        .map(|q| q.stance)
        .collect::<BTreeSet<_>>()
        .len()
        > 1;
    let lead = match cleared.len() {
        0 => return Vec::new(),
        1 => "One respondent wrote:",
        _ if differ => "Some of what respondents wrote, chosen to show different views:",
        _ => "Some of what respondents wrote:",
    };
    let quotation = |cleared: &ClearedQuotation| {
        Block::Quotation(Quotation {
            words: cleared.words.clone(),
            attribution: context.project.report.attribution.clone(),
        })
    };
    std::iter::once(Block::Paragraph(lead.into()))
        .chain(cleared.iter().map(quotation))
        .collect()
}

/// The words as a sentence: with a full stop.
pub(super) fn sentence(words: &str) -> String {
    if words.ends_with(['.', '!', '?']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}
