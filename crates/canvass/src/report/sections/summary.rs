use super::headline::headline_paragraph;
use crate::disclosure::{PublishedCell, PublishedLine, PublishedTable, Shown};
use crate::document::{Anchor, Block, DocumentError, KeyFigure, Section, Text};
use crate::report::context::{Context, section};
use crate::report::describe::{self, GroupShares, WORTH_TELLING};
use crate::report::phrases::Phrases;
use crate::report::ranked::{Ranked, with_level};
use crate::report::words;
use crate::stats::Proportion;
use crate::survey::{Action, Answered, FrameKind, OptionId, Question};
use crate::tabulate::LineKey;
use crate::wording::say;

/// So many requests are named.
const REQUESTS: usize = 3;

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
    section(
        "summary",
        say!(context.words, "sections.summary.heading"),
        blocks,
    )
}

pub(super) fn who_answered(context: &Context<'_>) -> Text {
    let (project, words) = (context.project, context.words);
    let period = context.wave().and_then(|w| w.opened.zip(w.closed));
    let share = share_of_members(context);
    say!(
        words,
        "sections.summary.who-answered",
        responses => context.responses(),
        wave => context.now_label(),
        organisation => &project.organisation,
        opened => period.map(|(opened, _)| words.date(opened)),
        closed => period.map(|(_, closed)| words.date(closed)),
        short_name => &project.report.organisation_short,
        members => share.map(|share| share.base().get()),
        share => share.map(|share| words.percent_of(share)),
    )
    .into()
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
        let name = |group: GroupShares<'_>| context.words.quoted(group.label);
        more.extend(over.filter(worth).map(name));
        less.extend(under.filter(worth).map(name));
    }
    if more.is_empty() && less.is_empty() {
        return Ok(None);
    }
    let table = words::to(&Anchor::new("respondents")?);
    let told = say!(
        context.words,
        "sections.summary.stands-out",
        more,
        less,
        table
    );
    Ok(Some(words::text(&told)))
}

fn what_it_is(context: &Context<'_>) -> Text {
    words::text(&say!(
        context.words,
        "sections.summary.what-it-is",
        organisation => &context.project.organisation,
        limits => "limits",
    ))
}

/// The key figures, and why any of them cannot be told.
pub(super) fn key_figures(context: &Context<'_>) -> Vec<Block> {
    let words = context.words;
    let (mut told, mut untold) = (Vec::new(), Vec::new());
    for key in &context.project.report.key_figures {
        let Some(question) = context.project.survey.question(&key.question) else {
            continue;
        };
        let line = context
            .table(question)
            .and_then(|table| line_of(table, &key.option));
        if let Some((line, shown)) = line.and_then(|line| Some((line, line.cell.shown()?))) {
            let (option, title) = (words.quoted(&line.label), &question.title);
            let people = words.share_of(shown, who(context, question));
            let first_places = Phrases::of(question).first_places;
            let told_in_words = match &key.says {
                Some(says) => say!(words, "sections.summary.key-figure", people, says),
                None => say!(
                    words,
                    "sections.summary.chosen",
                    people,
                    option,
                    title => words.in_quotes(title),
                    first_places,
                ),
            };
            told.push(KeyFigure {
                figure: words.size(shown),
                words: with_care(context, context.table(question), told_in_words).into(),
            });
        } else {
            let title = words.in_quotes(&question.title);
            let why = why_untold(context, question, line);
            let wave = context.now_label();
            untold.push(say!(
                words,
                "sections.summary.no-key-figure",
                title,
                why,
                wave
            ));
        }
    }
    let told = (!told.is_empty()).then_some(Block::KeyFigures(told));
    let untold = untold.into_iter().map(|why| Block::Paragraph(why.into()));
    told.into_iter().chain(untold).collect()
}

/// The term for who the base of a question is: all respondents, or those of them who were asked and answered.
fn who(context: &Context<'_>, question: &Question) -> &'static str {
    let base = context.table(question).and_then(|table| table.base());
    if base == Some(context.responses()) {
        "respondents"
    } else {
        Phrases::of(question).who
    }
}

/// What is told of a table, with a warning where its base is low.
pub(super) fn with_care(
    context: &Context<'_>,
    table: Option<&PublishedTable>,
    told: String,
) -> String {
    if table.is_some_and(PublishedTable::low_base) {
        format!("{told} {}", say!(context.words, "phrases.low-base"))
    } else {
        told
    }
}

/// Why a key figure cannot be told.
fn why_untold(
    context: &Context<'_>,
    question: &Question,
    line: Option<&PublishedLine>,
) -> &'static str {
    let asked = question.asked_in(&context.release.current).is_some();
    let base = context.table(question).and_then(|table| table.base());
    match line.map(|line| line.cell) {
        Some(PublishedCell::Suppressed) => "hidden",
        _ if !asked => "not-asked",
        _ if base == Some(0) => "nobody-answered",
        _ => "not-offered",
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
    let people = context.words.share_of(shown, who(context, question));
    let says = key.says.as_ref()?;
    Some(say!(
        context.words,
        "sections.summary.key-figure",
        people,
        says
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
    let asked = asked_for(context, REQUESTS);
    let words = context.words;
    let items: Vec<String> = asked
        .iter()
        .map(|(line, shown)| {
            let name = words.inside(&line.label);
            let figure = words.respondents(shown.share().count());
            say!(words, "phrases.name-figure", name, figure)
        })
        .collect();
    if !items.is_empty() {
        points.push(say!(words, "sections.summary.asked-for", items).into());
    }
    if let Some(answered) = answered(context) {
        let see = say!(words, "phrases.see", table => words::to(&Anchor::new("actions")?));
        points.push(words::text(&format!("{answered} {see}")));
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
    let told = say!(
        context.words,
        "sections.summary.first-theme",
        writers => context.writers()?,
        theme => context.words.inside(&line.label),
        share => context.words.share(most),
        last_place => ranked.last_place(),
        among_shown => !ranked.suppressed.is_empty(),
    );
    Some(with_care(context, Some(&released.all), told))
}

/// The first `many` of what was asked for in respondents' own words, most often first, as far as it may be shown, and
/// what is level with them.
pub(super) fn asked_for<'a>(
    context: &Context<'a>,
    many: usize,
) -> Vec<(&'a PublishedLine, &'a Shown)> {
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
    with_level(asked, many)
}

/// How many things the organisation says that it will do and cannot do; `None` when it has not said.
pub(super) fn answered(context: &Context<'_>) -> Option<String> {
    let actions = &context.project.actions;
    let will = |action: &&Action| matches!(action.answer, Answered::WillDo(_));
    let will = actions.iter().filter(will).count();
    let cannot = actions.len() - will;
    let organisation = &context.project.report.organisation_short;
    (!actions.is_empty()).then(|| {
        say!(
            context.words,
            "sections.summary.in-answer",
            organisation,
            will,
            cannot
        )
    })
}

/// Whether a line counts a code that stands below no other.
pub(super) fn is_top_level(key: &LineKey) -> bool {
    matches!(key, LineKey::Code(code) if !code.code.as_str().contains('.'))
}
