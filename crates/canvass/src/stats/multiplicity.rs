use super::PValue;

/// p-values adjusted so that one false claim or more in the family happens no more often than the
/// level allows (Holm 1979, Scandinavian Journal of Statistics 6:65).
///
/// The results stand in the order of the input. What was not tested stays `None` and does not
/// count. Prose claims rest on these.
///
/// ```
/// use canvass::stats::{PValue, holm};
///
/// let family = [PValue::new(0.01), None, PValue::new(0.04), PValue::new(0.03)];
/// let adjusted: Vec<_> = holm(&family).into_iter().map(|p| p.map(|p| p.to_string())).collect();
/// let text = |p: &str| Some(p.to_string());
/// assert_eq!(adjusted, [text("0.030"), None, text("0.060"), text("0.060")]);
/// ```
pub fn holm(family: &[Option<PValue>]) -> Vec<Option<PValue>> {
    let order = ascending(family);
    let tested = order.len();
    let mut adjusted = vec![None; family.len()];
    let mut largest = 0.0_f64;
    for (rank, (place, p)) in order.into_iter().enumerate() {
        largest = largest.max((tested - rank) as f64 * p);
        adjusted[place] = Some(PValue::capped(largest));
    }
    adjusted
}

/// p-values adjusted so that, of the changes that are marked, the share marked falsely stays
/// within the level on average (Benjamini and Hochberg 1995, JRSS B 57:289).
///
/// The results stand in the order of the input; what was not tested stays `None` and does not
/// count. For marks in exploratory tables only, and labelled as such.
pub fn benjamini_hochberg(family: &[Option<PValue>]) -> Vec<Option<PValue>> {
    let order = ascending(family);
    let tested = order.len() as f64;
    let mut adjusted = vec![None; family.len()];
    let mut smallest = 1.0_f64;
    for (rank, (place, p)) in order.into_iter().enumerate().rev() {
        smallest = smallest.min(p * (tested / (rank + 1) as f64));
        adjusted[place] = Some(PValue::capped(smallest));
    }
    adjusted
}

/// The places and values of what was tested, smallest first.
fn ascending(family: &[Option<PValue>]) -> Vec<(usize, f64)> {
    let mut order: Vec<_> = family
        .iter()
        .enumerate()
        .filter_map(|(place, p)| p.map(|p| (place, p.value())))
        .collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    order
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn family(values: &[f64]) -> Vec<Option<PValue>> {
        values.iter().map(|p| PValue::new(*p)).collect()
    }

    fn assert_near(found: &[Option<PValue>], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            match found {
                Some(p) => assert!((p.value() - expected).abs() < 1e-12, "{p:?} {expected}"),
                None => assert!(expected.is_nan()),
            }
        }
    }

    // The family of Benjamini and Hochberg 1995, section 3.3, with one entry missing; adjusted by
    // statsmodels 0.15 multipletests over the fifteen that are there.
    const FAMILY: [f64; 16] = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        f64::NAN,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ];

    #[test]
    fn holm_agrees_with_statsmodels() {
        let expected = [
            0.0015,
            0.0056,
            0.0247,
            0.114,
            0.2211,
            0.278,
            0.278,
            0.278,
            f64::NAN,
            0.3213,
            1.0,
            1.0,
            1.0,
            1.0,
            1.0,
            1.0,
        ];
        assert_near(&holm(&family(&FAMILY)), &expected);
    }

    #[test]
    fn benjamini_hochberg_agrees_with_statsmodels() {
        let expected = [
            0.0015,
            0.003,
            0.0095,
            0.035625,
            0.0603,
            0.06385714285714286,
            0.06385714285714286,
            0.0645,
            f64::NAN,
            0.0765,
            0.486,
            0.5811818181818182,
            0.714875,
            0.7532307692307693,
            0.8132142857142857,
            1.0,
        ];
        assert_near(&benjamini_hochberg(&family(&FAMILY)), &expected);
    }

    #[test]
    fn nothing_tested_gives_nothing() {
        assert_eq!(holm(&[]), []);
        assert_eq!(benjamini_hochberg(&[None, None]), [None, None]);
    }

    proptest! {
        #[test]
        fn adjusting_keeps_order_and_never_lowers(values in prop::collection::vec(0.0..=1.0_f64, 1..20)) {
            let raw = family(&values);
            let (strict, loose) = (holm(&raw), benjamini_hochberg(&raw));
            for i in 0..raw.len() {
                prop_assert!(raw[i] <= loose[i] && loose[i] <= strict[i]);
                for j in 0..raw.len() {
                    if raw[i] <= raw[j] {
                        prop_assert!(strict[i] <= strict[j] && loose[i] <= loose[j]);
                    }
                }
            }
        }

        #[test]
        fn the_order_of_the_family_does_not_matter(values in prop::collection::vec(0.0..=1.0_f64, 1..20)) {
            let mut reversed = family(&values);
            reversed.reverse();
            let mut back = holm(&reversed);
            back.reverse();
            prop_assert_eq!(back, holm(&family(&values)));
        }
    }
}
