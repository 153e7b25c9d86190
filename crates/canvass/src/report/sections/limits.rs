use super::summary::share_of_members;
use crate::document::{Block, DocumentError, Section, Text};
use crate::report::context::{Context, section};
use crate::report::words;
use crate::stats::{Percent, thousands};

/// What the figures cannot tell.
pub(super) fn limits(context: &Context<'_>) -> Result<Section, DocumentError> {
    let mut items: Vec<Text> = Vec::new();
    items.push(match share_of_members(context) {
        Some(share) => format!(
            "{} came in, about {} of about {} members. People chose to answer. Those who did may differ from those who did not, in ways that nobody can see from the answers.",
            words::counted(context.responses(), "response", "responses"),
            Percent::of(share),
            thousands(share.base().get())
        )
        .into(),
        None => format!(
            "{} came in. How many members there are is not known here. People chose to answer, and may differ from those who did not.",
            words::counted(context.responses(), "response", "responses")
        )
        .into(),
    });
    items.push(format!(
        "The figures are about respondents. They are not the voice of every member of {}, which is a network of many.",
        context.project.organisation
    ).into());
    items.push(context.project.report.inference.assumption().into());
    items.push("What people wrote was sorted by rules written in advance. Rules miss things and get things wrong, and nobody has checked every answer. The counts show what came up, not what everybody thinks.".into());
    if let Some(before) = context.before_label() {
        items.push(format!(
            "Some people may have answered in both {before} and {}, and we cannot tell who. The tests treat them as different people, which makes the tests more cautious.",
            context.now_label()
        ).into());
    }
    let policy = &context.project.disclosure;
    let small = match policy.threshold {
        0 | 1 => "Counts are shown however small they are.".to_owned(),
        2 => "Counts of 1 are not shown, nor are figures from which one could be worked out."
            .to_owned(),
        threshold => format!(
            "Counts from 1 to {} are not shown, nor are figures from which one could be worked out.",
            thousands(threshold - 1)
        ),
    };
    items.push(format!(
        "{small} With fewer than {} answers there are counts and no percentages. With fewer than {}, the percentages carry a warning.",
        thousands(policy.counts_only_below),
        thousands(policy.low_base_below)
    ).into());
    items.push(
        "When two findings stand side by side, that does not show that one led to the other."
            .into(),
    );
    let intro = format!(
        "{} things to bear in mind when reading this report:",
        words::capital(&words::number(items.len()))
    );
    section(
        "limits",
        "What the figures cannot tell",
        vec![Block::Paragraph(intro.into()), Block::Bullets(items)],
    )
}
