use super::is_usable;
use crate::stats::StatsError;

/// The weights of respondents as they are counted: their number, their sum and the sum of their squares. What
/// figures of weighted shares need, without a list of all weights for each of them.
///
/// ```
/// use canvass::stats::WeightSum;
///
/// let mut sum = WeightSum::default();
/// for weight in [2.0, 1.0, 1.0] {
///     sum.add(weight)?;
/// }
/// assert_eq!((sum.people(), sum.total()), (3, 4.0));
/// assert_eq!(sum.effective_base(), Some(16.0 / 6.0));
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WeightSum {
    people: u64,
    total: f64,
    squares: f64,
    least: f64,
    greatest: f64,
}

impl WeightSum {
    /// Counts one respondent.
    ///
    /// # Errors
    /// [`StatsError::InvalidWeight`] for a weight that is not positive, or too small or large to square.
    pub fn add(&mut self, weight: f64) -> Result<(), StatsError> {
        if !is_usable(weight) {
            let respondent = usize::try_from(self.people).unwrap_or(usize::MAX);
            return Err(StatsError::InvalidWeight { respondent });
        }
        let first = self.people == 0;
        self.least = if first {
            weight
        } else {
            self.least.min(weight)
        };
        self.greatest = self.greatest.max(weight);
        self.people += 1;
        self.total += weight;
        self.squares += weight * weight;
        Ok(())
    }

    /// How many respondents were counted.
    pub fn people(&self) -> u64 {
        self.people
    }

    /// The sum of their weights.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// Kish's effective base: how many respondents of equal weight would tell as much; `None` for nobody.
    pub fn effective_base(&self) -> Option<f64> {
        (self.people > 0).then(|| self.total * self.total / self.squares)
    }

    pub(super) fn squares(&self) -> f64 {
        self.squares
    }

    pub(super) fn all_equal(&self) -> bool {
        self.least == self.greatest
    }
}
