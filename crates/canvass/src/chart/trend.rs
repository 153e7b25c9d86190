//! Figures along time: a small panel for each line, all on the same scale.

use super::ChartError;
use super::axis::Scale;
use super::font::Weight;
use super::scene::{Align, Area, Line, Scene};
use super::style::{BLUE, LEFT, LINE, MARGIN, QUIET, RIGHT, TINT};
use super::value::{Value, Values};
use super::wrap::{even_lines, lines};
use crate::document::{Table, TrendPoint};
use crate::wording::{Wording, say};

/// The height of the scale in a panel.
const HEIGHT: f64 = 76.0;
const DOT: f64 = 4.0;
/// Half the length of the marks at the ends of an interval.
const END: f64 = 3.5;
/// How thick an interval is.
const INTERVAL: f64 = 1.5;
/// From a dot or its interval to its words.
const NEAR: f64 = 2.5;
/// Above and below the scale, for words beside dots at its ends.
const CLEAR: f64 = DOT + NEAR;
/// From the edge of a panel to the first and the last dot.
const SIDE: f64 = 28.0;
const PANEL_GAP: f64 = 14.0;

/// The most points in time that a panel of half the width has room for.
const FEW: usize = 3;
/// Between two panels side by side.
const GUTTER: f64 = 20.0;

/// The room of a panel across the canvas.
#[derive(Clone, Copy)]
struct Column {
    left: f64,
    right: f64,
}

const WHOLE: Column = Column {
    left: LEFT,
    right: RIGHT,
};
const HALVES: [Column; 2] = [
    Column {
        left: LEFT,
        right: (LEFT + RIGHT - GUTTER) / 2.0,
    },
    Column {
        left: (LEFT + RIGHT + GUTTER) / 2.0,
        right: RIGHT,
    },
];

/// The figure of a line at one point in time, and the lower and the upper limit of its interval.
type Point = [Value; 3];

/// The name of a line, and its figures from the earliest to the latest.
type Series<'a> = (&'a str, Vec<&'a Point>);

/// The figures are in the first of the `columns`, their lower and upper limits in the others.
pub(super) fn scene(
    table: &Table,
    names: &[String],
    columns: [usize; 3],
    points: &[TrendPoint],
) -> Result<Scene, ChartError> {
    let values = Values::new(table, columns)?;
    let rows = values.rows.chunks(points.len().max(1));
    let series: Vec<Series<'_>> = std::iter::zip(names, rows)
        .map(|(name, rows)| (name.as_str(), rows.iter().map(|(_, point)| point).collect()))
        .collect();
    let scale = values.unit.map(|unit| {
        let numbers = values.all().filter_map(Value::number);
        Scale::new(&values.wording, unit, numbers)
    });
    let columns: &[Column] = match points.len() <= FEW && series.len() > 1 {
        true => &HALVES,
        false => &[WHOLE],
    };
    let mut scene = Scene::default();
    let mut top = MARGIN;
    let mut unsaid = false;
    for (i, rows) in series.chunks(columns.len()).enumerate() {
        top += if i == 0 { 0.0 } else { PANEL_GAP };
        let heads: Vec<Vec<String>> = std::iter::zip(rows, columns)
            .map(|((head, _), column)| even_lines(head, column.width(), Weight::Bold))
            .collect();
        let lines = heads.iter().map(Vec::len).max().unwrap_or_default();
        let below = top + LINE * lines as f64;
        let mut bottom = below;
        for (((_, row), column), head) in rows.iter().zip(columns).zip(heads) {
            // A short label stands close to its panel.
            let mut y = below - LINE * head.len() as f64;
            for words in head {
                scene.text(Line::new(column.left, y, words).weight(Weight::Bold));
                y += LINE;
            }
            let end = match &scale {
                Some(scale) if row.iter().any(|[value, ..]| value.number().is_some()) => {
                    let panel = Panel {
                        scale,
                        points,
                        column: *column,
                        places: &places(points, *column),
                        top: below,
                    };
                    unsaid |= !panel.draw(&mut scene, row);
                    panel.bottom()
                }
                _ => absent(&mut scene, below, row, (points, *column)),
            };
            bottom = bottom.max(end);
        }
        top = bottom;
    }
    if let Some(scale) = scale {
        let limits = values
            .rows
            .iter()
            .any(|(_, point)| interval(point).is_some());
        let said = Said {
            panels: series.len(),
            limits,
            unsaid,
        };
        for words in legend(&values.wording, &scale, points, &said) {
            top += if top == MARGIN { 0.0 } else { 4.0 };
            for words in lines(&words, WHOLE.width(), Weight::Regular) {
                scene.text(Line::new(LEFT, top, words).ink(QUIET));
                top += LINE;
            }
        }
    }
    Ok(scene)
}

