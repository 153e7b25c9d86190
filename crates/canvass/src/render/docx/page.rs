//! The sheet: A4, with margins of 2.2 cm. Lengths are in twips, twentieths of a point, unless they say otherwise.

/// Width of the sheet.
pub(super) const WIDTH: u64 = 11_906;
/// Height of the sheet.
pub(super) const HEIGHT: u64 = 16_838;
/// Margin on every side.
pub(super) const MARGIN: u64 = 1_247;
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

/// The room for the text on our own sheet.
pub(super) const TEXT: TextArea = TextArea {
    width: WIDTH - 2 * MARGIN,
    height: HEIGHT - 2 * MARGIN,
    letters: 100,
};

/// English Metric Units, in which pictures are measured, in a twip.
pub(super) const EMU: u64 = 635;
