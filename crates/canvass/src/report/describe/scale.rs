use super::best_that_fits;
use crate::document::{Alternative, Anchor, DocumentError};
use crate::report::figures::{AnswerRow, Answers, Scale};
use crate::report::words;
use crate::stats::Proportion;
use crate::wording::{capital, say};

/// The most rows whose figures a description lists one by one.
const LISTED: usize = 8;

/// A row with the share of one end of the scale.
type Told<'t, 'a> = (&'t AnswerRow<'a>, Proportion);

/// What stands out, for the caption: of the rows of a grid the one with most at the upper end, of years the last.
pub(in crate::report) fn scale_finding(answers: &Answers<'_>, scale: &Scale) -> String {
    let words = answers.words;
    let title = words.leading(&answers.title);
    match finding(answers, scale) {
        Some(finding) => say!(words, "describe.scale.caption-with-finding", title, finding),
        None => {
            let (low, high) = ends(answers, scale);
            say!(words, "describe.scale.caption", title, low, high, when => answers.when())
        }
    }
}

/// The names of the lowest and the highest point.
fn ends(answers: &Answers<'_>, scale: &Scale) -> (String, String) {
    let last = scale.points.len().saturating_sub(1);
    let name = |points: Option<&[usize]>| answers.either(points.unwrap_or_default());
    (name(scale.points.get(..1)), name(scale.points.get(last..)))
}

fn finding(answers: &Answers<'_>, scale: &Scale) -> Option<String> {
    let words = answers.words;
    let high = answers.either(scale.high());
    let told = told(answers, scale.high());
    let Some(wave) = answers.wave else {
        let (row, share) = last(answers, &told)?;
        let share = words.percent_of(*share);
        let low_share = answers.sum(row, scale.low());
        let low_share = low_share.map(|share| words.percent_of(share));
        let low = answers.either(scale.low());
        let year = row.label.as_str();
        return Some(say!(
            words,
            "describe.scale.finding-of-year",
            year,
            share,
            high,
            low_share,
            low
        ));
    };
    let (rows, share) = most(&told)?;
    Some(say!(
        words,
        "describe.scale.finding-of-rows",
        some_hidden => told.len() < answers.rows.len(),
        high,
        names => names(answers, &rows),
        wave,
        share => words.percent_of(share),
        base => rows.first().and_then(|row| row.bars.table.base()),
    ))
}

pub(in crate::report) fn scale(
    answers: &Answers<'_>,
    scale: &Scale,
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
    let words = answers.words;
    let (item, count, when) = (answers.item, answers.rows.len(), answers.when());
    let years = answers.wave.is_none();
    let lead = finding(answers, scale).map(|finding| capital(&finding));
    let title = words.standing(words::short(&answers.title));
    let alt = best_that_fits(vec![
        say!(words, "describe.scale.alt-with-title", item, count, years, when => &when, title => &title, lead => lead.as_ref()),
        say!(words, "describe.scale.alt-of-title", when => &when, title, lead => lead.as_ref()),
        say!(words, "describe.scale.alt", item, count, years, when => &when, lead),
        say!(words, "describe.scale.alt", item, count, years, when, lead => None::<String>),
    ])?;
    let mut numbers = numbers(answers, scale);
    numbers.push(say!(words, "describe.all-values", table => words::to(table)));
    let mut description = vec![
        construction(answers, scale).into(),
        words::text(&numbers.join(" ")),
    ];
    let pattern = pattern(answers, scale);
    description.extend((!pattern.is_empty()).then(|| pattern.join(" ").into()));
    Ok(Alternative::new(alt, description))
}

fn construction(answers: &Answers<'_>, scale: &Scale) -> String {
    let one = |point: &usize| answers.either(&[*point]);
    let bases: Vec<u64> = answers
        .rows
        .iter()
        .filter_map(|row| row.bars.table.base())
        .collect();
    let (low, high) = ends(answers, scale);
    say!(
        answers.words,
        "describe.scale.construction",
        rows => answers.rows.len(),
        years => answers.wave.is_none(),
        low,
        high,
        who => answers.who(),
        middle => scale.middle().iter().map(one).collect::<Vec<_>>(),
        off => scale.off.iter().map(one).collect::<Vec<_>>(),
        least_base => bases.iter().min().copied(),
        most_base => bases.iter().max().copied(),
    )
}

