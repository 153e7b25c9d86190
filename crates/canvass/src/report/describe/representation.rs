use super::first_that_fits;
use crate::disclosure::{PublishedCell, PublishedRepresentation};
use crate::document::{Alternative, DocumentError, Text};
use crate::report::words;
use crate::stats::{Percent, Points, Proportion, Sign, thousands};

pub(in crate::report) fn representation(
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
            "{} stands at {} of respondents, {how} than the {} among all members.",
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
