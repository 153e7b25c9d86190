use super::*;
use proptest::prelude::*;

fn region() -> Margin {
    Margin {
        categories: [0, 0, 0, 0, 1, 1, 1, 2, 2, 0, 1, 0].map(Some).to_vec(),
        targets: vec![0.3, 0.3, 0.4],
    }
}

fn age() -> Margin {
    let mut categories = [0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1].map(Some).to_vec();
    categories[6] = None;
    Margin {
        categories,
        targets: vec![0.6, 0.4],
    }
}

fn even(people: usize) -> Weights {
    Weights::new(vec![1.0; people]).unwrap()
}

fn assert_weights(raked: &Raked, expected: &[f64]) {
    for (found, expected) in raked.weights.as_slice().iter().zip(expected) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }
    assert_eq!(raked.weights.base(), expected.len());
}

// Expected weights in this file: the same cycle in mpmath with 40 digits, run until nothing moved
// by 1e-25; with a cap, cutting and dividing by the mean in turn.
#[test]
fn raking_agrees_with_an_independent_computation() {
    let raked = rake(&even(12), &[region(), age()], RakeOptions::default()).unwrap();
    assert_weights(
        &raked,
        &[
            0.9519927797719985,
            0.42400361011400073,
            0.42400361011400073,
            0.9519927797719985,
            1.3751006818928866,
            0.6124496590535566,
            1.0,
            1.479086241436884,
            3.3209137585631163,
            0.42400361011400073,
            0.6124496590535566,
            0.42400361011400073,
        ],
    );
    assert!(raked.margin_error < 1e-11);
    assert_eq!((raked.capped, &raked.unanswered), (0, &vec![0, 1]));
}

#[test]
fn base_weights_are_carried() {
    let base = Weights::new(vec![
        1.0, 2.0, 1.0, 1.0, 3.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 1.0,
    ]);
    let raked = rake(&base.unwrap(), &[region(), age()], RakeOptions::default()).unwrap();
    assert_weights(
        &raked,
        &[
            0.8086079144497973,
            0.7931136684401621,
            0.39655683422008103,
            0.8086079144497973,
            1.9122137108021116,
            0.31259542973262944,
            0.75,
            1.5794295397017069,
            3.2205704602982936,
            0.39655683422008103,
            0.6251908594652589,
            0.39655683422008103,
        ],
    );
}

#[test]
fn a_cap_holds_and_what_it_costs_is_told() {
    let options = RakeOptions { cap: Some(1.8) };
    let raked = rake(&even(12), &[region(), age()], options).unwrap();
    let low = 0.275;
    let middle = 0.6166666666666667;
    assert_weights(
        &raked,
        &[
            1.55,
            low,
            low,
            1.55,
            1.8,
            middle,
            1.1666666666666667,
            1.8,
            1.8,
            low,
            middle,
            low,
        ],
    );
    assert_eq!(raked.capped, 3);
    assert!((raked.margin_error - 0.1).abs() < 1e-9);
    for cap in [1.0, f64::NAN, f64::INFINITY] {
        let refused = rake(&even(12), &[region()], RakeOptions { cap: Some(cap) });
        assert!(matches!(refused, Err(StatsError::InvalidCap { .. })));
    }
}

#[test]
fn targets_slightly_off_are_scaled_and_others_refused() {
    let sex = |targets: Vec<f64>| Margin {
        categories: vec![Some(0), Some(1), Some(1)],
        targets,
    };
    let raked = rake(&even(3), &[sex(vec![0.501, 0.501])], RakeOptions::default()).unwrap();
    assert_weights(&raked, &[1.5, 0.75, 0.75]);
    let refused = |targets| rake(&even(3), &[sex(targets)], RakeOptions::default()).unwrap_err();
    assert!(matches!(
        refused(vec![0.5, 0.51]),
        StatsError::TargetsDoNotSumToOne { margin: 0, .. }
    ));
    assert_eq!(
        refused(vec![f64::NAN, 1.0]),
        StatsError::InvalidTarget {
            margin: 0,
            category: 0
        }
    );
    assert_eq!(
        refused(vec![0.5, 0.3, 0.2]),
        StatsError::CategoryWithoutRespondents {
            margin: 0,
            category: 2
        }
    );
    assert_eq!(
        refused(vec![1.0]),
        StatsError::CategoryWithoutTarget {
            margin: 0,
            category: 1
        }
    );
    assert_eq!(
        refused(vec![1.0, 0.0]),
        StatsError::CategoryWithoutTarget {
            margin: 0,
            category: 1
        }
    );
    let short = rake(&even(4), &[sex(vec![0.5, 0.5])], RakeOptions::default());
    assert_eq!(
        short,
        Err(StatsError::LengthMismatch {
            expected: 4,
            found: 3
        })
    );
}

#[test]
fn margins_that_contradict_each_other_name_the_worst() {
    // The same split under two contradicting targets.
    let split = |share: f64| Margin {
        categories: vec![Some(0), Some(0), Some(1), Some(1)],
        targets: vec![share, 1.0 - share],
    };
    let found = rake(&even(4), &[split(0.5), split(0.8)], RakeOptions::default());
    let Err(StatsError::MarginsNotMatched { margin, error }) = found else {
        panic!("{found:?}");
    };
    assert_eq!(margin, 0);
    assert!((error - 0.3).abs() < 1e-9);

    // An empty combination: its neighbours would have to count for nothing.
    let side = |categories: [usize; 4], first: f64| Margin {
        categories: categories.map(Some).to_vec(),
        targets: vec![first, 1.0 - first],
    };
    let corner = [side([0, 0, 0, 1], 0.4), side([0, 0, 1, 1], 0.6)];
    let found = rake(&even(4), &corner, RakeOptions::default());
    assert!(
        matches!(found, Err(StatsError::MarginsNotMatched { .. })),
        "{found:?}"
    );
}

proptest! {
    #[test]
    fn raked_weights_match_their_margins(
        people in prop::collection::vec((0..3_usize, 0..2_usize), 1..60), a in 0.2..0.4_f64, b in 0.3..0.7_f64,
    ) {
        // One person in every combination, so that a solution exists.
        let people: Vec<_> = (0..6).map(|i| (i % 3, i % 2)).chain(people).collect();
        let margins = [
            Margin {
                categories: people.iter().map(|p| Some(p.0)).collect(),
                targets: vec![a, a, 1.0 - 2.0 * a],
            },
            Margin {
                categories: people.iter().map(|p| Some(p.1)).collect(),
                targets: vec![b, 1.0 - b],
            },
        ];
        let raked = rake(&even(people.len()), &margins, RakeOptions::default()).unwrap();
        prop_assert!(raked.margin_error < 1e-9);
        let mean = raked.weights.as_slice().iter().sum::<f64>() / people.len() as f64;
        prop_assert!((mean - 1.0).abs() < 1e-9);

        let capped = rake(&even(people.len()), &margins, RakeOptions { cap: Some(1.5) });
        if let Ok(capped) = capped {
            prop_assert!(capped.weights.as_slice().iter().all(|w| *w <= 1.5 + 1e-9));
        }
    }
}
