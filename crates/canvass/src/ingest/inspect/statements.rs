//! Grids of which an export says the rows alone: neighbours that are answered with the points of one scale.

use super::Look;
use super::profile::Form;
use super::scale::{self, is_beside};
use super::unit::Unit;
use crate::ingest::heading::Role;

/// Rows below which neighbours are as likely questions of their own.
const FEWEST_ROWS: usize = 3;

/// Points below which answers are as likely those of questions of their own.
const FEWEST_POINTS: usize = 3;

/// Puts neighbours together that seem to be the rows of a grid.
pub(super) fn by_statements(look: &Look<'_>, units: Vec<Unit>) -> Vec<Unit> {
    let mut joined: Vec<Unit> = Vec::new();
    let mut units = units.into_iter().peekable();
    while let Some(first) = units.next() {
        let mut points = Vec::new();
        let mut run = vec![first];
        if is_row(look, &run[0], &mut points) {
            while let Some(next) = units.next_if(|unit| is_row(look, unit, &mut points)) {
                run.push(next);
            }
        }
        let of_scale = points.iter().filter(|form: &&Form| !is_beside(&form.key));
        if run.len() >= FEWEST_ROWS && of_scale.count() >= FEWEST_POINTS {
            joined.push(Unit {
                statements: true,
                ..Unit::of(run.into_iter().flat_map(|unit| unit.columns).collect())
            });
        } else {
            joined.append(&mut run);
        }
    }
    joined
}

/// Whether a unit may be a row of a grid whose other rows are answered with these points; then they are added to.
fn is_row(look: &Look<'_>, unit: &Unit, points: &mut Vec<Form>) -> bool {
    let [column] = unit.columns.as_slice() else {
        return false;
    };
    let heading = &look.headings.columns[*column];
    let Some(profile) = look.profiles.get(*column) else {
        return false;
    };
    let is_statement = heading.role == Role::Answers
        && heading.part.is_empty()
        && !heading.question.trim_end().ends_with('?');
    if !is_statement || profile.unkept > 0 || profile.answered() == 0 {
        return false;
    }
    let forms = profile.forms();
    let is_known = |form: &&Form| points.iter().any(|point| point.key == form.key);
    let known = forms.iter().filter(is_known).count();
    if !points.is_empty() && known * 2 < forms.len() {
        return false;
    }
    let new = forms.iter().filter(|form| !is_known(form));
    let all: Vec<Form> = points.iter().chain(new).cloned().collect();
    if scale::of_words(&all).is_none() {
        return false;
    }
    *points = all;
    true
}
