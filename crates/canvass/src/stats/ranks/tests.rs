use super::*;
use proptest::prelude::*;

fn overlaps(options: usize, patterns: &[(&[usize], usize)]) -> Overlaps {
    let mut overlaps = Overlaps::new(options);
    for (selected, times) in patterns {
        for _ in 0..*times {
            overlaps.add(selected).unwrap();
        }
    }
    overlaps
}

fn triples(overlaps: &Overlaps) -> Vec<(usize, usize, usize)> {
    rank_sets(overlaps, Confidence::P95)
        .unwrap()
        .into_iter()
        .map(|set| (set.rank, set.best, set.worst))
        .collect()
}

#[test]
fn sets_agree_with_exact_fractions() {
    // Each pairwise p as an exact fraction, Holm over all of them, in Python.
    let multi: [(&[usize], usize); 10] = [
        (&[0], 40),
        (&[0, 1], 35),
        (&[1], 12),
        (&[1, 2], 10),
        (&[2], 9),
        (&[2, 3], 9),
        (&[3], 6),
        (&[0, 3, 4], 5),
        (&[4], 2),
        (&[], 12),
    ];
    assert_eq!(
        triples(&overlaps(5, &multi)),
        [(1, 1, 1), (2, 2, 2), (3, 3, 4), (4, 3, 4), (5, 5, 5)]
    );
    let close: [(&[usize], usize); 4] = [(&[0], 20), (&[1], 19), (&[0, 1], 50), (&[2], 3)];
    assert_eq!(
        triples(&overlaps(3, &close)),
        [(1, 1, 2), (2, 1, 2), (3, 3, 3)]
    );
}

#[test]
fn ties_share_a_place() {
    let tied = overlaps(3, &[(&[0, 1], 4), (&[2], 1)]);
    let ranks: Vec<_> = triples(&tied).into_iter().map(|t| t.0).collect();
    assert_eq!(ranks, [1, 1, 3]);
}

/// 60 and 40 of 100. Nobody chose both: 60 against 40 of 100, one-sided P(Bin(100, 1/2) >= 60) = 0.0284, twice that by
/// Holm over two pairs, so the order is not clear. 40 chose both: 20 against none, and it is.
#[test]
fn sets_without_overlaps_are_cautious() {
    let unknown = Overlaps::fewest_together(&[60, 40], 100).unwrap();
    assert_eq!(triples(&unknown), [(1, 1, 2), (2, 1, 2)]);
    let mut known = Overlaps::new(2);
    for at in 0..100 {
        let both: &[usize] = if at < 40 { &[0, 1] } else { &[0] };
        known.add(if at < 60 { both } else { &[] }).unwrap();
    }
    assert_eq!(triples(&known), [(1, 1, 1), (2, 2, 2)]);
    assert_eq!(
        known.fewest_where(|pair| pair.a_only() + pair.b_only() < 30),
        unknown
    );
    assert_eq!(known.fewest_where(|_| false), known);
    assert_eq!(
        Overlaps::fewest_together(&[3], 2),
        Err(StatsError::CountExceedsBase { count: 3, base: 2 })
    );
}

#[test]
fn nobody_and_nothing_are_typed() {
    assert_eq!(
        rank_sets(&Overlaps::new(3), Confidence::P95),
        Err(StatsError::EmptyBase)
    );
    let mut none = Overlaps::new(0);
    none.add(&[]).unwrap();
    assert_eq!(rank_sets(&none, Confidence::P95), Ok(vec![]));
    let mut two = Overlaps::new(2);
    let unknown = StatsError::UnknownOption {
        option: 2,
        options: 2,
    };
    assert_eq!(two.add(&[0, 2]), Err(unknown.clone()));
    assert_eq!((two.base(), two.count(0)), (0, Some(0)));
    assert_eq!(two.pair(0, 2), Err(unknown));
    assert_eq!(two.pair(0, 1), Err(StatsError::EmptyBase));
    two.add(&[1, 1]).unwrap();
    assert_eq!(two.count(1), Some(1));
}

proptest! {
    #[test]
    fn sets_without_overlaps_hold_those_with_them(rows in prop::collection::vec(prop::collection::vec(0..4_usize, 0..4), 1..80)) {
        let mut known = Overlaps::new(4);
        for row in &rows {
            known.add(row).unwrap();
        }
        let counts: Vec<u64> = (0..4).filter_map(|option| known.count(option)).collect();
        let unknown = Overlaps::fewest_together(&counts, known.base()).unwrap();
        for ((rank, best, worst), (of_counts, widest, last)) in triples(&known).into_iter().zip(triples(&unknown)) {
            prop_assert!(rank == of_counts && widest <= best && worst <= last);
        }
    }

    #[test]
    fn every_set_holds_its_rank(rows in prop::collection::vec(prop::collection::vec(0..4_usize, 0..4), 1..80)) {
        let mut overlaps = Overlaps::new(4);
        for row in &rows {
            overlaps.add(row).unwrap();
        }
        for (rank, best, worst) in triples(&overlaps) {
            prop_assert!(1 <= best && best <= rank && rank <= worst && worst <= 4);
        }
    }
}

#[test]
fn resampling_repeats_itself_and_shares_ties() {
    let level = vec![vec![0, 1], vec![0, 1], vec![]];
    let shares = first_place_shares(&level, 2, 100, 7).unwrap();
    assert!(shares.iter().all(|share| (share - 0.5).abs() < 1e-12));
    let rows: Vec<Vec<usize>> = (0..30).map(|at| vec![at % 3, 3 + at % 2]).collect();
    let first = first_place_shares(&rows, 5, 500, 42).unwrap();
    assert_eq!(first_place_shares(&rows, 5, 500, 42).unwrap(), first);
    assert!((first.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    assert!(first[3] > 0.3 && first[4] > 0.3 && first[0] < 0.1);
    assert_eq!(first_place_shares(&[], 2, 9, 1), Err(StatsError::EmptyBase));
    assert_eq!(
        first_place_shares(&rows, 5, 0, 1),
        Err(StatsError::EmptyBase)
    );
    assert_eq!(
        first_place_shares(&rows, 4, 9, 1),
        Err(StatsError::UnknownOption {
            option: 4,
            options: 4
        })
    );
}
