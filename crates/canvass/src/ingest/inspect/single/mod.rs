//! What one column holds, from its cells alone.

mod joined;
mod numbers;
mod other;
mod texts;

use self::joined::several_in_a_cell;
use self::numbers::numbers;
use self::texts::choice_or_words;
use super::cells::{is_date, is_time_stamp, starts_small, words};
use super::choice::{asks_for_few_words, asks_for_own_words, asks_for_words};
use super::joined::{Learnt, learn};
use super::names::{Names, names};
use super::order::is_other;
use super::profile::{Form, Profile};
use super::scale::{self, Point};
use super::{FoundOption, Look, personal};
use crate::ingest::key::key;
use crate::ingest::sentences::counted;
use crate::survey::QuestionKind;

/// What a column or a block seems to be.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub(super) kind: QuestionKind,
    pub(super) options: Vec<FoundOption>,
    pub(super) personal: bool,
    pub(super) answered: u64,
    /// What parts options that share a cell.
    pub(super) separator: Option<String>,
    pub(super) evidence: Vec<String>,
    pub(super) doubts: Vec<String>,
}

impl Guess {
    pub(super) fn new(kind: QuestionKind, answered: u64, evidence: impl Into<String>) -> Self {
        Guess {
            kind,
            options: Vec::new(),
            personal: false,
            answered,
            separator: None,
            evidence: vec![evidence.into()],
            doubts: Vec::new(),
        }
    }

    pub(super) fn doubt(mut self, doubt: impl Into<String>) -> Self {
        self.doubts.push(doubt.into());
        self
    }

    fn left_out(answered: u64, why: &str) -> Self {
        let mut guess = Guess::new(QuestionKind::OpenText, answered, why);
        guess.personal = true;
        guess
    }
}

/// Whether one column may be an option, a question, or the like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Words of people's own may stand in the column itself, as far as the platform does that.
    Nothing,
    /// They have a column of their own.
    WordsColumn,
    /// There are none: the column is a row of a grid.
    Nowhere,
}

/// What a column seems to be; `heading` is its heading as a key. What tells who somebody is and what people wrote in
/// words of their own is never an option, however often it comes.
pub(super) fn guess(look: &Look<'_>, profile: &Profile, heading: &str, beside: Beside) -> Guess {
    let guess = by_cells(look, profile, heading, beside);
    let is_said_by_many = |option: &FoundOption| {
        matches!(
            key(&option.label).as_str(),
            "yes" | "no" | "maybe" | "not sure" | "don't know"
        )
    };
    if guess
        .options
        .iter()
        .any(|option| personal::identifies(&option.label))
    {
        return Guess::new(
            QuestionKind::OpenText,
            profile.filled,
            "some answers say who somebody is or how to reach them",
        )
        .doubt(
            "it may be a closed question in which some people left a name, an address or a number",
        );
    }
    if guess.kind != QuestionKind::Scale
        && asks_for_own_words(heading)
        && !guess.options.iter().all(is_said_by_many)
    {
        let mut words = Guess::new(
            QuestionKind::OpenText,
            profile.filled,
            "the heading asks for words of people's own",
        );
        words.personal = guess.personal;
        return words;
    }
    guess
}

