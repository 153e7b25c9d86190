use super::summary::share_of_members;
use crate::disclosure::{PublishedCell, PublishedRepresentation};
use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::figures::representation_figure;
use crate::report::words;
use crate::stats::{Percent, Points, Sign, thousands};

/// How far the share of respondents must stand below the share of members to be told, in shares.
const WORTH_TELLING: f64 = 0.02;

pub(super) fn respondents(context: &Context<'_>) -> Result<Section, DocumentError> {
    let mut blocks = vec![Block::Paragraph(responses(context))];
    if context.release.representation.is_empty() {
        blocks.push(Block::Paragraph(
            "How the respondents compare with all members is not known: the project holds no totals of its members by group.".into(),
        ));
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
        let Some(figure) = figure else { continue };
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
                "For all members the following is not known, so respondents cannot be compared with them: {}.",
                words::list(&without_totals.iter().map(|t| t.to_lowercase()).collect::<Vec<_>>())
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

fn responses(context: &Context<'_>) -> Text {
    let mut words = format!("There were {} responses", context.respondents());
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
        words.push_str(&format!(" Earlier there were {}.", words::list(&earlier)));
    }
    words.into()
}

/// Names the groups that answered less than their share of members, and those too few to show.
fn less_heard(representation: &PublishedRepresentation) -> Text {
    let mut less = Vec::new();
    let mut silent = Vec::new();
    let mut few = Vec::new();
    for group in &representation.groups {
        let Some(members) = group.members.filter(|m| m.count() > 0) else {
            continue;
        };
        match &group.respondents {
            PublishedCell::Shown(shown) if shown.share().count() == 0 => {
                silent.push(words::quoted(&group.label))
            }
            PublishedCell::Shown(shown) => {
                let points = Points::between(members, shown.share());
                if points.sign() == Sign::Negative
                    && points.difference() <= -WORTH_TELLING
                    && shown.percent().is_some()
                {
                    less.push(format!(
                        "{} ({} of members, {} of respondents)",
                        words::quoted(&group.label),
                        Percent::of(members),
                        Percent::of(shown.share())
                    ));
                }
            }
            PublishedCell::Suppressed => few.push(words::quoted(&group.label)),
            PublishedCell::NotApplicable => {}
        }
    }
    let mut sentences = Vec::new();
    if !silent.is_empty() {
        sentences.push(format!(
            "We have heard from nobody in {}.",
            words::list(&silent)
        ));
    }
    if !less.is_empty() {
        sentences.push(format!(
            "We have heard less than their share of members from {}.",
            words::list(&less)
        ));
    }
    if !few.is_empty() {
        sentences.push(format!(
            "The figures for {} are not shown, so that nobody can be recognised.",
            words::list(&few)
        ));
    }
    if sentences.is_empty() {
        sentences.push(
            "No group stands more than two percentage points below its share of members."
                .to_owned(),
        );
    }
    sentences.join(" ").into()
}
