//! Counts some answers again, straight from the exports, and compares them with the report's tables.

use canvass::document::{Cell, Row, Table};

use crate::REPORT;
use crate::exports::Export;
use crate::figures::{ALL_YEARS, base_of, cell};

/// A question: how its full table begins, and how its wording begins in each wave.
struct Recounted {
    title: &'static str,
    wordings: &'static [(&'static str, &'static str)],
    /// An answer that excludes the others.
    none: &'static str,
}

const HELPED: &str = "How has Kindred Ground helped sustain";
const ACCESS: &str = "Which of these do you need";

const QUESTIONS: [Recounted; 6] = [
    Recounted {
        title: "Who answered",
        wordings: &[
            ("2022", "Are you answering"),
            ("2023", "Are you answering"),
            ("2024", "Are you answering"),
        ],
        none: "",
    },
    Recounted {
        title: "Where members are based",
        wordings: &[
            ("2022", "Where are you"),
            ("2023", "Where are you"),
            ("2024", "Where are you"),
        ],
        none: "",
    },
    Recounted {
        title: "Read, used or referred to resources or publications",
        wordings: &[
            ("2022", "In the last 12"),
            ("2023", "In the last 12"),
            ("2024", "In the last 12"),
        ],
        none: "",
    },
    Recounted {
        title: "How the charity helped sustain or resource members",
        wordings: &[
            ("2022", "In what ways has Kindred Ground helped"),
            ("2023", HELPED),
            ("2024", HELPED),
        ],
        none: "None of these",
    },
    Recounted {
        title: "What would help groups most",
        wordings: &[
            ("2023", "What would help your group"),
            ("2024", "What would help your group"),
        ],
        none: "",
    },
    Recounted {
        title: "What members need to take part in an event",
        wordings: &[("2022", ACCESS), ("2023", ACCESS), ("2024", ACCESS)],
        none: "None of these",
    },
];

fn full_table(title: &str) -> &'static Table {
    let start = format!("{title}{ALL_YEARS}: ");
    REPORT
        .tables()
        .find(|table| table.caption().starts_with(&start))
        .expect("the question has a full table")
}

#[test]
fn counts_and_bases_are_those_of_the_exports() {
    let mut compared = 0;
    for question in QUESTIONS {
        let table = full_table(question.title);
        let labels: Vec<&str> = table.rows().iter().map(|row| row.head.as_str()).collect();
        for (wave, wording) in question.wordings {
            let export = Export::of(wave);
            let mut answered = 0;
            let mut counts = vec![0; labels.len()];
            for row in 0..export.rows() {
                let Some(mut chosen) = export.chosen(row, wording, &labels) else {
                    continue;
                };
                answered += 1;
                if chosen.labels.len() > 1 || chosen.other {
                    chosen.labels.remove(question.none);
                }
                for (count, label) in counts.iter_mut().zip(&labels) {
                    *count += u64::from(chosen.labels.contains(label));
                }
            }
            assert_eq!(
                base_of(table, wave),
                Some(answered),
                "{}, {wave}",
                question.title
            );
            for (row, counted) in table.rows().iter().zip(counts) {
                // What people wrote beside "Other" stands in its own way in each export.
                if !row.head.starts_with("Other") {
                    compared += 1;
                    assert_count(table, row, wave, counted, answered as u64);
                }
            }
        }
    }
    assert!(compared > 80, "only {compared} counts were compared");
}

fn assert_count(table: &Table, row: &Row, wave: &str, counted: u64, base: u64) {
    let (title, label) = (table.caption(), &row.head);
    match cell(table, row, &format!("{wave} (count)")) {
        Some(Cell::Count(told)) => {
            assert_eq!(*told, counted, "{title}, {label}, {wave}");
            assert!(
                counted == 0 || counted >= 5,
                "{title}, {label}, {wave}: {counted} should not be shown"
            );
            assert!(
                counted == base || base - counted >= 5,
                "{title}, {label}, {wave}: {counted} of {base}"
            );
        }
        Some(Cell::Mark(_)) => {}
        other => panic!("{title}, {label}, {wave}: {other:?}"),
    }
}

