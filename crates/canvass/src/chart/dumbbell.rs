//! Two dots for each row, joined by a line, and where wanted the change from one to the other beside them.

use super::ChartError;
use super::axis::{Axis, Placed};
use super::change::{Changes, DOTS_END};
use super::font::{Weight, width};
use super::heads::Heads;
use super::scene::{Align, Line, Scene};
use super::style::{BLUE, GAP, LEFT, LINE, LINK, MARGIN, ORANGE, QUIET, RIGHT};
use super::value::{Value, Values};
use super::wrap::{even_lines, lines, widest};
use crate::document::{ChangeColumns, Table};

/// The radius of a dot, to the outer edge of a hollow one's outline.
const DOT: f64 = 6.5;
const OUTLINE: f64 = 2.0;
/// The radius of a filled dot that stands where the hollow one does, so that it shows inside it.
const INNER: f64 = 3.0;
/// From the middle of a dot to its words.
const CLEAR: f64 = DOT + 4.0;
const BAND: f64 = LINE + 3.0;
/// Between the key and the first row.
const BELOW_KEY: f64 = 9.0;
/// Between two entries of the key.
const KEY_GAP: f64 = 24.0;

/// The figures that are compared: the column, and what its dots are.
type Side<'a> = (usize, &'a str);
/// Where dots and their words may stand, from the left to the right.
type Room = (f64, f64);

pub(super) fn scene(
    table: &Table,
    from: Side<'_>,
    to: Side<'_>,
    change: Option<&ChangeColumns>,
) -> Result<Scene, ChartError> {
    let values = Values::new(table, [from.0, to.0])?;
    let changes = match change {
        Some(change) => Changes::new(table, change)?,
        None => None,
    };
    let (heads, right) = match &changes {
        Some(_) => (Heads::above(values.heads()), DOTS_END),
        None => (Heads::new(values.heads()), RIGHT),
    };
    let room = (heads.left(), right);
    let axis = axis(&values, room);
    let labels = [from.1, to.1];
    let mut scene = Scene::default();
    let mut y = key(&mut scene, labels, right);
    if let Some(changes) = &changes {
        y = y.max(changes.head(&mut scene));
    }
    y += BELOW_KEY;
    for (i, (_, row)) in values.rows.iter().enumerate() {
        let place = heads.write(&mut scene, i, y, BAND);
        y = place.bottom;
        match &axis {
            Some(axis) if row.iter().any(|value| value.number().is_some()) => {
                dots(&mut scene, axis, (place.band, room), row, labels);
                if let Some(changes) = &changes {
                    changes.row(&mut scene, i, place.band + BAND / 2.0);
                }
            }
            _ => y = absent(&mut scene, (place.band, room), row, labels).max(y),
        }
    }
    if let Some(axis) = axis {
        axis.labels(&mut scene, y + 2.0, None);
    }
    if let Some(changes) = changes {
        changes.labels(&mut scene, y + 2.0);
    }
    Ok(scene)
}

/// Whether the words of each value stand left of its dot: those of the lower value do, so that the two cannot
/// meet.
fn on_the_left(row: &[Value; 2]) -> [bool; 2] {
    match row.each_ref().map(Value::number) {
        [Some(from), Some(to)] => [from <= to, to < from],
        _ => [false, false],
    }
}

/// The axis of the dots, with room beside them for the values. `None` when there is nothing to draw.
fn axis(values: &Values<2>, ends: (f64, f64)) -> Option<Axis> {
    let mut placed = Vec::new();
    for (_, row) in &values.rows {
        for (value, on_the_left) in row.iter().zip(on_the_left(row)) {
            let room = CLEAR + width(value.shown(), Weight::Bold);
            placed.extend(value.number().map(|number| Placed {
                number,
                left: if on_the_left { room } else { DOT },
                right: if on_the_left { DOT } else { room },
            }));
        }
    }
    values
        .unit
        .map(|unit| Axis::new(&values.wording, unit, &placed, ends))
}

