//! Pixels as a PNG file.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::Pixmap;

/// How hard the pixels are packed. Of drawings this takes a third of the time of the usual level, and a sixth more
/// bytes.
const PACKING: DeflateCompression = DeflateCompression::Level(2);

/// How many bytes a pixel has: red, green, blue, and how little shines through.
const PIXEL: usize = 4;

/// The picture as a file: with a palette where it has few enough colours, which takes a fraction of the time and of the
/// bytes, else with the three parts of each colour. Nothing shines through, as what is drawn lies on white.
pub(super) fn encoded(canvas: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, canvas.width(), canvas.height());
    encoder.set_depth(BitDepth::Eight);
    // Rows of a drawing are packed best as they are.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(PACKING);
    match with_palette(canvas.data()) {
        Some((palette, pixels)) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(palette);
            encoder.write_header()?.write_image_data(&pixels)?;
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            let (pixels, _) = canvas.data().as_chunks::<PIXEL>();
            let mut parts = Vec::with_capacity(pixels.len() * 3);
            for [red, green, blue, _] in pixels {
                parts.extend_from_slice(&[*red, *green, *blue]);
            }
            encoder.write_header()?.write_image_data(&parts)?;
        }
    }
    Ok(bytes)
}

/// The parts of each colour in the order in which they first occur, and the place among them of each pixel's; `None`
/// when there are more colours than a byte can number.
fn with_palette(bytes: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut places: HashMap<u32, u8, RandomState> = HashMap::default();
    let mut palette = Vec::new();
    let mut indexed = Vec::with_capacity(bytes.len() / PIXEL);
    let mut rest = bytes;
    while let Some((&pixel, _)) = rest.split_first_chunk::<PIXEL>() {
        let colour = u32::from_ne_bytes(pixel);
        let place = match places.get(&colour) {
            Some(place) => *place,
            None => {
                let place = u8::try_from(places.len()).ok()?;
                let [red, green, blue, _] = pixel;
                palette.extend([red, green, blue]);
                places.insert(colour, place);
                place
            }
        };
        let run = run_of(pixel, rest);
        indexed.extend(std::iter::repeat_n(place, run));
        rest = rest.get(run * PIXEL..).unwrap_or_default();
    }
    Some((palette, indexed))
}

/// How many pixels at the start of `bytes` are this one. Nearly all that is drawn is long rows of one colour, so many
/// are looked at at once.
fn run_of(pixel: [u8; PIXEL], bytes: &[u8]) -> usize {
    const MANY: usize = 32;
    let same = |pixels: &[[u8; PIXEL]]| pixels.iter().take_while(|other| **other == pixel).count();
    let (pixels, _) = bytes.as_chunks::<PIXEL>();
    // Where colours change from pixel to pixel, as along the edge of a letter.
    if pixels.get(1).is_some_and(|next| *next != pixel) {
        return 1;
    }
    let (many, _) = pixels.as_chunks::<MANY>();
    // Without a way out of the loop it looks at many bytes at once.
    let all =
        |row: &&[[u8; PIXEL]; MANY]| row.iter().fold(true, |all, other| all & (*other == pixel));
    let whole = many.iter().take_while(all).count() * MANY;
    whole + pixels.get(whole..).map_or(0, same)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use resvg::tiny_skia::{Color, Rect, Transform};

    /// A white picture with rectangles of as many colours as told, each a pixel high and as wide as its number.
    fn picture(colours: u32) -> Pixmap {
        let mut canvas = Pixmap::new(400, 400).unwrap();
        canvas.fill(Color::WHITE);
        for number in 1..colours {
            let mut paint = resvg::tiny_skia::Paint::default();
            paint.set_color_rgba8(number as u8, (number >> 8) as u8, 7, 255);
            let bar = Rect::from_xywh(3.0, number as f32, number as f32, 1.0).unwrap();
            canvas.fill_rect(bar, &paint, Transform::identity(), None);
        }
        canvas
    }

    #[test]
    fn a_file_has_the_colours_of_the_picture() {
        for (colours, kind) in [
            (1, ColorType::Indexed),
            (2, ColorType::Indexed),
            (256, ColorType::Indexed),
            (257, ColorType::Rgb),
        ] {
            let canvas = picture(colours);
            let file = encoded(&canvas).unwrap();
            assert_eq!(
                png::Decoder::new(std::io::Cursor::new(&file))
                    .read_info()
                    .unwrap()
                    .info()
                    .color_type,
                kind,
                "{colours}"
            );
            let again = Pixmap::decode_png(&file).unwrap();
            assert!(again == canvas, "{colours}");
        }
    }

    #[test]
    fn rows_of_one_colour_are_counted_to_their_ends() {
        for length in [1, 2, 31, 32, 33, 64, 65, 100] {
            let mut bytes = [9, 9, 9, 255].repeat(length);
            assert_eq!(run_of([9, 9, 9, 255], &bytes), length);
            bytes.extend([9, 9, 8, 255].repeat(40));
            assert_eq!(run_of([9, 9, 9, 255], &bytes), length);
        }
    }
}
