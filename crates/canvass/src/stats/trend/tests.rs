use super::*;
use proptest::prelude::*;

fn waves(waves: &[(i32, u64, u64)]) -> Vec<(i32, Proportion)> {
    waves
        .iter()
        .map(|(year, count, base)| (*year, Proportion::new(*count, *base).unwrap()))
        .collect()
}

#[test]
fn agrees_with_an_independent_computation() {
    // Slopes as exact fractions, z with 50 digits; up to 200 people p as an exact fraction over
    // every way to select as many, above that from the normal distribution.
    type Case = (&'static [(i32, u64, u64)], f64, f64, f64);
    let cases: [Case; 5] = [
        (
            &[(2021, 60, 150), (2022, 77, 170), (2024, 118, 215)],
            0.0492694014503734,
            2.89869523845519,
            0.00374718929170077,
        ),
        (
            &[(2020, 3, 17), (2021, 5, 20), (2024, 9, 21)],
            0.0620423108218063,
            1.77462464229911,
            0.0818395458663199,
        ),
        (
            &[(2020, 1, 9), (2021, 2, 8), (2022, 6, 11), (2023, 7, 10)],
            0.206013363028953,
            2.86859359555176,
            0.00397451599048444,
        ),
        (
            &[(2020, 10, 40), (2022, 20, 60), (2023, 60, 100)],
            0.12015503875969,
            3.8793971215211,
            7.60073835795721e-5,
        ),
        (
            &[
                (2019, 2000, 10_000),
                (2020, 2050, 10_000),
                (2021, 2200, 10_000),
            ],
            0.01,
            3.48228600052806,
            0.000497152407683233,
        ),
    ];
    for (case, slope, z, p) in cases {
        let found = trend(&waves(case)).unwrap();
        assert!((found.slope - slope).abs() < 1e-12, "{case:?}: {found:?}");
        assert!((found.z - z).abs() < 1e-11, "{case:?}: {found:?}");
        assert!((found.p.value() - p).abs() < 1e-12, "{case:?}: {found:?}");
    }
}

#[test]
fn nobody_or_everybody_is_no_trend() {
    let flat = Trend {
        slope: 0.0,
        z: 0.0,
        p: PValue::ONE,
    };
    let none = waves(&[(2020, 0, 5), (2021, 0, 6), (2022, 0, 9)]);
    assert_eq!(trend(&none), Ok(flat));
    let all = waves(&[(2020, 5, 5), (2021, 6, 6), (2022, 9, 9)]);
    assert_eq!(trend(&all), Ok(flat));
}

#[test]
fn two_waves_or_one_year_twice_are_refused() {
    let two = waves(&[(2023, 1, 5), (2024, 2, 6)]);
    assert_eq!(trend(&two), Err(StatsError::TooFewWaves { waves: 2 }));
    let twice = waves(&[(2023, 1, 5), (2024, 2, 6), (2023, 2, 6)]);
    assert_eq!(trend(&twice), Err(StatsError::RepeatedYear { year: 2023 }));
    let far = waves(&[(i32::MIN, 1, 5), (0, 2, 6), (i32::MAX, 2, 6)]);
    assert!(trend(&far).unwrap().p.value() > 0.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_complement_has_the_opposite_trend(
        rows in prop::collection::vec((0..=20_u64, 20..=25_u64), 3..5), step in 1..4_i32,
    ) {
        let years = |flip: bool| -> Vec<_> {
            rows.iter()
                .zip(0..)
                .map(|((count, base), at)| {
                    let share = Proportion::new(*count, *base).unwrap();
                    (2000 + at * step, if flip { share.complement() } else { share })
                })
                .collect()
        };
        let (up, down) = (trend(&years(false)).unwrap(), trend(&years(true)).unwrap());
        prop_assert!((up.z + down.z).abs() < 1e-9);
        prop_assert!((up.p.value() - down.p.value()).abs() < 1e-9);
        let mut reversed = years(false);
        reversed.reverse();
        prop_assert_eq!(trend(&reversed), Ok(up));
    }
}

#[test]
fn years_that_lie_further_apart_change_the_slope_and_nothing_else() {
    let near = trend(&waves(&[(2020, 3, 20), (2021, 8, 25), (2023, 12, 22)])).unwrap();
    let far = trend(&waves(&[(1960, 3, 20), (1990, 8, 25), (2050, 12, 22)])).unwrap();
    assert!((near.slope / 30.0 - far.slope).abs() < 1e-12);
    assert!((near.z - far.z).abs() < 1e-12);
    assert_eq!(near.p, far.p);
}
