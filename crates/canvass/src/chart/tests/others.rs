//! Trends, scales, heat maps and chains.

use super::*;
use crate::document::{Chain, ChainStep, ChartColumn, TrendPoint};
use rows::label;

const HIDDEN: Cell = Cell::Mark(Mark::Confidential);
const NOT_KNOWN: Cell = Cell::Mark(Mark::NotAvailable);
const NOT_ASKED: Cell = Cell::Mark(Mark::NotApplicable);

fn columns(labels: &[&str]) -> Vec<ChartColumn> {
    let column = |(column, label): (usize, &&str)| ChartColumn {
        column,
        label: (*label).to_owned(),
    };
    labels.iter().enumerate().map(column).collect()
}

fn table_rows(rows: &[(&str, Vec<Cell>)]) -> Vec<(String, Vec<Cell>)> {
    let row = |(head, cells): &(&str, Vec<Cell>)| ((*head).to_owned(), cells.clone());
    rows.iter().map(row).collect()
}

/// A trend over the years given, with breaks before those in `breaks`, and no intervals.
fn trend(years: &[i32], breaks: &[i32], rows: &[(&str, Vec<Cell>)]) -> Figure {
    trend_within(years, breaks, rows, |_| [NOT_KNOWN, NOT_KNOWN])
}

/// The same with the limits that `limits` gives for a cell.
fn trend_within(
    years: &[i32],
    breaks: &[i32],
    rows: &[(&str, Vec<Cell>)],
    limits: impl Fn(&Cell) -> [Cell; 2],
) -> Figure {
    let points = years.iter().map(|year| TrendPoint {
        label: year.to_string(),
        at: *year,
        joined: !breaks.contains(year),
    });
    let drawn = Chart::Trend {
        lines: rows.iter().map(|(head, _)| (*head).to_owned()).collect(),
        values: 0,
        lower: 1,
        upper: 2,
        points: points.collect(),
    };
    let rows = rows.iter().flat_map(|(head, cells)| {
        let row = |cell: &Cell| {
            let [lower, upper] = limits(cell);
            ((*head).to_owned(), vec![cell.clone(), lower, upper])
        };
        cells.iter().map(row).collect::<Vec<_>>()
    });
    let heads = ["Share (%)", "Lower (%)", "Upper (%)"];
    chart(drawn, &heads, rows.collect())
}

/// Limits that are a fifth of the way to nought and to all.
fn limits(cell: &Cell) -> [Cell; 2] {
    match cell {
        Cell::Percent(percent) => {
            let share = percent.share();
            [0.8 * share, 0.8 * share + 0.2]
                .map(|limit| Cell::Percent(Percent::from_share(limit).unwrap()))
        }
        other => [other.clone(), other.clone()],
    }
}

fn scale(labels: &[&str], neutral: Option<usize>, rows: &[(&str, Vec<Cell>)]) -> Figure {
    let drawn = Chart::Scale {
        parts: columns(labels),
        neutral,
    };
    chart(drawn, labels, table_rows(rows))
}

fn heat(labels: &[&str], rows: &[(&str, Vec<Cell>)]) -> Figure {
    let drawn = Chart::Heat {
        columns: columns(labels),
    };
    chart(drawn, labels, table_rows(rows))
}

fn chain(steps: &[(&str, &[&str])]) -> Figure {
    let step = |(label, items): &(&str, &[&str])| ChainStep {
        label: (*label).to_owned(),
        items: items.iter().map(|item| (*item).to_owned()).collect(),
    };
    let steps = steps.iter().map(step).collect();
    Figure::chain(
        anchor("figure"),
        "Caption",
        alternative("A chain."),
        Chain { steps },
    )
    .unwrap()
}

fn strokes(figure: &Figure, wanted: plotters::style::RGBColor) -> Vec<Area> {
    let drawing = scene(figure).unwrap();
    let strokes = drawing.shapes().iter().filter_map(|shape| match shape {
        Shape::Stroke { ink, .. } if *ink == wanted => Some(check::extent(shape)),
        _ => None,
    });
    strokes.collect()
}

fn shares(counts: &[u64]) -> Vec<Cell> {
    let base = counts.iter().sum();
    counts.iter().map(|count| percent(*count, base)).collect()
}

const AGREE: [&str; 5] = [
    "Strongly disagree",
    "Disagree",
    "Neither",
    "Agree",
    "Strongly agree",
];

