//! The words beside a picture: a short alternative, and a description of how it is built (level 1), its numbers
//! (level 2) and its pattern (level 3). What it means is for people to write.

use super::figures::{Bars, ChangePlot};
use super::words;
use crate::compare::Comparability;
use crate::disclosure::{
    PublishedCell, PublishedChange, PublishedLine, PublishedRepresentation, Shown,
};
use crate::document::{AltText, Alternative, Anchor, DocumentError, Hub, Text};
use crate::stats::{Percent, Points, Proportion, Sign, thousands};

/// The most lines whose values a description lists one by one.
const LISTED: usize = 8;

/// The first of the sentences that fits an alternative text; they go from full to short.
fn first_that_fits(candidates: Vec<String>) -> Result<AltText, DocumentError> {
    let mut last = Err(DocumentError::BadAltText { length: 0 });
    for candidate in candidates {
        last = AltText::new(candidate);
        if last.is_ok() {
            return last;
        }
    }
    last
}

pub(super) fn bars(bars: &Bars<'_>, table: &Anchor) -> Result<Alternative, DocumentError> {
    let chart = format!("Bar chart of {}", bars.item.counted(bars.ranked.len()));
    let lead = bars_lead(bars);
    let alt = first_that_fits(vec![
        format!(
            "{chart} in {}: {}. {lead}",
            bars.wave,
            words::short(&bars.title)
        ),
        format!("{chart} in {}. {lead}", bars.wave),
        format!("{chart} in {}.", bars.wave),
    ])?;
    let mut description = vec![bars_construction(bars).into(), bars_numbers(bars, table)];
    description.extend(bars_pattern(bars).map(Text::from));
    Ok(Alternative::new(alt, description))
}

fn bars_lead(bars: &Bars<'_>) -> String {
    let among = bars.among_those_shown();
    match bars.ranked.highest().as_slice() {
        [] => nothing_to_rank(bars),
        [(line, figure)] => format!(
            "{} {}{among}, by {}.",
            words::quoted(&line.label),
            bars.leads,
            size(figure)
        ),
        several => format!(
            "{} share the first place{among}, at {} each.",
            words::list(&names(several)),
            several
                .first()
                .map_or_else(String::new, |(_, figure)| size(figure))
        ),
    }
}

fn nothing_to_rank(bars: &Bars<'_>) -> String {
    if bars.ranked.shown.is_empty() {
        "No figures are shown, so that nobody can be recognised.".to_owned()
    } else if bars.ranked.suppressed.is_empty() {
        format!("Every {} stands at nought.", bars.item.one)
    } else {
        format!(
            "Every {} whose figure is shown stands at nought.",
            bars.item.one
        )
    }
}

/// "59.3%", or "6 of 17" where there is no percentage.
fn size(figure: &Shown) -> String {
    match figure.percent() {
        Some(percent) => percent.to_string(),
        None => words::share(figure),
    }
}

fn names(lines: &[(&PublishedLine, &Shown)]) -> Vec<String> {
    lines
        .iter()
        .map(|(line, _)| words::quoted(&line.label))
        .collect()
}

fn bars_construction(bars: &Bars<'_>) -> String {
    let count = bars.ranked.len();
    let shape = if count == 1 {
        "one horizontal bar"
    } else {
        "a horizontal bar for each"
    };
    let measure = if bars.has_percent() {
        format!(
            "The length of a bar is the share of {}, in per cent.",
            bars.who
        )
    } else {
        format!("The length of a bar is the number of {}.", bars.who)
    };
    let base = bars.table.base().map_or_else(String::new, |base| {
        format!(" The base is {}.", thousands(base))
    });
    let order = match (count, bars.ranked.by_size, bars.ranked.some_apart) {
        (1, ..) => "",
        (_, true, false) => " Bars run from the longest to the shortest.",
        (_, true, true) => {
            " Bars run from the longest to the shortest; answers such as \u{201C}Other\u{201D} come last."
        }
        (_, false, _) => " Bars are in the order of the scale.",
    };
    format!(
        "A bar chart of {}, with {shape}. {measure}{base}{order}",
        bars.item.counted(count)
    )
}

