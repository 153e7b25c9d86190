//! One column with the answer, and others with words beside it.

use super::{alone, column_guess, from_guess};
use crate::ingest::heading::{Role, is_generic, one_line};
use crate::ingest::inspect::cells::integer;
use crate::ingest::inspect::order::is_other;
use crate::ingest::inspect::single::Beside;
use crate::ingest::inspect::together::Together;
use crate::ingest::inspect::{Found, FoundOption, Look};
use crate::ingest::key::key;
use crate::survey::QuestionKind;

/// A question with one column for the answer, and others for words beside it and comments.
pub(super) fn with_words_beside(
    look: &Look<'_>,
    main: usize,
    columns: &[usize],
    together: &Together,
) -> Vec<Found> {
    let others: Vec<usize> = columns
        .iter()
        .copied()
        .filter(|column| *column != main)
        .collect();
    let heading = |column: usize| &look.headings.columns[column];
    let guess = column_guess(look, main, Beside::WordsColumn);
    let mut question = from_guess(one_line(&heading(main).question), guess);
    let mut found = Vec::new();
    for column in others {
        let label = one_line(&heading(column).part);
        if is_generic(&key(&label)) {
            question.doubts.push(
                "the column beside it has no heading; it seems to hold words, and is not read"
                    .to_owned(),
            );
            continue;
        }
        let is_words = is_other(&key(&label)) || heading(column).role == Role::Words;
        let takes_words = matches!(
            question.kind,
            QuestionKind::SingleChoice | QuestionKind::MultiSelect | QuestionKind::Scale
        );
        if !is_words || !takes_words || question.personal {
            found.push(alone(look, column));
            continue;
        }
        let words = look
            .profiles
            .get(column)
            .map_or(0, |profile| profile.filled);
        let known = question
            .options
            .iter()
            .position(|option| key(&option.label) == key(&label))
            .or_else(|| question.options.iter().position(|option| option.other));
        match known {
            Some(option) => question.options[option].other = true,
            None if is_coded_other(&mut question, &label, words, together.always(column)) => {}
            None => question.options.push(FoundOption {
                label,
                cell: None,
                count: words,
                exclusive: false,
                other: true,
                score: None,
            }),
        }
        question
            .evidence
            .push("a column beside it holds words of people's own".to_owned());
    }
    found.insert(0, question);
    found
}

/// Finds the code for words of people's own, which is there whenever they are, and gives it the words' label.
fn is_coded_other<'c>(
    question: &mut Found,
    label: &str,
    words: u64,
    always: impl Iterator<Item = &'c str>,
) -> bool {
    let always: Vec<&str> = always.filter(|cell| is_code(cell)).collect();
    let is_always = |option: &FoundOption| {
        let cell = option.cell.as_deref().unwrap_or(&option.label);
        let same = |code: &&str| {
            *code == cell || integer(code).is_some_and(|code| integer(cell) == Some(code))
        };
        option.count > 0 && always.iter().any(same)
    };
    let only = |is: &dyn Fn(&FoundOption) -> bool| {
        let mut at = (0..question.options.len()).filter(|at| is(&question.options[*at]));
        at.next().filter(|_| at.next().is_none())
    };
    // Another option may be there each time too; words are seldom missing.
    let found =
        only(&is_always).or_else(|| only(&|option| is_always(option) && option.count == words));
    let Some(option) = found.and_then(|at| question.options.get_mut(at)) else {
        return false;
    };
    option
        .cell
        .get_or_insert_with(|| std::mem::take(&mut option.label));
    option.label = label.to_owned();
    option.other = true;
    if question.kind == QuestionKind::Scale {
        // No scale has a point for words: its numbers are codes.
        question.kind = QuestionKind::SingleChoice;
        question.options.retain(|option| option.count > 0);
        question
            .options
            .iter_mut()
            .for_each(|option| option.score = None);
        question.doubts = vec!["the export does not say what the codes mean".to_owned()];
    }
    true
}

/// Whether a cell is a code and no label.
fn is_code(cell: &str) -> bool {
    cell.len() <= 8
        && !cell.contains(char::is_whitespace)
        && (cell.starts_with('-') || cell.contains(|c: char| c.is_ascii_digit()))
}
