use std::cmp::Ordering;

use super::best_that_fits;
use crate::document::{Alternative, Anchor, DocumentError};
use crate::report::figures::{ByGroup, GroupFigure};
use crate::report::words;
use crate::wording::{capital, say};

/// More groups than this are not named one by one with their bases.
const NAMED: usize = 6;

/// The highest figure, for the caption.
pub(in crate::report) fn groups_finding(groups: &ByGroup<'_>) -> String {
    let (title, by, wave) = (
        &groups.title,
        groups.words.in_quotes(groups.by),
        groups.wave,
    );
    let highest = end(groups, Ordering::Greater);
    say!(
        groups.words,
        "describe.groups.caption",
        title,
        by,
        wave,
        highest
    )
}

/// "the highest figure is that of “Yes” among “Member”, at 82.0%", for the figure at one end.
fn end(groups: &ByGroup<'_>, towards: Ordering) -> String {
    let words = groups.words;
    let level = ends(groups.figures(), towards);
    let first = level.first();
    let size = first.map(|first| words.size(first.shown));
    let name = first.map(|first| words.quoted(first.line));
    let group = first.map(|first| words.quoted(first.group));
    let (cells, highest) = (level.len(), towards == Ordering::Greater);
    say!(
        words,
        "describe.groups.end",
        highest,
        cells,
        name,
        group,
        size
    )
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
    let words = groups.words;
    let (item, count) = (groups.phrases.item, groups.rows());
    let (columns, wave) = (groups.groups.len(), groups.wave);
    let highest = capital(&end(groups, Ordering::Greater));
    let lead = say!(words, "describe.groups.lead", highest => &highest);
    let title = words.standing(words::short(&groups.title));
    let alt = best_that_fits(vec![
        say!(words, "describe.groups.alt-with-title", item, count, columns, wave, title, lead => &lead),
        say!(
            words,
            "describe.groups.alt-with-lead",
            item,
            count,
            columns,
            wave,
            lead
        ),
        say!(words, "describe.groups.alt", item, count, columns, wave),
    ])?;
    let numbers = [
        say!(words, "describe.groups.lead", highest),
        say!(words, "describe.groups.lead", highest => capital(&end(groups, Ordering::Less))),
        say!(words, "describe.all-values", table => words::to(table)),
    ];
    let description = vec![
        construction(groups).into(),
        words::text(&numbers.join(" ")),
        pattern(groups).join(" ").into(),
    ];
    Ok(Alternative::new(alt, description))
}

fn construction(groups: &ByGroup<'_>) -> String {
    let words = groups.words;
    let bases: Vec<String> = groups
        .groups
        .iter()
        .filter_map(|group| {
            let (base, of) = (group.table.base()?, words.quoted(&group.label));
            Some(say!(words, "phrases.base-in", base, of))
        })
        .collect();
    let bases = if bases.len() > NAMED {
        Vec::new()
    } else {
        bases
    };
    let (rows, columns) = (groups.rows(), groups.groups.len());
    let item = groups.phrases.item;
    say!(
        words,
        "describe.groups.construction",
        rows,
        columns,
        item,
        bases
    )
}

/// Which group leads in most rows, which row leads in most columns, and what is missing.
fn pattern(groups: &ByGroup<'_>) -> Vec<String> {
    let words = groups.words;
    let rows: Vec<Vec<GroupFigure<'_>>> = (0..groups.rows())
        .map(|row| groups.row(row).collect())
        .collect();
    let columns = groups.groups.iter().map(|group| {
        let figures = groups.figures();
        figures.filter(|f| f.group == group.label).collect()
    });
    let mut sentences = Vec::new();
    if let Some((name, led, all)) = leader(rows, |figure| figure.group) {
        let name = words.quoted(name);
        sentences.push(say!(words, "describe.groups.leads-in-rows", name, led, all));
    }
    if let Some((name, led, all)) = leader(columns.collect(), |figure| figure.line) {
        let name = words.quoted(name);
        sentences.push(say!(
            words,
            "describe.groups.leads-in-columns",
            name,
            led,
            all
        ));
    }
    let hidden = groups.hidden();
    if hidden > 0 {
        sentences.push(say!(words, "describe.groups.hidden", hidden));
    }
    sentences.push(say!(words, "describe.groups.not-tested"));
    sentences
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
