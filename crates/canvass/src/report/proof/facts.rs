use std::collections::BTreeSet;

use super::numbers::values;
use crate::report::context::Context;
use crate::report::sections::share_of_members;
use crate::stats::Percent;

/// Numbers that a report may tell without a table: how many there are and answered, years, and the limits of the
/// project's settings.
pub(super) fn facts(context: &Context<'_>) -> BTreeSet<i64> {
    let (project, release) = (context.project, context.release);
    let mut facts = BTreeSet::new();
    let mut add = |text: &str| facts.extend(values(text));
    for wave in &project.survey.waves {
        add(&wave.label);
        wave.members
            .iter()
            .for_each(|members| add(&members.to_string()));
    }
    for wave in &release.waves {
        add(&wave.respondents.to_string());
        wave.writers
            .iter()
            .for_each(|writers| add(&writers.to_string()));
    }
    for (_, representation) in &release.representation {
        add(&representation.members.to_string());
        add(&representation.respondents.to_string());
    }
    share_of_members(context)
        .iter()
        .for_each(|share| add(&Percent::of(*share).number()));
    let policy = &project.disclosure;
    for limit in [
        policy.threshold.saturating_sub(1),
        policy.threshold,
        policy.counts_only_below,
        policy.low_base_below,
        // Whatever adds up to all, and the level of the intervals.
        100,
        95,
    ] {
        add(&limit.to_string());
    }
    facts
}
