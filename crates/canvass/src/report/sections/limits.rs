use super::summary::share_of_members;
use crate::document::{Block, DocumentError, Section, Text};
use crate::report::assumption;
use crate::report::context::{Context, section};
use crate::wording::say;

/// What the figures cannot tell.
pub(super) fn limits(context: &Context<'_>) -> Result<Section, DocumentError> {
    let (words, project) = (context.words, context.project);
    let responses = context.responses();
    let share = share_of_members(context);
    let members = share.map(|share| share.base().get());
    let share = share.map(|share| words.percent_of(share));
    let mut items = vec![
        say!(
            words,
            "sections.limits.responses",
            responses,
            members,
            share
        ),
        say!(words, "sections.limits.not-everybody", organisation => &project.organisation),
        assumption(project),
    ];
    if context.asked_own_words() {
        items.push(say!(words, "sections.limits.rules"));
    }
    if let Some(before) = context.before_label() {
        let now = context.now_label();
        items.push(say!(
            words,
            "sections.limits.same-people",
            before,
            now,
            linked => context.links_people(),
        ));
    }
    let policy = &project.disclosure;
    items.push(say!(
        words,
        "sections.limits.small-counts",
        largest_hidden => policy.threshold.saturating_sub(1),
        counts_only_below => policy.counts_only_below,
        low_base_below => policy.low_base_below,
    ));
    items.push(say!(words, "sections.limits.causes"));
    let intro = say!(words, "sections.limits.intro", count => items.len());
    let items: Vec<Text> = items.into_iter().map(Text::from).collect();
    section(
        "limits",
        say!(words, "sections.limits.heading"),
        vec![Block::Paragraph(intro.into()), Block::Bullets(items)],
    )
}
