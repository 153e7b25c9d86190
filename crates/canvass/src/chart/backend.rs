//! A plotters backend that writes accessible SVG.

use std::convert::Infallible;
use std::fmt::Write as _;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use super::font;

/// Backend coordinates in one unit of the SVG: plotters counts in whole pixels, which are too coarse for
/// type and thin lines.
pub(super) const FINE: f64 = 10.0;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Writes SVG elements, one a line, into a string that already holds the opening of the `svg` element.
pub(super) struct SvgBackend<'a> {
    markup: &'a mut String,
    size: (u32, u32),
    ink: BackendColor,
}

impl<'a> SvgBackend<'a> {
    /// `size` is in backend coordinates; text in `ink` needs no colour of its own.
    pub(super) fn new(markup: &'a mut String, size: (u32, u32), ink: BackendColor) -> Self {
        SvgBackend { markup, size, ink }
    }

    fn element(&mut self, element: std::fmt::Arguments<'_>) -> Drawn {
        // Writing to a string cannot fail.
        let _ = self.markup.write_fmt(element);
        self.markup.push('\n');
        Ok(())
    }
}

/// A length in units of the SVG, with one decimal at most.
fn units(fine: impl Into<i64>) -> String {
    let fine: i64 = fine.into();
    let sign = if fine < 0 { "-" } else { "" };
    let (whole, tenth) = (fine.abs() / 10, fine.abs() % 10);
    if tenth == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{tenth}")
    }
}

/// A colour as SVG writes it.
pub(super) fn hex(color: BackendColor) -> String {
    let (red, green, blue) = color.rgb;
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// `fill` or `stroke` attributes.
fn paint<S: BackendStyle>(style: &S, fill: bool) -> String {
    let color = hex(style.color());
    if fill {
        format!(r#"fill="{color}""#)
    } else {
        let width = units(style.stroke_width());
        format!(r#"fill="none" stroke="{color}" stroke-width="{width}""#)
    }
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let points: Vec<String> = path
        .into_iter()
        .map(|(x, y)| format!("{},{}", units(x), units(y)))
        .collect();
    points.join(" ")
}

/// Text as it may stand in XML: escaped, and without the characters that XML 1.0 forbids. Line breaks become
/// spaces.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        let (x, y, color) = (units(x), units(y), hex(color));
        self.element(format_args!(
            r#"<rect x="{x}" y="{y}" width="0.1" height="0.1" fill="{color}"/>"#
        ))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        let (x1, y1, x2, y2) = (units(from.0), units(from.1), units(to.0), units(to.1));
        let (color, width) = (hex(style.color()), units(style.stroke_width()));
        self.element(format_args!(
            r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{color}" stroke-width="{width}"/>"#
        ))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        one: BackendCoord,
        other: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = (units(one.0.min(other.0)), units(one.1.min(other.1)));
        let (width, height) = (
            units(one.0.abs_diff(other.0)),
            units(one.1.abs_diff(other.1)),
        );
        let paint = paint(style, fill);
        self.element(format_args!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" {paint}/>"#
        ))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let path: Vec<BackendCoord> = path.into_iter().collect();
        if let [from, to] = path[..] {
            return self.draw_line(from, to, style);
        }
        let (points, paint) = (points(path), paint(style, false));
        self.element(format_args!(r#"<polyline points="{points}" {paint}/>"#))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y, radius) = (units(centre.0), units(centre.1), units(radius));
        let paint = paint(style, fill);
        self.element(format_args!(
            r#"<circle cx="{x}" cy="{y}" r="{radius}" {paint}/>"#
        ))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let (points, paint) = (points(corners), paint(style, true));
        self.element(format_args!(r#"<polygon points="{points}" {paint}/>"#))
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Drawn {
        let position = style.anchor();
        let ems = match position.v_pos {
            VPos::Top => font::ASCENT,
            VPos::Center => font::CAPITAL / 2.0,
            VPos::Bottom => -font::DESCENT,
        };
        let (x, y) = (units(x), units(y + (ems * style.size()).round() as i32));
        let anchor = match position.h_pos {
            HPos::Left => "",
            HPos::Center => r#" text-anchor="middle""#,
            HPos::Right => r#" text-anchor="end""#,
        };
        let weight = match style.style() {
            FontStyle::Bold => r#" font-weight="700""#,
            FontStyle::Normal | FontStyle::Italic | FontStyle::Oblique => "",
        };
        let fill = if style.color().rgb == self.ink.rgb {
            String::new()
        } else {
            format!(r#" fill="{}""#, hex(style.color()))
        };
        let words = escape(text);
        self.element(format_args!(
            r#"<text x="{x}" y="{y}"{anchor}{weight}{fill}>{words}</text>"#
        ))
    }
}
