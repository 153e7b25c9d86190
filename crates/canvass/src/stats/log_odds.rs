/// How often each of several things was counted, and how much was counted in all.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'c> {
    /// The count of each thing.
    pub of: &'c [u64],
    /// What the odds of a thing are taken against: the sum of the counts, or the number of texts where a text
    /// counts once for each thing in it.
    pub total: u64,
}

/// How much more often each thing is found in the target than in the reference, as z scores: log-odds ratios with an
/// informative Dirichlet prior, over their standard errors. Above nought: more in the target.
///
/// Both count the same things in the same order. The prior gives each thing its share of `weight` in both taken
/// together, so that a rare thing must differ more before it stands out. A thing that is in neither, or always in
/// both, has 0. Nothing here is corrected for looking at many things at once: the scores rank, they do not test.
///
/// Monroe, Colaresi and Quinn (2008), "Fightin' Words", Political Analysis 16: 372-403, section 3.3.2 and equation 22.
///
/// ```
/// use canvass::stats::{Counts, log_odds_z};
///
/// let target = Counts { of: &[8, 1, 1], total: 10 };
/// let reference = Counts { of: &[5, 20, 15], total: 40 };
/// let z = log_odds_z(target, reference, 10.0);
/// assert!((z[0] - 3.8694).abs() < 0.0001);
/// ```
pub fn log_odds_z(target: Counts<'_>, reference: Counts<'_>, weight: f64) -> Vec<f64> {
    let (in_target, in_reference) = (target.total as f64, reference.total as f64);
    let all = in_target + in_reference;
    let both = target.of.iter().zip(reference.of);
    both.map(|(&a, &b)| {
        let prior = weight * (a + b) as f64 / all;
        let (a, b) = (a as f64 + prior, b as f64 + prior);
        let log_odds = |count: f64, total: f64| (count / (total + weight - count)).ln();
        let difference = log_odds(a, in_target) - log_odds(b, in_reference);
        let z = difference / (1.0 / a + 1.0 / b).sqrt();
        // Odds without bound, and things that were not counted at all.
        if z.is_finite() { z } else { 0.0 }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn z(target: &[u64], reference: &[u64], weight: f64) -> Vec<f64> {
        let counts = |of| Counts {
            of,
            total: of.iter().sum(),
        };
        log_odds_z(counts(target), counts(reference), weight)
    }

    #[test]
    fn the_scores_are_those_computed_by_hand() {
        // The first: prior 10 * 13 / 50 = 2.6; ln(10.6 / 9.4) - ln(7.6 / 42.4) = 1.8391; over sqrt(1/10.6 + 1/7.6).
        let z = z(&[8, 1, 1], &[5, 20, 15], 10.0);
        for (z, known) in z.iter().zip([3.8694, -2.0315, -1.4167]) {
            assert!((z - known).abs() < 0.00005, "{z} is not {known}");
        }
        // Of 17 texts 5 are the target, all with the thing, and the weight is 3.4: ln(6 / 2.4) - ln(1 / 14.4) over
        // sqrt(1/6 + 1) is 3.3177.
        let texts = |of, total| Counts { of, total };
        let z = log_odds_z(texts(&[5], 5), texts(&[0], 12), 3.4);
        assert!((z[0] - 3.3177).abs() < 0.0005, "{}", z[0]);
    }

    #[test]
    fn sides_are_opposite_and_what_says_nothing_has_nought() {
        let forth = z(&[8, 1, 0], &[5, 20, 0], 2.0);
        let back = z(&[5, 20, 0], &[8, 1, 0], 2.0);
        for (a, b) in forth.iter().zip(&back) {
            assert!((a + b).abs() < 1e-12);
        }
        assert_eq!(forth[2], 0.0);
        assert!(z(&[], &[], 1.0).is_empty());
        assert_eq!(z(&[5], &[0], 0.0), [0.0]);
    }

    #[test]
    fn the_rarer_of_two_with_the_same_ratio_stands_out_less() {
        let z = z(&[40, 4, 56], &[10, 1, 89], 10.0);
        assert!(z[0] > z[1] && z[1] > 0.0);
    }
}
