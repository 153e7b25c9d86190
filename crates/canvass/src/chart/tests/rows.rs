use super::check::bar_widths;
use super::*;

const HIDDEN: Cell = Cell::Mark(Mark::Confidential);
const NOT_ASKED: Cell = Cell::Mark(Mark::NotApplicable);

#[test]
fn a_bar_is_as_long_as_its_value() {
    let widths = bar_widths(&sample::bars());
    let [first, second, third] = widths[..] else {
        panic!("not three bars: {widths:?}");
    };
    assert!((first / second - 121.0 / 99.0).abs() < 1e-9);
    assert!((first / third - 121.0 / 94.0).abs() < 1e-9);
    let counts = bar_widths(&bars(&[("a", Cell::Count(300)), ("b", Cell::Count(1200))]));
    assert!((counts[1] / counts[0] - 4.0).abs() < 1e-9);
    let halves = bar_widths(&bars(&[("half", percent(1, 2)), ("all", percent(3, 3))]));
    assert!((halves[1] / halves[0] - 2.0).abs() < 1e-9);
}

#[test]
fn a_hidden_row_keeps_its_place_and_has_no_ink() {
    let figure = bars(&[
        ("One", percent(1, 2)),
        ("Two", HIDDEN),
        ("Three", NOT_ASKED),
    ]);
    assert_eq!(bar_widths(&figure).len(), 1);
    assert!(words(&figure).starts_with("One 50.0% Two [c] Three [z] 0%"));
    let only = bars(&[("One", HIDDEN), ("Two", HIDDEN)]);
    let drawing = scene(&only).unwrap();
    assert!(drawing.shapes().iter().all(|s| matches!(s, Shape::Text(_))));
    assert_eq!(words(&only), "One [c] Two [c]");
}

#[test]
fn nought_is_a_number() {
    let figure = bars(&[
        ("One", percent(0, 9)),
        ("Two", Cell::Mark(Mark::NotAvailable)),
    ]);
    assert!(bar_widths(&figure).is_empty());
    assert!(words(&figure).starts_with("One 0.0% Two [x]"));
}

#[test]
fn negative_bars_go_the_other_way() {
    let points = |difference| Cell::Points(Points::from_difference(difference).unwrap());
    let figure = bars(&[
        ("Up", points(0.16)),
        ("Down", points(-0.08)),
        ("Same", points(0.0)),
    ]);
    let drawing = scene(&figure).unwrap();
    let blue = drawing.shapes().iter().filter_map(|shape| match shape {
        Shape::Bar { area, ink } if *ink == style::BLUE => Some(*area),
        _ => None,
    });
    let [up, down] = blue.collect::<Vec<Area>>()[..] else {
        panic!("not two bars");
    };
    assert_eq!(up.left, down.right);
    assert!((up.width() / down.width() - 2.0).abs() < 1e-9);
    check(&figure);
}

#[test]
fn the_scale_says_where_it_ends() {
    for (count, ends) in [(5, "10%"), (15, "20%"), (40, "50%"), (51, "100%")] {
        let figure = bars(&[("One", percent(count, 100))]);
        assert_eq!(texts(&figure).last().unwrap().words, ends);
    }
    let counts = bars(&[("One", Cell::Count(1128))]);
    assert!(words(&counts).ends_with("0 500 1,000 1,500 Respondents"));
}

#[test]
fn charts_of_large_shares_have_the_same_scale() {
    let place = |count| {
        let figure = bars(&[(LONG, percent(count, 100))]);
        texts(&figure).last().unwrap().x
    };
    assert_eq!(place(55), place(80));
}

#[test]
fn dots_stand_on_a_common_scale() {
    let figure = dumbbell(
        ["2023", "2024"],
        &[
            ("One", percent(20, 100), percent(60, 100)),
            ("Two", percent(60, 100), percent(40, 100)),
        ],
    );
    let drawing = scene(&figure).unwrap();
    let shapes = drawing.shapes().iter();
    // The first of each is in the key.
    let hollow: Vec<f64> = shapes
        .clone()
        .filter_map(|s| match s {
            Shape::Ring { centre, .. } => Some(centre.0),
            _ => None,
        })
        .skip(1)
        .collect();
    let filled: Vec<f64> = shapes
        .filter_map(|s| match s {
            Shape::Disc { centre, .. } => Some(centre.0),
            _ => None,
        })
        .skip(1)
        .collect();
    assert_eq!(hollow[1], filled[0]);
    let (twenty, sixty, forty) = (hollow[0], hollow[1], filled[1]);
    assert!(((sixty - twenty) - 2.0 * (forty - twenty)).abs() < 1e-9);
    assert!(words(&figure).starts_with("2023 2024 One 20.0% 60.0% Two 60.0% 40.0%"));
}

