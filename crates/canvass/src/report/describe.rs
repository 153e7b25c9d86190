//! The words beside a picture: a short alternative, and a description of how it is built (level 1), its numbers
//! (level 2) and its pattern (level 3). What it means is for people to write.

use super::figures::Bars;
use super::words;
use crate::compare::Comparability;
use crate::disclosure::{
    PublishedCell, PublishedChange, PublishedChanges, PublishedLine, PublishedRepresentation, Shown,
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
    let count = bars.ranked.len();
    let items = if count == 1 {
        bars.item.to_owned()
    } else {
        format!("{}s", bars.item)
    };
    let chart = format!("Bar chart of {count} {items}");
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
    let mut description = vec![Text::from(bars_construction(bars, count, &items))];
    description.push(bars_numbers(bars, table));
    if let Some(pattern) = bars_pattern(bars) {
        description.push(pattern.into());
    }
    Ok(Alternative::new(alt, description))
}

fn bars_lead(bars: &Bars<'_>) -> String {
    match bars.ranked.highest().as_slice() {
        [] if bars.ranked.shown.is_empty() => {
            "No figures are shown, so that nobody can be recognised.".to_owned()
        }
        [] => format!("Every {} stands at nought.", bars.item),
        [(line, figure)] => format!(
            "{} {}, by {}.",
            words::quoted(&line.label),
            bars.leads,
            size(figure)
        ),
        several => format!(
            "{} share the first place, at {} each.",
            words::list(&names(several)),
            several
                .first()
                .map_or_else(String::new, |(_, figure)| size(figure))
        ),
    }
}

/// "59.3%", or "6 of 17" where there is no percentage.
fn size(figure: &Shown) -> String {
    match figure.percent() {
        Some(percent) => percent.to_string(),
        None => format!(
            "{} of {}",
            thousands(figure.share().count()),
            thousands(figure.share().base().get())
        ),
    }
}

fn names(lines: &[(&PublishedLine, &Shown)]) -> Vec<String> {
    lines
        .iter()
        .map(|(line, _)| words::quoted(&line.label))
        .collect()
}

fn bars_construction(bars: &Bars<'_>, count: usize, items: &str) -> String {
    let base = bars.table.base().map_or_else(String::new, |base| {
        format!(" The base is {}.", thousands(base))
    });
    let measure = if bars.has_percent() {
        format!("the share of {}, in per cent", bars.who)
    } else {
        format!("the number of {}", bars.who)
    };
    let order = if count == 1 {
        String::new()
    } else if bars.ranked.by_size {
        " Bars run from the longest to the shortest; answers such as \u{201C}Other\u{201D} come last.".to_owned()
    } else {
        " Bars are in the order of the scale.".to_owned()
    };
    let order = if bars.item == "answer" {
        order
    } else {
        order.replace("; answers such as \u{201C}Other\u{201D} come last", "")
    };
    let verb = if count == 1 {
        "one horizontal bar"
    } else {
        "one horizontal bar for each"
    };
    format!(
        "A bar chart of {count} {items}, with {verb}. The length of a bar is {measure}.{base}{order}"
    )
}

fn bars_numbers(bars: &Bars<'_>, table: &Anchor) -> Text {
    let ranked = &bars.ranked;
    let mut sentences = Vec::new();
    if ranked.shown.is_empty() {
        return "No figures are shown, so that nobody can be recognised.".into();
    }
    let (highest, lowest) = (ranked.highest(), ranked.lowest());
    match highest.as_slice() {
        [] => sentences.push(format!("Every {} stands at nought.", bars.item)),
        [(line, figure)] => {
            sentences.push(format!(
                "{} is highest, at {}.",
                words::quoted(&line.label),
                words::share(figure)
            ));
        }
        tied => sentences.push(format!(
            "{} are level at the top, at {} each.",
            words::list(&names(tied)),
            tied.first()
                .map_or_else(String::new, |(_, figure)| words::share(figure))
        )),
    }
    let between: Vec<String> = ranked
        .shown
        .iter()
        .filter(|(line, _)| {
            !highest
                .iter()
                .chain(&lowest)
                .any(|(other, _)| other.key == line.key)
        })
        .map(|(line, figure)| format!("{} {}", words::quoted(&line.label), size(figure)))
        .collect();
    let lists_all = ranked.shown.len() <= LISTED;
    if lists_all && !between.is_empty() {
        sentences.push(format!("Then come {}.", words::list(&between)));
    } else if !lists_all {
        sentences.push(format!(
            "Next come {}.",
            words::list(&between[..between.len().min(2)])
        ));
    }
    if let ([(_, most), ..], [(line, least), ..]) = (highest.as_slice(), lowest.as_slice()) {
        let gap = gap(least.share(), most.share(), bars.has_percent());
        match lowest.len() {
            1 => sentences.push(format!(
                "{} is lowest, at {}; {gap} between highest and lowest.",
                words::quoted(&line.label),
                size(least)
            )),
            n => sentences.push(format!(
                "{} are lowest, at {}; {gap} between highest and lowest.",
                words::capital(&words::number(n)),
                size(least)
            )),
        }
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
        format!(
            "there are {} percentage points",
            Points::between(least, most).magnitude_text()
        )
    } else {
        format!("the difference is {}", most.count() - least.count())
    }
}

