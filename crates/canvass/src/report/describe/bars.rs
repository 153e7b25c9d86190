use super::{best_that_fits, first_short_enough};
use crate::disclosure::{PublishedLine, Shown};
use crate::document::{Alternative, Anchor, DocumentError};
use crate::report::figures::Bars;
use crate::report::words::{self, Words};
use crate::stats::{Percent, Points, Proportion};
use crate::wording::say;

/// The most lines whose values a description lists one by one.
const LISTED: usize = 8;
/// Where they are more, so many are told behind those that lead.
const NEXT: usize = 2;

pub(in crate::report) fn bars(
    bars: &Bars<'_>,
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
    let words = bars.words;
    let (item, count, wave) = (bars.phrases.item, bars.ranked.len(), bars.wave);
    let lead = bars_lead(bars);
    let title = words.standing(words::short(&bars.title));
    let alt = best_that_fits(vec![
        say!(words, "describe.bars.alt-with-title", item, count, wave, title => &title, lead => &lead),
        say!(words, "describe.bars.alt-of-title", wave, title, lead => &lead),
        say!(
            words,
            "describe.bars.alt-with-lead",
            item,
            count,
            wave,
            lead
        ),
        say!(words, "describe.bars.alt", item, count, wave),
    ])?;
    let with_values = |(listed, in_full): (usize, bool)| -> Vec<String> {
        let numbers = bars_numbers(bars, table, listed, in_full);
        let first = [bars_construction(bars), numbers];
        let pattern = bars_pattern(bars, in_full);
        first.into_iter().chain(pattern).collect()
    };
    let lengths = [(LISTED, true), (0, true), (0, false)];
    let description = first_short_enough(lengths.map(with_values));
    let description = description.iter().map(|words| words::text(words));
    Ok(Alternative::new(alt, description.collect()))
}

fn bars_lead(bars: &Bars<'_>) -> String {
    let names = names(bars, &bars.ranked.highest());
    if names.is_empty() {
        return nothing_to_rank(bars);
    }
    say!(
        bars.words,
        "describe.bars.lead",
        names,
        item => bars.phrases.item,
        manner => bars.manner(),
        in_count => bars.ranked.could_come_later(),
        certain => bars.ranked.leader_is_certain(),
        size => bars.most(),
    )
}

fn nothing_to_rank(bars: &Bars<'_>) -> String {
    say!(
        bars.words,
        "describe.bars.nothing-to-rank",
        item => bars.phrases.item,
        shown => bars.ranked.shown.len(),
        hidden => bars.ranked.suppressed.len(),
    )
}

fn names(bars: &Bars<'_>, lines: &[(&PublishedLine, &Shown)]) -> Vec<String> {
    lines
        .iter()
        .map(|(line, _)| bars.words.quoted(&line.label))
        .collect()
}

fn bars_construction(bars: &Bars<'_>) -> String {
    say!(
        bars.words,
        "describe.bars.construction",
        item => bars.phrases.item,
        count => bars.ranked.len(),
        who => bars.phrases.who,
        percent => bars.has_percent(),
        first_places => bars.phrases.first_places,
        base => bars.table.base(),
        by_size => bars.ranked.by_size,
        some_apart => bars.ranked.some_apart,
    )
}

