//! Places of a ranking as headings and cells name them.

use crate::ingest::key::{key, words};

const ORDINALS: [&str; 10] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// The place that a label of a column names: `1`, `1st`, `Rank 1`, `First choice`.
pub(in crate::ingest) fn place_of(label: &str) -> Option<u16> {
    let label = words(&key(label));
    let mut named = label.split(' ').filter(|word| {
        !matches!(
            *word,
            "rank"
                | "ranking"
                | "ranked"
                | "choice"
                | "place"
                | "position"
                | "preference"
                | "priority"
        )
    });
    let word = named.next()?;
    if named.next().is_some() {
        return None;
    }
    if let Some(at) = ORDINALS.iter().position(|ordinal| *ordinal == word) {
        return u16::try_from(at + 1).ok();
    }
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let place = is_number.then(|| digits.parse().ok()).flatten()?;
    (place > 0).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_in_figures_and_words() {
        for (label, place) in [
            ("1", 1),
            ("Rank 2", 2),
            ("3rd", 3),
            ("First choice", 1),
            ("Ranking 10", 10),
            ("2nd choice", 2),
        ] {
            assert_eq!(place_of(label), Some(place), "{label}");
        }
        for label in ["", "0", "Choice", "1 or 2", "Advice", "1.5"] {
            assert_eq!(place_of(label), None, "{label}");
        }
    }
}
