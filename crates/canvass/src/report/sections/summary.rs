use super::shifts;
use crate::disclosure::{PublishedLine, PublishedTable};
use crate::document::{Anchor, Block, DocumentError, KeyFigure, Section, Target, Text};
use crate::report::context::{Context, section};
use crate::report::words;
use crate::stats::{Percent, Proportion, thousands};
use crate::survey::{Action, Answered, FrameKind, OptionId, Question};
use crate::tabulate::LineKey;

pub(super) fn summary(context: &Context<'_>) -> Result<Section, DocumentError> {
    let mut blocks = vec![
        Block::Paragraph(who_answered(context)),
        Block::Caution(what_it_is(context)),
    ];
    let figures = key_figures(context);
    if !figures.is_empty() {
        blocks.push(Block::KeyFigures(figures));
    }
    let points = main_points(context)?;
    if !points.is_empty() {
        blocks.push(Block::Bullets(points));
    }
    section("summary", "Summary", blocks)
}

fn who_answered(context: &Context<'_>) -> Text {
    let project = context.project;
    let mut words = format!("{} people or groups answered", context.respondents());
    words.push_str(&format!(
        " the {} questionnaire of {}",
        context.now_label(),
        project.organisation
    ));
    if let Some((opened, closed)) = context.wave().and_then(|w| w.opened.zip(w.closed)) {
        words.push_str(&format!(
            ", which was open from {} to {}",
            words::date(opened),
            words::date(closed)
        ));
    }
    words.push('.');
    if let Some(share) = share_of_members(context) {
        words.push_str(&format!(
            " {} has about {} members, so the responses come to about {} of that number.",
            words::capital(&project.report.organisation_short),
            thousands(share.base().get()),
            Percent::of(share)
        ));
    }
    words.into()
}

/// Responses as a share of members, where their number is known. A group that answers counts once.
pub(super) fn share_of_members(context: &Context<'_>) -> Option<Proportion> {
    Proportion::new(context.released()?.respondents, context.wave()?.members?).ok()
}

fn what_it_is(context: &Context<'_>) -> Text {
    Text::from(format!(
        "The figures describe those who chose to answer. They do not speak for every member of {}. Please also read ",
        context.project.organisation
    ))
    .link("what the figures cannot tell", Target::Here(Anchor::slug("", "limits")))
    .words(".")
}

fn key_figures(context: &Context<'_>) -> Vec<KeyFigure> {
    let keys = context.project.report.key_figures.iter();
    keys.filter_map(|key| {
        let question = context.project.survey.question(&key.question)?;
        let line = line_of(context.table(question)?, &key.option)?;
        let shown = line.cell.shown()?;
        let says = key.says.clone().unwrap_or_else(|| {
            format!(
                "chose {} for \u{201C}{}\u{201D}",
                words::quoted(&line.label),
                question.title
            )
        });
        Some(KeyFigure {
            figure: shown
                .percent()
                .map_or_else(|| words::share(shown), |percent| percent.to_string()),
            words: format!("{} {says}.", words::share_of(shown, "respondents")).into(),
        })
    })
    .collect()
}

/// What a question's key figure says in the project's own words, if it has any.
pub(super) fn key_figure_sentence(context: &Context<'_>, question: &Question) -> Option<String> {
    let key = context
        .project
        .report
        .key_figures
        .iter()
        .find(|key| key.question == question.id)?;
    let shown = line_of(context.table(question)?, &key.option)?
        .cell
        .shown()?;
    Some(format!(
        "{} {}.",
        words::share_of(shown, "respondents"),
        key.says.as_ref()?
    ))
}

fn line_of<'a>(table: &'a PublishedTable, option: &OptionId) -> Option<&'a PublishedLine> {
    table
        .line(&LineKey::Option(option.clone()))
        .or_else(|| table.line(&LineKey::Union(option.clone())))
}

fn main_points(context: &Context<'_>) -> Result<Vec<Text>, DocumentError> {
    let mut points = Vec::new();
    if let Some(headline) = shifts::headline(context) {
        points.push(
            Text::new()
                .words(shifts::headline_title(context))
                .strong(headline.claim)
                .words(format!(" {}", headline.figures)),
        );
    }
    if let Some((_, released)) = context.frame(FrameKind::Theme) {
        let themes: Vec<_> = released
            .all
            .lines()
            .iter()
            .filter(|line| is_top_level(&line.key))
            .collect();
        let most = themes
            .iter()
            .filter_map(|l| l.cell.shown().map(|s| (s.share().count(), *l, s)));
        if let Some((count, line, shown)) = most.clone().max_by_key(|(count, ..)| *count) {
            let alone = most.filter(|(other, ..)| *other == count).count() == 1;
            if alone && count > 0 {
                points.push(Text::from(format!(
                    "Of the {} respondents who wrote in their own words, more wrote about {} than about any other theme ({}).",
                    thousands(context.writers()),
                    line.label.to_lowercase(),
                    words::share(shown)
                )));
            }
        }
    }
    if let Some((_, released)) = context.frame(FrameKind::Need) {
        let mut asked: Vec<_> = released
            .requests
            .lines()
            .iter()
            .filter_map(|l| Some((l, l.cell.shown()?)))
            .filter(|(_, s)| s.share().count() > 0)
            .collect();
        asked.sort_by_key(|(_, shown)| std::cmp::Reverse(shown.share().count()));
        asked.truncate(3);
        if !asked.is_empty() {
            let items: Vec<String> = asked
                .iter()
                .map(|(line, shown)| {
                    format!(
                        "{} ({})",
                        lower_first(&line.label),
                        words::respondents(shown.share().count())
                    )
                })
                .collect();
            points.push(Text::from(format!(
                "Requests that came up often in respondents' own words: {}.",
                words::list(&items)
            )));
        }
    }
    let actions = &context.project.actions;
    if !actions.is_empty() {
        let will = |action: &&Action| matches!(action.answer, Answered::WillDo(_));
        let will = actions.iter().filter(will).count();
        let cannot = match actions.len() - will {
            0 => String::new(),
            count => format!(" and {} it cannot do", words::number(count)),
        };
        let things = if will == 1 { "thing" } else { "things" };
        points.push(
            Text::new()
                .words(format!(
                    "In answer, {} names {} {things} it will do{cannot}. See ",
                    context.project.report.organisation_short,
                    words::number(will),
                ))
                .reference(Anchor::new("actions")?)
                .words("."),
        );
    }
    Ok(points)
}

/// The words with a small letter at the start, unless the first word is an abbreviation or a name.
pub(super) fn lower_first(words: &str) -> String {
    let mut chars = words.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => words.to_owned(),
    }
}

/// Whether a line counts a code that stands below no other.
pub(super) fn is_top_level(key: &LineKey) -> bool {
    matches!(key, LineKey::Code(code) if !code.code.as_str().contains('.'))
}
