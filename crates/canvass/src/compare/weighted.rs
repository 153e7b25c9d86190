use super::{Changes, OptionGap};
use crate::stats::{
    Confidence, PValue, StatsError, WeightedChange, WeightedGap, WeightedProportion, Weights, holm,
    weighted_change, weighted_gap,
};
use crate::survey::{Choice, Column, Question, ResponseState, Responses};
use crate::tabulate::{LineKey, OneWay, WaveWeights, WeightedTable};

/// The later gap between two options among the same people with weights, over those who answered. `None` for a question
/// whose respondents neither choose nor tick options.
///
/// # Errors
/// [`StatsError::NoVariation`] when everybody answered alike.
pub fn weighted_option_gap(
    question: &Question,
    responses: &Responses,
    weights: &WaveWeights,
    gap: &OptionGap,
) -> Option<Result<WeightedGap, StatsError>> {
    let column = responses.column(&question.id)?;
    let options = [&gap.first, &gap.second].map(|id| question.option_index(id));
    let [Some(first), Some(second)] = options else {
        return None;
    };
    let weights = weights.weights.as_slice();
    let (mut left, mut chose) = (Vec::new(), [Vec::new(), Vec::new()]);
    for (respondent, weight) in weights.iter().enumerate() {
        let pair = match column {
            Column::Choice(choices) => match choices.get(respondent) {
                Some(Choice::Option(option)) => [first, second].map(|at| usize::from(option) == at),
                _ => continue,
            },
            Column::MultiSelect(ticks)
                if column.state(respondent) == Some(ResponseState::Answered) =>
            {
                [first, second].map(|at| ticks.ticked(respondent, at))
            }
            Column::MultiSelect(_) => continue,
            _ => return None,
        };
        left.push(*weight);
        for (chose, one) in chose.iter_mut().zip(pair) {
            chose.push(one);
        }
    }
    let [first, second] = chose;
    let found = Weights::new(left)
        .and_then(|weights| weighted_gap(&weights, &first, &second, Confidence::P95));
    Some(found)
}

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
