//! Texts: one option in each cell, or words of people's own.

use super::other::add_other;
use super::{Guess, option};
use crate::ingest::inspect::cells::words;
use crate::ingest::inspect::choice::{Choice, choice};
use crate::ingest::inspect::order::order;
use crate::ingest::inspect::profile::{Form, Profile};
use crate::ingest::inspect::{FoundOption, Look};
use crate::ingest::sentences::counted;
use crate::survey::QuestionKind;

/// One option in each cell, or words of people's own.
pub(super) fn choice_or_words(
    look: &Look<'_>,
    profile: &Profile,
    mut forms: Vec<Form>,
    heading: &str,
    inline: bool,
) -> Guess {
    let answered = profile.answered();
    if look.coded && forms.iter().any(|form| words(&form.label) > 2) {
        return Guess::new(
            QuestionKind::OpenText,
            profile.filled,
            "closed questions are answered with codes in this file, and this one with words",
        );
    }
    match choice(profile, &forms, heading, inline) {
        Choice::Words(why) => Guess::new(QuestionKind::OpenText, profile.filled, why),
        Choice::Doubtful => Guess::new(
            QuestionKind::OpenText,
            profile.filled,
            "too few answers come again to be options",
        )
        .doubt("it may be a single choice: with so few answers options and words look alike"),
        Choice::Options => {
            order(&mut forms);
            let mut guess = Guess::new(
                QuestionKind::SingleChoice,
                answered,
                format!(
                    "{} that come again and again",
                    counted(forms.len() as u64, "answer", "different answers")
                ),
            );
            let rare = forms.iter().filter(|form| form.count == 1).count() as u64;
            if rare > 0 && look.inline_other {
                guess.doubts.push(format!(
                    "{} chosen once: check that they are options and not words of people's own",
                    counted(rare, "option was", "options were")
                ));
            }
            guess.options = forms.iter().map(option).collect();
            guess
        }
        Choice::WithOther(keys) => {
            let words: u64 = forms
                .iter()
                .filter(|form| !keys.contains(&form.key))
                .map(|form| form.count)
                .sum();
            forms.retain(|form| keys.contains(&form.key));
            order(&mut forms);
            let mut options: Vec<FoundOption> = forms.iter().map(option).collect();
            let mut guess = Guess::new(
                QuestionKind::SingleChoice,
                answered,
                format!(
                    "{} that come again and again, and others that do not",
                    counted(forms.len() as u64, "answer", "different answers")
                ),
            );
            add_other(&mut options, words + profile.unkept, &mut guess);
            guess.options = options;
            guess
        }
    }
}