fn bars_numbers(bars: &Bars<'_>, table: &Anchor) -> Text {
    let ranked = &bars.ranked;
    let (highest, lowest) = (ranked.highest(), ranked.lowest());
    let Some((_, most)) = highest.first() else {
        return nothing_to_rank(bars).into();
    };
    let mut sentences = Vec::new();
    if !ranked.suppressed.is_empty() {
        sentences.push("This is told of the figures shown.".to_owned());
    }
    sentences.push(match highest.as_slice() {
        [(line, _)] => format!(
            "{} is highest, at {}.",
            words::quoted(&line.label),
            words::share(most)
        ),
        tied => format!(
            "{} are level at the top, at {} each.",
            words::list(&names(tied)),
            words::share(most)
        ),
    });
    let ends = |line: &PublishedLine| {
        highest
            .iter()
            .chain(&lowest)
            .any(|(other, _)| other.key == line.key)
    };
    let between: Vec<String> = ranked
        .shown
        .iter()
        .filter(|(line, _)| !ends(line))
        .map(|(line, figure)| format!("{} ({})", words::quoted(&line.label), size(figure)))
        .collect();
    let lists_all = ranked.shown.len() <= LISTED;
    let told = if lists_all {
        between.len()
    } else {
        between.len().min(2)
    };
    let lead = match (lists_all, told) {
        (true, 1) => "In between is",
        (true, _) => "In between are",
        (false, _) => "Next come",
    };
    if told > 0 {
        sentences.push(format!("{lead} {}.", words::list(&between[..told])));
    }
    if let Some((line, least)) = lowest.first() {
        sentences.push(if lowest.len() == 1 {
            format!(
                "{} is lowest, at {}.",
                words::quoted(&line.label),
                size(least)
            )
        } else {
            format!(
                "{} are lowest, at {} each.",
                words::list(&names(&lowest)),
                size(least)
            )
        });
        sentences.push(gap(least.share(), most.share(), bars.has_percent()));
    }
    let text = Text::new().words(sentences.join(" "));
    if lists_all {
        text
    } else {
        text.words(" All values are in ")
            .reference(table.clone())
            .words(".")
    }
}

fn gap(least: Proportion, most: Proportion, percent: bool) -> String {
    if percent {
        let points = Points::between(least, most).magnitude_text();
        format!("Highest and lowest are {points} percentage points apart.")
    } else {
        format!(
            "Highest and lowest are {} apart.",
            thousands(most.count() - least.count())
        )
    }
}

