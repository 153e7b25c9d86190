use super::{Weights, is_usable};
use crate::stats::StatsError;

/// Sweeps over all margins before raking gives up.
const MAX_SWEEPS: u32 = 1000;
/// Weights that move less than this in a sweep have settled.
const SETTLED: f64 = 1e-12;
/// Without a cap every share must be this near its target.
const CLOSE_ENOUGH: f64 = 1e-6;
/// Targets may be out by this much in sum and are then scaled.
const TARGETS_TOLERANCE: f64 = 0.005;

/// One question with known member totals.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// The category of each respondent, as a place in `targets`; `None` for no answer.
    pub categories: Vec<Option<usize>>,
    /// The share of members in each category.
    pub targets: Vec<f64>,
}

/// How to rake.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RakeOptions {
    /// The largest weight, as a multiple of the mean; 5 is usual. `None` sets no limit.
    pub cap: Option<f64>,
}

/// Weights that make the respondents match every margin.
#[derive(Debug, Clone, PartialEq)]
pub struct Raked {
    /// The weights, with a mean of 1.
    pub weights: Weights,
    /// Sweeps over all margins that it took.
    pub sweeps: u32,
    /// How many weights lie at the cap.
    pub capped: usize,
    /// The largest distance of a category's weighted share from its target; more than a trace
    /// only under a cap.
    pub margin_error: f64,
    /// For each margin, how many respondents did not answer it. They keep the share that they have.
    pub unanswered: Vec<usize>,
}

/// Rakes weights to the margins in the order given (Deming and Stephan 1940, Annals of
/// Mathematical Statistics 11:427), starting from base weights.
///
/// Those who did not answer a margin are a category of their own, whose target is the share they
/// have. With a cap, weights above it are cut after every sweep and the rest raised to make up.
///
/// # Errors
/// A margin of the wrong length; a target that is not a share; targets that miss 1 by more than
/// half a per cent; a category with members but no respondents, or the reverse; a cap that is not
/// above 1; margins that cannot be matched together within 1,000 sweeps, with the worst of them.
///
/// ```
/// use canvass::stats::{Margin, RakeOptions, Weights, rake};
///
/// let region = Margin {
///     categories: vec![Some(0), Some(0), Some(0), Some(1)],
///     targets: vec![0.5, 0.5],
/// };
/// let raked = rake(&Weights::new(vec![1.0; 4])?, &[region], RakeOptions::default())?;
/// assert!((raked.weights.as_slice()[3] - 2.0).abs() < 1e-12);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn rake(base: &Weights, margins: &[Margin], options: RakeOptions) -> Result<Raked, StatsError> {
    if let Some(cap) = options.cap
        && !(cap > 1.0 && cap.is_finite())
    {
        return Err(StatsError::InvalidCap { cap });
    }
    let mean = base.total() / base.base() as f64;
    let mut weights: Vec<f64> = base.as_slice().iter().map(|w| w / mean).collect();
    let plans = margins
        .iter()
        .enumerate()
        .map(|(place, margin)| Plan::of(place, margin, &weights))
        .collect::<Result<Vec<_>, _>>()?;

    let mut sweeps = 0;
    let settled = loop {
        sweeps += 1;
        let before = weights.clone();
        for plan in &plans {
            plan.adjust(&mut weights);
        }
        if let Some(cap) = options.cap {
            cut(&mut weights, cap);
        }
        let moved = weights
            .iter()
            .zip(&before)
            .map(|(after, before)| (after - before).abs())
            .fold(0.0, f64::max);
        if moved < SETTLED {
            break true;
        }
        if sweeps == MAX_SWEEPS {
            break false;
        }
    };

    let errors = plans.iter().map(|plan| plan.error(&weights));
    let (worst, margin_error) = errors.enumerate().fold((0, 0.0), |worst, (place, error)| {
        if error > worst.1 {
            (place, error)
        } else {
            worst
        }
    });
    let usable = weights.iter().all(|w| is_usable(*w));
    let matched = margin_error <= CLOSE_ENOUGH || (settled && options.cap.is_some());
    if !usable || !matched {
        return Err(StatsError::MarginsNotMatched {
            margin: worst,
            error: margin_error,
        });
    }
    let at_cap = |w: &&f64| options.cap.is_some_and(|cap| **w >= cap * (1.0 - 1e-9));
    Ok(Raked {
        capped: weights.iter().filter(at_cap).count(),
        weights: Weights::new(weights)?,
        sweeps,
        margin_error,
        unanswered: plans.iter().map(|plan| plan.unanswered).collect(),
    })
}

