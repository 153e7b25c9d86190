use super::best_that_fits;
use crate::compare::Comparability;
use crate::disclosure::{PublishedCell, PublishedChange};
use crate::document::{Alternative, Anchor, DocumentError};
use crate::report::figures::ChangePlot;
use crate::report::words;
use crate::stats::{Points, Proportion, Sign};
use crate::wording::say;

pub(in crate::report) fn changes(
    plot: &ChangePlot<'_>,
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
    let ((from, to), words) = (plot.waves, plot.words);
    let (item, count, slope) = (plot.phrases.item, plot.lines.len(), plot.is_slope());
    let tested = tested(&plot.lines);
    let part = plot.part_of().is_some();
    let clear = largest(tested.iter().filter(|(line, ..)| is_clear(line)));
    let lead = |moved: &dyn Fn(&Compared<'_>) -> String| {
        if clear.is_empty() {
            let some_untested = tested.len() < plot.lines.len();
            say!(
                words,
                "describe.changes.none-clear",
                item,
                part,
                some_untested
            )
        } else {
            let moved: Vec<String> = clear.iter().map(moved).collect();
            say!(words, "describe.changes.largest-clear", part, moved)
        }
    };
    let in_full = lead(&|(line, a, b)| {
        let (name, change) = (words.quoted(&line.label), words.change(*a, *b));
        say!(words, "describe.changes.moved", name, change)
    });
    // How far it moved is what the two ends tell as well.
    let in_short = lead(&|(line, a, b)| {
        let (name, change) = (words.quoted(&line.label), words.change_in_short(*a, *b));
        say!(words, "describe.changes.moved", name, change)
    });
    let title = words.standing(words::short(&plot.title));
    let mut candidates = vec![
        say!(words, "describe.changes.alt-with-title", slope, item, count, from, to, title => &title, lead => &in_full),
        say!(words, "describe.changes.alt-of-title", slope, from, to, title => &title, lead => &in_full),
        say!(words, "describe.changes.alt-of-title", slope, from, to, title, lead => &in_short),
    ];
    for lead in [in_full, in_short] {
        candidates.push(say!(
            words,
            "describe.changes.alt-with-lead",
            slope,
            item,
            count,
            from,
            to,
            lead
        ));
    }
    candidates.push(say!(
        words,
        "describe.changes.alt",
        slope,
        item,
        count,
        from,
        to
    ));
    let alt = best_that_fits(candidates)?;
    let mut pattern = vec![change_pattern(plot, &tested)];
    if plot.low_base() {
        pattern.push(say!(words, "figures.notes.low-base-in-some-year"));
    }
    pattern.push(say!(words, "describe.all-values", table => words::to(table)));
    Ok(Alternative::new(
        alt,
        vec![
            change_construction(plot).into(),
            change_numbers(plot, &tested).into(),
            words::text(&pattern.join(" ")),
        ],
    ))
}

fn change_construction(plot: &ChangePlot<'_>) -> String {
    let (from, to) = plot.waves;
    say!(
        plot.words,
        "describe.changes.construction",
        slope => plot.is_slope(),
        item => plot.phrases.item,
        count => plot.lines.len(),
        who => plot.phrases.who,
        from,
        to,
        from_base => plot.words.base(plot.changes.from.base()),
        to_base => plot.words.base(plot.changes.to.base()),
        first_places => plot.phrases.first_places,
        by_size => plot.by_size,
        some_apart => plot.some_apart(),
        all => plot.part_of(),
    )
}

