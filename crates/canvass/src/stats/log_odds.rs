/// How much more often each thing is found in the target than in the reference, as z scores: log-odds ratios with an
/// informative Dirichlet prior, over their standard errors. Above nought: more in the target.
///
/// `target` and `reference` count the same things in the same order. The prior gives each thing its share of
/// `weight` in both taken together, so that a rare thing must differ more before it stands out. A thing that is in
/// neither has 0. Nothing here is corrected for looking at many things at once: the scores rank, they do not test.
///
/// Monroe, Colaresi and Quinn (2008), "Fightin' Words", Political Analysis 16: 372-403, section 3.3.2 and equation 22.
///
/// ```
/// let z = canvass::stats::log_odds_z(&[8, 1, 1], &[5, 20, 15], 10.0);
/// assert!((z[0] - 3.8694).abs() < 0.0001);
/// ```
pub fn log_odds_z(target: &[u64], reference: &[u64], weight: f64) -> Vec<f64> {
    let total = |counts: &[u64]| counts.iter().sum::<u64>() as f64;
    let (in_target, in_reference) = (total(target), total(reference));
    let all = in_target + in_reference;
    let both = target.iter().zip(reference);
    both.map(|(&a, &b)| {
        if a + b == 0 {
            return 0.0;
        }
        let prior = weight * (a + b) as f64 / all;
        let (a, b) = (a as f64 + prior, b as f64 + prior);
        let log_odds = |count: f64, total: f64| (count / (total + weight - count)).ln();
        let difference = log_odds(a, in_target) - log_odds(b, in_reference);
        let z = difference / (1.0 / a + 1.0 / b).sqrt();
        // A thing that is everything on one side has odds without bound.
        if z.is_finite() { z } else { 0.0 }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::log_odds_z;

    #[test]
    fn the_scores_are_those_computed_by_hand() {
        // Grant: prior 10 * 13 / 50 = 2.6; ln(10.6 / 9.4) - ln(7.6 / 42.4) = 1.8391; over sqrt(1/10.6 + 1/7.6).
        let z = log_odds_z(&[8, 1, 1], &[5, 20, 15], 10.0);
        for (z, known) in z.iter().zip([3.8694, -2.0315, -1.4167]) {
            assert!((z - known).abs() < 0.00005, "{z} is not {known}");
        }
    }

    #[test]
    fn sides_are_opposite_and_what_says_nothing_has_nought() {
        let forth = log_odds_z(&[8, 1, 0], &[5, 20, 0], 2.0);
        let back = log_odds_z(&[5, 20, 0], &[8, 1, 0], 2.0);
        for (a, b) in forth.iter().zip(&back) {
            assert!((a + b).abs() < 1e-12);
        }
        assert_eq!(forth[2], 0.0);
        assert!(log_odds_z(&[], &[], 1.0).is_empty());
        assert_eq!(log_odds_z(&[5], &[0], 0.0), [0.0]);
    }

    #[test]
    fn the_rarer_of_two_with_the_same_ratio_stands_out_less() {
        let z = log_odds_z(&[40, 4, 56], &[10, 1, 89], 10.0);
        assert!(z[0] > z[1] && z[1] > 0.0);
    }
}