/// The shares of both ends of the scale, row by row.
fn numbers(answers: &Answers<'_>, scale: &Scale) -> Vec<String> {
    let words = answers.words;
    let mut sentences = Vec::new();
    for points in [scale.high(), scale.low()] {
        let told = told(answers, points);
        let either = answers.either(points);
        let share = |(row, share): &Told<'_, '_>| {
            let (name, share) = (answers.name(row), words.percent_of(*share));
            let years = answers.wave.is_none();
            say!(words, "describe.scale.share-of-row", years, name, share)
        };
        if told.len() <= LISTED && !told.is_empty() {
            let shares: Vec<String> = told.iter().map(share).collect();
            sentences.push(say!(words, "describe.scale.shares", either, shares));
        } else if let (Some((most_rows, most)), Some((least_rows, least))) =
            (most(&told), least(&told))
        {
            sentences.push(say!(
                words,
                "describe.scale.range",
                either,
                least => words.percent_of(least),
                least_names => names(answers, &least_rows),
                most => words.percent_of(most),
                most_names => names(answers, &most_rows),
            ));
        }
    }
    sentences
}

/// The most and the least positive row, how many rows lean to the upper end, and what has no bar.
fn pattern(answers: &Answers<'_>, scale: &Scale) -> Vec<String> {
    let words = answers.words;
    let (high, low) = (told(answers, scale.high()), told(answers, scale.low()));
    let (upper, lower) = (answers.either(scale.high()), answers.either(scale.low()));
    let mut sentences = Vec::new();
    if let (Some(_), Some((best, most)), Some((worst, least))) =
        (answers.wave, most(&high), least(&high))
        && high.len() > 1
    {
        let equal = most.compare_share(least).is_eq();
        let (best, worst) = (names(answers, &best), names(answers, &worst));
        sentences.push(say!(
            words,
            "describe.scale.best-and-worst",
            upper => &upper,
            equal,
            best,
            most => words.percent_of(most),
            worst,
            least => words.percent_of(least),
        ));
    }
    if !high.is_empty() {
        let leaning = high
            .iter()
            .zip(&low)
            .filter(|((_, high), (_, low))| high.compare_share(*low).is_gt())
            .count();
        sentences.push(say!(
            words,
            "describe.scale.leaning",
            all => high.len(),
            leaning,
            item => answers.item,
            some_hidden => high.len() < answers.rows.len(),
            upper,
            lower,
        ));
    }
    let drawn: Vec<&str> = answers.drawn().map(|row| row.label.as_str()).collect();
    let without = |hidden: bool| -> Vec<String> {
        let rows = answers.rows.iter();
        rows.filter(|row| {
            !drawn.contains(&row.label.as_str()) && row.bars.ranked.suppressed.is_empty() != hidden
        })
        .map(|row| answers.name(row))
        .collect()
    };
    for hidden in [true, false] {
        let names = without(hidden);
        if !names.is_empty() {
            sentences.push(say!(words, "describe.scale.no-bar", names, hidden));
        }
    }
    sentences
}

/// The rows whose share of `points` may be told, in order.
fn told<'t, 'a>(answers: &'t Answers<'a>, points: &[usize]) -> Vec<Told<'t, 'a>> {
    let rows = answers.rows.iter();
    rows.filter_map(|row| Some((row, answers.sum(row, points)?)))
        .collect()
}

/// The last year, if it is told.
fn last<'t, 'b, 'a>(answers: &Answers<'a>, told: &'b [Told<'t, 'a>]) -> Option<&'b Told<'t, 'a>> {
    let last = answers.rows.last()?;
    told.last().filter(|(row, _)| row.label == last.label)
}

fn most<'t, 'a>(told: &[Told<'t, 'a>]) -> Option<(Vec<&'t AnswerRow<'a>>, Proportion)> {
    level_with(
        told,
        told.iter()
            .map(|(_, share)| *share)
            .max_by(|a, b| a.compare_share(*b))?,
    )
}

fn least<'t, 'a>(told: &[Told<'t, 'a>]) -> Option<(Vec<&'t AnswerRow<'a>>, Proportion)> {
    level_with(
        told,
        told.iter()
            .map(|(_, share)| *share)
            .min_by(|a, b| a.compare_share(*b))?,
    )
}

fn level_with<'t, 'a>(
    told: &[Told<'t, 'a>],
    share: Proportion,
) -> Option<(Vec<&'t AnswerRow<'a>>, Proportion)> {
    let level = told
        .iter()
        .filter(|(_, other)| other.compare_share(share).is_eq());
    Some((level.map(|(row, _)| *row).collect(), share))
}

fn names(answers: &Answers<'_>, rows: &[&AnswerRow<'_>]) -> Vec<String> {
    rows.iter().map(|row| answers.name(row)).collect()
}
