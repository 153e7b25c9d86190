use super::discrete::Tails;
use super::interval::wilson_at_base;
use super::{Base, Confidence, Interval, PValue, Proportion, StatsError};

/// Two options of one question among the same people: how many selected both, one or neither.
///
/// The people are the base that both options share. Two such options are never compared as if
/// they came from two samples.
///
/// ```
/// use canvass::stats::{Confidence, PairedTable, mcnemar_mid_p, tango};
///
/// let table = PairedTable::new(1, 1, 7, 12)?;
/// assert!((table.gap() - -6.0 / 21.0).abs() < 1e-12);
/// let limits = tango(&table, Confidence::P95);
/// assert!((limits.lower() - -0.5172).abs() < 5e-5);
/// assert!((limits.upper() - -0.0260).abs() < 5e-5);
/// assert_eq!(mcnemar_mid_p(&table).to_string(), "0.039");
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PairedTable {
    both: u64,
    a_only: u64,
    b_only: u64,
    neither: u64,
    base: Base,
}

impl PairedTable {
    /// Takes the people who selected both options, only the first, only the second, neither.
    ///
    /// # Errors
    /// [`StatsError::EmptyBase`] when that is nobody, [`StatsError::BaseTooLarge`] above
    /// [`Base::MAX`].
    pub fn new(both: u64, a_only: u64, b_only: u64, neither: u64) -> Result<Self, StatsError> {
        let people = [both, a_only, b_only, neither]
            .into_iter()
            .fold(0_u64, u64::saturating_add);
        let base = Base::new(people)?;
        Ok(PairedTable {
            both,
            a_only,
            b_only,
            neither,
            base,
        })
    }

    /// The people who selected only the first option.
    pub fn a_only(&self) -> u64 {
        self.a_only
    }

    /// The people who selected only the second option.
    pub fn b_only(&self) -> u64 {
        self.b_only
    }

    /// Everyone in the table.
    pub fn base(&self) -> Base {
        self.base
    }

    /// The people who selected the first option, with or without the second.
    pub fn a(&self) -> Proportion {
        Proportion::of_part(self.both + self.a_only, self.base)
    }

    /// The people who selected the second option, with or without the first.
    pub fn b(&self) -> Proportion {
        Proportion::of_part(self.both + self.b_only, self.base)
    }

    /// The share of the first option less that of the second, from -1 to 1.
    pub fn gap(&self) -> f64 {
        (self.a_only as f64 - self.b_only as f64) / self.base.get() as f64
    }
}

/// The interval of the gap between two options of one question: Tango's score interval (Tango
/// 1998, Statistics in Medicine 17:891). Limits are differences of shares from -1 to 1.
///
/// When nobody chose between the two, the gap is nought and the interval still has a width.
pub fn tango(table: &PairedTable, confidence: Confidence) -> Interval {
    let gap = table.gap();
    let z = confidence.z();
    let lower = if table.b_only == table.base.get() {
        -1.0
    } else {
        last_where(-1.0, gap, |d| tango_score(table, d) >= z)
    };
    let upper = if table.a_only == table.base.get() {
        1.0
    } else {
        last_where(gap, 1.0, |d| tango_score(table, d) >= -z)
    };
    Interval::new(lower.min(gap), upper.max(gap))
}

/// What can be said of the gap between two options from published totals alone: from the least lower to the greatest
/// upper limit of [`tango`] over every number of people who can have selected both.
///
/// # Errors
/// As [`Proportion::new`] for either option.
///
/// ```
/// use canvass::stats::{Confidence, PairedTable, tango, tango_over_totals};
///
/// let range = tango_over_totals(9, 15, 21, Confidence::P95)?;
/// let known = tango(&PairedTable::new(8, 1, 7, 5)?, Confidence::P95);
/// assert!(range.lower() <= known.lower() && known.upper() <= range.upper());
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn tango_over_totals(
    a: u64,
    b: u64,
    base: u64,
    confidence: Confidence,
) -> Result<Interval, StatsError> {
    Proportion::new(a, base)?;
    Proportion::new(b, base)?;
    // The fewer selected both, the more chose between the two, and the wider the interval.
    let both = (a + b).saturating_sub(base);
    let widest = PairedTable::new(both, a - both, b - both, base + both - a - b)?;
    let most = a.min(b);
    let narrowest = PairedTable::new(most, a - most, b - most, base + most - a - b)?;
    let (wide, narrow) = (tango(&widest, confidence), tango(&narrowest, confidence));
    Ok(Interval::new(
        wide.lower().min(narrow.lower()),
        wide.upper().max(narrow.upper()),
    ))
}

