use super::summary::{lower_first, share_of_members};
use crate::disclosure::{PublishedCell, PublishedRepresentation};
use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::describe::{self, GroupShares, WORTH_TELLING};
use crate::report::figures::representation_figure;
use crate::report::words;
use crate::stats::{Percent, thousands};

pub(super) fn respondents(context: &Context<'_>) -> Result<Section, DocumentError> {
    let mut blocks = vec![Block::Paragraph(responses(context))];
    if context.release.representation.is_empty() {
        let why = if has_totals(context) {
            "How respondents compare with all members cannot be shown: too few said which group they belong to."
        } else {
            "How respondents compare with all members is not known: there are no totals of members by group."
        };
        blocks.push(Block::Paragraph(why.into()));
    }
    for (id, representation) in &context.release.representation {
        let Some(question) = context.project.survey.question(id) else {
            continue;
        };
        let figure = representation_figure(
            id.as_str(),
            &question.title,
            context.now_label(),
            representation,
        )?;
        let Some(figure) = figure else {
            let told = format!(
                "{}: too few answered for a figure of any group to be shown.",
                question.title
            );
            blocks.push(Block::Paragraph(told.into()));
            continue;
        };
        blocks.push(Block::Paragraph(less_heard(representation)));
        blocks.push(Block::Figure(figure));
    }
    let without_totals: Vec<&str> = context
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
                .map(|q| q.title.as_str())
        })
        .collect();
    if !without_totals.is_empty() && !context.release.representation.is_empty() {
        blocks.push(Block::Paragraph(
            format!(
                "Totals of all members are not known for {}, so respondents cannot be compared with members on this.",
                words::list(&without_totals.iter().map(|t| lower_first(t)).collect::<Vec<_>>())
            )
            .into(),
        ));
    }
    section(
        "respondents",
        "Who answered, and who we have not heard from",
        blocks,
    )
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
    let mut words = match context.responses() {
        1 => "There was one response".to_owned(),
        many => format!("There were {} responses", thousands(many)),
    };
    if let Some(share) = share_of_members(context) {
        words.push_str(&format!(
            ", about {} of about {} members",
            Percent::of(share),
            thousands(share.base().get())
        ));
    }
    words.push_str(". Anybody with the link could answer, so this is not a response rate. A group counts as one response, however many people stand behind it.");
    let earlier: Vec<String> = context
        .release
        .waves
        .iter()
        .filter(|wave| wave.id != context.release.current)
        .map(|wave| {
            format!(
                "{} in {}",
                thousands(wave.respondents),
                context.label(&wave.id)
            )
        })
        .collect();
    if !earlier.is_empty() {
        words.push_str(&format!(" There were {}.", words::list(&earlier)));
    }
    words.into()
}

/// Names the groups that answered less or more than their share of members, and those that are not shown.
fn less_heard(representation: &PublishedRepresentation) -> Text {
    let told = |group: &GroupShares<'_>| {
        format!(
            "{} ({} of members, {} of respondents)",
            words::quoted(group.label),
            Percent::of(group.members),
            Percent::of(group.respondents)
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
            .map(|g| words::quoted(&g.label))
            .collect()
    };
    let silent = named(&|cell| cell.shown().is_some_and(|shown| shown.share().count() == 0));
    let hidden = named(&|cell| *cell == PublishedCell::Suppressed);
    let mut sentences = Vec::new();
    let mut say = |names: Vec<String>, before: &str, after: &str| {
        if !names.is_empty() {
            sentences.push(format!("{before} {}{after}", words::list(&names)));
        }
    };
    say(silent, "We have heard from nobody in", ".");
    say(less, "Answered less than their share of members:", ".");
    say(more, "Answered more than their share of members:", ".");
    say(
        hidden,
        "The figures for",
        " are not shown, so that nobody can be recognised.",
    );
    if sentences.is_empty() && shares.is_empty() {
        sentences
            .push("Too few answered to set their shares beside those of all members.".to_owned());
    } else if sentences.is_empty() {
        sentences.push(
            "Every group is within two percentage points of its share of members.".to_owned(),
        );
    }
    sentences.join(" ").into()
}
