//! Horizontal bars from nought.

use super::ChartError;
use super::axis::{Axis, Placed};
use super::font::{Weight, width};
use super::heads::Heads;
use super::scene::{Align, Area, Line, Scene};
use super::style::{BLUE, GAP, LINE, MARGIN, RIGHT};
use super::value::{Unit, Value, Values};
use crate::document::Table;

const BAR: f64 = 16.0;
/// The height of a row without its label: the bar, or its value where that is taller.
const BAND: f64 = LINE;
pub(super) fn scene(table: &Table, column: usize) -> Result<Scene, ChartError> {
    let values = Values::new(table, [column])?;
    let heads = Heads::new(values.heads());
    let axis = axis(&values, heads.left());
    let mut scene = Scene::default();
    let mut y = MARGIN;
    for (i, (_, [value])) in values.rows.iter().enumerate() {
        let room = heads.write(&mut scene, i, y, BAND);
        bar(&mut scene, axis.as_ref(), value, (heads.left(), room.band));
        y = room.bottom;
    }
    if let Some(axis) = axis {
        let unit = table.columns().get(column).map(|c| c.label.as_str());
        let said = values.unit == Some(Unit::Percent);
        axis.labels(&mut scene, y + 4.0, unit.filter(|_| !said));
    }
    Ok(scene)
}

/// The axis of the bars, with room at their ends for the values. `None` when there is nothing to draw.
fn axis(values: &Values<1>, left: f64) -> Option<Axis> {
    let placed: Vec<Placed> = values
        .all()
        .map(|value| {
            let number = value.number().unwrap_or(0.0);
            let room = width(value.shown(), Weight::Bold) + GAP;
            Placed {
                number,
                left: if number < 0.0 { room } else { 0.0 },
                right: if number < 0.0 { 0.0 } else { room },
            }
        })
        .collect();
    values
        .unit
        .map(|unit| Axis::new(&values.wording, unit, &placed, (left, RIGHT)))
}

/// One bar with its value at its end, in a row from `top`. A shorthand stands where the bar would start, at
/// `left` when there are no numbers at all.
fn bar(scene: &mut Scene, axis: Option<&Axis>, value: &Value, (left, top): (f64, f64)) {
    let nought = axis.map_or(left, |axis| axis.x(0.0));
    let (Some(axis), Some(number)) = (axis, value.number()) else {
        scene.text(Line::new(nought, top, value.shown()).weight(Weight::Bold));
        return;
    };
    let end = axis.x(number);
    let line = if end < nought {
        Line::new(end - GAP, top, value.shown()).align(Align::End)
    } else {
        Line::new(end + GAP, top, value.shown())
    };
    let line = line.weight(Weight::Bold);
    let (top, bottom) = (top + (BAND - BAR) / 2.0, top + (BAND + BAR) / 2.0);
    axis.track(scene, (top, bottom), Some(&line));
    if end != nought {
        let area = Area {
            left: nought.min(end),
            top,
            right: nought.max(end),
            bottom,
        };
        scene.bar(area, BLUE);
    }
    scene.text(line);
}
