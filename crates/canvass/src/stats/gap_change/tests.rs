use super::*;
use proptest::prelude::*;

fn table(cells: [u64; 4]) -> PairedTable {
    PairedTable::new(cells[0], cells[1], cells[2], cells[3]).unwrap()
}

type Case = ([u64; 4], [u64; 4], (f64, f64), f64);

// mpmath with 50 digits; p-values up to 400 people as exact fractions over every 2 x 3 table with
// the same margins, above that from the normal distribution.
const CASES: [Case; 8] = [
    (
        [40, 30, 50, 67],
        [60, 62, 38, 55],
        (0.0881442256735, 0.346773606716),
        0.00110228213901023,
    ),
    (
        [2, 5, 1, 8],
        [3, 2, 9, 5],
        (-0.990883163836, -0.158842204235),
        0.00946887260182226,
    ),
    (
        [40, 30, 45, 67],
        [60, 50, 45, 60],
        (-0.0234519178184, 0.233814040449),
        0.109831265197151,
    ),
    (
        [40, 30, 45, 67],
        [60, 50, 45, 70],
        (-0.0218115621398, 0.230139767545),
        0.104540859546464,
    ),
    (
        [1, 0, 0, 4],
        [2, 0, 0, 5],
        (-0.56064700964, 0.56064700964),
        1.0,
    ),
    (
        [0, 3, 0, 0],
        [0, 4, 0, 0],
        (-0.979781672909, 1.12299406351),
        1.0,
    ),
    (
        [0, 250, 0, 0],
        [0, 240, 0, 0],
        (-0.0315078398831, 0.0302665989909),
        1.0,
    ),
    (
        [0, 0, 6, 0],
        [0, 7, 0, 0],
        (0.945654869549, 2.0),
        0.000582750582750583,
    ),
];

#[test]
fn agrees_with_an_independent_computation() {
    for (before, after, (lower, upper), p) in CASES {
        let (before, after) = (table(before), table(after));
        let limits = shift_interval(&before, &after, Confidence::P95);
        assert!(
            (limits.lower() - lower).abs() < 1e-10,
            "{after:?}: {limits:?}"
        );
        assert!(
            (limits.upper() - upper).abs() < 1e-10,
            "{after:?}: {limits:?}"
        );
        let found = shift_test(&before, &after).value();
        assert!((found - p).abs() < 1e-11, "{after:?}: {found}");
    }
}

proptest! {
    #[test]
    fn swapping_waves_or_options_keeps_the_p_value(
        a in prop::array::uniform4(0..30_u64), b in prop::array::uniform4(0..30_u64),
    ) {
        prop_assume!(a.iter().sum::<u64>() > 0 && b.iter().sum::<u64>() > 0);
        let p = shift_test(&table(a), &table(b)).value();
        let waves = shift_test(&table(b), &table(a)).value();
        let swap = |c: [u64; 4]| table([c[0], c[2], c[1], c[3]]);
        let options = shift_test(&swap(a), &swap(b)).value();
        prop_assert!((p - waves).abs() < 1e-9 && (p - options).abs() < 1e-9);
        let limits = shift_interval(&table(a), &table(b), Confidence::P95);
        prop_assert!(limits.contains(table(b).gap() - table(a).gap()));
    }

    #[test]
    fn the_exact_and_the_normal_test_agree_where_they_meet(
        a in prop::array::uniform4(40..50_u64), b in prop::array::uniform4(40..50_u64),
    ) {
        let (before, after) = (table(a), table(b));
        let cells = Pooled::of(&before, &after);
        let near = normal(&cells, &after).value() - exact(&cells, &after).value();
        prop_assert!(near.abs() < 0.01);
    }
}
