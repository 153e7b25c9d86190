use std::cmp::Ordering;
use std::num::NonZeroU64;

use super::StatsError;

/// The people that a proportion is a share of; never nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base(NonZeroU64);

impl Base {
    /// The largest base: beyond it a double no longer holds every whole number.
    pub const MAX: u64 = 1 << 53;

    /// Takes a number of people.
    ///
    /// # Errors
    /// [`StatsError::EmptyBase`] for nobody, [`StatsError::BaseTooLarge`] above [`Base::MAX`].
    pub fn new(people: u64) -> Result<Self, StatsError> {
        if people > Self::MAX {
            return Err(StatsError::BaseTooLarge { base: people });
        }
        NonZeroU64::new(people)
            .map(Base)
            .ok_or(StatsError::EmptyBase)
    }

    /// The number of people.
    pub fn get(self) -> u64 {
        self.0.get()
    }
}

/// People who selected something, out of the people in the base.
///
/// Proportions are compared exactly, as fractions: 1 of 2 is not less than 50 of 100. Equality
/// asks more: the same count on the same base.
///
/// ```
/// use canvass::stats::{Proportion, StatsError};
///
/// let share = Proportion::new(175, 215)?;
/// assert_eq!(share.base().get(), 215);
/// assert!((share.value() - 0.813_953_488).abs() < 1e-9);
/// assert_eq!(Proportion::new(0, 0), Err(StatsError::EmptyBase));
/// # Ok::<(), StatsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Proportion {
    count: u64,
    base: Base,
}

impl Proportion {
    /// Makes a proportion of two counts of people.
    ///
    /// # Errors
    /// When the base is empty or too large, or smaller than the count.
    pub fn new(count: u64, base: u64) -> Result<Self, StatsError> {
        let people = Base::new(base)?;
        if count > base {
            return Err(StatsError::CountExceedsBase { count, base });
        }
        Ok(Proportion {
            count,
            base: people,
        })
    }

    /// Callers pass a part of the base.
    pub(super) fn of_part(count: u64, base: Base) -> Self {
        debug_assert!(count <= base.get(), "a part of its base");
        Proportion { count, base }
    }

    /// The people who selected it.
    pub fn count(self) -> u64 {
        self.count
    }

    /// The people it is a share of.
    pub fn base(self) -> Base {
        self.base
    }

    /// The people in the base who did not select it, as a proportion of the same base.
    #[must_use]
    pub fn complement(self) -> Proportion {
        Proportion {
            count: self.base.get() - self.count,
            base: self.base,
        }
    }

    /// The share, from 0 to 1, unrounded.
    pub fn value(self) -> f64 {
        self.count as f64 / self.base.get() as f64
    }

    /// Compares the shares exactly; proportions on different bases can have equal shares.
    pub fn compare_share(self, other: Proportion) -> Ordering {
        let left = u128::from(self.count) * u128::from(other.base.get());
        let right = u128::from(other.count) * u128::from(self.base.get());
        left.cmp(&right)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_a_proportion() {
        assert_eq!(Proportion::new(0, 0), Err(StatsError::EmptyBase));
        assert_eq!(
            Proportion::new(6, 5),
            Err(StatsError::CountExceedsBase { count: 6, base: 5 })
        );
        assert!(Proportion::new(1, Base::MAX).is_ok());
        assert_eq!(
            Proportion::new(1, u64::MAX),
            Err(StatsError::BaseTooLarge { base: u64::MAX })
        );
    }

    #[test]
    fn shares_compare_exactly_where_doubles_cannot() {
        // The two differ by 1/(MAX * (MAX - 1)), far below the spacing of doubles.
        let a = Proportion::new(Base::MAX - 2, Base::MAX - 1).unwrap();
        let b = Proportion::new(Base::MAX - 1, Base::MAX).unwrap();
        assert_eq!(a.value(), b.value());
        assert_eq!(a.compare_share(b), Ordering::Less);
        let half = Proportion::new(1, 2).unwrap();
        assert_eq!(
            half.compare_share(Proportion::new(50, 100).unwrap()),
            Ordering::Equal
        );
    }

    #[test]
    fn the_complement_is_everyone_else() {
        let p = Proportion::new(175, 215).unwrap();
        assert_eq!(p.complement(), Proportion::new(40, 215).unwrap());
        assert_eq!(p.complement().complement(), p);
    }
}
