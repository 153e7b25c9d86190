use std::cmp::Ordering;

use super::first_that_fits;
use crate::document::{Alternative, Anchor, DocumentError, Text};
use crate::report::figures::{ByGroup, GroupFigure};
use crate::report::words;
use crate::stats::thousands;

/// More groups than this are not named one by one with their bases.
const NAMED: usize = 6;

/// The highest figure, for the caption.
pub(in crate::report) fn groups_finding(groups: &ByGroup<'_>) -> String {
    format!(
        "{}, by \u{201C}{}\u{201D}: {}, in {}.",
        groups.title,
        groups.by,
        highest(groups),
        groups.wave
    )
}

fn highest(groups: &ByGroup<'_>) -> String {
    format!("the highest figure {}", end(groups, Ordering::Greater))
}

/// "is that of “Yes” among “Member”, at 82.0%", for the figure at one end.
fn end(groups: &ByGroup<'_>, towards: Ordering) -> String {
    let level = ends(groups.figures(), towards);
    match level.as_slice() {
        [] => "is not shown".to_owned(),
        [one] => format!(
            "is that of {} among {}, at {}",
            words::quoted(one.line),
            words::quoted(one.group),
            words::size(one.shown)
        ),
        [first, ..] => format!(
            "stands in {} cells, at {}",
            words::number(level.len()),
            words::size(first.shown)
        ),
    }
}

/// The figures that no other one passes in that direction.
fn ends<'a>(
    figures: impl Iterator<Item = GroupFigure<'a>>,
    towards: Ordering,
) -> Vec<GroupFigure<'a>> {
    let mut level: Vec<GroupFigure<'a>> = Vec::new();
    for figure in figures {
        let order = level.first().map(|known| {
            let share = figure.shown.share();
            share.compare_share(known.shown.share())
        });
        match order {
            Some(Ordering::Equal) => level.push(figure),
            Some(order) if order != towards => {}
            _ => level = vec![figure],
        }
    }
    level
}

pub(in crate::report) fn groups(
    groups: &ByGroup<'_>,
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
    let chart = format!(
        "Heat map of {} by {} in {}",
        groups.phrases.item.counted(groups.rows()),
        counted_groups(groups),
        groups.wave
    );
    let lead = words::capital(&highest(groups));
    let alt = first_that_fits(vec![
        format!(
            "{chart}: {} {lead}.",
            words::standing(words::short(&groups.title))
        ),
        format!("{chart}. {lead}."),
        format!("{chart}."),
    ])?;
    let numbers = Text::new()
        .words(format!(
            "{}. The lowest {}. All values are in ",
            words::capital(&highest(groups)),
            end(groups, Ordering::Less)
        ))
        .reference(table.clone())
        .words(".");
    let description = vec![
        construction(groups).into(),
        numbers,
        pattern(groups).join(" ").into(),
    ];
    Ok(Alternative::new(alt, description))
}

fn counted_groups(groups: &ByGroup<'_>) -> String {
    format!("{} groups", words::number(groups.groups.len()))
}

fn construction(groups: &ByGroup<'_>) -> String {
    let bases: Vec<String> = groups
        .groups
        .iter()
        .filter_map(|group| {
            let base = thousands(group.table.base()?);
            Some(format!("{base} in {}", words::quoted(&group.label)))
        })
        .collect();
    let bases = if bases.is_empty() || bases.len() > NAMED {
        " The bases are in the table.".to_owned()
    } else {
        format!(" The bases are {}.", words::list(&bases))
    };
    format!(
        "A heat map with {} and {}: a row for each {}, a column for each group. The darker a cell, the larger the share of the group, in per cent.{bases}",
        rows(groups.rows()),
        columns(groups.groups.len()),
        groups.phrases.item.one
    )
}

fn rows(count: usize) -> String {
    format!("{} rows", words::number(count))
}

fn columns(count: usize) -> String {
    format!("{} columns", words::number(count))
}

/// Which group leads in most rows, which row leads in most columns, and what is missing.
fn pattern(groups: &ByGroup<'_>) -> Vec<String> {
    let rows: Vec<Vec<GroupFigure<'_>>> = (0..groups.rows())
        .map(|row| groups.row(row).collect())
        .collect();
    let columns = groups.groups.iter().map(|group| {
        let figures = groups.figures();
        figures.filter(|f| f.group == group.label).collect()
    });
    let mut sentences = Vec::new();
    if let Some((name, led, all)) = leader(rows, |figure| figure.group) {
        sentences.push(format!(
            "Row by row, {} has the highest figure in {}.",
            words::quoted(name),
            of(led, all, "row", "rows")
        ));
    }
    if let Some((name, led, all)) = leader(columns.collect(), |figure| figure.line) {
        sentences.push(format!(
            "Column by column, {} has the highest figure in {}.",
            words::quoted(name),
            of(led, all, "column", "columns")
        ));
    }
    match groups.hidden() {
        0 => {}
        1 => sentences.push("One cell has no figure, so that nobody can be recognised.".to_owned()),
        many => sentences.push(format!(
            "{} cells have no figure, so that nobody can be recognised.",
            words::capital(&words::number(many))
        )),
    }
    sentences.push("Chance alone can make groups differ, and that is not tested here.".to_owned());
    sentences
}

/// "each of the three rows", "two of the three rows", "the only row that can be compared".
fn of(led: usize, all: usize, one: &str, many: &str) -> String {
    match (led, all) {
        (_, 1) => format!("the only {one} with several figures"),
        (led, all) if led == all => format!("each of the {} {many}", words::number(all)),
        (led, all) => format!(
            "{} of the {} {many}",
            words::number(led),
            words::number(all)
        ),
    }
}

/// The name that alone has the highest figure in most series, with how many that are and how many series have two
/// figures or more; `None` where no name does so more often than every other.
fn leader<'a>(
    series: Vec<Vec<GroupFigure<'a>>>,
    name: impl Fn(&GroupFigure<'a>) -> &'a str,
) -> Option<(&'a str, usize, usize)> {
    let series: Vec<_> = series.into_iter().filter(|s| s.len() > 1).collect();
    let all = series.len();
    let leaders: Vec<&str> = series
        .into_iter()
        .filter_map(
            |figures| match ends(figures.into_iter(), Ordering::Greater).as_slice() {
                [one] => Some(name(one)),
                _ => None,
            },
        )
        .collect();
    let times = |name: &str| leaders.iter().filter(|leader| **leader == name).count();
    let most = leaders.iter().map(|name| times(name)).max()?;
    let mut first = leaders.iter().copied().filter(|name| times(name) == most);
    let name = first.next()?;
    first
        .all(|other| other == name)
        .then_some((name, most, all))
}
