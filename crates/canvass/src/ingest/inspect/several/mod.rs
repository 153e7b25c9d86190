//! What a block of columns holds: options, rows of a grid, items of a ranking, or questions of their own.

mod beside;
mod block;
mod options;

use self::beside::with_words_beside;
use self::block::block;
use super::blocks::is_personal;
use super::grid::{expanded_grid, statements};
use super::order::is_other;
use super::profile::Form;
use super::single::{self, Beside, Guess};
use super::together::Together;
use super::unit::Unit;
use super::{Found, FoundOption, Look, scale};
use crate::ingest::heading::{Heading, Role, is_generic, one_line};
use crate::ingest::key::key;
use crate::survey::QuestionKind;

/// What a unit seems to be: one question, a grid, or several questions. `together` has one entry for each of the
/// unit's groups.
pub(super) fn found(look: &Look<'_>, unit: &Unit, together: &[Together]) -> Vec<Found> {
    let columns = &unit.columns;
    if let [column] = columns.as_slice() {
        return vec![alone(look, *column)];
    }
    if !unit.rows.is_empty() {
        return vec![expanded_grid(look, unit, together)];
    }
    let Some(together) = together.first() else {
        return Vec::new();
    };
    if unit.statements {
        let grid = statements(look, unit, together).map(|grid| vec![grid]);
        return grid.unwrap_or_else(|| columns.iter().map(|c| alone(look, *c)).collect());
    }
    if let Some(main) = unit.main(look) {
        return with_words_beside(look, main, columns, together);
    }
    let is_unnamed = |column: &usize| is_generic(&key(&look.headings.columns[*column].part));
    if let ([main, words], false) = (columns.as_slice(), unit.by_options)
        && is_unnamed(main)
        && is_unnamed(words)
        && is_choice(look, *main)
        && (is_text(look, *words) || look.profiles[*words].answered() == 0)
    {
        return with_words_beside(look, *main, columns, together);
    }
    block(look, unit, together)
}

/// A column that is a question of its own.
fn alone(look: &Look<'_>, column: usize) -> Found {
    let heading = &look.headings.columns[column];
    let part = one_line(&heading.part);
    let mut question = one_line(&heading.question);
    let in_block = |other: &&Heading| other.block == heading.block;
    let (before, after) = look.headings.columns.split_at(column);
    let before = before.iter().rev().take_while(in_block);
    let has_neighbours = before
        .chain(after.iter().skip(1).take_while(in_block))
        .any(|other| other.role != Role::Bookkeeping);
    if !is_generic(&key(&part)) && (has_neighbours || question.is_empty()) {
        question = if question.is_empty() {
            part
        } else {
            format!("{question} - {part}")
        };
    }
    let guess = column_guess(look, column, Beside::Nothing);
    from_guess(question, guess)
}

fn column_guess(look: &Look<'_>, column: usize, beside: Beside) -> Guess {
    let heading = &look.headings.columns[column];
    let Some(profile) = look.profiles.get(column) else {
        return Guess::new(QuestionKind::OpenText, 0, "the column is empty");
    };
    if let Some(why) = is_personal(look.headings, look.profiles, column)
        && profile.filled > 0
    {
        let mut guess = Guess::new(QuestionKind::OpenText, profile.filled, why);
        guess.personal = true;
        return guess;
    }
    let part = key(&heading.part);
    let asked = if is_generic(&part) {
        key(&heading.question)
    } else {
        format!("{} {part}", key(&heading.question))
    };
    let mut guess = single::guess(look, profile, &asked, beside);
    if part == "open-ended response" && guess.kind.has_options() {
        guess = Guess::new(
            QuestionKind::OpenText,
            profile.filled,
            "the platform says that people answered in words of their own",
        );
    }
    guess.personal |= heading.role == Role::Personal && profile.filled == 0;
    guess
}

fn from_guess(wording: String, guess: Guess) -> Found {
    Found {
        wording,
        heading: None,
        rows: Vec::new(),
        kind: guess.kind,
        options: guess.options,
        personal: guess.personal,
        answered: guess.answered,
        separator: guess.separator,
        evidence: guess.evidence,
        doubts: guess.doubts,
    }
}

/// An option with a label of its own column.
pub(super) fn option_of(label: String, count: u64) -> FoundOption {
    let other = is_other(&key(&label));
    FoundOption {
        label,
        cell: None,
        count,
        exclusive: false,
        other,
        score: None,
    }
}

/// Makes a single choice a scale if its labels are those of one. The order of the file stays.
pub(super) fn make_scale(found: &mut Found) {
    let forms: Vec<Form> = found
        .options
        .iter()
        .map(|option| Form {
            label: option.label.clone(),
            key: key(&option.label),
            count: option.count.max(1),
            variants: 1,
        })
        .collect();
    let numbers = || scale::of_numbers(&forms).filter(|points| points.len() == forms.len());
    let Some(points) = scale::of_words(&forms).or_else(numbers) else {
        return;
    };
    found.kind = QuestionKind::Scale;
    for option in &mut found.options {
        let point = points.iter().find(|point| point.label == option.label);
        option.score = point.and_then(|point| point.score);
        option.other = false;
    }
}

/// Whether a column holds options.
fn is_choice(look: &Look<'_>, column: usize) -> bool {
    let kind = column_guess(look, column, Beside::WordsColumn).kind;
    matches!(
        kind,
        QuestionKind::SingleChoice | QuestionKind::MultiSelect | QuestionKind::Scale
    )
}

/// Whether a column holds words of people's own.
fn is_text(look: &Look<'_>, column: usize) -> bool {
    let guess = column_guess(look, column, Beside::WordsColumn);
    guess.kind == QuestionKind::OpenText && guess.answered > 0
}
