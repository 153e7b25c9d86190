//! Figures for respondents who do not all count the same.

mod estimate;
mod gap;
mod mean;
mod post_stratify;
mod rake;
mod rao_scott;
mod sums;

pub use estimate::{WeightedChange, WeightedProportion, weighted_change};
pub use gap::{WeightedGap, weighted_gap};
pub use mean::{WeightedMean, weighted_mean};
pub use post_stratify::post_stratify;
pub use rake::{Margin, RakeOptions, Raked, rake};
pub use rao_scott::{RaoScott, rao_scott};
pub use sums::WeightSum;

use super::StatsError;

/// How much each respondent counts, one weight each, from 1e-100 to 1e100.
///
/// ```
/// use canvass::stats::Weights;
///
/// let weights = Weights::new(vec![2.0, 1.0, 1.0])?;
/// assert!((weights.effective_base() - 16.0 / 6.0).abs() < 1e-12);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Takes the weights of all respondents in order.
    ///
    /// # Errors
    /// [`StatsError::EmptyBase`] for nobody, [`StatsError::InvalidWeight`] for one that is not
    /// positive, or too small or large to square.
    pub fn new(weights: Vec<f64>) -> Result<Self, StatsError> {
        if weights.is_empty() {
            return Err(StatsError::EmptyBase);
        }
        if let Some(respondent) = weights.iter().position(|w| !is_usable(*w)) {
            return Err(StatsError::InvalidWeight { respondent });
        }
        Ok(Weights(weights))
    }

    /// The weights, in the order of respondents.
    pub fn as_slice(&self) -> &[f64] {
        &self.0
    }

    /// The number of respondents.
    pub fn base(&self) -> usize {
        self.0.len()
    }

    /// Kish's effective base: how many respondents of equal weight would tell as much (Kish 1965,
    /// Survey Sampling). Show it with the base.
    pub fn effective_base(&self) -> f64 {
        let squares: f64 = self.0.iter().map(|w| w * w).sum();
        self.total().powi(2) / squares
    }

    /// Kish's design effect of weighting: the base over the effective base, 1 when all weights
    /// are equal.
    pub fn design_effect(&self) -> f64 {
        self.base() as f64 / self.effective_base()
    }

    fn total(&self) -> f64 {
        self.0.iter().sum()
    }

    fn all_equal(&self) -> bool {
        self.0.windows(2).all(|pair| pair.first() == pair.last())
    }

    /// Pairs each weight with what its respondent answered.
    fn with<'a, T>(
        &'a self,
        answers: &'a [T],
    ) -> Result<impl Iterator<Item = (f64, &'a T)> + Clone, StatsError> {
        if answers.len() != self.base() {
            return Err(StatsError::LengthMismatch {
                expected: self.base(),
                found: answers.len(),
            });
        }
        Ok(self.0.iter().copied().zip(answers))
    }
}

/// Whether a weight is a number whose square is one as well.
fn is_usable(weight: f64) -> bool {
    (1e-100..=1e100).contains(&weight)
}

/// A weighted mean and its linearised variance (Taylor; Binder 1983, International Statistical
/// Review 51:279). Weights count as fixed, which is usually cautious after raking. `None` for the
/// variance of a single respondent.
fn mean_and_variance(values: impl Iterator<Item = (f64, f64)> + Clone) -> (f64, Option<f64>) {
    let mut people = 0.0;
    let mut total = 0.0;
    let mut sum = 0.0;
    for (weight, value) in values.clone() {
        people += 1.0;
        total += weight;
        sum += weight * value;
    }
    let mean = sum / total;
    let squares: f64 = values
        .map(|(weight, value)| (weight * (value - mean) / total).powi(2))
        .sum();
    let variance = (people > 1.0).then(|| people / (people - 1.0) * squares);
    (mean, variance)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
