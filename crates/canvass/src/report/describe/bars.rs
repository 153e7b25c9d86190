use super::first_that_fits;
use crate::disclosure::{PublishedLine, Shown};
use crate::document::{Alternative, Anchor, DocumentError, Text};
use crate::report::figures::Bars;
use crate::report::words;
use crate::stats::{Percent, Points, Proportion, thousands};

/// The most lines whose values a description lists one by one.
const LISTED: usize = 8;

pub(in crate::report) fn bars(
    bars: &Bars<'_>,
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
    let chart = format!(
        "Bar chart of {}",
        bars.phrases.item.counted(bars.ranked.len())
    );
    let lead = bars_lead(bars);
    let alt = first_that_fits(vec![
        format!(
            "{chart} in {}: {} {lead}",
            bars.wave,
            words::standing(words::short(&bars.title))
        ),
        format!("{chart} in {}. {lead}", bars.wave),
        format!("{chart} in {}.", bars.wave),
    ])?;
    let mut description = vec![bars_construction(bars).into(), bars_numbers(bars, table)];
    description.extend(bars_pattern(bars).map(Text::from));
    Ok(Alternative::new(alt, description))
}

fn bars_lead(bars: &Bars<'_>) -> String {
    let lead = match bars.ranked.highest().as_slice() {
        [] => return nothing_to_rank(bars),
        [(line, _)] => format!("{} {}", words::quoted(&line.label), bars.leads()),
        several => format!("{} share first place", words::list(&names(several))),
    };
    let each = if bars.ranked.highest().len() > 1 {
        " each"
    } else {
        ""
    };
    let sentence = format!("{}{lead}, at {}{each}.", bars.of_those_shown(), bars.most());
    words::capital(&sentence)
}

fn nothing_to_rank(bars: &Bars<'_>) -> String {
    if bars.ranked.shown.is_empty() {
        "No figures are shown, so that nobody can be recognised.".to_owned()
    } else if bars.ranked.suppressed.is_empty() {
        format!("Every {} is at nought.", bars.phrases.item.one)
    } else {
        format!(
            "Every {} whose figure is shown is at nought.",
            bars.phrases.item.one
        )
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
            bars.phrases.who
        )
    } else {
        format!("The length of a bar is the number of {}.", bars.phrases.who)
    };
    let places = if bars.phrases.first_places {
        " Only first places are counted."
    } else {
        ""
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
        (_, false, _) => " Bars follow the order of the scale.",
    };
    format!(
        "A bar chart of {}, with {shape}. {measure}{places}{base}{order}",
        bars.phrases.item.counted(count)
    )
}

fn bars_numbers(bars: &Bars<'_>, table: &Anchor) -> Text {
    let ranked = &bars.ranked;
    let (highest, lowest) = (ranked.highest(), ranked.lowest());
    let Some((_, most)) = highest.first() else {
        return nothing_to_rank(bars).into();
    };
    let of_those = if ranked.suppressed.is_empty() {
        ""
    } else {
        "Of the figures shown, "
    };
    let mut sentences = vec![match highest.as_slice() {
        [(line, _)] => format!(
            "{of_those}{} is highest, at {}.",
            words::quoted(&line.label),
            words::share(most)
        ),
        tied => format!(
            "{of_those}{} are level at the top, at {} each.",
            words::list(&names(tied)),
            words::share(most)
        ),
    }];
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
        .map(|(line, figure)| format!("{} ({})", words::quoted(&line.label), words::size(figure)))
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
                words::size(least)
            )
        } else {
            format!(
                "{} are lowest, at {} each.",
                words::list(&names(&lowest)),
                words::size(least)
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
        let printed = |share: Proportion| Percent::of(share).number().parse::<f64>().ok();
        let between_printed = printed(most).zip(printed(least)).map(|(a, b)| a - b);
        let unlike = match between_printed {
            Some(gap) if format!("{gap:.1}") == points => "",
            _ => " before rounding",
        };
        format!("Highest and lowest are {points} percentage points apart{unlike}.")
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
        let of = format!(
            "the {}{shown}",
            bars.phrases.item.counted(ranked.shown.len())
        );
        sentences.push(match ranked.shown.iter().filter(above).count() {
            0 => format!("None of {of} is above half."),
            1 => format!("One of {of} is above half."),
            n => format!(
                "{} of {of} are above half.",
                words::capital(&words::number(n))
            ),
        });
    }
    if let (Some(places), [(leader, _)]) = (ranked.places(), ranked.highest().as_slice()) {
        sentences.push(format!(
            "{} leads in the count; allowing for chance, {places}.",
            words::quoted(&leader.label)
        ));
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
        let who = words::named_or_counted(&names, bars.phrases.item.many);
        let without = if names.len() == 1 {
            "has no bar: its figure is"
        } else {
            "have no bars: their figures are"
        };
        sentences.push(format!(
            "{who} {without} not shown, so that nobody can be recognised."
        ));
    }
    if bars.table.low_base() {
        sentences.push("Few answered, so treat the percentages with caution.".to_owned());
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// 72.2 - 2.4 is 69.8, and 146 of 209 is 69.9: the sentence must not look like a mistake.
    #[test]
    fn a_gap_says_when_it_does_not_match_the_printed_figures() {
        let gap = |least, most, base| {
            let share = |count| Proportion::new(count, base).unwrap();
            super::gap(share(least), share(most), true)
        };
        assert_eq!(
            gap(5, 151, 209),
            "Highest and lowest are 69.9 percentage points apart before rounding."
        );
        assert_eq!(
            gap(12, 175, 215),
            "Highest and lowest are 75.8 percentage points apart."
        );
    }
}
