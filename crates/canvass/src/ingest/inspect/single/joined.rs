//! Cells that hold several options each, or options in an order.

use super::other::add_other;
use super::{Beside, Guess, option};
use crate::ingest::inspect::FoundOption;
use crate::ingest::inspect::joined::Learnt;
use crate::ingest::inspect::order::{exclusion, order};
use crate::ingest::inspect::profile::Form;
use crate::survey::QuestionKind;

/// A joined multi-select, or a ranking in a cell.
pub(super) fn several_in_a_cell(learnt: Learnt, answered: u64, beside: Beside) -> Guess {
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
        if beside == Beside::Nowhere && alone(form) < form.count {
            // In the row of a grid "Never" may well stand beside "Before".
            continue;
        }
        let (exclusive, doubt) = exclusion(found, &form.key, alone(form), form.count);
        found.exclusive = exclusive;
        if exclusive {
            found.count = alone(form);
        }
        guess.doubts.extend(doubt);
    }
    if learnt.one_combination {
        guess.doubts.push(format!(
            "only one combination of options occurs: it may be a single choice with an option that holds {shown}"
        ));
    }
    add_other(&mut options, learnt.words, &mut guess);
    guess.options = options;
    guess.separator = Some(learnt.separator);
    guess
}
