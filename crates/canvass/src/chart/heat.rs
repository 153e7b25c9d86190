//! A grid of cells that are the darker, the larger their figure is.

use super::ChartError;
use super::axis::Scale;
use super::font::Weight;
use super::scene::{Align, Area, Line, Scene};
use super::style::{BLUE, INK, LEFT, LINE, LINK, MARGIN, QUIET, RIGHT, WHITE, contrast, mix};
use super::value::Matrix;
use super::wrap::{even_lines, lines};
use crate::document::{ChartColumn, Table};
use crate::wording::say;

const CELL: f64 = LINE + 10.0;
const BETWEEN: f64 = 2.0;
const ROW_GAP: f64 = 7.0;
const OUTLINE: f64 = 1.0;

pub(super) fn scene(table: &Table, columns: &[ChartColumn]) -> Result<Scene, ChartError> {
    let values = Matrix::new(table, columns.iter().map(|column| column.column))?;
    let scale = values
        .unit
        .map(|unit| Scale::new(&values.wording, unit, values.numbers()));
    // The legend says that the numbers are per cent.
    let sign = say!(values.wording, "language.numbers.percent", number => "");
    let wide = (RIGHT - LEFT + BETWEEN) / columns.len().max(1) as f64 - BETWEEN;
    let left = |i: usize| LEFT + i as f64 * (wide + BETWEEN);
    let mut scene = Scene::default();
    let mut top = heads(&mut scene, columns, wide, left);
    for (head, row) in &values.rows {
        top += ROW_GAP;
        for words in even_lines(head, RIGHT - LEFT, Weight::Regular) {
            scene.text(Line::new(LEFT, top, words));
            top += LINE;
        }
        for (i, value) in row.iter().enumerate() {
            let area = Area {
                left: left(i),
                top,
                right: left(i) + wide,
                bottom: top + CELL,
            };
            let share = value
                .number()
                .zip(scale.as_ref())
                .map(|(number, scale)| scale.share(number));
            let shade = share.map_or(WHITE, |share| mix(WHITE, BLUE, share.clamp(0.0, 1.0)));
            scene.panel(area, 0.0, LINK);
            scene.panel(area.inset(OUTLINE), 0.0, shade);
            let ink = if contrast(WHITE, shade) > contrast(INK, shade) {
                WHITE
            } else {
                INK
            };
            let words = value.shown().replace(&sign, "");
            let line = Line::new(
                (area.left + area.right) / 2.0,
                top + (CELL - LINE) / 2.0,
                words,
            );
            scene.text(line.align(Align::Middle).ink(ink));
        }
        top += CELL;
    }
    if let Some(scale) = scale {
        let (low, high) = (scale.tick(scale.low), scale.tick(scale.high));
        let legend = say!(values.wording, "render.chart.shades", low, high);
        top += ROW_GAP;
        for words in lines(&legend, RIGHT - LEFT, Weight::Regular) {
            scene.text(Line::new(LEFT, top, words).ink(QUIET));
            top += LINE;
        }
    }
    Ok(scene)
}

/// Writes the heads of the columns, the last lines side by side, and returns where they end.
fn heads(
    scene: &mut Scene,
    columns: &[ChartColumn],
    wide: f64,
    left: impl Fn(usize) -> f64,
) -> f64 {
    let wrapped: Vec<Vec<String>> = columns
        .iter()
        .map(|column| even_lines(&column.label, wide, Weight::Regular))
        .collect();
    let most = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for (i, words) in wrapped.iter().enumerate() {
        let mut top = MARGIN + (most - words.len()) as f64 * LINE;
        for words in words {
            let line = Line::new(left(i) + wide / 2.0, top, words.as_str());
            scene.text(line.align(Align::Middle));
            top += LINE;
        }
    }
    MARGIN + most as f64 * LINE
}
