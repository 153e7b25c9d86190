//! Grids and rankings: blocks whose columns are answered with the same cells.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cells::place;
use super::profile::{Form, Profile, Value};
use super::several::{make_scale, option_of};
use super::single::{self, Beside};
use super::together::Together;
use super::unit::Unit;
use super::{Found, FoundOption, FoundRow, Look};
use crate::ingest::bind::place_of;
use crate::ingest::heading::one_line;
use crate::ingest::key::key;
use crate::ingest::sentences::counted;
use crate::survey::QuestionKind;

/// A grid with a column for each row and option.
pub(super) fn expanded_grid(look: &Look<'_>, unit: &Unit, together: &[Together]) -> Found {
    let question = one_line(&look.headings.columns[unit.columns[0]].question);
    let mut options: Vec<FoundOption> = Vec::new();
    // Where the option with a label, as a key, stands.
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut rows = Vec::new();
    let single = together.iter().all(|row| row.most_ticks <= 1);
    for (row, together) in unit.rows.iter().zip(together) {
        for ((_, label), count) in row.columns.iter().zip(&together.ticks) {
            let count = *count;
            let place = *known.entry(key(label)).or_insert(options.len());
            match options.get_mut(place) {
                Some(option) => option.count += count,
                None => options.push(option_of(label.clone(), count)),
            }
        }
        rows.push(FoundRow {
            label: row.label.clone(),
            heading: None,
            answered: together.ticked,
        });
    }
    let mut found = Found {
        wording: question,
        heading: None,
        answered: together.iter().map(|row| row.ticked).max().unwrap_or(0),
        rows,
        kind: if single {
            QuestionKind::SingleChoice
        } else {
            QuestionKind::MultiSelect
        },
        options,
        personal: false,
        separator: None,
        evidence: vec![format!(
            "{} whose labels are a row and an option, and whose cells are ticks",
            counted(unit.columns.len() as u64, "column", "columns")
        )],
        doubts: Vec::new(),
    };
    if single {
        make_scale(&mut found);
    }
    found
}

/// A ranking: a column for each item with its place, or a column for each place with its item.
pub(super) fn ranking(
    look: &Look<'_>,
    unit: &Unit,
    together: &Together,
    core: &[usize],
    label: &dyn Fn(usize) -> String,
) -> Option<Found> {
    let different = together.many >= 3 && together.different * 20 >= together.many * 19;
    if !different || core.len() < 3 {
        return None;
    }
    let places = core.len() as i64;
    let is_place = |text: &str| place(text).is_some_and(|number| (1..=places).contains(&number));
    let filled: Vec<usize> = core
        .iter()
        .copied()
        .filter(|column| look.profiles[*column].answered() > 0)
        .collect();
    let by_item = filled
        .iter()
        .all(|column| look.profiles[*column].share(is_place) >= 0.97);
    let merged = merged(look, &filled);
    let forms = merged.forms();
    let by_place = !by_item
        && core
            .iter()
            .all(|column| place_of(&label(*column)).is_some())
        && forms.len() <= core.len() * 3
        && forms.len() as u64 * 2 <= merged.answered();
    let options: Vec<FoundOption> = if by_item {
        core.iter()
            .map(|column| FoundOption {
                other: false,
                ..option_of(label(*column), look.profiles[*column].answered())
            })
            .collect()
    } else if by_place {
        let mut forms = forms;
        super::order::order(&mut forms);
        forms
            .iter()
            .map(|form| FoundOption {
                other: false,
                ..single::option(form)
            })
            .collect()
    } else {
        return None;
    };
    Some(Found {
        wording: one_line(&look.headings.columns[unit.columns[0]].question),
        heading: None,
        rows: Vec::new(),
        kind: QuestionKind::Ranking,
        options,
        personal: false,
        answered: together.filled,
        separator: None,
        evidence: vec![if by_item {
            format!(
                "{} with places from 1 to {places}, different within a row",
                counted(core.len() as u64, "column", "columns")
            )
        } else {
            format!(
                "{}, one for each place, with different items within a row",
                counted(core.len() as u64, "column", "columns")
            )
        }],
        doubts: Vec::new(),
    })
}

