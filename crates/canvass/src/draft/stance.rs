//! What the answers to an open question are, as far as its wording tells.

use super::words::question_words;
use crate::survey::Stance;

/// Words that ask for what somebody wants.
const REQUESTS: &[&str] = &[
    "could we do",
    "could we improve",
    "could be improved",
    "could we change",
    "do better",
    "do differently",
    "do more of",
    "should we",
    "would you change",
    "would you like us",
    "would you like to see",
    "like us to",
    "help would you",
    "support do you need",
    "support would you",
    "do you need from us",
    "suggestions",
    "ideas for",
    "your wishes",
];
/// Words that ask for what somebody did for them.
const IMPACTS: &[&str] = &[
    "changed for you",
    "changed as a result",
    "difference did",
    "difference has",
    "difference have",
    "have we helped",
    "helped you",
    "has helped",
    "did you gain",
    "have you gained",
    "did you learn",
    "have you learnt",
    "result of our",
    "what impact",
    "impact has",
    "impact have",
    "how did we help",
    "what has changed",
];
/// Words that ask for what was wrong.
const CRITICISMS: &[&str] = &[
    "disappointed",
    "did not go well",
    "didnt go well",
    "dislike",
    "did you not like",
    "didnt you like",
    "least like",
    "least useful",
    "like least",
    "not work well",
    "went wrong",
    "worst thing",
];

/// What an answer to a question in these words is unless it says otherwise; `None` if they ask for several things or
/// for none of these.
pub(super) fn asked_for(wording: &str) -> Option<Stance> {
    let words = question_words(wording).join(" ");
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    let mut told = [
        (REQUESTS, Stance::Request),
        (IMPACTS, Stance::Impact),
        (CRITICISMS, Stance::Criticism),
    ]
    .into_iter()
    .filter(|(phrases, _)| has(phrases));
    let (_, stance) = told.next()?;
    told.next().is_none().then_some(stance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wording_tells_or_does_not() {
        for (wording, stance) in [
            ("4. What could we do better?", Some(Stance::Request)),
            (
                "How have we helped you or your group?",
                Some(Stance::Impact),
            ),
            ("What didn\u{2019}t go well?", Some(Stance::Criticism)),
            ("How have we helped you, and what should we do next?", None),
            ("Anything else?", None),
        ] {
            assert_eq!(asked_for(wording), stance, "{wording}");
        }
    }
}
