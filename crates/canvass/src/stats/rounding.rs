use std::fmt;

use super::{PValue, Proportion};

/// A percentage ready to be shown: one decimal, half away from zero.
///
/// Something that is not nothing never shows as 0.0, and something that is not everything never
/// as 100.0: they show as `<0.1` and `>99.9`.
///
/// ```
/// use canvass::stats::{Percent, Proportion};
///
/// let share = Percent::of(Proportion::new(175, 215)?);
/// assert_eq!(share.to_string(), "81.4%");
/// assert_eq!(share.number(), "81.4");
/// assert_eq!(Percent::of(Proportion::new(1, 5_000)?).to_string(), "<0.1%");
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percent {
    share: f64,
    shown: Shown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    UnderOneTenth,
    /// Tenths of a percentage point, 0 to 1000.
    Tenths(u16),
    OverAllButOneTenth,
}

impl Percent {
    /// The percentage of a proportion, rounded in whole numbers so that a half is a half: 1 of 16
    /// is 6.3.
    pub fn of(proportion: Proportion) -> Self {
        let count = proportion.count();
        let base = proportion.base().get();
        let tenths = rounded_tenths(u128::from(count), u128::from(base));
        Percent {
            share: proportion.value(),
            shown: Shown::new(tenths, count == 0, count == base),
        }
    }

    /// The percentage of a share from 0 to 1 that is not a count of a base, such as a limit of an
    /// interval. `None` when it is not a number from 0 to 1.
    ///
    /// ```
    /// use canvass::stats::Percent;
    ///
    /// let limit = |share| Percent::from_share(share).map(|p| p.number());
    /// assert_eq!(limit(0.0), Some("0.0".into()));
    /// assert_eq!(limit(0.0001), Some("<0.1".into()));
    /// assert_eq!(limit(f64::NAN), None);
    /// ```
    pub fn from_share(share: f64) -> Option<Self> {
        if !(0.0..=1.0).contains(&share) {
            return None;
        }
        let tenths = (share * 1000.0).round() as u128;
        Some(Percent {
            share: share.abs(),
            shown: Shown::new(tenths, share == 0.0, share == 1.0),
        })
    }

    /// The unrounded share, from 0 to 1, for drawing and for further arithmetic.
    pub fn share(self) -> f64 {
        self.share
    }

    /// The number without the percent sign, such as `81.4` or `<0.1`.
    pub fn number(self) -> String {
        match self.shown {
            Shown::UnderOneTenth => "<0.1".to_owned(),
            Shown::Tenths(tenths) => tenths_text(u128::from(tenths)),
            Shown::OverAllButOneTenth => ">99.9".to_owned(),
        }
    }
}

impl Shown {
    fn new(tenths: u128, is_nothing: bool, is_everything: bool) -> Self {
        match u16::try_from(tenths) {
            Ok(0) if !is_nothing => Shown::UnderOneTenth,
            Ok(tenths) if tenths < 1000 => Shown::Tenths(tenths),
            _ if is_everything => Shown::Tenths(1000),
            _ => Shown::OverAllButOneTenth,
        }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.number())
    }
}

/// Whether a change goes down, nowhere or up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// It is lower.
    Negative,
    /// It is the same at one decimal.
    Zero,
    /// It is higher.
    Positive,
}

/// A difference of two shares in percentage points, ready to be shown: one decimal, half away
/// from zero, worked out from the unrounded shares.
///
/// `Display` writes `6.3`, `-6.3` or `0.0`, never `-0.0`. Prose takes [`Points::sign`] and
/// [`Points::magnitude_text`] apart: "up 6.3 percentage points".
///
/// ```
/// use canvass::stats::{Points, Proportion, Sign};
///
/// let change = Points::between(Proportion::new(77, 187)?, Proportion::new(102, 215)?);
/// assert_eq!(change.to_string(), "6.3");
/// assert_eq!(change.sign(), Sign::Positive);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Points {
    difference: f64,
    sign: Sign,
    tenths: u128,
}

impl Points {
    /// The change from one proportion to another, rounded in whole numbers.
    pub fn between(before: Proportion, after: Proportion) -> Self {
        let (n1, n2) = (
            u128::from(before.base().get()),
            u128::from(after.base().get()),
        );
        let (first, second) = (
            u128::from(before.count()) * n2,
            u128::from(after.count()) * n1,
        );
        let tenths = rounded_tenths(first.abs_diff(second), n1 * n2);
        Points::new(after.value() - before.value(), tenths, second < first)
    }

    /// A difference that does not come from two counts, such as a limit of an interval: from -1
    /// to 1 for shares, from -2 to 2 for the change of a gap. `None` when it is not a number from
    /// -2 to 2.
    pub fn from_difference(difference: f64) -> Option<Self> {
        (-2.0..=2.0).contains(&difference).then(|| {
            let tenths = (difference.abs() * 1000.0).round() as u128;
            Points::new(difference, tenths, difference < 0.0)
        })
    }

    fn new(difference: f64, tenths: u128, falls: bool) -> Self {
        let sign = match (tenths, falls) {
            (0, _) => Sign::Zero,
            (_, true) => Sign::Negative,
            (_, false) => Sign::Positive,
        };
        Points {
            difference,
            sign,
            tenths,
        }
    }

    /// The unrounded difference.
    pub fn difference(self) -> f64 {
        self.difference
    }

    /// The sign of the number as shown: a change that shows as 0.0 has none.
    pub fn sign(self) -> Sign {
        self.sign
    }

