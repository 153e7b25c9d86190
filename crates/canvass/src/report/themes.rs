use super::context::Context;
use super::figures::question_bars;
use super::shifts::change_sentences;
use super::words;
use crate::disclosure::{PublishedCell, PublishedLine};
use crate::document::{Anchor, Block, DocumentError, Quotation, Section, Text};
use crate::stats::thousands;
use crate::survey::{CodeRef, FrameKind, Question, Stance, Theme};
use crate::tabulate::LineKey;

pub(super) fn themes(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let themes = &context.project.codebook.theory.themes;
    let mut sections = Vec::new();
    for theme in themes {
        sections.push(theme_section(context, theme)?);
    }
    let intro = format!(
        "The findings follow the {} themes of the Theory of Change. Each has the figures, what respondents wrote in their own words, and what changed. A finding in one theme is often the way into another.",
        words::number(themes.len())
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
                .strong("What this is for: ")
                .words(sentence(&theme.horizon)),
        ));
    }
    for question in context
        .project
        .survey
        .questions
        .iter()
        .filter(|q| q.theme.as_ref() == Some(&theme.code))
    {
        if let Some(bars) = question_bars(context, question) {
            blocks.push(Block::Paragraph(question_sentences(context, question)));
            blocks.push(Block::Figure(bars.figure()?));
        }
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

/// What a question found, and what changed since the wave before.
pub(super) fn question_sentences(context: &Context<'_>, question: &Question) -> Text {
    let mut sentences = Vec::new();
    if let Some(bars) = question_bars(context, question) {
        let asked_of = if question.route.is_some() {
            " (asked of some respondents only)"
        } else {
            ""
        };
        match bars.ranked.highest().as_slice() {
            [(line, figure)] => sentences.push(format!(
                "{}{asked_of}: {} {}. {} chose it.",
                question.title,
                words::quoted(&line.label),
                bars.leads,
                words::share_of_respondents(figure)
            )),
            [] => sentences.push(format!(
                "{}{asked_of}: no figures can be shown.",
                question.title
            )),
            several => {
                let names: Vec<String> = several
                    .iter()
                    .map(|(line, _)| words::quoted(&line.label))
                    .collect();
                let each = several
                    .first()
                    .map_or_else(String::new, |(_, figure)| words::share(figure));
                sentences.push(format!(
                    "{}{asked_of}: {} share the first place ({each} each).",
                    question.title,
                    words::list(&names)
                ));
            }
        }
        let next: Vec<String> = bars
            .ranked
            .shown
            .iter()
            .filter(|(line, _)| {
                !bars
                    .ranked
                    .highest()
                    .iter()
                    .any(|(top, _)| top.key == line.key)
            })
            .take(2)
            .filter(|(_, figure)| bars.ranked.by_size && figure.share().count() > 0)
            .map(|(line, figure)| {
                format!("{} ({})", words::quoted(&line.label), words::share(figure))
            })
            .collect();
        if !next.is_empty() && bars.ranked.len() > 3 {
            sentences.push(format!("Next came {}.", words::list(&next)));
        }
    }
    sentences.extend(change_sentences(context, question));
    sentences.join(" ").into()
}

fn own_words(context: &Context<'_>, theme: &Theme) -> Vec<Block> {
    let Some((_, released)) = context.frame(FrameKind::Theme) else {
        return Vec::new();
    };
    let key = LineKey::Code(theme.code.clone());
    let Some(line) = released.all.line(&key) else {
        return Vec::new();
    };
    let mut sentences = Vec::new();
    match &line.cell {
        PublishedCell::Shown(shown) if shown.share().count() > 0 => {
            sentences.push(format!(
                "In their own words, {} respondents wrote about {} ({} who wrote something).",
                thousands(shown.share().count()),
                theme.label.to_lowercase(),
                words::share(shown)
            ));
            for (table, what) in [
                (&released.requests, "in a request"),
                (&released.criticisms, "in a criticism"),
            ] {
                if let Some(shown) = table.line(&key).and_then(|line| line.cell.shown()) {
                    sentences.push(format!(
                        "{} did so {what}.",
                        words::capital(&words::respondents(shown.share().count()))
                    ));
                }
            }
        }
        PublishedCell::Shown(_) => sentences.push(format!(
            "Nobody wrote about {} in their own words.",
            theme.label.to_lowercase()
        )),
        PublishedCell::Suppressed => {
            sentences.push("How many wrote about it in their own words is not shown, so that nobody can be recognised.".to_owned());
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
            "The long-term outcomes of this theme, and who wrote of them:".into(),
        ));
        blocks.push(Block::Bullets(outcomes));
    }
    blocks
}

fn outcome_evidence(line: Option<&PublishedLine>) -> String {
    match line.map(|line| &line.cell) {
        Some(PublishedCell::Shown(shown)) if shown.share().count() == 0 => {
            "nobody wrote of it this time, which is a gap in what we know.".to_owned()
        }
        Some(PublishedCell::Shown(shown)) => {
            format!("{} wrote of it.", words::respondents(shown.share().count()))
        }
        Some(PublishedCell::Suppressed) => "few wrote of it; the number is not shown.".to_owned(),
        _ => "not looked for.".to_owned(),
    }
}

fn quotations(context: &Context<'_>, theme: &Theme) -> Vec<Block> {
    let cleared = context.release.quotations.of_theme(&theme.code);
    let mut blocks = Vec::new();
    let groups: [(&str, fn(Option<Stance>) -> bool); 3] = [
        ("What respondents value:", |s| {
            matches!(s, Some(Stance::Impact | Stance::Neutral) | None)
        }),
        ("What respondents criticise:", |s| {
            s == Some(Stance::Criticism)
        }),
        ("What respondents ask for:", |s| s == Some(Stance::Request)),
    ];
    for (lead, belongs) in groups {
        let mut of_group = cleared.iter().filter(|q| belongs(q.stance)).peekable();
        if of_group.peek().is_some() {
            blocks.push(Block::Paragraph(lead.into()));
        }
        blocks.extend(of_group.map(|quotation| {
            Block::Quotation(Quotation {
                words: quotation.words.clone(),
                attribution: context.project.report.attribution.clone(),
            })
        }));
    }
    blocks
}

/// The words as a sentence: with a full stop.
pub(super) fn sentence(words: &str) -> String {
    if words.ends_with(['.', '!', '?']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}
