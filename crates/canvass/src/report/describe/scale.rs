use super::first_that_fits;
use crate::document::{Alternative, Anchor, DocumentError, Text};
use crate::report::figures::{AnswerRow, Answers, Scale};
use crate::report::words;
use crate::stats::{Percent, Proportion, thousands};

/// The most rows whose figures a description lists one by one.
const LISTED: usize = 8;

/// A row with the share of one end of the scale.
type Told<'t, 'a> = (&'t AnswerRow<'a>, Proportion);

/// What stands out, for the caption: of the rows of a grid the one with most at the upper end, of years the last.
pub(in crate::report) fn scale_finding(answers: &Answers<'_>, scale: &Scale) -> String {
    let title = words::leading(&answers.title);
    let Some(finding) = finding(answers, scale) else {
        return format!(
            "{title} answers from {} to {}, {}.",
            answers.either(scale.points.get(..1).unwrap_or_default()),
            answers.either(
                scale
                    .points
                    .get(scale.points.len() - 1..)
                    .unwrap_or_default()
            ),
            answers.when()
        );
    };
    format!("{title} {finding}.")
}

fn finding(answers: &Answers<'_>, scale: &Scale) -> Option<String> {
    let high = answers.either(scale.high());
    let told = told(answers, scale.high());
    let Some(wave) = answers.wave else {
        let (row, share) = last(answers, &told)?;
        let high = format!("{} chose {high}", Percent::of(*share));
        let low = answers
            .sum(row, scale.low())
            .map_or_else(String::new, |low| {
                format!(" and {} {}", Percent::of(low), answers.either(scale.low()))
            });
        return Some(format!("in {}, {high}{low}", row.label));
    };
    let (rows, share) = most(&told)?;
    let of_those = if told.len() < answers.rows.len() {
        "of the rows shown, "
    } else {
        ""
    };
    Some(format!(
        "{of_those}{high} was chosen most for {} in {wave}, at {}{}",
        words::list(&names(answers, &rows)),
        Percent::of(share),
        if rows.len() > 1 { " each" } else { "" }
    ))
}

pub(in crate::report) fn scale(
    answers: &Answers<'_>,
    scale: &Scale,
    table: &Anchor,
) -> Result<Alternative, DocumentError> {
    let chart = format!(
        "Diverging bar chart of a scale, {} in {}",
        answers.item.counted(answers.rows.len()),
        answers.when()
    );
    let lead = finding(answers, scale).map_or_else(String::new, |finding| {
        format!(" {}.", words::capital(&finding))
    });
    let alt = first_that_fits(vec![
        format!(
            "{chart}: {}{lead}",
            words::standing(words::short(&answers.title))
        ),
        format!("{chart}.{lead}"),
        format!("{chart}."),
    ])?;
    let numbers = Text::new()
        .words(numbers(answers, scale))
        .words("All values are in ")
        .reference(table.clone())
        .words(".");
    let mut description = vec![construction(answers, scale).into(), numbers];
    let pattern = pattern(answers, scale);
    description.extend((!pattern.is_empty()).then(|| pattern.join(" ").into()));
    Ok(Alternative::new(alt, description))
}

fn construction(answers: &Answers<'_>, scale: &Scale) -> String {
    let one = |points: &[usize]| answers.either(points);
    let end = scale.points.len() - 1;
    let bars = match (answers.rows.len(), answers.wave) {
        (1, _) => "one bar".to_owned(),
        (many, Some(_)) => format!(
            "a bar for each of {} rows, in the order of the questionnaire",
            words::number(many)
        ),
        (many, None) => format!(
            "a bar for each of {} years, from the earliest to the latest",
            words::number(many)
        ),
    };
    let middle = match scale.middle() {
        [neutral] => format!(
            "{} leans to neither end, and its middle is the middle of every bar.",
            one(&[*neutral])
        ),
        [below, above] => format!(
            "No answer is neutral: the middle lies between {} and {}.",
            one(&[*below]),
            one(&[*above])
        ),
        _ => String::new(),
    };
    let off = match scale.off.as_slice() {
        [] => String::new(),
        off => format!(
            " {} {} off the scale: counted in the base, but no part of a bar.",
            words::list(&off.iter().map(|option| one(&[*option])).collect::<Vec<_>>()),
            if off.len() == 1 { "is" } else { "are" }
        ),
    };
    let bases: Vec<u64> = answers
        .rows
        .iter()
        .filter_map(|row| row.bars.table.base())
        .collect();
    let bases = match (bases.iter().min(), bases.iter().max()) {
        (Some(least), Some(most)) if least == most => format!(" The base is {}.", thousands(*most)),
        (Some(least), Some(most)) => {
            format!(
                " Bases run from {} to {}.",
                thousands(*least),
                thousands(*most)
            )
        }
        _ => String::new(),
    };
    format!(
        "A diverging bar chart with {bars}. Each bar is parted by answer, from {} at the left to {} at the right. The length of a part is the share of {}, in per cent. {middle}{off}{bases}",
        one(&scale.points[..1]),
        one(&scale.points[end..]),
        answers.who(),
    )
}

