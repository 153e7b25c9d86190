use std::collections::BTreeSet;

use super::*;
use crate::stats::{jaccard_distance, masi_distance, nominal_distance};
use proptest::prelude::*;

type Set = BTreeSet<char>;

fn four_coders() -> Vec<Vec<u8>> {
    // The table of Krippendorff 2011: four coders, twelve units, 0 for a unit not coded.
    let coders = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];
    (0..12)
        .map(|unit| coders.map(|coder| coder[unit]))
        .map(|unit| unit.into_iter().filter(|value| *value > 0).collect())
        .collect()
}

fn two_coders(empty: usize) -> Vec<Vec<Set>> {
    let first = ["ab", "ab", "a", "c", "c", "d", "b", "ab", "ab", "a", "a"];
    let second = ["a", "ab", "a", "c", "ac", "d", "d", "a", "abc", "a", "a"];
    let set = |text: &str| text.chars().collect::<Set>();
    let nothing = std::iter::repeat_n(vec![Set::new(), Set::new()], empty);
    first
        .iter()
        .zip(second)
        .map(|(a, b)| vec![set(a), set(b)])
        .chain(nothing)
        .collect()
}

fn alpha<T: Ord>(units: &[Vec<T>], distance: impl Fn(&T, &T) -> f64) -> f64 {
    Reliability::of(units, distance).alpha().unwrap()
}

fn assert_near(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() < 1e-12,
        "{found} is not {expected}"
    );
}

#[test]
fn the_published_table_gives_the_published_value() {
    // 0.743 in the paper; 113/152 by exact fractions. The twelfth unit has one value only.
    let reliability = Reliability::of(&four_coders(), nominal_distance);
    assert_near(reliability.alpha().unwrap(), 113.0 / 152.0);
    assert_near(reliability.raw_agreement().unwrap(), 0.8);
    assert_eq!(reliability.units(), 11);
}

#[test]
fn sets_of_codes_give_exact_fractions() {
    // Exact fractions in Python, with sets compared whole, by Jaccard and by MASI.
    let units = two_coders(0);
    assert_near(alpha(&units, nominal_distance), 82.0 / 187.0);
    assert_near(alpha(&units, jaccard_distance), 77.0 / 128.0);
    assert_near(alpha(&units, masi_distance), 395.0 / 731.0);
    let units = two_coders(3);
    assert_near(alpha(&units, nominal_distance), 184.0 / 319.0);
    assert_near(alpha(&units, jaccard_distance), 1229.0 / 1688.0);
    assert_near(alpha(&units, masi_distance), 893.0 / 1325.0);
}

#[test]
fn each_code_has_its_own_alpha() {
    for (code, expected) in [
        ('a', 0.8),
        ('b', 0.4),
        ('c', 64.0 / 85.0),
        ('d', 12.0 / 19.0),
    ] {
        let given: Vec<Vec<bool>> = two_coders(0)
            .iter()
            .map(|unit| unit.iter().map(|set| set.contains(&code)).collect())
            .collect();
        assert_near(alpha(&given, nominal_distance), expected);
    }
}

#[test]
fn a_rare_code_can_agree_in_99_of_100_and_mean_nothing() {
    let mut units = vec![vec![false, false]; 198];
    units.push(vec![true, false]);
    units.push(vec![false, true]);
    let reliability = Reliability::of(&units, nominal_distance);
    assert_near(reliability.raw_agreement().unwrap(), 0.99);
    // 1 - 399 * 4 / (2 * 2 * 398).
    assert_near(reliability.alpha().unwrap(), 1.0 - 399.0 / 398.0);
}

#[test]
fn what_is_undefined_is_typed() {
    let nothing: [Vec<u8>; 2] = [vec![1], vec![]];
    let reliability = Reliability::of(&nothing, nominal_distance);
    assert_eq!(reliability.alpha(), Err(StatsError::NothingShared));
    assert_eq!(reliability.raw_agreement(), None);
    assert_eq!(reliability.bootstrap(1, 100, Confidence::P95), None);

    let same = Reliability::of(&[vec![1, 1], vec![1, 1]], nominal_distance);
    assert_eq!(same.alpha(), Err(StatsError::NoVariation));
    assert_eq!(same.raw_agreement(), Some(1.0));
}

#[test]
fn the_bootstrap_repeats_itself_and_agrees_with_another_program() {
    // The same generator, draws and percentiles written in Python with exact fractions.
    let reliability = Reliability::of(&four_coders(), nominal_distance);
    let interval = reliability.bootstrap(7, 400, Confidence::P95).unwrap();
    assert!((interval.lower() - 0.43408925392458325).abs() < 1e-9);
    assert_eq!(interval.upper(), 1.0);
    assert_eq!(
        reliability.bootstrap(7, 400, Confidence::P95),
        Some(interval)
    );
    assert_eq!(reliability.bootstrap(7, 0, Confidence::P95), None);
}

#[test]
fn trust_follows_the_published_bands() {
    assert_eq!(Trust::of(0.8), Trust::Reliable);
    assert_eq!(Trust::of(0.7999), Trust::Tentative);
    assert_eq!(Trust::of(0.667), Trust::Tentative);
    assert_eq!(Trust::of(0.6669), Trust::NotReliable);
}

#[test]
fn a_distance_that_is_no_number_gives_no_coefficient() {
    for bad in [f64::NAN, f64::INFINITY] {
        let distance = |a: &u8, b: &u8| if a == b { 0.0 } else { bad };
        let reliability = Reliability::of(&[vec![1, 2], vec![1, 1]], distance);
        assert_eq!(reliability.alpha(), Err(StatsError::BadDistance));
        assert_eq!(reliability.raw_agreement(), None);
    }
}

proptest! {
    #[test]
    fn order_of_units_and_coders_does_not_matter(
        units in prop::collection::vec(prop::collection::vec(0..4_u8, 0..4), 1..20),
    ) {
        let mut turned = units.clone();
        turned.reverse();
        for unit in &mut turned {
            unit.reverse();
        }
        let here = Reliability::of(&units, nominal_distance).alpha();
        let there = Reliability::of(&turned, nominal_distance).alpha();
        match (here, there) {
            (Ok(a), Ok(b)) => prop_assert!((a - b).abs() < 1e-12 && a <= 1.0 + 1e-12),
            (a, b) => prop_assert_eq!(a, b),
        }
    }
}
