use super::distribution::t_quantile;
use super::{Confidence, Interval, StatsError};

/// Where numbers lie and how far they spread: answers to a question for a number, or points of a scale.
///
/// Quartiles and median lie straight between neighbouring values (type 7 of Hyndman and Fan 1996, The American
/// Statistician 50:361, as spreadsheets have it).
///
/// ```
/// use canvass::stats::{Confidence, Spread};
///
/// let spread = Spread::of(&[4.0, 1.0, 10.0, 2.0])?;
/// assert_eq!((spread.least(), spread.median(), spread.greatest()), (1.0, 3.0, 10.0));
/// assert_eq!((spread.lower_quartile(), spread.upper_quartile()), (1.75, 5.5));
/// assert_eq!(spread.mean(), 4.25);
/// let limits = spread.mean_interval(Confidence::P95).ok_or("there are several")?;
/// assert!(limits.contains(4.25) && limits.lower() < 0.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    count: u64,
    mean: f64,
    deviation: Option<f64>,
    /// Least, lower quartile, median, upper quartile, greatest.
    places: [f64; 5],
}

impl Spread {
    /// Takes numbers in any order.
    ///
    /// # Errors
    /// [`StatsError::EmptyBase`] without any; [`StatsError::NotANumber`] for one that is not finite.
    pub fn of(numbers: &[f64]) -> Result<Self, StatsError> {
        let counted: Vec<(f64, u64)> = numbers.iter().map(|number| (*number, 1)).collect();
        Spread::of_counts(&counted)
    }

    /// Takes values with how often each was given, in any order.
    ///
    /// # Errors
    /// As [`Spread::of`].
    pub fn of_counts(values: &[(f64, u64)]) -> Result<Self, StatsError> {
        if let Some(place) = values.iter().position(|(value, _)| !value.is_finite()) {
            return Err(StatsError::NotANumber { place });
        }
        let mut sorted: Vec<(f64, u64)> = values.iter().copied().filter(|(_, n)| *n > 0).collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let count = sorted
            .iter()
            .fold(0_u64, |sum, (_, n)| sum.saturating_add(*n));
        if count == 0 {
            return Err(StatsError::EmptyBase);
        }
        let people = count as f64;
        // Divided before they are summed, so that no sum is too large.
        let mean: f64 = sorted
            .iter()
            .map(|(value, n)| value * (*n as f64 / people))
            .sum();
        let squares: f64 = sorted
            .iter()
            .map(|(value, n)| *n as f64 * (value - mean).powi(2))
            .sum();
        let deviation = (squares / (people - 1.0)).sqrt();
        Ok(Spread {
            count,
            mean,
            deviation: deviation.is_finite().then_some(deviation),
            places: [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| quantile(&sorted, count, share)),
        })
    }

    /// How many numbers there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Their mean.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Their standard deviation, with one less than their number below the line; `None` for a single one.
    pub fn deviation(&self) -> Option<f64> {
        self.deviation
    }

    /// The interval of the mean by Student's t. `None` for a single number, and where all are the same, which does
    /// not tell how far others would lie.
    pub fn mean_interval(&self, confidence: Confidence) -> Option<Interval> {
        let deviation = self.deviation.filter(|deviation| *deviation > 0.0)?;
        let people = self.count as f64;
        let reach = t_quantile(confidence, people - 1.0) * deviation / people.sqrt();
        let (lower, upper) = (self.mean - reach, self.mean + reach);
        (lower.is_finite() && upper.is_finite()).then(|| Interval::new(lower, upper))
    }

    /// The least number.
    pub fn least(&self) -> f64 {
        self.places[0]
    }

    /// A quarter of them lie below.
    pub fn lower_quartile(&self) -> f64 {
        self.places[1]
    }

    /// The middle one, or what is half-way between the middle two.
    pub fn median(&self) -> f64 {
        self.places[2]
    }

    /// A quarter of them lie above.
    pub fn upper_quartile(&self) -> f64 {
        self.places[3]
    }

    /// The greatest number.
    pub fn greatest(&self) -> f64 {
        self.places[4]
    }
}

/// The quantile of sorted values with their counts, straight between neighbours.
fn quantile(sorted: &[(f64, u64)], count: u64, share: f64) -> f64 {
    let position = share * (count - 1) as f64;
    let below = position.floor();
    let at = |place: u64| {
        let mut passed = 0;
        let reached = sorted.iter().find(|(_, n)| {
            passed += n;
            place < passed
        });
        reached.or(sorted.last()).map_or(0.0, |(value, _)| *value)
    };
    let (low, high) = (at(below as u64), at(position.ceil() as u64));
    let part = position - below;
    low * (1.0 - part) + high * part
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_numpy_and_scipy() {
        // numpy 2 quantile (method "linear") and mean, scipy 1 t.interval on n-1 degrees of freedom.
        let numbers = [3.5, -1.0, 12.25, 7.0, 7.0, 0.5, 2.0];
        let spread = Spread::of(&numbers).unwrap();
        assert_eq!(spread.count(), 7);
        assert!((spread.mean() - 4.464_285_714_285_714).abs() < 1e-12);
        assert!((spread.deviation().unwrap() - 4.583_549_778_439_04).abs() < 1e-9);
        assert_eq!(
            (spread.lower_quartile(), spread.upper_quartile()),
            (1.25, 7.0)
        );
        assert_eq!(spread.median(), 3.5);
        let limits = spread.mean_interval(Confidence::P95).unwrap();
        assert!((limits.lower() - 0.225_209_189_492_253_44).abs() < 1e-9);
        assert!((limits.upper() - 8.703_362_239_079_176).abs() < 1e-9);
    }

    #[test]
    fn counted_values_are_the_same_as_listed_ones() {
        let listed = [1.0, 1.0, 2.0, 4.0, 4.0, 4.0, 5.0];
        let counted = [(4.0, 3), (1.0, 2), (5.0, 1), (2.0, 1), (3.0, 0)];
        assert_eq!(Spread::of(&listed), Spread::of_counts(&counted));
    }

    #[test]
    fn what_does_not_exist_is_typed() {
        assert_eq!(Spread::of(&[]), Err(StatsError::EmptyBase));
        assert_eq!(Spread::of_counts(&[(3.0, 0)]), Err(StatsError::EmptyBase));
        assert_eq!(
            Spread::of(&[1.0, f64::NAN]),
            Err(StatsError::NotANumber { place: 1 })
        );
        let one = Spread::of(&[7.0]).unwrap();
        assert_eq!(
            (one.mean(), one.median(), one.deviation()),
            (7.0, 7.0, None)
        );
        assert_eq!(one.mean_interval(Confidence::P95), None);
        let same = Spread::of(&[7.0, 7.0]).unwrap();
        assert_eq!(same.deviation(), Some(0.0));
        assert_eq!(same.mean_interval(Confidence::P95), None);
        let wide = Spread::of(&[f64::MAX, -f64::MAX, f64::MAX]).unwrap();
        assert!(wide.mean().is_finite() && wide.median().is_finite());
        assert_eq!(wide.mean_interval(Confidence::P95), None);
    }
}
