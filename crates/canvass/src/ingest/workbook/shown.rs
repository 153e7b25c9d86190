//! Values the way an analyst sees them, in one form whatever the cell's format and the program.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Unit};

/// At most 15 digits, as spreadsheets show them, and none after the point of a whole number.
pub(super) fn number(number: f64) -> String {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    shown.to_string()
}

/// `2024-05-07` at midnight, or else `2024-05-07 21:08:07`, rounded to the second: a time of day is a
/// fraction that is never quite exact.
pub(super) fn moment(moment: DateTime) -> String {
    let moment = moment.round(Unit::Second).unwrap_or(moment);
    let date = moment.date();
    let (hour, minute, second) = (moment.hour(), moment.minute(), moment.second());
    if (hour, minute, second) == (0, 0, 0) {
        date.to_string()
    } else {
        format!("{date} {hour:02}:{minute:02}:{second:02}")
    }
}

/// `09:05:00`; a length of time has as many hours as it takes.
pub(super) fn length(length: SignedDuration) -> String {
    let seconds = length.as_secs_f64().round() as i64;
    let (sign, seconds) = (if seconds < 0 { "-" } else { "" }, seconds.unsigned_abs());
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{sign}{hour:02}:{minute:02}:{second:02}")
}

/// As every spreadsheet writes it in English.
pub(super) fn truth(value: bool) -> &'static str {
    if value { "TRUE" } else { "FALSE" }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn numbers_have_no_more_digits_than_a_spreadsheet_shows() {
        for (value, text) in [
            (3.0, "3"),
            (0.1 + 0.2, "0.3"),
            (1.100_000_000_01E+11, "110000000001"),
            (-2.5, "-2.5"),
            (1e15, "1000000000000000"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn moments_are_rounded_to_the_second() {
        for (value, text) in [
            ("2024-05-07T21:08:06.999999", "2024-05-07 21:08:07"),
            ("2024-05-07T23:59:59.9999", "2024-05-08"),
            ("2024-05-07T00:00:00", "2024-05-07"),
        ] {
            assert_eq!(moment(value.parse().unwrap()), text);
        }
    }

    #[test]
    fn lengths_may_be_longer_than_a_day() {
        assert_eq!(
            length(SignedDuration::from_secs(26 * 3600 + 65)),
            "26:01:05"
        );
        assert_eq!(length(SignedDuration::from_millis(32_699_999)), "09:05:00");
    }
}
