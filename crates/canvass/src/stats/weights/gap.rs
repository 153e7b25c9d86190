use super::{Weights, mean_and_variance};
use crate::stats::distribution::{t_quantile, t_tails};
use crate::stats::{Confidence, Interval, PValue, StatsError};

/// The gap between two options of one question under weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedGap {
    /// The weighted share of the first option less that of the second, from -1 to 1.
    pub gap: f64,
    /// The interval of the gap.
    pub interval: Interval,
    /// Against "no gap".
    pub p: PValue,
}

/// The gap between two options among the same weighted people, by the weighted mean of first less
/// second and Student's t; that the two go together is taken care of by the mean itself.
///
/// # Errors
/// [`StatsError::LengthMismatch`] unless there are as many answers as weights;
/// [`StatsError::NoVariation`] when everyone answered alike, so that there is no variance.
///
/// ```
/// use canvass::stats::{Confidence, Weights, weighted_gap};
///
/// let weights = Weights::new(vec![2.0, 1.0, 1.0, 1.0])?;
/// let (a, b) = ([true, true, false, false], [false, true, true, false]);
/// let found = weighted_gap(&weights, &a, &b, Confidence::P95)?;
/// assert!((found.gap - 0.2).abs() < 1e-12);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn weighted_gap(
    weights: &Weights,
    first: &[bool],
    second: &[bool],
    confidence: Confidence,
) -> Result<WeightedGap, StatsError> {
    let leads: Vec<i8> = weights
        .with(first)?
        .zip(weights.with(second)?)
        .map(|((_, a), (_, b))| i8::from(*a) - i8::from(*b))
        .collect();
    let alike = leads.windows(2).all(|pair| pair.first() == pair.last());
    let values = weights.with(&leads)?.map(|(w, lead)| (w, f64::from(*lead)));
    let (gap, variance) = mean_and_variance(values);
    let error = match variance {
        Some(variance) if !alike && variance > 0.0 => variance.sqrt(),
        _ => return Err(StatsError::NoVariation),
    };
    let degrees = weights.base() as f64 - 1.0;
    let reach = t_quantile(confidence, degrees) * error;
    Ok(WeightedGap {
        gap,
        interval: Interval::new((gap - reach).max(-1.0), (gap + reach).min(1.0)),
        p: t_tails(gap / error, degrees),
    })
}
