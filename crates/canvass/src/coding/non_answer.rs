//! Answers that answer nothing: "n/a", "none", "see above", "thank you".

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::tokens::{fold, words};

/// Words that deny: no answer to "anything else?", but an answer to "what changed?".
const DENIALS: &str = "
    no | nope | nah | none | nil | nothing | nowt | nada | zilch | not really | nothing really | nothing much |
    not much | none really | nothing yet | none yet | not yet | nothing new | nothing specific |
    nothing in particular | nothing particular | nothing to speak of | no difference | no impact | no change |
    no changes | none whatsoever | nothing whatsoever";

/// Words for nothing.
const NOTHING: &str = "
    n a | na | n | null | blank | x | xx | xxx |
    not applicable | does not apply | doesn't apply | non applicable | no answer | no response |
    not applicable to us | not applicable this year | not applicable for me | not applicable for us |
    doesn't apply to us | does not apply to us |
    doesn't really apply | doesn't really apply to me | no reply | left blank | intentionally blank |
    none needed | nothing needed | not applicable to me | doesn't apply to me | does not apply to me | no comment | no comments | no further comment | no further comments |
    no other comments | no more comments | no additional comments | no feedback | no other feedback
    | no further feedback | no suggestions | no ideas | no thoughts | no more | nothing more |
    nothing else | nothing further | nothing extra | nothing to add |
    nothing more to add | nothing else to add | nothing further to add | nothing to say |
    nothing else to say | nothing to report | nothing to declare | nothing comes to mind |
    nothing springs to mind | nothing i can think of | nothing that i can think of |
    nothing that comes to mind | not that i can think of | not that i know of |
    none that i can think of | none that i know of | can't think of anything |
    cant think of anything | cannot think of anything | can't think of any |
    can't think of anything else | cant think of any | i have nothing to add | have nothing to add |
    i've nothing to add | ive nothing to add | i don't have anything to add |
    i dont have anything to add | i have no comments | i have none | that's all | thats all |
    that is all | that's it | thats it";

/// Words for not knowing.
const UNKNOWN: &str = "
    don't know | dont know | do not know | dunno | idk | no idea | not sure | unsure | unknown |
    not really sure | i'm not sure | im not sure | i am not sure | i really don't know
    | drawing a blank | mind's gone blank | mind has gone blank | my mind is blank | i wouldn't know |
    wouldn't know | i don't know | i dont know | i do not know | haven't a clue | no clue | pass | skip | skipped
    | can't remember | can't remember now | cant remember now | cant remember | cannot remember | can't recall | cannot recall | i can't remember |
    i cant remember | i cannot remember | i can't recall | don't remember | i don't remember | i dont remember |
    i forget | can't think | i can't think | will have a think |
    i'll have a think | i will have a think | let me think | let me have a think | need to think about it |
    will think about it | i'll think about it | will get back to you | i'll get back to you | hard to say | prefer not to say | rather not say | i'd rather not say | too early to say";

/// Pointers to another answer; `#` stands for a number or the name of a question, such as `Q4`.
const ELSEWHERE: &str = "
    as above | see above | same as above | above | as before | see before | as previous |
    see previous | see previous answer | see my previous answer | as previously stated |
    already answered | already answered this | already answered that | i've already answered this |
    i have already answered this | have already answered this | have answered this already | have answered already |
    i have answered this already | i've answered this already | answered already | answered this already |
    already said | already said this | i've said already | i've already said | i have already said | said already |
    said this already | said it already | said it all already | i've said it all | said above | already told you |
    told you already | covered already | already covered | covered this already | covered it above | as i said | see answer to # | see my answer to # | see answer # | see # |
    see answer above | see my answer above | same as # | as in # | as for # | same as my last answer
    | same as before | same answer | same again | same as i said | at the start | ditto | as i said above | as stated above |
    as mentioned above | covered above | answered above | see below | as below | see other answers |
    see my other answers | same as last time | same as last year | as last year | as last time |
    see last year | same as above please | refer to above | see my email | see email | same comment |
    same comments | same comment as above | see previous comments | see comments above | see comment above";

/// Courtesies.
const COURTESIES: &str = "
    thanks | thank you | thankyou | thank you all | thanks all | many thanks | ta | cheers | diolch
    | diolch yn fawr | diolch yn fawr iawn | diolch o galon | pob lwc | all good | so much | very much | a lot | for asking |
    for everything | keep up the good work | keep up the great work | keep it up | keep going |
    keep on keeping on | keep doing what you're doing | keep doing what youre doing |
    keep doing what you do |
    keep doing what you are doing | no thanks | no thank you | none thanks | carry on | good luck | best wishes | all the best | good work |
    great work | great job | good job | well done | happy new year | please | pls | sorry | hi |
    hello | yes | ok | okay | fine | lol | tbh";

/// What people put beside any of these.
const PADDING: &str = "
    this year | last year | so far | at the moment | at present | right now | just now | for now | yet | currently | really |
    honestly | today | from me | here | this time | i'm afraid | im afraid | afraid not |
    to be honest | for the great work | for the good work | for your work | for all your work |
    for all you do | for all that you do | for all your hard work | that i can think of | as such |
    at all | i think | i guess | i suppose | off the top of my head";

/// Pieces, each as its words, by their first word.
type Pieces = HashMap<&'static str, Vec<Vec<&'static str>>>;

/// What answers that answer nothing are made of.
static PIECES: LazyLock<Pieces> =
    LazyLock::new(|| pieces(&[DENIALS, NOTHING, UNKNOWN, ELSEWHERE, COURTESIES, PADDING]));

