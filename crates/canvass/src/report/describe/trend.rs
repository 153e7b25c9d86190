use super::best_that_fits;
use crate::disclosure::{PublishedCell, PublishedTable, Shown};
use crate::document::{Alternative, Anchor, DocumentError};
use crate::report::figures::{Direction, TrendLine, TrendPlot};
use crate::report::words::{self, Words};
use crate::wording::{capital, say};

/// The most figures that a description lists one by one; those of clear trends are told in any case.
const LISTED: usize = 8;
/// More bases than this are told by the least and the most; each is in the caption of the table.
const BASES: usize = 3;

/// How many trends are clear, or of a single line which way it leads, for the caption.
pub(in crate::report) fn trend_finding(plot: &TrendPlot<'_>) -> String {
    let words = plot.words;
    let (from, to) = plot.span();
    let title = words.leading(&plot.phrases.counted(words, &plot.title));
    if let [line] = plot.lines.as_slice() {
        let told = told(words, line).unwrap_or_else(|| {
            let name = words.quoted(line.label);
            say!(words, "describe.trend.none-in", name, from, to)
        });
        return say!(words, "describe.trend.caption-of-one", title, told);
    }
    let clear = plot.clear();
    let all = clear + plot.undrawn.len();
    say!(words, "describe.trend.caption", title, clear, all, from, to)
}

/// What may be said of the trends of a plot, in sentences.
pub(in crate::report) fn trend_sentences(plot: &TrendPlot<'_>) -> String {
    let words = plot.words;
    let (clear, item) = (plot.clear(), plot.phrases.item);
    let mut sentences = Vec::new();
    if clear == 0 {
        let name = match plot.lines.as_slice() {
            [line] => Some(words.quoted(line.label)),
            _ => None,
        };
        let (from, to) = plot.span();
        let drawn_only = !plot.undrawn.is_empty();
        let some_untested = plot.some_untested();
        sentences.push(say!(
            words,
            "describe.trend.none-clear",
            name,
            drawn_only,
            some_untested,
            item,
            from,
            to
        ));
    }
    let drawn = plot.lines.iter();
    sentences.extend(drawn.filter_map(|line| trend_sentence(words, line)));
    let undrawn = plot.undrawn.iter();
    let undrawn: Vec<String> = undrawn
        .filter_map(|line| {
            let (direction, name) = (named(line.direction()?), words.quoted(line.label));
            Some(say!(words, "describe.trend.undrawn-line", direction, name))
        })
        .collect();
    if !undrawn.is_empty() {
        sentences.push(say!(words, "describe.trend.undrawn", undrawn));
    } else if (1..plot.tested).contains(&clear) {
        let some_untested = plot.some_untested();
        sentences.push(say!(words, "describe.trend.no-other", item, some_untested));
    }
    sentences.join(" ")
}

fn named(direction: Direction) -> &'static str {
    match direction {
        Direction::Rise => "rise",
        Direction::Fall => "fall",
        Direction::Uneven => "uneven",
    }
}

/// "70.2% in 2022", for each year that can be compared.
fn years(words: Words<'_>, line: &TrendLine<'_>) -> Vec<String> {
    let years = line.comparable.iter();
    years
        .map(|(of, shown)| say!(words, "describe.trend.in-year", size => words.size(shown), of => *of))
        .collect()
}

/// "a clear rise in “Yes”, from 41.2% in 2022 to 59.3% in 2024"; `None` when the trend is not clear.
fn told(words: Words<'_>, line: &TrendLine<'_>) -> Option<String> {
    let direction = named(line.direction()?);
    let ((from, first), (to, last)) = line.ends()?;
    let years = years(words, line);
    let (first, last) = (words.size(&first), words.size(&last));
    let name = words.quoted(line.label);
    Some(say!(
        words,
        "describe.trend.told",
        direction,
        name,
        first,
        from,
        last,
        to,
        years
    ))
}

/// The same as a sentence.
pub(in crate::report) fn trend_sentence(words: Words<'_>, line: &TrendLine<'_>) -> Option<String> {
    let told = capital(&told(words, line)?);
    Some(say!(words, "describe.trend.lead", told))
}

pub(in crate::report) fn trend(
    plot: &TrendPlot<'_>,
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
    let words = plot.words;
    let (from, to) = plot.span();
    let (item, count) = (plot.phrases.item, plot.lines.len());
    let mut leads = plot
        .lines
        .iter()
        .filter_map(|line| trend_sentence(words, line));
    let lead = leads.next().unwrap_or_else(|| no_lead(plot));
    let title = words.standing(words::short(&plot.title));
    let alt = best_that_fits(vec![
        say!(words, "describe.trend.alt-with-title", item, count, from, to, title => &title, lead => &lead),
        say!(words, "describe.trend.alt-of-title", from, to, title, lead => &lead),
        say!(
            words,
            "describe.trend.alt-with-lead",
            item,
            count,
            from,
            to,
            lead
        ),
        say!(words, "describe.trend.alt", item, count, from, to),
    ])?;
    let mut pattern = pattern(plot);
    if plot.low_base() {
        pattern.push(say!(words, "figures.notes.low-base-in-some-year"));
    }
    pattern.push(say!(words, "describe.all-values", table => words::to(table)));
    Ok(Alternative::new(
        alt,
        vec![
            construction(plot).into(),
            numbers(plot).into(),
            words::text(&pattern.join(" ")),
        ],
    ))
}

