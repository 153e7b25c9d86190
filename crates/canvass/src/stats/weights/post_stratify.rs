use super::{Margin, RakeOptions, Raked, Weights, rake};
use crate::stats::StatsError;

/// Weights that make the respondents match the members in every stratum: the member's share over the respondents'
/// share of it (Holt and Smith 1979, JRSS A 142:33). Strata that cross several questions need the member totals of
/// every crossing; where only the totals of each question are known, [`rake`].
///
/// It is raking to one margin, and so the same holds of those without an answer and of the cap.
///
/// # Errors
/// As [`rake`].
///
/// ```
/// use canvass::stats::{Margin, RakeOptions, Weights, post_stratify};
///
/// let strata = Margin {
///     categories: vec![Some(0), Some(0), Some(0), Some(1)],
///     targets: vec![0.5, 0.5],
/// };
/// let found = post_stratify(&Weights::new(vec![1.0; 4])?, strata, RakeOptions::default())?;
/// assert!((found.weights.as_slice()[0] - 2.0 / 3.0).abs() < 1e-12);
/// assert!((found.weights.as_slice()[3] - 2.0).abs() < 1e-12);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn post_stratify(
    base: &Weights,
    strata: Margin,
    options: RakeOptions,
) -> Result<Raked, StatsError> {
    rake(base, &[strata], options)
}
