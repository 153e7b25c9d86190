//! One order for what several waves have in orders of their own.

use std::collections::BTreeMap;

/// Merges sequences, the one that counts most first: what only a later one has stands behind what comes before it
/// there, and behind those before it that are of the same `kin`.
pub(super) fn merged(sequences: &[Vec<usize>], kin: &dyn Fn(usize) -> Option<usize>) -> Vec<usize> {
    let most = sequences.iter().flatten().max().map_or(0, |most| most + 1);
    let mut order: Vec<usize> = Vec::new();
    let mut places: Vec<Option<usize>> = vec![None; most];
    for sequence in sequences {
        let mut next = 0;
        // Of each kin, the one of this sequence that stands last.
        let mut last: BTreeMap<usize, usize> = BTreeMap::new();
        for item in sequence {
            let kin = kin(*item);
            if let Some(at) = places[*item] {
                next = at + 1;
            } else {
                let behind = kin
                    .and_then(|kin| last.get(&kin))
                    .and_then(|last| places[*last]);
                next = behind
                    .map_or(next, |behind| next.max(behind + 1))
                    .min(order.len());
                order.insert(next, *item);
                for (at, moved) in order.iter().enumerate().skip(next) {
                    places[*moved] = Some(at);
                }
                next += 1;
            }
            if let Some(kin) = kin {
                let latest = last.entry(kin).or_insert(*item);
                if places[*latest] < places[*item] {
                    *latest = *item;
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_has_alone_stands_behind_its_neighbour() {
        let never = |_| None;
        assert_eq!(
            merged(&[vec![1, 2, 3], vec![1, 9, 2], vec![8, 1, 3, 7]], &never),
            [8, 1, 9, 2, 3, 7]
        );
        assert_eq!(merged(&[vec![], vec![2, 1]], &never), [2, 1]);
        assert!(merged(&[], &never).is_empty());
    }

    #[test]
    fn those_that_are_alike_keep_their_order() {
        let alike = |item| (item >= 10).then_some(1);
        let sequences = [vec![3, 1], vec![1, 10, 3, 11]];
        assert_eq!(merged(&sequences, &|_| None), [3, 11, 1, 10]);
        assert_eq!(merged(&sequences, &alike), [3, 1, 10, 11]);
    }
}
