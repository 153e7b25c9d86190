//! The SVG as pixels, for what cannot show SVG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::{ChartError, font, svg};
use crate::document::Figure;

/// A figure drawn as PNG.
#[derive(Debug, Clone, PartialEq)]
pub struct Png {
    bytes: Vec<u8>,
    pixels: (u32, u32),
    points: (f64, f64),
}

impl Png {
    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its width and height in pixels.
    pub fn pixels(&self) -> (u32, u32) {
        self.pixels
    }

    /// The width and height in points at which its text is 13 points high.
    pub fn points(&self) -> (f64, f64) {
        self.points
    }

    /// The same width and height in English metric units, 12,700 to a point, as Office files count.
    pub fn emus(&self) -> (u64, u64) {
        let emus = |points: f64| (points * 12_700.0).round() as u64;
        (emus(self.points.0), emus(self.points.1))
    }
}

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(font::REGULAR.to_vec());
    fonts.load_font_data(font::BOLD.to_vec());
    Arc::new(fonts)
});

/// Draws a figure as PNG, from the same drawing as [`svg`] and with the bundled font, so that it looks the same
/// on every machine.
///
/// # Errors
/// Those of [`svg`]; a resolution that is not from 36 to 600 dots per inch; a picture too large for memory.
pub fn png(figure: &Figure, dpi: u32) -> Result<Png, ChartError> {
    if !(36..=600).contains(&dpi) {
        return Err(ChartError::BadResolution { dpi });
    }
    let drawing = svg(figure)?;
    let options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(drawing.markup(), &options)
        .map_err(|e| ChartError::Picture(Box::new(e)))?;
    let scale = f64::from(dpi) / 72.0;
    let pixels = |units: f64| (units * scale).round() as u32;
    let (width, height) = (pixels(drawing.width()), pixels(drawing.height()));
    if height > MOST_PIXELS {
        return Err(ChartError::TooManyPixels { width, height });
    }
    let mut canvas =
        Pixmap::new(width, height).ok_or(ChartError::TooManyPixels { width, height })?;
    let across = width as f32 / drawing.width() as f32;
    let down = height as f32 / drawing.height() as f32;
    resvg::render(
        &tree,
        Transform::from_scale(across, down),
        &mut canvas.as_mut(),
    );
    let bytes = canvas
        .encode_png()
        .map_err(|e| ChartError::Picture(Box::new(e)))?;
    Ok(Png {
        bytes,
        pixels: (width, height),
        points: (drawing.width(), drawing.height()),
    })
}

/// The most pixels down: some 300 bars at the highest resolution.
const MOST_PIXELS: u32 = 60_000;