fn bars_pattern(bars: &Bars<'_>) -> Option<String> {
    let ranked = &bars.ranked;
    let mut sentences = Vec::new();
    if bars.has_percent() && ranked.shown.len() > 1 {
        let above =
            |(_, f): &&(&PublishedLine, &Shown)| f.share().count() * 2 > f.share().base().get();
        let shown = if ranked.suppressed.is_empty() {
            ""
        } else {
            " shown"
        };
        let of = format!("the {}{shown}", bars.item.counted(ranked.shown.len()));
        sentences.push(match ranked.shown.iter().filter(above).count() {
            0 => format!("None of {of} reaches more than half."),
            1 => format!("One of {of} reaches more than half."),
            n => format!(
                "{} of {of} reach more than half.",
                words::capital(&words::number(n))
            ),
        });
    }
    if bars.table.several_answers() {
        sentences.push("One respondent can count in more than one bar.".to_owned());
    }
    if !ranked.suppressed.is_empty() && !ranked.shown.is_empty() {
        let names: Vec<String> = ranked
            .suppressed
            .iter()
            .map(|line| words::quoted(&line.label))
            .collect();
        let without = if names.len() == 1 {
            "has no bar: its figure is"
        } else {
            "have no bars: their figures are"
        };
        sentences.push(format!(
            "{} {without} not shown, so that nobody can be recognised.",
            words::list(&names)
        ));
    }
    if bars.table.low_base() {
        sentences.push("Few answered, so treat the percentages with caution.".to_owned());
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

pub(super) fn changes(plot: &ChangePlot<'_>, table: &Anchor) -> Result<Alternative, DocumentError> {
    let (from, to) = plot.waves;
    let tested = tested(&plot.lines);
    let lead = match largest(tested.iter().filter(|(line, ..)| is_clear(line))) {
        Some((line, a, b)) => {
            format!(
                "The largest clear change is in {}: {}.",
                words::quoted(&line.label),
                words::change(a, b)
            )
        }
        None => format!("No {} changed clearly.", plot.item.one),
    };
    let chart = format!(
        "Chart of {} in {from} and {to}",
        plot.item.counted(plot.lines.len())
    );
    let alt = first_that_fits(vec![
        format!("{chart}: {}. {lead}", words::short(plot.title)),
        format!("{chart}. {lead}"),
        format!("{chart}."),
    ])?;
    let pattern = Text::new()
        .words(change_pattern(plot, &tested))
        .words(" All values are in ")
        .reference(table.clone())
        .words(".");
    Ok(Alternative::new(
        alt,
        vec![
            change_construction(plot).into(),
            change_numbers(plot, &tested).into(),
            pattern,
        ],
    ))
}

fn change_construction(plot: &ChangePlot<'_>) -> String {
    let (from, to) = plot.waves;
    let base = |base: Option<u64>| base.map_or_else(|| "not shown".to_owned(), thousands);
    let order = if plot.by_size {
        format!("Rows follow the size of the share in {to}.")
    } else {
        "Rows follow the order of the scale.".to_owned()
    };
    format!(
        "A chart with one row for each of {}. In each row a hollow dot stands for {from} and a filled dot for {to}, joined by a line. Dots further right stand for a larger share of {}, in per cent. The base is {} in {from} and {} in {to}. {order}",
        plot.item.counted(plot.lines.len()),
        plot.who,
        base(plot.changes.from.base()),
        base(plot.changes.to.base()),
    )
}

fn change_numbers(plot: &ChangePlot<'_>, tested: &[Compared<'_>]) -> String {
    let mut sentences = Vec::new();
    for (sign, direction) in [(Sign::Positive, "rise"), (Sign::Negative, "fall")] {
        let of_sign = tested
            .iter()
            .filter(|(_, a, b)| Points::between(*a, *b).sign() == sign);
        if let Some((line, a, b)) = largest(of_sign) {
            let strength = if is_clear(line) {
                "a clear change"
            } else {
                "no clear change"
            };
            sentences.push(format!(
                "The largest {direction} is in {}: {}, {strength}.",
                words::quoted(&line.label),
                words::change(a, b)
            ));
        }
    }
    let within = |a: Proportion, b: Proportion| (b.value() - a.value()).abs() <= 0.01;
    let close = tested.iter().filter(|(_, a, b)| within(*a, *b)).count();
    let up = tested
        .iter()
        .filter(|(_, a, b)| b.value() > a.value() && !within(*a, *b))
        .count();
    sentences.push(format!(
        "Rows that can be compared: {}. Higher in {}: {up}. Lower: {}. Within one percentage point: {close}.",
        tested.len(),
        plot.waves.1,
        tested.len() - up - close,
    ));
    sentences.join(" ")
}

fn change_pattern(plot: &ChangePlot<'_>, tested: &[Compared<'_>]) -> String {
    let clear = tested.iter().filter(|(line, ..)| is_clear(line)).count();
    let mut sentences = vec![match clear {
        0 => "None of these changes is clear: chance alone could produce them.".to_owned(),
        n if n == tested.len() => "Every one of these changes is clear.".to_owned(),
        1 => "One of these changes is clear; chance alone could produce the others.".to_owned(),
        n => format!(
            "{} of these changes are clear; chance alone could produce the others.",
            words::capital(&words::number(n))
        ),
    }];
    sentences.extend(not_compared(&plot.lines, plot.waves));
    sentences.join(" ")
}

fn is_clear(line: &PublishedChange) -> bool {
    line.tested.is_some_and(|tested| tested.is_clear())
}

type Compared<'a> = (&'a PublishedChange, Proportion, Proportion);

fn tested<'a>(lines: &[&'a PublishedChange]) -> Vec<Compared<'a>> {
    lines
        .iter()
        .filter(|line| line.tested.is_some())
        .filter_map(|line| Some((*line, line.from.shown()?.share(), line.to.shown()?.share())))
        .collect()
}

/// The line that changed most, in either direction.
fn largest<'a, 'b>(compared: impl Iterator<Item = &'b Compared<'a>>) -> Option<Compared<'a>>
where
    'a: 'b,
{
    let size = |(_, a, b): &Compared<'_>| (b.value() - a.value()).abs();
    compared.max_by(|x, y| size(x).total_cmp(&size(y))).copied()
}

