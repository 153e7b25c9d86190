use super::*;
use proptest::prelude::*;

fn limits(count: u64, base: u64, members: Option<u64>) -> Interval {
    let population = members.map(|m| Population::new(m).unwrap());
    wilson(
        Proportion::new(count, base).unwrap(),
        Confidence::P95,
        population,
    )
    .unwrap()
}

#[test]
fn agrees_with_the_formula_in_forty_digits() {
    // mpmath, 40 digits, from the definition. 81 of 263 is the example of Newcombe 1998 (Stat Med
    // 17:857, table I), printed there as 0.2553 to 0.3662.
    for (count, base, members, lower, upper) in [
        (175, 215, None, 0.756591031597389, 0.860293907515593),
        (81, 263, None, 0.255288519878274, 0.3662095769828),
        (0, 10, None, 0.0, 0.277532799862889),
        (10, 10, None, 0.722467200137111, 1.0),
        (1, 30, None, 0.00590859038161245, 0.166703909914092),
        (1, 1, None, 0.206549314377237, 1.0),
        (
            500_000,
            1_000_000,
            None,
            0.499020019890005,
            0.500979980109995,
        ),
        (175, 215, Some(5000), 0.757937959909488, 0.859410882924352),
        (3, 40, Some(50), 0.06, 0.120590227113485),
        (1, 49, Some(50), 0.02, 0.0268770014352488),
        (0, 5, Some(6), 0.0, 0.133192250939049),
        (5, 5, Some(6), 0.866807749060951, 1.0),
    ] {
        let found = limits(count, base, members);
        assert!((found.lower() - lower).abs() < 1e-12, "{count} of {base}");
        assert!((found.upper() - upper).abs() < 1e-12, "{count} of {base}");
    }
}

#[test]
fn ends_are_exact() {
    assert_eq!(limits(0, 17, None).lower(), 0.0);
    assert_eq!(limits(17, 17, None).upper(), 1.0);
    assert_eq!(limits(3, 7, Some(7)), Interval::new(3.0 / 7.0, 3.0 / 7.0));
    assert_eq!(limits(1, 1, Some(1)), Interval::new(1.0, 1.0));
}

#[test]
fn more_respondents_than_members_is_an_error() {
    let share = Proportion::new(3, 8).unwrap();
    assert_eq!(
        wilson(share, Confidence::P95, Some(Population::new(7).unwrap())),
        Err(StatsError::BaseExceedsPopulation {
            base: 8,
            population: 7
        })
    );
    assert_eq!(Population::new(0), Err(StatsError::EmptyPopulation));
}

#[test]
fn quantiles_are_exact() {
    // mpmath, sqrt(2) * erfinv(level).
    for (level, z) in [
        (0.5, 0.6744897501960817),
        (0.8, 1.2815515655446005),
        (0.9, 1.6448536269514727),
        (0.95, 1.9599639845400542),
        (0.99, 2.575829303548901),
        (0.999, 3.290526731491895),
    ] {
        assert!(
            (Confidence::new(level).unwrap().z() - z).abs() < 1e-12,
            "{level}"
        );
    }
    for level in [0.0, 1.0, -0.1, 1.1, f64::NAN, 1e-300, 1.0 - 1e-16] {
        assert!(Confidence::new(level).is_err(), "{level}");
    }
}

proptest! {
    #[test]
    fn the_complement_has_the_mirrored_interval(base in 1..=5_000_u64, part in 0.0..=1.0_f64) {
        let count = (part * base as f64) as u64;
        let here = limits(count, base, None);
        let there = limits(base - count, base, None);
        prop_assert!((here.lower() - (1.0 - there.upper())).abs() < 1e-12);
        prop_assert!((here.upper() - (1.0 - there.lower())).abs() < 1e-12);
    }

    #[test]
    fn the_interval_contains_the_share_and_stays_in_bounds(
        base in 1..=5_000_u64, part in 0.0..=1.0_f64, others in proptest::option::of(0..5_000_u64),
    ) {
        let count = (part * base as f64) as u64;
        let found = limits(count, base, others.map(|o| base + o));
        prop_assert!(found.contains(count as f64 / base as f64));
        prop_assert!(found.lower() >= 0.0 && found.upper() <= 1.0);
    }

    #[test]
    fn more_selections_move_both_limits_up(base in 2..=2_000_u64, part in 0.0..1.0_f64) {
        let count = (part * base as f64) as u64;
        let fewer = limits(count, base, None);
        let more = limits(count + 1, base, None);
        prop_assert!(fewer.lower() < more.lower() && fewer.upper() < more.upper());
    }

    #[test]
    fn knowing_the_population_never_widens(base in 1..=500_u64, part in 0.0..=1.0_f64, o in 0..5_000_u64) {
        let count = (part * base as f64) as u64;
        let open = limits(count, base, None);
        let closed = limits(count, base, Some(base + o));
        prop_assert!(closed.lower() >= open.lower() - 1e-12);
        prop_assert!(closed.upper() <= open.upper() + 1e-12);
    }
}
