//! The scale along which marks are placed.

use super::font::{Weight, width};
use super::scene::{Align, Area, Line, Scene};
use super::style::{GAP, GRID, LEFT, LINE, QUIET, RIGHT};
use super::value::{Unit, Value};
use super::wrap::lines;

/// A linear scale that always takes in nought, laid between two places on the canvas.
pub(super) struct Axis {
    low: f64,
    high: f64,
    step: f64,
    left: f64,
    right: f64,
    unit: Unit,
}

impl Axis {
    /// The scale for `values`, between `left` and `right`. Percentages get one of four scales, to 10, 20, 50
    /// or 100, so that charts can be compared.
    pub(super) fn new<'a>(
        unit: Unit,
        values: impl Iterator<Item = &'a Value>,
        (left, right): (f64, f64),
    ) -> Self {
        let (least, most) = values
            .filter_map(Value::number)
            .fold((0.0_f64, 0.0_f64), |(least, most), n| {
                (least.min(n), most.max(n))
            });
        let (low, high, step) = match unit {
            Unit::Percent => {
                let scales = [(10.0, 5.0), (20.0, 5.0), (50.0, 10.0)];
                let fitting = scales.into_iter().find(|(high, _)| most <= *high);
                let (high, step) = fitting.unwrap_or((100.0, 25.0));
                (0.0, high, step)
            }
            Unit::Count | Unit::Points => {
                let step = round_step((most - least) / 4.0);
                let low = (least / step).floor() * step;
                let high = (most / step).ceil() * step;
                (low, if high > low { high } else { low + step }, step)
            }
        };
        Axis {
            low,
            high,
            step,
            left,
            right,
            unit,
        }
    }

    /// Where a number stands.
    pub(super) fn x(&self, number: f64) -> f64 {
        self.left + (number - self.low) / (self.high - self.low) * (self.right - self.left)
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let count = ((self.high - self.low) / self.step).round() as u32;
        (0..=count).map(|i| self.low + f64::from(i) * self.step)
    }

    /// Draws the guide lines of one row, but for the places that its words take up.
    pub(super) fn guides(&self, scene: &mut Scene, (top, bottom): (f64, f64), taken: &[Area]) {
        for tick in self.ticks() {
            let x = self.x(tick);
            let covered = taken
                .iter()
                .any(|area| (area.left - 3.0..=area.right + 3.0).contains(&x));
            if !covered && tick != 0.0 {
                scene.stroke((x, top), (x, bottom), 1.0, GRID);
            }
        }
        let nought = self.x(0.0);
        scene.stroke((nought, top), (nought, bottom), 1.0, QUIET);
    }

    /// Writes the numbers of the scale on one line below `top`, and its unit on the next where the numbers
    /// do not say it. Numbers that would touch are left out. Returns where the text ends.
    pub(super) fn labels(&self, scene: &mut Scene, top: f64, unit: Option<&str>) -> f64 {
        let mut free_from = f64::NEG_INFINITY;
        for tick in self.ticks() {
            let words = self.unit.tick(tick);
            let (x, wide) = (self.x(tick), width(&words, Weight::Regular));
            let from = (x - wide / 2.0).max(LEFT);
            if from >= free_from {
                let line = if from == LEFT {
                    Line::new(LEFT, top, words)
                } else {
                    Line::new(x, top, words).align(Align::Middle)
                };
                scene.text(line.ink(QUIET));
                free_from = from + wide + GAP;
            }
        }
        let mut bottom = top + LINE;
        if let Some(unit) = unit {
            let room = RIGHT - LEFT;
            for words in lines(unit, room, Weight::Regular) {
                scene.text(Line::new(LEFT, bottom, words).ink(QUIET));
                bottom += LINE;
            }
        }
        bottom
    }
}

/// The nearest of 1, 2, 5, 10, 20 ... that is not less.
fn round_step(step: f64) -> f64 {
    let mut power = 1.0;
    loop {
        for factor in [1.0, 2.0, 5.0] {
            if factor * power >= step {
                return factor * power;
            }
        }
        power *= 10.0;
    }
}
