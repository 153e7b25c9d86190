//! In which order options are listed.

use super::FoundOption;
use super::profile::Form;
use super::scale::is_beside;
use crate::ingest::sentences::counted;

/// Puts options in order: ranges of numbers as they rise, everything else by how many chose it; "None", "Other" and
/// their like last.
pub(super) fn order(forms: &mut [Form]) {
    let ranges = forms
        .iter()
        .filter(|form| start_of_range(&form.key).is_some())
        .count();
    let plain = forms.iter().filter(|form| !is_last(&form.key)).count();
    let rising = ranges >= 3 && ranges * 4 >= plain * 3;
    forms.sort_by(|a, b| {
        let place = |form: &Form| {
            let range = start_of_range(&form.key).filter(|_| rising);
            (last(&form.key), range.is_none(), range.unwrap_or(0.0))
        };
        let (a_place, b_place) = (place(a), place(b));
        a_place
            .0
            .cmp(&b_place.0)
            .then(a_place.1.cmp(&b_place.1))
            .then(a_place.2.total_cmp(&b_place.2))
            .then(b.count.cmp(&a.count))
            .then_with(|| a.label.cmp(&b.label))
    });
}

/// Where an option stands that is listed last: none, other, and no answer, in this order; 0 for all the others.
fn last(key: &str) -> u8 {
    if is_other(key) {
        2
    } else if is_beside(key) {
        3
    } else {
        u8::from(is_none(key))
    }
}

fn is_last(key: &str) -> bool {
    last(key) > 0
}

/// Whether a label, as a key, stands for an answer in the respondent's own words.
pub(super) fn is_other(key: &str) -> bool {
    const WORDS: &[&str] = &[
        "please specify",
        "please state",
        "please describe",
        "please say",
        "write in",
        "write-in",
        "self-describe",
        "self describe",
        "another term",
        "please tell us",
        "specify)",
    ];
    let other = key
        .strip_prefix("any other")
        .or_else(|| key.strip_prefix("another"))
        .or_else(|| key.strip_prefix("other"));
    let bare = other.is_some_and(|rest| {
        !rest.starts_with(char::is_alphanumeric) && rest.split_whitespace().count() <= 3
    });
    bare || WORDS.iter().any(|words| key.contains(words))
}

/// Whether a label, as a key, says that none of the others holds, or that somebody does not answer.
pub(super) fn is_exclusive(key: &str) -> bool {
    is_none(key) || is_beside(key)
}

/// Whether an option excludes the others, and what a person should look at: its words say so, and at most one in
/// five of those who chose it chose another one as well.
pub(super) fn exclusion(
    option: &FoundOption,
    key: &str,
    alone: u64,
    count: u64,
) -> (bool, Option<String>) {
    let together = count.saturating_sub(alone);
    if !is_exclusive(key) || together == 0 {
        return (is_exclusive(key), None);
    }
    let people = counted(together, "person", "people");
    let exclusive = together * 5 <= count;
    let what = if exclusive {
        "where it is not counted"
    } else {
        "so it is not taken to exclude them"
    };
    let doubt = format!(
        "\"{}\" is chosen together with other options by {people}, {what}",
        option.label
    );
    (exclusive, Some(doubt))
}

fn is_none(key: &str) -> bool {
    const STARTS: &[&str] = &[
        "none of",
        "nothing",
        "neither of",
        "not applicable",
        "no, none",
        "i don't",
        "i do not",
        "i did not",
        "i didn't",
        "i would rather not",
        "i have not",
        "i haven't",
        "n/a",
        "prefer not",
        "no help",
    ];
    const WHOLE: &[&str] = &[
        "none", "no", "neither", "not any", "never", "nowhere", "nobody", "no one",
    ];
    WHOLE.contains(&key) || STARTS.iter().any(|start| key.starts_with(start))
}

