//! Pixels as a PNG file.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::Pixmap;

use super::canvas::Canvas;

/// How hard the pixels are packed. Of drawings this takes a third of the time of the usual level, and a sixth more
/// bytes.
const PACKING: DeflateCompression = DeflateCompression::Level(2);

/// A picture of few colours as a file with a palette, which takes a fraction of the time and of the bytes.
pub(super) fn encoded(canvas: &Canvas, size: (u32, u32)) -> Result<Vec<u8>, EncodingError> {
    packed(size, Some(canvas.palette().concat()), canvas.pixels())
}

/// A picture as a file with the three parts of each colour. Nothing shines through, as what is drawn lies on white.
pub(super) fn encoded_in_full(canvas: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let (pixels, _) = canvas.data().as_chunks();
    let mut parts = Vec::with_capacity(pixels.len() * 3);
    for [red, green, blue, _] in pixels {
        parts.extend_from_slice(&[*red, *green, *blue]);
    }
    packed((canvas.width(), canvas.height()), None, &parts)
}

fn packed(
    (width, height): (u32, u32),
    palette: Option<Vec<u8>>,
    pixels: &[u8],
) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_depth(BitDepth::Eight);
    // Rows of a drawing are packed best as they are.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(PACKING);
    match palette {
        Some(palette) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(palette);
        }
        None => encoder.set_color(ColorType::Rgb),
    }
    encoder.write_header()?.write_image_data(pixels)?;
    Ok(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use resvg::tiny_skia::{Color, PathBuilder, Rect, Transform};

    #[test]
    fn a_file_has_the_colours_of_the_picture() {
        let mut few = Canvas::white(400, 300);
        let mut full = Pixmap::new(400, 300).unwrap();
        full.fill(Color::WHITE);
        for number in 1..=255_u8 {
            let (place, length) = (f32::from(number), f32::from(number) + 2.0);
            let bar = Rect::from_xywh(3.0, place, length, 1.0).unwrap();
            let colour = [number, 0, 7];
            let outline = PathBuilder::from_rect(bar);
            few.fill(&outline, Transform::identity(), colour).unwrap();
            let mut paint = resvg::tiny_skia::Paint::default();
            paint.set_color_rgba8(number, 0, 7, 255);
            full.fill_rect(bar, &paint, Transform::identity(), None);
        }
        for (file, kind) in [
            (encoded(&few, (400, 300)).unwrap(), ColorType::Indexed),
            (encoded_in_full(&full).unwrap(), ColorType::Rgb),
        ] {
            let reader = png::Decoder::new(std::io::Cursor::new(&file));
            let info = reader.read_info().unwrap();
            assert_eq!(info.info().color_type, kind);
            assert!(Pixmap::decode_png(&file).unwrap() == full, "{kind:?}");
        }
    }
}
