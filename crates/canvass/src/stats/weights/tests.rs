use super::*;
use crate::stats::{Confidence, Interval, PValue, Population, Proportion, newcombe, wilson};
use proptest::prelude::*;

const YEAR_1: [f64; 10] = [2.0, 1.0, 1.0, 1.5, 0.5, 2.5, 1.0, 0.75, 0.25, 1.0];
const CHOSE_A: [u8; 10] = [1, 0, 1, 0, 0, 1, 1, 0, 1, 0];
const CHOSE_B: [u8; 10] = [0, 1, 1, 0, 1, 0, 1, 0, 0, 1];
const YEAR_2: [f64; 8] = [1.0, 3.0, 0.5, 2.0, 1.0, 1.0, 1.5, 2.0];
const CHOSE_A_2: [u8; 8] = [0, 0, 1, 0, 0, 1, 0, 0];

fn ticks(answers: &[u8]) -> Vec<bool> {
    answers.iter().map(|answer| *answer == 1).collect()
}

fn weights(weights: &[f64]) -> Weights {
    Weights::new(weights.to_vec()).unwrap()
}

fn share(of: &[f64], answers: &[u8]) -> WeightedProportion {
    WeightedProportion::of(&weights(of), &ticks(answers)).unwrap()
}

fn assert_near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

fn assert_limits(found: Interval, lower: f64, upper: f64) {
    assert_near(found.lower(), lower);
    assert_near(found.upper(), upper);
}

// Expected values in this file: the formulas in Python with exact fractions, quantiles by scipy
// 1.17. The variance is also that of statsmodels 0.15, a weighted least squares fit of a constant
// with HC1 errors.
#[test]
fn a_weighted_share_agrees_with_an_independent_computation() {
    let found = share(&YEAR_1, &CHOSE_A);
    assert_near(found.value(), 0.5869565217391305);
    assert_near(found.variance(), 0.032301576808100155);
    assert_near(found.effective_base(), 7.611510791366906);
    assert_near(weights(&YEAR_1).design_effect(), 10.0 / 7.611510791366906);
    assert_eq!(found.unweighted(), Proportion::new(5, 10).unwrap());
    assert_limits(
        found.interval(Confidence::P95, None).unwrap(),
        0.23622252640152158,
        0.8671853265475977,
    );
    let forty = Population::new(40).unwrap();
    assert_limits(
        found.interval(Confidence::P95, Some(forty)).unwrap(),
        0.26962274552976345,
        0.8454476293032851,
    );
}

#[test]
fn nobody_and_everybody_still_have_an_interval() {
    let none = share(&YEAR_1, &[0; 10]).interval(Confidence::P95, None);
    assert_limits(none.unwrap(), 0.0, 0.38408409536349886);
    let all = share(&YEAR_1, &[1; 10]).interval(Confidence::P95, None);
    assert_limits(all.unwrap(), 0.6159159046365011, 1.0);
    let one = share(&[3.0], &[1]).interval(Confidence::P95, None);
    assert_eq!(one.unwrap().upper(), 1.0);
}

#[test]
fn equal_weights_are_no_weights() {
    let found = share(&[1.7; 10], &CHOSE_A);
    let plain = Proportion::new(5, 10).unwrap();
    assert_eq!(
        found.interval(Confidence::P95, None),
        wilson(plain, Confidence::P95, None)
    );
    let change = weighted_change(&found, &share(&[2.0; 8], &CHOSE_A_2), Confidence::P95);
    let later = Proportion::new(2, 8).unwrap();
    assert_eq!(change.interval, newcombe(plain, later, Confidence::P95));
}

#[test]
fn the_population_bounds_the_base() {
    let found = share(&YEAR_1, &CHOSE_A);
    let ten = Population::new(10).unwrap();
    let whole = found.interval(Confidence::P95, Some(ten)).unwrap();
    assert_eq!(whole.lower(), whole.upper());
    let nine = Population::new(9).unwrap();
    assert!(matches!(
        found.interval(Confidence::P95, Some(nine)),
        Err(StatsError::BaseExceedsPopulation {
            base: 10,
            population: 9
        })
    ));
}

#[test]
fn extreme_weights_still_give_numbers() {
    let found = share(&[1e100, 1e-100, 1.0], &[1, 0, 0]);
    let limits = found.interval(Confidence::P95, None).unwrap();
    assert!(limits.lower() >= 0.0 && limits.upper() <= 1.0);
    assert!(limits.contains(found.value()));
}