fn change_numbers(plot: &ChangePlot<'_>, tested: &[Compared<'_>]) -> String {
    let words = plot.words;
    let (mut sentences, mut told) = (Vec::new(), 0);
    let part = plot.part_of().is_some();
    for (sign, rises) in [(Sign::Positive, true), (Sign::Negative, false)] {
        let of_sign = tested
            .iter()
            .filter(|(_, a, b)| Points::between(*a, *b).sign() == sign);
        let moved: Vec<String> = largest(of_sign)
            .into_iter()
            .map(|(line, a, b)| {
                let (name, change) = (words.quoted(&line.label), words.change(a, b));
                let clear = is_clear(line);
                say!(words, "describe.changes.moved-clearly", name, change, clear)
            })
            .collect();
        if !moved.is_empty() {
            told += moved.len();
            sentences.push(say!(words, "describe.changes.largest", rises, part, moved));
        }
    }
    // The largest rises and the largest falls were all there is to tell.
    if tested.len() <= told {
        return sentences.join(" ");
    }
    let within = |a: Proportion, b: Proportion| (b.value() - a.value()).abs() <= 0.01;
    let stayed = tested.iter().filter(|(_, a, b)| within(*a, *b)).count();
    let rose = tested
        .iter()
        .filter(|(_, a, b)| b.value() > a.value() && !within(*a, *b))
        .count();
    let (item, count) = (plot.phrases.item, tested.len());
    let fell = count - rose - stayed;
    let some_untested = count < plot.lines.len();
    sentences.push(say!(
        words,
        "describe.changes.directions",
        item,
        part,
        count,
        some_untested,
        rose,
        fell,
        stayed
    ));
    sentences.join(" ")
}

fn change_pattern(plot: &ChangePlot<'_>, tested: &[Compared<'_>]) -> String {
    let clear = tested.iter().filter(|(line, ..)| is_clear(line)).count();
    let all = tested.len();
    let part = plot.part_of().is_some();
    let mut sentences = vec![say!(plot.words, "describe.changes.clear", clear, all, part)];
    if plot.is_slope() && all > 1 {
        let pairs = crossing(plot, tested);
        sentences.push(say!(plot.words, "describe.changes.crossing", pairs, lines => all));
    }
    sentences.extend(not_compared(plot));
    sentences.join(" ")
}

/// The pairs of lines of which one was ahead before and the other is now.
fn crossing(plot: &ChangePlot<'_>, tested: &[Compared<'_>]) -> Vec<String> {
    let words = plot.words;
    let mut pairs = Vec::new();
    for (i, (one, from, to)) in tested.iter().enumerate() {
        for (other, other_from, other_to) in tested.iter().skip(i + 1) {
            let before = from.compare_share(*other_from);
            let now = to.compare_share(*other_to);
            if before == now.reverse() && now.is_ne() {
                let names = vec![words.quoted(&one.label), words.quoted(&other.label)];
                pairs.push(say!(words, "describe.changes.pair", names));
            }
        }
    }
    pairs
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

/// Changes that are this near to each other, as shares, differ by how they are worked out only.
const LEVEL: f64 = 1e-9;

/// The line that changed most, in either direction, with those that are level with it.
fn largest<'a, 'b>(compared: impl Iterator<Item = &'b Compared<'a>> + Clone) -> Vec<Compared<'a>>
where
    'a: 'b,
{
    let size = |(_, a, b): &Compared<'_>| (b.value() - a.value()).abs();
    let most = compared.clone().map(size).fold(0.0, f64::max);
    let level = compared.filter(|line| most - size(line) < LEVEL);
    level.copied().collect()
}

/// What has one dot or none, and why.
fn not_compared(plot: &ChangePlot<'_>) -> Vec<String> {
    let (words, (from, to)) = (plot.words, plot.waves);
    let (item, manner) = (plot.phrases.item, plot.phrases.manner);
    let of = |wanted: &dyn Fn(&PublishedChange) -> bool| -> Option<Vec<String>> {
        let lines = plot.lines.iter().filter(|line| wanted(line));
        let names: Vec<String> = lines.map(|line| words.quoted(&line.label)).collect();
        (!names.is_empty()).then_some(names)
    };
    let hidden = |l: &PublishedChange| [l.from, l.to].contains(&PublishedCell::Suppressed);
    let is = |cell: &PublishedCell| *cell == PublishedCell::NotApplicable;
    let in_one = |names, wave| {
        say!(
            words,
            "describe.changes.in-one-wave",
            names,
            item,
            manner,
            wave
        )
    };
    let reworded = |l: &PublishedChange| {
        matches!(l.comparability, Comparability::Break(_)) && !is(&l.from) && !is(&l.to)
    };
    let sentences = [
        of(&|l| is(&l.from) && !is(&l.to)).map(|names| in_one(names, to)),
        of(&|l| !is(&l.from) && is(&l.to)).map(|names| in_one(names, from)),
        of(&reworded).map(|names| say!(words, "describe.changes.reworded", names, item)),
        of(&hidden).map(|names| say!(words, "describe.changes.hidden", names, item)),
    ];
    sentences.into_iter().flatten().collect()
}
