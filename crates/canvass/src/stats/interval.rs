use std::num::NonZeroU64;

use statrs::distribution::{ContinuousCDF, Normal};

use super::{Proportion, StatsError};

/// How sure an interval is to cover what it estimates, such as 95 per cent.
///
/// ```
/// use canvass::stats::Confidence;
///
/// assert!((Confidence::default().z() - 1.959_963_984_540_054).abs() < 1e-12);
/// assert!(Confidence::new(1.0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    level: f64,
    z: f64,
}

impl Confidence {
    /// 95 per cent.
    pub const P95: Confidence = Confidence {
        level: 0.95,
        z: 1.959_963_984_540_054,
    };

    /// Takes a level, such as 0.95.
    ///
    /// # Errors
    /// [`StatsError::InvalidConfidence`] unless the level lies strictly between 0 and 1, far
    /// enough from both that its normal quantile is a positive, finite number.
    pub fn new(level: f64) -> Result<Self, StatsError> {
        let invalid = StatsError::InvalidConfidence { level };
        if !(level > 0.0 && level < 1.0) {
            return Err(invalid);
        }
        let z = Normal::standard().inverse_cdf(0.5 + level / 2.0);
        if z.is_finite() && z > 0.0 {
            Ok(Confidence { level, z })
        } else {
            Err(invalid)
        }
    }

    /// The level, between 0 and 1.
    pub fn level(self) -> f64 {
        self.level
    }

    /// The two-sided quantile of the standard normal distribution.
    pub fn z(self) -> f64 {
        self.z
    }
}

impl Default for Confidence {
    fn default() -> Self {
        Confidence::P95
    }
}

/// All the members, where the figures speak of them and their number is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Population(NonZeroU64);

impl Population {
    /// Takes the number of members.
    ///
    /// # Errors
    /// [`StatsError::EmptyPopulation`] for nobody.
    pub fn new(members: u64) -> Result<Self, StatsError> {
        NonZeroU64::new(members)
            .map(Population)
            .ok_or(StatsError::EmptyPopulation)
    }

    /// The number of members.
    pub fn get(self) -> u64 {
        self.0.get()
    }
}

/// The values that the data leave plausible, from a lower to an upper limit. Shares run from 0 to
/// 1, differences of shares from -1 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    lower: f64,
    upper: f64,
}

impl Interval {
    /// Callers pass finite limits in order.
    pub(super) fn new(lower: f64, upper: f64) -> Self {
        debug_assert!(lower <= upper, "limits in order: {lower}, {upper}");
        Interval { lower, upper }
    }

    /// The lower limit.
    pub fn lower(self) -> f64 {
        self.lower
    }

    /// The upper limit.
    pub fn upper(self) -> f64 {
        self.upper
    }

    /// Whether the value lies within the limits, the limits included.
    pub fn contains(self, value: f64) -> bool {
        (self.lower..=self.upper).contains(&value)
    }
}

/// The Wilson score interval of a proportion (Wilson 1927, JASA 22:209; recommended by Brown, Cai
/// and `DasGupta` 2001, Statistical Science 16:101). Limits are shares from 0 to 1.
///
/// With a population, respondents are taken as a simple random sample of it without replacement
/// (Cochran 1977, chapter 3) and the limits cannot leave what the people not heard from could
/// still make of the share. Never pass a population to an interval that feeds a comparison
/// between waves.
///
/// # Errors
/// [`StatsError::BaseExceedsPopulation`] when there are more respondents than members.
///
/// ```
/// use canvass::stats::{Confidence, Proportion, wilson};
///
/// let limits = wilson(Proportion::new(175, 215)?, Confidence::P95, None)?;
/// assert!((limits.lower() - 0.756_591).abs() < 1e-6);
/// assert!((limits.upper() - 0.860_294).abs() < 1e-6);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn wilson(
    proportion: Proportion,
    confidence: Confidence,
    population: Option<Population>,
) -> Result<Interval, StatsError> {
    let count = proportion.count();
    let base = proportion.base().get();
    let share = proportion.value();
    let Some(population) = population else {
        return Ok(wilson_at_base(proportion, confidence));
    };

    let members = population.get();
    if base > members {
        return Err(StatsError::BaseExceedsPopulation {
            base,
            population: members,
        });
    }
    if base == members {
        return Ok(Interval::new(share, share));
    }
    let unheard = members - base;
    let size = base as f64 * ((members - 1) as f64 / unheard as f64);
    let limits = wilson_at(proportion, size, confidence);
    let least = count as f64 / members as f64;
    let most = (unheard + count) as f64 / members as f64;
    Ok(Interval::new(
        limits.lower.max(least),
        limits.upper.min(most),
    ))
}

/// The limits without a population, which always exist.
pub(super) fn wilson_at_base(proportion: Proportion, confidence: Confidence) -> Interval {
    wilson_at(proportion, proportion.base().get() as f64, confidence)
}

/// The limits of a proportion as if its base were of the given size, with exact ends.
fn wilson_at(proportion: Proportion, size: f64, confidence: Confidence) -> Interval {
    let limits = wilson_limits(proportion.value(), size, confidence.z());
    let lower = if proportion.count() == 0 {
        0.0
    } else {
        limits.lower
    };
    let upper = if proportion.count() == proportion.base().get() {
        1.0
    } else {
        limits.upper
    };
    Interval::new(lower, upper)
}

/// The formula itself, for a share on a base that need not be a whole number, and any quantile.
pub(super) fn wilson_limits(share: f64, size: f64, quantile: f64) -> Interval {
    let square = quantile * quantile;
    let scale = 1.0 + square / size;
    let centre = (share + square / (2.0 * size)) / scale;
    let spread = share * (1.0 - share) / size + square / (4.0 * size * size);
    let half = quantile / scale * spread.sqrt();
    Interval::new(
        (centre - half).clamp(0.0, share),
        (centre + half).clamp(share, 1.0),
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