#[test]
fn years_stand_as_far_apart_as_they_are() {
    let row = vec![percent(2, 10), percent(3, 10), percent(4, 10)];
    let figure = trend(&[2020, 2021, 2024], &[], &[("One", row)]);
    let lines = strokes(&figure, style::BLUE);
    assert_eq!(lines.len(), 2);
    assert!((lines[1].width() / lines[0].width() - 3.0).abs() < 1e-9);
    assert!((lines[1].height() - lines[0].height()).abs() < 1e-9);
    assert_eq!(
        words(&figure),
        "One 20.0% 30.0% 40.0% 2020 2021 2024 The tinted band runs from 0% to 50%."
    );
    check(&figure);
}

#[test]
fn nothing_joins_figures_across_a_break_or_a_gap() {
    let row = vec![percent(2, 10), percent(3, 10), NOT_ASKED, percent(4, 10)];
    let figure = trend(&[2020, 2021, 2022, 2023], &[2021], &[("One", row)]);
    assert!(strokes(&figure, style::BLUE).is_empty());
    assert_eq!(strokes(&figure, style::QUIET).len(), 1);
    let words = words(&figure);
    assert!(words.starts_with("One 20.0% 30.0% [z] 40.0%"), "{words}");
    assert!(
        words.contains("A grey line from top to bottom marks a break"),
        "{words}"
    );
    check(&figure);
}

#[test]
fn an_interval_stands_around_its_dot_and_none_where_there_is_no_figure() {
    // The scale runs to 100: a fifth of the way from 50.0% are 40.0% and 60.0%.
    let row = vec![percent(1, 2), HIDDEN, NOT_ASKED, percent(3, 4)];
    let figure = trend_within(&[2021, 2022, 2023, 2024], &[2024], &[("One", row)], limits);
    let upright: Vec<Area> = strokes(&figure, style::BLUE)
        .into_iter()
        .filter(|area| area.width() == 0.0)
        .collect();
    assert_eq!(upright.len(), 2);
    let drawing = scene(&figure).unwrap();
    let discs = drawing.shapes().iter().filter_map(|shape| match shape {
        Shape::Disc { centre, .. } => Some(*centre),
        _ => None,
    });
    let point = upright[0].height() / 20.0;
    for ((x, y), (interval, [below, above])) in
        discs.zip(upright.iter().zip([[10.0, 10.0], [15.0, 5.0]]))
    {
        assert!((interval.left - x).abs() < 1e-9);
        assert!(
            (interval.bottom - y - below * point).abs() < 1e-9,
            "{interval:?}"
        );
        assert!(
            (y - interval.top - above * point).abs() < 1e-9,
            "{interval:?}"
        );
    }
    assert!(words(&figure).contains("Thin lines through dots are 95% intervals."));
    check(&figure);
}

#[test]
fn a_trend_with_a_row_too_few_is_refused() {
    let rows = vec![("One".to_owned(), vec![percent(1, 2), NOT_KNOWN, NOT_KNOWN])];
    let columns = ["Share (%)", "Lower (%)", "Upper (%)"].map(ColumnHead::numbers);
    let rows = rows.into_iter().map(|(head, cells)| Row { head, cells });
    let table = Table::new(
        anchor("table"),
        "Caption",
        "Kind",
        columns.to_vec(),
        rows.collect(),
        Vec::new(),
    );
    let points = ["2023", "2024"].map(|year| TrendPoint {
        label: year.to_owned(),
        at: year.parse().unwrap(),
        joined: true,
    });
    let refused = Figure::chart(
        anchor("figure"),
        "Caption",
        alternative("A trend."),
        Chart::Trend {
            lines: vec!["One".to_owned()],
            values: 0,
            lower: 1,
            upper: 2,
            points: points.to_vec(),
        },
        table.unwrap(),
    );
    let expected = crate::document::DocumentError::UnevenTrend(anchor("figure"));
    assert_eq!(refused.unwrap_err(), expected);
}

#[test]
fn a_panel_without_numbers_names_its_marks() {
    let rows = [
        ("Hidden", vec![HIDDEN, HIDDEN]),
        ("Shown", vec![percent(1, 2), percent(1, 4)]),
    ];
    let figure = trend(&[2023, 2024], &[], &rows);
    assert!(words(&figure).starts_with("Hidden 2023: [c], 2024: [c] Shown 50.0% 25.0%"));
    check(&figure);
    check(&trend(
        &[2024],
        &[],
        &rows[..1]
            .iter()
            .map(|(h, c)| (*h, c[..1].to_vec()))
            .collect::<Vec<_>>(),
    ));
}

