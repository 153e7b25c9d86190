use crate::stats::{
    Confidence, Interval, PValue, PairedTable, holm, mcnemar_mid_p, shift_interval, shift_test,
    tango,
};

/// A gap between two options of one question, or its change between waves, as a difference of shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The gap, from -1 to 1; its change, from -2 to 2.
    pub size: f64,
    /// Its interval at 95%: Tango's score interval for a gap, MOVER on those limits for its change.
    pub interval: Interval,
    /// Its test: McNemar's mid-p for a gap, linear-by-linear association for its change.
    pub p: PValue,
}

impl Gap {
    pub(super) fn test_and_interval_agree(&self) -> bool {
        let outside = self.interval.lower() > 0.0 || self.interval.upper() < 0.0;
        self.p.is_below(0.05) == outside
    }
}

/// How strongly a change of order may be told (methods, section 5), from weakest to strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The order changed, within what chance alone could produce.
    OrderChanged,
    /// Test and interval disagree: too close to call.
    TooClose,
    /// There was a shift from the one to the other.
    Shifted,
    /// The one overtook the other: the gap is clear in both waves.
    Overtook,
}

/// The gap of one wave: Tango's interval, McNemar's mid-p.
pub(super) fn gap(table: &PairedTable) -> Gap {
    Gap {
        size: table.gap(),
        interval: tango(table, Confidence::P95),
        p: mcnemar_mid_p(table),
    }
}

/// The change of a gap: MOVER on the Tango limits, linear-by-linear association.
pub(super) fn gap_change(before: &PairedTable, after: &PairedTable) -> Gap {
    Gap {
        size: after.gap() - before.gap(),
        interval: shift_interval(before, after, Confidence::P95),
        p: shift_test(before, after),
    }
}

/// How strongly a change of order may be told, from the gaps of both waves and their change.
pub(super) fn verdict(gap_from: &Gap, gap_to: &Gap, change: &Gap) -> Verdict {
    let both = holm(&[Some(gap_from.p), Some(gap_to.p)]);
    let clear_in_both = both.iter().all(|p| p.is_some_and(|p| p.is_below(0.05)))
        && gap_from.size < 0.0
        && gap_to.size > 0.0;
    let gaps_agree = gap_from.test_and_interval_agree() && gap_to.test_and_interval_agree();
    if !change.test_and_interval_agree() {
        Verdict::TooClose
    } else if !change.p.is_below(0.05) {
        Verdict::OrderChanged
    } else if clear_in_both && gaps_agree {
        Verdict::Overtook
    } else {
        Verdict::Shifted
    }
}
