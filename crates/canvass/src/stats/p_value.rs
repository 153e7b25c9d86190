use statrs::function::erf::erfc;

/// A two-sided p-value: how often chance alone would do at least this much.
///
/// From 0 to 1 and always a number. Nought means smaller than a double can hold. `Display` shows
/// three decimals: `0.034`, `<0.001`.
///
/// ```
/// use canvass::stats::PValue;
///
/// let p = PValue::new(0.0341).ok_or("not a p-value")?;
/// assert!(p.is_below(0.05));
/// assert_eq!(p.to_string(), "0.034");
/// assert_eq!(PValue::new(f64::NAN), None);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct PValue(f64);

impl PValue {
    /// Nothing that chance could not do.
    pub const ONE: PValue = PValue(1.0);

    /// Takes a p-value; `None` when it is not a number from 0 to 1.
    pub fn new(p: f64) -> Option<Self> {
        (0.0..=1.0).contains(&p).then_some(PValue(p))
    }

    /// The value, from 0 to 1.
    pub fn value(self) -> f64 {
        self.0
    }

    /// Whether it is strictly below a level, such as 0.05.
    pub fn is_below(self, level: f64) -> bool {
        self.0 < level
    }

    /// Callers pass a number that is at least 0; rounding may have carried it past 1.
    pub(super) fn capped(p: f64) -> Self {
        debug_assert!(p >= 0.0, "a probability: {p}");
        PValue(p.min(1.0))
    }

    /// Both tails of the standard normal distribution.
    pub(super) fn of_normal(z: f64) -> Self {
        PValue::capped(erfc(z.abs() / std::f64::consts::SQRT_2))
    }
}