#[test]
fn a_weighted_change_agrees_with_an_independent_computation() {
    let (before, after) = (share(&YEAR_1, &CHOSE_A), share(&YEAR_2, &CHOSE_A_2));
    let change = weighted_change(&before, &after, Confidence::P95);
    assert_near(change.difference, -0.4619565217391305);
    assert_limits(change.interval, -0.7608303669822729, 0.041701010013990514);
    assert_near(change.p.unwrap().value(), 0.03964205179618068);

    let (none, all) = (share(&YEAR_1, &[0; 10]), share(&YEAR_2, &[1; 8]));
    assert_eq!(weighted_change(&none, &all, Confidence::P95).p, None);
}

#[test]
fn a_weighted_gap_agrees_with_an_independent_computation() {
    let (a, b) = (ticks(&CHOSE_A), ticks(&CHOSE_B));
    let found = weighted_gap(&weights(&YEAR_1), &a, &b, Confidence::P95).unwrap();
    assert_near(found.gap, 0.1956521739130435);
    assert_limits(found.interval, -0.46242534471063346, 0.8537296925367204);
    assert_near(found.p.value(), 0.5181208941292175);

    let same = weighted_gap(&weights(&YEAR_1), &a, &a, Confidence::P95);
    assert_eq!(same, Err(StatsError::NoVariation));
    let one = weighted_gap(&weights(&[1.0]), &[true], &[false], Confidence::P95);
    assert_eq!(one, Err(StatsError::NoVariation));
}

#[test]
fn a_weighted_mean_agrees_with_an_independent_computation() {
    let points = [5.0, 3.0, 4.0, 1.0, 2.0, 5.0, 4.0, 3.0, 2.0, 1.0];
    let found = weighted_mean(&weights(&YEAR_1), &points, Confidence::P95).unwrap();
    assert_near(found.mean, 3.4565217391304346);
    assert_limits(
        found.interval.unwrap(),
        2.0561765654797712,
        4.856866912781098,
    );
    let same = weighted_mean(&weights(&YEAR_1), &[4.0; 10], Confidence::P95).unwrap();
    assert_eq!((same.mean, same.interval), (4.0, None));
    let none = weighted_mean(&weights(&[2.0]), &[f64::NAN], Confidence::P95);
    assert_eq!(none, Err(StatsError::NotANumber { place: 0 }));
}

/// What counting sums up of the weights of a base and of those of it who ticked.
fn sums(of: &[f64], answers: &[u8]) -> (WeightSum, WeightSum) {
    let (mut base, mut selected) = (WeightSum::default(), WeightSum::default());
    for (weight, ticked) in of.iter().zip(answers) {
        base.add(*weight).unwrap();
        if *ticked == 1 {
            selected.add(*weight).unwrap();
        }
    }
    (base, selected)
}

#[test]
fn sums_of_weights_give_the_same_share_as_their_list() {
    for (of, answers) in [
        (&YEAR_1[..], &CHOSE_A[..]),
        (&YEAR_1, &[0; 10]),
        (&YEAR_1, &[1; 10]),
        (&YEAR_2, &CHOSE_A_2),
        (&[3.0; 4], &[1, 0, 0, 1]),
        (&[3.0], &[1]),
    ] {
        let (base, selected) = sums(of, answers);
        let found = WeightedProportion::of_sums(&base, &selected).unwrap();
        let listed = share(of, answers);
        assert_near(found.value(), listed.value());
        assert!((found.variance() - listed.variance()).abs() < 1e-15);
        assert_near(found.effective_base(), listed.effective_base());
        let interval = |share: WeightedProportion| share.interval(Confidence::P95, None).unwrap();
        let listed = interval(listed);
        assert_limits(interval(found), listed.lower(), listed.upper());
    }
    let nobody = WeightSum::default();
    assert_eq!(nobody.effective_base(), None);
    assert_eq!(
        WeightedProportion::of_sums(&nobody, &nobody),
        Err(StatsError::EmptyBase)
    );
    assert_eq!(
        WeightSum::default().add(0.0),
        Err(StatsError::InvalidWeight { respondent: 0 })
    );
}

#[test]
fn unusable_weights_are_refused() {
    assert_eq!(Weights::new(vec![]), Err(StatsError::EmptyBase));
    for wrong in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-200] {
        let error = StatsError::InvalidWeight { respondent: 1 };
        assert_eq!(Weights::new(vec![1.0, wrong]), Err(error));
    }
    assert_eq!(
        WeightedProportion::of(&weights(&YEAR_1), &[true]),
        Err(StatsError::LengthMismatch {
            expected: 10,
            found: 1
        })
    );
}

