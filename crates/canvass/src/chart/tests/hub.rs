use super::check::{extent, touch};
use super::*;

/// The boxes of the phrases and the lines that lead to them, in reading order.
fn boxes_and_lines(figure: &Figure) -> (Vec<Area>, Vec<[(f64, f64); 2]>) {
    let drawing = scene(figure).unwrap();
    let (mut boxes, mut lines) = (Vec::new(), Vec::new());
    for shape in drawing.shapes() {
        match shape {
            Shape::Panel { area, ink, .. } if *ink == style::BLUE => boxes.push(*area),
            Shape::Stroke { from, to, .. } => lines.push([*from, *to]),
            _ => {}
        }
    }
    (boxes, lines)
}

fn covers(shape: &Shape, (x, y): (f64, f64)) -> bool {
    match shape {
        Shape::Disc { centre, radius, .. } => (x - centre.0).hypot(y - centre.1) <= *radius,
        other => {
            let area = extent(other);
            (area.left..=area.right).contains(&x) && (area.top..=area.bottom).contains(&y)
        }
    }
}

/// The centre holds its words. Boxes stand clear of each other and of it, each at the end of its own line, and no line passes
/// through another box.
fn check_hub(figure: &Figure) {
    check(figure);
    let (boxes, lines) = boxes_and_lines(figure);
    assert_eq!(boxes.len(), lines.len());
    let drawing = scene(figure).unwrap();
    let centre: Vec<&Shape> = drawing
        .shapes()
        .iter()
        .filter(|shape| matches!(shape, Shape::Disc { .. } | Shape::Bar { .. }))
        .collect();
    let discs: Vec<Area> = centre.iter().map(|shape| extent(shape)).collect();
    for line in texts(figure).iter().filter(|l| l.ink == style::WHITE) {
        let area = line.area();
        for corner in [
            (area.left, area.top),
            (area.right, area.top),
            (area.left, area.bottom),
            (area.right, area.bottom),
        ] {
            assert!(centre.iter().any(|shape| covers(shape, corner)), "{line:?}");
        }
    }
    for (i, area) in boxes.iter().enumerate() {
        for other in boxes[..i].iter().chain(&discs) {
            assert!(!touch(area, other), "{area:?} touches {other:?}");
        }
        for (j, [from, to]) in lines.iter().enumerate() {
            let steps = (0..=50).map(|s| f64::from(s) / 50.0);
            let mut points =
                steps.map(|s| (from.0 + s * (to.0 - from.0), from.1 + s * (to.1 - from.1)));
            let hit = points
                .any(|(x, y)| x > area.left && x < area.right && y > area.top && y < area.bottom);
            assert!(!hit, "line {j} passes through box {i}");
            if i == j {
                let end = Area {
                    left: to.0,
                    top: to.1,
                    right: to.0,
                    bottom: to.1,
                };
                assert!(super::check::within(&end, area), "line {i} misses its box");
            }
        }
    }
}

#[test]
fn phrases_are_read_in_order_after_the_centre() {
    let phrases = [
        "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
    ];
    for count in 1..=phrases.len() {
        let figure = diagram("The centre", &phrases[..count]);
        let read = words(&figure);
        assert_eq!(read, format!("The centre {}", phrases[..count].join(" ")));
        check_hub(&figure);
    }
}

#[test]
fn phrases_go_round_with_the_clock() {
    let figure = diagram("The centre", &["Top", "Right", "Bottom", "Left"]);
    let (boxes, _) = boxes_and_lines(&figure);
    let [top, right, bottom, left] = boxes[..] else {
        panic!("not four boxes");
    };
    assert!(top.bottom < right.top && right.bottom < bottom.top);
    assert!(left.right < 200.0 && right.left > 200.0);
    assert_eq!((left.top, left.bottom), (right.top, right.bottom));
    assert_eq!(top.left + top.right, 400.0);
}

#[test]
fn a_short_centre_is_a_circle_and_a_long_one_grows() {
    let discs = |figure: &Figure| {
        let drawing = scene(figure).unwrap();
        let discs = drawing.shapes().iter();
        discs.filter(|s| matches!(s, Shape::Disc { .. })).count()
    };
    assert_eq!(discs(&diagram("Trust", &["One"])), 1);
    assert_eq!(discs(&diagram(&LONG.repeat(3), &["One"])), 2);
    check_hub(&diagram(LONG, &[LONG, WORD, LONG, "Short", WORD, LONG]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_hub_is_laid_out_well(
        centre in rows::label(),
        phrases in prop::collection::vec(rows::label(), 1..=11),
    ) {
        let phrases: Vec<&str> = phrases.iter().map(String::as_str).collect();
        check_hub(&diagram(&centre, &phrases));
    }
}
