//! Draws a scene with plotters.

use std::f64::consts::FRAC_1_SQRT_2;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, TextStyle};

use super::ChartError;
use super::backend::{FINE, SvgBackend, escape, hex};
use super::font::{FAMILY, Weight};
use super::scene::{Align, Area, Line, Scene, Shape};
use super::style::{INK, TEXT, WHITE};
use crate::document::Anchor;

/// The whole `svg` element of a scene.
pub(super) fn markup(scene: &Scene, anchor: &Anchor, alt: &str) -> Result<String, ChartError> {
    let canvas = scene.canvas();
    let (width, height) = (canvas.width(), canvas.height());
    let ink = INK.to_backend_color();
    let mut markup = format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="100%" "#,
            r#"role="img" aria-labelledby="{anchor}_title" "#,
            r#"font-family="{family}" font-size="{size}" fill="{fill}" "#,
            r#"style="height:auto;forced-color-adjust:none">"#,
            "\n",
            r#"<title id="{anchor}_title">{alt}</title>"#,
            "\n",
        ),
        width = width,
        height = height,
        anchor = anchor,
        family = FAMILY,
        size = TEXT,
        fill = hex(ink),
        alt = escape(alt),
    );
    let size = (fine(width).unsigned_abs(), fine(height).unsigned_abs());
    {
        let backend = SvgBackend::new(&mut markup, size, ink);
        let area = backend.into_drawing_area();
        rectangle(&area, &canvas, WHITE)?;
        for shape in scene.shapes() {
            draw(&area, shape)?;
        }
    }
    markup.push_str("</svg>");
    Ok(markup)
}

type Canvas<'a> = DrawingArea<SvgBackend<'a>, Shift>;

fn draw(area: &Canvas<'_>, shape: &Shape) -> Result<(), ChartError> {
    match shape {
        Shape::Bar { area: bar, ink } => rectangle(area, bar, *ink),
        Shape::Stroke {
            from,
            to,
            width,
            ink,
        } => area
            .draw(&PathElement::new(
                vec![place(*from), place(*to)],
                ink.stroke_width(fine(*width).unsigned_abs()),
            ))
            .map_err(failed),
        Shape::Disc {
            centre,
            radius,
            ink,
        } => circle(area, *centre, *radius, *ink),
        Shape::Ring {
            centre,
            radius,
            width,
            ink,
        } => {
            circle(area, *centre, *radius, *ink)?;
            circle(area, *centre, radius - width, WHITE)
        }
        Shape::Panel {
            area: panel,
            radius,
            ink,
        } => area
            .draw(&Polygon::new(rounded(panel, *radius), ink.filled()))
            .map_err(failed),
        Shape::Text(line) => text(area, line),
    }
}

fn rectangle(area: &Canvas<'_>, bar: &Area, ink: RGBColor) -> Result<(), ChartError> {
    let corners = [place((bar.left, bar.top)), place((bar.right, bar.bottom))];
    area.draw(&Rectangle::new(corners, ink.filled()))
        .map_err(failed)
}

fn circle(
    area: &Canvas<'_>,
    centre: (f64, f64),
    radius: f64,
    ink: RGBColor,
) -> Result<(), ChartError> {
    area.draw(&Circle::new(place(centre), fine(radius), ink.filled()))
        .map_err(failed)
}

fn text(area: &Canvas<'_>, line: &Line) -> Result<(), ChartError> {
    let weight = match line.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Bold => FontStyle::Bold,
    };
    let across = match line.align {
        Align::Start => HPos::Left,
        Align::Middle => HPos::Center,
        Align::End => HPos::Right,
    };
    let style = TextStyle {
        font: FontDesc::new(FontFamily::Name(FAMILY), TEXT * FINE, weight),
        color: line.ink.to_backend_color(),
        pos: Pos::new(across, VPos::Top),
    };
    let place = place((line.x, line.top));
    area.draw(&Text::new(line.words.as_str(), place, style))
        .map_err(failed)
}

fn fine(units: f64) -> i32 {
    (units * FINE).round() as i32
}

fn place((x, y): (f64, f64)) -> (i32, i32) {
    (fine(x), fine(y))
}

fn failed<E>(error: E) -> ChartError
where
    E: std::error::Error + Send + Sync + 'static,
{
    ChartError::Drawing(Box::new(error))
}

/// The outline of a rectangle with round corners.
fn rounded(area: &Area, radius: f64) -> Vec<(i32, i32)> {
    /// Sine and cosine of every 15th degree from 0 to 90, written down because platforms differ in the last
    /// digit.
    const ARC: [(f64, f64); 7] = [
        (0.0, 1.0),
        (0.258_819, 0.965_926),
        (0.5, 0.866_025),
        (FRAC_1_SQRT_2, FRAC_1_SQRT_2),
        (0.866_025, 0.5),
        (0.965_926, 0.258_819),
        (1.0, 0.0),
    ];
    let radius = radius.min(area.width() / 2.0).min(area.height() / 2.0);
    let inner = area.inset(radius);
    let corners = [
        (inner.right, inner.top, (1.0, -1.0), false),
        (inner.right, inner.bottom, (1.0, 1.0), true),
        (inner.left, inner.bottom, (-1.0, 1.0), false),
        (inner.left, inner.top, (-1.0, -1.0), true),
    ];
    let mut outline = Vec::with_capacity(ARC.len() * corners.len());
    for (x, y, (right, down), turned) in corners {
        for (sine, cosine) in ARC {
            let (across, along) = if turned {
                (cosine, sine)
            } else {
                (sine, cosine)
            };
            outline.push(place((
                x + right * radius * across,
                y + down * radius * along,
            )));
        }
    }
    outline
}