/// Respondents whose weights, groups and answers come from a fixed sequence.
fn drawn(
    people: usize,
    groups: usize,
    answers: usize,
    skip: usize,
) -> (Weights, Vec<(usize, usize)>) {
    let mut state = 12_345_u64;
    let mut next = || {
        state = (1_103_515_245 * state + 12_345) % (1 << 31);
        (state >> 16) as usize
    };
    let mut weights = Vec::new();
    let mut cells = Vec::new();
    for person in 0..skip + people {
        let weight = 1.0 + (next() % 8) as f64 / 4.0;
        // The earlier people were drawn for another table, of two by two.
        let (rows, columns) = if person < skip {
            (2, 2)
        } else {
            (groups, answers)
        };
        let group = next() % rows;
        let draw = next();
        let answer = if draw % 3 > 0 {
            draw % columns
        } else {
            group % columns
        };
        if person >= skip {
            weights.push(weight);
            cells.push((group, answer));
        }
    }
    (Weights::new(weights).unwrap(), cells)
}

#[test]
fn the_rao_scott_test_agrees_with_a_transcription_of_svychisq() {
    // numpy, after the source of svychisq in R's survey package: orthogonal contrasts by QR, the
    // full covariance matrix of the cells, and a general solver.
    let (first, cells) = drawn(40, 2, 2, 0);
    let found = rao_scott(&first, &cells, (2, 2)).unwrap();
    assert_near(found.f, 0.5257701187593316);
    assert_near(found.numerator, 1.0);
    assert_near(found.denominator, 39.0);
    assert_near(found.p.value(), 0.47271909852184485);

    let (second, cells) = drawn(90, 3, 4, 40);
    let found = rao_scott(&second, &cells, (3, 4)).unwrap();
    assert_near(found.f, 2.1752883394191724);
    assert_near(found.numerator, 5.930949155454183);
    assert_near(found.denominator, 527.8544748354223);
    assert_near(found.p.value(), 0.04468121798932238);
}

#[test]
fn an_empty_cell_or_a_single_row_cannot_be_tested() {
    let four = weights(&[1.0, 2.0, 1.0, 2.0]);
    let hole = [(0, 0), (0, 1), (1, 0), (1, 0)];
    assert_eq!(
        rao_scott(&four, &hole, (2, 2)),
        Err(StatsError::NotTestable)
    );
    let row = [(0, 0), (0, 1), (0, 0), (0, 1)];
    assert_eq!(rao_scott(&four, &row, (1, 2)), Err(StatsError::NotTestable));
    assert_eq!(
        rao_scott(&four, &row, (0, 0)),
        Err(StatsError::UnknownOption {
            option: 0,
            options: 0
        })
    );
    let outside = [(0, 0), (0, 1), (2, 0), (1, 0)];
    assert_eq!(
        rao_scott(&four, &outside, (2, 2)),
        Err(StatsError::UnknownOption {
            option: 2,
            options: 2
        })
    );
}

#[test]
fn equal_answers_in_every_group_have_no_effect() {
    let even: Vec<(usize, usize)> = (0..60).map(|i| (i % 2, (i / 2) % 3)).collect();
    let found = rao_scott(&weights(&[1.0; 60]), &even, (2, 3)).unwrap();
    assert!(found.f < 1e-20);
    assert_eq!(found.p, PValue::ONE);
}

proptest! {
    #[test]
    fn scaling_all_weights_changes_nothing(
        people in prop::collection::vec((0.1..10.0_f64, any::<bool>()), 2..30), scale in 0.01..100.0_f64,
    ) {
        let (raw, selected): (Vec<f64>, Vec<bool>) = people.into_iter().unzip();
        let scaled: Vec<f64> = raw.iter().map(|w| w * scale).collect();
        let a = WeightedProportion::of(&weights(&raw), &selected).unwrap();
        let b = WeightedProportion::of(&weights(&scaled), &selected).unwrap();
        let (i, j) = (
            a.interval(Confidence::P95, None).unwrap(),
            b.interval(Confidence::P95, None).unwrap(),
        );
        prop_assert!((a.value() - b.value()).abs() < 1e-9);
        prop_assert!((i.lower() - j.lower()).abs() < 1e-9 && (i.upper() - j.upper()).abs() < 1e-9);
        prop_assert!(i.contains(a.value()) && i.lower() >= 0.0 && i.upper() <= 1.0);

        let base = weights(&raw);
        prop_assert!(base.effective_base() >= 1.0 - 1e-9);
        prop_assert!(base.design_effect() >= 1.0 - 1e-9);
    }
}