/// A margin with every respondent in a category and every category with a target.
struct Plan {
    /// No answer is the last category.
    categories: Vec<usize>,
    targets: Vec<f64>,
    unanswered: usize,
}

impl Plan {
    fn of(margin: usize, given: &Margin, weights: &[f64]) -> Result<Self, StatsError> {
        if given.categories.len() != weights.len() {
            return Err(StatsError::LengthMismatch {
                expected: weights.len(),
                found: given.categories.len(),
            });
        }
        let not_a_share = |target: &f64| !(0.0..=1.0 + TARGETS_TOLERANCE).contains(target);
        if let Some(category) = given.targets.iter().position(not_a_share) {
            return Err(StatsError::InvalidTarget { margin, category });
        }
        let sum: f64 = given.targets.iter().sum();
        if (sum - 1.0).abs() > TARGETS_TOLERANCE {
            return Err(StatsError::TargetsDoNotSumToOne { margin, sum });
        }

        let mut present = vec![false; given.targets.len()];
        let mut silent = 0.0;
        for (category, weight) in given.categories.iter().zip(weights) {
            match category {
                None => silent += weight,
                Some(category) => {
                    let untargeted = StatsError::CategoryWithoutTarget {
                        margin,
                        category: *category,
                    };
                    *present.get_mut(*category).ok_or(untargeted)? = true;
                }
            }
        }
        for (category, (target, present)) in given.targets.iter().zip(&present).enumerate() {
            match (*target > 0.0, *present) {
                (true, false) => {
                    return Err(StatsError::CategoryWithoutRespondents { margin, category });
                }
                (false, true) => {
                    return Err(StatsError::CategoryWithoutTarget { margin, category });
                }
                _ => {}
            }
        }

        let everyone = weights.len() as f64;
        let answered = 1.0 - silent / everyone;
        let no_answer = given.targets.len();
        let mut targets: Vec<f64> = given.targets.iter().map(|t| t / sum * answered).collect();
        targets.push(silent / everyone);
        Ok(Plan {
            categories: given
                .categories
                .iter()
                .map(|c| c.unwrap_or(no_answer))
                .collect(),
            targets,
            unanswered: given.categories.iter().filter(|c| c.is_none()).count(),
        })
    }

    fn current(&self, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.targets.len()];
        for (category, weight) in self.categories.iter().zip(weights) {
            if let Some(sum) = sums.get_mut(*category) {
                *sum += weight;
            }
        }
        sums
    }

    fn adjust(&self, weights: &mut [f64]) {
        let everyone = weights.len() as f64;
        let current = self.current(weights);
        let factors: Vec<f64> = self
            .targets
            .iter()
            .zip(&current)
            .map(|(target, sum)| {
                if *sum > 0.0 {
                    target * everyone / sum
                } else {
                    1.0
                }
            })
            .collect();
        for (category, weight) in self.categories.iter().zip(weights) {
            *weight *= factors.get(*category).copied().unwrap_or(1.0);
        }
    }

    fn error(&self, weights: &[f64]) -> f64 {
        let total: f64 = weights.iter().sum();
        self.targets
            .iter()
            .zip(self.current(weights))
            .map(|(target, sum)| (sum / total - target).abs())
            .fold(0.0, f64::max)
    }
}

/// Cuts weights at the cap and raises the others in proportion, so that the mean becomes 1 and
/// nothing exceeds the cap: where cutting and raising in turn would end.
fn cut(weights: &mut [f64], cap: f64) {
    let everyone = weights.len() as f64;
    let total: f64 = weights.iter().sum();
    let mut factor = everyone / total;
    let mut capped = 0;
    loop {
        let over = |w: &&f64| **w * factor > cap;
        let now = weights.iter().filter(over).count();
        if now == capped {
            break;
        }
        capped = now;
        let rest: f64 = weights.iter().filter(|w| !over(w)).sum();
        factor = (everyone - capped as f64 * cap) / rest;
    }
    for weight in weights {
        *weight = (*weight * factor).min(cap);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
#[path = "rake_tests.rs"]
mod tests;
