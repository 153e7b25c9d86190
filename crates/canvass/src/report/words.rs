//! Words that several sections need: shares, changes, lists, dates.

use crate::disclosure::Shown;
use crate::stats::{Hyphens, Percent, Points, Proportion, Sign, fraction_phrase, thousands};
use crate::survey::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "12 February 2024".
pub(super) fn date(date: Date) -> String {
    let month = usize::try_from(date.month() - 1)
        .ok()
        .and_then(|m| MONTHS.get(m))
        .copied()
        .unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// "81.4%, 175 of 215", or "6 of 17" where the base is too small for a percentage.
pub(super) fn share(shown: &Shown) -> String {
    let of = counts(shown);
    match shown.percent() {
        Some(percent) => format!("{percent}, {of}"),
        None => of,
    }
}

/// "175 of 215".
pub(super) fn counts(shown: &Shown) -> String {
    format!(
        "{} of {}",
        thousands(shown.share().count()),
        thousands(shown.share().base().get())
    )
}

/// "81.4%", or "6 of 17" where the base is too small for a percentage.
pub(super) fn size(shown: &Shown) -> String {
    match shown.percent() {
        Some(percent) => percent.to_string(),
        None => share(shown),
    }
}

/// "Over three quarters of respondents (81.4%, 175 of 215)", or "6 of 17 respondents" on a small base. `whom` is
/// who the base is, in the plural.
pub(super) fn share_of(shown: &Shown, whom: &str) -> String {
    if shown.percent().is_none() {
        return format!("{} {whom}", share(shown));
    }
    let phrase = fraction_phrase(shown.share()).english_of(whom, Hyphens::Without);
    format!("{} ({})", capital(&phrase), share(shown))
}

/// "Around two thirds of respondents (131 of 198)", for a sum of figures whose percentage stands in no table.
pub(super) fn fraction_of(share: Proportion, whom: &str) -> String {
    let phrase = fraction_phrase(share).english_of(whom, Hyphens::Without);
    let (count, base) = (thousands(share.count()), thousands(share.base().get()));
    format!("{} ({count} of {base})", capital(&phrase))
}

/// The words with a capital letter at the start.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// "up 16.1 percentage points, from 43.2% to 59.3%"; "unchanged at 43.2%" when the change shows as nought.
pub(super) fn change(from: Proportion, to: Proportion) -> String {
    let points = Points::between(from, to);
    let (from, to) = (Percent::of(from), Percent::of(to));
    let direction = match points.sign() {
        Sign::Positive => "up",
        Sign::Negative => "down",
        Sign::Zero if from.number() == to.number() => return format!("unchanged at {to}"),
        Sign::Zero => return format!("almost unchanged, from {from} to {to}"),
    };
    let unit = if points.magnitude_text() == "1.0" {
        "percentage point"
    } else {
        "percentage points"
    };
    format!(
        "{direction} {} {unit}, from {from} to {to}",
        points.magnitude_text()
    )
}

/// "a", "a and b", "a, b and c".
pub(super) fn list<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "and")
}

fn joined<S: AsRef<str>>(items: &[S], last_by: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {last_by} {}", first.join(", "), last.as_ref())
        }
    }
}

/// "a", "a or b", "a, b or c".
pub(super) fn either<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "or")
}

/// A title before what it leads to: "What helped:"; a question stands as it is.
pub(super) fn leading(title: &str) -> String {
    if title.ends_with(['?', '!', '.', ':']) {
        title.to_owned()
    } else {
        format!("{title}:")
    }
}

/// A title as a sentence: "What helped."; a question stands as it is.
pub(super) fn standing(title: &str) -> String {
    if title.ends_with(['?', '!', '.']) {
        title.to_owned()
    } else {
        format!("{title}.")
    }
}

