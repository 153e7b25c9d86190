use std::collections::BTreeMap;

use crate::stats::random::SplitMix64;
use crate::stats::{Confidence, Interval, StatsError};

/// The codings of several coders, ready for Krippendorff's alpha (Krippendorff 2011, Computing
/// Krippendorff's Alpha-Reliability).
///
/// A unit is an answer; its values are what the coders who coded it gave, in any order. A coder
/// who skipped it is simply not there.
///
/// ```
/// use canvass::stats::{Reliability, nominal_distance};
///
/// let answers = [vec!["voice", "voice"], vec!["memory", "voice"],
///     vec!["memory", "memory"], vec!["memory", "memory"]];
/// let reliability = Reliability::of(&answers, nominal_distance);
/// assert!((reliability.alpha()? - 8.0 / 15.0).abs() < 1e-12);
/// assert_eq!(reliability.raw_agreement(), Some(0.75));
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// The distance of each two different values, row by row.
    distances: Vec<Vec<f64>>,
    units: Vec<Unit>,
}

#[derive(Debug, Clone, PartialEq)]
struct Unit {
    /// Places of the values in the table of distances.
    values: Vec<usize>,
    /// The sum of distances over its ordered pairs, over its coders less one.
    disagreement: f64,
}

/// What may be built on a coefficient of agreement (Krippendorff 2004, Content Analysis).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trust {
    /// Below 0.667: print no percentage without a warning.
    NotReliable,
    /// From 0.667: for tentative conclusions.
    Tentative,
    /// From 0.800.
    Reliable,
}

impl Trust {
    /// The band that an alpha lies in.
    pub fn of(alpha: f64) -> Self {
        if alpha >= 0.8 {
            Trust::Reliable
        } else if alpha >= 0.667 {
            Trust::Tentative
        } else {
            Trust::NotReliable
        }
    }
}

impl Reliability {
    /// Takes the codings of each unit and the distance between two codings, which must be
    /// symmetric, from 0 for the same to 1. Units with fewer than two codings are left out.
    pub fn of<T: Ord>(units: &[Vec<T>], distance: impl Fn(&T, &T) -> f64) -> Self {
        let paired = || units.iter().filter(|unit| unit.len() >= 2);
        let mut places: BTreeMap<&T, usize> = BTreeMap::new();
        for value in paired().flatten() {
            let next = places.len();
            places.entry(value).or_insert(next);
        }
        let mut by_place: Vec<(&T, usize)> = places.iter().map(|(v, p)| (*v, *p)).collect();
        by_place.sort_by_key(|(_, place)| *place);
        let distances: Vec<Vec<f64>> = by_place
            .iter()
            .map(|(a, _)| by_place.iter().map(|(b, _)| distance(a, b)).collect())
            .collect();
        let units = paired()
            .map(|unit| {
                let values: Vec<usize> = unit
                    .iter()
                    .filter_map(|value| places.get(value).copied())
                    .collect();
                let disagreement = total_distance(&distances, &values) / (values.len() - 1) as f64;
                Unit {
                    values,
                    disagreement,
                }
            })
            .collect();
        Reliability { distances, units }
    }

    /// How many units were coded at least twice.
    pub fn units(&self) -> usize {
        self.units.len()
    }

    /// Krippendorff's alpha: 1 for full agreement, 0 for what chance would do, below 0 for less.
    ///
    /// # Errors
    /// [`StatsError::NothingShared`] or [`StatsError::NoVariation`] when it is undefined, and
    /// [`StatsError::BadDistance`] when a distance was no number.
    pub fn alpha(&self) -> Result<f64, StatsError> {
        self.alpha_of(self.units.iter())
    }

    /// The agreement without allowance for chance: 1 less the mean distance within a unit. `None`
    /// when nothing was coded twice, or a distance was no number.
    pub fn raw_agreement(&self) -> Option<f64> {
        let values: usize = self.units.iter().map(|unit| unit.values.len()).sum();
        let apart: f64 = self.units.iter().map(|unit| unit.disagreement).sum();
        (values > 0 && apart.is_finite()).then(|| 1.0 - apart / values as f64)
    }

    /// An interval for alpha from resampling units: the middle share of the resampled alphas.
    ///
    /// The same seed gives the same interval; print it. Resamples without variation are left out;
    /// `None` when fewer than half remain, or alpha itself is undefined.
    pub fn bootstrap(&self, seed: u64, resamples: u32, confidence: Confidence) -> Option<Interval> {
        self.alpha().ok()?;
        let mut random = SplitMix64::seeded(seed);
        let mut alphas: Vec<f64> = (0..resamples)
            .filter_map(|_| {
                let drawn: Vec<&Unit> = (0..self.units.len())
                    .filter_map(|_| self.units.get(random.below(self.units.len())))
                    .collect();
                self.alpha_of(drawn.into_iter()).ok()
            })
            .collect();
        if alphas.is_empty() || alphas.len() * 2 < resamples as usize {
            return None;
        }
        alphas.sort_by(f64::total_cmp);
        let tail = (1.0 - confidence.level()) / 2.0;
        Some(Interval::new(
            quantile(&alphas, tail)?,
            quantile(&alphas, 1.0 - tail)?,
        ))
    }

    fn alpha_of<'a>(&self, units: impl Iterator<Item = &'a Unit>) -> Result<f64, StatsError> {
        let mut times = vec![0_u64; self.distances.len()];
        let mut within = 0.0;
        for unit in units {
            within += unit.disagreement;
            for &value in &unit.values {
                if let Some(times) = times.get_mut(value) {
                    *times += 1;
                }
            }
        }
        let values = times.iter().sum::<u64>() as f64;
        if values == 0.0 {
            return Err(StatsError::NothingShared);
        }
        let mut overall = 0.0;
        for (row, first) in self.distances.iter().zip(&times) {
            for (distance, second) in row.iter().zip(&times) {
                overall += distance * (*first as f64) * (*second as f64);
            }
        }
        if !within.is_finite() || !overall.is_finite() {
            return Err(StatsError::BadDistance);
        }
        if overall == 0.0 {
            return Err(StatsError::NoVariation);
        }
        Ok(1.0 - (values - 1.0) * within / overall)
    }
}

/// The sum of distances over all ordered pairs of places.
fn total_distance(distances: &[Vec<f64>], places: &[usize]) -> f64 {
    places
        .iter()
        .filter_map(|place| distances.get(*place))
        .flat_map(|row| places.iter().filter_map(|place| row.get(*place)))
        .sum()
}

/// The quantile of sorted values, straight between neighbours.
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let position = share * sorted.len().checked_sub(1)? as f64;
    let below = sorted.get(position.floor() as usize)?;
    let above = sorted.get(position.ceil() as usize)?;
    Some(below + (above - below) * position.fract())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
#[path = "alpha_tests.rs"]
mod tests;