fn by_cells(look: &Look<'_>, profile: &Profile, heading: &str, beside: Beside) -> Guess {
    let answered = profile.answered();
    if profile.filled == 0 {
        return Guess::new(QuestionKind::OpenText, 0, "the column is empty")
            .doubt("nobody answered, so the kind of question cannot be told");
    }
    if let Some(why) = personal::personal(heading, profile) {
        return Guess::left_out(answered, why);
    }
    if personal::numbers_the_rows(heading, profile)
        || personal::refers_to_the_rows(heading, profile)
    {
        return Guess::left_out(
            answered,
            "a different number in each row: it numbers the responses",
        );
    }
    let mut forms = profile.forms();
    for form in &mut forms {
        // Some platforms write a mark of their own in the place of "Other".
        if look.conventions.other_marks.contains(&form.label.as_str()) {
            form.label = "Other".to_owned();
            form.key = "other".to_owned();
        }
    }
    if forms.is_empty() {
        return Guess::new(
            QuestionKind::OpenText,
            profile.filled,
            "no cell answers a closed question",
        )
        .doubt("every answer is a placeholder, so the kind of question cannot be told");
    }
    if profile.share(is_date) >= 0.9 {
        let times = profile.share(is_time_stamp) >= 0.9;
        let mut guess = Guess::new(QuestionKind::Date, answered, "the cells are days");
        if times && is_about_the_response(heading) {
            guess.personal = true;
            guess.evidence =
                vec!["the cells are the times at which responses were given".to_owned()];
        }
        return guess;
    }
    if let Some(guess) = numbers(look, profile, &forms, heading) {
        return guess;
    }
    if let Some(points) =
        scale::of_words(&forms).filter(|points| points.len() > 1 || !asks_for_words(heading))
    {
        let points = with_beside(points);
        return scale_of(points, answered, "the labels are those of a scale");
    }
    if names(profile) == Names::MayBe {
        return Guess::new(
            QuestionKind::OpenText,
            profile.filled,
            "the cells are two words with capitals and share none of them",
        )
        .doubt("they may be names of people: then leave the question out");
    }
    let inline = look.inline_other && beside == Beside::Nothing;
    if profile.unkept * 5 < profile.filled {
        let separators = separators(look);
        let learnt = learn(profile.given(), &separators, inline).filter(|learnt| {
            !asks_for_words(heading) || are_like_options(learnt, answered, heading)
        });
        if let Some(learnt) = learnt {
            return several_in_a_cell(learnt, answered, beside);
        }
    }
    choice_or_words(look, profile, forms, heading, inline)
}

/// Whether pieces look very much like options, where the heading asks for words: nearly all come again, and none
/// begins small, as the parts of what people type do.
fn are_like_options(learnt: &Learnt, answered: u64, heading: &str) -> bool {
    let ticks = |least: u64| -> u64 {
        let counts = learnt.options.iter().map(|option| option.count);
        counts.filter(|count| *count >= least).sum()
    };
    let chosen = !learnt
        .options
        .iter()
        .any(|option| starts_small(&option.label));
    let again = match chosen && !asks_for_few_words(heading) {
        true => ticks(2) * 10 >= ticks(1) * 8,
        false => ticks(2) == ticks(1),
    };
    again && learnt.words * 10 <= answered
}

/// The separators that the platform writes, those that mean the same together.
fn separators(look: &Look<'_>) -> Vec<&'static [&'static str]> {
    const LINES: &[&str] = &["\r\n", "\n"];
    let mut separators: Vec<&'static [&'static str]> = Vec::new();
    let mut lines = false;
    for separator in look.conventions.separators.iter() {
        if LINES.contains(separator) {
            if !lines {
                separators.push(LINES);
            }
            lines = true;
        } else {
            separators.push(std::slice::from_ref(separator));
        }
    }
    separators
}

fn is_about_the_response(heading: &str) -> bool {
    const WORDS: &[&str] = &[
        "timestamp",
        "time",
        "start",
        "end",
        "submit",
        "completed",
        "created",
        "modified",
        "recorded",
        "date",
        "today",
    ];
    words(heading) <= 3 && WORDS.iter().any(|word| heading.contains(word))
}

fn with_beside(points: Vec<Point>) -> Vec<FoundOption> {
    points
        .into_iter()
        .map(|point| FoundOption {
            label: point.label,
            cell: point.cell,
            count: point.count,
            exclusive: false,
            other: false,
            score: point.score,
        })
        .collect()
}

fn scale_of(options: Vec<FoundOption>, answered: u64, evidence: &str) -> Guess {
    let unused = options.iter().filter(|option| option.count == 0).count() as u64;
    let mut guess = Guess::new(QuestionKind::Scale, answered, evidence);
    if unused > 0 {
        guess.doubts.push(format!(
            "{} filled in that nobody chose: check where the scale begins and ends",
            counted(unused, "point was", "points were")
        ));
    }
    guess.options = options;
    guess
}

pub(super) fn option(form: &Form) -> FoundOption {
    FoundOption {
        label: form.label.clone(),
        cell: None,
        count: form.count,
        exclusive: false,
        other: is_other(&form.key),
        score: None,
    }
}
