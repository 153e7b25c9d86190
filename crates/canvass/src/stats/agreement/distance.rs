use std::collections::BTreeSet;

/// 0 when two values are the same, otherwise 1.
pub fn nominal_distance<T: PartialEq>(a: &T, b: &T) -> f64 {
    if a == b { 0.0 } else { 1.0 }
}

/// 1 less the shared part of two sets: the share of their union that they do not have in common.
/// Two empty sets are the same.
pub fn jaccard_distance<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    let shared = a.intersection(b).count();
    let either = a.len() + b.len() - shared;
    if either == 0 {
        0.0
    } else {
        1.0 - shared as f64 / either as f64
    }
}

/// 1 less Jaccard similarity times how the sets lie: 1 when they are equal, two thirds when one
/// holds the other, one third when they overlap, nought when they share nothing (MASI: Passonneau
/// 2006, LREC). Two empty sets are the same.
///
/// ```
/// use std::collections::BTreeSet;
/// use canvass::stats::masi_distance;
///
/// let both = BTreeSet::from(["voice", "memory"]);
/// let one = BTreeSet::from(["voice"]);
/// assert!((masi_distance(&both, &one) - 2.0 / 3.0).abs() < 1e-15);
/// ```
pub fn masi_distance<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    let shared = a.intersection(b).count();
    let either = a.len() + b.len() - shared;
    if either == 0 {
        return 0.0;
    }
    let thirds = if a == b {
        3
    } else if shared == a.len().min(b.len()) {
        2
    } else if shared > 0 {
        1
    } else {
        0
    };
    1.0 - (shared * thirds) as f64 / (3 * either) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_have_the_distances_of_their_definitions() {
        let set = |text: &str| text.chars().collect::<BTreeSet<_>>();
        for (a, b, jaccard, masi) in [
            ("", "", 0.0, 0.0),
            ("ab", "ab", 0.0, 0.0),
            ("", "a", 1.0, 1.0),
            ("a", "b", 1.0, 1.0),
            ("a", "ab", 1.0 / 2.0, 2.0 / 3.0),
            ("ab", "abc", 1.0 / 3.0, 5.0 / 9.0),
            ("ab", "bc", 2.0 / 3.0, 8.0 / 9.0),
        ] {
            let (a, b) = (set(a), set(b));
            assert!(
                (jaccard_distance(&a, &b) - jaccard).abs() < 1e-15,
                "{a:?} {b:?}"
            );
            assert!((masi_distance(&b, &a) - masi).abs() < 1e-15, "{a:?} {b:?}");
            assert_eq!(nominal_distance(&a, &b) == 0.0, a == b);
        }
    }
}
