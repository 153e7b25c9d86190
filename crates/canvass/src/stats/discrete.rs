use super::PValue;

/// The part of a sum below which a weight does not change it: less than half of the last bit of an `f64`.
const NEGLIGIBLE: f64 = 1e-17;

/// How the probability of a discrete distribution lies around an observed value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tails {
    below: f64,
    at: f64,
    above: f64,
}

impl Tails {
    /// Tails of a distribution with one peak, given by the ratio of each weight to the one before.
    ///
    /// Weights are worked out from the peak outwards, relative to it, so that neither factorials
    /// nor their logarithms are needed and the error stays near that of one rounding per step. They shrink with every
    /// step, and those that are too small to change the sum that they belong to are left out.
    pub(super) fn of_peaked(
        support: std::ops::RangeInclusive<u64>,
        peak: u64,
        observed: u64,
        ratio_to_next: impl Fn(u64) -> f64,
    ) -> Self {
        let mut tails = Tails::none();
        tails.add(1.0, peak.cmp(&observed));
        let mut weight = 1.0;
        for k in peak..*support.end() {
            weight *= ratio_to_next(k);
            if weight == 0.0 || (k + 1 > observed && weight < tails.above * NEGLIGIBLE) {
                break;
            }
            tails.add(weight, (k + 1).cmp(&observed));
        }
        weight = 1.0;
        for k in (*support.start()..peak).rev() {
            weight /= ratio_to_next(k);
            if weight == 0.0 || (k < observed && weight < tails.below * NEGLIGIBLE) {
                break;
            }
            tails.add(weight, k.cmp(&observed));
        }
        tails.normalised()
    }

    /// Tails of a distribution given by its weights, which need not sum to one.
    pub(super) fn of_weights(weights: impl IntoIterator<Item = (f64, std::cmp::Ordering)>) -> Self {
        let mut tails = Tails::none();
        for (weight, side) in weights {
            tails.add(weight, side);
        }
        tails.normalised()
    }

    /// Successes among trials that succeed as often as they fail.
    pub(super) fn of_fair_coin(trials: u64, observed: u64) -> Self {
        Tails::of_peaked(0..=trials, trials / 2, observed, |k| {
            (trials - k) as f64 / (k + 1) as f64
        })
    }

    fn none() -> Self {
        Tails {
            below: 0.0,
            at: 0.0,
            above: 0.0,
        }
    }

    fn add(&mut self, weight: f64, side: std::cmp::Ordering) {
        match side {
            std::cmp::Ordering::Less => self.below += weight,
            std::cmp::Ordering::Equal => self.at += weight,
            std::cmp::Ordering::Greater => self.above += weight,
        }
    }

    fn normalised(self) -> Self {
        let total = self.below + self.at + self.above;
        Tails {
            below: self.below / total,
            at: self.at / total,
            above: self.above / total,
        }
    }

    /// The probability of the observed value or more.
    pub(super) fn at_least(self) -> f64 {
        (self.at + self.above).min(1.0)
    }

    /// Twice the smaller tail, with half of the observed value's own probability.
    pub(super) fn central_mid_p(self) -> PValue {
        PValue::capped(2.0 * (self.below.min(self.above) + self.at / 2.0))
    }

    /// Twice the smaller tail, with all of the observed value's own probability.
    pub(super) fn central_exact(self) -> PValue {
        PValue::capped(2.0 * (self.below.min(self.above) + self.at))
    }
}
