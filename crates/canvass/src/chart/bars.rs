//! Horizontal bars from nought.

use super::ChartError;
use super::axis::{Axis, Placed};
use super::font::{Weight, width};
use super::scene::{Align, Area, Line, Scene};
use super::style::{BLUE, GAP, LEFT, LINE, MARGIN, RIGHT};
use super::value::{Unit, Value, Values};
use super::wrap::{even_lines, lines};
use crate::document::Table;

const BAR: f64 = 16.0;
/// The height of a row without its label: the bar, or its value where that is taller.
const BAND: f64 = LINE;
/// Between two rows whose labels stand above their bars.
const ABOVE_GAP: f64 = 9.0;
/// Between two rows whose labels stand left of their bars.
const BESIDE_GAP: f64 = 7.0;
/// The widest label that stands left of its bar.
const BESIDE: f64 = 140.0;

pub(super) fn scene(table: &Table, column: usize) -> Result<Scene, ChartError> {
    let values = Values::new(table, [column])?;
    let heads = values
        .rows
        .iter()
        .map(|(head, _)| width(head, Weight::Regular));
    let widest_head = heads.fold(0.0, f64::max);
    let beside = widest_head <= BESIDE;
    let left = if beside {
        LEFT + widest_head + GAP
    } else {
        LEFT
    };
    let axis = axis(&values, left);

    let mut scene = Scene::default();
    let mut y = MARGIN;
    for (i, (head, [value])) in values.rows.iter().enumerate() {
        if beside {
            y += if i == 0 { 0.0 } else { BESIDE_GAP };
            for words in lines(head, f64::INFINITY, Weight::Regular) {
                scene.text(Line::new(left - GAP, y, words).align(Align::End));
            }
        } else {
            y += if i == 0 { 0.0 } else { ABOVE_GAP };
            for words in even_lines(head, RIGHT - LEFT, Weight::Regular) {
                scene.text(Line::new(LEFT, y, words));
                y += LINE;
            }
        }
        bar(&mut scene, axis.as_ref(), value, (left, y));
        y += BAND;
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
        .map(|unit| Axis::new(unit, &placed, (left, RIGHT)))
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
    axis.track(scene, (top, bottom), &line);
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
