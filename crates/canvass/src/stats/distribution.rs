//! Continuous distributions, wrapped so that no parameter can make them fail.

use statrs::function::{beta::beta_reg, gamma::gamma_ur};

use super::{Confidence, PValue};

/// The upper tail of the chi-square distribution.
pub(super) fn chi_square_tail(statistic: f64, degrees: f64) -> PValue {
    if statistic <= 0.0 {
        return PValue::ONE;
    }
    if statistic.is_infinite() {
        return PValue::capped(0.0);
    }
    PValue::capped(gamma_ur(degrees / 2.0, statistic / 2.0).max(0.0))
}

/// The upper tail of the F distribution.
pub(super) fn f_tail(statistic: f64, numerator: f64, denominator: f64) -> PValue {
    if statistic <= 0.0 {
        return PValue::ONE;
    }
    let x = denominator / (denominator + numerator * statistic);
    PValue::capped(beta_reg(denominator / 2.0, numerator / 2.0, x).max(0.0))
}

/// Both tails of Student's t distribution.
pub(super) fn t_tails(t: f64, degrees: f64) -> PValue {
    let x = degrees / (degrees + t * t);
    PValue::capped(beta_reg(degrees / 2.0, 0.5, x).max(0.0))
}

/// The two-sided quantile of Student's t distribution, for one degree of freedom or more.
///
/// Solved from the tails, because the library's own quantile is wrong in the fourth decimal for
/// many degrees of freedom.
pub(super) fn t_quantile(confidence: Confidence, degrees: f64) -> f64 {
    let outside = 1.0 - confidence.level();
    let too_near = |t: f64| t_tails(t, degrees).value() > outside;
    let mut near = 0.0;
    let mut far = confidence.z();
    while too_near(far) && far.is_finite() {
        near = far;
        far *= 2.0;
    }
    loop {
        let middle = near + (far - near) / 2.0;
        if middle <= near || middle >= far || !far.is_finite() {
            return middle;
        }
        if too_near(middle) {
            near = middle;
        } else {
            far = middle;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn assert_near(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() <= 1e-9 * expected,
            "{found} is not {expected}"
        );
    }

    #[test]
    fn tails_agree_with_forty_digits() {
        // mpmath: regularised incomplete gamma and beta functions.
        assert_near(
            chi_square_tail(3.841458820694124, 1.0).value(),
            0.05000000000000006,
        );
        assert_near(chi_square_tail(0.5, 2.0).value(), 0.7788007830714049);
        assert_near(chi_square_tail(12.5, 4.0).value(), 0.01399579248765089);
        assert_near(chi_square_tail(60.0, 10.0).value(), 3.624300952061488e-9);
        assert_near(chi_square_tail(1e-06, 3.0).value(), 0.9999999997340386);
        assert_near(f_tail(3.2, 2.0, 30.0).value(), 0.0549918165561537);
        assert_near(f_tail(1.1, 3.7, 790.2).value(), 0.3537507622567385);
        assert_near(f_tail(0.2, 1.0, 5.0).value(), 0.6734284355375538);
        assert_near(f_tail(15.0, 5.5, 1170.0).value(), 1.895368307836766e-15);
        assert_near(t_tails(2.0, 67.0).value(), 0.04955650222202235);
        assert_near(t_tails(0.0, 5.0).value(), 1.0);
        assert_near(t_tails(-3.1, 400.0).value(), 0.002072109459817204);
        assert_near(t_tails(1.0, 1.0).value(), 0.5);
        assert_near(t_tails(1.96, 1e6).value(), 0.04999606758526979);
        assert_near(t_tails(8.0, 30.0).value(), 6.265822475700759e-9);
    }

    #[test]
    fn quantiles_agree_with_forty_digits() {
        // mpmath, solved for the tail.
        let level = Confidence::new(0.95).unwrap();
        assert_near(t_quantile(level, 1.0), 12.7062047361747);
        let level = Confidence::new(0.95).unwrap();
        assert_near(t_quantile(level, 2.0), 4.302652729749464);
        let level = Confidence::new(0.95).unwrap();
        assert_near(t_quantile(level, 67.0), 1.996008354025297);
        let level = Confidence::new(0.99).unwrap();
        assert_near(t_quantile(level, 214.0), 2.598997985558614);
        let level = Confidence::new(0.8).unwrap();
        assert_near(t_quantile(level, 10.0), 1.372183641110336);
        let level = Confidence::new(0.95).unwrap();
        assert_near(t_quantile(level, 1e6), 1.959966356814107);
    }
}
