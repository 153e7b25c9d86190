//! Two points in time, and a line from the one to the other for each of a few rows.

use super::ChartError;
use super::apart::apart;
use super::axis::Scale;
use super::font::{Weight, width};
use super::scene::{Align, Area, Line, Scene};
use super::style::{BLUE, GAP, LEFT, LINE, LINK, MARGIN, ORANGE, QUIET, RIGHT, TINT};
use super::value::{Unit, Value, Values};
use super::wrap::{even_lines, lines};
use crate::document::{ChangeColumns, Table};
use crate::wording::say;

/// The height of the scale, unless the labels need more.
const HEIGHT: f64 = 104.0;
const DOT: f64 = 6.0;
const OUTLINE: f64 = 2.0;
/// From a dot to where its words may start, for the lines that lead there.
const REACH: f64 = 18.0;
/// From the end of a line that leads to words to the words.
const CLEAR: f64 = 3.0;
/// Between the dots of two rows, so that their intervals stand side by side.
const LANE: f64 = 12.0;
/// The most that the dots of all rows take up across.
const LANES: f64 = 36.0;
/// Half the length of the marks at the ends of an interval.
const END: f64 = 4.0;
/// How thick an interval is.
const INTERVAL: f64 = 1.5;
/// The room of the names of the lines.
const NAMES: f64 = 160.0;
/// Between the names of two lines.
const APART: f64 = 5.0;
/// From what stands above or below the scale to the scale.
const EDGE: f64 = 8.0;

/// The figures of one point in time: the column, and how a reader knows it.
type Side<'a> = (usize, &'a str);

pub(super) fn scene(
    table: &Table,
    from: Side<'_>,
    to: Side<'_>,
    change: &ChangeColumns,
) -> Result<Scene, ChartError> {
    let values = Values::new(table, [from.0, to.0])?;
    let limits = Values::new(table, [change.lower, change.upper])?;
    let rows: Vec<Slope<'_>> = std::iter::zip(&values.rows, &limits.rows)
        .filter_map(|((name, ends), (_, limits))| Slope::new(name, ends, limits, values.unit))
        .collect();
    let mut scene = Scene::default();
    let mut top = MARGIN;
    if let (Some(unit), false) = (values.unit, rows.is_empty()) {
        let numbers = rows.iter().flat_map(Slope::numbers);
        let scale = Scale::around(&values.wording, unit, numbers);
        let plot = Plot::new(&rows, scale);
        top = plot.draw(&mut scene, [from.1, to.1]);
        let (low, high) = (
            plot.scale.tick(plot.scale.low),
            plot.scale.tick(plot.scale.high),
        );
        let mut said = vec![say!(values.wording, "render.chart.band", low, high)];
        if rows.iter().any(|row| row.interval.is_some()) {
            said.push(say!(values.wording, "render.chart.interval-of-change"));
        }
        top = quiet(&mut scene, top, &said.join(" "));
    }
    for (name, ends) in &values.rows {
        if ends.iter().any(|end| end.number().is_none()) {
            let [earlier, later] = ends.each_ref().map(Value::shown);
            let words = format!("{name}: {}: {earlier}, {}: {later}", from.1, to.1);
            top = quiet(&mut scene, top, &words);
        }
    }
    Ok(scene)
}

/// Writes words across the canvas, and returns where they end.
fn quiet(scene: &mut Scene, top: f64, words: &str) -> f64 {
    let mut top = if top == MARGIN { top } else { top + 4.0 };
    for words in lines(words, RIGHT - LEFT, Weight::Regular) {
        scene.text(Line::new(LEFT, top, words).ink(QUIET));
        top += LINE;
    }
    top
}

/// A row that has both figures.
struct Slope<'a> {
    name: &'a str,
    /// The earlier and the later figure.
    numbers: [f64; 2],
    shown: [&'a str; 2],
    /// Where the later figure would stand at either end of the interval of the change.
    interval: Option<[f64; 2]>,
}

impl<'a> Slope<'a> {
    fn new(
        name: &'a str,
        ends: &'a [Value; 2],
        limits: &[Value; 2],
        unit: Option<Unit>,
    ) -> Option<Self> {
        let [Some(from), Some(to)] = ends.each_ref().map(Value::number) else {
            return None;
        };
        let interval = match limits.each_ref().map(Value::number) {
            // No share is below nought or above all.
            [Some(lower), Some(upper)] if unit == Some(Unit::Percent) => {
                Some([lower, upper].map(|limit| (from + limit).clamp(0.0, 100.0)))
            }
            _ => None,
        };
        Some(Slope {
            name,
            numbers: [from, to],
            shown: ends.each_ref().map(Value::shown),
            interval,
        })
    }

    /// Every number that has a place on the scale.
    fn numbers(&self) -> impl Iterator<Item = f64> + Clone + use<> {
        self.numbers
            .into_iter()
            .chain(self.interval.into_iter().flatten())
    }
}

/// Where everything stands.
struct Plot<'a> {
    rows: &'a [Slope<'a>],
    scale: Scale,
    /// Where the earlier numbers end, and the later ones start, across.
    words: [f64; 2],
    /// Where the names start, across.
    names: f64,
    /// The lines of each name.
    labels: Vec<Vec<String>>,
    height: f64,
}

