use super::{Weights, mean_and_variance};
use crate::stats::distribution::t_quantile;
use crate::stats::{Confidence, Interval, StatsError};

/// The mean of numbers of respondents who do not all count the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedMean {
    /// The mean.
    pub mean: f64,
    /// Its interval, by the linearised variance and Student's t; `None` for a single respondent, and where all
    /// numbers are the same.
    pub interval: Option<Interval>,
}

/// The weighted mean of one number for each respondent, such as their points on a scale.
///
/// # Errors
/// [`StatsError::LengthMismatch`] unless there are as many numbers as weights; [`StatsError::NotANumber`] for one
/// that is not finite.
///
/// ```
/// use canvass::stats::{Confidence, Weights, weighted_mean};
///
/// let weights = Weights::new(vec![2.0, 1.0, 1.0])?;
/// let found = weighted_mean(&weights, &[5.0, 3.0, 1.0], Confidence::P95)?;
/// assert_eq!(found.mean, 3.5);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn weighted_mean(
    weights: &Weights,
    numbers: &[f64],
    confidence: Confidence,
) -> Result<WeightedMean, StatsError> {
    if let Some(place) = numbers.iter().position(|number| !number.is_finite()) {
        return Err(StatsError::NotANumber { place });
    }
    let values = weights
        .with(numbers)?
        .map(|(weight, number)| (weight, *number));
    let (mean, variance) = mean_and_variance(values);
    let alike = numbers.windows(2).all(|pair| pair.first() == pair.last());
    let variance = variance.filter(|variance| !alike && variance.is_normal());
    let interval = variance.map(|variance| {
        let reach = t_quantile(confidence, weights.base() as f64 - 1.0) * variance.sqrt();
        Interval::new(mean - reach, mean + reach)
    });
    Ok(WeightedMean { mean, interval })
}
