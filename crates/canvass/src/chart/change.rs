//! The changes of rows beside their dots: a square for each change, and a line for its interval.

use super::ChartError;
use super::axis::{Axis, Placed};
use super::font::Weight;
use super::scene::{Align, Area, Line, Scene};
use super::style::{BLUE, LINE, MARGIN, QUIET, RIGHT};
use super::value::{Value, Values};
use super::wrap::even_lines;
use crate::document::{ChangeColumns, Table};

/// Where the panel starts.
const START: f64 = 284.0;
/// Where the dots beside it end.
pub(super) const DOTS_END: f64 = START - 20.0;
/// Half the side of a square.
const SQUARE: f64 = 4.0;
/// Half the length of the marks at the ends of an interval.
const END: f64 = 4.5;
/// How thick an interval is.
const INTERVAL: f64 = 1.5;
/// Half the height of the tint behind a row.
const TRACK: f64 = 8.0;

/// The panel of the changes.
pub(super) struct Changes {
    label: Vec<String>,
    axis: Axis,
    values: Values<3>,
}

impl Changes {
    /// The panel; `None` where no change has a number.
    pub(super) fn new(table: &Table, change: &ChangeColumns) -> Result<Option<Self>, ChartError> {
        let columns = [change.column, change.lower, change.upper];
        let values = Values::new(table, columns)?;
        let Some(unit) = values.unit else {
            return Ok(None);
        };
        let placed: Vec<Placed> = values
            .all()
            .filter_map(Value::number)
            .map(|number| Placed {
                number,
                left: SQUARE,
                right: SQUARE,
            })
            .collect();
        let label = table.columns().get(change.column);
        let label = label.map_or("", |column| column.label.as_str());
        Ok(Some(Changes {
            label: even_lines(label, RIGHT - START, Weight::Regular),
            axis: Axis::new(&values.wording, unit, &placed, (START, RIGHT)),
            values,
        }))
    }

    /// Writes what the panel shows above it, and returns where that ends.
    pub(super) fn head(&self, scene: &mut Scene) -> f64 {
        let mut bottom = MARGIN;
        for words in &self.label {
            scene.text(Line::new(RIGHT, bottom, words.as_str()).align(Align::End));
            bottom += LINE;
        }
        bottom
    }

    /// Draws the change of a row along `middle`, or its shorthand.
    pub(super) fn row(&self, scene: &mut Scene, row: usize, middle: f64) {
        let Some((_, [change, lower, upper])) = self.values.rows.get(row) else {
            return;
        };
        let Some(number) = change.number() else {
            let top = middle - LINE / 2.0;
            let mark = Line::new((START + RIGHT) / 2.0, top, change.shown());
            scene.text(mark.align(Align::Middle).ink(QUIET));
            return;
        };
        self.axis
            .track(scene, (middle - TRACK, middle + TRACK), None);
        if let (Some(lower), Some(upper)) = (lower.number(), upper.number()) {
            let ends = [lower, upper].map(|number| self.axis.x(number));
            scene.stroke((ends[0], middle), (ends[1], middle), INTERVAL, BLUE);
            for end in ends {
                scene.stroke((end, middle - END), (end, middle + END), INTERVAL, BLUE);
            }
        }
        let x = self.axis.x(number);
        let square = Area {
            left: x - SQUARE,
            top: middle - SQUARE,
            right: x + SQUARE,
            bottom: middle + SQUARE,
        };
        scene.bar(square, BLUE);
    }

    /// Writes the numbers of the scale below `top`.
    pub(super) fn labels(&self, scene: &mut Scene, top: f64) {
        self.axis.labels(scene, top, None);
    }
}
