//! Which columns belong together.

use std::collections::HashMap;

use super::listed::by_options;
use super::profile::Profile;
use super::statements::by_statements;
use super::unit::{GridRow, Unit};
use super::{Look, personal};
use crate::ingest::heading::{Headings, Role};
use crate::ingest::key::key;
use crate::ingest::reader::{Tick, sign};

/// What the filled cells of a column that may be an option are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ticks {
    /// Nothing stands in it.
    Empty,
    /// Every cell repeats the label.
    Label,
    /// Signs such as 1, 0, Yes and No.
    Signs,
    /// Every cell that is no sign for "no" is the same, and not the label.
    Same,
    /// Something else.
    No,
}

/// What the cells of a column are, as ticks of an option with this label.
pub(super) fn ticks(profile: &Profile, label: &str) -> Ticks {
    if profile.answered() == 0 {
        return Ticks::Empty;
    }
    let label = key(label);
    let label = label.strip_prefix("- ").unwrap_or(&label);
    if !label.is_empty() && profile.all(|text| key(text) == label) {
        return Ticks::Label;
    }
    if profile.all(|text| sign(text) != Tick::Odd) {
        return Ticks::Signs;
    }
    if constant(profile).is_some() {
        return Ticks::Same;
    }
    Ticks::No
}

/// The one text that every cell of a column is, signs for "no" apart.
pub(super) fn constant(profile: &Profile) -> Option<&str> {
    if profile.unkept > 0 {
        return None;
    }
    let mut texts = profile
        .given()
        .filter(|value| sign(&value.text) != Tick::No);
    let first = texts.next()?;
    let folded = key(&first.text);
    texts
        .all(|value| key(&value.text) == folded)
        .then_some(first.text.as_str())
}

/// Puts the columns into units, in the order of the file. Columns of the platform itself are left out.
pub(super) fn units(look: &Look<'_>) -> Vec<Unit> {
    let headings = look.headings;
    let mut units: Vec<Unit> = Vec::new();
    let mut last = None;
    for (column, heading) in headings.columns.iter().enumerate() {
        if !matches!(heading.role, Role::Answers | Role::Words | Role::Personal) {
            last = None;
            continue;
        }
        match units.last_mut() {
            Some(unit) if last == Some(heading.block) => unit.columns.push(column),
            _ => units.push(Unit::of(vec![column])),
        }
        last = Some(heading.block);
    }
    for unit in &mut units {
        unit.rows = rows(look, &unit.columns);
    }
    if look.conventions.option_headings {
        units = by_options(look, units);
    }
    if look.conventions.bare_rows {
        units = by_statements(look, units);
    }
    units
}

/// What parts the row from the option in a label.
const DASH: &str = " - ";

/// The rows of a grid with a column for each row and option. Empty if it is none.
fn rows(look: &Look<'_>, columns: &[usize]) -> Vec<GridRow> {
    let rows = rows_of_options(look, columns);
    if rows.is_empty() {
        rows_of_signs(look, columns)
    } else {
        rows
    }
}

/// The rows of a grid whose cells are signs of ticks: labels such as `Row - Option` in which every row has the same
/// options.
fn rows_of_signs(look: &Look<'_>, columns: &[usize]) -> Vec<GridRow> {
    let mut rows: Vec<GridRow> = Vec::new();
    let mut ticked = false;
    for column in columns {
        let label = look.headings.columns[*column].part.trim();
        let kind = look
            .profiles
            .get(*column)
            .map(|profile| ticks(profile, label));
        let (Some(Ticks::Signs | Ticks::Empty), Some((row, option))) =
            (kind, label.rsplit_once(DASH))
        else {
            return Vec::new();
        };
        ticked |= kind == Some(Ticks::Signs);
        let cell = (*column, option.trim().to_owned());
        match rows.last_mut() {
            Some(last) if last.label == row.trim() => last.columns.push(cell),
            _ => rows.push(GridRow {
                label: row.trim().to_owned(),
                columns: vec![cell],
            }),
        }
    }
    let options = |row: &GridRow| -> Vec<String> {
        row.columns.iter().map(|(_, option)| key(option)).collect()
    };
    let is_grid = rows.len() > 1
        && ticked
        && rows.first().is_some_and(|first| first.columns.len() > 1)
        && rows
            .windows(2)
            .all(|pair| options(&pair[0]) == options(&pair[1]));
    if is_grid { rows } else { Vec::new() }
}

/// The rows of a grid with a column for each row and option: labels such as `Row - Option` whose cells repeat the
/// option. Empty if it is none.
fn rows_of_options(look: &Look<'_>, columns: &[usize]) -> Vec<GridRow> {
    if columns.len() < 4 {
        return Vec::new();
    }
    let part = |column: usize| look.headings.columns[column].part.trim();
    // Each with its place among them.
    let mut options: HashMap<String, usize> = HashMap::new();
    let mut some = 0;
    for column in columns {
        let Some(profile) = look.profiles.get(*column) else {
            return Vec::new();
        };
        if profile.answered() == 0 {
            continue;
        }
        let label = part(*column);
        let end = profile
            .given()
            .next()
            .map(|value| key(&value.text))
            .unwrap_or_default();
        let repeats = |at: usize| key(&label[at + DASH.len()..]) == end;
        let cut = label
            .match_indices(DASH)
            .map(|(at, _)| at)
            .find(|at| *at > 0 && repeats(*at));
        let Some(at) = cut else {
            return Vec::new();
        };
        if !profile.all(|text| key(text) == end) {
            return Vec::new();
        }
        let option = label[at + DASH.len()..].trim().to_owned();
        let place = options.len();
        options.entry(option).or_insert(place);
        some += 1;
    }
    if some < 2 {
        return Vec::new();
    }
    let mut rows: Vec<GridRow> = Vec::new();
    for column in columns {
        let label = part(*column);
        let cuts = (0..label.len()).filter_map(|at| label.get(..at).zip(label.get(at..)));
        let first = cuts
            .filter_map(|(row, behind)| {
                let option = behind.strip_prefix(DASH)?;
                Some((options.get(option)?, row.trim(), option))
            })
            .min_by_key(|(place, ..)| **place);
        let known = first.map(|(_, row, option)| (row, option));
        let Some((row, option)) = known.or_else(|| label.rsplit_once(DASH)) else {
            return Vec::new();
        };
        let cell = (*column, option.trim().to_owned());
        match rows.last_mut() {
            Some(last) if last.label == row => last.columns.push(cell),
            _ => rows.push(GridRow {
                label: row.to_owned(),
                columns: vec![cell],
            }),
        }
    }
    rows
}

/// Whether a column tells who somebody is, by its heading's role or by what stands in it.
pub(super) fn is_personal(
    headings: &Headings,
    profiles: &[Profile],
    column: usize,
) -> Option<&'static str> {
    let heading = &headings.columns[column];
    let profile = profiles.get(column)?;
    if heading.role == Role::Personal
        && profile.share(|text| key(text) == key(&heading.question)) < 0.9
    {
        return Some("the heading asks who somebody is");
    }
    personal::personal(&key(&heading.question), profile)
        .or_else(|| personal::personal(&key(&heading.part), profile))
}
