//! What a single cell looks like.

use crate::ingest::reader::parse_number;

/// A whole number.
pub(super) fn integer(text: &str) -> Option<i64> {
    let number = parse_number(text)?;
    (number.fract() == 0.0 && number.abs() < 1e12).then_some(number as i64)
}

/// The place in a ranking: `1`, `1.0`, `1st`, `2nd choice`, `Rank 3`.
pub(super) fn place(text: &str) -> Option<i64> {
    if let Some(number) = integer(text) {
        return Some(number);
    }
    let folded = text.trim().to_lowercase();
    let mut words = folded.split_whitespace();
    let (first, second) = (words.next()?, words.next());
    if words.next().is_some() {
        return None;
    }
    let ordinal = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let end = &word[digits.len()..];
        matches!(end, "st" | "nd" | "rd" | "th")
            .then(|| digits.parse().ok())
            .flatten()
    };
    match (ordinal(first), second) {
        (Some(place), None | Some("choice" | "place" | "preference" | "rank")) => Some(place),
        (None, Some(number)) if matches!(first, "rank" | "choice" | "place") => number.parse().ok(),
        _ => None,
    }
}

/// Whether a text is a day, with or without a time.
pub(super) fn is_date(text: &str) -> bool {
    let text = text.trim();
    let (day, rest) = match text.find(['T', ' ']) {
        Some(at) if text.as_bytes().first().is_some_and(u8::is_ascii_digit) => {
            (&text[..at], text[at + 1..].trim())
        }
        _ => (text, ""),
    };
    if is_numeric_day(day) && (rest.is_empty() || is_time(rest)) {
        return true;
    }
    is_day_in_words(text)
}

/// Whether a text is a day with a time of day, as programs write it.
pub(super) fn is_time_stamp(text: &str) -> bool {
    is_date(text) && text.contains(':')
}

/// The year of four figures in a day.
pub(super) fn year(text: &str) -> Option<u32> {
    text.split(|c: char| !c.is_ascii_digit())
        .find(|figures| figures.len() == 4)
        .and_then(|year| year.parse().ok())
}

fn is_numeric_day(day: &str) -> bool {
    let Some(sign) = day.chars().find(|c| !c.is_ascii_digit()) else {
        return false;
    };
    if !matches!(sign, '-' | '/' | '.') {
        return false;
    }
    let parts: Vec<&str> = day.split(sign).collect();
    let [a, b, c] = parts.as_slice() else {
        return false;
    };
    let within = |text: &str, lengths: &[usize], most: u32| {
        lengths.contains(&text.len())
            && text
                .parse::<u32>()
                .is_ok_and(|number| (1..=most).contains(&number))
    };
    let year = |text: &str| matches!(text.len(), 2 | 4) && text.bytes().all(|b| b.is_ascii_digit());
    let short = [1, 2];
    (a.len() == 4 && year(a) && within(b, &short, 12) && within(c, &short, 31))
        || (year(c)
            && ((within(a, &short, 31) && within(b, &short, 12))
                || (within(a, &short, 12) && within(b, &short, 31))))
}

fn is_time(text: &str) -> bool {
    let hours = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&hours) && text[hours..].starts_with(':') && text.len() < 40
}

/// `7 May 2024`, `May 7, 2024`, `7-May-24`.
fn is_day_in_words(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let parts: Vec<&str> = text
        .split([' ', ',', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let [a, b, year] = parts.as_slice() else {
        return false;
    };
    let month = |text: &str| {
        text.len() <= 9
            && text.is_char_boundary(3.min(text.len()))
            && MONTHS.contains(&text[..3.min(text.len())].to_lowercase().as_str())
    };
    let day = |text: &str| {
        text.trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .parse::<u32>()
            .is_ok_and(|day| (1..=31).contains(&day))
    };
    let is_year = matches!(year.len(), 2 | 4) && year.bytes().all(|b| b.is_ascii_digit());
    is_year && ((month(a) && day(b)) || (day(a) && month(b)))
}

/// How many words a text has.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether the first letter of a text is small.
pub(super) fn starts_small(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_known_in_the_shapes_of_the_platforms() {
        for day in [
            "2024-05-07",
            "2024-05-07 09:08:07",
            "05/07/2024 9:08:07 PM",
            "5/7/24 9:08",
            "7.5.2024",
            "31/12/2024",
            "May 7, 2024",
            "7 May 2024",
            "10-May-24",
            "2024-05-07T11:30:46.000+02:00",
        ] {
            assert!(is_date(day), "{day}");
        }
        for other in [
            "10-25",
            "2024",
            "5-10",
            "16-24",
            "1.2.3.4",
            "32/13/2024",
            "may be",
            "10 - 25",
            "2024-13-01",
        ] {
            assert!(!is_date(other), "{other}");
        }
        assert!(is_time_stamp("5/7/24 9:08") && !is_time_stamp("2024-05-07"));
    }

    #[test]
    fn places_are_numbers_and_ordinals() {
        for (text, number) in [
            ("1", 1),
            ("2.0", 2),
            ("3rd choice", 3),
            ("1st", 1),
            ("Rank 4", 4),
        ] {
            assert_eq!(place(text), Some(number), "{text}");
        }
        for other in ["first of all", "1st of May", "north", "-", "3 of 5"] {
            assert_eq!(place(other), None, "{other}");
        }
    }
}
