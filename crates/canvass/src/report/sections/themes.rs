use std::collections::BTreeSet;

use super::questions::answers_to;
use super::summary::lower_first;
use crate::disclosure::{
    ClearedQuotation, PublishedCell, PublishedLine, PublishedTable, ReleasedFrame,
};
use crate::document::{Anchor, Block, DocumentError, Quotation, Section, Text};
use crate::report::context::Context;
use crate::report::words;
use crate::stats::thousands;
use crate::survey::{CodeRef, FrameKind, Question, Stance, Theme};
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
    let changed = context.before_label().map_or("", |_| ", what changed");
    let intro = format!(
        "The findings follow the {named} of the Theory of Change. Each theme has its figures{changed} and what respondents wrote in their own words. What they wrote was sorted into what helped, requests and criticism, by rules that are sometimes wrong. One respondent can count in several. A finding in one theme is often the way into another."
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
            sentences.extend(views(released, &key));
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

/// How many said what helped, asked for something and criticised, side by side.
fn views(released: &ReleasedFrame, key: &LineKey) -> Vec<String> {
    let count = |table: &PublishedTable| -> Option<Option<u64>> {
        let cell = table.line(key)?.cell;
        Some(cell.shown().map(|shown| shown.share().count()))
    };
    let kinds = [
        (
            released.impacts.as_ref().and_then(count),
            "to say what helped or what they value",
        ),
        (count(&released.requests), "in a request"),
        (count(&released.criticisms), "in a criticism"),
    ];
    let mut told: Vec<String> = Vec::new();
    for (count, how) in &kinds {
        let Some(Some(count)) = count else { continue };
        let did = if told.is_empty() { "did so " } else { "" };
        let count = match count {
            0 => "nobody".to_owned(),
            count => thousands(*count),
        };
        told.push(format!("{count} {did}{how}"));
    }
    let hidden: Vec<&str> = kinds
        .iter()
        .filter(|(count, _)| *count == Some(None))
        .map(|(_, how)| *how)
        .collect();
    let mut sentences = Vec::new();
    if !told.is_empty() {
        sentences.push(format!("Of these, {}.", words::list(&told)));
    }
    if !hidden.is_empty() {
        sentences.push(format!(
            "How many did so {} is not shown, so that nobody can be recognised.",
            words::either(&hidden)
        ));
    }
    let [(valued, _), _, (problem, _)] = kinds;
    if let (Some(Some(1..)), Some(Some(1..))) = (valued, problem) {
        sentences.push(
            "So views differ: they stand side by side here, and are not averaged.".to_owned(),
        );
    }
    sentences
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

/// What respondents said themselves, opposing views apart. Only a person can say what a quotation is: where rules
/// alone found that somebody praises, asks or criticises, that chooses quotations of different kinds, and is not put in
/// anybody's mouth.
fn quotations(context: &Context<'_>, theme: &Theme) -> Vec<Block> {
    let cleared = context.release.quotations.of_theme(&theme.code);
    let (mut blocks, mut rest) = (Vec::new(), Vec::new());
    let mut of_kind = [
        (
            Stance::Impact,
            "One respondent on what helped:",
            "Respondents on what helped:",
            Vec::new(),
        ),
        (
            Stance::Criticism,
            "One respondent on a problem:",
            "Respondents on problems:",
            Vec::new(),
        ),
        (
            Stance::Request,
            "One respondent asks:",
            "Respondents ask:",
            Vec::new(),
        ),
    ];
    for quotation in cleared {
        let kind = of_kind
            .iter_mut()
            .find(|(stance, ..)| quotation.confirmed && quotation.stance == Some(*stance));
        match kind {
            Some((.., quotations)) => quotations.push(quotation),
            None => rest.push(quotation),
        }
    }
    for (_, one, many, quotations) in of_kind {
        let lead = if quotations.len() == 1 { one } else { many };
        blocks.extend(quoted(context, lead, &quotations));
    }
    let stances = |of: &[&ClearedQuotation]| of.iter().map(|q| q.stance).collect::<BTreeSet<_>>();
    let lead = match rest.len() {
        _ if !blocks.is_empty() => "Respondents also wrote:",
        1 => "One respondent wrote:",
        _ if stances(&rest).len() > 1 => {
            "Some of what respondents wrote, chosen to show different views:"
        }
        _ => "Some of what respondents wrote:",
    };
    blocks.extend(quoted(context, lead, &rest));
    blocks
}

/// The quotations below what leads over to them; nothing where there are none.
fn quoted(context: &Context<'_>, lead: &str, quotations: &[&ClearedQuotation]) -> Vec<Block> {
    let quotation = |cleared: &&ClearedQuotation| {
        Block::Quotation(Quotation {
            words: cleared.words.clone(),
            attribution: context.project.report.attribution.clone(),
        })
    };
    let lead = (!quotations.is_empty()).then(|| Block::Paragraph(lead.into()));
    lead.into_iter()
        .chain(quotations.iter().map(quotation))
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