/// Several columns as if they were one.
fn merged(look: &Look<'_>, columns: &[usize]) -> Profile {
    let mut merged = Profile::default();
    let mut values: BTreeMap<&str, (u64, bool)> = BTreeMap::new();
    for column in columns {
        let profile = &look.profiles[*column];
        merged.filled += profile.filled;
        merged.missing += profile.missing;
        merged.unkept += profile.unkept;
        for value in &profile.values {
            let (count, _) = values.entry(&value.text).or_insert((0, value.missing));
            *count += value.count;
        }
    }
    merged.values = values
        .into_iter()
        .map(|(text, (count, missing))| Value {
            text: text.to_owned(),
            count,
            missing,
        })
        .collect();
    merged
}

/// A grid: rows that are answered with the same options.
pub(super) fn grid(
    look: &Look<'_>,
    unit: &Unit,
    together: &Together,
    core: &[usize],
    label: &dyn Fn(usize) -> String,
) -> Option<Found> {
    let heading = match unit.statements {
        true => String::new(),
        false => key(&look.headings.columns[unit.columns[0]].question),
    };
    let filled: Vec<usize> = core
        .iter()
        .copied()
        .filter(|column| look.profiles[*column].answered() > 0)
        .collect();
    let merged = merged(look, &filled);
    let guess = single::guess(look, &merged, &heading, Beside::Nowhere);
    if guess.personal
        || matches!(
            guess.kind,
            QuestionKind::OpenText | QuestionKind::Date | QuestionKind::Ranking
        )
    {
        return None;
    }
    let options: BTreeSet<String> = guess
        .options
        .iter()
        .map(|option| key(&option.label))
        .collect();
    // Each row must use what other rows use too.
    let forms: Vec<Vec<Form>> = filled
        .iter()
        .map(|column| look.profiles[*column].forms())
        .collect();
    let mut rows_with: HashMap<&str, usize> = HashMap::new();
    for form in forms.iter().flatten() {
        *rows_with.entry(&form.key).or_default() += 1;
    }
    let shared = forms.iter().all(|forms| {
        let in_others = |form: &&Form| rows_with.get(form.key.as_str()).is_some_and(|n| *n > 1);
        let common: u64 = forms.iter().filter(in_others).map(|form| form.count).sum();
        let all: u64 = forms.iter().map(|form| form.count).sum();
        common * 10 >= all * 6 || all <= 3
    });
    let is_number = guess.kind == QuestionKind::Number;
    let is_joined = guess.kind == QuestionKind::MultiSelect;
    if !is_number && !is_joined && !shared || (!is_number && options.len() < 2) {
        return None;
    }
    let rows = core
        .iter()
        .map(|column| FoundRow {
            label: label(*column),
            heading: None,
            answered: look.profiles[*column].answered(),
        })
        .collect();
    let mut evidence = vec![format!(
        "{} under one heading that are answered with the same options",
        counted(core.len() as u64, "column", "columns")
    )];
    if is_number {
        evidence = vec![format!(
            "{} of numbers under one heading",
            counted(core.len() as u64, "column", "columns")
        )];
    }
    evidence.extend(guess.evidence);
    Some(Found {
        wording: one_line(&look.headings.columns[unit.columns[0]].question),
        heading: None,
        rows,
        kind: guess.kind,
        options: guess.options,
        personal: false,
        answered: together.filled,
        separator: guess.separator,
        evidence,
        doubts: guess.doubts,
    })
}

/// A grid of which the export says the rows alone.
pub(super) fn statements(look: &Look<'_>, unit: &Unit, together: &Together) -> Option<Found> {
    let label = |column: usize| one_line(&look.headings.columns[column].question);
    let mut found = grid(look, unit, together, &unit.columns, &label)?;
    let ends = (found.rows.first()?, found.rows.last()?);
    found.wording = format!(
        "(statements from \"{}\" to \"{}\")",
        ends.0.label, ends.1.label
    );
    found.evidence[0] = format!(
        "{} side by side that are answered with the points of one scale",
        counted(unit.columns.len() as u64, "column", "columns")
    );
    found.doubts.push(
        "the export does not say what was asked about these statements: write it, or make them questions of their own"
            .to_owned(),
    );
    Some(found)
}
