//! One order for what several waves have in orders of their own.

/// Merges sequences, the one that counts most first: what only a later one has stands behind what comes before it
/// there, and behind those before it that are `alike`.
pub(super) fn merged(sequences: &[Vec<usize>], alike: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    for sequence in sequences {
        let mut next = 0;
        for (position, item) in sequence.iter().enumerate() {
            let place = |item: &usize| order.iter().position(|other| other == item);
            if let Some(at) = place(item) {
                next = at + 1;
                continue;
            }
            let before = sequence
                .iter()
                .take(position)
                .filter(|other| alike(**other, *item));
            let behind = before.filter_map(place).map(|at| at + 1).max();
            next = behind.map_or(next, |behind| next.max(behind));
            order.insert(next.min(order.len()), *item);
            next += 1;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_has_alone_stands_behind_its_neighbour() {
        let never = |_, _| false;
        assert_eq!(
            merged(&[vec![1, 2, 3], vec![1, 9, 2], vec![8, 1, 3, 7]], &never),
            [8, 1, 9, 2, 3, 7]
        );
        assert_eq!(merged(&[vec![], vec![2, 1]], &never), [2, 1]);
        assert!(merged(&[], &never).is_empty());
    }

    #[test]
    fn those_that_are_alike_keep_their_order() {
        let alike = |a, b| a >= 10 && b >= 10;
        let sequences = [vec![3, 1], vec![1, 10, 3, 11]];
        assert_eq!(merged(&sequences, &|_, _| false), [3, 11, 1, 10]);
        assert_eq!(merged(&sequences, &alike), [3, 1, 10, 11]);
    }
}