impl Column {
    fn width(self) -> f64 {
        self.right - self.left
    }
}

/// What the words below the last panel depend on.
struct Said {
    panels: usize,
    /// Whether any interval is drawn.
    limits: bool,
    /// Whether any dot has no number beside it.
    unsaid: bool,
}

/// What is said below the last panel.
fn legend(wording: &Wording, scale: &Scale, points: &[TrendPoint], said: &Said) -> Vec<String> {
    let (low, high) = (scale.tick(scale.low), scale.tick(scale.high));
    let mut legend = vec![match said.panels {
        1 => say!(wording, "render.chart.band", low, high),
        _ => say!(wording, "render.chart.bands", low, high),
    }];
    if said.limits {
        legend.push(say!(wording, "render.chart.intervals"));
    }
    if points.iter().skip(1).any(|point| !point.joined) {
        legend.push(say!(wording, "render.chart.break"));
    }
    if said.unsaid {
        legend.push(say!(wording, "render.chart.unsaid"));
    }
    legend
}

/// Where each point in time stands across a panel.
fn places(points: &[TrendPoint], column: Column) -> Vec<f64> {
    let (left, right) = (column.left + SIDE, column.right - SIDE);
    let first = points.first().map_or(0, |point| point.at);
    let last = points.last().map_or(0, |point| point.at);
    let span = f64::from(last.saturating_sub(first));
    points
        .iter()
        .map(|point| match span > 0.0 {
            true => left + f64::from(point.at.saturating_sub(first)) / span * (right - left),
            false => (left + right) / 2.0,
        })
        .collect()
}

/// The panel of one row, from its top downwards.
struct Panel<'a> {
    scale: &'a Scale,
    points: &'a [TrendPoint],
    column: Column,
    places: &'a [f64],
    top: f64,
}

impl Panel<'_> {
    /// The height at which nought, or the lowest number of the scale, stands.
    fn foot(&self) -> f64 {
        self.top + LINE + CLEAR + HEIGHT
    }

    fn bottom(&self) -> f64 {
        self.foot() + CLEAR + 2.0 * LINE
    }

    fn height_of(&self, number: f64) -> f64 {
        self.foot() - self.scale.share(number) * HEIGHT
    }

    /// Draws the panel; whether every dot has its number beside it.
    fn draw(&self, scene: &mut Scene, row: &[&Point]) -> bool {
        let dots: Vec<Option<Dot>> = std::iter::zip(row, self.places)
            .map(|(point, x)| self.dot(point, *x))
            .collect();
        if let (Some(first), Some(last)) = (self.places.first(), self.places.last()) {
            let area = Area {
                left: first - SIDE,
                top: self.foot() - HEIGHT,
                right: last + SIDE,
                bottom: self.foot(),
            };
            scene.bar(area, TINT);
        }
        let mut taken: Vec<Area> = dots.iter().flatten().map(Dot::area).collect();
        for (i, point) in self.points.iter().enumerate().skip(1) {
            let middle = (self.places[i - 1] + self.places[i]) / 2.0;
            if !point.joined {
                let (top, bottom) = (self.foot() - HEIGHT, self.foot());
                scene.stroke((middle, top), (middle, bottom), 1.5, QUIET);
                taken.push(Area {
                    left: middle - 1.0,
                    top,
                    right: middle + 1.0,
                    bottom,
                });
            } else if let (Some(from), Some(to)) = (&dots[i - 1], &dots[i]) {
                scene.stroke(from.middle(), to.middle(), 2.0, BLUE);
            }
        }
        for dot in dots.iter().flatten() {
            dot.draw(scene);
        }
        let all = self.numbers(scene, row, &dots, &mut taken);
        self.times(scene);
        all
    }

    /// The dot of a point; `None` where it has no number.
    fn dot(&self, point: &Point, x: f64) -> Option<Dot> {
        let y = self.height_of(point[0].number()?);
        let limits = interval(point).map(|limits| limits.map(|limit| self.height_of(limit)));
        Some(Dot { x, y, limits })
    }

    /// Writes the numbers above or below their dots, the last and the first before the others, as far as there is
    /// room; whether there was room for all.
    fn numbers(
        &self,
        scene: &mut Scene,
        row: &[&Point],
        dots: &[Option<Dot>],
        taken: &mut Vec<Area>,
    ) -> bool {
        let mut order: Vec<usize> = (0..row.len()).collect();
        let height = |i: &usize| dots[*i].as_ref().map_or(0.0, |dot| dot.y);
        let last = row.len().saturating_sub(1);
        let ends = |i: &usize| u8::from(*i != last) + u8::from(*i != last && *i != 0);
        order.sort_by(|a, b| ends(a).cmp(&ends(b)).then(height(a).total_cmp(&height(b))));
        let mut all = true;
        let mut written: Vec<(usize, Line)> = Vec::new();
        for i in order {
            let shown = row[i][0].shown();
            let line = match &dots[i] {
                Some(dot) => {
                    let area = dot.area();
                    let top = match self.in_a_dip(dots, i) {
                        true => area.bottom + NEAR,
                        false => area.top - NEAR - LINE,
                    };
                    Line::new(dot.x, top, shown).weight(Weight::Bold)
                }
                None => Line::new(self.places[i], self.foot() - LINE - 1.0, shown).ink(QUIET),
            };
            let line = line.align(Align::Middle);
            if taken.iter().any(|area| touch(area, &line.area())) {
                all = false;
            } else {
                taken.push(line.area());
                written.push((i, line));
            }
        }
        written.sort_by_key(|(i, _)| *i);
        for (_, line) in written {
            scene.text(line);
        }
        all
    }

    /// Whether the lines to the dots beside this one all go up.
    fn in_a_dip(&self, dots: &[Option<Dot>], i: usize) -> bool {
        let before = i.checked_sub(1).filter(|_| self.points[i].joined);
        let after = Some(i + 1).filter(|i| self.points.get(*i).is_some_and(|point| point.joined));
        let beside: Vec<f64> = [before, after]
            .into_iter()
            .flatten()
            .filter_map(|i| dots.get(i)?.as_ref())
            .map(|dot| dot.y)
            .collect();
        let own = dots[i].as_ref().map_or(0.0, |dot| dot.y);
        !beside.is_empty() && beside.iter().all(|y| *y < own)
    }

    /// Writes the times below the panel, the last and the first before the others, as far as there is room.
    fn times(&self, scene: &mut Scene) {
        let top = self.foot() + CLEAR + LINE;
        let last = self.points.len().saturating_sub(1);
        let mut taken: Vec<Area> = Vec::new();
        let order = [last, 0].into_iter().chain(1..last);
        let mut written = Vec::new();
        for i in order {
            let (Some(point), Some(x)) = (self.points.get(i), self.places.get(i)) else {
                continue;
            };
            let mut line = Line::new(*x, top, point.label.as_str())
                .align(Align::Middle)
                .ink(QUIET);
            if line.area().left < self.column.left {
                line = Line {
                    x: self.column.left,
                    align: Align::Start,
                    ..line
                };
            } else if line.area().right > self.column.right {
                line = Line {
                    x: self.column.right,
                    align: Align::End,
                    ..line
                };
            }
            let room = Area {
                left: line.area().left - 6.0,
                ..line.area()
            };
            if room.width() <= self.column.width() && !taken.iter().any(|area| touch(area, &room)) {
                taken.push(room);
                written.push((i, line));
            }
        }
        written.sort_by_key(|(i, _)| *i);
        written.dedup_by_key(|(i, _)| *i);
        for (_, line) in written {
            scene.text(line);
        }
    }
}

