use std::collections::BTreeSet;

use super::numbers::values;
use crate::report::context::Context;
use crate::report::sections::share_of_members;
use crate::stats::Percent;
use crate::survey::QuestionKind;
use crate::tabulate::LineKey;

/// What a report may tell without a table.
#[derive(Default)]
pub(super) struct Facts {
    /// How many there are and answered, years, and the limits of the project's settings.
    pub(super) numbers: BTreeSet<i64>,
    /// How many chose one of two points of a scale, each with the base that it may be told with: that sum stands in no
    /// table.
    pub(super) sums: BTreeSet<(i64, i64)>,
}

/// What needs no table, from the project and the release.
pub(super) fn facts(context: &Context<'_>) -> Facts {
    Facts {
        numbers: numbers(context),
        sums: sums(context),
    }
}

/// The sums of two figures that are shown of a scale of the current wave.
fn sums(context: &Context<'_>) -> BTreeSet<(i64, i64)> {
    let questions = context.project.survey.questions.iter();
    let scales = questions.filter(|question| question.kind == QuestionKind::Scale);
    let mut sums = BTreeSet::new();
    for (question, table) in scales.filter_map(|q| Some((q, context.table(q)?))) {
        let points = question.options.iter().filter(|o| o.score.is_some());
        let counts: Vec<(u64, u64)> = points
            .filter_map(|point| table.line(&LineKey::Option(point.id.clone())))
            .filter_map(|line| line.cell.shown())
            .map(|shown| (shown.share().count(), shown.share().base().get()))
            .collect();
        for (at, (one, base)) in counts.iter().enumerate() {
            let others = counts.iter().skip(at + 1);
            sums.extend(others.filter_map(|(other, _)| {
                let thousandths = |n: u64| i64::try_from(n).ok()?.checked_mul(1000);
                Some((thousandths(one + other)?, thousandths(*base)?))
            }));
        }
    }
    sums
}

fn numbers(context: &Context<'_>) -> BTreeSet<i64> {
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