#[test]
fn a_long_series_keeps_its_first_and_last_number() {
    let years: Vec<i32> = (2010..=2024).collect();
    let row: Vec<Cell> = (0..years.len() as u64)
        .map(|i| percent(10 + 7 * i % 40, 100))
        .collect();
    let figure = trend(&years, &[2015], &[(LONG, row)]);
    let words = words(&figure);
    assert!(words.contains("10.0%"), "{words}");
    assert!(words.contains("2010") && words.contains("2024"), "{words}");
    assert!(
        words.contains("Dots without a number have it in the table."),
        "{words}"
    );
    check(&figure);
}

#[test]
fn the_middles_of_a_scale_stand_below_each_other() {
    let figure = scale(
        &AGREE,
        Some(2),
        &[
            ("First", shares(&[10, 20, 30, 30, 10])),
            ("Second", shares(&[5, 5, 10, 40, 40])),
        ],
    );
    let drawing = scene(&figure).unwrap();
    // Each part is an outline with its shade inside; the key comes first.
    let outlines: Vec<Area> = drawing
        .shapes()
        .iter()
        .filter_map(|shape| match shape {
            Shape::Panel { area, ink, .. } if *ink == style::INK => Some(*area),
            _ => None,
        })
        .skip(AGREE.len())
        .collect();
    assert_eq!(outlines.len(), 10);
    let centre = |area: &Area| (area.left + area.right) / 2.0;
    assert!((centre(&outlines[2]) - centre(&outlines[7])).abs() < 1e-9);
    assert!((outlines[0].width() / outlines[4].width() - 1.0).abs() < 1e-9);
    assert!((outlines[8].width() / outlines[0].width() - 4.0).abs() < 1e-9);
    for pair in outlines
        .windows(2)
        .filter(|pair| pair[0].top == pair[1].top)
    {
        assert!((pair[0].right - pair[1].left).abs() < 1e-9);
    }
    check(&figure);
}

#[test]
fn figures_of_narrow_parts_stand_below_the_bar_and_a_line_leads_to_each() {
    // 5.3% of 376 units are 20, and the figure takes more.
    let figure = scale(
        &AGREE,
        Some(2),
        &[
            ("First", shares(&[8, 15, 17, 81, 31])),
            ("Second", shares(&[1, 1, 1, 1, 1])),
        ],
    );
    let lines = texts(&figure);
    let place = |shown: &str| lines.iter().find(|line| line.words == shown).unwrap();
    let wide = place("53.3%");
    for shown in ["5.3%", "9.9%"] {
        assert!(place(shown).top > wide.top + style::LINE, "{shown}");
    }
    assert!(place("5.3%").x < place("9.9%").x);
    let leaders: Vec<Area> = strokes(&figure, style::QUIET)
        .into_iter()
        .filter(|stroke| (stroke.bottom - place("5.3%").top).abs() < 1e-9)
        .collect();
    let below = lines.iter().filter(|line| line.top == place("5.3%").top);
    assert_eq!(leaders.len(), below.count());
    check(&figure);
}

#[test]
fn a_dozen_narrow_parts_have_their_figures_below_and_above_the_bar() {
    let labels: Vec<String> = (1..=12).map(|point| point.to_string()).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let figure = scale(&labels, None, &[("First", shares(&[1; 12]))]);
    let lines = texts(&figure);
    let tops: Vec<f64> = lines
        .iter()
        .filter(|line| line.words == "8.3%")
        .map(|line| line.top)
        .collect();
    assert_eq!(tops.len(), 12);
    assert_eq!(tops.iter().filter(|top| **top == tops[0]).count(), 6);
    check(&figure);
}

#[test]
fn a_scale_with_a_hidden_part_draws_no_bar_for_its_row() {
    let mut hidden = shares(&[10, 20, 30, 30, 10]);
    hidden[0] = HIDDEN;
    hidden[1] = HIDDEN;
    let figure = scale(
        &AGREE,
        Some(2),
        &[("First", hidden), ("Second", shares(&[1, 1, 1, 1, 1]))],
    );
    assert!(words(&figure).contains("First [c] Second"));
    let panels = |figure: &Figure| {
        let drawing = scene(figure).unwrap();
        let panels = drawing.shapes().iter();
        panels
            .filter(|shape| matches!(shape, Shape::Panel { ink, .. } if *ink == style::INK))
            .count()
    };
    assert_eq!(panels(&figure), 2 * AGREE.len());
    check(&figure);
}

