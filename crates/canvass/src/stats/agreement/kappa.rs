use std::collections::BTreeMap;

use crate::stats::{PairedTable, StatsError};

/// Cohen's kappa of two coders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// 1 for full agreement, 0 for what chance would do.
    pub kappa: f64,
    /// Its large-sample standard error (Fleiss, Cohen and Everitt 1969, Psychological Bulletin
    /// 72:323).
    pub standard_error: f64,
    /// The share of answers that both coded alike.
    pub raw_agreement: f64,
}

/// Cohen's kappa of two coders who gave every answer one label each (Cohen 1960, Educational and
/// Psychological Measurement 20:37).
///
/// # Errors
/// [`StatsError::NothingShared`] without answers, [`StatsError::NoVariation`] when both gave one and the same label throughout.
///
/// ```
/// use canvass::stats::cohen_kappa;
///
/// let coded = [("voice", "voice"), ("memory", "voice"), ("memory", "memory"), ("voice", "voice")];
/// assert_eq!(cohen_kappa(&coded)?.kappa, 0.5);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn cohen_kappa<T: Ord>(pairs: &[(T, T)]) -> Result<Kappa, StatsError> {
    if pairs.is_empty() {
        return Err(StatsError::NothingShared);
    }
    let n = pairs.len() as f64;
    let mut cells: BTreeMap<(&T, &T), f64> = BTreeMap::new();
    let mut firsts: BTreeMap<&T, f64> = BTreeMap::new();
    let mut seconds: BTreeMap<&T, f64> = BTreeMap::new();
    for (first, second) in pairs {
        *cells.entry((first, second)).or_default() += 1.0 / n;
        *firsts.entry(first).or_default() += 1.0 / n;
        *seconds.entry(second).or_default() += 1.0 / n;
    }
    if firsts.len() == 1 && firsts.keys().eq(seconds.keys()) {
        return Err(StatsError::NoVariation);
    }
    let first_share = |label: &T| firsts.get(label).copied().unwrap_or_default();
    let second_share = |label: &T| seconds.get(label).copied().unwrap_or_default();

    let alike = pairs.iter().filter(|(a, b)| a == b).count() as f64 / n;
    let chance: f64 = firsts
        .iter()
        .map(|(label, share)| share * second_share(label))
        .sum();
    let mut variance = 0.0;
    for ((a, b), share) in &cells {
        if a == b {
            let both = first_share(a) + second_share(a);
            variance += share * ((1.0 - chance) - both * (1.0 - alike)).powi(2);
        } else {
            let crossed = second_share(a) + first_share(b);
            variance += share * ((1.0 - alike) * crossed).powi(2);
        }
    }
    variance -= (alike * chance - 2.0 * chance + alike).powi(2);
    variance /= n * (1.0 - chance).powi(4);
    Ok(Kappa {
        kappa: (alike - chance) / (1.0 - chance),
        standard_error: variance.max(0.0).sqrt(),
        raw_agreement: alike,
    })
}

/// Of the answers to which either of two coders gave a code, how far they agree:
/// 2a / (2a + b + c). The table counts answers coded by both, only the first, only the second and
/// neither. `None` when neither coder gave the code to any.
pub fn positive_agreement(table: &PairedTable) -> Option<f64> {
    let given = table.a().count() + table.b().count();
    let both = table.a().count() - table.a_only();
    (given > 0).then(|| 2.0 * both as f64 / given as f64)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn pairs(table: &[(char, char, usize)]) -> Vec<(char, char)> {
        table
            .iter()
            .flat_map(|(a, b, times)| std::iter::repeat_n((*a, *b), *times))
            .collect()
    }

    #[test]
    fn agrees_with_statsmodels() {
        // statsmodels 0.15 cohens_kappa(table).kappa and .std_kappa.
        type Case = (&'static [(char, char, usize)], f64, f64);
        let cases: [Case; 3] = [
            (
                &[
                    ('a', 'a', 20),
                    ('a', 'b', 5),
                    ('b', 'a', 10),
                    ('b', 'b', 15),
                ],
                0.4,
                0.12699606293110033,
            ),
            (
                &[
                    ('a', 'a', 11),
                    ('a', 'b', 2),
                    ('a', 'c', 1),
                    ('b', 'a', 3),
                    ('b', 'b', 9),
                    ('c', 'b', 4),
                    ('c', 'c', 30),
                ],
                0.7235023041474655,
                0.07650663026946794,
            ),
            (
                &[('n', 'n', 195), ('n', 'y', 1), ('y', 'n', 1), ('y', 'y', 3)],
                0.7448979591836741,
                0.17395873633038064,
            ),
        ];
        for (table, kappa, error) in cases {
            let found = cohen_kappa(&pairs(table)).unwrap();
            assert!((found.kappa - kappa).abs() < 1e-12, "{found:?}");
            assert!((found.standard_error - error).abs() < 1e-12, "{found:?}");
        }
    }

    #[test]
    fn what_is_undefined_is_typed() {
        assert_eq!(cohen_kappa::<char>(&[]), Err(StatsError::NothingShared));
        let same = pairs(&[('a', 'a', 9)]);
        assert_eq!(cohen_kappa(&same), Err(StatsError::NoVariation));
        let never = cohen_kappa(&pairs(&[('a', 'b', 9)])).unwrap();
        assert_eq!((never.kappa, never.raw_agreement), (0.0, 0.0));
    }

    #[test]
    fn positive_agreement_leaves_out_what_neither_coded() {
        let agreement = |a, b, c, d| positive_agreement(&PairedTable::new(a, b, c, d).unwrap());
        assert_eq!(agreement(4, 1, 0, 195), Some(8.0 / 9.0));
        assert_eq!(agreement(0, 0, 0, 10), None);
    }
}
