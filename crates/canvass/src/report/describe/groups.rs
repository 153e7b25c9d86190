use std::cmp::Ordering;

use super::best_that_fits;
use crate::document::{Alternative, Anchor, DocumentError};
use crate::report::figures::{ByGroup, GroupFigure};
use crate::report::words;
use crate::wording::{capital, say};

/// More groups than this are not named one by one with their bases.
const NAMED: usize = 6;
/// Where more than this lead in as many rows or columns each, that is no pattern.
const LEADING: usize = 2;

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
        say!(words, "describe.groups.alt-with-title", item, count, columns, wave, title => &title, lead => &lead),
        say!(words, "describe.groups.alt-of-title", wave, title, lead => &lead),
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
    if let Some(leading) = leading(rows, |figure| figure.group) {
        let Leading {
            names,
            led,
            all,
            some,
            shared,
        } = leading;
        let names: Vec<String> = names.iter().map(|name| words.quoted(name)).collect();
        sentences.push(say!(
            words,
            "describe.groups.leads-in-rows",
            names,
            led,
            all,
            some,
            shared
        ));
    }
    if let Some(leading) = leading(columns.collect(), |figure| figure.line) {
        let Leading {
            names,
            led,
            all,
            some,
            shared,
        } = leading;
        let names: Vec<String> = names.iter().map(|name| words.quoted(name)).collect();
        sentences.push(say!(
            words,
            "describe.groups.leads-in-columns",
            names,
            led,
            all,
            some,
            shared
        ));
    }
    let hidden = groups.hidden();
    if hidden > 0 {
        sentences.push(say!(words, "describe.groups.hidden", hidden));
    }
    sentences.push(say!(words, "describe.groups.not-tested"));
    sentences
}

/// What has the highest figure in more series than anything else.
struct Leading<'a> {
    /// The names, which lead in as many series each.
    names: Vec<&'a str>,
    /// In how many series each of them leads.
    led: usize,
    /// How many series have two figures or more.
    all: usize,
    /// Whether there are other series.
    some: bool,
    /// Whether any of them shares the highest figure of a series.
    shared: bool,
}

/// The names that have the highest figure, alone or with others, in most series; `None` where they are too many to tell.
fn leading<'a>(
    series: Vec<Vec<GroupFigure<'a>>>,
    name: impl Fn(&GroupFigure<'a>) -> &'a str,
) -> Option<Leading<'a>> {
    let known = series.len();
    let tops: Vec<Vec<&str>> = series
        .into_iter()
        .filter(|figures| figures.len() > 1)
        .map(|figures| {
            let top = ends(figures.into_iter(), Ordering::Greater);
            top.iter().map(&name).collect()
        })
        .collect();
    let times = |name: &str| tops.iter().filter(|top| top.contains(&name)).count();
    let led = tops.iter().flatten().map(|name| times(name)).max()?;
    let mut names: Vec<&str> = Vec::new();
    for name in tops.iter().flatten() {
        if times(name) == led && !names.contains(name) {
            names.push(name);
        }
    }
    let shares = |top: &Vec<&str>| top.len() > 1 && top.iter().any(|name| names.contains(name));
    let shared = tops.iter().any(shares);
    (names.len() <= LEADING).then_some(Leading {
        names,
        led,
        all: tops.len(),
        some: tops.len() < known,
        shared,
    })
}