/// The score statistic of a gap; it falls as the gap grows.
fn tango_score(table: &PairedTable, gap: f64) -> f64 {
    let n = table.base.get() as f64;
    let (b, c) = (table.a_only as f64, table.b_only as f64);
    let distance = b - c - n * gap;
    if distance == 0.0 {
        return 0.0;
    }
    // The share of B only that is most likely under this gap: the larger root of a quadratic,
    // taken in whichever form subtracts nothing.
    let lead = 2.0 * n;
    let middle = -b - c + (2.0 * n - b + c) * gap;
    let last = -c * gap * (1.0 - gap);
    let root = (middle * middle - 4.0 * lead * last).max(0.0).sqrt();
    let b_only = if middle > 0.0 {
        -2.0 * last / (middle + root)
    } else {
        (root - middle) / (2.0 * lead)
    };
    let variance = n * (2.0 * b_only + gap * (1.0 - gap));
    if variance > 0.0 {
        distance / variance.sqrt()
    } else {
        distance * f64::INFINITY
    }
}

/// Halves a range until nothing lies between its ends, for a condition that holds up to some point.
fn last_where(mut holds: f64, mut fails: f64, condition: impl Fn(f64) -> bool) -> f64 {
    loop {
        let middle = holds + (fails - holds) / 2.0;
        if middle <= holds || middle >= fails {
            return middle;
        }
        if condition(middle) {
            holds = middle;
        } else {
            fails = middle;
        }
    }
}

/// A second interval of the same gap, to check [`tango`] against: Newcombe's for paired shares
/// (Newcombe 1998, Statistics in Medicine 17:2635, method 10). Limits are differences of shares.
pub fn newcombe_paired(table: &PairedTable, confidence: Confidence) -> Interval {
    let (first, second) = (table.a(), table.b());
    let (p, i) = (first.value(), wilson_at_base(first, confidence));
    let (q, j) = (second.value(), wilson_at_base(second, confidence));
    let phi = corrected_phi(table);
    let gap = table.gap();
    let reach = |u: f64, v: f64| (u * u - 2.0 * phi * u * v + v * v).max(0.0).sqrt();
    Interval::new(
        (gap - reach(p - i.lower(), j.upper() - q)).max(-1.0),
        (gap + reach(i.upper() - p, q - j.lower())).min(1.0),
    )
}

/// The correlation of the two options, drawn towards nought when it is positive.
fn corrected_phi(table: &PairedTable) -> f64 {
    let [a, b, c, d] = [table.both, table.a_only, table.b_only, table.neither].map(|n| n as f64);
    let scale = ((a + b) * (c + d)).sqrt() * ((a + c) * (b + d)).sqrt();
    if scale == 0.0 {
        return 0.0;
    }
    let product = a * d - b * c;
    let corrected = if product > 0.0 {
        (product - table.base.get() as f64 / 2.0).max(0.0)
    } else {
        product
    };
    corrected / scale
}

/// The test of the gap between two options of one question: `McNemar`'s, with the mid-p
/// (Fagerland, Lydersen and Laake 2013, BMC Medical Research Methodology 13:91).
pub fn mcnemar_mid_p(table: &PairedTable) -> PValue {
    fewer_of_the_discordant(table).central_mid_p()
}

/// `McNemar`'s test with the exact p, which is never too small and often too large.
pub fn mcnemar_exact(table: &PairedTable) -> PValue {
    fewer_of_the_discordant(table).central_exact()
}

fn fewer_of_the_discordant(table: &PairedTable) -> Tails {
    let discordant = table.a_only + table.b_only;
    Tails::of_fair_coin(discordant, table.a_only.min(table.b_only))
}

/// The exact one-sided p against "the first option is not ahead of the second".
pub(super) fn mcnemar_ahead(table: &PairedTable) -> PValue {
    PValue::capped(Tails::of_fair_coin(table.a_only + table.b_only, table.a_only).at_least())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
