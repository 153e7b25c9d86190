use super::*;
use proptest::prelude::*;

fn table(both: u64, a_only: u64, b_only: u64, neither: u64) -> PairedTable {
    PairedTable::new(both, a_only, b_only, neither).unwrap()
}

struct Case {
    cells: [u64; 4],
    tango: (f64, f64),
    newcombe: (f64, f64),
    mid_p: f64,
    exact: f64,
}

/// Intervals by mpmath with 50 digits (Tango: 150 halvings), p-values as exact fractions. The first
/// is the example printed in Newcombe 1998 (Stat Med 17:2635) and by Tango.
const CASES: [Case; 9] = [
    Case {
        cells: [1, 1, 7, 12],
        tango: (-0.51723227642138, -0.026003032480869),
        newcombe: (-0.50692022668614, -0.02555912416486),
        mid_p: 0.0390625,
        exact: 0.0703125,
    },
    Case {
        cells: [43, 60, 41, 71],
        tango: (-0.0032756397293799, 0.17863215026191),
        newcombe: (-0.0032184690667785, 0.17785711014622),
        mid_p: 0.0594005369034335,
        exact: 0.0727570068775242,
    },
    Case {
        cells: [0, 5, 0, 0],
        tango: (0.13103507043365, 1.0),
        newcombe: (0.38554900569034, 1.0),
        mid_p: 0.03125,
        exact: 0.0625,
    },
    Case {
        cells: [0, 0, 5, 0],
        tango: (-1.0, -0.13103507043365),
        newcombe: (-1.0, -0.38554900569034),
        mid_p: 0.03125,
        exact: 0.0625,
    },
    Case {
        cells: [0, 0, 0, 9],
        tango: (-0.29914504841954, 0.29914504841954),
        newcombe: (-0.29914504841954, 0.29914504841954),
        mid_p: 1.0,
        exact: 1.0,
    },
    Case {
        cells: [3, 0, 0, 4],
        tango: (-0.35433043506669, 0.35433043506669),
        newcombe: (-0.23060979954581, 0.23060979954581),
        mid_p: 1.0,
        exact: 1.0,
    },
    Case {
        cells: [10, 2, 0, 88],
        tango: (-0.017733368171125, 0.070011790728544),
        newcombe: (-0.021215640128508, 0.066387731793089),
        mid_p: 0.25,
        exact: 0.5,
    },
    Case {
        cells: [2, 90, 3, 5],
        tango: (0.75692697226339, 0.92952371287866),
        newcombe: (0.75814763233321, 0.92742096345687),
        mid_p: 1.39859358697168e-23,
        exact: 2.70889533707612e-23,
    },
    Case {
        cells: [1, 400, 350, 249],
        tango: (-0.0036776942032836, 0.10335868388017),
        newcombe: (-0.003660561396779, 0.10332421894102),
        mid_p: 0.0680013482102829,
        exact: 0.0735077740584355,
    },
];

fn of(cells: [u64; 4]) -> PairedTable {
    table(cells[0], cells[1], cells[2], cells[3])
}

#[test]
fn intervals_agree_with_an_independent_computation() {
    for case in CASES {
        let table = of(case.cells);
        let score = tango(&table, Confidence::P95);
        assert!(
            (score.lower() - case.tango.0).abs() < 1e-10,
            "{table:?}: {score:?}"
        );
        assert!(
            (score.upper() - case.tango.1).abs() < 1e-10,
            "{table:?}: {score:?}"
        );
        let check = newcombe_paired(&table, Confidence::P95);
        assert!(
            (check.lower() - case.newcombe.0).abs() < 1e-12,
            "{table:?}: {check:?}"
        );
        assert!(
            (check.upper() - case.newcombe.1).abs() < 1e-12,
            "{table:?}: {check:?}"
        );
    }
}

#[test]
fn tests_agree_with_exact_fractions() {
    for case in CASES {
        let table = of(case.cells);
        let (mid, exact) = (mcnemar_mid_p(&table).value(), mcnemar_exact(&table).value());
        assert!(
            (mid - case.mid_p).abs() <= 1e-12 * case.mid_p,
            "{table:?}: {mid}"
        );
        assert!(
            (exact - case.exact).abs() <= 1e-12 * case.exact,
            "{table:?}: {exact}"
        );
    }
}

#[test]
fn nobody_choosing_between_them_has_a_closed_form() {
    let z = Confidence::P95.z();
    for n in [1, 30, 5_000] {
        let limits = tango(&table(0, 0, 0, n), Confidence::P95);
        let reach = z * z / (n as f64 + z * z);
        assert!((limits.upper() - reach).abs() < 1e-12);
        assert!((limits.lower() + reach).abs() < 1e-12);
    }
}

#[test]
fn an_empty_table_is_refused() {
    assert_eq!(PairedTable::new(0, 0, 0, 0), Err(StatsError::EmptyBase));
    assert!(PairedTable::new(u64::MAX, u64::MAX, 1, 1).is_err());
}

proptest! {
    #[test]
    fn swapping_the_options_mirrors_everything(
        a in 0..60_u64, b in 0..60_u64, c in 0..60_u64, d in 1..60_u64,
    ) {
        let (here, there) = (table(a, b, c, d), table(a, c, b, d));
        let (i, j) = (tango(&here, Confidence::P95), tango(&there, Confidence::P95));
        prop_assert!((i.lower() + j.upper()).abs() < 1e-9);
        prop_assert!(i.contains(here.gap()));
        prop_assert!(i.lower() >= -1.0 && i.upper() <= 1.0);
        prop_assert_eq!(mcnemar_mid_p(&here), mcnemar_mid_p(&there));
        prop_assert!(mcnemar_mid_p(&here) <= mcnemar_exact(&here));
    }

    #[test]
    fn the_score_at_a_limit_is_the_quantile(b in 1..60_u64, c in 1..60_u64, rest in 1..60_u64) {
        let table = table(rest, b, c, 0);
        let limits = tango(&table, Confidence::P95);
        prop_assert!((tango_score(&table, limits.lower()) - Confidence::P95.z()).abs() < 1e-6);
        prop_assert!((tango_score(&table, limits.upper()) + Confidence::P95.z()).abs() < 1e-6);
    }
}

#[test]
fn totals_alone_leave_a_range() {
    // Both limits by scipy's brentq on the score, over every number who can have selected both.
    let range = tango_over_totals(9, 15, 21, Confidence::P95).unwrap();
    assert!((range.lower() - -0.598_746_307_331_614_3).abs() < 1e-9);
    assert!((range.upper() - 0.109_095_096_154_633_74).abs() < 1e-9);
    assert_eq!(
        tango_over_totals(22, 1, 21, Confidence::P95),
        Err(StatsError::CountExceedsBase {
            count: 22,
            base: 21
        })
    );
    assert_eq!(
        tango_over_totals(0, 0, 0, Confidence::P95),
        Err(StatsError::EmptyBase)
    );
}
