//! Logistic regression with an L2 penalty, by Newton's method.

/// A row of features: their numbers, rising, with their values.
pub(super) type Row = Vec<(u32, f64)>;

/// A line through the space of features: what lies far on its positive side is probably a yes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Linear {
    /// One for each feature.
    pub(super) weights: Vec<f64>,
    /// What is added whatever the features.
    pub(super) intercept: f64,
}

impl Linear {
    /// The log-odds of a yes.
    pub(super) fn log_odds(&self, row: &Row) -> f64 {
        self.intercept + dot(&self.weights, row)
    }
}

/// What a fit minimises: half the squared weights, plus for each row its cost times its logistic loss. The
/// intercept is free.
#[derive(Debug, Clone, Copy)]
pub(super) struct Problem<'a> {
    pub(super) rows: &'a [&'a Row],
    /// The yes or no of each row.
    pub(super) labels: &'a [bool],
    /// What an error costs in a row that is a yes, and in one that is a no.
    pub(super) costs: (f64, f64),
    /// How many features there are.
    pub(super) features: usize,
}

/// The gradient at the end is this small, measured by that at the start.
const TOLERANCE: f64 = 1e-8;
/// The problem is convex and Newton's steps converge fast; this many are never needed.
const MOST_STEPS: usize = 100;

impl Problem<'_> {
    /// The only minimum, by truncated Newton steps: each is found with conjugate gradients and halved until the
    /// objective falls enough (Nocedal and Wright 2006, Numerical Optimization, algorithm 7.1). Sums run in the order
    /// of the rows, so that the same rows in the same order give the same bits.
    pub(super) fn fit(&self) -> Linear {
        // The intercept stands behind the weights.
        let mut point = vec![0.0; self.features + 1];
        let mut scores = vec![0.0; self.rows.len()];
        let mut value = self.objective(&point, &scores);
        let mut first_norm = None;
        for _ in 0..MOST_STEPS {
            let gradient = self.gradient(&point, &scores);
            let norm = dense(&gradient, &gradient).sqrt();
            let first = *first_norm.get_or_insert(norm);
            if norm <= TOLERANCE * first || norm == 0.0 {
                break;
            }
            let step = self.newton_step(&gradient, &scores, norm.min(0.1 * norm.sqrt()));
            let slope = dense(&gradient, &step);
            let change = self.scores(&step);
            let mut length = 1.0;
            let moved = loop {
                let there: Vec<f64> = along(&point, &step, length);
                let scores_there = along(&scores, &change, length);
                let value_there = self.objective(&there, &scores_there);
                if value_there <= value + 1e-4 * length * slope {
                    point = there;
                    scores = scores_there;
                    value = value_there;
                    break true;
                }
                length /= 2.0;
                if length < 1e-10 {
                    break false;
                }
            };
            if !moved {
                // The numbers cannot tell a lower point: this is the minimum.
                break;
            }
        }
        let intercept = point.pop().unwrap_or_default();
        Linear {
            weights: point,
            intercept,
        }
    }

    fn cost(&self, label: bool) -> f64 {
        if label { self.costs.0 } else { self.costs.1 }
    }

    fn objective(&self, point: &[f64], scores: &[f64]) -> f64 {
        let weights = &point[..self.features];
        let loss = self.labels.iter().zip(scores).map(|(label, score)| {
            let margin = if *label { *score } else { -score };
            self.cost(*label) * softplus(-margin)
        });
        dense(weights, weights) / 2.0 + loss.sum::<f64>()
    }

    fn scores(&self, point: &[f64]) -> Vec<f64> {
        let (weights, intercept) = point.split_at(self.features);
        let intercept = intercept.first().copied().unwrap_or_default();
        self.rows
            .iter()
            .map(|row| intercept + dot(weights, row))
            .collect()
    }

    fn gradient(&self, point: &[f64], scores: &[f64]) -> Vec<f64> {
        let mut gradient = point.to_vec();
        gradient[self.features] = 0.0;
        let labelled = self.rows.iter().zip(self.labels).zip(scores);
        for ((row, label), score) in labelled {
            let wanted = f64::from(u8::from(*label));
            let push = self.cost(*label) * (sigmoid(*score) - wanted);
            self.add(&mut gradient, row, push);
        }
        gradient
    }

    fn add(&self, to: &mut [f64], row: &Row, times: f64) {
        for (feature, value) in row {
            to[*feature as usize] += times * value;
        }
        to[self.features] += times;
    }

    /// The curvature along a direction, times it.
    fn curved(&self, direction: &[f64], curvature: &[f64]) -> Vec<f64> {
        let mut product = direction.to_vec();
        // A trace of a penalty keeps the intercept's curvature from vanishing when every row is sure.
        product[self.features] *= 1e-10;
        let scores = self.scores(direction);
        for ((row, score), curvature) in self.rows.iter().zip(scores).zip(curvature) {
            self.add(&mut product, row, curvature * score);
        }
        product
    }

    fn newton_step(&self, gradient: &[f64], scores: &[f64], tolerance: f64) -> Vec<f64> {
        let curvature: Vec<f64> = self
            .labels
            .iter()
            .zip(scores)
            .map(|(label, score)| {
                let p = sigmoid(*score);
                self.cost(*label) * p * (1.0 - p)
            })
            .collect();
        let mut step = vec![0.0; gradient.len()];
        let mut rest: Vec<f64> = gradient.iter().map(|g| -g).collect();
        let mut direction = rest.clone();
        let mut size = dense(&rest, &rest);
        for _ in 0..2 * gradient.len().min(500) {
            let bent = self.curved(&direction, &curvature);
            let length = size / dense(&direction, &bent);
            step = along(&step, &direction, length);
            rest = along(&rest, &bent, -length);
            let next = dense(&rest, &rest);
            if next.sqrt() <= tolerance {
                break;
            }
            direction = along(&rest, &direction, next / size);
            size = next;
        }
        step
    }
}

