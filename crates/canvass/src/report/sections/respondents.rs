use super::summary::share_of_members;
use crate::disclosure::{PublishedCell, PublishedRepresentation};
use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::describe::{self, GroupShares, WORTH_TELLING};
use crate::report::figures::representation_figure;
use crate::report::words::Words;
use crate::wording::say;

pub(super) fn respondents(context: &Context<'_>) -> Result<Section, DocumentError> {
    let words = context.words;
    let mut blocks = vec![Block::Paragraph(responses(context))];
    if context.release.representation.is_empty() {
        let totals = has_totals(context);
        let why = say!(words, "sections.respondents.not-compared", totals);
        blocks.push(Block::Paragraph(why.into()));
    }
    for (id, representation) in &context.release.representation {
        let Some(question) = context.project.survey.question(id) else {
            continue;
        };
        let figure = representation_figure(
            words,
            id.as_str(),
            &question.title,
            context.now_label(),
            representation,
        )?;
        let Some(figure) = figure else {
            let title = &question.title;
            let told = say!(words, "sections.respondents.too-few", title);
            blocks.push(Block::Paragraph(told.into()));
            continue;
        };
        blocks.push(Block::Paragraph(less_heard(words, representation)));
        blocks.push(Block::Figure(figure));
    }
    let titles: Vec<String> = context
        .project
        .groups
        .iter()
        .filter(|id| {
            !context
                .release
                .representation
                .iter()
                .any(|(known, _)| known == *id)
        })
        .filter_map(|id| {
            context
                .project
                .survey
                .question(id)
                .map(|q| context.words.inside(&q.title))
        })
        .collect();
    if !titles.is_empty() && !context.release.representation.is_empty() {
        let told = say!(words, "sections.respondents.no-totals", titles);
        blocks.push(Block::Paragraph(told.into()));
    }
    let heading = say!(words, "sections.respondents.heading");
    section("respondents", heading, blocks)
}

/// Whether the members of any group are known for the current wave.
fn has_totals(context: &Context<'_>) -> bool {
    let (project, wave) = (context.project, &context.release.current);
    let mut groups = project
        .groups
        .iter()
        .filter_map(|id| project.survey.question(id));
    groups.any(|question| {
        let mut options = question.options.iter();
        options.any(|option| {
            let total = project.membership.total(wave, &question.id, &option.id);
            total.is_some()
        })
    })
}

fn responses(context: &Context<'_>) -> Text {
    let words = context.words;
    let share = share_of_members(context);
    let earlier: Vec<String> = context
        .release
        .waves
        .iter()
        .filter(|wave| wave.id != context.release.current)
        .map(|wave| {
            let (base, of) = (wave.respondents, context.label(&wave.id));
            say!(words, "phrases.base-in", base, of)
        })
        .collect();
    say!(
        words,
        "sections.respondents.responses",
        responses => context.responses(),
        members => share.map(|share| share.base().get()),
        share => share.map(|share| words.percent_of(share)),
        earlier,
        invited => context.wave().is_some_and(|wave| wave.invited.is_some()),
    )
    .into()
}

/// Names the groups that answered less or more than their share of members, and those that are not shown.
fn less_heard(words: Words<'_>, representation: &PublishedRepresentation) -> Text {
    let told = |group: &GroupShares<'_>| {
        let name = words.quoted(group.label);
        let (members, respondents) = (
            words.percent_of(group.members),
            words.percent_of(group.respondents),
        );
        say!(
            words,
            "sections.respondents.group",
            name,
            members,
            respondents
        )
    };
    let shares = describe::group_shares(representation);
    let (mut less, mut more) = (Vec::new(), Vec::new());
    for group in &shares {
        if group.respondents.count() == 0 {
            continue;
        } else if group.excess() <= -WORTH_TELLING {
            less.push(told(group));
        } else if group.excess() >= WORTH_TELLING {
            more.push(told(group));
        }
    }
    let named = |wanted: &dyn Fn(&PublishedCell) -> bool| -> Vec<String> {
        let groups = representation.groups.iter();
        groups
            .filter(|g| g.members.is_some_and(|m| m.count() > 0) && wanted(&g.respondents))
            .map(|g| words.quoted(&g.label))
            .collect()
    };
    let silent = named(&|cell| cell.shown().is_some_and(|shown| shown.share().count() == 0));
    let hidden = named(&|cell| *cell == PublishedCell::Suppressed);
    let some = |names: Vec<String>| (!names.is_empty()).then_some(names);
    let sentences: Vec<String> = [
        some(silent).map(|names| say!(words, "sections.respondents.silent", names)),
        some(less).map(|names| say!(words, "sections.respondents.less", names)),
        some(more).map(|names| say!(words, "sections.respondents.more", names)),
        some(hidden).map(|names| say!(words, "phrases.figures-hidden", names)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !sentences.is_empty() {
        sentences.join(" ")
    } else if shares.is_empty() {
        say!(words, "sections.respondents.too-few-to-compare")
    } else if shares.iter().all(GroupShares::is_near) {
        say!(words, "sections.respondents.all-alike")
    } else {
        say!(words, "sections.respondents.cannot-tell")
    }
    .into()
}
