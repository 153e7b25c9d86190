//! The trends of the example, worked out anew from the counts of every year.

use canvass::document::{Content, Table};

use crate::REPORT;
use crate::figures::{base_of, count, full_table};
use crate::reading::name_of;

const YEARS: [&str; 3] = ["2022", "2023", "2024"];

fn table(figure: &str) -> &'static Table {
    let mut figures = REPORT.figures();
    let figure = figures.find(|f| f.anchor().as_str() == figure);
    match figure.expect("the trend is drawn").content() {
        Content::Chart { table, .. } => table,
        _ => panic!("a chart"),
    }
}

/// The statistic of Cochran and Armitage, from counts and bases one year apart.
fn statistic(counts: [(f64, f64); 3]) -> f64 {
    let (x, n) = counts
        .iter()
        .fold((0.0, 0.0), |(x, n), (count, base)| (x + count, n + base));
    let p = x / n;
    let scores = [-1.0, 0.0, 1.0];
    let mean = counts
        .iter()
        .zip(scores)
        .map(|((_, n), t)| n * t)
        .sum::<f64>()
        / n;
    let score: f64 = counts
        .iter()
        .zip(scores)
        .map(|((x, n), t)| (t - mean) * (x - n * p))
        .sum();
    let spread: f64 = counts
        .iter()
        .zip(scores)
        .map(|((_, n), t)| n * (t - mean) * (t - mean))
        .sum();
    score / (p * (1.0 - p) * spread).sqrt()
}

/// How likely chance alone goes as far from nought as `z`, either way: the area below the bell beyond it.
fn two_sided(z: f64) -> f64 {
    let step = 0.0005;
    let height = |t: f64| (-t * t / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
    let steps = ((10.0 - z.abs()) / step) as usize;
    let middle = |i: usize| z.abs() + (i as f64 + 0.5) * step;
    2.0 * (0..steps).map(|i| height(middle(i)) * step).sum::<f64>()
}

/// The options of the headline question that all three years offered, with their statistic, from the full table.
fn statistics(table: &Table) -> Vec<(String, f64)> {
    let full = full_table(&REPORT, table).expect("there is a full table");
    let rows = full.rows().iter();
    rows.filter_map(|row| {
        let of = |year: &str| {
            let count = count(full, row, &format!("{year} (count)"))?;
            Some((count as f64, base_of(full, year)? as f64))
        };
        let counts = [of(YEARS[0])?, of(YEARS[1])?, of(YEARS[2])?];
        Some((row.head.clone(), statistic(counts)))
    })
    .collect()
}

#[test]
fn a_trend_is_clear_when_its_adjusted_test_says_so() {
    for anchor in ["figure-trend-helped", "figure-trend-used"] {
        let table = table(anchor);
        let mut all = statistics(table);
        all.sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
        let mut clear = Vec::new();
        for (i, (label, z)) in all.iter().enumerate() {
            if two_sided(*z) * ((all.len() - i) as f64) >= 0.05 {
                break;
            }
            clear.push((label.as_str(), *z));
        }
        assert!(!clear.is_empty(), "{all:?}");
        for row in table.rows() {
            let told = row.cells.last().expect("a row has cells").shown();
            let expected = match clear.iter().find(|(label, _)| *label == name_of(row)) {
                Some((_, z)) if *z > 0.0 => "Yes, rising",
                Some(_) => "Yes, falling",
                None => "No",
            };
            assert_eq!(told, expected, "{anchor}, {}", row.head);
        }
    }
}

/// The question was reworded in 2023, so there are two years to compare, and two are no trend.
#[test]
fn a_question_that_was_reworded_has_no_trend_over_two_years() {
    let mut figures = REPORT.figures();
    assert!(figures.all(|figure| figure.anchor().as_str() != "figure-trend-aware"));
}
