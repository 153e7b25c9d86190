//! The measures and colours that all charts share. Lengths are in units of a canvas 400 wide: about a CSS
//! pixel on a phone, and a point in a word processor.

use plotters::style::RGBColor;

/// The width of every drawing.
pub(super) const WIDTH: f64 = 400.0;
/// The white space around the drawing.
pub(super) const MARGIN: f64 = 12.0;
/// Where the drawing starts and ends, left and right.
pub(super) const LEFT: f64 = MARGIN;
pub(super) const RIGHT: f64 = WIDTH - MARGIN;
/// The size of all text: over 9 CSS pixels where the drawing is 288 wide, as on a phone of 320.
pub(super) const TEXT: f64 = 13.0;
/// The height of a line of text.
pub(super) const LINE: f64 = TEXT * (super::font::ASCENT + super::font::DESCENT);
/// Between a mark and the words that name it.
pub(super) const GAP: f64 = 6.0;

/// Text, on white 19:1.
pub(super) const INK: RGBColor = RGBColor(0x0b, 0x0c, 0x0c);
/// Text that matters less, on white 7:1.
pub(super) const QUIET: RGBColor = RGBColor(0x50, 0x5a, 0x5f);
/// The first colour of marks.
pub(super) const BLUE: RGBColor = RGBColor(0x12, 0x43, 0x6d);
/// The second colour of marks, 3.4:1 beside the first.
pub(super) const ORANGE: RGBColor = RGBColor(0xf4, 0x6a, 0x25);
/// Lines that join marks, on white 3.1:1.
pub(super) const LINK: RGBColor = RGBColor(0x8a, 0x94, 0x9b);
/// Lines that guide the eye and carry no meaning of their own.
pub(super) const GRID: RGBColor = RGBColor(0xd4, 0xd8, 0xdb);
/// A tint behind words; the words stand out at 17:1.
pub(super) const TINT: RGBColor = RGBColor(0xee, 0xf3, 0xf8);
pub(super) const WHITE: RGBColor = RGBColor(0xff, 0xff, 0xff);

/// A colour on the way from one to another: 0 is the first, 1 the second.
pub(super) fn mix(from: RGBColor, to: RGBColor, share: f64) -> RGBColor {
    let part = |from: u8, to: u8| {
        (f64::from(from) + share * (f64::from(to) - f64::from(from))).round() as u8
    };
    RGBColor(part(from.0, to.0), part(from.1, to.1), part(from.2, to.2))
}

/// The contrast of two colours by WCAG 2.2, from 1 to 21.
pub(super) fn contrast(one: RGBColor, other: RGBColor) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of a colour by WCAG 2.2.
fn luminance(colour: RGBColor) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(colour.0) + 0.7152 * linear(colour.1) + 0.0722 * linear(colour.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_that_the_colours_were_chosen_by() {
        assert_eq!(contrast(WHITE, RGBColor(0, 0, 0)), 21.0);
        assert!((contrast(BLUE, ORANGE) - 3.38).abs() < 0.01);
        assert!((contrast(WHITE, ORANGE) - 3.03).abs() < 0.01);
        assert!(contrast(WHITE, LINK) > 3.0);
    }

    #[test]
    fn a_mixed_colour_lies_between_its_ends() {
        assert_eq!(mix(WHITE, BLUE, 0.0), WHITE);
        assert_eq!(mix(WHITE, BLUE, 1.0), BLUE);
        assert_eq!(
            mix(RGBColor(0, 0, 0), RGBColor(200, 100, 50), 0.5),
            RGBColor(100, 50, 25)
        );
    }
}
