//! The publisher's mark as pixels.

use super::RenderError;
use crate::chart::{decoded, raster};
use crate::config::{Logo, LogoKind};

/// How many pixels down a drawing becomes: some 450 to the inch in a Word file.
const PIXELS: u32 = 280;

/// A logo as a PNG file, with its pixels across and down.
///
/// # Errors
/// When its file is damaged, or a drawing is too wide.
pub(crate) fn drawn(logo: &Logo) -> Result<(Vec<u8>, (u32, u32)), RenderError> {
    let bytes = &logo.file.bytes;
    let made = match logo.kind {
        LogoKind::Png { width, height } => {
            decoded(bytes).map(|()| (bytes.clone(), (width, height)))
        }
        LogoKind::Svg => {
            let png = raster(&String::from_utf8_lossy(bytes), PIXELS);
            png.map(|png| (png.bytes().to_vec(), png.pixels()))
        }
    };
    made.map_err(|source| RenderError::Logo {
        file: logo.file.name.clone(),
        source,
    })
}