/// The shares of both ends of the scale, row by row, each sentence with a blank behind it.
fn numbers(answers: &Answers<'_>, scale: &Scale) -> String {
    let mut sentences = String::new();
    for points in [scale.high(), scale.low()] {
        let told = told(answers, points);
        let either = answers.either(points);
        let share = |(row, share): &Told<'_, '_>| match answers.wave {
            Some(_) => format!("{} {}", answers.name(row), Percent::of(*share)),
            None => format!("{} in {}", Percent::of(*share), row.label),
        };
        if told.len() <= LISTED && !told.is_empty() {
            let shares: Vec<String> = told.iter().map(share).collect();
            sentences.push_str(&format!("{either}: {}. ", words::list(&shares)));
        } else if let (Some((most_rows, most)), Some((least_rows, least))) =
            (most(&told), least(&told))
        {
            sentences.push_str(&format!(
                "{either}: from {} for {} to {} for {}. ",
                Percent::of(least),
                words::list(&names(answers, &least_rows)),
                Percent::of(most),
                words::list(&names(answers, &most_rows)),
            ));
        }
    }
    sentences
}

/// The most and the least positive row, how many rows lean to the upper end, and what has no bar.
fn pattern(answers: &Answers<'_>, scale: &Scale) -> Vec<String> {
    let (high, low) = (told(answers, scale.high()), told(answers, scale.low()));
    let (upper, lower) = (answers.either(scale.high()), answers.either(scale.low()));
    let mut sentences = Vec::new();
    if let (Some(_), Some((best, most)), Some((worst, least))) =
        (answers.wave, most(&high), least(&high))
        && high.len() > 1
    {
        sentences.push(if most.compare_share(least).is_eq() {
            format!("{upper} was chosen equally often in every row shown.")
        } else {
            format!(
                "Most chose {upper} for {}, and fewest for {}.",
                words::list(&names(answers, &best)),
                words::list(&names(answers, &worst))
            )
        });
    }
    let leaning = high
        .iter()
        .zip(&low)
        .filter(|((_, high), (_, low))| high.compare_share(*low).is_gt())
        .count();
    let of = if high.len() < answers.rows.len() {
        " shown"
    } else {
        ""
    };
    let many = answers.item.many;
    sentences.push(match (high.len(), leaning) {
        (0, _) => String::new(),
        (1, 0) => format!("No more chose {upper} than {lower}."),
        (1, _) => format!("More chose {upper} than {lower}."),
        (all, 0) => format!(
            "In none of the {} {many}{of} did more choose {upper} than {lower}.",
            words::number(all)
        ),
        (all, some) if all == some => {
            format!(
                "In all {} {many}{of}, more chose {upper} than {lower}.",
                words::number(all)
            )
        }
        (all, some) => format!(
            "In {} of the {} {many}{of}, more chose {upper} than {lower}.",
            words::number(some),
            words::number(all)
        ),
    });
    let drawn: Vec<&str> = answers.drawn().map(|row| row.label.as_str()).collect();
    let without = |hidden: bool| -> Vec<String> {
        let rows = answers.rows.iter();
        rows.filter(|row| {
            !drawn.contains(&row.label.as_str()) && row.bars.ranked.suppressed.is_empty() != hidden
        })
        .map(|row| answers.name(row))
        .collect()
    };
    for (names, why) in [
        (
            without(true),
            "some of its figures are not shown, so that nobody can be recognised",
        ),
        (without(false), "too few answered for percentages"),
    ] {
        if !names.is_empty() {
            let has = if names.len() == 1 {
                "has no bar"
            } else {
                "have no bars"
            };
            let why = if names.len() == 1 {
                why.to_owned()
            } else {
                why.replace("its figures", "their figures")
            };
            sentences.push(format!("{} {has}: {why}.", words::list(&names)));
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
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
