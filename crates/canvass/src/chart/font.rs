//! The bundled font: what words measure.

use std::sync::LazyLock;

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// Noto Sans, regular.
pub(super) const REGULAR: &[u8] = include_bytes!("../../fonts/NotoSans-Regular.ttf");
/// Noto Sans, bold.
pub(super) const BOLD: &[u8] = include_bytes!("../../fonts/NotoSans-Bold.ttf");
/// The family of the bundled font.
#[cfg(feature = "png")]
pub(super) const OWN_FAMILY: &str = "Noto Sans";
/// The family, and what stands in for it on a reader's machine.
pub(super) const FAMILY: &str = "Noto Sans, Arial, sans-serif";
/// From the top of a line to its baseline, and from there to its bottom, in ems.
pub(super) const ASCENT: f64 = 1.069;
pub(super) const DESCENT: f64 = 0.293;
/// The height of a capital, in ems.
pub(super) const CAPITAL: f64 = 0.714;

/// Room for a reader's machine that has neither Noto Sans nor Arial: the usual stand-ins are up to a
/// twelfth wider.
const SLACK: f64 = 1.08;
/// The width in ems that is kept for a character that the font lacks, such as an emoji.
const UNKNOWN: f64 = 1.3;

/// How heavy a line of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

struct Face {
    characters: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

impl Face {
    fn new(file: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(file).ok()?;
        Some(Face {
            characters: font.charmap(),
            metrics: font.glyph_metrics(Size::new(1.0), LocationRef::default()),
        })
    }

    fn advance(&self, c: char) -> Option<f64> {
        let glyph = self.characters.map(c)?;
        self.metrics.advance_width(glyph).map(f64::from)
    }
}

static FACES: LazyLock<[Option<Face>; 2]> = LazyLock::new(|| [Face::new(REGULAR), Face::new(BOLD)]);

/// Whether the bundled font can draw a character.
#[cfg(feature = "png")]
pub(super) fn has(c: char) -> bool {
    let [regular, _] = &*FACES;
    regular
        .as_ref()
        .is_some_and(|face| face.characters.map(c).is_some())
}

/// The width of a line of text, at the size of all text, with a little to spare. The width of two texts is the
/// width of one after the other.
pub(super) fn width(words: &str, weight: Weight) -> f64 {
    let [regular, bold] = &*FACES;
    let face = match weight {
        Weight::Regular => regular,
        Weight::Bold => bold,
    };
    let advance = |c| face.as_ref().and_then(|face| face.advance(c));
    let ems: f64 = words.chars().map(|c| advance(c).unwrap_or(UNKNOWN)).sum();
    ems * super::style::TEXT * SLACK
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::style::TEXT;

    #[test]
    fn widths_are_those_of_the_font() {
        // From the files' tables: "i" advances 528 and 626, "W" 1905 and 1980 of 2048 units.
        for (words, weight, units) in [
            ("", Weight::Regular, 0.0),
            ("i", Weight::Regular, 528.0),
            ("iW", Weight::Regular, 528.0 + 1905.0),
            ("i", Weight::Bold, 626.0),
        ] {
            let expected = units / 2048.0 * TEXT * SLACK;
            assert!((width(words, weight) - expected).abs() < 0.01, "{words}");
        }
        assert!(width("\u{1F33B}", Weight::Regular) > TEXT);
    }

    #[test]
    fn line_metrics_are_those_of_the_font() {
        for file in [REGULAR, BOLD] {
            let metrics = FontRef::new(file)
                .ok()
                .map(|f| f.metrics(Size::new(1.0), LocationRef::default()));
            let heights = metrics.map(|m| (m.ascent, m.descent, m.cap_height));
            let rounded = heights.map(|(a, d, c)| {
                (
                    (a * 1000.0).round(),
                    (d * 1000.0).round(),
                    c.map(|c| (c * 1000.0).round()),
                )
            });
            assert_eq!(rounded, Some((1069.0, -293.0, Some(714.0))));
        }
    }
}
