//! The sheet: A4. Lengths are in twips, twentieths of a point, unless they say otherwise.

/// Width of the sheet.
pub(super) const WIDTH: u64 = 11_906;
/// Height of the sheet.
pub(super) const HEIGHT: u64 = 16_838;
/// Margin on every side: 2.2 cm, or 1.7 cm in a document of a page or two.
pub(super) const fn margin(short: bool) -> u64 {
    if short { 964 } else { 1_247 }
}

/// From the sheet's edge to the running header and footer.
pub(super) const EDGE: u64 = 624;

/// The room for the text on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextArea {
    pub(super) width: u64,
    pub(super) height: u64,
    /// How wide letters may be, in hundredths of those of Arial.
    pub(super) letters: u64,
}

impl TextArea {
    /// The room for the text on our own sheet.
    pub(super) const fn of(short: bool) -> Self {
        TextArea {
            width: WIDTH - 2 * margin(short),
            height: HEIGHT - 2 * margin(short),
            letters: 100,
        }
    }
}

/// English Metric Units, in which pictures are measured, in a twip.
pub(super) const EMU: u64 = 635;