fn bars_pattern(bars: &Bars<'_>) -> Option<String> {
    let mut sentences = Vec::new();
    if bars.has_percent() && bars.ranked.shown.len() > 1 {
        let above = bars
            .ranked
            .shown
            .iter()
            .filter(|(_, f)| f.share().count() * 2 > f.share().base().get())
            .count();
        sentences.push(match above {
            0 => format!("No {} reaches more than half.", bars.item),
            1 => format!(
                "One {} of {} reaches more than half.",
                bars.item,
                bars.ranked.shown.len()
            ),
            n => format!(
                "{} of the {} {}s reach more than half.",
                words::capital(&words::number(n)),
                bars.ranked.shown.len(),
                bars.item
            ),
        });
    }
    if bars.table.several_answers() {
        sentences.push("One respondent can count in more than one bar.".to_owned());
    }
    if !bars.ranked.suppressed.is_empty() && !bars.ranked.shown.is_empty() {
        let names: Vec<String> = bars
            .ranked
            .suppressed
            .iter()
            .map(|line| words::quoted(&line.label))
            .collect();
        let verb = if names.len() == 1 {
            "has no bar"
        } else {
            "have no bars"
        };
        sentences.push(format!(
            "{} {verb}: the figure is not shown, so that nobody can be recognised.",
            words::list(&names)
        ));
    }
    if bars.table.low_base() {
        sentences.push("Few answered, so treat the percentages with caution.".to_owned());
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

pub(super) fn changes(
    title: &str,
    waves: (&str, &str),
    changes: &PublishedChanges,
    lines: &[&PublishedChange],
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
    let (from, to) = waves;
    let tested = tested(lines);
    let lead = match extreme(&tested, Sign::Positive, true)
        .or_else(|| extreme(&tested, Sign::Negative, true))
    {
        Some((line, a, b)) => format!(
            "The clearest change is {}: {}.",
            words::quoted(&line.label),
            words::change(a, b)
        ),
        None => "No answer changed clearly.".to_owned(),
    };
    let chart = format!("Chart of {} answers in {from} and {to}", lines.len());
    let alt = first_that_fits(vec![
        format!("{chart}: {}. {lead}", words::short(title)),
        format!("{chart}. {lead}"),
        format!("{chart}."),
    ])?;
    let base = |base: Option<u64>| base.map_or_else(|| "not shown".to_owned(), thousands);
    let construction = format!(
        "A chart with one row for each of {} answers. In each row a hollow dot stands for {from} and a filled dot for {to}, joined by a line. Dots further right stand for a larger share of those who answered, in per cent. The base is {} in {from} and {} in {to}. Rows follow the size of the share in {to}.",
        lines.len(),
        base(changes.from.base()),
        base(changes.to.base()),
    );
    let mut numbers = Vec::new();
    for (sign, direction) in [(Sign::Positive, "rise"), (Sign::Negative, "fall")] {
        if let Some((line, a, b)) = extreme(&tested, sign, false) {
            let clear = line.tested.is_some_and(|t| t.is_clear());
            let strength = if clear {
                "a clear change"
            } else {
                "no clear change"
            };
            numbers.push(format!(
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
    numbers.push(format!(
        "Of the {} rows that can be compared, {} are higher in {to}, {} are lower, and {} are within one percentage point.",
        tested.len(),
        words::number(up),
        words::number(tested.len() - up - close),
        words::number(close)
    ));
    let clear = tested
        .iter()
        .filter(|(line, ..)| line.tested.is_some_and(|t| t.is_clear()))
        .count();
    let mut pattern = vec![match clear {
        0 => "None of these changes is clear: chance alone could produce them.".to_owned(),
        1 => "One of these changes is clear; chance alone could produce the others.".to_owned(),
        n if n == tested.len() => "All of these changes are clear.".to_owned(),
        n => format!(
            "{} of these changes are clear; chance alone could produce the others.",
            words::capital(&words::number(n))
        ),
    }];
    pattern.extend(not_compared(lines, waves));
    let pattern = Text::new()
        .words(pattern.join(" "))
        .words(" All values are in ")
        .reference(table.clone())
        .words(".");
    Ok(Alternative::new(
        alt,
        vec![construction.into(), numbers.join(" ").into(), pattern],
    ))
}

type Compared<'a> = (&'a PublishedChange, Proportion, Proportion);

fn tested<'a>(lines: &[&'a PublishedChange]) -> Vec<Compared<'a>> {
    lines
        .iter()
        .filter(|line| line.tested.is_some())
        .filter_map(|line| Some((*line, line.from.shown()?.share(), line.to.shown()?.share())))
        .collect()
}

/// The line that changed most in one direction.
fn extreme<'a>(tested: &[Compared<'a>], sign: Sign, clear_only: bool) -> Option<Compared<'a>> {
    tested
        .iter()
        .filter(|(line, a, b)| {
            Points::between(*a, *b).sign() == sign
                && (!clear_only || line.tested.is_some_and(|t| t.is_clear()))
        })
        .max_by(|x, y| {
            (x.2.value() - x.1.value())
                .abs()
                .total_cmp(&(y.2.value() - y.1.value()).abs())
        })
        .copied()
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
            "{} make up {} of respondents, {how} than their {} of all members.",
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
