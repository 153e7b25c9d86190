//! A block of columns: options, rows of a grid, items of a ranking, or questions of their own.

use std::collections::BTreeSet;

use super::options::options;
use super::{alone, is_text};
use crate::ingest::heading::{Role, one_line};
use crate::ingest::inspect::blocks::{Ticks, constant, is_personal, ticks};
use crate::ingest::inspect::cells::{integer, place, words};
use crate::ingest::inspect::grid::{grid, ranking};
use crate::ingest::inspect::order::is_other;
use crate::ingest::inspect::together::Together;
use crate::ingest::inspect::unit::Unit;
use crate::ingest::inspect::{Found, Look};
use crate::ingest::key::key;
use crate::survey::Platform;

/// Whether options have columns of their own on a platform.
fn has_option_columns(platform: Platform) -> bool {
    !matches!(
        platform,
        Platform::GoogleForms | Platform::MicrosoftForms | Platform::Jotform
    )
}

pub(super) fn block(look: &Look<'_>, unit: &Unit, together: &Together) -> Vec<Found> {
    let label = |column: usize| -> String {
        let heading = &look.headings.columns[column];
        let label = one_line(if unit.by_options {
            &heading.question
        } else {
            &heading.part
        });
        label.strip_prefix("- ").unwrap_or(&label).to_owned()
    };
    let profile = |column: usize| &look.profiles[column];
    let contacts = unit
        .columns
        .iter()
        .filter(|column| is_personal(look.headings, look.profiles, **column).is_some())
        // "How do we reach you? - Email" is an option where it is ticked.
        .filter(|column| {
            let kind = ticks(profile(**column), &label(**column));
            !matches!(kind, Ticks::Label | Ticks::Signs)
        })
        .count();
    if contacts > 0 && !unit.by_options {
        return unit
            .columns
            .iter()
            .map(|column| alone(look, *column))
            .collect();
    }
    // Labels that are lost or are codes stand in the cells.
    let same: Vec<(usize, String)> = unit
        .columns
        .iter()
        .filter(|column| {
            !unit.by_options && kind_of(look, **column, &label(**column)) == Ticks::Same
        })
        .filter_map(|column| Some((*column, constant(profile(*column))?.to_owned())))
        .collect();
    let different: BTreeSet<String> = same.iter().map(|(_, text)| key(text)).collect();
    let by_cells = same.len() >= 2 && different.len() == same.len();
    let numbered = same.iter().any(|(_, text)| integer(text).is_some());
    let lost = by_cells && !numbered;
    let label = |column: usize| -> String {
        let text = same.iter().find(|(same, _)| lost && *same == column);
        text.map_or_else(|| label(column), |(_, text)| text.clone())
    };
    let kind_of_ticks = |column: usize| match kind_of(look, column, &label(column)) {
        Ticks::Same if !by_cells => Ticks::No,
        kind => kind,
    };
    // Words of people's own stand beside what can be ticked or ranked.
    let (beside, core): (Vec<usize>, Vec<usize>) = unit.columns.iter().partition(|column| {
        let heading = &look.headings.columns[**column];
        heading.role == Role::Words
            || (kind_of_ticks(**column) == Ticks::No
                && (is_other(&key(&label(**column))) || is_text(look, **column))
                && profile(**column).share(|text| place(text).is_some()) < 0.5)
            || (matches!(kind_of_ticks(**column), Ticks::Empty | Ticks::Same)
                && is_comment(&key(&label(**column))))
    });
    // What nobody chose has no label then.
    let core: Vec<usize> = core
        .into_iter()
        .filter(|column| !lost || matches!(kind_of_ticks(*column), Ticks::Label | Ticks::Same))
        .collect();
    let kinds: Vec<Ticks> = core.iter().map(|column| kind_of_ticks(*column)).collect();
    let filled = kinds.iter().filter(|kind| **kind != Ticks::Empty).count();
    let in_words = |text: &str| matches!(key(text).as_str(), "yes" | "no" | "y" | "n");
    let yes_no_rows = !has_option_columns(look.platform)
        && core.iter().any(|column| profile(*column).all(in_words));
    let are_ticks = kinds.iter().all(|kind| *kind != Ticks::No) && !yes_no_rows;
    if are_ticks && (filled > 0 || core.len() > 2) && (core.len() > 1 || !beside.is_empty()) {
        return options(look, unit, together, &core, &beside, &label);
    }
    let apart = || {
        unit.columns
            .iter()
            .map(|column| alone(look, *column))
            .collect()
    };
    if core.len() < 2 {
        return apart();
    }
    let mut found = ranking(look, unit, together, &core, &label)
        .or_else(|| grid(look, unit, together, &core, &label))
        .map(|found| vec![found]);
    if let Some(found) = &mut found {
        found.extend(beside.iter().map(|column| alone(look, *column)));
    }
    found.unwrap_or_else(apart)
}

fn kind_of(look: &Look<'_>, column: usize, label: &str) -> Ticks {
    look.profiles
        .get(column)
        .map_or(Ticks::Empty, |profile| ticks(profile, label))
}

fn is_comment(label: &str) -> bool {
    const WORDS: &[&str] = &["comment", "please explain", "why?", "tell us", "feedback"];
    words(label) <= 12 && WORDS.iter().any(|word| label.contains(word))
}
