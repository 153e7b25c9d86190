//! The scale along which marks are placed.

use std::sync::Arc;

use super::font::{Weight, width};
use super::scene::{Align, Area, Line, Scene};
use super::style::{GAP, GRID, LEFT, LINE, QUIET, RIGHT, TINT, WHITE};
use super::value::Unit;
use super::wrap::lines;
use crate::wording::Wording;

/// The narrowest scale of percentages on which lines are compared.
const SPAN: f64 = 30.0;
/// How far the first number of a scale may reach into the margin.
const OVERHANG: f64 = 4.0;

/// Between words and the lines that make way for them.
const CLEAR: f64 = 4.0;
/// Half the length of a mark on a rail.
const MARK: f64 = 4.0;

/// A linear scale that always takes in nought, laid across the canvas.
pub(super) struct Axis {
    scale: Scale,
    left: f64,
    right: f64,
}

/// The numbers that an axis runs through.
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    step: f64,
    unit: Unit,
    wording: Arc<Wording>,
}

/// A number to be placed on an axis, and the room that its mark and words need on either side of it.
pub(super) struct Placed {
    pub(super) number: f64,
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Scale {
    /// The scale for numbers. Percentages get one of four scales, to 10, 20, 50 or 100, so that charts can be
    /// compared.
    pub(super) fn new(
        wording: &Arc<Wording>,
        unit: Unit,
        numbers: impl Iterator<Item = f64>,
    ) -> Self {
        let (least, most) = numbers.fold((0.0_f64, 0.0_f64), |(least, most), number| {
            (least.min(number), most.max(number))
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
        Scale {
            low,
            high,
            step,
            unit,
            wording: Arc::clone(wording),
        }
    }

    /// The scale for lines that are compared by how they rise and fall: percentages from ten to ten, no wider than
    /// they need to be but for [`SPAN`], so that a small change does not look like a large one.
    pub(super) fn around(
        wording: &Arc<Wording>,
        unit: Unit,
        numbers: impl Iterator<Item = f64> + Clone,
    ) -> Self {
        let scale = Scale::new(wording, unit, numbers.clone());
        if unit != Unit::Percent {
            return scale;
        }
        let ends = numbers.fold((f64::INFINITY, 0.0_f64), |(least, most), number| {
            (least.min(number), most.max(number))
        });
        let high = ((ends.1 / 10.0).ceil() * 10.0).clamp(SPAN, 100.0);
        let low = ((ends.0 / 10.0).floor() * 10.0).clamp(0.0, high - SPAN);
        Scale { low, high, ..scale }
    }

    /// A number of the scale in words.
    pub(super) fn tick(&self, number: f64) -> String {
        self.unit.tick(&self.wording, number)
    }

    /// How far along the scale a number is, from 0 to 1.
    pub(super) fn share(&self, number: f64) -> f64 {
        (number - self.low) / (self.high - self.low)
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let count = ((self.high - self.low) / self.step).round() as u32;
        (0..=count).map(|i| self.low + f64::from(i) * self.step)
    }
}

impl Axis {
    /// The axis for what is to be placed, as wide as it can be without anything reaching beyond `left` or
    /// `right`.
    pub(super) fn new(
        wording: &Arc<Wording>,
        unit: Unit,
        placed: &[Placed],
        (left, right): (f64, f64),
    ) -> Self {
        let scale = Scale::new(wording, unit, placed.iter().map(|p| p.number));
        let overhang = width(&scale.tick(scale.high), Weight::Regular) / 2.0;
        let most = placed.iter().map(|p| p.right).fold(overhang, f64::max);
        let mut axis = Axis {
            left,
            right: right - overhang,
            scale,
        };
        for p in placed {
            let share = axis.scale.share(p.number);
            if share < 1.0 {
                let start = (left + p.left - share * (right - most)) / (1.0 - share);
                axis.left = axis.left.max(start);
            }
        }
        for p in placed {
            let share = axis.scale.share(p.number);
            if share > 0.0 {
                let end = (right - p.right - (1.0 - share) * axis.left) / share;
                axis.right = axis.right.min(end);
            }
        }
        axis
    }

    /// Where a number stands.
    pub(super) fn x(&self, number: f64) -> f64 {
        self.left + self.scale.share(number) * (self.right - self.left)
    }

    /// Draws the whole length of the scale behind a bar and its `words`, with a gap at each number of the scale
    /// and a line at nought where that is not the start.
    pub(super) fn track(&self, scene: &mut Scene, (top, bottom): (f64, f64), words: Option<&Line>) {
        let area = Area {
            left: self.left,
            top,
            right: self.right,
            bottom,
        };
        scene.bar(area, TINT);
        for x in self.inner_ticks() {
            if !words.is_some_and(|words| near(&words.area(), x)) {
                scene.stroke((x, top), (x, bottom), 2.0, WHITE);
            }
        }
        if self.scale.low < 0.0 {
            let nought = self.x(0.0);
            scene.stroke((nought, top), (nought, bottom), 1.0, QUIET);
        }
    }

    /// Draws the line along which dots stand, with a mark at each number of the scale, but for the places that
    /// `words` take up.
    pub(super) fn rail(&self, scene: &mut Scene, y: f64, words: &[Line; 2]) {
        let mut taken = words.each_ref().map(Line::area);
        taken.sort_by(|one, other| one.left.total_cmp(&other.left));
        let mut from = self.left;
        for area in &taken {
            if area.left - CLEAR > from + CLEAR {
                scene.stroke((from, y), (area.left - CLEAR, y), 1.0, GRID);
            }
            from = from.max(area.right + CLEAR);
        }
        if self.right > from {
            scene.stroke((from, y), (self.right, y), 1.0, GRID);
        }
        for tick in self.scale.ticks() {
            let x = self.x(tick);
            if !taken.iter().any(|area| near(area, x)) {
                scene.stroke((x, y - MARK), (x, y + MARK), 1.0, GRID);
            }
        }
    }

    /// The places of the numbers of the scale, but for its ends and nought.
    fn inner_ticks(&self) -> impl Iterator<Item = f64> {
        let ends = [self.scale.low, 0.0, self.scale.high];
        let inner = self.scale.ticks().filter(move |tick| !ends.contains(tick));
        inner.map(|tick| self.x(tick))
    }

    /// Writes the numbers of the scale on one line below `top`, and its unit on the next where the numbers
    /// do not say it: every number, or every second, third and so on from nought where more would touch.
    pub(super) fn labels(&self, scene: &mut Scene, top: f64, unit: Option<&str>) {
        let numbers: Vec<Line> = self
            .scale
            .ticks()
            .map(|tick| {
                let words = self.scale.tick(tick);
                let line = Line::new(self.x(tick), top, words).align(Align::Middle);
                match line.area().left < LEFT - OVERHANG {
                    true => Line::new(LEFT, top, line.words),
                    false => line,
                }
            })
            .collect();
        let nought = (-self.scale.low / self.scale.step).round() as usize;
        let every = |step: usize| {
            let numbers = numbers.iter().enumerate();
            numbers.filter(move |(i, _)| i % step == nought % step)
        };
        let apart = |step: &usize| {
            let areas: Vec<Area> = every(*step).map(|(_, line)| line.area()).collect();
            areas
                .windows(2)
                .all(|pair| pair[0].right + GAP <= pair[1].left)
        };
        let step = (1..numbers.len()).find(apart).unwrap_or(numbers.len());
        for (_, line) in every(step.max(1)) {
            scene.text(line.clone().ink(QUIET));
        }
        let unit = unit.map(|unit| lines(unit, RIGHT - LEFT, Weight::Regular));
        let mut top = top + LINE;
        for words in unit.into_iter().flatten() {
            scene.text(Line::new(LEFT, top, words).ink(QUIET));
            top += LINE;
        }
    }
}

/// Whether a line at `x` would touch words.
fn near(words: &Area, x: f64) -> bool {
    (words.left - CLEAR..=words.right + CLEAR).contains(&x)
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
