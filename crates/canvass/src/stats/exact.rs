/// The exact upper limit of a share of which `count` of `base` were seen (Clopper and Pearson 1934, Biometrika
/// 26:404), one-sided: were the share any higher, so few would be seen with a probability below one less
/// `confidence`. `None` without a base, when the count is larger than it, or when the confidence is not between
/// 0 and 1.
///
/// ```
/// use canvass::stats::exact_upper;
///
/// // The rule of three: nothing seen in 59 leaves five per cent.
/// let limit = exact_upper(0, 59, 0.95).ok_or("a base")?;
/// assert!((limit - (1.0 - 0.05_f64.powf(1.0 / 59.0))).abs() < 1e-12);
/// # Ok::<(), &str>(())
/// ```
pub fn exact_upper(count: u64, base: u64, confidence: f64) -> Option<f64> {
    if base == 0 || count > base || !(confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    if count == base {
        return Some(1.0);
    }
    let tail = 1.0 - confidence;
    // The probability falls from 1 to 0 as the share rises.
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..80 {
        let middle = low + (high - low) / 2.0;
        if at_most(count, base, middle) > tail {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(low + (high - low) / 2.0)
}

/// The probability of `count` or fewer among `base`, by logarithms, which cannot underflow all at once.
fn at_most(count: u64, base: u64, share: f64) -> f64 {
    let (yes, no) = (share.ln(), (-share).ln_1p());
    let mut log = base as f64 * no;
    let mut sum = log.exp();
    for k in 0..count {
        log += ((base - k) as f64 / (k + 1) as f64).ln() + yes - no;
        sum += log.exp();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_those_of_the_beta_distribution() {
        // Bisection with 40 decimal digits in another program.
        for (count, base, expected) in [
            (0, 10, 0.258865550893),
            (1, 30, 0.148596068659),
            (3, 50, 0.147837176364),
            (20, 200, 0.141989251590),
            (9, 10, 0.994883803108),
        ] {
            let limit = exact_upper(count, base, 0.95).unwrap_or_default();
            assert!(
                (limit - expected).abs() < 1e-8,
                "{count} of {base}: {limit}"
            );
        }
    }

    #[test]
    fn what_has_no_limit_has_none() {
        assert_eq!(exact_upper(0, 0, 0.95), None);
        assert_eq!(exact_upper(3, 2, 0.95), None);
        assert_eq!(exact_upper(1, 2, 1.0), None);
        assert_eq!(exact_upper(2, 2, 0.95), Some(1.0));
    }
}
