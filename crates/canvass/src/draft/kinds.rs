//! Whether questions of two waves can be one, as far as their kinds and options go.

use std::collections::BTreeSet;

use super::alike::Alike;
use super::comparable::Comparable;
use super::words::label_words;
use crate::ingest::Found;
use crate::survey::QuestionKind;

/// How alike the options, and the rows, of two questions are; `None` if one of them has none.
pub(super) fn options_alike(a: &Comparable<'_>, b: &Comparable<'_>) -> Option<Alike> {
    let (a, b) = (&a.labels, &b.labels);
    let same = || a.intersection(b).count();
    (!a.is_empty() && !b.is_empty()).then(|| Alike::new(same(), a.len(), b.len()))
}

/// Words of answers that any question may have.
const OF_ANY_QUESTION: &[&str] = &[
    "agree",
    "always",
    "bad",
    "dissatisfied",
    "disagree",
    "excellent",
    "extremely",
    "fair",
    "good",
    "helpful",
    "important",
    "know",
    "likely",
    "maybe",
    "moderately",
    "much",
    "neither",
    "neutral",
    "never",
    "no",
    "often",
    "other",
    "poor",
    "quite",
    "rarely",
    "satisfied",
    "sometimes",
    "somewhat",
    "sure",
    "unlikely",
    "useful",
    "very",
    "yes",
];

/// Whether options say what their question is about, as those of a scale do not.
pub(super) fn are_telling(found: &Found) -> bool {
    let tells = |label: &str| {
        label_words(label)
            .iter()
            .any(|word| word.parse::<f64>().is_err())
            && !label_words(label)
                .iter()
                .any(|word| OF_ANY_QUESTION.contains(&word.as_str()))
    };
    let options = found
        .options
        .iter()
        .filter(|option| tells(&option.label))
        .count();
    let rows = found.rows.iter().filter(|row| tells(&row.label)).count();
    found.kind != QuestionKind::Scale && options * 2 > found.options.len() || rows >= 3
}

/// Whether two questions can be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Together {
    /// They can, and are of this kind.
    As(QuestionKind),
    /// They can, and somebody has to look, for this reason.
    Perhaps(QuestionKind, String),
    /// They cannot, for this reason.
    Apart(String),
}

/// Whether `now` can go on with a question that was `before` in its latest wave and is of this kind so far.
pub(super) fn together(
    earlier: &Comparable<'_>,
    kind: QuestionKind,
    later: &Comparable<'_>,
) -> Together {
    let (before, now) = (earlier.found, later.found);
    if before.rows.is_empty() != now.rows.is_empty() {
        return Together::Apart("only one of them is a grid".to_owned());
    }
    if now.answered == 0 && now.options.is_empty() {
        return Together::As(kind);
    }
    if before.answered == 0 && before.options.is_empty() {
        return Together::As(now.kind);
    }
    let alike = options_alike(earlier, later);
    let mostly_alike = alike.is_some_and(|alike| alike.share() >= 0.6);
    let kind = match (kind, now.kind) {
        (a, b) if a == b => a,
        (QuestionKind::Scale, QuestionKind::SingleChoice)
        | (QuestionKind::SingleChoice, QuestionKind::Scale)
            if mostly_alike =>
        {
            QuestionKind::Scale
        }
        (a, b) => return Together::Apart(format!("it was {}, and is {}", a.name(), b.name())),
    };
    if kind == QuestionKind::Scale
        && let Some(why) = other_points(earlier, later)
    {
        return Together::Apart(why);
    }
    match alike {
        Some(alike) if alike.same == 0 && kind == QuestionKind::Scale => {
            Together::Apart("no point of the scale is the same".to_owned())
        }
        Some(alike) if alike.share() < 0.34 && alike.fewer > 1 => Together::Perhaps(
            kind,
            format!("{} of {} options the same", alike.same, alike.of),
        ),
        _ => Together::As(kind),
    }
}

