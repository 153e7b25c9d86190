//! Answers along a scale: one parted bar for each row, set so that the middles of the scale stand below each other.

use plotters::style::RGBColor;

use super::ChartError;
use super::apart::{apart, within};
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
/// Between a bar and the figures of its narrow parts.
const LEAD: f64 = 7.0;
/// Between figures that stand side by side.
const APART: f64 = 4.0;
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
            (Some(layout), Some(numbers)) => {
                top = layout.bar(&mut scene, top, row, &numbers, &shades);
            }
            _ => {
                let mark = row.iter().find(|value| value.number().is_none());
                let mark = mark.map_or("", Value::shown);
                scene.text(
                    Line::new(LEFT, top + (BAR - LINE) / 2.0, mark)
                        .weight(Weight::Bold)
                        .ink(QUIET),
                );
                top += BAR;
            }
        }
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

    /// Draws a bar, and returns where it ends with its figures. Those of parts that are too narrow for them stand below
    /// the bar, a line leading to each.
    fn bar(
        &self,
        scene: &mut Scene,
        top: f64,
        row: &[Value],
        numbers: &[f64],
        shades: &[RGBColor],
    ) -> f64 {
        let (before, _) = sides(numbers, self.neutral);
        let mut left = self.middle - before * self.unit;
        let mut parts = Vec::new();
        for ((value, number), shade) in row.iter().zip(numbers).zip(shades) {
            let right = left + number * self.unit;
            if right > left {
                parts.push(Part {
                    left,
                    right,
                    shade: *shade,
                    shown: value.shown(),
                });
            }
            left = right;
        }
        let (wide, narrow): (Vec<&Part<'_>>, Vec<&Part<'_>>) =
            parts.iter().partition(|part| part.is_wide());
        let [below, over] = lanes(&narrow);
        let lane = |figures: &[Figure<'_>]| match figures.is_empty() {
            true => 0.0,
            false => LEAD + LINE,
        };
        let top = top + lane(&over);
        for part in &parts {
            part.draw(scene, top);
        }
        for part in wide {
            part.write(scene, top);
        }
        let bottom = top + BAR;
        for (part, middle) in &below {
            let end = bottom + LEAD;
            scene.stroke((part.middle(), bottom), (*middle, end), OUTLINE, QUIET);
            scene.text(Line::new(*middle, end, part.shown).align(Align::Middle));
        }
        for (part, middle) in &over {
            let end = top - LEAD;
            scene.stroke((part.middle(), top), (*middle, end), OUTLINE, QUIET);
            scene.text(Line::new(*middle, end - LINE, part.shown).align(Align::Middle));
        }
        bottom + lane(&below)
    }
}

/// A part of a bar.
struct Part<'a> {
    left: f64,
    right: f64,
    shade: RGBColor,
    /// Its figure.
    shown: &'a str,
}

impl Part<'_> {
    fn middle(&self) -> f64 {
        (self.left + self.right) / 2.0
    }

    /// The width that its figure takes, with the room around it.
    fn room(&self) -> f64 {
        width(self.shown, Weight::Regular) + APART
    }

    /// Whether its figure fits into it.
    fn is_wide(&self) -> bool {
        self.room() <= self.right - self.left
    }

    fn draw(&self, scene: &mut Scene, top: f64) {
        let area = Area {
            left: self.left,
            top,
            right: self.right,
            bottom: top + BAR,
        };
        outlined(scene, area, self.shade);
    }

    /// Writes its figure into it.
    fn write(&self, scene: &mut Scene, top: f64) {
        let ink = match contrast(WHITE, self.shade) > contrast(INK, self.shade) {
            true => WHITE,
            false => INK,
        };
        let line = Line::new(self.middle(), top + (BAR - LINE) / 2.0, self.shown);
        scene.text(line.align(Align::Middle).ink(ink));
    }
}

/// The figure of a part, with the middle of where it stands.
type Figure<'a> = (&'a Part<'a>, f64);

/// Where the figures of narrow parts stand: in order below the bar, or by turns below and above it where one line has
/// not room for all. A line that still has not room is left out; the table has the figures.
fn lanes<'a>(narrow: &[&'a Part<'a>]) -> [Vec<Figure<'a>>; 2] {
    // With one length for all they keep their order.
    let room = narrow.iter().map(|part| part.room()).fold(0.0, f64::max);
    let needed = room * narrow.len() as f64;
    let turns = if needed > RIGHT - LEFT { 2 } else { 1 };
    [0, 1].map(|lane| {
        let parts: Vec<&Part<'_>> = narrow.iter().copied().skip(lane).step_by(turns).collect();
        let parts = if lane < turns { parts } else { Vec::new() };
        let wanted: Vec<(f64, f64)> = parts
            .iter()
            .map(|part| (part.middle() - room / 2.0, room))
            .collect();
        let lengths = vec![room; parts.len()];
        let starts = within((LEFT, RIGHT), &apart(&wanted), &lengths);
        let middles = starts.into_iter().flatten().map(|start| start + room / 2.0);
        std::iter::zip(parts, middles).collect()
    })
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
