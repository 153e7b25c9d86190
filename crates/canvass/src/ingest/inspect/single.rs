//! What one column holds, from its cells alone.

use super::cells::{integer, is_date, is_time_stamp, words};
use super::choice::{Choice, choice};
use super::joined;
use super::names::{Names, names};
use super::order::{exclusion, is_other, order};
use super::profile::{Form, Profile};
use super::scale::{self, Point, is_beside};
use super::{FoundOption, Look, personal};
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

/// "1 answer" or "12 answers".
pub(super) fn counted(number: u64, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {many}")
    }
}

/// Whether one column may be an option, a question, or the like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Words of people's own may stand in the column itself, as far as the platform does that.
    Nothing,
    /// They have a column of their own.
    WordsColumn,
}

/// What a column seems to be; `heading` is its heading as a key.
pub(super) fn guess(look: &Look<'_>, profile: &Profile, heading: &str, beside: Beside) -> Guess {
    let guess = by_cells(look, profile, heading, beside);
    if !guess
        .options
        .iter()
        .any(|option| personal::identifies(&option.label))
    {
        return guess;
    }
    Guess::new(
        QuestionKind::OpenText,
        profile.filled,
        "some answers say how to reach somebody",
    )
    .doubt("it may be a closed question in which some people left an address or a number")
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
    if personal::numbers_the_rows(heading, profile) {
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
        scale::of_words(&forms).filter(|points| points.len() > 1 || !looks_open(heading))
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
        let learnt = joined::learn(profile.given(), &separators, inline).filter(|learnt| {
            // A text with commas must look very much like options.
            !looks_open(heading)
                || (learnt.words * 10 <= answered
                    && learnt.options.iter().all(|option| option.count > 1))
        });
        if let Some(learnt) = learnt {
            return several_in_a_cell(learnt, answered);
        }
    }
    choice_or_words(look, profile, forms, heading, inline)
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

/// Numbers, scales of numbers, codes.
fn numbers(look: &Look<'_>, profile: &Profile, forms: &[Form], heading: &str) -> Option<Guess> {
    let answered = profile.answered();
    let share = profile.share(|text| crate::ingest::reader::parse_number(text).is_some());
    let few = forms.len() as u64 * 4 <= answered && forms.len() <= 8;
    let counts = asks_for_a_number(heading) && !(look.coded && few);
    if share < 1.0 {
        if counts && share >= 0.6 || share >= 0.9 && forms.len() > 12 {
            let other: u64 = answered - (share * answered as f64).round() as u64;
            let guess = Guess::new(QuestionKind::Number, answered, "most cells are numbers");
            return Some(guess.doubt(format!(
                "{} no number and cannot be used",
                counted(other, "answer is", "answers are")
            )));
        }
        let numbered = forms
            .iter()
            .filter(|form| {
                integer(&form.label).is_some()
                    || form
                        .label
                        .trim_start_matches('\u{feff}')
                        .starts_with(|c: char| c.is_ascii_digit())
            })
            .count();
        if numbered * 2 < forms.len() {
            return None;
        }
        let points = scale::of_numbers(forms)?;
        return Some(scale_of(
            with_beside(points),
            answered,
            "the cells are points of a scale, some of them with words",
        ));
    }
    let whole: Option<Vec<i64>> = forms.iter().map(|form| integer(&form.label)).collect();
    let Some(whole) = whole else {
        return Some(Guess::new(
            QuestionKind::Number,
            answered,
            "the cells are numbers",
        ));
    };
    let least = whole.iter().copied().min().unwrap_or(0);
    let most = whole.iter().copied().max().unwrap_or(0);
    if least >= 0 && most <= 1 && !counts {
        return Some(yes_or_no(forms, answered));
    }
    if !counts
        && least >= 0
        && most <= 10
        && let Some(points) = scale::of_numbers(forms)
    {
        return Some(scale_of(
            with_beside(points),
            answered,
            "the cells are small whole numbers",
        ));
    }
    let different = forms.len() as u64;
    // Codes of options: each of them again and again, or few of the possible ones missing.
    let again = different * 4 <= answered;
    let dense = different as i64 * 10 >= most * 4 && different * 2 <= answered;
    let coded = look.coded
        && !counts
        && least >= 0
        && ((again && different <= 12 && most < 1000) || (most < 300 && (again || dense)));
    if coded || (!counts && different == 1 && answered > 2 && most <= 10) {
        let mut forms = forms.to_vec();
        forms.sort_by_key(|form| integer(&form.label));
        let mut guess = Guess::new(
            QuestionKind::SingleChoice,
            answered,
            "few whole numbers that come again: codes of options",
        )
        .doubt("the export does not say what the codes mean");
        guess.options = forms.iter().map(option).collect();
        return Some(guess);
    }
    Some(Guess::new(
        QuestionKind::Number,
        answered,
        "the cells are numbers",
    ))
}

/// Whether a heading, as a key, asks for words.
fn looks_open(heading: &str) -> bool {
    super::choice::asks_for_words(heading)
}

fn asks_for_a_number(heading: &str) -> bool {
    const PHRASES: &[&str] = &[
        "how many",
        "number of",
        "how much",
        "how old",
        "what year",
        "which year",
        "in what year",
        "hours",
        "percentage",
        "what age",
        "your age",
    ];
    PHRASES.iter().any(|phrase| heading.contains(phrase)) || heading == "age" || heading == "year"
}

fn yes_or_no(forms: &[Form], answered: u64) -> Guess {
    let mut guess = Guess::new(
        QuestionKind::SingleChoice,
        answered,
        "the cells are 1 and 0",
    )
    .doubt("1 is taken as yes and 0 as no");
    for (code, label) in [(1, "Yes"), (0, "No")] {
        let count = forms
            .iter()
            .filter(|form| integer(&form.label) == Some(code))
            .map(|form| form.count)
            .sum();
        guess.options.push(FoundOption {
            label: label.to_owned(),
            cell: Some(code.to_string()),
            count,
            exclusive: false,
            other: false,
            score: None,
        });
    }
    guess
}

/// A joined multi-select, or a ranking in a cell.
fn several_in_a_cell(learnt: joined::Learnt, answered: u64) -> Guess {
    let shown = match learnt.separator.as_str() {
        "\r\n" | "\n" => "a line break".to_owned(),
        separator if separator.chars().all(char::is_control) => "rows of their own".to_owned(),
        separator => format!("\"{separator}\""),
    };
    let mut forms: Vec<Form> = learnt
        .options
        .iter()
        .map(|piece| Form {
            label: piece.label.clone(),
            key: piece.key.clone(),
            count: piece.count,
            variants: 1,
        })
        .collect();
    order(&mut forms);
    let mut options: Vec<FoundOption> = forms.iter().map(option).collect();
    if learnt.ranking {
        let mut guess = Guess::new(
            QuestionKind::Ranking,
            answered,
            format!("nearly every cell holds the same options in another order, parted by {shown}"),
        );
        for option in &mut options {
            option.other = false;
        }
        guess.options = options;
        guess.separator = Some(learnt.separator);
        return guess;
    }
    let alone = |form: &Form| -> u64 {
        let piece = learnt.options.iter().find(|piece| piece.key == form.key);
        piece.map_or(0, |piece| piece.alone)
    };
    let mut guess = Guess::new(
        QuestionKind::MultiSelect,
        answered,
        format!("cells hold several options, parted by {shown}"),
    );
    for (found, form) in options.iter_mut().zip(&forms) {
        if found.other {
            continue;
        }
        let (exclusive, doubt) = exclusion(found, &form.key, alone(form), form.count);
        found.exclusive = exclusive;
        if exclusive {
            found.count = alone(form);
        }
        guess.doubts.extend(doubt);
    }
    add_other(&mut options, learnt.words, &mut guess);
    guess.options = options;
    guess.separator = Some(learnt.separator);
    guess
}

/// Takes words of people's own to "Other".
fn add_other(options: &mut Vec<FoundOption>, words: u64, guess: &mut Guess) {
    if words == 0 {
        return;
    }
    guess.doubts.push(format!(
        "{} taken as words of people's own beside \"Other\"",
        counted(
            words,
            "answer holds something rare that is",
            "answers hold something rare that is"
        )
    ));
    if let Some(other) = options.iter_mut().find(|option| option.other) {
        other.count += words;
        return;
    }
    let place = options
        .iter()
        .position(|option| is_beside(&crate::ingest::key::key(&option.label)))
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

/// One option in each cell, or words of people's own.
fn choice_or_words(
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
