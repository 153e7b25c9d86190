//! Numbers: scales of them, codes of options, and numbers that are meant.

use super::{Guess, option, scale_of, with_beside};
use crate::ingest::inspect::cells::integer;
use crate::ingest::inspect::profile::{Form, Profile};
use crate::ingest::inspect::{FoundOption, Look, scale};
use crate::ingest::reader::parse_number;
use crate::ingest::sentences::counted;
use crate::survey::QuestionKind;

/// Different years beyond which they are typed and not chosen.
const MOST_YEARS: u64 = 12;

/// Numbers, scales of numbers, codes.
pub(super) fn numbers(
    look: &Look<'_>,
    profile: &Profile,
    forms: &[Form],
    heading: &str,
) -> Option<Guess> {
    let answered = profile.answered();
    let share = profile.share(|text| parse_number(text).is_some());
    let few = forms.len() as u64 * 4 <= answered && forms.len() <= 8;
    let counts = asks_for_a_number(heading) && !(look.coded && few);
    if share < 1.0 && few && are_labels(forms) {
        return None;
    }
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
    let are_years = (1900..=2100).contains(&least) && (1900..=2100).contains(&most);
    if are_years && (2..=MOST_YEARS).contains(&different) && different * 3 <= answered {
        return Some(options(
            forms,
            answered,
            "few years that come again: options of a list",
        ));
    }
    // Codes of options: each of them again and again, or few of the possible ones missing.
    let again = different * 4 <= answered;
    let dense = different as i64 * 10 >= most * 4 && different * 2 <= answered;
    let coded = look.coded
        && !counts
        && least >= 0
        && ((again && different <= 12 && most < 1000) || (most < 300 && (again || dense)));
    if coded || (!counts && different == 1 && answered > 2 && most <= 10) {
        let evidence = "few whole numbers that come again: codes of options";
        return Some(
            options(forms, answered, evidence).doubt("the export does not say what the codes mean"),
        );
    }
    let numbers = Guess::new(QuestionKind::Number, answered, "the cells are numbers");
    Some(match look.coded && !counts {
        true => numbers.doubt("they may be codes of options, as in other columns of this file"),
        false => numbers,
    })
}

/// Whether numbers and words are the labels of one list: `Nothing`, `£1`, `£2`.
fn are_labels(forms: &[Form]) -> bool {
    let is_number = |form: &&Form| parse_number(&form.label).is_some();
    let plain = |form: &Form| form.label.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let (numbers, words): (Vec<&Form>, Vec<&Form>) = forms.iter().partition(is_number);
    words.iter().all(|form| form.count > 1)
        && !numbers.is_empty()
        && !numbers.iter().any(|form| plain(form))
}

/// Numbers that stand for options, as they rise.
fn options(forms: &[Form], answered: u64, evidence: &str) -> Guess {
    let mut forms = forms.to_vec();
    forms.sort_by_key(|form| integer(&form.label));
    let mut guess = Guess::new(QuestionKind::SingleChoice, answered, evidence);
    guess.options = forms.iter().map(option).collect();
    guess
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