fn along(from: &[f64], direction: &[f64], length: f64) -> Vec<f64> {
    from.iter()
        .zip(direction)
        .map(|(a, b)| a + length * b)
        .collect()
}

fn dense(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn dot(weights: &[f64], row: &Row) -> f64 {
    row.iter()
        .map(|(feature, value)| weights.get(*feature as usize).map_or(0.0, |w| w * value))
        .sum()
}

/// The probability that log-odds stand for.
pub(super) fn sigmoid(log_odds: f64) -> f64 {
    if log_odds >= 0.0 {
        1.0 / (1.0 + (-log_odds).exp())
    } else {
        let odds = log_odds.exp();
        odds / (1.0 + odds)
    }
}

/// ln(1 + e^x) without overflow.
fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_rows() -> Vec<Row> {
        vec![
            vec![(0, 1.0), (2, 0.5)],
            vec![(1, 2.0)],
            vec![(0, 0.3), (1, 0.4), (2, -1.2)],
            vec![(2, 2.0)],
            vec![],
            vec![(0, -1.5), (1, 0.7)],
        ]
    }

    const LABELS: [bool; 6] = [true, false, true, true, false, false];

    /// Costs, then three weights and the intercept.
    const EXPECTED: [((f64, f64), [f64; 4]); 2] = [
        (
            (1.0, 1.0),
            [
                0.7370111059627228,
                -0.5553704734391369,
                0.20570565393467255,
                0.2565707565884928,
            ],
        ),
        (
            (2.5, 0.75),
            [
                0.8596051854639107,
                -0.6886702978186671,
                0.1682297385334136,
                1.3281218837220046,
            ],
        ),
    ];

    fn fitted(costs: (f64, f64)) -> Vec<f64> {
        let all = all_rows();
        let rows: Vec<&Row> = all.iter().collect();
        let problem = Problem {
            rows: &rows,
            labels: &LABELS,
            costs,
            features: 3,
        };
        let line = problem.fit();
        line.weights
            .iter()
            .copied()
            .chain([line.intercept])
            .collect()
    }

    #[test]
    fn agrees_with_newton_in_another_program() {
        // Full Newton steps in numpy until the step is below 1e-15.
        for (costs, expected) in EXPECTED {
            for (found, expected) in fitted(costs).iter().zip(expected) {
                assert!((found - expected).abs() < 1e-7, "{found} {expected}");
            }
        }
    }
    #[test]
    fn the_gradient_vanishes_where_the_fit_ends() {
        let all = all_rows();
        let rows: Vec<&Row> = all.iter().collect();
        let problem = Problem {
            rows: &rows,
            labels: &LABELS,
            costs: (30.0, 10.0),
            features: 3,
        };
        let line = problem.fit();
        let mut point = line.weights;
        point.push(line.intercept);
        let start = problem.gradient(&[0.0; 4], &[0.0; 6]);
        let end = problem.gradient(&point, &problem.scores(&point));
        assert!(dense(&end, &end).sqrt() <= 1e-8 * dense(&start, &start).sqrt());
    }

    #[test]
    fn all_alike_labels_give_an_answer_that_is_a_number() {
        let all = all_rows();
        let rows: Vec<&Row> = all.iter().collect();
        let problem = Problem {
            rows: &rows,
            labels: &[true; 6],
            costs: (1.0, 1.0),
            features: 3,
        };
        assert!(problem.fit().log_odds(rows[0]) > 3.0);
        let empty = Problem {
            rows: &[],
            labels: &[],
            costs: (1.0, 1.0),
            features: 0,
        };
        assert_eq!(empty.fit().log_odds(&vec![]), 0.0);
    }

    #[test]
    fn probabilities_do_not_overflow() {
        assert_eq!(sigmoid(-800.0), 0.0);
        assert_eq!(sigmoid(800.0), 1.0);
        assert_eq!(softplus(800.0), 800.0);
        assert!((sigmoid(0.3) - 1.0 / (1.0 + (-0.3_f64).exp())).abs() < 1e-16);
    }
}
