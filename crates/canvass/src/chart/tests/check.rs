//! What must hold of every drawing.

use super::*;
use crate::chart::style::{BLUE, TINT};

/// Nothing beyond the canvas, no words on other words, on a mark or on a line. Words in white stand on a mark by
/// their nature; the tests of hubs look after them.
pub(super) fn check(figure: &Figure) {
    let drawing = scene(figure).unwrap();
    let canvas = drawing.canvas();
    let lines: Vec<(Line, Area)> = texts(figure)
        .into_iter()
        .map(|l| (l.clone(), l.area()))
        .collect();
    for (i, (line, area)) in lines.iter().enumerate() {
        assert!(!line.words.trim().is_empty(), "an empty line");
        assert!(within(area, &canvas), "{line:?} leaves {canvas:?}");
        for (other, taken) in &lines[..i] {
            assert!(!touch(area, taken), "{line:?} touches {other:?}");
        }
    }
    for shape in drawing.shapes() {
        assert!(
            within(&extent(shape), &canvas),
            "{shape:?} leaves the canvas"
        );
        if let Some(mark) = mark(shape) {
            for (line, area) in &lines {
                let label = matches!(shape, Shape::Panel { .. }) && within(area, &mark);
                assert!(
                    label || line.ink == style::WHITE || !touch(area, &mark),
                    "{line:?} touches {shape:?}"
                );
            }
        }
    }
    assert_eq!(drawing.height(), drawing.height().round());
}

/// The room that a shape takes up.
pub(super) fn extent(shape: &Shape) -> Area {
    match shape {
        Shape::Bar { area, .. } | Shape::Panel { area, .. } => *area,
        Shape::Stroke { from, to, .. } => Area {
            left: from.0.min(to.0),
            top: from.1.min(to.1),
            right: from.0.max(to.0),
            bottom: from.1.max(to.1),
        },
        Shape::Disc { centre, radius, .. } | Shape::Ring { centre, radius, .. } => Area {
            left: centre.0 - radius,
            top: centre.1 - radius,
            right: centre.0 + radius,
            bottom: centre.1 + radius,
        },
        Shape::Text(line) => line.area(),
    }
}

/// The room of a shape that words must keep out of: all but the tint behind bars, and the lines of a hub, which
/// have a test of their own.
fn mark(shape: &Shape) -> Option<Area> {
    match shape {
        Shape::Bar { ink, .. } if *ink == TINT => None,
        Shape::Stroke { ink, .. } if *ink == BLUE => None,
        Shape::Text(_) => None,
        other => Some(extent(other)),
    }
}

/// The widths of the bars, in order.
pub(super) fn bar_widths(figure: &Figure) -> Vec<f64> {
    let drawing = scene(figure).unwrap();
    let bars = drawing.shapes().iter().filter_map(|shape| match shape {
        Shape::Bar { area, ink } if *ink == BLUE => Some(area.width()),
        _ => None,
    });
    bars.collect()
}

/// Whether two rooms share more than an edge.
pub(super) fn touch(one: &Area, other: &Area) -> bool {
    const EDGE: f64 = 1e-6;
    one.left + EDGE < other.right
        && other.left + EDGE < one.right
        && one.top + EDGE < other.bottom
        && other.top + EDGE < one.bottom
}

pub(super) fn within(inner: &Area, outer: &Area) -> bool {
    const EDGE: f64 = 1e-6;
    inner.left >= outer.left - EDGE
        && inner.right <= outer.right + EDGE
        && inner.top >= outer.top - EDGE
        && inner.bottom <= outer.bottom + EDGE
}
