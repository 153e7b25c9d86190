use super::discrete::Tails;
use super::interval::wilson_at_base;
use super::{Confidence, Interval, PValue, Proportion};

/// The interval of a change between two independent proportions, `after - before`: Newcombe's
/// hybrid of two Wilson intervals (Newcombe 1998, Statistics in Medicine 17:873, method 10,
/// without continuity correction). Limits are differences of shares from -1 to 1.
///
/// There is no finite-population factor here on purpose: a change is a question about what made
/// it, not about a list of members (Deming 1953, JASA 48:244).
///
/// ```
/// use canvass::stats::{Confidence, Proportion, newcombe};
///
/// let change = newcombe(
///     Proportion::new(48, 80)?,
///     Proportion::new(56, 70)?,
///     Confidence::P95,
/// );
/// assert!((change.lower() - 0.0524).abs() < 5e-5);
/// assert!((change.upper() - 0.3339).abs() < 5e-5);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn newcombe(before: Proportion, after: Proportion, confidence: Confidence) -> Interval {
    hybrid(
        (before.value(), wilson_at_base(before, confidence)),
        (after.value(), wilson_at_base(after, confidence)),
        1.0,
    )
}

/// The interval of a difference from two estimates and their own intervals (Zou and Donner 2008,
/// Statistics in Medicine 27:1693). The bound is the largest difference there can be.
pub(super) fn hybrid(before: (f64, Interval), after: (f64, Interval), bound: f64) -> Interval {
    let (first, i) = before;
    let (second, j) = after;
    let change = second - first;
    Interval::new(
        (change - (second - j.lower()).hypot(i.upper() - first)).max(-bound),
        (change + (j.upper() - second).hypot(first - i.lower())).min(bound),
    )
}

/// The test of a change between two independent proportions: Fisher's conditional distribution
/// with the central mid-p, for every size of base (Lydersen, Fagerland and Laake 2009, Statistics
/// in Medicine 28:1159). One rule for all bases: Fisher's own p is too timid and the normal test
/// too bold.
///
/// If the same people answer in both waves and cannot be linked, the test is conservative.
///
/// ```
/// use canvass::stats::{Proportion, fisher_mid_p};
///
/// let p = fisher_mid_p(Proportion::new(48, 80)?, Proportion::new(56, 70)?);
/// assert!((p.value() - 0.008_449).abs() < 1e-6);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn fisher_mid_p(before: Proportion, after: Proportion) -> PValue {
    let (n1, n2) = (before.base().get(), after.base().get());
    let selected = before.count() + after.count();
    let lowest = selected.saturating_sub(n1);
    let highest = selected.min(n2);
    let people = u128::from(n1) + u128::from(n2);
    let peak = (u128::from(selected) + 1) * (u128::from(n2) + 1) / (people + 2);
    let peak = u64::try_from(peak)
        .unwrap_or(highest)
        .clamp(lowest, highest);
    Tails::of_peaked(lowest..=highest, peak, after.count(), |k| {
        let gained = (selected - k) as f64 * (n2 - k) as f64;
        gained / ((k + 1) as f64 * (n1 + k + 1 - selected) as f64)
    })
    .central_mid_p()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