#[test]
fn a_row_asked_once_has_one_dot_and_names_what_is_missing() {
    let figure = dumbbell(
        ["2023", "2024"],
        &[
            ("New", NOT_ASKED, percent(1, 10)),
            ("Gone", percent(9, 10), HIDDEN),
            ("Neither", HIDDEN, NOT_ASKED),
        ],
    );
    let drawing = scene(&figure).unwrap();
    let count = |wanted: fn(&Shape) -> bool| drawing.shapes().iter().filter(|s| wanted(s)).count();
    assert_eq!(count(|s| matches!(s, Shape::Ring { .. })), 2);
    assert_eq!(count(|s| matches!(s, Shape::Disc { .. })), 2);
    let read = words(&figure);
    assert!(
        read.contains("New 2023: [z] 10.0% Gone 90.0% 2024: [c] Neither 2023: [c], 2024: [z]"),
        "{read}"
    );
    check(&figure);
}

/// A dumbbell with the change beside it, in points, and its limits.
fn with_changes(rows: &[(&str, [f64; 5])]) -> Figure {
    let rows = rows.iter().map(|(head, numbers)| {
        let [from, to, rest @ ..] = numbers.map(|number| number / 100.0);
        let share = |share: f64| percent((share * 1000.0).round() as u64, 1000);
        let points = |difference| Cell::Points(Points::from_difference(difference).unwrap());
        let cells = [share(from), share(to)].into_iter();
        ((*head).to_owned(), cells.chain(rest.map(points)).collect())
    });
    changes(rows.collect())
}

fn changes(rows: Vec<(String, Vec<Cell>)>) -> Figure {
    let columns = ["2023 (%)", "2024 (%)", "Change (points)", "Lower", "Upper"];
    let drawn = Chart::Dumbbell {
        from: 0,
        from_label: "2023".into(),
        to: 1,
        to_label: "2024".into(),
        change: Some(Box::new(ChangeColumns {
            column: 2,
            lower: 3,
            upper: 4,
        })),
    };
    chart(drawn, &columns, rows)
}

#[test]
fn a_change_stands_on_its_interval() {
    let figure = with_changes(&[
        ("Up", [40.0, 50.0, 10.0, 5.0, 20.0]),
        ("Down", [30.0, 20.0, -10.0, -20.0, 0.0]),
    ]);
    check(&figure);
    let drawing = scene(&figure).unwrap();
    let squares = drawing.shapes().iter().filter_map(|shape| match shape {
        Shape::Bar { area, ink } if *ink == style::BLUE => Some((area.left + area.right) / 2.0),
        _ => None,
    });
    let [up, down] = squares.collect::<Vec<f64>>()[..] else {
        panic!("not two squares");
    };
    let lines = drawing.shapes().iter().filter_map(|shape| match shape {
        Shape::Stroke { from, to, ink, .. } if *ink == style::BLUE && from.1 == to.1 => {
            Some((from.0, to.0))
        }
        _ => None,
    });
    let [(up_low, up_high), (down_low, down_high)] = lines.collect::<Vec<_>>()[..] else {
        panic!("not two intervals");
    };
    // A point is a twentieth of the way between the squares.
    let point = (up - down) / 20.0;
    for (place, expected) in [
        (up_low, up - 5.0 * point),
        (up_high, up + 10.0 * point),
        (down_low, down - 10.0 * point),
        (down_high, down + 10.0 * point),
    ] {
        assert!((place - expected).abs() < 1e-9, "{place} {expected}");
    }
    assert!(words(&figure).starts_with("2023 2024 Change (points) Up 40.0% 50.0% Down"));
    assert!(words(&figure).ends_with(" -20 0 20"), "{}", words(&figure));
}

#[test]
fn a_change_that_is_not_told_has_its_shorthand_and_no_ink() {
    let told = vec![
        percent(40, 100),
        percent(50, 100),
        Cell::Points(Points::from_difference(0.1).unwrap()),
        HIDDEN,
        HIDDEN,
    ];
    let hidden = vec![HIDDEN, percent(1, 10), HIDDEN, HIDDEN, HIDDEN];
    let figure = changes(vec![
        ("Told".into(), told),
        ("Hidden".into(), hidden.clone()),
    ]);
    check(&figure);
    assert_eq!(bar_widths(&figure).len(), 1);
    assert!(words(&figure).contains("Hidden 2023: [c] 10.0% [c]"));
    // Without any change there is no panel.
    let figure = changes(vec![("Hidden".into(), hidden)]);
    check(&figure);
    assert!(words(&figure).starts_with("2023 2024 Hidden"));
}

#[test]
fn many_long_labels_stand_beside_their_bars() {
    let heads: Vec<String> = (1..=30)
        .map(|i| format!("Option number {i} of the thirty that may be chosen"))
        .collect();
    let rows: Vec<(&str, Cell)> = heads
        .iter()
        .map(|head| (head.as_str(), percent(1, 4)))
        .collect();
    let figure = bars(&rows);
    check(&figure);
    let lines = heads.iter().map(|_| 2.0 * style::LINE + 7.0).sum::<f64>();
    assert!(scene(&figure).unwrap().height() < lines + 60.0);
    assert!(bar_widths(&figure)[0] > 30.0);
}

