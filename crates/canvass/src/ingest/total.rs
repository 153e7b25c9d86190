//! Totals and averages that somebody put under the responses.

use std::collections::VecDeque;

use super::key::{is_blank, key};
use super::row::Row;

/// What stands beside totals, as keys.
const WORDS: &[&str] = &[
    "average",
    "averages",
    "avg",
    "column average",
    "column total",
    "count",
    "grand total",
    "mean",
    "means",
    "overall",
    "overall average",
    "overall total",
    "sum",
    "total",
    "total responses",
    "totals",
];

/// What names a sum, and is hardly an answer to anything, as keys.
const SUMS: &[&str] = &[
    "column total",
    "grand total",
    "overall total",
    "sum",
    "total",
    "total responses",
    "totals",
];

/// Rows at the end of a table among which totals are looked for where nothing else tells them.
pub(super) const LAST: usize = 3;
/// Numbers that a column must hold before one can be unlike them.
const ENOUGH: u64 = 3;

/// The numbers in one column.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    filled: u64,
    numbers: u64,
    fractions: u64,
    sum: f64,
    /// The numbers above the last rows, and the greatest of them.
    above: u64,
    greatest: f64,
}

impl Figures {
    /// Whether a number is one of another kind than the rest of its column: a number among words, a fraction
    /// among whole numbers, or exactly the sum or the count of the others.
    fn are_unlike(&self, number: f64) -> bool {
        let others = self.filled.saturating_sub(1);
        if others < ENOUGH {
            return false;
        }
        // A total and an average may stand there both.
        let among_words = self.numbers <= 2 && self.numbers * 2 <= self.filled;
        let among_whole = number.fract() != 0.0 && self.fractions <= 1;
        let is_sum = self.numbers > ENOUGH && (self.sum - number - number).abs() < 1e-9;
        among_words || among_whole || (is_sum && number != 0.0)
    }

    /// Whether a number in one of the last rows is far beyond all those above them.
    fn are_exceeded_by(&self, number: f64) -> bool {
        self.above >= ENOUGH && self.greatest > 0.0 && number >= 2.0 * self.greatest
    }
}

/// A row that may hold totals or averages, as far as it tells by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suspect {
    /// Words name it.
    Named,
    /// It may, if it stands at the end, or lacks the id and time that other rows have.
    AtTheEnd,
}

/// What has been learnt of the numbers in a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Totals {
    columns: Vec<Figures>,
    /// The last rows: which they are, and what numbers they hold.
    last: VecDeque<(u64, Vec<Option<f64>>)>,
}

impl Totals {
    /// Learns from a row that holds something.
    pub(super) fn learn(&mut self, row: &Row) {
        if self.columns.len() < row.cells.len() {
            self.columns.resize(row.cells.len(), Figures::default());
        }
        let mut numbers = Vec::with_capacity(row.cells.len());
        for (figures, cell) in self.columns.iter_mut().zip(&row.cells) {
            let number = number(cell);
            numbers.push(number);
            figures.filled += u64::from(!is_blank(cell));
            if let Some(number) = number {
                figures.numbers += 1;
                figures.fractions += u64::from(number.fract() != 0.0);
                figures.sum += number;
            }
        }
        self.last.push_back((row.number, numbers));
        if self.last.len() > LAST
            && let Some((_, numbers)) = self.last.pop_front()
        {
            for (figures, number) in self.columns.iter_mut().zip(numbers) {
                if let Some(number) = number {
                    figures.above += 1;
                    figures.greatest = figures.greatest.max(number);
                }
            }
        }
    }

    /// Whether a row may hold totals or averages: see [`Totals::is_total`].
    pub(super) fn may_be(row: &Row, answers: &[usize]) -> Option<Suspect> {
        let (mut named, mut numbers) = (false, false);
        // Words of somebody's own mostly stand on the right, and tell at once.
        for column in (0..row.cells.len()).rev() {
            if row.is_empty(column) {
                continue;
            }
            let cell = row.cell(column);
            if is_blank(cell) {
                continue;
            }
            if number(cell).is_some() {
                numbers = true;
            } else if is_word(cell) && (column == 0 || !answers.contains(&column) || is_sum(cell)) {
                named = true;
            } else {
                return None;
            }
        }
        (named || numbers).then_some(if named {
            Suspect::Named
        } else {
            Suspect::AtTheEnd
        })
    }

    /// Whether a row holds totals or averages.
    ///
    /// Every cell must be a number, apart from words such as "Total" in a column that no question uses, or in
    /// the first, or, at the end, words that are no answer to anything. A row with such words, or without the id and
    /// time that other rows have (`unidentified`), needs one number that is unlike the rest of its column, or, at the
    /// end, numbers that are all far beyond those above; any other row needs two unlike ones, must have them in half
    /// its cells, and must stand at the end.
    pub(super) fn is_total(&self, row: &Row, unidentified: bool, answers: &[usize]) -> bool {
        let is_last = || self.last.iter().any(|(number, _)| *number == row.number);
        let (mut named, mut numbers, mut unlike, mut beyond) = (false, 0usize, 0usize, 0usize);
        for (column, cell) in row.cells.iter().enumerate() {
            if is_blank(cell) {
                continue;
            }
            if let Some(number) = number(cell) {
                numbers += 1;
                let figures = self.columns.get(column).copied().unwrap_or_default();
                unlike += usize::from(figures.are_unlike(number));
                beyond += usize::from(figures.are_exceeded_by(number));
            } else if is_word(cell)
                && (column == 0 || !answers.contains(&column) || (is_sum(cell) && is_last()))
            {
                named = true;
            } else {
                return false;
            }
        }
        if named || unidentified {
            return unlike > 0 || (beyond > 0 && beyond == numbers && is_last());
        }
        unlike >= 2 && unlike * 2 >= numbers && is_last()
    }
}

