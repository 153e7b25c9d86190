use serde::Serialize;

use super::record::{record, words};
use crate::compare::{Lead, OptionGap, TestedGap, Verdict};
use crate::stats::{StatsError, WeightedGap};
use crate::survey::{OptionId, Question, WaveId};

record! {
    /// The gap between two options of one question among the same people, and how it changed.
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[non_exhaustive]
    pub struct GapRecord {
        /// Id of the earlier wave.
        pub from_wave: Option<String>,
        /// Id of the later wave.
        pub to_wave: String,
        /// Id of the question.
        pub question: String,
        /// Id of the option that is ahead in the later wave; of two that are level, of the one that stands first.
        pub first_id: String,
        /// Its label.
        pub first_label: String,
        /// Id of the other option.
        pub second_id: String,
        /// Its label.
        pub second_label: String,
        /// Why there is no earlier gap and no change; empty where there are.
        pub no_change: Option<String>,
        /// Share of the first less share of the second in the earlier wave, from -1 to 1, unrounded.
        pub from_gap: Option<f64>,
        /// Lower limit of the earlier gap's 95% interval (Tango's score).
        pub from_lower: Option<f64>,
        /// Upper limit of the earlier gap's 95% interval (Tango's score).
        pub from_upper: Option<f64>,
        /// Two-sided p-value of the earlier gap (McNemar's mid-p).
        pub from_p: Option<f64>,
        /// The same after Holm's adjustment over all pairs of the question.
        pub from_p_adjusted: Option<f64>,
        /// Share of the first less share of the second in the later wave, from -1 to 1, unrounded.
        pub to_gap: f64,
        /// Lower limit of the later gap's 95% interval (Tango's score).
        pub to_lower: f64,
        /// Upper limit of the later gap's 95% interval (Tango's score).
        pub to_upper: f64,
        /// Two-sided p-value of the later gap (McNemar's mid-p).
        pub to_p: f64,
        /// The same after Holm's adjustment over all pairs of the question.
        pub to_p_adjusted: f64,
        /// The later gap with weights, from -1 to 1, unrounded.
        pub weighted_gap: Option<f64>,
        /// Lower limit of the weighted gap's 95% interval (Student's t on the linearised variance).
        pub weighted_lower: Option<f64>,
        /// Upper limit of the weighted gap's 95% interval (Student's t on the linearised variance).
        pub weighted_upper: Option<f64>,
        /// Two-sided p-value of the weighted gap.
        pub weighted_p: Option<f64>,
        /// Why there is no weighted gap, in a wave that has weights.
        pub no_weighted_gap: Option<String>,
        /// What may be said of the later gap: ahead, too_close (test and interval disagree) or not_clear.
        pub lead: LeadKind,
        /// Later less earlier gap, from -2 to 2, unrounded.
        pub change: Option<f64>,
        /// Lower limit of the change's 95% interval (MOVER on the limits of both gaps).
        pub change_lower: Option<f64>,
        /// Upper limit of the change's 95% interval (MOVER on the limits of both gaps).
        pub change_upper: Option<f64>,
        /// Two-sided p-value of the change (linear-by-linear association).
        pub change_p: Option<f64>,
        /// The same after Holm's adjustment over all pairs of the question.
        pub change_p_adjusted: Option<f64>,
        /// Where the order changed, how strongly that may be told: order_changed (chance alone could do it), too_close, shifted or overtook.
        pub verdict: Option<VerdictKind>,
        /// Whether the figures are unsuppressed: never to be published or passed on.
        pub internal: bool,
    }
}

words! {
    /// What may be said of two options.
    LeadKind {
        /// The test does not tell them apart.
        NotClear = "not_clear",
        /// Test and interval disagree.
        TooClose = "too_close",
        /// The one is ahead of the other.
        Ahead = "ahead",
    }
}

words! {
    /// How strongly a change of order may be told.
    VerdictKind {
        /// It is within what chance alone could produce.
        OrderChanged = "order_changed",
        /// Test and interval disagree.
        TooClose = "too_close",
        /// There was a shift from the one to the other.
        Shifted = "shifted",
        /// The one overtook the other.
        Overtook = "overtook",
    }
}

impl GapRecord {
    /// The gap between two options of `question`, marked [`internal`](GapRecord::internal).
    pub(super) fn of(
        question: &Question,
        (from, to): (Option<&WaveId>, &WaveId),
        gap: &OptionGap,
        weighted: Option<&Result<WeightedGap, StatsError>>,
    ) -> Self {
        let label = |id: &OptionId| {
            let option = question
                .option_index(id)
                .and_then(|at| question.options.get(at));
            option.map_or_else(String::new, |option| option.label.clone())
        };
        let Figures {
            size,
            lower,
            upper,
            p,
            adjusted,
        } = Figures::of(&gap.to);
        let earlier = gap.from.as_ref().map(Figures::of);
        let of_weights = weighted.and_then(|weighted| weighted.as_ref().ok());
        let why = match from {
            None => "there is no earlier wave",
            Some(_) => {
                "the question or one of the options was not asked, was reworded, or was not answered by anybody"
            }
        };
        let change = gap.change.as_ref().map(Figures::of);
        GapRecord {
            from_wave: from.map(WaveId::to_string),
            to_wave: to.to_string(),
            question: question.id.to_string(),
            first_id: gap.first.to_string(),
            first_label: label(&gap.first),
            second_id: gap.second.to_string(),
            second_label: label(&gap.second),
            no_change: earlier.is_none().then(|| why.to_owned()),
            from_gap: earlier.map(|of| of.size),
            from_lower: earlier.map(|of| of.lower),
            from_upper: earlier.map(|of| of.upper),
            from_p: earlier.map(|of| of.p),
            from_p_adjusted: earlier.map(|of| of.adjusted),
            to_gap: size,
            to_lower: lower,
            to_upper: upper,
            to_p: p,
            to_p_adjusted: adjusted,
            weighted_gap: of_weights.map(|found| found.gap),
            weighted_lower: of_weights.map(|found| found.interval.lower()),
            weighted_upper: of_weights.map(|found| found.interval.upper()),
            weighted_p: of_weights.map(|found| found.p.value()),
            no_weighted_gap: weighted
                .and_then(|weighted| weighted.as_ref().err())
                .map(ToString::to_string),
            lead: match gap.to.lead() {
                Lead::NotClear => LeadKind::NotClear,
                Lead::TooClose => LeadKind::TooClose,
                Lead::Ahead => LeadKind::Ahead,
            },
            change: change.map(|of| of.size),
            change_lower: change.map(|of| of.lower),
            change_upper: change.map(|of| of.upper),
            change_p: change.map(|of| of.p),
            change_p_adjusted: change.map(|of| of.adjusted),
            verdict: gap.verdict().map(|verdict| match verdict {
                Verdict::OrderChanged => VerdictKind::OrderChanged,
                Verdict::TooClose => VerdictKind::TooClose,
                Verdict::Shifted => VerdictKind::Shifted,
                Verdict::Overtook => VerdictKind::Overtook,
            }),
            internal: true,
        }
    }
}

#[derive(Clone, Copy)]
struct Figures {
    size: f64,
    lower: f64,
    upper: f64,
    p: f64,
    adjusted: f64,
}

impl Figures {
    fn of(tested: &TestedGap) -> Self {
        Figures {
            size: tested.gap.size,
            lower: tested.gap.interval.lower(),
            upper: tested.gap.interval.upper(),
            p: tested.gap.p.value(),
            adjusted: tested.p_adjusted.value(),
        }
    }
}
