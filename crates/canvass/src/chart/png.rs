//! The SVG as pixels, for what cannot show SVG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::drawable::{StandIn, drawable};
use super::painted::painted;
use super::{ChartError, font, svg};
use crate::document::Figure;
use crate::limits::MAX_PICTURE_HEIGHT;

/// A figure drawn as PNG.
#[derive(Debug, Clone, PartialEq)]
pub struct Png {
    bytes: Vec<u8>,
    pixels: (u32, u32),
    points: (f64, f64),
    stand_ins: Vec<StandIn>,
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

    /// The labels that are drawn as something else, because the bundled font lacks characters of theirs. Say them beside
    /// the picture.
    pub fn stand_ins(&self) -> &[StandIn] {
        &self.stand_ins
    }

    /// The same width and height in English metric units, 12,700 to a point, as Office files count.
    pub fn emus(&self) -> (u64, u64) {
        let emus = |points: f64| (points * 12_700.0).round() as u64;
        (emus(self.points.0), emus(self.points.1))
    }
}

pub(super) static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(font::REGULAR.to_vec());
    fonts.load_font_data(font::BOLD.to_vec());
    // What stands in for any font that a drawing from elsewhere names.
    fonts.set_serif_family(font::OWN_FAMILY);
    fonts.set_sans_serif_family(font::OWN_FAMILY);
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
    let (figure, stand_ins) = drawable(figure);
    let drawing = svg(&figure)?;
    let options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(drawing.markup(), &options)
        .map_err(|e| ChartError::Picture(Box::new(e)))?;
    let scale = f64::from(dpi) / 72.0;
    let pixels = |units: f64| (units * scale).round() as u32;
    let (width, height) = (pixels(drawing.width()), pixels(drawing.height()));
    if height > MAX_PICTURE_HEIGHT {
        return Err(ChartError::TooManyPixels { width, height });
    }
    let across = width as f32 / drawing.width() as f32;
    let down = height as f32 / drawing.height() as f32;
    Ok(Png {
        bytes: painted(&tree, Transform::from_scale(across, down), (width, height))?,
        pixels: (width, height),
        points: (drawing.width(), drawing.height()),
        stand_ins,
    })
}

/// Draws somebody else's SVG, such as a logo, as PNG of `height` pixels. It is drawn from its text alone: no file and
/// no address is looked at, and its words are in the bundled font.
///
/// # Errors
/// When it is no SVG, or its shape makes it too wide.
pub fn raster(markup: &str, height: u32) -> Result<Png, ChartError> {
    let options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(markup, &options)
        .map_err(|error| ChartError::Picture(Box::new(error)))?;
    let size = tree.size();
    let scale = height as f32 / size.height();
    let width = (size.width() * scale).ceil() as u32;
    let too_many = ChartError::TooManyPixels { width, height };
    if width > WIDEST_RASTER {
        return Err(too_many);
    }
    let mut canvas = Pixmap::new(width.max(1), height).ok_or(too_many)?;
    let transform = Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut canvas.as_mut());
    let bytes = canvas
        .encode_png()
        .map_err(|error| ChartError::Picture(Box::new(error)))?;
    Ok(Png {
        bytes,
        pixels: (width.max(1), height),
        points: (f64::from(size.width()), f64::from(size.height())),
        stand_ins: Vec::new(),
    })
}

/// Reads somebody else's PNG to its end, and keeps nothing of it.
///
/// # Errors
/// When it is damaged.
pub(crate) fn decoded(bytes: &[u8]) -> Result<(), ChartError> {
    let read = || -> Result<(), png::DecodingError> {
        let mut rows = png::Decoder::new(std::io::Cursor::new(bytes)).read_info()?;
        while rows.next_row()?.is_some() {}
        rows.finish()
    };
    read().map_err(|error| ChartError::Picture(Box::new(error)))
}

/// The most pixels across of such a drawing.
const WIDEST_RASTER: u32 = 4_000;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::document::{AltText, Alternative, Anchor, Hub};

    #[test]
    fn what_the_font_lacks_is_told_beside_the_picture() {
        let hub = Hub {
            centre: "Support".into(),
            phrases: ["\u{645}\u{631}\u{62d}", "Advice"]
                .map(String::from)
                .to_vec(),
        };
        let words = Alternative::new(AltText::new("A.").unwrap(), vec!["B.".into()]);
        let figure =
            |hub| Figure::diagram(Anchor::new("f").unwrap(), "C", words.clone(), hub).unwrap();
        let arabic = figure(hub.clone());
        let picture = png(&arabic, 72).unwrap();
        assert_eq!(picture.stand_ins()[0].drawn, "A");
        assert_eq!(picture.stand_ins()[0].label, hub.phrases[0]);
        // The pixels are those of the letter, and not of boxes.
        let mut lettered = hub;
        lettered.phrases[0] = "A".into();
        assert_eq!(picture.bytes(), png(&figure(lettered), 72).unwrap().bytes());
    }
}
