use std::fmt;

use toml::de::DeValue;

use super::value::{FromToml, Unfit};

/// A colour of the screen (sRGB).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// Paper.
    pub const WHITE: Colour = Colour {
        red: 0xff,
        green: 0xff,
        blue: 0xff,
    };

    /// The darker of the tints that the report lays behind words: heads of tables in Word.
    pub const TINT: Colour = Colour {
        red: 0xea,
        green: 0xf0,
        blue: 0xf6,
    };

    /// A colour written as a number sign and six hexadecimal digits, such as `#12436d`.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Colour {
            red: part(0)?,
            green: part(2)?,
            blue: part(4)?,
        })
    }

    /// Its six hexadecimal digits.
    pub fn hex(self) -> String {
        format!("{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// How far it stands out from another colour, from 1 to 21 (WCAG 2.2, "contrast ratio"). It is the same both ways.
    ///
    /// ```
    /// use canvass::config::Colour;
    ///
    /// let grey = Colour::parse("#767676").unwrap();
    /// assert!((grey.contrast(Colour::WHITE) - 4.54).abs() < 0.005);
    /// ```
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// What the colour stands out from too little for words in it to be read (WCAG 2.2, success criterion 1.4.3).
    pub fn too_faint(self) -> Option<Faint> {
        let grounds = [
            ("white", Colour::WHITE),
            ("the tint of tables", Colour::TINT),
        ];
        let mut faint = grounds.into_iter().map(|(ground, colour)| Faint {
            colour: self,
            ground,
            contrast: self.contrast(colour),
        });
        faint.find(|faint| faint.contrast < Faint::ENOUGH)
    }

    /// Relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// A colour that stands out too little from what is behind the words in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Faint {
    colour: Colour,
    ground: &'static str,
    contrast: f64,
}

impl Faint {
    /// The least contrast of words with what is behind them.
    const ENOUGH: f64 = 4.5;
}

impl fmt::Display for Faint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Rounded down, so that it never reads as enough.
        let shown = (self.contrast * 100.0).floor() / 100.0;
        write!(
            f,
            "the contrast of #{} with {} is {shown:.2} to 1, and words need {} to 1",
            self.colour.hex(),
            self.ground,
            Faint::ENOUGH
        )
    }
}

impl FromToml for Colour {
    const TAKES: &'static str = "a text in quotation marks";

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Unfit> {
        let text = String::from_toml(value)?;
        Colour::parse(&text).ok_or_else(|| {
            Unfit::Value(format!(
                "cannot be \"{text}\": write a number sign and six hexadecimal digits, such as \"#12436d\""
            ))
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_the_recommendation() {
        let contrast = |a: &str, b: &str| {
            let ratio = Colour::parse(a)
                .unwrap()
                .contrast(Colour::parse(b).unwrap());
            format!("{ratio:.2}")
        };
        assert_eq!(contrast("#000000", "#ffffff"), "21.00");
        assert_eq!(contrast("#12436d", "#12436d"), "1.00");
        // Measured in the acceptance facts of the report.
        assert_eq!(contrast("#ffffff", "#f46a25"), "3.03");
        assert_eq!(contrast("#12436d", "#f46a25"), "3.38");
        assert_eq!(contrast("#bfbfbf", "#ffffff"), "1.84");
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert_eq!(Colour::parse("#0A1b2C").unwrap().hex(), "0a1b2c");
        for text in [
            "", "#", "#12436", "#12436d0", "12436d", "#12436g", "#+1+2+3", "#é1234", "red",
        ] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
