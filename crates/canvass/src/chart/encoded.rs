//! Pixels as a PNG file.

use std::collections::HashMap;

use png::{BitDepth, ColorType, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

/// The picture as a file: with a palette where it has few enough colours, which takes a fraction of the time and of the
/// bytes, else with the three parts of each colour. Nothing shines through, as what is drawn lies on white.
pub(super) fn encoded(canvas: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, canvas.width(), canvas.height());
    encoder.set_depth(BitDepth::Eight);
    match with_palette(canvas.pixels()) {
        Some((palette, pixels)) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(palette);
            encoder.set_filter(Filter::NoFilter);
            encoder.write_header()?.write_image_data(&pixels)?;
        }
        None => {
            encoder.set_color(ColorType::Rgb);
            let pixels: Vec<u8> = canvas.pixels().iter().flat_map(parts).collect();
            encoder.write_header()?.write_image_data(&pixels)?;
        }
    }
    Ok(bytes)
}

/// The parts of each colour in the order in which they first occur, and the place among them of each pixel's; `None`
/// when there are more colours than a byte can number.
fn with_palette(pixels: &[PremultipliedColorU8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut places: HashMap<[u8; 3], u8> = HashMap::new();
    let mut palette = Vec::new();
    let mut last: Option<([u8; 3], u8)> = None;
    let mut indexed = Vec::with_capacity(pixels.len());
    for pixel in pixels {
        let colour = parts(pixel);
        let place = match last {
            Some((same, place)) if same == colour => place,
            _ => match places.get(&colour) {
                Some(place) => *place,
                None => {
                    let place = u8::try_from(places.len()).ok()?;
                    palette.extend(colour);
                    places.insert(colour, place);
                    place
                }
            },
        };
        last = Some((colour, place));
        indexed.push(place);
    }
    Some((palette, indexed))
}

/// The parts of a colour through which nothing shines.
fn parts(colour: &PremultipliedColorU8) -> [u8; 3] {
    [colour.red(), colour.green(), colour.blue()]
}
