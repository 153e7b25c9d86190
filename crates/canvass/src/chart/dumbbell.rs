//! Two dots for each row, joined by a line.

use super::ChartError;
use super::axis::Axis;
use super::font::{Weight, width};
use super::scene::{Align, Line, Scene};
use super::style::{BLUE, GAP, LEFT, LINE, LINK, MARGIN, ORANGE, QUIET, RIGHT};
use super::value::{Value, Values};
use super::wrap::{even_lines, lines, widest};
use crate::document::Table;

/// The radius of a filled dot, and of the middle of a hollow one's outline: where both stand at one place,
/// the filled dot shows inside the hollow one.
const DOT: f64 = 5.0;
const HOLLOW: f64 = 6.5;
const OUTLINE: f64 = 2.0;
/// From the middle of a dot to its words.
const CLEAR: f64 = HOLLOW + OUTLINE / 2.0 + 4.0;
const BAND: f64 = LINE + 3.0;
const ROW_GAP: f64 = 9.0;
/// Between two entries of the key.
const KEY_GAP: f64 = 24.0;

/// The figures that are compared: the column, and what its dots are.
type Side<'a> = (usize, &'a str);

pub(super) fn scene(table: &Table, from: Side<'_>, to: Side<'_>) -> Result<Scene, ChartError> {
    let values = Values::new(table, [from.0, to.0])?;
    let mut scene = Scene::default();
    let mut y = key(&mut scene, [from.1, to.1]) + ROW_GAP;
    let room = values
        .all()
        .map(|value| width(value.shown(), Weight::Bold))
        .fold(0.0, f64::max)
        + CLEAR;
    let axis = values
        .unit
        .map(|unit| Axis::new(unit, values.all(), (LEFT + room, RIGHT - room)));
    for (i, (head, [first, second])) in values.rows.iter().enumerate() {
        if i > 0 {
            y += ROW_GAP;
        }
        for words in even_lines(head, RIGHT - LEFT, Weight::Regular) {
            scene.text(Line::new(LEFT, y, words));
            y += LINE;
        }
        let sides = [(first, from.1), (second, to.1)];
        let drawn = [first, second].iter().any(|v| v.number().is_some());
        y = match &axis {
            Some(axis) if drawn => {
                row(&mut scene, axis, y, sides);
                y + BAND
            }
            _ => absent(&mut scene, y, sides),
        };
    }
    if let Some(axis) = axis {
        axis.labels(&mut scene, y + 3.0, None);
    }
    Ok(scene)
}

/// Draws the key, in the order of the columns, and returns where it ends.
fn key(scene: &mut Scene, labels: [&str; 2]) -> f64 {
    let symbol = 2.0 * HOLLOW + OUTLINE + GAP;
    let room = RIGHT - LEFT - symbol;
    let wrapped = labels.map(|label| lines(label, room, Weight::Regular));
    let widths = wrapped.each_ref().map(|w| widest(w, Weight::Regular));
    let in_one_row = wrapped.iter().all(|w| w.len() == 1)
        && widths.iter().sum::<f64>() + symbol + KEY_GAP <= room;
    let (mut x, mut y, mut bottom) = (LEFT, MARGIN, MARGIN);
    for (i, (label, wide)) in wrapped.into_iter().zip(widths).enumerate() {
        let centre = (x + HOLLOW + OUTLINE / 2.0, y + LINE / 2.0);
        if i == 0 {
            scene.ring(centre, HOLLOW, OUTLINE, ORANGE);
        } else {
            scene.disc(centre, DOT, BLUE);
        }
        bottom = y;
        for words in label {
            scene.text(Line::new(x + symbol, bottom, words));
            bottom += LINE;
        }
        if in_one_row {
            x += symbol + wide + KEY_GAP;
        } else {
            y = bottom;
        }
    }
    bottom
}

/// Draws the dots of a row that has at least one, with their values: the lower value left of its dot, the
/// higher one right of its own, so that they cannot meet.
fn row(scene: &mut Scene, axis: &Axis, top: f64, [first, second]: [(&Value, &str); 2]) {
    let middle = top + BAND / 2.0;
    let text_top = middle - LINE / 2.0;
    let [from, to] = [first, second].map(|(value, _)| value.number().map(|n| axis.x(n)));
    let left_of =
        |x: f64, value: &Value| Line::new(x - CLEAR, text_top, value.shown()).align(Align::End);
    let right_of = |x: f64, value: &Value| Line::new(x + CLEAR, text_top, value.shown());
    let words = match (from, to) {
        (Some(from), Some(to)) if from <= to => [left_of(from, first.0), right_of(to, second.0)],
        (Some(from), Some(to)) => [right_of(from, first.0), left_of(to, second.0)],
        (Some(from), None) => {
            let value = right_of(from, first.0);
            let mark = missing(&value, from, second);
            [value, mark]
        }
        (None, Some(to)) => {
            let value = right_of(to, second.0);
            let mark = missing(&value, to, first);
            [mark, value]
        }
        (None, None) => return,
    };
    let [one, other] = words;
    let weight = if to.is_some() {
        Weight::Bold
    } else {
        Weight::Regular
    };
    let words = [one, other.weight(weight)];
    axis.guides(scene, (top, top + BAND), &words.each_ref().map(Line::area));
    if let (Some(from), Some(to)) = (from, to) {
        scene.stroke((from, middle), (to, middle), 3.0, LINK);
    }
    if let Some(from) = from {
        scene.ring((from, middle), HOLLOW, OUTLINE, ORANGE);
    }
    if let Some(to) = to {
        scene.disc((to, middle), DOT, BLUE);
    }
    for line in words {
        scene.text(line);
    }
}

/// The shorthand of the figure that a row lacks, beside its only dot at `x`: named where there is room, right
/// of the dot's value or else left of the dot.
fn missing(value: &Line, x: f64, (mark, label): (&Value, &str)) -> Line {
    let named = format!("{label}: {}", mark.shown());
    let wide = width(&named, Weight::Regular);
    let (left, right) = (x - CLEAR, value.area().right + 2.0 * GAP);
    let line = if right + wide <= RIGHT {
        Line::new(right, value.top, named)
    } else if left - wide >= LEFT {
        Line::new(left, value.top, named).align(Align::End)
    } else {
        Line::new(left, value.top, mark.shown()).align(Align::End)
    };
    line.ink(QUIET)
}

/// Writes the shorthands of a row without any dot, and returns where they end.
fn absent(scene: &mut Scene, mut top: f64, sides: [(&Value, &str); 2]) -> f64 {
    let named = sides.map(|(mark, label)| format!("{label}: {}", mark.shown()));
    for words in lines(&named.join(", "), RIGHT - LEFT, Weight::Regular) {
        scene.text(Line::new(LEFT, top, words).ink(QUIET));
        top += LINE;
    }
    top
}
