//! Totals and averages that somebody put under the responses.

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

/// Rows at the end of a table among which totals are looked for where nothing else tells them.
const LAST: usize = 3;

/// The numbers in one column.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    filled: u64,
    numbers: u64,
    fractions: u64,
    sum: f64,
}

impl Figures {
    /// Whether a number is one of another kind than the rest of its column: a number among words, a fraction
    /// among whole numbers, or exactly the sum or the count of the others.
    fn are_unlike(&self, number: f64) -> bool {
        const ENOUGH: u64 = 3;
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
}

/// What has been learnt of the numbers in a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Totals {
    columns: Vec<Figures>,
    /// The numbers of the last rows.
    last: Vec<u64>,
}

impl Totals {
    /// Learns from a row that holds something.
    pub(super) fn learn(&mut self, row: &Row) {
        if self.last.len() == LAST {
            self.last.remove(0);
        }
        self.last.push(row.number);
        if self.columns.len() < row.cells.len() {
            self.columns.resize(row.cells.len(), Figures::default());
        }
        for (figures, cell) in self.columns.iter_mut().zip(&row.cells) {
            if is_blank(cell) {
                continue;
            }
            figures.filled += 1;
            if let Some(number) = number(cell) {
                figures.numbers += 1;
                figures.fractions += u64::from(number.fract() != 0.0);
                figures.sum += number;
            }
        }
    }

    /// Whether a row holds totals or averages.
    ///
    /// Every cell must be a number, apart from words such as "Total" in a column that no question uses, or in
    /// the first. A row with such words, or without the id and time that other rows have (`unidentified`),
    /// needs one number that is unlike the rest of its column; any other row needs two, must have them in half
    /// its cells, and must stand at the end.
    pub(super) fn is_total(&self, row: &Row, unidentified: bool, answers: &[usize]) -> bool {
        let (mut named, mut numbers, mut unlike) = (false, 0usize, 0usize);
        for (column, cell) in row.cells.iter().enumerate() {
            if is_blank(cell) {
                continue;
            }
            if let Some(number) = number(cell) {
                numbers += 1;
                let figures = self.columns.get(column).copied().unwrap_or_default();
                unlike += usize::from(figures.are_unlike(number));
            } else if is_word(cell) && (column == 0 || !answers.contains(&column)) {
                named = true;
            } else {
                return false;
            }
        }
        if named || unidentified {
            return unlike > 0;
        }
        unlike >= 2 && unlike * 2 >= numbers && self.last.contains(&row.number)
    }
}

/// Whether a cell names a total and nothing else.
pub(super) fn is_word(cell: &str) -> bool {
    // Nearly every cell is longer or a number, and a key costs time.
    let starts = cell
        .trim_start()
        .starts_with(|c: char| c.is_ascii_alphabetic());
    starts && cell.len() < 40 && {
        let key = key(cell);
        WORDS
            .binary_search(&key.trim_end_matches([':', ' ']))
            .is_ok()
    }
}

/// A number, perhaps a percentage.
fn number(cell: &str) -> Option<f64> {
    let text = cell.trim().trim_end_matches('%').trim_end();
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
    if text.len() > 24 || !text.chars().all(plain) {
        return None;
    }
    text.replace(',', "").parse().ok()
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
        assert!(is_word(" Grand  Total: "));
        assert!(!is_word("Totally"));
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