/// The figures: all of up to `listed` bars, of more the first and the last ones; `in_full` with how far these are apart.
fn bars_numbers(bars: &Bars<'_>, table: &Anchor, listed: usize, in_full: bool) -> String {
    let (ranked, words) = (&bars.ranked, bars.words);
    let (highest, lowest) = (ranked.highest(), ranked.lowest());
    let Some((_, most)) = highest.first() else {
        return nothing_to_rank(bars);
    };
    let mut sentences = vec![say!(
        words,
        "describe.bars.highest",
        names => names(bars, &highest),
        share => words.share(most),
        hidden => ranked.suppressed.len(),
    )];
    let ends = |line: &PublishedLine| {
        highest
            .iter()
            .chain(&lowest)
            .any(|(other, _)| other.key == line.key)
    };
    let lists_all = ranked.shown.len() <= listed;
    let candidates = if lists_all {
        ranked.shown.clone()
    } else {
        ranked.next(NEXT)
    };
    let between: Vec<String> = candidates
        .into_iter()
        .filter(|(line, _)| !ends(line))
        .map(|(line, figure)| {
            let (name, figure) = (words.quoted(&line.label), words.size(figure));
            say!(words, "phrases.name-figure", name, figure)
        })
        .collect();
    if !between.is_empty() {
        sentences.push(say!(words, "describe.bars.between", items => between, all => lists_all));
    }
    if let Some((_, least)) = lowest.first() {
        sentences.push(say!(
            words,
            "describe.bars.lowest",
            names => names(bars, &lowest),
            size => words.size(least),
        ));
        let gap = gap(words, least.share(), most.share(), bars.has_percent());
        sentences.extend(gap.filter(|_| in_full));
    }
    if !lists_all {
        sentences.push(say!(words, "describe.all-values", table => words::to(table)));
    }
    sentences.join(" ")
}

/// How far highest and lowest stand apart; nothing where that is not the difference of the figures as they are printed,
/// which would look like a mistake.
fn gap(words: Words<'_>, least: Proportion, most: Proportion, percent: bool) -> Option<String> {
    if !percent {
        let difference = most.count() - least.count();
        return Some(say!(words, "describe.bars.gap-in-counts", difference));
    }
    let points = Points::between(least, most).magnitude_text();
    let printed = |share: Proportion| Percent::of(share).number().parse::<f64>().ok();
    let between_printed = printed(most).zip(printed(least)).map(|(a, b)| a - b);
    between_printed.filter(|gap| format!("{gap:.1}") == points)?;
    let points = words.decimal(&points);
    Some(say!(words, "describe.bars.gap-in-points", points))
}

/// What the figures have in common, and what is missing; `in_full` with the place of the first, which the caption tells.
fn bars_pattern(bars: &Bars<'_>, in_full: bool) -> Option<String> {
    let (ranked, words, item) = (&bars.ranked, bars.words, bars.phrases.item);
    let hidden = ranked.suppressed.len();
    let mut sentences = Vec::new();
    if bars.has_percent() && ranked.shown.len() > 1 {
        let is_above =
            |(_, f): &&(&PublishedLine, &Shown)| f.share().count() * 2 > f.share().base().get();
        let above = ranked.shown.iter().filter(is_above).count();
        let count = ranked.shown.len();
        sentences.push(say!(
            words,
            "describe.bars.above-half",
            above,
            item,
            count,
            hidden
        ));
    }
    if let (Some(last_place), [(leader, _)]) = (ranked.last_place(), ranked.highest().as_slice())
        && in_full
    {
        let name = words.quoted(&leader.label);
        let among_shown = hidden > 0;
        sentences.push(say!(
            words,
            "describe.bars.place",
            name,
            last_place,
            among_shown
        ));
    }
    if bars.table.several_answers() && ranked.len() > 1 {
        sentences.push(say!(words, "describe.bars.several-answers"));
    }
    if hidden > 0 && !ranked.shown.is_empty() {
        let names: Vec<String> = ranked
            .suppressed
            .iter()
            .map(|line| words.quoted(&line.label))
            .collect();
        sentences.push(say!(words, "describe.bars.hidden", names, item));
    }
    if bars.table.low_base() {
        sentences.push(say!(words, "describe.bars.low-base"));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::wording::Wording;

    /// 72.2 - 2.4 is 69.8, and 146 of 209 is 69.9.
    #[test]
    fn a_gap_that_is_not_that_of_the_printed_figures_is_left_out() {
        let gap = |least, most, base| {
            let share = |count| Proportion::new(count, base).unwrap();
            let wording = Wording::built_in();
            super::gap(Words::new(&wording), share(least), share(most), true)
        };
        assert_eq!(gap(5, 151, 209), None);
        assert_eq!(
            gap(12, 175, 215).as_deref(),
            Some("Highest and lowest are 75.8 percentage points apart.")
        );
    }
}
