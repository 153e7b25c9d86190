use super::*;
use proptest::prelude::*;

fn groups(sizes: &[(u64, u64)]) -> Vec<GroupSize> {
    sizes
        .iter()
        .map(|&(respondents, members)| GroupSize {
            respondents,
            members,
        })
        .collect()
}

#[test]
fn agrees_with_exact_fractions() {
    // Chi-square and spread as exact fractions, the rest by mpmath. In the third and fourth more
    // than 5 per cent of members answered; the third has a group without members.
    type Case = (&'static [(u64, u64)], f64, u64, f64, f64, f64, f64);
    let cases: [Case; 4] = [
        (
            &[(120, 2000), (95, 3000)],
            22.4031007751938,
            1,
            2.21016898621091e-6,
            0.972236339743599,
            0.322833258795355,
            86.0,
        ),
        (
            &[(60, 1500), (80, 1500), (40, 1200), (35, 800)],
            6.65697674418605,
            3,
            0.0836731105310335,
            0.984865740547954,
            0.175979761070298,
            34.4,
        ),
        (
            &[(30, 100), (10, 120), (0, 0), (20, 80)],
            17.6493055555556,
            2,
            0.000147062516720848,
            0.805310182955948,
            0.486724542610131,
            16.0,
        ),
        (&[(5, 5), (7, 7)], 0.0, 1, 1.0, 1.0, 0.0, 5.0),
    ];
    for (sizes, chi_square, degrees, p, r, cv, expected) in cases {
        let found = representation(&groups(sizes)).unwrap();
        assert!((found.chi_square - chi_square).abs() < 1e-11, "{found:?}");
        assert_eq!(found.degrees, degrees);
        assert!((found.p.value() - p).abs() < 1e-12, "{found:?}");
        assert!((found.r_indicator - r).abs() < 1e-12, "{found:?}");
        assert!(
            (found.coefficient_of_variation - cv).abs() < 1e-12,
            "{found:?}"
        );
        assert!(
            (found.smallest_expected - expected).abs() < 1e-12,
            "{found:?}"
        );
    }
}

#[test]
fn groups_are_told_as_shares_and_ratios() {
    let found = representation(&groups(&[(30, 100), (0, 0), (10, 300)])).unwrap();
    assert_eq!(
        found.groups[0].of_respondents,
        Proportion::new(30, 40).unwrap()
    );
    assert_eq!(
        found.groups[0].of_members,
        Proportion::new(100, 400).unwrap()
    );
    assert_eq!(found.groups[0].ratio, Some(3.0));
    assert_eq!(found.groups[1].ratio, None);
}

#[test]
fn what_cannot_be_compared_is_typed() {
    for (sizes, error) in [
        (groups(&[]), StatsError::TooFewGroups),
        (groups(&[(0, 10), (0, 10)]), StatsError::EmptyBase),
        (groups(&[(3, 10), (0, 0)]), StatsError::TooFewGroups),
        (
            groups(&[(3, 10), (5, 4)]),
            StatsError::MoreRespondentsThanMembers { group: 1 },
        ),
    ] {
        assert_eq!(representation(&sizes), Err(error));
    }
}

proptest! {
    #[test]
    fn equal_rates_are_perfect_and_nothing_is_better(
        sizes in prop::collection::vec((1..50_u64, 1..10_u64), 2..6), times in 2..20_u64,
    ) {
        let even: Vec<_> = sizes.iter().map(|(n, _)| (*n, n * times)).collect();
        let found = representation(&groups(&even)).unwrap();
        prop_assert!((found.r_indicator - 1.0).abs() < 1e-7);
        prop_assert!(found.p.value() > 0.999_999);

        let uneven: Vec<_> = sizes.iter().map(|(n, k)| (*n, n * k)).collect();
        let found = representation(&groups(&uneven)).unwrap();
        prop_assert!((-1e-9..=1.0).contains(&found.r_indicator));
        prop_assert!(found.chi_square >= 0.0 && found.coefficient_of_variation >= 0.0);
    }
}