fn construction(plot: &TrendPlot<'_>) -> String {
    let words = plot.words;
    let labels = || plot.waves.iter().map(|wave| wave.label);
    let known: Vec<(&str, u64)> = plot
        .waves
        .iter()
        .filter_map(|wave| Some((wave.label, wave.table.and_then(PublishedTable::base)?)))
        .collect();
    let bases: Vec<String> = match known.len() <= BASES {
        true => known
            .iter()
            .map(|(of, base)| say!(words, "phrases.base-in", base, of => *of))
            .collect(),
        false => Vec::new(),
    };
    say!(
        words,
        "describe.trend.construction",
        item => plot.phrases.item,
        count => plot.lines.len(),
        first => labels().next().unwrap_or(""),
        last => labels().next_back().unwrap_or(""),
        who => plot.phrases.who,
        bases,
        least_base => known.iter().map(|(_, base)| *base).min(),
        most_base => known.iter().map(|(_, base)| *base).max(),
    )
}

/// That no trend is clear, with the first and the last figure of the first line.
fn no_lead(plot: &TrendPlot<'_>) -> String {
    let words = plot.words;
    let ends = plot.lines.first().and_then(|line| {
        let ((from, first), (to, last)) = line.ends()?;
        let (first, last) = (words.size(&first), words.size(&last));
        Some((words.quoted(line.label), from, first, to, last))
    });
    let (name, from, first, to, last) = ends.unwrap_or_default();
    let count = plot.lines.len();
    say!(
        words,
        "describe.trend.no-lead",
        count,
        name,
        from,
        first,
        to,
        last
    )
}

/// The first and the last figure of a line.
fn ends(words: Words<'_>, line: &TrendLine<'_>) -> Option<String> {
    let ((from, first), (to, last)) = line.ends()?;
    let (first, last) = (words.size(&first), words.size(&last));
    let name = words.quoted(line.label);
    Some(say!(
        words,
        "describe.trend.ends",
        name,
        first,
        from,
        last,
        to
    ))
}

/// Every figure of a line that can be compared; `None` where they are too many or none.
fn figures(words: Words<'_>, line: &TrendLine<'_>) -> Option<String> {
    let years = years(words, line);
    let name = words.quoted(line.label);
    (1..=LISTED)
        .contains(&years.len())
        .then(|| say!(words, "describe.trend.figures", name, years))
}

fn numbers(plot: &TrendPlot<'_>) -> String {
    let words = plot.words;
    // A single line is told in full, and its ends need not be told again.
    let in_full = match plot.lines.as_slice() {
        [line] => figures(words, line),
        _ => None,
    };
    let told_before = in_full.is_some();
    let mut sentences: Vec<String> = match plot.lines.len() * 2 > LISTED || told_before {
        true => in_full.into_iter().collect(),
        false => plot
            .lines
            .iter()
            .filter_map(|line| ends(words, line))
            .collect(),
    };
    let all = || {
        let lines = plot.lines.iter();
        lines.flat_map(|line| {
            line.comparable
                .iter()
                .map(|(wave, shown)| (line.label, *wave, *shown))
        })
    };
    let by_share =
        |a: &(&str, &str, Shown), b: &(&str, &str, Shown)| a.2.share().compare_share(b.2.share());
    if let (Some(high), Some(low)) = (all().max_by(by_share), all().min_by(by_share)) {
        for (highest, end) in [(true, high), (false, low)] {
            let level = all().filter(|other| by_share(other, &end).is_eq());
            let places: Vec<String> = level
                .map(|(label, wave, _)| {
                    let name = (plot.lines.len() > 1).then(|| words.quoted(label));
                    say!(words, "describe.trend.place", name, wave)
                })
                .collect();
            sentences.push(say!(
                words,
                "describe.trend.end",
                highest,
                places,
                size => (!told_before).then(|| words.size(&end.2)),
                some_apart => plot.some_apart(),
            ));
        }
    }
    sentences.join(" ")
}

/// The trends that are clear, and what is missing.
fn pattern(plot: &TrendPlot<'_>) -> Vec<String> {
    let words = plot.words;
    let mut sentences = vec![trend_sentences(plot)];
    let waves: Vec<String> = plot.breaks().map(str::to_owned).collect();
    if !waves.is_empty() {
        sentences.push(say!(words, "describe.trend.breaks", waves));
    }
    let not_asked = plot.waves.iter().filter(|wave| wave.table.is_none());
    let waves: Vec<String> = not_asked.map(|wave| wave.label.to_owned()).collect();
    if !waves.is_empty() {
        sentences.push(say!(words, "describe.trend.not-asked", waves));
    }
    for line in &plot.lines {
        let waves = |wanted: PublishedCell| -> Option<Vec<String>> {
            let cells = plot.waves.iter().zip(&line.cells);
            let waves: Vec<String> = cells
                .filter(|(wave, cell)| wave.table.is_some() && **cell == wanted)
                .map(|(wave, _)| wave.label.to_owned())
                .collect();
            (!waves.is_empty()).then_some(waves)
        };
        let (name, manner) = (words.quoted(line.label), plot.phrases.manner);
        if let Some(waves) = waves(PublishedCell::NotApplicable) {
            sentences.push(say!(words, "describe.trend.not-offered", name => &name, manner, waves));
        }
        if let Some(waves) = waves(PublishedCell::Suppressed) {
            sentences.push(say!(words, "describe.trend.hidden", name, waves));
        }
    }
    sentences
}
