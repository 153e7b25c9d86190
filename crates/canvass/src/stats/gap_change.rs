use super::difference::hybrid;
use super::discrete::Tails;
use super::paired::tango;
use super::{Confidence, Interval, PValue, PairedTable};

/// Up to this many people in both waves together, the test of a shift is exact.
const EXACT_UP_TO: u64 = 400;

/// The interval of the change of a gap between two options from one wave to the next, from the
/// Tango interval of each wave (method of variance estimates recovery: Zou and Donner 2008,
/// Statistics in Medicine 27:1693). Limits are differences of gaps, from -2 to 2.
///
/// ```
/// use canvass::stats::{Confidence, PairedTable, shift_interval};
///
/// let before = PairedTable::new(40, 30, 50, 67)?;
/// let after = PairedTable::new(60, 62, 38, 55)?;
/// let shift = shift_interval(&before, &after, Confidence::P95);
/// assert!(shift.lower() > 0.0, "the first option gained on the second");
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn shift_interval(
    before: &PairedTable,
    after: &PairedTable,
    confidence: Confidence,
) -> Interval {
    hybrid(
        (before.gap(), tango(before, confidence)),
        (after.gap(), tango(after, confidence)),
        2.0,
    )
}

/// The test of a shift between two options from one wave to the next: linear by linear on wave
/// against who selected only the first (1), only the second (-1), both or neither (0) (Mantel
/// 1963, JASA 58:690; Agresti, Categorical Data Analysis).
///
/// Up to 400 people it is the exact conditional distribution with the central mid-p, above that
/// the normal one. It needs respondent-level data of both waves: published totals do not tell who
/// selected both.
pub fn shift_test(before: &PairedTable, after: &PairedTable) -> PValue {
    let cells = Pooled::of(before, after);
    if cells.plus + cells.minus == 0 {
        PValue::ONE
    } else if cells.people() <= EXACT_UP_TO {
        exact(&cells, after)
    } else {
        normal(&cells, after)
    }
}

/// Both waves together.
struct Pooled {
    plus: u64,
    minus: u64,
    level: u64,
}

impl Pooled {
    fn of(before: &PairedTable, after: &PairedTable) -> Self {
        let plus = before.a_only() + after.a_only();
        let minus = before.b_only() + after.b_only();
        let people = before.base().get() + after.base().get();
        Pooled {
            plus,
            minus,
            level: people - plus - minus,
        }
    }

    fn people(&self) -> u64 {
        self.plus + self.minus + self.level
    }
}

fn normal(cells: &Pooled, after: &PairedTable) -> PValue {
    let people = cells.people() as f64;
    let n2 = after.base().get() as f64;
    let (plus, minus) = (cells.plus as f64, cells.minus as f64);
    let mean = (plus - minus) / people;
    let squares = plus + minus - people * mean * mean;
    let variance = n2 * (people - n2) * squares / (people * (people - 1.0));
    if variance <= 0.0 {
        return PValue::ONE;
    }
    let score = after.a_only() as f64 - after.b_only() as f64;
    PValue::of_normal((score - n2 * mean) / variance.sqrt())
}

/// Every way in which the later wave could have drawn its people from both waves together.
fn exact(cells: &Pooled, after: &PairedTable) -> PValue {
    let n2 = after.base().get();
    let logs = LogFactorials::up_to(cells.people());
    let observed = after.a_only() as i64 - after.b_only() as i64;
    let all = logs.choose(cells.people(), n2);
    let logs = &logs;
    let draws = (0..=cells.plus.min(n2)).flat_map(|plus| {
        (0..=cells.minus.min(n2 - plus)).filter_map(move |minus| {
            let level = n2 - plus - minus;
            if level > cells.level {
                return None;
            }
            let weight = logs.choose(cells.plus, plus)
                + logs.choose(cells.minus, minus)
                + logs.choose(cells.level, level)
                - all;
            let score = plus as i64 - minus as i64;
            Some((weight.exp(), score.cmp(&observed)))
        })
    });
    Tails::of_weights(draws).central_mid_p()
}

struct LogFactorials(Vec<f64>);

impl LogFactorials {
    fn up_to(largest: u64) -> Self {
        let mut sum = 0.0;
        let logs = (1..=largest).map(|n| {
            sum += (n as f64).ln();
            sum
        });
        LogFactorials(std::iter::once(0.0).chain(logs).collect())
    }

    /// Callers stay within the table and choose no more than there are.
    fn choose(&self, from: u64, chosen: u64) -> f64 {
        let log = |n: u64| self.0.get(n as usize).copied().unwrap_or_default();
        log(from) - log(chosen) - log(from - chosen)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
