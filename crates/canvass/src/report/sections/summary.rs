use super::headline::headline_paragraph;
use crate::disclosure::{PublishedCell, PublishedLine, PublishedTable, Shown};
use crate::document::{Anchor, Block, DocumentError, KeyFigure, Section, Target, Text};
use crate::report::context::{Context, section};
use crate::report::describe::{self, GroupShares, WORTH_TELLING};
use crate::report::phrases::Phrases;
use crate::report::ranked::Ranked;
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
    blocks.extend(key_figures(context));
    let points = main_points(context)?;
    if !points.is_empty() {
        blocks.push(Block::Bullets(points));
    }
    section("summary", "Summary", blocks)
}

pub(super) fn who_answered(context: &Context<'_>) -> Text {
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
pub(in crate::report) fn share_of_members(context: &Context<'_>) -> Option<Proportion> {
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

/// The key figures, and why any of them cannot be told.
pub(super) fn key_figures(context: &Context<'_>) -> Vec<Block> {
    let (mut told, mut untold) = (Vec::new(), Vec::new());
    for key in &context.project.report.key_figures {
        let Some(question) = context.project.survey.question(&key.question) else {
            continue;
        };
        let line = context
            .table(question)
            .and_then(|table| line_of(table, &key.option));
        if let Some((line, shown)) = line.and_then(|line| Some((line, line.cell.shown()?))) {
            let says = key.says.clone().unwrap_or_else(|| {
                Phrases::of(question).chose(&words::quoted(&line.label), &question.title)
            });
            told.push(KeyFigure {
                figure: words::size(shown),
                words: format!("{} {says}.", words::share_of(shown, "respondents")).into(),
            });
        } else {
            untold.push(format!(
                "No figure is given for \u{201C}{}\u{201D}: {}.",
                question.title,
                why_untold(context, question, line)
            ));
        }
    }
    let told = (!told.is_empty()).then_some(Block::KeyFigures(told));
    let untold = untold.into_iter().map(|why| Block::Paragraph(why.into()));
    told.into_iter().chain(untold).collect()
}

/// Why a key figure cannot be told.
fn why_untold(context: &Context<'_>, question: &Question, line: Option<&PublishedLine>) -> String {
    let now = context.now_label();
    let asked = question.asked_in(&context.release.current).is_some();
    match line.map(|line| line.cell) {
        Some(PublishedCell::Suppressed) => {
            "it is not shown, so that nobody can be recognised".to_owned()
        }
        _ if !asked => format!("the question was not asked in {now}"),
        Some(_) | None if context.table(question).is_some_and(|t| t.base() == Some(0)) => {
            format!("nobody answered the question in {now}")
        }
        _ => format!("the answer could not be chosen in {now}"),
    }
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
    let mut points: Vec<Text> = headline_paragraph(context).into_iter().collect();
    points.extend(first_theme(context).map(Text::from));
    let asked = asked_for(context);
    let items: Vec<String> = asked
        .iter()
        .take(3)
        .map(|(line, shown)| {
            format!(
                "{} ({})",
                lower_first(&line.label),
                words::respondents(shown.share().count())
            )
        })
        .collect();
    if !items.is_empty() {
        points.push(Text::from(format!(
            "What respondents asked for in their own words, the highest counts first: {}.",
            words::list(&items)
        )));
    }
    if let Some(answered) = answered(context) {
        let see = Text::from(format!("{answered} See "));
        points.push(see.reference(Anchor::new("actions")?).words("."));
    }
    Ok(points)
}

/// The theme that most respondents wrote about, where it is one alone and nothing hidden can be larger.
fn first_theme(context: &Context<'_>) -> Option<String> {
    let (_, released) = context.frame(FrameKind::Theme)?;
    let lines = released.all.lines().iter();
    let ranked = Ranked::codes(lines.filter(|line| is_top_level(&line.key)));
    let highest = ranked.highest();
    let [(line, most)] = highest.as_slice() else {
        return None;
    };
    (ranked.suppressed.is_empty() && ranked.len() > 1).then_some(())?;
    let (writers, theme) = (thousands(context.writers()?), lower_first(&line.label));
    let share = words::share(most);
    Some(match ranked.places() {
        None => format!(
            "Of the {writers} respondents who wrote in their own words, more wrote about {theme} than about any other theme ({share})."
        ),
        Some(places) => format!(
            "Of the {writers} respondents who wrote in their own words, those who wrote about {theme} have the highest count of all themes ({share}). Allowing for chance, {places}."
        ),
    })
}

/// What was asked for in respondents' own words, most often first, as far as it may be shown.
pub(super) fn asked_for<'a>(context: &Context<'a>) -> Vec<(&'a PublishedLine, &'a Shown)> {
    let Some((_, released)) = context.frame(FrameKind::Need) else {
        return Vec::new();
    };
    let mut asked: Vec<_> = released
        .requests
        .lines()
        .iter()
        .filter_map(|l| Some((l, l.cell.shown()?)))
        .filter(|(_, s)| s.share().count() > 0)
        .collect();
    asked.sort_by_key(|(_, shown)| std::cmp::Reverse(shown.share().count()));
    asked
}

/// How many things the organisation says that it will do and cannot do; `None` when it has not said.
pub(super) fn answered(context: &Context<'_>) -> Option<String> {
    let actions = &context.project.actions;
    let will = |action: &&Action| matches!(action.answer, Answered::WillDo(_));
    let will = actions.iter().filter(will).count();
    let things = |count: usize, what: &str| {
        let noun = if count == 1 { "thing" } else { "things" };
        (count > 0).then(|| format!("{} {noun} it {what} do", words::number(count)))
    };
    let named = [things(will, "will"), things(actions.len() - will, "cannot")];
    let named: Vec<String> = named.into_iter().flatten().collect();
    (!named.is_empty()).then(|| {
        format!(
            "In answer, {} names {}.",
            context.project.report.organisation_short,
            words::list(&named),
        )
    })
}

/// The words with a small letter at the start, unless the first word is an abbreviation or a name.
pub(in crate::report) fn lower_first(words: &str) -> String {
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
