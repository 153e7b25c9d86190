//! Answers along a scale: one parted bar for each row, set so that the middles of the scale stand below each other.

use plotters::style::RGBColor;

use super::ChartError;
use super::font::{Weight, width};
use super::scene::{Align, Area, Line, Scene};
use super::style::{
    BLUE, GAP, INK, LEFT, LINE, MARGIN, ORANGE, QUIET, RIGHT, WHITE, contrast, mix,
};
use super::value::{Matrix, Value};
use super::wrap::even_lines;
use crate::document::{ChartColumn, Table};
use crate::wording::say;

const BAR: f64 = 24.0;
const ROW_GAP: f64 = 9.0;
const SYMBOL: f64 = 14.0;
const KEY_GAP: f64 = 18.0;
const OUTLINE: f64 = 1.0;
/// The lightest shade of a side, as a share of its colour.
const LIGHTEST: f64 = 0.25;

pub(super) fn scene(
    table: &Table,
    parts: &[ChartColumn],
    neutral: Option<usize>,
) -> Result<Scene, ChartError> {
    let values = Matrix::new(table, parts.iter().map(|part| part.column))?;
    let shades = shades(parts.len(), neutral);
    let mut scene = Scene::default();
    let mut top = key(&mut scene, parts, &shades);
    let layout = Layout::new(&values, neutral);
    for (head, row) in &values.rows {
        top += ROW_GAP;
        for words in even_lines(head, RIGHT - LEFT, Weight::Regular) {
            scene.text(Line::new(LEFT, top, words));
            top += LINE;
        }
        match (&layout, numbers(row)) {
            (Some(layout), Some(numbers)) => layout.bar(&mut scene, top, row, &numbers, &shades),
            _ => {
                let mark = row.iter().find(|value| value.number().is_none());
                let mark = mark.map_or("", Value::shown);
                scene.text(
                    Line::new(LEFT, top + (BAR - LINE) / 2.0, mark)
                        .weight(Weight::Bold)
                        .ink(QUIET),
                );
            }
        }
        top += BAR;
    }
    if let Some(layout) = layout {
        scene.stroke(
            (layout.middle, top + 2.0),
            (layout.middle, top + 8.0),
            1.0,
            QUIET,
        );
        let words = say!(values.wording, "render.chart.middle");
        let line = Line::new(layout.middle, top + 9.0, words).ink(QUIET);
        scene.text(inside(line.align(Align::Middle)));
    }
    Ok(scene)
}

/// The line moved so far that it does not leave the canvas.
fn inside(line: Line) -> Line {
    if line.area().left < LEFT {
        Line {
            x: LEFT,
            align: Align::Start,
            ..line
        }
    } else if line.area().right > RIGHT {
        Line {
            x: RIGHT,
            align: Align::End,
            ..line
        }
    } else {
        line
    }
}

/// The numbers of a row that has all of them; a bar with a part missing would give the part away.
fn numbers(row: &[Value]) -> Option<Vec<f64>> {
    row.iter().map(Value::number).collect()
}

/// Orange towards the first part, blue towards the last, the darker the nearer to the end; grey for the middle.
fn shades(parts: usize, neutral: Option<usize>) -> Vec<RGBColor> {
    let middle = middle(parts, neutral);
    (0..parts)
        .map(|i| {
            let from_middle = i as f64 + 0.5 - middle;
            if neutral == Some(i) {
                return mix(WHITE, QUIET, LIGHTEST);
            }
            let reach = if from_middle < 0.0 {
                middle
            } else {
                parts as f64 - middle
            };
            let strength = LIGHTEST
                + (1.0 - LIGHTEST) * (from_middle.abs() + 0.5 - gap(neutral))
                    / (reach - gap(neutral));
            mix(
                WHITE,
                if from_middle < 0.0 { ORANGE } else { BLUE },
                strength.clamp(0.0, 1.0),
            )
        })
        .collect()
}

/// The parts left of the middle of the scale, half of the neutral one among them.
fn middle(parts: usize, neutral: Option<usize>) -> f64 {
    neutral.map_or(parts as f64 / 2.0, |i| i as f64 + 0.5)
}

