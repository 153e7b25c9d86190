//! Questions that are alike in other words.

use super::super::alike::Alike;
use super::super::kinds::{self, Together};
use super::super::likeness::Likeness;
use super::super::words::title;
use super::{Place, Questions};
use crate::survey::QuestionKind;

/// How alike two questions of other words have to be.
const LIKELY: f64 = 0.6;
/// How alike two questions are that deserve a word when they stay apart.
const WORTH_A_WORD: f64 = 0.7;
/// How alike the options of two questions are that another word in the question does not part.
const TELLING_OPTIONS: f64 = 0.7;

/// A question put beside an earlier one.
pub(super) struct Pair {
    /// How much speaks for it.
    pub(super) score: f64,
    pub(super) verdict: Verdict,
}

/// What two questions are.
pub(super) enum Verdict {
    /// Probably one question; with what speaks for it.
    One(String),
    /// Alike, and yet two; with why.
    Two(String),
}

/// What to make of the question at `now` beside the one `before`, whose kind so far is `kind`; `None` if they are not
/// alike.
pub(super) fn pair(
    questions: &Questions<'_>,
    before: Place,
    kind: QuestionKind,
    now: Place,
) -> Option<Pair> {
    let (theirs, mine) = (questions.get(before)?, questions.get(now)?);
    if theirs.words.normal == mine.words.normal {
        return None;
    }
    let likeness = questions.weights.compare(&theirs.words, &mine.words);
    let looks_alike = likeness.score().max(likeness.characters) >= WORTH_A_WORD;
    let options = kinds::options_alike(theirs, mine);
    let telling = options.filter(|_| {
        kinds::are_telling(mine.found)
            && !questions.shares_its_options(before)
            && !questions.shares_its_options(now)
    });
    let score = match telling {
        Some(alike) => 0.6 * likeness.score() + 0.4 * alike.share(),
        None => likeness.score(),
    };
    let told_by_options =
        telling.is_some_and(|alike| alike.share() >= TELLING_OPTIONS && alike.same >= 3);
    let exchange = likeness.is_exchange() && !told_by_options;
    let enough = score >= LIKELY && (likeness.words >= 0.5 || told_by_options);
    if !enough && !looks_alike {
        return None;
    }
    let verdict = match kinds::together(theirs, kind, mine) {
        Together::As(_) | Together::Perhaps(..) if enough && !exchange => {
            Verdict::One(evidence(&likeness, options))
        }
        Together::As(_) | Together::Perhaps(..) => {
            Verdict::Two(apart(questions, before, &likeness))
        }
        Together::Apart(why) if looks_alike => Verdict::Two(format!(
            "looks like {} of {}, and stays apart: {why}",
            quoted(questions, before),
            questions.id(before.0)
        )),
        Together::Apart(_) => return None,
    };
    Some(Pair {
        score: score + 0.05 * nearness(questions, before, now),
        verdict,
    })
}

/// How near two questions stand in their questionnaires: 1 for the same place.
fn nearness(questions: &Questions<'_>, before: Place, now: Place) -> f64 {
    let at = |(wave, question): Place| question as f64 / questions.count(wave).max(1) as f64;
    1.0 - (at(now) - at(before)).abs()
}

fn quoted(questions: &Questions<'_>, place: Place) -> String {
    let wording = questions
        .get(place)
        .map_or("", |question| question.found.wording.as_str());
    format!("\"{}\"", title(wording))
}

fn apart(questions: &Questions<'_>, before: Place, likeness: &Likeness) -> String {
    let differ = match likeness.is_exchange() {
        true => "another word stands in it".to_owned(),
        false => format!("{:.0}% of the words are alike", likeness.words * 100.0),
    };
    let (quoted, wave) = (quoted(questions, before), questions.id(before.0));
    format!(
        "looks like {quoted} of {wave}, but {differ}; if they are one question, put them together"
    )
}

fn evidence(likeness: &Likeness, options: Option<Alike>) -> String {
    let words = format!("{:.0}% of the words alike", likeness.words * 100.0);
    match options {
        Some(alike) => format!("{words}; {} of {} options the same", alike.same, alike.of),
        None => words,
    }
}