#[test]
fn extremes_are_laid_out_well() {
    let many: Vec<String> = (1..=25).map(|i| format!("{i} {LONG}")).collect();
    let many: Vec<(&str, Cell)> = many
        .iter()
        .zip(0..)
        .map(|(head, i)| (head.as_str(), percent(4 * i, 100)))
        .collect();
    for rows in [
        &[("Yes", percent(175, 215))][..],
        &[
            (LONG, percent(9999, 10_000)),
            (WORD, percent(1, 10_000)),
            ("x", percent(9, 9)),
        ],
        &[("a", percent(0, 5)), ("b", percent(0, 5))],
        &[("a", Cell::Count(0)), ("b", HIDDEN)],
        &[("a", Cell::Count(999_999_999)), (LONG, Cell::Count(1))],
        &many[..],
    ] {
        check(&bars(rows));
        let pairs: Vec<(&str, Cell, Cell)> = rows
            .iter()
            .map(|(head, cell)| (*head, cell.clone(), rows[0].1.clone()))
            .collect();
        check(&dumbbell(["2023", LONG], &pairs));
        check(&dumbbell([WORD, "2024"], &pairs));
    }
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let too_large = bars(&[("a", percent(1, 2)), ("b", Cell::Count(1_000_000_000))]);
    assert!(matches!(
        svg(&too_large),
        Err(ChartError::CountTooLarge { row: 2, .. })
    ));
    let mixed = bars(&[("a", percent(1, 2)), ("b", HIDDEN), ("c", Cell::Count(3))]);
    assert!(matches!(
        svg(&mixed),
        Err(ChartError::MixedUnits { row: 3, .. })
    ));
    let worded = bars(&[("a", Cell::Words("many".into()))]);
    let error = svg(&worded).unwrap_err();
    assert_eq!(
        error.to_string(),
        "row 1 of the table \"table\" has no number to draw"
    );
}

/// Labels from one letter to several lines, with words wider than a line now and then.
pub(super) fn label() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[A-Za-zŵŷâ'(),&<>-]{1,12}",
        1 => "[a-z/@.-]{13,90}",
        1 => "[a-zé\u{301}\u{1F33B}中]{1,20}",
    ];
    prop::collection::vec(word, 1..=14).prop_map(|words| words.join(" "))
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        6 => (0..=200_u64).prop_map(|count| percent(count, 200)),
        1 => Just(percent(1, 9999)),
        1 => Just(HIDDEN),
        1 => Just(NOT_ASKED),
    ]
}

fn count() -> impl Strategy<Value = Cell> {
    prop_oneof![
        4 => (0..=30_u64).prop_map(Cell::Count),
        2 => (0..=999_999_999_u64).prop_map(Cell::Count),
        1 => Just(HIDDEN),
    ]
}

fn points() -> impl Strategy<Value = Cell> {
    prop_oneof![
        4 => (-1.0..=1.0).prop_map(|d| Cell::Points(Points::from_difference(d).unwrap())),
        1 => Just(NOT_ASKED),
    ]
}

fn rows_of(
    cell: impl Strategy<Value = Cell> + Clone + 'static,
) -> impl Strategy<Value = Vec<(String, Cell, Cell)>> {
    prop::collection::vec((label(), cell.clone(), cell), 1..=9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_rows_are_laid_out_well(
        rows in prop_oneof![rows_of(cell().boxed()), rows_of(count().boxed()), rows_of(points().boxed())],
        key in prop::array::uniform2(label()),
    ) {
        let pairs: Vec<(&str, Cell, Cell)> = rows
            .iter()
            .map(|(head, from, to)| (head.as_str(), from.clone(), to.clone()))
            .collect();
        let singles: Vec<(&str, Cell)> = rows.iter().map(|(head, cell, _)| (head.as_str(), cell.clone())).collect();
        let figure = bars(&singles);
        check(&figure);
        for (head, _) in &singles {
            let drawn = words(&figure).replace(' ', "");
            let head: String = head.split_whitespace().collect();
            prop_assert!(drawn.contains(&head));
        }
        check(&dumbbell(key.each_ref().map(String::as_str), &pairs));
    }

    #[test]
    fn any_changes_are_laid_out_well(
        rows in prop::collection::vec((label(), cell(), cell(), prop::array::uniform3(points())), 1..=9),
    ) {
        let rows = rows.into_iter().map(|(head, from, to, change)| {
            (head, [from, to].into_iter().chain(change).collect())
        });
        check(&changes(rows.collect()));
    }

    #[test]
    fn any_drawing_is_well_formed(head in any::<String>(), cell in cell()) {
        prop_assume!(!head.trim().is_empty());
        let figure = bars(&[(&head, cell)]);
        let svg = svg(&figure).unwrap();
        prop_assert!(roxmltree::Document::parse(svg.markup()).is_ok());
    }
}