/// Half of the neutral part, in parts.
fn gap(neutral: Option<usize>) -> f64 {
    if neutral.is_some() { 0.5 } else { 0.0 }
}

/// Draws the key in the order of the scale, and returns where it ends.
fn key(scene: &mut Scene, parts: &[ChartColumn], shades: &[RGBColor]) -> f64 {
    let (mut x, mut y) = (LEFT, MARGIN);
    let room = RIGHT - LEFT - SYMBOL - GAP;
    for (part, shade) in parts.iter().zip(shades) {
        let words = even_lines(&part.label, room, Weight::Regular);
        let wide = words
            .iter()
            .map(|line| width(line, Weight::Regular))
            .fold(0.0, f64::max);
        if x > LEFT && (x + SYMBOL + GAP + wide > RIGHT || words.len() > 1) {
            x = LEFT;
            y += LINE + 3.0;
        }
        let top = y + (LINE - SYMBOL) / 2.0;
        let area = Area {
            left: x,
            top,
            right: x + SYMBOL,
            bottom: top + SYMBOL,
        };
        outlined(scene, area, *shade);
        for (i, line) in words.iter().enumerate() {
            y += if i == 0 { 0.0 } else { LINE };
            scene.text(Line::new(x + SYMBOL + GAP, y, line.as_str()));
        }
        x += SYMBOL + GAP + wide + KEY_GAP;
    }
    y + LINE
}

/// Where bars stand: the middle of the scale, and how long a unit is.
struct Layout {
    middle: f64,
    unit: f64,
    neutral: Option<usize>,
}

impl Layout {
    /// `None` when no row can be drawn.
    fn new(values: &Matrix, neutral: Option<usize>) -> Option<Self> {
        let sides: Vec<(f64, f64)> = values
            .rows
            .iter()
            .filter_map(|(_, row)| numbers(row))
            .map(|numbers| sides(&numbers, neutral))
            .collect();
        let left = sides.iter().map(|side| side.0).fold(0.0, f64::max);
        let right = sides.iter().map(|side| side.1).fold(0.0, f64::max);
        (left + right > 0.0).then(|| {
            let unit = (RIGHT - LEFT) / (left + right);
            Layout {
                middle: LEFT + left * unit,
                unit,
                neutral,
            }
        })
    }

    fn bar(
        &self,
        scene: &mut Scene,
        top: f64,
        row: &[Value],
        numbers: &[f64],
        shades: &[RGBColor],
    ) {
        let (before, _) = sides(numbers, self.neutral);
        let mut x = self.middle - before * self.unit;
        let mut words = Vec::new();
        for ((value, number), shade) in row.iter().zip(numbers).zip(shades) {
            let wide = number * self.unit;
            let area = Area {
                left: x,
                top,
                right: x + wide,
                bottom: top + BAR,
            };
            x += wide;
            if wide <= 0.0 {
                continue;
            }
            outlined(scene, area, *shade);
            let ink = if contrast(WHITE, *shade) > contrast(INK, *shade) {
                WHITE
            } else {
                INK
            };
            let line = Line::new(x - wide / 2.0, top + (BAR - LINE) / 2.0, value.shown())
                .align(Align::Middle)
                .ink(ink);
            if line.area().width() + 4.0 <= wide {
                words.push(line);
            }
        }
        for line in words {
            scene.text(line);
        }
    }
}

/// How much of a row lies left and right of the middle of the scale.
fn sides(numbers: &[f64], neutral: Option<usize>) -> (f64, f64) {
    let middle = middle(numbers.len(), neutral);
    let left = numbers
        .iter()
        .enumerate()
        .map(|(i, number)| number * (middle - i as f64).clamp(0.0, 1.0));
    let left: f64 = left.sum();
    (left, numbers.iter().sum::<f64>() - left)
}

fn outlined(scene: &mut Scene, area: Area, shade: RGBColor) {
    scene.panel(area, 0.0, INK);
    if area.width() > 2.0 * OUTLINE {
        scene.panel(area.inset(OUTLINE), 0.0, shade);
    }
}
