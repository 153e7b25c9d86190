use super::{WeightSum, Weights, mean_and_variance};
use crate::stats::difference::hybrid;
use crate::stats::distribution::{t_quantile, t_tails};
use crate::stats::interval::{wilson_at_base, wilson_limits};
use crate::stats::{Confidence, Interval, PValue, Population, Proportion, StatsError, wilson};

/// A share of respondents who do not all count the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedProportion {
    unweighted: Proportion,
    value: f64,
    variance: f64,
    effective_base: f64,
    equal: bool,
}

impl WeightedProportion {
    /// Takes the weights and, for each respondent of the base, whether they selected it.
    ///
    /// # Errors
    /// [`StatsError::LengthMismatch`] unless there are as many answers as weights.
    ///
    /// ```
    /// use canvass::stats::{Confidence, WeightedProportion, Weights};
    ///
    /// let weights = Weights::new(vec![2.0, 1.0, 1.0, 1.5, 0.5])?;
    /// let share = WeightedProportion::of(&weights, &[true, false, true, false, false])?;
    /// assert_eq!(share.value(), 0.5);
    /// assert!(share.interval(Confidence::P95, None)?.contains(0.5));
    /// # Ok::<(), canvass::stats::StatsError>(())
    /// ```
    pub fn of(weights: &Weights, selected: &[bool]) -> Result<Self, StatsError> {
        let answers = weights
            .with(selected)?
            .map(|(weight, selected)| (weight, if *selected { 1.0 } else { 0.0 }));
        let count = selected.iter().filter(|selected| **selected).count();
        let unweighted = Proportion::new(count as u64, selected.len() as u64)?;
        let equal = weights.all_equal();
        let (mean, variance) = mean_and_variance(answers);
        Ok(WeightedProportion {
            unweighted,
            value: if equal {
                unweighted.value()
            } else {
                mean.clamp(0.0, 1.0)
            },
            variance: variance.unwrap_or_default(),
            effective_base: weights.effective_base(),
            equal,
        })
    }

    /// Takes what was summed while counting: the weights of everybody in the base, and of those of them who
    /// selected it.
    ///
    /// # Errors
    /// [`StatsError::EmptyBase`] for nobody, [`StatsError::CountExceedsBase`] when more selected it than there are.
    ///
    /// ```
    /// use canvass::stats::{WeightSum, WeightedProportion};
    ///
    /// let (mut base, mut selected) = (WeightSum::default(), WeightSum::default());
    /// for (weight, ticked) in [(2.0, true), (1.0, false), (1.0, true), (1.5, false), (0.5, false)] {
    ///     base.add(weight)?;
    ///     if ticked {
    ///         selected.add(weight)?;
    ///     }
    /// }
    /// assert_eq!(WeightedProportion::of_sums(&base, &selected)?.value(), 0.5);
    /// # Ok::<(), canvass::stats::StatsError>(())
    /// ```
    pub fn of_sums(base: &WeightSum, selected: &WeightSum) -> Result<Self, StatsError> {
        let unweighted = Proportion::new(selected.people(), base.people())?;
        let equal = base.all_equal();
        let value = if equal || unweighted.count() == unweighted.base().get() {
            unweighted.value()
        } else {
            (selected.total() / base.total()).clamp(0.0, 1.0)
        };
        let people = base.people() as f64;
        let others = (base.squares() - selected.squares()).max(0.0);
        let squares = (1.0 - value).powi(2) * selected.squares() + value.powi(2) * others;
        let variance = people / (people - 1.0) * squares / base.total().powi(2);
        Ok(WeightedProportion {
            unweighted,
            value,
            variance: if variance.is_finite() { variance } else { 0.0 },
            effective_base: base.total().powi(2) / base.squares(),
            equal,
        })
    }

    /// The weighted share, from 0 to 1.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// The respondents behind it, counted without weights.
    pub fn unweighted(&self) -> Proportion {
        self.unweighted
    }

    /// Kish's effective base; show it with the base.
    pub fn effective_base(&self) -> f64 {
        self.effective_base
    }

    /// The linearised variance of the share; nought when nobody or everybody selected it.
    pub fn variance(&self) -> f64 {
        self.variance
    }

    /// The Wilson interval on the base that the variance amounts to, with Student's t. Where the
    /// variance is nought because nobody or everybody selected it, the exact limits on Kish's
    /// effective base (Korn and Graubard 1998, Survey Methodology 24:193). With equal weights, the
    /// plain Wilson interval.
    ///
    /// Never pass a population to an interval that feeds a comparison between waves.
    ///
    /// # Errors
    /// [`StatsError::BaseExceedsPopulation`] when there are more respondents than members.
    pub fn interval(
        &self,
        confidence: Confidence,
        population: Option<Population>,
    ) -> Result<Interval, StatsError> {
        let Some(population) = population else {
            return Ok(self.open_interval(confidence));
        };
        if self.equal {
            return wilson(self.unweighted, confidence, Some(population));
        }
        let base = self.unweighted.base().get();
        let members = population.get();
        if base > members {
            return Err(StatsError::BaseExceedsPopulation {
                base,
                population: members,
            });
        }
        if base == members {
            return Ok(Interval::new(self.value, self.value));
        }
        let unheard = 1.0 - base as f64 / members as f64;
        Ok(self.limits(confidence, unheard))
    }

    /// The interval without a population, which always exists.
    fn open_interval(&self, confidence: Confidence) -> Interval {
        if self.equal {
            wilson_at_base(self.unweighted, confidence)
        } else {
            self.limits(confidence, 1.0)
        }
    }

    /// The limits for unequal weights, when the variance is this part of itself.
    fn limits(&self, confidence: Confidence, part: f64) -> Interval {
        let count = self.unweighted.count();
        let base = self.unweighted.base().get();
        let tail = (1.0 - confidence.level()) / 2.0;
        let extreme = tail.powf(1.0 / self.effective_base);
        if count == 0 {
            return Interval::new(0.0, 1.0 - extreme);
        }
        if count == base {
            return Interval::new(extreme, 1.0);
        }
        let size = self.value * (1.0 - self.value) / (self.variance * part);
        let size = if size.is_normal() {
            size
        } else {
            self.effective_base
        };
        let quantile = t_quantile(confidence, base as f64 - 1.0);
        wilson_limits(self.value, size, quantile)
    }
}

/// A change between two weighted shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedChange {
    /// The later share less the earlier, from -1 to 1.
    pub difference: f64,
    /// The interval of the difference.
    pub interval: Interval,
    /// Against "no change"; `None` when neither wave has any variation, so that nothing can be
    /// tested.
    pub p: Option<PValue>,
}

/// The change between the weighted shares of two independent waves: Student's t on the summed
/// variances, and an interval from the two weighted Wilson intervals as in
/// [`newcombe`](crate::stats::newcombe). Without weights, use that and
/// [`fisher_mid_p`](crate::stats::fisher_mid_p).
pub fn weighted_change(
    before: &WeightedProportion,
    after: &WeightedProportion,
    confidence: Confidence,
) -> WeightedChange {
    let estimate = |wave: &WeightedProportion| (wave.value, wave.open_interval(confidence));
    let difference = after.value - before.value;
    let variance = before.variance + after.variance;
    let people = before.unweighted.base().get() as f64 + after.unweighted.base().get() as f64;
    WeightedChange {
        difference,
        interval: hybrid(estimate(before), estimate(after), 1.0),
        p: (variance > 0.0).then(|| t_tails(difference / variance.sqrt(), people - 2.0)),
    }
}
