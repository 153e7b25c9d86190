//! What a drawing is made of, before it is drawn.

use plotters::style::RGBColor;

use super::font::{self, Weight};
use super::style::{INK, LINE, MARGIN, WIDTH};

/// A drawing: its shapes and lines of text in the order in which they are drawn and read.
#[derive(Debug, Default)]
pub(super) struct Scene {
    shapes: Vec<Shape>,
    bottom: f64,
}

#[derive(Debug)]
pub(super) enum Shape {
    /// A filled rectangle.
    Bar { area: Area, ink: RGBColor },
    /// A straight line.
    Stroke {
        from: (f64, f64),
        to: (f64, f64),
        width: f64,
        ink: RGBColor,
    },
    /// A filled circle.
    Disc {
        centre: (f64, f64),
        radius: f64,
        ink: RGBColor,
    },
    /// A circle filled white, with a coloured outline that ends at the radius.
    Ring {
        centre: (f64, f64),
        radius: f64,
        width: f64,
        ink: RGBColor,
    },
    /// A filled rectangle with round corners.
    Panel {
        area: Area,
        radius: f64,
        ink: RGBColor,
    },
    /// A line of text.
    Text(Line),
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The same area, further down.
    pub(super) fn lower(&self, by: f64) -> Area {
        Area {
            top: self.top + by,
            bottom: self.bottom + by,
            ..*self
        }
    }

    /// The same area, less `by` on every side.
    pub(super) fn inset(&self, by: f64) -> Area {
        Area {
            left: self.left + by,
            top: self.top + by,
            right: self.right - by,
            bottom: self.bottom - by,
        }
    }
}

/// Which part of a line of text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Start,
    Middle,
    End,
}

/// One upright line of text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) x: f64,
    pub(super) top: f64,
    pub(super) words: String,
    pub(super) align: Align,
    pub(super) weight: Weight,
    pub(super) ink: RGBColor,
}

impl Line {
    /// Regular dark text that starts at `x`, with the top of its line at `top`.
    pub(super) fn new(x: f64, top: f64, words: impl Into<String>) -> Self {
        Line {
            x,
            top,
            words: words.into(),
            align: Align::Start,
            weight: Weight::Regular,
            ink: INK,
        }
    }

    pub(super) fn align(self, align: Align) -> Self {
        Line { align, ..self }
    }

    pub(super) fn weight(self, weight: Weight) -> Self {
        Line { weight, ..self }
    }

    pub(super) fn ink(self, ink: RGBColor) -> Self {
        Line { ink, ..self }
    }

    /// The room that it takes up.
    pub(super) fn area(&self) -> Area {
        let width = font::width(&self.words, self.weight);
        let left = match self.align {
            Align::Start => self.x,
            Align::Middle => self.x - width / 2.0,
            Align::End => self.x - width,
        };
        Area {
            left,
            top: self.top,
            right: left + width,
            bottom: self.top + LINE,
        }
    }
}

impl Scene {
    /// The shapes in order.
    pub(super) fn shapes(&self) -> &[Shape] {
        &self.shapes
    }

    /// The whole drawing.
    pub(super) fn canvas(&self) -> Area {
        Area {
            left: 0.0,
            top: 0.0,
            right: WIDTH,
            bottom: self.height(),
        }
    }

    /// The height of the drawing, with the margin below the lowest shape, in whole units.
    pub(super) fn height(&self) -> f64 {
        (self.bottom + MARGIN).ceil()
    }

    pub(super) fn bar(&mut self, area: Area, ink: RGBColor) {
        self.add(area.bottom, Shape::Bar { area, ink });
    }

    pub(super) fn stroke(&mut self, from: (f64, f64), to: (f64, f64), width: f64, ink: RGBColor) {
        let shape = Shape::Stroke {
            from,
            to,
            width,
            ink,
        };
        self.add(from.1.max(to.1), shape);
    }

    pub(super) fn disc(&mut self, centre: (f64, f64), radius: f64, ink: RGBColor) {
        let shape = Shape::Disc {
            centre,
            radius,
            ink,
        };
        self.add(centre.1 + radius, shape);
    }

    pub(super) fn ring(&mut self, centre: (f64, f64), radius: f64, width: f64, ink: RGBColor) {
        let shape = Shape::Ring {
            centre,
            radius,
            width,
            ink,
        };
        self.add(centre.1 + radius, shape);
    }

    pub(super) fn panel(&mut self, area: Area, radius: f64, ink: RGBColor) {
        self.add(area.bottom, Shape::Panel { area, radius, ink });
    }

    pub(super) fn text(&mut self, line: Line) {
        self.add(line.top + LINE, Shape::Text(line));
    }

    fn add(&mut self, bottom: f64, shape: Shape) {
        self.bottom = self.bottom.max(bottom);
        self.shapes.push(shape);
    }
}
