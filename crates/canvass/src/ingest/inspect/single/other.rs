//! Words of people's own that stand unmarked in the place of an option.

use super::Guess;
use crate::ingest::inspect::FoundOption;
use crate::ingest::inspect::scale::is_beside;
use crate::ingest::key::key;
use crate::ingest::sentences::counted;

/// Takes words of people's own to "Other".
pub(super) fn add_other(options: &mut Vec<FoundOption>, words: u64, guess: &mut Guess) {
    if words == 0 {
        return;
    }
    guess.doubts.push(format!(
        "{} under \"Other\": check that no option is among them",
        counted(
            words,
            "answer is in words that hardly anybody else used, and counted",
            "answers are in words that hardly anybody else used, and counted"
        )
    ));
    // "Other professional" among the cells is an option like any other: words stand in the place of what they replace.
    for option in options.iter_mut() {
        option.other &= !names_something(&key(&option.label));
    }
    if let Some(other) = options.iter_mut().find(|option| option.other) {
        other.count += words;
        return;
    }
    let place = options
        .iter()
        .position(|option| is_beside(&key(&option.label)))
        .unwrap_or(options.len());
    options.insert(
        place,
        FoundOption {
            label: "Other".to_owned(),
            cell: None,
            count: words,
            exclusive: false,
            other: true,
            score: None,
        },
    );
}

/// Whether a label that begins with "other", as a key, goes on with what it is: `other professional`.
fn names_something(key: &str) -> bool {
    key.strip_prefix("other ").is_some_and(|rest| {
        rest.starts_with(char::is_alphabetic)
            && !["please", "specify", "write", "state", "describe"]
                .iter()
                .any(|word| rest.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_may_begin_with_other() {
        for label in ["other professional", "other ethnic group"] {
            assert!(names_something(label), "{label}");
        }
        for label in [
            "other",
            "other:",
            "other (please specify)",
            "other please state",
            "another",
        ] {
            assert!(!names_something(label), "{label}");
        }
    }
}