/// Why two scales are not one, if their points say so.
fn other_points(one: &Comparable<'_>, other: &Comparable<'_>) -> Option<String> {
    let (a, b) = (one.found, other.found);
    let points = |found: &Found| -> BTreeSet<i64> {
        found
            .options
            .iter()
            .filter_map(|option| option.score)
            .collect()
    };
    let numbered = |found: &Found| {
        found
            .options
            .iter()
            .filter(|option| option.score.is_some())
            .all(|option| {
                label_words(&option.label)
                    .first()
                    .is_some_and(|word| word.parse::<i64>().ok() == option.score)
            })
    };
    let (mine, theirs) = (points(a), points(b));
    let ends = |points: &BTreeSet<i64>| Some((*points.first()?, *points.last()?));
    let ((a_low, a_high), (b_low, b_high)) = ends(&mine).zip(ends(&theirs))?;
    if numbered(a) && numbered(b) {
        let apart = size(a_high) != size(b_high) || (a_low < 0) != (b_low < 0);
        return apart.then(|| format!("the scale went to {a_high}, and goes to {b_high}"));
    }
    let worded = !numbered(a) && !numbered(b);
    let few = options_alike(one, other).is_some_and(|alike| alike.same * 2 < alike.fewer);
    (worded && few).then(|| "most points of the scale have other words".to_owned())
}

/// Scales of the same size: the highest points may not have been chosen by anybody.
fn size(highest: i64) -> u8 {
    match highest {
        ..=5 => 5,
        6..=7 => 7,
        8..=10 => 10,
        11..=20 => 20,
        _ => 100,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::draft::tests::{found, option, scale};

    fn together(before: &Found, kind: QuestionKind, now: &Found) -> Together {
        super::together(&Comparable::new(before), kind, &Comparable::new(now))
    }

    #[test]
    fn kinds_must_agree_unless_the_options_say_that_they_do() {
        let single = found(
            "Q",
            QuestionKind::SingleChoice,
            &["Agree", "Neither", "Disagree"],
        );
        let multi = found(
            "Q",
            QuestionKind::MultiSelect,
            &["Agree", "Neither", "Disagree"],
        );
        let mut scale = found("Q", QuestionKind::Scale, &["Disagree", "Neither", "Agree"]);
        for (option, score) in scale.options.iter_mut().zip(1..) {
            option.score = Some(score);
        }
        assert_eq!(
            together(&single, single.kind, &single),
            Together::As(QuestionKind::SingleChoice)
        );
        assert_eq!(
            together(&single, single.kind, &scale),
            Together::As(QuestionKind::Scale)
        );
        assert!(matches!(
            together(&single, single.kind, &multi),
            Together::Apart(_)
        ));
    }

    #[test]
    fn scales_of_other_sizes_stay_apart() {
        let (five, ten, seen_four) = (scale("Q", 1..=5), scale("Q", 1..=10), scale("Q", 1..=4));
        assert!(matches!(
            together(&five, five.kind, &ten),
            Together::Apart(_)
        ));
        assert_eq!(
            together(&five, five.kind, &seen_four),
            Together::As(QuestionKind::Scale)
        );
        assert_eq!(
            together(&scale("Q", 0..=10), five.kind, &ten),
            Together::As(QuestionKind::Scale)
        );
    }

    #[test]
    fn a_question_that_nobody_answered_says_nothing_against_it() {
        let mut empty = found("Q", QuestionKind::OpenText, &[]);
        empty.answered = 0;
        let single = found("Q", QuestionKind::SingleChoice, &["Yes", "No"]);
        assert_eq!(
            together(&single, single.kind, &empty),
            Together::As(QuestionKind::SingleChoice)
        );
        assert_eq!(
            together(&empty, empty.kind, &single),
            Together::As(QuestionKind::SingleChoice)
        );
    }

    #[test]
    fn other_options_under_the_same_words_are_to_be_looked_at() {
        let a = found("Q", QuestionKind::SingleChoice, &["Leeds", "York", "Hull"]);
        let b = found(
            "Q",
            QuestionKind::SingleChoice,
            &["Cardiff", "Swansea", "Hull"],
        );
        assert!(matches!(together(&a, a.kind, &b), Together::Perhaps(..)));
        let alike = options_alike(&Comparable::new(&a), &Comparable::new(&b)).unwrap();
        assert_eq!((alike.same, alike.of), (1, 3));
        assert_eq!(option("x").label, "x");
    }
}