impl<'a> Plot<'a> {
    fn new(rows: &'a [Slope<'a>], scale: Scale) -> Self {
        let widest = |end: usize, weight| {
            let widths = rows.iter().map(|row| width(row.shown[end], weight));
            widths.fold(0.0, f64::max)
        };
        let names = RIGHT - NAMES;
        let labels: Vec<Vec<String>> = rows
            .iter()
            .map(|row| even_lines(row.name, NAMES, Weight::Regular))
            .collect();
        let needed: f64 = labels.iter().map(|label| block(label)).sum();
        Plot {
            rows,
            scale,
            words: [
                LEFT + widest(0, Weight::Regular),
                names - GAP - widest(1, Weight::Bold),
            ],
            names,
            height: HEIGHT.max(needed),
            labels,
        }
    }

    /// Where the dots of a row stand across: those of each row a little further right than those of the row before, so
    /// that intervals do not cover each other.
    fn places(&self, row: usize) -> [f64; 2] {
        let others = self.rows.len().saturating_sub(1) as f64;
        let lane = LANE.min(LANES / others.max(1.0));
        let ends = [self.words[0] + REACH, self.words[1] - REACH - lane * others];
        ends.map(|x| x + lane * row as f64)
    }

    /// How far below the top of the scale a number stands.
    fn down(&self, number: f64) -> f64 {
        (1.0 - self.scale.share(number)) * self.height
    }

    /// The tops of the words at one end, below the top of the scale: each as near to its dot as the others let it.
    fn tops(&self, end: usize, height: impl Fn(usize) -> f64) -> Vec<f64> {
        let wanted = self.rows.iter().enumerate();
        let wanted: Vec<(f64, f64)> = wanted
            .map(|(i, row)| (self.down(row.numbers[end]) - LINE / 2.0, height(i)))
            .collect();
        apart(&wanted)
    }

    /// Draws everything, and returns where the drawing ends.
    fn draw(&self, scene: &mut Scene, times: [&str; 2]) -> f64 {
        let earlier = self.tops(0, |_| LINE);
        let later = self.tops(1, |row| block(&self.labels[row]));
        let highest = earlier.iter().chain(&later).copied().fold(0.0, f64::min);
        let top = self.heads(scene, times) + EDGE - highest;
        let last = self.rows.len().saturating_sub(1);
        let area = Area {
            left: self.places(0)[0] - REACH / 2.0,
            top,
            right: self.places(last)[1] + REACH / 2.0,
            bottom: top + self.height,
        };
        scene.bar(area, TINT);
        for (i, row) in self.rows.iter().enumerate() {
            let [from, to] = self.dots(i, row, top);
            let number = (self.words[0] + CLEAR, top + earlier[i] + LINE / 2.0);
            scene.stroke(number, (from.0 - DOT, from.1), 1.0, LINK);
            let name = (self.words[1] - CLEAR, top + later[i] + LINE / 2.0);
            scene.stroke((to.0 + DOT, to.1), name, 1.0, LINK);
            scene.stroke(from, to, 2.0, BLUE);
        }
        let mut bottom = area.bottom;
        for (i, row) in self.rows.iter().enumerate() {
            let [from, to] = self.dots(i, row, top);
            if let Some(interval) = row.interval {
                let [lower, upper] = interval.map(|number| top + self.down(number));
                scene.stroke((to.0, upper), (to.0, lower), INTERVAL, BLUE);
                for y in [upper, lower] {
                    scene.stroke((to.0 - END, y), (to.0 + END, y), INTERVAL, BLUE);
                }
            }
            scene.ring(from, DOT, OUTLINE, ORANGE);
            scene.disc(to, DOT, BLUE);
            let number = Line::new(self.words[0], top + earlier[i], row.shown[0]);
            scene.text(number.align(Align::End));
            let mut y = top + later[i];
            scene.text(Line::new(self.words[1], y, row.shown[1]).weight(Weight::Bold));
            for words in &self.labels[i] {
                scene.text(Line::new(self.names, y, words.as_str()));
                y += LINE;
            }
            bottom = bottom.max(y).max(top + earlier[i] + LINE);
        }
        bottom
    }

    /// Names the points in time above their figures, and returns where the names end.
    fn heads(&self, scene: &mut Scene, times: [&str; 2]) -> f64 {
        let starts = [LEFT, self.words[1]];
        let ends = [self.words[1] - GAP, RIGHT];
        let mut bottom = MARGIN;
        for i in [0, 1] {
            let mut y = MARGIN;
            for words in even_lines(times[i], ends[i] - starts[i], Weight::Bold) {
                scene.text(Line::new(starts[i], y, words).weight(Weight::Bold));
                y += LINE;
            }
            bottom = bottom.max(y);
        }
        bottom
    }

    /// The middles of the two dots of a row.
    fn dots(&self, row: usize, slope: &Slope<'_>, top: f64) -> [(f64, f64); 2] {
        let [from, to] = self.places(row);
        [
            (from, top + self.down(slope.numbers[0])),
            (to, top + self.down(slope.numbers[1])),
        ]
    }
}

/// The height that a name takes up, with the room below it.
fn block(label: &[String]) -> f64 {
    LINE * label.len() as f64 + APART
}