#[test]
fn the_question_for_groups_was_asked_of_groups_only() {
    let export = Export::of("2024");
    let groups = |row: &usize| export.answer(*row, "Are you answering") == "User-led group";
    let asked = (0..export.rows()).filter(groups).count() as u64;
    let nonresponse = REPORT.tables().find(|table| {
        table
            .caption()
            .starts_with("How many were asked and answered")
    });
    let table = nonresponse.expect("the report tells who was asked");
    let row = table
        .rows()
        .iter()
        .find(|row| row.head == "What would help groups most")
        .expect("it is listed");
    assert_eq!(cell(table, row, "Asked"), Some(&Cell::Count(asked)));
}

/// How many chose the first label and not the second, the other way round, and how many answered.
fn discordant(wave: &str, wording: &str) -> (f64, f64, f64) {
    let labels = [
        "Access to resources like reports and toolkits",
        "Awareness of opportunities (such as paid work, funding or events)",
    ];
    let export = Export::of(wave);
    let answers: Vec<_> = (0..export.rows())
        .filter_map(|row| export.chosen(row, wording, &labels))
        .collect();
    let only = |a: &str, b: &str| {
        answers
            .iter()
            .filter(|c| c.labels.contains(a) && !c.labels.contains(b))
            .count() as f64
    };
    (
        only(labels[0], labels[1]),
        only(labels[1], labels[0]),
        answers.len() as f64,
    )
}

/// Tango's score interval for the gap between two answers of the same people (1998), by bisection.
fn tango((b, c, n): (f64, f64, f64)) -> (f64, f64, f64) {
    let z = 1.959_963_984_540_054;
    let score = |gap: f64| {
        let (a2, b2, c2) = (
            2.0 * n,
            -b - c + (2.0 * n - b + c) * gap,
            -c * gap * (1.0 - gap),
        );
        let q = ((b2 * b2 - 4.0 * a2 * c2).sqrt() - b2) / (2.0 * a2);
        (b - c - n * gap) / (n * (2.0 * q + gap * (1.0 - gap))).sqrt()
    };
    let solve = |target: f64, mut low: f64, mut high: f64| {
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if score(middle) > target {
                low = middle
            } else {
                high = middle
            }
        }
        low
    };
    let gap = (b - c) / n;
    (solve(z, -1.0 + 1e-9, gap), gap, solve(-z, gap, 1.0 - 1e-9))
}

/// The numbers with which the report tells the gap between the two leading answers, and how it changed:
/// each gap with its interval, then the change with its interval (Zou and Donner 2008).
pub(crate) fn gap_numbers() -> Vec<(String, Vec<String>)> {
    let (l1, g1, u1) = tango(discordant("2023", HELPED));
    let (l2, g2, u2) = tango(discordant("2024", HELPED));
    let change = g2 - g1;
    let lower = change - ((g2 - l2).powi(2) + (u1 - g1).powi(2)).sqrt();
    let upper = change + ((u2 - g2).powi(2) + (g1 - l1).powi(2)).sqrt();
    [
        ("2023", [g1, l1, u1]),
        ("2024", [g2, l2, u2]),
        ("the change", [change, lower, upper]),
    ]
    .map(|(what, values)| {
        (
            what.to_owned(),
            values.map(|value| format!("{:.1}", value * 100.0)).into(),
        )
    })
    .into()
}

#[test]
fn the_interval_of_a_gap_is_the_published_one() {
    // Tango's own example: (1, 1, 7, 12) is -0.2857 (-0.5172, -0.0260).
    let (lower, gap, upper) = tango((1.0, 7.0, 21.0));
    for (value, published) in [(lower, -0.5172), (gap, -0.2857), (upper, -0.0260)] {
        assert!(
            (value - published).abs() < 5e-5,
            "{value} and not {published}"
        );
    }
}