/// What answers that only deny are made of.
static DENYING: LazyLock<Pieces> = LazyLock::new(|| pieces(&[DENIALS, PADDING]));

fn pieces(groups: &[&'static str]) -> Pieces {
    let mut pieces = Pieces::new();
    for piece in groups.iter().flat_map(|group| group.split('|')) {
        let words: Vec<&str> = piece.split_whitespace().collect();
        if let Some(first) = words.first() {
            pieces.entry(*first).or_default().push(words);
        }
    }
    pieces
}

/// Pieces that answer something when they stand alone, though they add nothing to the others.
const NEVER_ALONE: &[&str] = &["yes", "ok", "okay", "fine", "at all", "above", "n"];

/// What an answer amounts to before any rule reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// It may say something.
    Content,
    /// It only denies, as "Nothing really" does: an answer to what has changed, though to nothing else.
    Denial,
    /// It answers nothing.
    Nothing,
}

impl Nature {
    pub(super) fn of(text: &str) -> Self {
        if !is_non_answer(text) {
            Nature::Content
        } else if only_denies(text) {
            Nature::Denial
        } else {
            Nature::Nothing
        }
    }
}

/// Whether an answer that answers nothing can start with this folded word.
pub(super) fn opens_non_answer(folded: &str) -> bool {
    PIECES.contains_key(folded)
}

/// Whether the whole answer is made of pieces that answer nothing. One without a single word is, too.
pub(crate) fn is_non_answer(text: &str) -> bool {
    let row = short_row(text);
    row.is_some_and(|row| match &row[..] {
        [only] if NEVER_ALONE.contains(&only.as_ref()) => false,
        row => made_of(&PIECES, row),
    })
}

/// Whether the whole answer is a no, such as "Nothing really": an answer to what has changed, though to nothing else.
fn only_denies(text: &str) -> bool {
    let denies = |word: &str| {
        let mut denials = DENIALS
            .split('|')
            .filter_map(|d| d.split_whitespace().next());
        denials.any(|first| first == word)
    };
    short_row(text)
        .is_some_and(|row| row.iter().any(|word| denies(word)) && made_of(&DENYING, &row))
}

/// The words of a text, folded. No non-answer is long; this keeps long answers from being looked at twice.
fn short_row(text: &str) -> Option<Vec<Cow<'_, str>>> {
    let mut row = Vec::new();
    if text.len() <= 160 {
        words(text, |w| {
            row.push(folded(text.get(w.start..w.end).unwrap_or_default()));
        });
        return Some(row);
    }
    None
}

/// Whether the words are pieces in a row.
fn made_of(pieces: &Pieces, row: &[Cow<'_, str>]) -> bool {
    // Whether the first so many words are made of pieces.
    let mut covered = vec![false; row.len() + 1];
    covered[0] = true;
    for start in 0..row.len() {
        if covered[start] {
            for piece in pieces.get(row[start].as_ref()).into_iter().flatten() {
                if let Some(length) = piece_length(piece, &row[start..]) {
                    covered[start + length] = true;
                }
            }
        }
    }
    covered[row.len()]
}

/// A word folded, without a copy where it is so already.
fn folded(word: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'\'';
    if word.bytes().all(plain) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(fold(word))
    }
}

/// How many words of `row` the piece takes, if they start with it.
fn piece_length(piece: &[&str], row: &[Cow<'_, str>]) -> Option<usize> {
    let mut at = 0;
    for &wanted in piece {
        let word = row.get(at)?;
        if wanted == "#" {
            let question = matches!(word.as_ref(), "question" | "q" | "qu" | "number" | "no");
            at += usize::from(question);
            let number = row.get(at)?;
            let digits = number.trim_start_matches('q');
            if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
        } else if word != wanted {
            return None;
        }
        at += 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::{is_non_answer, only_denies};

    #[test]
    fn a_no_is_told_from_other_answers_that_answer_nothing() {
        for text in [
            "Nothing",
            "no",
            "Not really, to be honest",
            "None yet.",
            "NOWT",
        ] {
            assert!(only_denies(text) && is_non_answer(text), "{text}");
        }
        for text in [
            "n/a",
            "-",
            "",
            "really",
            "No idea",
            "see above",
            "thanks",
            "No money",
        ] {
            assert!(!only_denies(text), "{text}");
        }
    }

    #[test]
    fn words_that_answer_nothing_are_told_from_short_answers() {
        for text in [
            "",
            "-",
            ".",
            "?",
            "N/A",
            "none",
            "None.",
            "No comment",
            "see above",
            "As above!",
            "x",
            "nothing to add, thanks",
            "Not that I can think of",
            "see answer to Q4",
            "Same as question 7",
            "Sorry, no idea",
            "Thank you so much!",
            "Keep up the good work",
            "Nothing really at the moment",
            "Can’t think of anything",
            "🙂🙂",
            "No thank you",
            "same as last year",
            "Keep doing what you are doing",
            "No comment, thanks x",
            "Not applicable to me this year",
            "can't remember now, sorry",
            "will have a think",
            "Have answered this already",
        ] {
            assert!(is_non_answer(text), "{text}");
        }
        for text in [
            "n/a - housebound",
            "Can't remember a better event",
            "I have already answered their letter",
            "No money",
            "Nothing has changed for us",
            "hope",
            "Yes",
            "Thanks for the grant",
            "None of the events are near us",
            "no problems with access",
            "more notice",
        ] {
            assert!(!is_non_answer(text), "{text}");
        }
    }
}
