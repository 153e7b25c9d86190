use super::{Comparability, option_comparability, question_comparability, union_comparability};
use crate::stats::{
    Confidence, Interval, PValue, Proportion, benjamini_hochberg, fisher_mid_p, holm, newcombe,
};
use crate::survey::{Question, Survey};
use crate::tabulate::{Line, LineKey, OneWay};

/// How the lines of a table changed between two waves. The lines of one table are one family of tests.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// The table of the earlier wave.
    pub from: OneWay,
    /// The table of the later wave.
    pub to: OneWay,
    /// Whether the question itself may be compared.
    pub comparability: Comparability,
    /// The lines that either wave had, in order.
    pub lines: Vec<Change>,
}

/// How one line changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What is counted.
    pub key: LineKey,
    /// How a reader knows it.
    pub label: String,
    /// The share in the earlier wave.
    pub from: Option<Proportion>,
    /// The share in the later wave.
    pub to: Option<Proportion>,
    /// Whether this line may be compared.
    pub comparability: Comparability,
    /// The change with its interval and test; only where the line may be compared.
    pub tested: Option<Tested>,
}

/// A change of a share between two waves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tested {
    /// Later minus earlier share, from -1 to 1.
    pub difference: f64,
    /// Newcombe's hybrid score interval at 95% (methods: Newcombe 1998, method 10).
    pub interval: Interval,
    /// Central mid-p of Fisher's exact test.
    pub p: PValue,
    /// The same after Holm's adjustment over the lines of the table.
    pub p_adjusted: PValue,
    /// The same after Benjamini and Hochberg's adjustment over the lines of the table: for marks in exploratory tables,
    /// labelled as such, and never for a claim.
    pub p_exploratory: PValue,
}

impl Tested {
    /// Whether the change is clear enough to be told as one: adjusted p below 5%.
    pub fn is_clear(&self) -> bool {
        self.p_adjusted.is_below(0.05)
    }
}

/// Compares a question between two waves, line by line, as far as the crosswalk allows.
///
/// Every line that may be compared is in the family of the adjustment. A union is compared only where it is needed:
/// where one of its parts may not be compared by itself, because only one wave offered it.
pub fn compare_question(survey: &Survey, question: &Question, from: OneWay, to: OneWay) -> Changes {
    let comparability = question_comparability(survey, question, &from.wave, &to.wave);
    let line_comparability = |key: &LineKey| {
        if !comparability.is_comparable() {
            return comparability.clone();
        }
        let of_option = |id| {
            question
                .option_index(id)
                .map(|index| option_comparability(survey, question, index, &from.wave, &to.wave))
        };
        let of_union = |id| {
            question
                .unions
                .iter()
                .find(|union| &union.id == id)
                .map(|union| union_comparability(survey, question, union, &from.wave, &to.wave))
        };
        match key {
            LineKey::Option(id) => of_option(id),
            LineKey::Union(id) => of_union(id),
            LineKey::Code(_) => None,
        }
        .unwrap_or_else(|| Comparability::NotAsked(from.wave.clone()))
    };
    let is_needed = |key: &LineKey| match key {
        LineKey::Union(id) => question
            .unions
            .iter()
            .filter(|union| &union.id == id)
            .any(|union| {
                let parts = union
                    .of
                    .iter()
                    .filter_map(|part| question.option_index(part));
                parts
                    .map(|part| option_comparability(survey, question, part, &from.wave, &to.wave))
                    .any(|comparability| !comparability.is_comparable())
            }),
        _ => true,
    };
    let lines = change_lines(&from, &to, is_needed, line_comparability);
    Changes {
        from,
        to,
        comparability,
        lines,
    }
}

/// Compares codes found in open answers between two waves. Codes are always comparable as long as the same
/// codebook coded both; whether the questions behind them are, is for the caller to say.
pub fn compare_codes(from: OneWay, to: OneWay) -> Changes {
    let lines = change_lines(&from, &to, |_| true, |_| Comparability::Comparable);
    Changes {
        from,
        to,
        comparability: Comparability::Comparable,
        lines,
    }
}

fn change_lines(
    from: &OneWay,
    to: &OneWay,
    is_needed: impl Fn(&LineKey) -> bool,
    comparability: impl Fn(&LineKey) -> Comparability,
) -> Vec<Change> {
    let mut lines: Vec<Change> = to
        .lines
        .iter()
        .filter(|later| is_needed(&later.key))
        .filter_map(|later: &Line| {
            let earlier = from.line(&later.key)?;
            let (from_share, to_share) = (from.share(earlier), to.share(later));
            if from_share.is_none() && to_share.is_none() {
                return None;
            }
            Some(Change {
                key: later.key.clone(),
                label: later.label.clone(),
                from: from_share,
                to: to_share,
                comparability: comparability(&later.key),
                tested: None,
            })
        })
        .collect();

    let p: Vec<Option<PValue>> = lines
        .iter()
        .map(|line| pair(line).map(|(a, b)| fisher_mid_p(a, b)))
        .collect();
    let adjusted = holm(&p).into_iter().zip(benjamini_hochberg(&p));
    for ((line, p), adjusted) in lines.iter_mut().zip(p).zip(adjusted) {
        let (Some((a, b)), Some(p), (Some(p_adjusted), Some(p_exploratory))) =
            (pair(line), p, adjusted)
        else {
            continue;
        };
        line.tested = Some(Tested {
            difference: b.value() - a.value(),
            interval: newcombe(a, b, Confidence::P95),
            p,
            p_adjusted,
            p_exploratory,
        });
    }
    lines
}

fn pair(line: &Change) -> Option<(Proportion, Proportion)> {
    line.comparability
        .is_comparable()
        .then_some((line.from?, line.to?))
}
