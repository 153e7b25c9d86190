use std::collections::BTreeSet;

use super::questions::answers_to;
use super::summary::with_care;
use crate::disclosure::{
    ClearedQuotation, PublishedCell, PublishedLine, PublishedTable, ReleasedFrame,
};
use crate::document::{Anchor, Block, DocumentError, Quotation, Section, Text};
use crate::report::context::Context;
use crate::report::words::{self, Words};
use crate::survey::{FrameKind, Question, Stance, Theme};
use crate::tabulate::LineKey;
use crate::wording::say;

pub(super) fn themes(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let themes = &context.project.codebook.theory.themes;
    let mut sections = Vec::new();
    for theme in themes {
        sections.push(theme_section(context, theme)?);
    }
    let words = context.words;
    let compared = context.before_label().is_some();
    let intro = say!(
        words,
        "sections.findings.intro",
        themes => themes.len(),
        compared,
        asked => context.asked_own_words(),
    );
    Ok((!sections.is_empty()).then(|| Section {
        anchor: Anchor::slug("", "findings"),
        heading: say!(words, "sections.findings.heading"),
        blocks: vec![Block::Paragraph(intro.into())],
        sections,
    }))
}

fn theme_section(context: &Context<'_>, theme: &Theme) -> Result<Section, DocumentError> {
    let words = context.words;
    let mut blocks = Vec::new();
    if !theme.horizon.is_empty() {
        let horizon = words.standing(&theme.horizon);
        let told = say!(words, "sections.findings.horizon", horizon);
        blocks.push(Block::Paragraph(words::text(&told)));
    }
    let of_theme = |question: &&Question| question.theme.as_ref() == Some(&theme.code);
    let answers = answers_to(context, of_theme)?;
    let asked = !answers.is_empty();
    blocks.extend(answers);
    let mut written = own_words(context, theme);
    written.extend(quotations(context, theme));
    if !asked {
        let told = say!(
            words,
            "sections.findings.no-question",
            wave => context.now_label(),
            some_written => !written.is_empty(),
            asked => context.asked_own_words(),
        );
        blocks.push(Block::Paragraph(told.into()));
    }
    blocks.extend(written);
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
    let words = context.words;
    let theme_name = words.inside(&theme.label);
    let mut sentences = Vec::new();
    match &line.cell {
        PublishedCell::Shown(shown) => {
            let told = say!(
                words,
                "sections.findings.wrote",
                writers => shown.share().base().get(),
                count => shown.share().count(),
                percent => shown.percent().map(|percent| words.percent(percent)),
                theme => theme_name,
            );
            sentences.push(with_care(context, Some(&released.all), told));
            if shown.share().count() > 0 {
                sentences.extend(views(words, released, &key));
            }
        }
        PublishedCell::Suppressed => sentences.push(say!(words, "sections.findings.wrote-hidden")),
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
        .coded_outcomes()
        .map(|(code, outcome)| {
            let told = outcome_evidence(words, released.all.line(&LineKey::Code(code)));
            let name = &outcome.label;
            words::text(&say!(words, "sections.findings.outcome", name, told))
        })
        .collect();
    if !outcomes.is_empty() {
        let intro = say!(words, "sections.findings.outcomes");
        blocks.push(Block::Paragraph(intro.into()));
        blocks.push(Block::Bullets(outcomes));
    }
    blocks
}

/// How many said what helped, asked for something and criticised, side by side.
fn views(words: Words<'_>, released: &ReleasedFrame, key: &LineKey) -> Vec<String> {
    let count = |table: &PublishedTable| -> Option<Option<u64>> {
        let cell = table.line(key)?.cell;
        Some(cell.shown().map(|shown| shown.share().count()))
    };
    let kinds = [
        (released.impacts.as_ref().and_then(count), "helped"),
        (count(&released.requests), "request"),
        (count(&released.criticisms), "criticism"),
    ];
    let mut told: Vec<String> = Vec::new();
    for (count, how) in &kinds {
        let Some(Some(count)) = count else { continue };
        let first = told.is_empty();
        told.push(say!(words, "sections.findings.view", first, count => *count, how => *how));
    }
    let hidden: Vec<String> = kinds
        .iter()
        .filter(|(count, _)| *count == Some(None))
        .map(|(_, how)| say!(words, "sections.findings.hidden-view", how => *how))
        .collect();
    let mut sentences = Vec::new();
    if !told.is_empty() {
        sentences.push(say!(words, "sections.findings.views", told));
    }
    if !hidden.is_empty() {
        sentences.push(say!(words, "sections.findings.hidden-views", hidden));
    }
    let [(valued, _), _, (problem, _)] = kinds;
    if let (Some(Some(1..)), Some(Some(1..))) = (valued, problem) {
        sentences.push(say!(words, "sections.findings.views-differ"));
    }
    sentences
}

fn outcome_evidence(words: Words<'_>, line: Option<&PublishedLine>) -> String {
    let (looked_for, count) = match line.map(|line| &line.cell) {
        Some(PublishedCell::Shown(shown)) => (true, Some(shown.share().count())),
        Some(PublishedCell::Suppressed) => (true, None),
        _ => (false, None),
    };
    say!(words, "sections.findings.evidence", looked_for, count)
}

/// What respondents said themselves, opposing views apart. Only a person can say what a quotation is: where rules
/// alone found that somebody praises, asks or criticises, that chooses quotations of different kinds, and is not put in
/// anybody's mouth.
fn quotations(context: &Context<'_>, theme: &Theme) -> Vec<Block> {
    let cleared = context.release.quotations.of_theme(&theme.code);
    let (mut blocks, mut rest) = (Vec::new(), Vec::new());
    let words = context.words;
    let mut of_kind =
        [Stance::Impact, Stance::Criticism, Stance::Request].map(|stance| (stance, Vec::new()));
    for quotation in cleared {
        let kind = of_kind
            .iter_mut()
            .find(|(stance, _)| quotation.confirmed && quotation.stance == Some(*stance));
        match kind {
            Some((_, quotations)) => quotations.push(quotation),
            None => rest.push(quotation),
        }
    }
    for (stance, quotations) in of_kind {
        let count = quotations.len();
        let lead = match stance {
            Stance::Impact => say!(words, "sections.quotations.helped", count),
            Stance::Criticism => say!(words, "sections.quotations.problem", count),
            _ => say!(words, "sections.quotations.request", count),
        };
        blocks.extend(quoted(context, lead, &quotations));
    }
    let stances: BTreeSet<_> = rest.iter().map(|quotation| quotation.stance).collect();
    let lead = say!(
        words,
        "sections.quotations.rest",
        count => rest.len(),
        also => !blocks.is_empty(),
        views => stances.len(),
    );
    blocks.extend(quoted(context, lead, &rest));
    blocks
}

/// The quotations below what leads over to them; nothing where there are none.
fn quoted(context: &Context<'_>, lead: String, quotations: &[&ClearedQuotation]) -> Vec<Block> {
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
