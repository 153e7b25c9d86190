//! Slope charts.

use super::*;
use rows::label;

/// A slope chart of shares and changes in per cent: from, to, change, lower, upper.
fn slope(rows: &[(&str, [f64; 5])]) -> Figure {
    let rows = rows.iter().map(|(head, numbers)| {
        let [from, to, rest @ ..] = numbers.map(|number| number / 100.0);
        let share = |share: f64| percent((share * 1000.0).round() as u64, 1000);
        let points = |difference| Cell::Points(Points::from_difference(difference).unwrap());
        let cells = [share(from), share(to)].into_iter();
        ((*head).to_owned(), cells.chain(rest.map(points)).collect())
    });
    slope_of(rows.collect(), ["2023", "2024"])
}

fn slope_of(rows: Vec<(String, Vec<Cell>)>, times: [&str; 2]) -> Figure {
    let [from_label, to_label] = times.map(str::to_owned);
    let drawn = Chart::Slope {
        from: 0,
        from_label,
        to: 1,
        to_label,
        change: ChangeColumns {
            column: 2,
            lower: 3,
            upper: 4,
        },
    };
    let columns = ["From (%)", "To (%)", "Change (points)", "Lower", "Upper"];
    chart(drawn, &columns, rows)
}

fn strokes(figure: &Figure) -> Vec<((f64, f64), (f64, f64))> {
    let drawing = scene(figure).unwrap();
    let strokes = drawing.shapes().iter().filter_map(|shape| match shape {
        Shape::Stroke { from, to, ink, .. } if *ink == style::BLUE => Some((*from, *to)),
        _ => None,
    });
    strokes.collect()
}

#[test]
fn lines_lead_from_figure_to_figure_and_the_change_has_its_interval_there() {
    let figure = slope(&[
        ("Rising", [40.0, 60.0, 20.0, 10.0, 30.0]),
        ("Falling", [50.0, 40.0, -10.0, -20.0, 0.0]),
    ]);
    check(&figure);
    let strokes = strokes(&figure);
    let [rising, falling] = strokes[..2] else {
        panic!("no two lines");
    };
    let up = rising.0.1 - rising.1.1;
    assert!(up > 0.0);
    assert!((2.0 * (falling.1.1 - falling.0.1) - up).abs() < 1e-9);
    // What stands at 40 stands equally high at either end.
    assert!((rising.0.1 - falling.1.1).abs() < 1e-9);
    // 10 to 30 above 40.0% is 50 to 70; 20 to 0 below 50.0% is 30 to 50.
    let point = up / 20.0;
    let upright: Vec<_> = strokes.iter().filter(|(a, b)| a.0 == b.0).collect();
    for ((line, interval), [above, below]) in [rising, falling]
        .iter()
        .zip(upright)
        .zip([[10.0, 10.0], [10.0, 10.0]])
    {
        assert!((interval.0.0 - line.1.0).abs() < 1e-9);
        assert!((line.1.1 - interval.0.1 - above * point).abs() < 1e-9);
        assert!((interval.1.1 - line.1.1 - below * point).abs() < 1e-9);
    }
    assert_eq!(
        words(&figure),
        "2023 2024 40.0% 60.0% Rising 50.0% 40.0% Falling The tinted band runs from 30% to 70%. \
         Thin lines are 95% intervals of the change."
    );
}

#[test]
fn a_small_change_is_not_made_to_look_large() {
    let figure = slope(&[("One", [50.0, 52.0, 2.0, -1.0, 4.0])]);
    assert!(
        words(&figure).contains("from 30% to 60%"),
        "{}",
        words(&figure)
    );
    let figure = slope(&[("None", [0.0, 1.0, 1.0, -2.0, 3.0])]);
    assert!(
        words(&figure).contains("from 0% to 30%"),
        "{}",
        words(&figure)
    );
    let figure = slope(&[("All", [99.0, 100.0, 1.0, -2.0, 3.0])]);
    assert!(
        words(&figure).contains("from 70% to 100%"),
        "{}",
        words(&figure)
    );
    check(&figure);
}

#[test]
fn figures_that_are_alike_stand_apart_in_words() {
    let row = [40.0, 60.0, 20.0, 10.0, 30.0];
    check(&slope(&[
        ("One", row),
        (LONG, row),
        (WORD, row),
        ("Four", row),
    ]));
}

#[test]
fn a_row_without_both_figures_is_named_and_not_drawn() {
    let hidden = Cell::Mark(Mark::Confidential);
    let rows = |head: &str| {
        let cells = [
            percent(2, 5),
            hidden.clone(),
            hidden.clone(),
            hidden.clone(),
        ];
        (
            head.to_owned(),
            [cells.as_slice(), std::slice::from_ref(&hidden)].concat(),
        )
    };
    let figure = slope_of(vec![rows("Hidden")], ["2023", "2024"]);
    assert!(strokes(&figure).is_empty());
    assert_eq!(words(&figure), "Hidden: 2023: 40.0%, 2024: [c]");
    check(&figure);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_slope_is_laid_out_well(
        rows in prop::collection::vec((label(), 0u32..=1000, 0u32..=1000, 1u32..400), 1..6),
        times in (label(), label()),
    ) {
        let rows = rows.iter().map(|(head, from, to, wide)| {
            let share = |tenths: &u32| percent(u64::from(*tenths), 1000);
            let points = |tenths: f64| Cell::Points(Points::from_difference(tenths / 1000.0).unwrap());
            let (change, wide) = (f64::from(*to) - f64::from(*from), f64::from(*wide));
            let limit = |limit: f64| points(limit.clamp(-1000.0, 1000.0));
            (head.clone(), vec![share(from), share(to), points(change), limit(change - wide), limit(change + wide)])
        });
        check(&slope_of(rows.collect(), [times.0.as_str(), times.1.as_str()]));
    }
}
