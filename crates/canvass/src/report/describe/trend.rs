use super::first_that_fits;
use crate::disclosure::{PublishedCell, PublishedTable, Shown};
use crate::document::{Alternative, Anchor, DocumentError, Text};
use crate::report::figures::{Direction, TrendLine, TrendPlot};
use crate::report::words;
use crate::stats::thousands;

/// How many trends are clear, or of a single line which way it leads, for the caption.
pub(in crate::report) fn trend_finding(plot: &TrendPlot<'_>) -> String {
    let (from, to) = plot.span();
    let title = words::leading(&plot.phrases.counted(&plot.title));
    if let [line] = plot.lines.as_slice() {
        let told = told(line).unwrap_or_else(|| {
            format!(
                "no clear trend in {} from {from} to {to}",
                words::quoted(line.label)
            )
        });
        return format!("{title} {told}.");
    }
    let clear = plot.lines.iter().filter(|line| line.direction().is_some());
    let finding = match clear.count() {
        0 => "no clear trend".to_owned(),
        1 => "one clear trend".to_owned(),
        many => format!("{} clear trends", words::number(many)),
    };
    format!("{title} {finding} from {from} to {to}.")
}

/// What may be said of the trends of a plot, in sentences.
pub(in crate::report) fn trend_sentences(plot: &TrendPlot<'_>) -> String {
    let clear: Vec<String> = plot
        .lines
        .iter()
        .filter_map(|line| Some(format!("{}.", words::capital(&told(line)?))))
        .collect();
    let (from, to) = plot.span();
    match (clear.len(), plot.lines.as_slice()) {
        (0, [line]) => format!(
            "There is no clear trend in {} from {from} to {to}.",
            words::quoted(line.label)
        ),
        (0, _) => format!("There is no clear trend from {from} to {to}."),
        (some, all) if some < all.len() => {
            format!("{} No other trend is clear.", clear.join(" "))
        }
        _ => clear.join(" "),
    }
}

/// "a clear rise in “Yes”, from 41.2% in 2022 to 59.3% in 2024"; `None` when the trend is not clear.
fn told(line: &TrendLine<'_>) -> Option<String> {
    let what = match line.direction()? {
        Direction::Rise => "a clear rise",
        Direction::Fall => "a clear fall",
        Direction::Uneven => "a clear trend, though not a steady one,",
    };
    let ((from, first), (to, last)) = line.ends()?;
    Some(format!(
        "{what} in {}, from {} in {from} to {} in {to}",
        words::quoted(line.label),
        words::size(&first),
        words::size(&last)
    ))
}

pub(in crate::report) fn trend(
    plot: &TrendPlot<'_>,
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
    let (from, to) = plot.span();
    let chart = format!(
        "Trend chart of {} from {from} to {to}",
        plot.phrases.item.counted(plot.lines.len())
    );
    let lead = plot.lines.iter().find_map(told).map_or_else(
        || "No trend is clear.".to_owned(),
        |told| format!("{}.", words::capital(&told)),
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
        .words(pattern(plot).join(" "))
        .words(" All values are in ")
        .reference(table.clone())
        .words(".");
    Ok(Alternative::new(
        alt,
        vec![construction(plot).into(), numbers(plot).into(), pattern],
    ))
}

fn construction(plot: &TrendPlot<'_>) -> String {
    let panels = match plot.lines.len() {
        1 => "one panel".to_owned(),
        many => format!(
            "a small panel for each of {}, all on the same scale",
            plot.phrases.item.counted(many)
        ),
    };
    let labels = || plot.waves.iter().map(|wave| wave.label);
    let (first, last) = (
        labels().next().unwrap_or(""),
        labels().next_back().unwrap_or(""),
    );
    let bases: Vec<String> = plot
        .waves
        .iter()
        .filter_map(|wave| Some((wave.label, wave.table.and_then(PublishedTable::base)?)))
        .map(|(label, base)| format!("{} in {label}", thousands(base)))
        .collect();
    let order = if plot.lines.len() > 1 {
        format!(" Panels run from the largest share in {last} to the smallest.")
    } else {
        String::new()
    };
    let bases = if bases.is_empty() {
        String::new()
    } else {
        format!(" The bases are {}.", words::list(&bases))
    };
    format!(
        "A trend chart with {panels}. The years run from {first} at the left to {last} at the right. Dots further up stand for a larger share of {}, in per cent.{bases}{order}",
        plot.phrases.who
    )
}

fn numbers(plot: &TrendPlot<'_>) -> String {
    let mut sentences: Vec<String> = plot
        .lines
        .iter()
        .filter_map(|line| {
            let ((from, first), (to, last)) = line.ends()?;
            Some(format!(
                "{}: {} in {from}, {} in {to}.",
                words::quoted(line.label),
                words::size(&first),
                words::size(&last)
            ))
        })
        .collect();
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
        for (end, (label, wave, shown)) in [("highest", high), ("lowest", low)] {
            let size = words::size(&shown);
            sentences.push(match plot.lines.len() {
                1 => format!("The {end} figure is that of {wave}, at {size}."),
                _ => format!(
                    "The {end} figure is that of {} in {wave}, at {size}.",
                    words::quoted(label)
                ),
            });
        }
    }
    sentences.join(" ")
}

/// The trends that are clear, and what is missing.
fn pattern(plot: &TrendPlot<'_>) -> Vec<String> {
    let mut sentences = vec![trend_sentences(plot)];
    let breaks: Vec<&str> = plot.breaks().collect();
    if !breaks.is_empty() {
        sentences.push(format!(
            "The question was reworded in {}: an upright line marks the break, and nothing is compared across it.",
            words::list(&breaks)
        ));
    }
    let not_asked = plot.waves.iter().filter(|wave| wave.table.is_none());
    let not_asked: Vec<&str> = not_asked.map(|wave| wave.label).collect();
    if !not_asked.is_empty() {
        sentences.push(format!(
            "The question was not asked in {}.",
            words::list(&not_asked)
        ));
    }
    for line in &plot.lines {
        let waves = |wanted: PublishedCell| -> Vec<&str> {
            let cells = plot.waves.iter().zip(&line.cells);
            cells
                .filter(|(wave, cell)| wave.table.is_some() && **cell == wanted)
                .map(|(wave, _)| wave.label)
                .collect()
        };
        let name = words::quoted(line.label);
        let not_offered = waves(PublishedCell::NotApplicable);
        if !not_offered.is_empty() {
            sentences.push(format!(
                "{name} could not {} in {}.",
                plot.phrases.open_to,
                words::list(&not_offered)
            ));
        }
        let hidden = waves(PublishedCell::Suppressed);
        if !hidden.is_empty() {
            sentences.push(format!(
                "{name} has no dot in {}: its figure is not shown, so that nobody can be recognised.",
                words::list(&hidden)
            ));
        }
    }
    sentences
}