/// The number at which a range starts: `16-24`, `Under 18`, `65+`, `£10,000 to £20,000`, `Less than 1 year`.
pub(super) fn start_of_range(key: &str) -> Option<f64> {
    let digits = key.find(|c: char| c.is_ascii_digit())?;
    let before = key[..digits].trim_matches(|c: char| !c.is_alphanumeric());
    let mut number = String::new();
    for c in key[digits..].chars() {
        match c {
            '0'..='9' | '.' => number.push(c),
            ',' => {}
            'k' => {
                number.push_str("000");
                break;
            }
            _ => break,
        }
    }
    let number: f64 = number.trim_end_matches('.').parse().ok()?;
    match before {
        "under" | "less than" | "up to" | "fewer than" | "below" | "younger than" | "at most" => {
            Some(number - 0.75)
        }
        "" | "aged" | "age" | "between" | "from" | "at least" => Some(number),
        "over" | "more than" | "above" | "older than" | "greater than" => Some(number + 0.5),
        _ => None,
    }
}

/// Whether a label, as a key, is a range of numbers: `16-24`, `£1,000 to £10,000`, `65+`, `Under 18`.
pub(super) fn is_range(key: &str) -> bool {
    const BOUNDS: &[&str] = &[
        "under ",
        "less than ",
        "up to ",
        "fewer than ",
        "below ",
        "over ",
        "more than ",
        "above ",
        "between ",
        "at least ",
    ];
    if start_of_range(key).is_none() {
        return false;
    }
    let mut numbers = key
        .split(|c: char| !c.is_ascii_digit() && c != ',')
        .filter(|part| part.contains(|c: char| c.is_ascii_digit()));
    let several = numbers.next().is_some() && numbers.next().is_some();
    let parted = key.contains(['-', '\u{2013}']) || key.contains(" to ") || key.contains(" and ");
    BOUNDS.iter().any(|bound| key.starts_with(bound))
        || (several && parted)
        || key
            .trim_end_matches(|c: char| c.is_alphabetic() || c == ' ')
            .ends_with('+')
        || key.contains(" or more")
        || key.contains(" and over")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_that_many_choose_with_others_excludes_nothing() {
        let none = FoundOption {
            label: "None".to_owned(),
            cell: None,
            count: 20,
            exclusive: false,
            other: false,
            score: None,
        };
        let excludes = |alone| exclusion(&none, "none", alone, 20);
        assert_eq!(excludes(20), (true, None));
        let (exclusive, doubt) = excludes(16);
        assert!(exclusive && doubt.is_some());
        let (exclusive, doubt) = excludes(15);
        assert!(!exclusive && doubt.is_some());
        assert_eq!(exclusion(&none, "funding", 3, 20), (false, None));
    }

    fn ordered(labels: &[(&str, u64)]) -> Vec<String> {
        let mut forms: Vec<Form> = labels
            .iter()
            .map(|(label, count)| Form {
                label: (*label).to_owned(),
                key: crate::ingest::key::key(label),
                count: *count,
                variants: 1,
            })
            .collect();
        order(&mut forms);
        forms.into_iter().map(|form| form.label).collect()
    }

    #[test]
    fn ranges_rise_and_the_rest_falls() {
        assert_eq!(
            ordered(&[
                ("65+", 9),
                ("16-24", 1),
                ("Prefer not to say", 20),
                ("Under 16", 2),
                ("25-64", 3)
            ]),
            ["Under 16", "16-24", "25-64", "65+", "Prefer not to say"]
        );
        assert_eq!(
            ordered(&[
                ("Other (please specify)", 9),
                ("None of these", 8),
                ("B", 1),
                ("A", 1),
                ("C", 5)
            ]),
            ["C", "A", "B", "None of these", "Other (please specify)"]
        );
    }

    #[test]
    fn other_is_known_by_its_words() {
        for label in [
            "other",
            "other:",
            "other (please specify)",
            "other - write in",
            "prefer to self-describe",
            "another",
        ] {
            assert!(is_other(label), "{label}");
        }
        for label in [
            "other ethnic group such as arab",
            "otherwise",
            "mother",
            "another group member told me",
        ] {
            assert!(!is_other(label), "{label}");
        }
    }
}