/// Whether a cell names a total and nothing else: `Grand total:`, `N = 60`.
pub(super) fn is_word(cell: &str) -> bool {
    named(cell, |key| {
        WORDS.binary_search(&key).is_ok() || is_count(key)
    })
}

/// Whether a cell names a sum and nothing else.
fn is_sum(cell: &str) -> bool {
    named(cell, |key| SUMS.contains(&key))
}

fn named(cell: &str, is: impl Fn(&str) -> bool) -> bool {
    // Nearly every cell is longer or a number, and a key costs time.
    let starts = cell
        .trim_start()
        .starts_with(|c: char| c.is_ascii_alphabetic());
    starts && cell.len() < 40 && is(key(cell).trim_end_matches([':', ' ']))
}

/// `n = 60`.
fn is_count(key: &str) -> bool {
    key.strip_prefix('n')
        .and_then(|rest| rest.trim_start().strip_prefix('='))
        .is_some_and(|count| count.trim().parse::<u64>().is_ok())
}

/// A number, perhaps a percentage.
fn number(cell: &str) -> Option<f64> {
    let text = cell.trim().trim_end_matches('%').trim_end();
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
    if text.len() > 24 || !text.chars().all(plain) {
        return None;
    }
    if text.contains(',') {
        text.replace(',', "").parse().ok()
    } else {
        text.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> (Totals, Vec<Row>) {
        let mut totals = Totals::default();
        let rows: Vec<Row> = (2..)
            .zip(rows)
            .map(|(number, cells)| Row {
                number,
                cells: cells.iter().copied().collect(),
            })
            .collect();
        for row in &rows {
            totals.learn(row);
        }
        (totals, rows)
    }

    #[test]
    fn words_are_in_order() {
        assert!(WORDS.is_sorted());
        assert!(is_word(" Grand  Total: ") && is_word("N = 60"));
        assert!(!is_word("Totally") && !is_word("n = some"));
    }

    #[test]
    fn a_count_among_labels_and_an_average_among_whole_numbers_are_totals() {
        let (totals, rows) = table(&[
            &["Advice", "", "4"],
            &["", "Reports", "5"],
            &["Advice", "Reports", "2"],
            &["Advice", "Reports", "3"],
            &["3", "3", "3.5"],
        ]);
        let found: Vec<bool> = rows
            .iter()
            .map(|row| totals.is_total(row, false, &[0, 1, 2]))
            .collect();
        assert_eq!(found, [false, false, false, false, true]);
    }

    #[test]
    fn a_word_counts_only_beside_the_answers() {
        let rows: &[&[&str]] = &[
            &["1", "good", "4"],
            &["2", "fine", "5"],
            &["3", "bad", "3"],
            &["4", "average", "2"],
            &["Average", "", "3.5"],
        ];
        let (totals, rows) = table(rows);
        let found: Vec<bool> = rows
            .iter()
            .map(|row| totals.is_total(row, false, &[1, 2]))
            .collect();
        assert_eq!(found, [false, false, false, false, true]);
    }

    #[test]
    fn people_who_answer_in_numbers_are_no_totals() {
        let (totals, rows) = table(&[
            &["4", "5", "31"],
            &["5", "5", "62"],
            &["3", "2", "19"],
            &["4", "1", "99"],
        ]);
        for row in &rows {
            for unidentified in [false, true] {
                assert!(!totals.is_total(row, unidentified, &[0, 1, 2]));
            }
        }
    }

    /// Ten people, and rows under them.
    fn with_under(under: &[&[&str]]) -> Vec<bool> {
        let people = [
            "Yes", "No", "Yes", "No", "Yes", "No", "Yes", "No", "Yes", "No",
        ];
        let visits = ["1", "3", "2", "2", "3", "1", "3", "3", "2", "1"];
        let all: Vec<[&str; 2]> = people
            .into_iter()
            .zip(visits)
            .map(|(a, b)| [a, b])
            .collect();
        let mut all: Vec<&[&str]> = all.iter().map(|row| &row[..]).collect();
        all.extend(under);
        let (totals, rows) = table(&all);
        let total = |row| totals.is_total(row, false, &[0, 1]);
        rows.iter().map(total).skip(10).collect()
    }

    #[test]
    fn a_named_total_far_beyond_the_numbers_above_needs_no_exact_sum() {
        // The visits add up to 21: somebody took people out above.
        assert_eq!(
            with_under(&[&["TOTAL", "24"], &["Sum", "24"], &["N = 12", "12"]]),
            [true, true, true]
        );
        assert_eq!(with_under(&[&["Average", "3"]]), [false]);
        assert_eq!(with_under(&[&["Total", "3"]]), [false]);
        assert_eq!(with_under(&[&["Yes", "24"]]), [false]);
    }

    #[test]
    fn an_answer_that_names_a_figure_is_none_at_the_end_either() {
        let rows: Vec<[String; 3]> = (1..=12)
            .map(|id| [id.to_string(), "average".to_owned(), "5".to_owned()])
            .collect();
        let rows: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let (totals, rows) = table(&rows);
        assert!(rows.iter().all(|row| !totals.is_total(row, false, &[1, 2])));
    }

    #[test]
    fn a_sum_is_a_total() {
        let (totals, rows) = table(&[
            &["1", "0", "3"],
            &["1", "1", "4"],
            &["0", "1", "5"],
            &["1", "0", "5"],
            &["3", "2", "17"],
        ]);
        assert!(!totals.is_total(&rows[3], false, &[0, 1, 2]));
        assert!(totals.is_total(&rows[4], false, &[0, 1, 2]));
    }
}
