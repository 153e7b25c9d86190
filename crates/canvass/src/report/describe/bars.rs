use super::first_that_fits;
use crate::disclosure::{PublishedLine, Shown};
use crate::document::{Alternative, Anchor, DocumentError, Text};
use crate::report::figures::Bars;
use crate::report::words;
use crate::stats::{Points, Proportion, thousands};

/// The most lines whose values a description lists one by one.
const LISTED: usize = 8;

pub(in crate::report) fn bars(
    bars: &Bars<'_>,
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
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
