use super::Changes;
use crate::stats::{Confidence, PValue, WeightedChange, WeightedProportion, holm, weighted_change};
use crate::tabulate::{LineKey, OneWay, WeightedTable};

/// How the weighted share of one line changed between two waves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedLine {
    /// The weighted share in the earlier wave.
    pub from: Option<WeightedProportion>,
    /// The weighted share in the later wave.
    pub to: Option<WeightedProportion>,
    /// The change, only where the line may be compared.
    pub change: Option<WeightedChange>,
    /// The p-value of the change after Holm's adjustment over the lines of the table.
    pub p_adjusted: Option<PValue>,
}

/// The weighted figures behind the lines of `changes`, in their order, from the weighted tables of both waves.
pub fn compare_weighted(
    changes: &Changes,
    from: &WeightedTable,
    to: &WeightedTable,
) -> Vec<WeightedLine> {
    let share = |table: &OneWay, weighted: &WeightedTable, key: &LineKey| {
        let at = table.lines.iter().position(|line| &line.key == key)?;
        weighted.lines.get(at).copied().flatten()
    };
    let mut lines: Vec<WeightedLine> = changes
        .lines
        .iter()
        .map(|line| {
            let from = share(&changes.from, from, &line.key);
            let to = share(&changes.to, to, &line.key);
            let both = from.zip(to).filter(|_| line.comparability.is_comparable());
            WeightedLine {
                from,
                to,
                change: both.map(|(a, b)| weighted_change(&a, &b, Confidence::P95)),
                p_adjusted: None,
            }
        })
        .collect();
    let p: Vec<Option<PValue>> = lines.iter().map(|line| line.change?.p).collect();
    for (line, p) in lines.iter_mut().zip(holm(&p)) {
        line.p_adjusted = p;
    }
    lines
}