/// Up to three names as a list, more as their number with the noun, at the start of a sentence.
/// Beside a table that marks them, a long list of names tells nothing more.
pub(super) fn named_or_counted(names: &[String], many: &str) -> String {
    if names.len() > 3 {
        format!("{} {many}", capital(&number(names.len())))
    } else {
        list(names)
    }
}

/// A label as it reads inside a sentence: in quotation marks, without what stands in brackets at its end.
pub(super) fn quoted(label: &str) -> String {
    format!("\u{201C}{}\u{201D}", short(label))
}

/// A label without what stands in brackets at its end.
pub(super) fn short(label: &str) -> &str {
    match label.rfind(" (") {
        Some(at) if at > 0 && label.ends_with(')') => &label[..at],
        _ => label,
    }
}

/// "1 respondent", "12 respondents".
pub(super) fn respondents(count: u64) -> String {
    counted(count, "respondent", "respondents")
}

/// A count with its noun.
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(count),
        if count == 1 { one } else { many }
    )
}

/// "1st", "2nd", "3rd", "4th".
pub(super) fn place(place: usize) -> String {
    let ending = match (place % 100, place % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

/// A number up to ten in words, beyond that in digits.
pub(super) fn number(count: usize) -> String {
    const WORDS: [&str; 11] = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    WORDS
        .get(count)
        .map_or_else(|| thousands(count as u64), |word| (*word).to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn proportion(count: u64, base: u64) -> Proportion {
        Proportion::new(count, base).unwrap()
    }

    #[test]
    fn changes_name_direction_size_and_both_ends() {
        assert_eq!(
            change(proportion(76, 176), proportion(121, 204)),
            "up 16.1 percentage points, from 43.2% to 59.3%"
        );
        assert_eq!(
            change(proportion(1, 2), proportion(1, 2)),
            "unchanged at 50.0%"
        );
        assert_eq!(
            change(proportion(50, 100), proportion(49, 100)),
            "down 1.0 percentage point, from 50.0% to 49.0%"
        );
        assert_eq!(
            change(proportion(5_004, 10_000), proportion(5_006, 10_000)),
            "almost unchanged, from 50.0% to 50.1%"
        );
    }

    #[test]
    fn a_sum_is_told_by_its_fraction_and_its_counts() {
        assert_eq!(
            fraction_of(proportion(131, 198), "respondents"),
            "Around two thirds of respondents (131 of 198)"
        );
    }

    #[test]
    fn labels_lose_only_the_brackets_at_their_end() {
        assert_eq!(
            short("Awareness of opportunities (such as events)"),
            "Awareness of opportunities"
        );
        assert_eq!(
            short("Other (please specify) text"),
            "Other (please specify) text"
        );
        assert_eq!(short("(all)"), "(all)");
    }

    #[test]
    fn up_to_three_are_named_and_more_are_counted() {
        let names = |count| vec!["\u{201C}Tea\u{201D}".to_owned(); count];
        let told = |count| named_or_counted(&names(count), "answers");
        assert_eq!(told(1), "\u{201C}Tea\u{201D}");
        assert_eq!(
            told(3),
            "\u{201C}Tea\u{201D}, \u{201C}Tea\u{201D} and \u{201C}Tea\u{201D}"
        );
        assert_eq!(told(4), "Four answers");
        assert_eq!(told(12), "12 answers");
    }

    #[test]
    fn a_question_needs_no_other_mark() {
        assert_eq!(leading("What helped"), "What helped:");
        assert_eq!(leading("What helped you?"), "What helped you?");
        assert_eq!(standing("What helped"), "What helped.");
        assert_eq!(standing("What helped you?"), "What helped you?");
    }

    #[test]
    fn places_have_their_endings() {
        let told: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 112].map(place).into();
        let wanted = [
            "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th",
        ];
        assert_eq!(told, wanted);
    }

    #[test]
    fn lists_and_dates_read_like_prose() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(date(Date::new(2024, 2, 12).unwrap()), "12 February 2024");
    }
}
