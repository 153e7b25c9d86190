//! Words that would cover each other, moved apart.

/// Moves blocks on a line, each with its start and its length, apart until none covers another, as little as can be: blocks that
/// meet are moved together. Gives their starts in the order in which they came.
pub(super) fn apart(wanted: &[(f64, f64)]) -> Vec<f64> {
    /// Blocks that meet.
    struct Pile {
        members: Vec<usize>,
        /// The sum of where each member would have the pile start.
        starts: f64,
        length: f64,
    }
    impl Pile {
        fn start(&self) -> f64 {
            self.starts / self.members.len() as f64
        }
    }
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].0.total_cmp(&wanted[*b].0));
    let mut piles: Vec<Pile> = Vec::new();
    for i in order {
        let (start, length) = wanted[i];
        let mut pile = Pile {
            members: vec![i],
            starts: start,
            length,
        };
        while let Some(before) =
            piles.pop_if(|before| before.start() + before.length > pile.start())
        {
            pile = Pile {
                starts: before.starts + pile.starts - pile.members.len() as f64 * before.length,
                length: before.length + pile.length,
                members: [before.members, pile.members].concat(),
            };
        }
        piles.push(pile);
    }
    let mut starts = vec![0.0; wanted.len()];
    for pile in piles {
        let mut start = pile.start();
        for i in pile.members {
            starts[i] = start;
            start += wanted[i].1;
        }
    }
    starts
}

/// Moves blocks that are apart, in their order along the line, so far that none reaches beyond these ends. `None` where
/// there is not room for all.
pub(super) fn within(
    (first, last): (f64, f64),
    starts: &[f64],
    lengths: &[f64],
) -> Option<Vec<f64>> {
    if lengths.iter().sum::<f64>() > last - first {
        return None;
    }
    let mut moved = Vec::new();
    let mut end = first;
    for (start, length) in std::iter::zip(starts, lengths) {
        moved.push(start.max(end));
        end = start.max(end) + length;
    }
    let mut end = last;
    for (start, length) in std::iter::zip(&mut moved, lengths).rev() {
        *start = start.min(end - length);
        end = *start;
    }
    Some(moved)
}

#[cfg(test)]
mod tests {
    use super::{apart, within};

    #[test]
    fn blocks_are_moved_apart_as_little_as_can_be() {
        assert_eq!(apart(&[(0.0, 10.0), (30.0, 10.0)]), [0.0, 30.0]);
        // Two that would cover each other share the way; the third is reached by none.
        assert_eq!(
            apart(&[(50.0, 10.0), (4.0, 10.0), (0.0, 10.0)]),
            [50.0, 7.0, -3.0]
        );
        // Moving two apart brings them to a third.
        assert_eq!(
            apart(&[(10.0, 10.0), (10.0, 10.0), (22.0, 10.0)]),
            [4.0, 14.0, 24.0]
        );
        assert!(apart(&[]).is_empty());
    }
    #[test]
    fn blocks_that_are_apart_are_kept_between_the_ends() {
        let kept = |starts: &[f64]| within((0.0, 40.0), starts, &vec![10.0; starts.len()]);
        assert_eq!(kept(&[5.0, 20.0]), Some(vec![5.0, 20.0]));
        // The first is moved in, and moves the second.
        assert_eq!(kept(&[-6.0, 4.0, 30.0]), Some(vec![0.0, 10.0, 30.0]));
        assert_eq!(kept(&[0.0, 26.0, 36.0]), Some(vec![0.0, 20.0, 30.0]));
        assert_eq!(kept(&[0.0; 5]), None);
    }
}