    /// The size of the change without its sign, such as `6.3`.
    pub fn magnitude_text(self) -> String {
        tenths_text(self.tenths)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minus = if self.sign == Sign::Negative { "-" } else { "" };
        write!(f, "{minus}{}", self.magnitude_text())
    }
}

impl fmt::Display for PValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value() {
            p if p < 0.001 => f.write_str("<0.001"),
            p if p > 0.999 && p < 1.0 => f.write_str(">0.999"),
            p => write!(f, "{p:.3}"),
        }
    }
}

/// A whole number with a comma between each three digits.
///
/// ```
/// assert_eq!(canvass::stats::thousands(5_000), "5,000");
/// ```
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Tenths of a percentage point of a fraction, half up. Bases stop at 2^53, so the denominator
/// stops at 2^106 and nothing here overflows.
fn rounded_tenths(numerator: u128, denominator: u128) -> u128 {
    (2000 * numerator + denominator) / (2 * denominator)
}

fn tenths_text(tenths: u128) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::stats::Base;
    use proptest::prelude::*;

    fn number(count: u64, base: u64) -> String {
        Percent::of(Proportion::new(count, base).unwrap()).number()
    }

    #[test]
    fn percentages_round_half_away_from_zero() {
        for (count, base, shown) in [
            (0, 7, "0.0"),
            (7, 7, "100.0"),
            (1, 16, "6.3"),
            (3, 16, "18.8"),
            (1, 2000, "0.1"),
            (1, 2001, "<0.1"),
            (1999, 2000, ">99.9"),
            (9994, 10_000, "99.9"),
            (9995, 10_000, ">99.9"),
            (175, 215, "81.4"),
            (169, 215, "78.6"),
            (1, Base::MAX, "<0.1"),
            (Base::MAX - 1, Base::MAX, ">99.9"),
            (Base::MAX, Base::MAX, "100.0"),
        ] {
            assert_eq!(number(count, base), shown, "{count} of {base}");
        }
    }

    #[test]
    fn limits_keep_their_exact_ends() {
        let number = |share| Percent::from_share(share).map(Percent::number);
        assert_eq!(number(0.0).as_deref(), Some("0.0"));
        assert_eq!(number(-0.0).as_deref(), Some("0.0"));
        assert_eq!(number(1.0).as_deref(), Some("100.0"));
        assert_eq!(number(1e-300).as_deref(), Some("<0.1"));
        assert_eq!(number(0.99999).as_deref(), Some(">99.9"));
        assert_eq!(number(0.0625).as_deref(), Some("6.3"));
        for wrong in [f64::NAN, f64::INFINITY, -1e-9, 1.0 + 1e-9] {
            assert_eq!(number(wrong), None);
        }
    }

    #[test]
    fn points_never_show_a_negative_nought() {
        let tiny = Points::from_difference(-0.0001).unwrap();
        assert_eq!(tiny.to_string(), "0.0");
        assert_eq!(tiny.sign(), Sign::Zero);
        assert_eq!(tiny.difference(), -0.0001);
        assert_eq!(Points::from_difference(-0.063).unwrap().to_string(), "-6.3");
        assert_eq!(Points::from_difference(f64::NAN), None);
        assert_eq!(Points::from_difference(2.1), None);
    }

    #[test]
    fn points_come_from_unrounded_shares() {
        // 12.5 to 6.25 per cent shows as 12.5 and 6.3, but falls by exactly 6.25.
        let before = Proportion::new(1, 8).unwrap();
        let after = Proportion::new(1, 16).unwrap();
        assert_eq!(Points::between(before, after).to_string(), "-6.3");
        assert_eq!(Points::between(after, before).to_string(), "6.3");
        let all = Proportion::new(Base::MAX, Base::MAX).unwrap();
        let none = Proportion::new(0, Base::MAX - 1).unwrap();
        assert_eq!(Points::between(all, none).to_string(), "-100.0");
    }

    #[test]
    fn p_values_show_three_decimals_and_never_nought() {
        for (p, text) in [
            (0.0, "<0.001"),
            (0.000_999, "<0.001"),
            (0.001, "0.001"),
            (0.0499, "0.050"),
            (0.9991, ">0.999"),
            (1.0, "1.000"),
        ] {
            assert_eq!(PValue::new(p).unwrap().to_string(), text);
        }
    }

    #[test]
    fn thousands_are_grouped_from_the_right() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
            (u64::MAX, "18,446,744,073,709,551,615"),
        ] {
            assert_eq!(thousands(number), text);
        }
    }

    proptest! {
        #[test]
        fn a_percentage_is_within_half_a_tenth(base in 1..=10_000_u64, part in 0.0..=1.0_f64) {
            let count = (part * base as f64) as u64;
            let exact = 100.0 * count as f64 / base as f64;
            if let Ok(shown) = number(count, base).parse::<f64>() {
                prop_assert!((shown - exact).abs() <= 0.05 + 1e-9);
            } else {
                prop_assert!(count > 0 && count < base);
                prop_assert!(!(0.05..99.95).contains(&exact));
            }
        }

        #[test]
        fn points_change_sign_with_direction(
            a in 0..=300_u64, b in 0..=300_u64, n in 300..=400_u64, m in 300..=400_u64,
        ) {
            let first = Proportion::new(a, n).unwrap();
            let second = Proportion::new(b, m).unwrap();
            let there = Points::between(first, second);
            let back = Points::between(second, first);
            prop_assert_eq!(there.magnitude_text(), back.magnitude_text());
            prop_assert_eq!(there.sign() == Sign::Zero, back.sign() == Sign::Zero);
            if there.sign() != Sign::Zero {
                prop_assert_ne!(there.sign(), back.sign());
            }
        }
    }
}