/// Draws the key, in the order of the columns, as far as `right`, and returns where it ends.
fn key(scene: &mut Scene, labels: [&str; 2], right: f64) -> f64 {
    let symbol = 2.0 * DOT + GAP;
    let room = right - LEFT - symbol;
    let wrapped = labels.map(|label| even_lines(label, room, Weight::Regular));
    let widths = wrapped.each_ref().map(|w| widest(w, Weight::Regular));
    let in_one_row = wrapped.iter().all(|w| w.len() == 1)
        && widths.iter().sum::<f64>() + symbol + KEY_GAP <= room;
    let (mut x, mut y, mut bottom) = (LEFT, MARGIN, MARGIN);
    for (i, (label, wide)) in wrapped.into_iter().zip(widths).enumerate() {
        let centre = (x + DOT, y + LINE / 2.0);
        if i == 0 {
            scene.ring(centre, DOT, OUTLINE, ORANGE);
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

/// Draws the dots of a row that has at least one, with their values or the shorthand for the other.
fn dots(
    scene: &mut Scene,
    axis: &Axis,
    (top, room): (f64, Room),
    row: &[Value; 2],
    labels: [&str; 2],
) {
    let middle = top + BAND / 2.0;
    let places = row.each_ref().map(|v| v.number().map(|n| axis.x(n)));
    let on_the_left = on_the_left(row);
    let value = |i: usize, x: f64, weight| {
        let line = Line::new(x + CLEAR, middle - LINE / 2.0, row[i].shown()).weight(weight);
        if on_the_left[i] {
            let x = x - CLEAR;
            Line { x, ..line }.align(Align::End)
        } else {
            line
        }
    };
    let words = match places {
        [Some(from), Some(to)] => [value(0, from, Weight::Regular), value(1, to, Weight::Bold)],
        [Some(from), None] => {
            let shown = value(0, from, Weight::Regular);
            let mark = missing(&shown, from, row[1].shown(), (labels[1], room));
            [shown, mark]
        }
        [None, Some(to)] => {
            let shown = value(1, to, Weight::Bold);
            [
                missing(&shown, to, row[0].shown(), (labels[0], room)),
                shown,
            ]
        }
        [None, None] => return,
    };
    axis.rail(scene, middle, &words);
    let [from, to] = places;
    if let (Some(from), Some(to)) = (from, to) {
        scene.stroke((from, middle), (to, middle), 3.0, LINK);
    }
    if let Some(from) = from {
        scene.ring((from, middle), DOT, OUTLINE, ORANGE);
    }
    if let Some(to) = to {
        let apart = from.is_none_or(|from| (to - from).abs() > INNER);
        scene.disc((to, middle), if apart { DOT } else { INNER }, BLUE);
    }
    for line in words {
        scene.text(line);
    }
}

/// The shorthand of the figure that a row lacks, right of the value of its only dot at `x`, or else left of
/// the dot; named where there is room.
fn missing(value: &Line, x: f64, mark: &str, (label, room): (&str, Room)) -> Line {
    let named = format!("{label}: {mark}");
    let (left, right) = (x - CLEAR, value.area().right + 2.0 * GAP);
    let right_of = |words: &str| Line::new(right, value.top, words).ink(QUIET);
    let left_of = |words: &str| {
        Line::new(left, value.top, words)
            .align(Align::End)
            .ink(QUIET)
    };
    [right_of(&named), left_of(&named), right_of(mark)]
        .into_iter()
        .find(|line| line.area().left >= room.0 && line.area().right <= room.1)
        .unwrap_or_else(|| left_of(mark))
}

/// Writes the shorthands of a row without any dot, and returns where they end.
fn absent(
    scene: &mut Scene,
    (mut top, room): (f64, Room),
    row: &[Value; 2],
    labels: [&str; 2],
) -> f64 {
    let [from, to] = row.each_ref().map(Value::shown);
    let named = format!("{}: {from}, {}: {to}", labels[0], labels[1]);
    for words in lines(&named, room.1 - room.0, Weight::Regular) {
        scene.text(Line::new(room.0, top, words).ink(QUIET));
        top += LINE;
    }
    top
}
