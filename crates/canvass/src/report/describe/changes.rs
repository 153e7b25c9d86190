use super::first_that_fits;
use crate::compare::Comparability;
use crate::disclosure::{PublishedCell, PublishedChange};
use crate::document::{Alternative, Anchor, DocumentError, Text};
use crate::report::figures::ChangePlot;
use crate::report::words;
use crate::stats::{Points, Proportion, Sign, thousands};

pub(in crate::report) fn changes(
    plot: &ChangePlot<'_>,
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
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
        None => format!("No {} changed clearly.", plot.phrases.item.one),
    };
    let chart = format!(
        "Dot chart of {} in {from} and {to}",
        plot.phrases.item.counted(plot.lines.len())
    );
    let alt = first_that_fits(vec![
        format!(
            "{chart}: {} {lead}",
            words::standing(words::short(&plot.title))
        ),
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
    let places = if plot.phrases.first_places {
        " Only first places are counted."
    } else {
        ""
    };
    format!(
        "A dot chart with one row for each of {}. In each row a hollow dot stands for {from} and a filled dot for {to}, joined by a line. Dots further right stand for a larger share of {}, in per cent.{places} Beside the dots a square shows the change, and a thin line its 95% interval, in percentage points. The base is {} in {from} and {} in {to}. {order}",
        plot.phrases.item.counted(plot.lines.len()),
        plot.phrases.who,
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
                "not a clear change"
            };
            sentences.push(format!(
                "The largest {direction} is in {}: {}, {strength}.",
                words::quoted(&line.label),
                words::change(a, b)
            ));
        }
    }
    // The largest rise and the largest fall were all there is to tell.
    if tested.len() <= sentences.len() {
        return sentences.join(" ");
    }
    let within = |a: Proportion, b: Proportion| (b.value() - a.value()).abs() <= 0.01;
    let close = tested.iter().filter(|(_, a, b)| within(*a, *b)).count();
    let up = tested
        .iter()
        .filter(|(_, a, b)| b.value() > a.value() && !within(*a, *b))
        .count();
    sentences.push(format!(
        "Of {} that can be compared, {} rose, {} fell and {} stayed within one percentage point.",
        plot.phrases.item.counted(tested.len()),
        words::number(up),
        words::number(tested.len() - up - close),
        words::number(close),
    ));
    sentences.join(" ")
}

fn change_pattern(plot: &ChangePlot<'_>, tested: &[Compared<'_>]) -> String {
    let clear = tested.iter().filter(|(line, ..)| is_clear(line)).count();
    let mut sentences = vec![match clear {
        0 => "No change is clear: chance alone could produce each of them.".to_owned(),
        n if n == tested.len() => "Every change is clear.".to_owned(),
        1 => "One change is clear; chance alone could produce each of the others.".to_owned(),
        n => format!(
            "{} changes are clear; chance alone could produce each of the others.",
            words::capital(&words::number(n))
        ),
    }];
    sentences.extend(not_compared(plot));
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
fn not_compared(plot: &ChangePlot<'_>) -> Vec<String> {
    let (lines, waves, open_to) = (&plot.lines, plot.waves, plot.phrases.open_to);
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
            let who = words::named_or_counted(&names, plot.phrases.item.many);
            sentences.push(format!("{who} {what}"));
        }
    };
    say(
        of(&|l| is(&l.from) && !is(&l.to)),
        format!("could {open_to} in {} only.", waves.1),
    );
    say(
        of(&|l| !is(&l.from) && is(&l.to)),
        format!("could {open_to} in {} only.", waves.0),
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