/// A point that has a number, on the canvas.
struct Dot {
    x: f64,
    y: f64,
    /// The heights of the lower and the upper limit of its interval.
    limits: Option<[f64; 2]>,
}

impl Dot {
    fn middle(&self) -> (f64, f64) {
        (self.x, self.y)
    }

    /// The room of the dot with its interval.
    fn area(&self) -> Area {
        let [lower, upper] = self.limits.unwrap_or([self.y; 2]);
        Area {
            left: self.x - DOT,
            top: upper.min(self.y - DOT),
            right: self.x + DOT,
            bottom: lower.max(self.y + DOT),
        }
    }

    fn draw(&self, scene: &mut Scene) {
        if let Some([lower, upper]) = self.limits {
            let x = self.x;
            scene.stroke((x, upper), (x, lower), INTERVAL, BLUE);
            for y in [upper, lower] {
                scene.stroke((x - END, y), (x + END, y), INTERVAL, BLUE);
            }
        }
        scene.disc(self.middle(), DOT, BLUE);
    }
}

/// The limits of the interval of a point that has a number.
fn interval([number, lower, upper]: &Point) -> Option<[f64; 2]> {
    number.number()?;
    Some([lower.number()?, upper.number()?])
}

fn touch(one: &Area, other: &Area) -> bool {
    one.left < other.right
        && other.left < one.right
        && one.top < other.bottom
        && other.top < one.bottom
}

/// Writes the shorthands of a row without any number, and returns where they end.
fn absent(
    scene: &mut Scene,
    mut top: f64,
    row: &[&Point],
    (points, column): (&[TrendPoint], Column),
) -> f64 {
    let named: Vec<String> = std::iter::zip(points, row)
        .map(|(point, [value, ..])| format!("{}: {}", point.label, value.shown()))
        .collect();
    for words in lines(&named.join(", "), column.width(), Weight::Regular) {
        scene.text(Line::new(column.left, top, words).ink(QUIET));
        top += LINE;
    }
    top
}