/// What has one dot or none, and why.
fn not_compared(lines: &[&PublishedChange], waves: (&str, &str)) -> Vec<String> {
    let of = |wanted: &dyn Fn(&PublishedChange) -> bool| -> Vec<String> {
        lines
            .iter()
            .filter(|l| wanted(l))
            .map(|l| words::quoted(&l.label))
            .collect()
    };
    let hidden = |l: &PublishedChange| [l.from, l.to].contains(&PublishedCell::Suppressed);
    let is = |cell: &PublishedCell| *cell == PublishedCell::NotApplicable;
    let mut sentences = Vec::new();
    let mut say = |names: Vec<String>, what: String| {
        if !names.is_empty() {
            sentences.push(format!("{} {what}", words::list(&names)));
        }
    };
    say(
        of(&|l| is(&l.from) && !is(&l.to)),
        format!("could be chosen in {} only.", waves.1),
    );
    say(
        of(&|l| !is(&l.from) && is(&l.to)),
        format!("could be chosen in {} only.", waves.0),
    );
    say(
        of(&|l| matches!(l.comparability, Comparability::Break(_)) && !is(&l.from) && !is(&l.to)),
        "changed its wording, so the two years are not compared.".to_owned(),
    );
    say(
        of(&hidden),
        "cannot be shown in full, so that nobody can be recognised.".to_owned(),
    );
    sentences
}

pub(super) fn representation(
    title: &str,
    wave: &str,
    representation: &PublishedRepresentation,
) -> Result<Alternative, DocumentError> {
    let pairs: Vec<(&str, Proportion, Proportion)> = representation
        .groups
        .iter()
        .filter_map(|g| {
            Some((
                g.label.as_str(),
                g.members?,
                g.respondents
                    .shown()
                    .filter(|s| s.percent().is_some())?
                    .share(),
            ))
        })
        .collect();
    let furthest = |above: bool| {
        pairs
            .iter()
            .filter(|(_, m, r)| {
                Points::between(*m, *r).sign()
                    == if above {
                        Sign::Positive
                    } else {
                        Sign::Negative
                    }
            })
            .max_by(|a, b| {
                (a.2.value() - a.1.value())
                    .abs()
                    .total_cmp(&(b.2.value() - b.1.value()).abs())
            })
    };
    let tell = |(label, members, respondents): &(&str, Proportion, Proportion), how: &str| {
        format!(
            "{} stands at {} of respondents, {how} than the {} among all members.",
            words::quoted(label),
            Percent::of(*respondents),
            Percent::of(*members)
        )
    };
    let over = furthest(true).map(|pair| tell(pair, "more"));
    let under = furthest(false).map(|pair| tell(pair, "less"));
    let groups = representation
        .groups
        .iter()
        .filter(|g| g.members.is_some())
        .count();
    let chart = format!("Chart of {groups} groups in {wave}, respondents beside all members");
    let lead = over
        .clone()
        .or_else(|| under.clone())
        .unwrap_or_else(|| "No difference can be shown.".to_owned());
    let alt = first_that_fits(vec![
        format!("{chart}: {title}. {lead}"),
        format!("{chart}. {lead}"),
        format!("{chart}."),
    ])?;
    let mut description = vec![Text::from(format!(
        "A chart with one row for each of {groups} groups. In each row a hollow dot stands for all members and a filled dot for respondents, joined by a line. Dots further right stand for a larger share, in per cent. The base is {} members and {} respondents.",
        thousands(representation.members),
        thousands(representation.respondents)
    ))];
    let mut numbers: Vec<String> = over.into_iter().chain(under).collect();
    let hidden: Vec<String> = representation
        .groups
        .iter()
        .filter(|g| g.respondents == PublishedCell::Suppressed && g.members.is_some())
        .map(|g| words::quoted(&g.label))
        .collect();
    if !hidden.is_empty() {
        numbers.push(format!(
            "The respondents from {} are not shown, so that nobody can be recognised.",
            words::list(&hidden)
        ));
    }
    if !numbers.is_empty() {
        description.push(numbers.join(" ").into());
    }
    Ok(Alternative::new(alt, description))
}

pub(super) fn hub(hub: &Hub) -> Result<Alternative, DocumentError> {
    let count = words::number(hub.phrases.len());
    let full = format!(
        "Diagram with \u{201C}{}\u{201D} at its centre, joined to {count} phrases around it: {}.",
        hub.centre,
        words::list(&hub.phrases)
    );
    let alt = first_that_fits(vec![
        full.clone(),
        format!(
            "Diagram with \u{201C}{}\u{201D} at its centre, joined to {count} phrases around it.",
            hub.centre
        ),
        format!("Diagram of a centre joined to {count} phrases around it."),
    ])?;
    let description = format!(
        "A diagram of a centre joined by lines to {count} phrases around it. At the centre stands \u{201C}{}\u{201D}. Clockwise from the top, the phrases are {}. No phrase is linked to another.",
        hub.centre,
        words::list(
            &hub.phrases
                .iter()
                .map(|p| format!("\u{201C}{p}\u{201D}"))
                .collect::<Vec<_>>()
        )
    );
    Ok(Alternative::new(alt, vec![description.into()]))
}
