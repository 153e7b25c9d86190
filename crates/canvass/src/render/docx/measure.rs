//! How wide words are in Arial, near enough to share out the columns of a table.

/// Advance widths of the characters from space to tilde, in thousandths of the size: those of Helvetica, to
/// which Arial was cut.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
    278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
];
/// The same of the bold letters.
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278,
    278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, // 0 to ?
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, // P to _
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, // ` to o
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584, // p to ~
];
/// Width taken for any other letter.
const OTHER: u16 = 611;

/// Width of `text` in twips; `half_points` is its size.
pub(super) fn width(text: &str, half_points: u64, bold: bool) -> u64 {
    let widths = if bold { &BOLD } else { &REGULAR };
    let advance = |c: char| {
        let place = usize::try_from(u32::from(c)).ok();
        let known = place.and_then(|place| widths.get(place.checked_sub(32)?));
        u64::from(*known.unwrap_or(&OTHER))
    };
    let thousandths: u64 = text.chars().map(advance).sum();
    thousandths * half_points / 100
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn widths_are_those_of_the_letters() {
        // "Wi" is 944 + 222 thousandths; at 10 pt that is 11.66 pt, or 233 twips.
        assert_eq!(width("Wi", 20, false), 233);
        // The bold "i" is 278 thousandths wide.
        assert_eq!(width("Wi", 20, true), 244);
        assert_eq!(width("~", 20, false), 116);
        assert_eq!(width("ŷ", 20, false), width("\u{1F33B}", 20, false));
    }
}
