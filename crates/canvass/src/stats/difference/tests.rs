use super::*;
use proptest::prelude::*;

fn share(count: u64, base: u64) -> Proportion {
    Proportion::new(count, base).unwrap()
}

// Intervals by mpmath with 50 digits; p-values as exact fractions of binomial coefficients. The
// first three are printed in Newcombe 1998 (Stat Med 17:873, table II) to four decimals.
const CASES: [(u64, u64, u64, u64, f64, f64, f64); 7] = [
    (
        48,
        80,
        56,
        70,
        0.0524314724023649,
        0.333872654036906,
        0.00844944267945265,
    ),
    (
        3,
        10,
        9,
        10,
        0.170522723934503,
        0.809017973535488,
        0.0102405334603477,
    ),
    (0, 20, 10, 10, 0.679086037141915, 1.0, 3.32833916042312e-8),
    (
        77,
        187,
        102,
        215,
        -0.0345462758897208,
        0.157892991449277,
        0.209592979102875,
    ),
    (0, 5, 0, 7, -0.434482464783175, 0.354330435066687, 1.0),
    (5, 5, 7, 7, -0.354330435066687, 0.434482464783175, 1.0),
    (1, 1, 0, 1, -1.0, 0.122108720681942, 0.5),
];

#[test]
fn intervals_agree_with_the_formula_in_fifty_digits() {
    for (x1, n1, x2, n2, lower, upper, _) in CASES {
        let found = newcombe(share(x1, n1), share(x2, n2), Confidence::P95);
        assert!(
            (found.lower() - lower).abs() < 1e-12,
            "{x2}/{n2} v {x1}/{n1}"
        );
        assert!(
            (found.upper() - upper).abs() < 1e-12,
            "{x2}/{n2} v {x1}/{n1}"
        );
    }
}

#[test]
fn tests_agree_with_exact_fractions() {
    for (x1, n1, x2, n2, _, _, p) in CASES {
        let found = fisher_mid_p(share(x1, n1), share(x2, n2)).value();
        assert!((found - p).abs() < 1e-12, "{x2}/{n2} v {x1}/{n1}: {found}");
    }
}

#[test]
fn large_bases_keep_their_digits() {
    // mpmath log-gamma with 50 digits, the smaller tail summed term by term.
    for (x1, n1, x2, n2, p) in [
        (490_000, 990_000, 500_000, 1_000_000, 1.04366398117047e-12),
        (499_000, 1_000_000, 501_000, 1_000_000, 0.00467776425929778),
        (10, 1_000_000, 30, 1_000_000, 0.0014503406852256),
        (1_000, 2_000, 1_500, 2_000, 9.88709457100752e-61),
    ] {
        let found = fisher_mid_p(share(x1, n1), share(x2, n2)).value();
        assert!(
            (found / p - 1.0).abs() < 1e-9,
            "{x2}/{n2} v {x1}/{n1}: {found}"
        );
    }
    let apart = fisher_mid_p(share(0, 1_000_000), share(1_000_000, 1_000_000));
    assert_eq!(apart.value(), 0.0);
}

proptest! {
    #[test]
    fn swapping_the_waves_mirrors_everything(
        n1 in 1..200_u64, n2 in 1..200_u64, part1 in 0.0..=1.0_f64, part2 in 0.0..=1.0_f64,
    ) {
        let first = share((part1 * n1 as f64) as u64, n1);
        let second = share((part2 * n2 as f64) as u64, n2);
        let there = newcombe(first, second, Confidence::P95);
        let back = newcombe(second, first, Confidence::P95);
        prop_assert!((there.lower() + back.upper()).abs() < 1e-12);
        prop_assert!(there.contains(second.value() - first.value()));
        prop_assert!(there.lower() >= -1.0 && there.upper() <= 1.0);

        let p = fisher_mid_p(first, second).value();
        prop_assert!((p - fisher_mid_p(second, first).value()).abs() < 1e-12);
        let complement = fisher_mid_p(first.complement(), second.complement()).value();
        prop_assert!((p - complement).abs() < 1e-12);
    }

    #[test]
    fn a_larger_change_is_less_likely(n in 2..150_u64, x1 in 0..75_u64, rise in 0..74_u64) {
        let first = share(x1.min(n - 1), n);
        let x2 = (first.count() + rise).min(n - 1);
        let near = fisher_mid_p(first, share(x2, n)).value();
        let far = fisher_mid_p(first, share(x2 + 1, n)).value();
        prop_assert!(far < near || near == 1.0);
    }
}
