use super::shifts;
use crate::disclosure::{PublishedLine, PublishedTable};
use crate::document::{Anchor, Block, DocumentError, KeyFigure, Section, Target, Text};
use crate::report::context::{Context, section};
use crate::report::describe::{self, GroupShares, WORTH_TELLING};
use crate::report::phrases::Phrases;
use crate::report::words;
use crate::stats::{Percent, Proportion, thousands};
use crate::survey::{Action, Answered, FrameKind, OptionId, Question};
use crate::tabulate::LineKey;

pub(super) fn summary(context: &Context<'_>) -> Result<Section, DocumentError> {
    let mut blocks = vec![
        Block::Paragraph(who_answered(context)),
        Block::Caution(what_it_is(context)),
    ];
    if let Some(told) = who_stands_out(context)? {
        blocks.push(Block::Paragraph(told));
    }
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
    let mut words = match context.responses() {
        1 => "One person or group answered".to_owned(),
        many => format!("{} people or groups answered", thousands(many)),
    };
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
            " {} has about {} members, so the {} to about {} of that number.",
            words::capital(&project.report.organisation_short),
            thousands(share.base().get()),
            if share.count() == 1 {
                "response comes"
            } else {
                "responses come"
            },
            Percent::of(share)
        ));
    }
    words.into()
}

/// Responses as a share of members, where their number is known. A group that answers counts once.
pub(super) fn share_of_members(context: &Context<'_>) -> Option<Proportion> {
    Proportion::new(context.released()?.respondents, context.wave()?.members?).ok()
}

/// The groups that answered most above and most below their share of members, question by question.
fn who_stands_out(context: &Context<'_>) -> Result<Option<Text>, DocumentError> {
    let (mut more, mut less) = (Vec::new(), Vec::new());
    for (_, representation) in &context.release.representation {
        let shares = describe::group_shares(representation);
        let (over, under) = describe::furthest(&shares);
        let worth = |group: &GroupShares<'_>| group.excess().abs() >= WORTH_TELLING;
        more.extend(over.filter(worth).map(|group| words::quoted(group.label)));
        less.extend(under.filter(worth).map(|group| words::quoted(group.label)));
    }
    let told: Vec<String> = [("more", more), ("less", less)]
        .into_iter()
        .filter(|(_, groups)| !groups.is_empty())
        .map(|(how, groups)| {
            let groups = words::list(&groups);
            format!("Answered {how} than their share of members: {groups}. ")
        })
        .collect();
    if told.is_empty() {
        return Ok(None);
    }
    let text = format!("{}See ", told.concat());
    let respondents = Anchor::new("respondents")?;
    Ok(Some(Text::from(text).reference(respondents).words(".")))
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
            Phrases::of(question).chose(&words::quoted(&line.label), &question.title)
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
        if let Some(((count, line, shown), writers)) = most
            .clone()
            .max_by_key(|(count, ..)| *count)
            .zip(context.writers())
        {
            let alone = most.clone().filter(|(other, ..)| *other == count).count() == 1;
            let all_shown = most.count() == themes.len();
            if alone && all_shown && count > 0 && themes.len() > 1 {
                points.push(Text::from(format!(
                    "Of the {} respondents who wrote in their own words, more wrote about {} than about any other theme ({}).",
                    thousands(writers),
                    lower_first(&line.label),
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
        let things = |count: usize, what: &str| {
            let noun = if count == 1 { "thing" } else { "things" };
            (count > 0).then(|| format!("{} {noun} it {what} do", words::number(count)))
        };
        let named = [things(will, "will"), things(actions.len() - will, "cannot")];
        let named: Vec<String> = named.into_iter().flatten().collect();
        points.push(
            Text::new()
                .words(format!(
                    "In answer, {} names {}. See ",
                    context.project.report.organisation_short,
                    words::list(&named),
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