#[test]
fn a_darker_cell_is_a_larger_figure() {
    let figure = heat(
        &["Knowledge", "Voice"],
        &[
            ("Wales", vec![percent(1, 4), percent(1, 2)]),
            ("London", vec![HIDDEN, percent(0, 9)]),
        ],
    );
    let drawing = scene(&figure).unwrap();
    let shades: Vec<f64> = drawing
        .shapes()
        .iter()
        .filter_map(|shape| match shape {
            Shape::Panel { ink, .. } if *ink != style::LINK => {
                Some(style::contrast(style::WHITE, *ink))
            }
            _ => None,
        })
        .collect();
    assert!(shades[1] > shades[0] && shades[0] > 1.0);
    assert_eq!(shades[2..], [1.0, 1.0]);
    assert!(
        words(&figure).starts_with("Knowledge Voice Wales 25.0 50.0 London [c] 0.0 White is 0%")
    );
    check(&figure);
}

#[test]
fn the_words_of_a_chain_are_read_from_top_to_bottom() {
    let figure = chain(&[
        ("What we do", &["Bulletins", LONG]),
        ("What comes of it", &[WORD]),
    ]);
    let expected = format!("What we do Bulletins {LONG} What comes of it ");
    assert!(words(&figure).starts_with(&expected));
    assert_eq!(strokes(&figure, style::BLUE).len(), 3);
    check(&figure);
}

#[test]
fn a_chart_of_no_columns_and_an_empty_chain_are_refused() {
    let table = || {
        let row = Row {
            head: "One".into(),
            cells: vec![percent(1, 2)],
        };
        Table::new(
            anchor("table"),
            "Caption",
            "Kind",
            vec![ColumnHead::numbers("Share (%)")],
            vec![row],
            Vec::new(),
        )
        .unwrap()
    };
    let none = Chart::Heat {
        columns: Vec::new(),
    };
    assert!(
        Figure::chart(
            anchor("figure"),
            "Caption",
            alternative("A map."),
            none,
            table()
        )
        .is_err()
    );
    for steps in [
        Vec::new(),
        vec![ChainStep {
            label: "Step".into(),
            items: Vec::new(),
        }],
    ] {
        let made = Figure::chain(
            anchor("figure"),
            "Caption",
            alternative("A chain."),
            Chain { steps },
        );
        assert!(made.is_err());
    }
}

fn share() -> impl Strategy<Value = Cell> {
    prop_oneof![
        9 => (0u64..=1000).prop_map(|count| percent(count, 1000)),
        1 => Just(HIDDEN),
        1 => Just(NOT_ASKED),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_trend_is_laid_out_well(
        rows in prop::collection::vec((label(), prop::collection::vec(share(), 6)), 1..4),
        gaps in prop::collection::vec(1i32..5, 6),
        broken in 0usize..6,
    ) {
        let mut year = 2000;
        let years: Vec<i32> = gaps.iter().map(|gap| { year += gap; year }).collect();
        let rows: Vec<(&str, Vec<Cell>)> = rows.iter().map(|(head, cells)| (head.as_str(), cells.clone())).collect();
        check(&trend(&years, &[years[broken]], &rows));
        check(&trend_within(&years, &[years[broken]], &rows, limits));
    }

    #[test]
    fn any_scale_is_laid_out_well(
        labels in prop::collection::vec(label(), 2..8),
        counts in prop::collection::vec(prop::collection::vec(0u64..500, 8), 1..4),
        neutral in prop::option::of(0usize..8),
    ) {
        let parts: Vec<String> = labels.iter().enumerate().map(|(i, label)| format!("{i} {label}")).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let rows: Vec<(&str, Vec<Cell>)> = counts
            .iter()
            .map(|counts| {
                let mut counts = counts[..parts.len()].to_vec();
                counts[0] += 1;
                ("A statement", shares(&counts))
            })
            .collect();
        check(&scale(&parts, neutral.filter(|i| *i < parts.len()), &rows));
    }

    #[test]
    fn any_heat_map_is_laid_out_well(
        labels in prop::collection::vec(label(), 1..6),
        rows in prop::collection::vec((label(), prop::collection::vec(share(), 6)), 1..5),
    ) {
        let labels: Vec<String> = labels.iter().enumerate().map(|(i, label)| format!("{i} {label}")).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let rows: Vec<(&str, Vec<Cell>)> = rows
            .iter()
            .map(|(head, cells)| (head.as_str(), cells[..labels.len()].to_vec()))
            .collect();
        check(&heat(&labels, &rows));
    }

    #[test]
    fn any_chain_is_laid_out_well(steps in prop::collection::vec((label(), prop::collection::vec(label(), 1..4)), 1..5)) {
        let items: Vec<Vec<&str>> = steps.iter().map(|(_, items)| items.iter().map(String::as_str).collect()).collect();
        let steps: Vec<(&str, &[&str])> = steps.iter().zip(&items).map(|((label, _), items)| (label.as_str(), items.as_slice())).collect();
        check(&chain(&steps));
    }
}
