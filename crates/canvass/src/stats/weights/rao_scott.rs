use super::Weights;
use crate::stats::distribution::f_tail;
use crate::stats::{PValue, StatsError};

/// The second-order Rao-Scott test of a weighted table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RaoScott {
    /// The corrected statistic.
    pub f: f64,
    /// Its upper degrees of freedom, which need not be whole.
    pub numerator: f64,
    /// Its lower degrees of freedom, which need not be whole.
    pub denominator: f64,
    /// Against "groups answer alike".
    pub p: PValue,
}

/// Tests whether groups answer alike under weights (Rao and Scott 1984, Annals of Statistics
/// 12:46, second-order correction with the F distribution, as `svychisq` of R's survey package).
///
/// Each respondent has a group (below `groups`) and an answer (below `answers`).
///
/// # Errors
/// [`StatsError::LengthMismatch`]; [`StatsError::UnknownOption`] for a place outside the table;
/// [`StatsError::NotTestable`] when a cell is empty or the table has a single row or column.
///
/// ```
/// use canvass::stats::{Weights, rao_scott};
///
/// let weights = Weights::new(vec![1.0, 2.0, 1.0, 1.5, 1.0, 0.5])?;
/// let cells = [(0, 0), (0, 1), (1, 0), (1, 1), (0, 0), (1, 1)];
/// assert!(rao_scott(&weights, &cells, (2, 2))?.p.value() > 0.05);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn rao_scott(
    weights: &Weights,
    cells: &[(usize, usize)],
    (groups, answers): (usize, usize),
) -> Result<RaoScott, StatsError> {
    let mut shares = vec![0.0; groups * answers];
    let mut squares = vec![0.0; groups * answers];
    let total = weights.total();
    for (weight, &(group, answer)) in weights.with(cells)? {
        check(group, groups)?;
        check(answer, answers)?;
        let cell = group * answers + answer;
        if let (Some(share), Some(square)) = (shares.get_mut(cell), squares.get_mut(cell)) {
            *share += weight / total;
            *square += (weight / total).powi(2);
        }
    }
    if groups < 2 || answers < 2 || shares.contains(&0.0) {
        return Err(StatsError::NotTestable);
    }

    let people = weights.base() as f64;
    let mut simple = Matrix::square((groups - 1) * (answers - 1));
    let mut design = simple.clone();
    for (cell, (share, square)) in shares.iter().zip(&squares).enumerate() {
        let contrast = contrasts(cell / answers, cell % answers, groups, answers);
        simple.add_outer(&contrast, 1.0 / (people * share));
        design.add_outer(
            &contrast,
            people / (people - 1.0) * square / (share * share),
        );
    }
    let effects = simple.whiten(design).ok_or(StatsError::NotTestable)?;
    let (trace, square_trace) = (effects.trace(), effects.sum_of_squares());
    if !(trace > 0.0 && square_trace > 0.0) {
        return Err(StatsError::NotTestable);
    }
    let f = pearson(&shares, answers) * people / trace;
    let numerator = trace * trace / square_trace;
    let denominator = numerator * (people - 1.0);
    Ok(RaoScott {
        f,
        numerator,
        denominator,
        p: f_tail(f, numerator, denominator),
    })
}

fn check(option: usize, options: usize) -> Result<(), StatsError> {
    if option < options {
        Ok(())
    } else {
        Err(StatsError::UnknownOption { option, options })
    }
}

/// Pearson's statistic of a table of shares, for a base of one.
fn pearson(shares: &[f64], answers: usize) -> f64 {
    let rows: Vec<f64> = shares.chunks(answers).map(|row| row.iter().sum()).collect();
    let columns: Vec<f64> = (0..answers)
        .map(|column| shares.iter().skip(column).step_by(answers).sum())
        .collect();
    let expected = rows
        .iter()
        .flat_map(|row| columns.iter().map(move |column| row * column));
    shares
        .iter()
        .zip(expected)
        .map(|(share, expected)| (share - expected).powi(2) / expected)
        .sum()
}

/// The values of every interaction contrast in one cell: those of the first group and the first
/// answer are left out, the rest have nought as the mean of every row and column.
fn contrasts(group: usize, answer: usize, groups: usize, answers: usize) -> Vec<f64> {
    let centred = |place: usize, at: usize, of: usize| {
        let own = if place == at { 1.0 } else { 0.0 };
        own - 1.0 / of as f64
    };
    (1..groups)
        .flat_map(|g| {
            (1..answers).map(move |a| centred(g, group, groups) * centred(a, answer, answers))
        })
        .collect()
}

/// A small symmetric matrix, row by row.
#[derive(Clone)]
struct Matrix {
    size: usize,
    rows: Vec<Vec<f64>>,
}

impl Matrix {
    fn square(size: usize) -> Self {
        Matrix {
            size,
            rows: vec![vec![0.0; size]; size],
        }
    }

    fn add_outer(&mut self, vector: &[f64], times: f64) {
        for (row, first) in self.rows.iter_mut().zip(vector) {
            for (cell, second) in row.iter_mut().zip(vector) {
                *cell += times * first * second;
            }
        }
    }

    fn trace(&self) -> f64 {
        self.rows
            .iter()
            .enumerate()
            .filter_map(|(i, row)| row.get(i))
            .sum()
    }

    fn sum_of_squares(&self) -> f64 {
        self.rows.iter().flatten().map(|cell| cell * cell).sum()
    }

    fn transposed(&self) -> Self {
        let rows = (0..self.size)
            .map(|i| {
                self.rows
                    .iter()
                    .filter_map(|row| row.get(i).copied())
                    .collect()
            })
            .collect();
        Matrix {
            size: self.size,
            rows,
        }
    }

    /// The other matrix seen where this one is the identity: with this one as L times its
    /// transpose (Cholesky), the inverse of L on both sides. `None` when this one is not positive
    /// definite.
    fn whiten(&self, other: Matrix) -> Option<Matrix> {
        let lower = self.cholesky()?;
        Some(lower.solve(&lower.solve(&other).transposed()))
    }

    fn cholesky(&self) -> Option<Matrix> {
        let mut lower: Vec<Vec<f64>> = Vec::with_capacity(self.size);
        for (i, row) in self.rows.iter().enumerate() {
            let mut new: Vec<f64> = Vec::with_capacity(self.size);
            for (j, above) in lower.iter().enumerate() {
                let done: f64 = new.iter().zip(above).map(|(a, b)| a * b).sum();
                new.push((row.get(j)? - done) / above.get(j)?);
            }
            let done: f64 = new.iter().map(|a| a * a).sum();
            let rest = row.get(i)? - done;
            let root = rest.sqrt();
            if !root.is_normal() {
                return None;
            }
            new.push(root);
            lower.push(new);
        }
        Some(Matrix {
            size: self.size,
            rows: lower,
        })
    }

    /// For a lower triangle of Cholesky: its inverse times the other matrix.
    fn solve(&self, other: &Matrix) -> Matrix {
        let mut solved: Vec<Vec<f64>> = Vec::with_capacity(self.size);
        for (row, right) in self.rows.iter().zip(&other.rows) {
            let mut new = right.clone();
            for (factor, above) in row.iter().zip(&solved) {
                for (cell, known) in new.iter_mut().zip(above) {
                    *cell -= factor * known;
                }
            }
            let own = row.last().copied().unwrap_or(1.0);
            for cell in &mut new {
                *cell /= own;
            }
            solved.push(new);
        }
        Matrix {
            size: self.size,
            rows: solved,
        }
    }
}
