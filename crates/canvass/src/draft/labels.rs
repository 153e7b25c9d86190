//! Labels of two waves put side by side: options and rows.

use std::collections::BTreeMap;

use super::candidates::Candidates;
use super::likeness::{Weights, Words};
use super::words::label_words;
use crate::survey::plain_wording;

/// What an option or a row is known by in one wave.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label<'a> {
    pub(super) text: &'a str,
    pub(super) cell: Option<&'a str>,
    /// Whether it stands for an answer in the respondent's own words.
    pub(super) other: bool,
}

/// How an option or a row of one wave was told in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Link {
    /// By the same words.
    Same,
    /// By words that people understand alike.
    Minor,
    /// By likeness, with what speaks for it.
    Likely(String),
}

/// How much of a label a likely match has to share.
const LIKELY: f64 = 0.52;

/// For each of `now`, which of `before` it is, one to one. `strict` takes no label for another that has other
/// telling words, as on a scale, where each has its place.
pub(super) fn matched(
    before: &[Label<'_>],
    now: &[Label<'_>],
    strict: bool,
) -> Vec<Option<(usize, Link)>> {
    let mut found: Vec<Option<(usize, Link)>> = vec![None; now.len()];
    let mut free = vec![true; before.len()];
    let by_form = |form: &dyn Fn(&Label<'_>) -> String,
                   link: Link,
                   free: &mut Vec<bool>,
                   found: &mut Vec<Option<(usize, Link)>>| {
        let (theirs, mine) = (alone(before, form), alone(now, form));
        for (form, at) in &mine {
            let other = theirs.get(form).copied().flatten();
            if let (Some(at), Some(other)) = (*at, other)
                && free.get(other) == Some(&true)
                && found.get(at) == Some(&None)
            {
                free[other] = false;
                found[at] = Some((other, link.clone()));
            }
        }
    };
    by_form(
        &|label| plain_wording(label.text),
        Link::Same,
        &mut free,
        &mut found,
    );
    by_form(
        &|label| label_words(label.text).join(" "),
        Link::Minor,
        &mut free,
        &mut found,
    );
    by_form(
        &|label| {
            if label.other {
                "other".to_owned()
            } else {
                String::new()
            }
        },
        Link::Minor,
        &mut free,
        &mut found,
    );
    by_form(
        &|label| code(label).map(str::to_owned).unwrap_or_default(),
        Link::Likely("both stand for the same code".to_owned()),
        &mut free,
        &mut found,
    );
    by_likeness(before, now, strict, &mut free, &mut found);
    found
}

/// Where each form stands, those without words left out; `None` for one that stands several times.
fn alone(
    labels: &[Label<'_>],
    form: &dyn Fn(&Label<'_>) -> String,
) -> BTreeMap<String, Option<usize>> {
    let mut forms: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (at, label) in labels.iter().enumerate() {
        forms
            .entry(form(label))
            .and_modify(|at| *at = None)
            .or_insert(Some(at));
    }
    forms.remove("");
    forms
}

/// What a label is coded with, or the code that it is itself.
fn code<'a>(label: &Label<'a>) -> Option<&'a str> {
    let number = |text: &&str| {
        !text.is_empty() && text.len() <= 4 && text.chars().all(|c| c.is_ascii_digit())
    };
    let leading = || {
        let digits = label.text.chars().take_while(char::is_ascii_digit).count();
        let (number, rest) = label.text.split_at_checked(digits)?;
        rest.trim_start()
            .starts_with(['-', '=', '.', ':', '\u{2013}', '('])
            .then_some(number)
    };
    label
        .cell
        .filter(number)
        .or(Some(label.text.trim()).filter(number))
        .or_else(|| leading().filter(number))
}

fn by_likeness(
    before: &[Label<'_>],
    now: &[Label<'_>],
    strict: bool,
    free: &mut [bool],
    found: &mut [Option<(usize, Link)>],
) {
    let words = |labels: &[Label<'_>]| -> Vec<Words> {
        labels
            .iter()
            .map(|label| Words::of_label(label.text))
            .collect()
    };
    let (before, now) = (words(before), words(now));
    let weights = Weights::new(before.iter().chain(&now));
    let (theirs, positions): (Vec<&Words>, Vec<usize>) = (0..)
        .zip(&before)
        .filter(|(other, words)| free.get(*other) == Some(&true) && !words.is_empty())
        .map(|(other, words)| (words, other))
        .unzip();
    let (mine, asking): (Vec<&Words>, Vec<usize>) = (0..)
        .zip(&now)
        .filter(|(at, words)| found.get(*at).is_some_and(Option::is_none) && !words.is_empty())
        .map(|(at, words)| (words, at))
        .unzip();
    let candidates = Candidates::new(&theirs, mine.len(), &weights);
    let mut alike: Vec<(f64, usize, usize)> = Vec::new();
    for (mine, at) in mine.into_iter().zip(asking) {
        for candidate in candidates.of(mine) {
            let (Some(theirs), Some(other)) = (theirs.get(candidate), positions.get(candidate))
            else {
                continue;
            };
            if digits(&mine.normal) != digits(&theirs.normal) {
                continue;
            }
            let likeness = weights.compare(theirs, mine);
            let fits = likeness.tells_the_same() || !(strict || likeness.is_exchange());
            let score = likeness.score();
            if fits
                && (score >= LIKELY || likeness.words >= LIKELY)
                && !denies(&mine.normal, &theirs.normal)
            {
                alike.push((score, *other, at));
            }
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (score, other, at) in alike {
        if let (Some(true), Some(None)) = (free.get(other), found.get(at)) {
            free[other] = false;
            found[at] = Some((other, Link::Likely(format!("{:.0}% alike", score * 100.0))));
        }
    }
}

/// The numbers in a label, which must agree: "1 to 2 years" is not "3 to 5 years".
fn digits(normal: &str) -> Vec<&str> {
    normal
        .split(' ')
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
        .collect()
}

/// Whether one label denies what the other says.
fn denies(a: &str, b: &str) -> bool {
    let negations = |text: &str| {
        text.split(' ')
            .filter(|word| {
                matches!(
                    *word,
                    "no" | "not"
                        | "never"
                        | "none"
                        | "nor"
                        | "without"
                        | "dont"
                        | "cant"
                        | "havent"
                        | "wont"
                )
            })
            .count()
    };
    negations(a) != negations(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Label<'_> {
        Label {
            text,
            cell: None,
            other: false,
        }
    }

    fn of(before: &[&str], now: &[&str], strict: bool) -> Vec<Option<(usize, Link)>> {
        let labels = |texts: &[&'static str]| -> Vec<Label<'static>> {
            texts.iter().map(|text| plain(text)).collect()
        };
        let leak = |texts: &[&str]| -> Vec<&'static str> {
            texts.iter().map(|text| &*text.to_string().leak()).collect()
        };
        matched(&labels(&leak(before)), &labels(&leak(now)), strict)
    }

    #[test]
    fn the_same_words_are_certain_wherever_they_stand() {
        let found = of(
            &["Advice", "Events", "Funding!"],
            &["Funding", "advice ", "Training"],
            false,
        );
        assert_eq!(found, [Some((2, Link::Minor)), Some((0, Link::Same)), None]);
    }

    #[test]
    fn longer_labels_are_likely() {
        let found = of(
            &["Access to resources", "Advice"],
            &["Access to resources like reports", "Meeting people"],
            false,
        );
        assert!(matches!(&found[0], Some((0, Link::Likely(_)))), "{found:?}");
        assert_eq!(found[1], None);
    }

    #[test]
    fn other_numbers_negations_and_opposites_are_not() {
        for (before, now) in [
            ("1 to 2 years", "3 to 5 years"),
            ("I have been to an event", "I have not been to an event"),
            ("Satisfied", "Dissatisfied"),
            ("Online events", "Local events"),
        ] {
            assert_eq!(of(&[before], &[now], false), [None], "{before} / {now}");
        }
        assert_eq!(of(&["Satisfied"], &["Very satisfied"], true), [None]);
    }

    #[test]
    fn a_code_speaks_for_its_label() {
        let label = Label {
            cell: Some("1"),
            ..plain("Yes")
        };
        let found = matched(&[label], &[plain("1")], true);
        assert!(matches!(&found[0], Some((0, Link::Likely(_)))));
        let found = matched(&[plain("5")], &[plain("5 - Excellent")], true);
        assert!(matches!(&found[0], Some((0, Link::Likely(_)))));
    }

    #[test]
    fn answers_of_ones_own_are_the_same_whatever_they_are_called() {
        let other = |text| Label {
            other: true,
            ..plain(text)
        };
        let found = matched(
            &[other("Other (please specify)")],
            &[other("Something else")],
            false,
        );
        assert_eq!(found, [Some((0, Link::Minor))]);
    }
}
