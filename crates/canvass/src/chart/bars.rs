//! Horizontal bars from nought.

use super::ChartError;
use super::axis::Axis;
use super::font::{Weight, width};
use super::scene::{Align, Area, Line, Scene};
use super::style::{BLUE, GAP, LEFT, LINE, MARGIN, RIGHT};
use super::value::{Unit, Value, Values};
use super::wrap::even_lines;
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
        let mut guide = y;
        if beside {
            y += if i == 0 { 0.0 } else { BESIDE_GAP };
            scene.text(Line::new(left - GAP, y, head.trim()).align(Align::End));
        } else {
            y += if i == 0 { 0.0 } else { ABOVE_GAP };
            for words in even_lines(head, RIGHT - LEFT, Weight::Regular) {
                scene.text(Line::new(LEFT, y, words));
                y += LINE;
            }
            guide = y;
        }
        bar(&mut scene, axis.as_ref(), value, (left, guide, y));
        y += BAND;
    }
    if let Some(axis) = axis {
        let unit = table.columns().get(column).map(|c| c.label.as_str());
        let said = values.unit == Some(Unit::Percent);
        axis.labels(&mut scene, y + 3.0, unit.filter(|_| !said));
    }
    Ok(scene)
}

/// The scale of the bars, with room at its ends for the values. `None` when there is nothing to draw.
fn axis(values: &Values<1>, left: f64) -> Option<Axis> {
    let room = |of_bar: fn(f64) -> bool| {
        values
            .all()
            .filter(|value| value.number().is_none_or(of_bar))
            .map(|value| width(value.shown(), Weight::Bold) + GAP)
            .fold(0.0, f64::max)
    };
    let ends = match values.all().any(|v| v.number().is_some_and(|n| n < 0.0)) {
        true => (left + room(|n| n < 0.0), RIGHT - room(|n| n >= 0.0)),
        false => (left, RIGHT - room(|n| n >= 0.0)),
    };
    values.unit.map(|unit| Axis::new(unit, values.all(), ends))
}

/// One bar with its value at its end, in a row from `top`, with guides from `guide`. A shorthand stands where
/// the bar would start, at `left` when there are no numbers at all.
fn bar(scene: &mut Scene, axis: Option<&Axis>, value: &Value, (left, guide, top): (f64, f64, f64)) {
    let Some(axis) = axis else {
        scene.text(Line::new(left, top, value.shown()).weight(Weight::Bold));
        return;
    };
    let nought = axis.x(0.0);
    let end = value.number().map_or(nought, |number| axis.x(number));
    let line = if end < nought {
        Line::new(end - GAP, top, value.shown()).align(Align::End)
    } else {
        Line::new(end + GAP, top, value.shown())
    };
    let line = line.weight(Weight::Bold);
    axis.guides(scene, (guide, top + BAND), &[line.area()]);
    if end != nought {
        let area = Area {
            left: nought.min(end),
            top: top + (BAND - BAR) / 2.0,
            right: nought.max(end),
            bottom: top + (BAND + BAR) / 2.0,
        };
        scene.bar(area, BLUE);
    }
    scene.text(line);
}
