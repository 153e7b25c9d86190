use super::first_that_fits;
use crate::disclosure::{PublishedCell, PublishedRepresentation};
use crate::document::{Alternative, DocumentError, Text};
use crate::report::words;
use crate::stats::{Percent, Proportion, thousands};

/// How far the share of respondents must stand from the share of members to be told, in shares.
pub(in crate::report) const WORTH_TELLING: f64 = 0.02;

/// A group's share of members and of respondents, both of which may be shown.
#[derive(Clone, Copy)]
pub(in crate::report) struct GroupShares<'a> {
    pub(in crate::report) label: &'a str,
    pub(in crate::report) members: Proportion,
    pub(in crate::report) respondents: Proportion,
}

impl GroupShares<'_> {
    /// How far respondents stand above members, in shares; below nought when they stand below.
    pub(in crate::report) fn excess(&self) -> f64 {
        self.respondents.value() - self.members.value()
    }

    fn told(&self, side: &str) -> String {
        format!(
            "{} stands furthest {side} its share of members: {} of respondents, {} of all members.",
            words::quoted(self.label),
            Percent::of(self.respondents),
            Percent::of(self.members)
        )
    }
}

/// The groups whose two shares may be shown, in the order of the question.
pub(in crate::report) fn group_shares(
    representation: &PublishedRepresentation,
) -> Vec<GroupShares<'_>> {
    let shares = representation.groups.iter().filter_map(|group| {
        let shown = group.respondents.shown()?;
        shown.percent()?;
        Some(GroupShares {
            label: &group.label,
            members: group.members.filter(|members| members.count() > 0)?,
            respondents: shown.share(),
        })
    });
    shares.collect()
}

/// The groups that stand furthest above and furthest below their share of members, where any does.
pub(in crate::report) fn furthest<'a>(
    shares: &[GroupShares<'a>],
) -> (Option<GroupShares<'a>>, Option<GroupShares<'a>>) {
    let by_excess = |a: &&GroupShares<'a>, b: &&GroupShares<'a>| a.excess().total_cmp(&b.excess());
    let over = shares.iter().max_by(by_excess).copied();
    let under = shares.iter().min_by(by_excess).copied();
    (
        over.filter(|group| group.excess() > 0.0),
        under.filter(|group| group.excess() < 0.0),
    )
}

pub(in crate::report) fn representation(
    title: &str,
    wave: &str,
    representation: &PublishedRepresentation,
) -> Result<Alternative, DocumentError> {
    let shares = group_shares(representation);
    let (over, under) = furthest(&shares);
    let over = over.map(|group| group.told("above"));
    let under = under.map(|group| group.told("below"));
    let with_members = representation.groups.iter().filter(|g| g.members.is_some());
    let groups = words::number(with_members.count());
    let chart = format!("Dot chart in {wave}, respondents beside all members");
    let lead = over
        .clone()
        .or_else(|| under.clone())
        .unwrap_or_else(|| "No difference can be shown.".to_owned());
    let alt = first_that_fits(vec![
        format!("{chart}: {title}. {lead}"),
        format!("{chart}. {lead}"),
        format!("{chart}."),
    ])?;
    let construction = format!(
        "A dot chart with a row for each group: {groups} in all. In each row a hollow dot stands for all members and a filled dot for respondents, joined by a line. Dots further right stand for a larger share, in per cent. The base is {} members and {} respondents.",
        thousands(representation.members),
        thousands(representation.respondents)
    );
    let numbers: Vec<String> = over.into_iter().chain(under).collect();
    let description = [construction, numbers.join(" "), pattern(representation)]
        .into_iter()
        .filter(|words| !words.is_empty())
        .map(Text::from)
        .collect();
    Ok(Alternative::new(alt, description))
}

/// How many groups stand near their share of members, and which are not shown.
fn pattern(representation: &PublishedRepresentation) -> String {
    let shares = group_shares(representation);
    let mut sentences = Vec::new();
    if shares.len() > 2 {
        let near = |group: &&GroupShares<'_>| group.excess().abs() < WORTH_TELLING;
        sentences.push(format!(
            "Of the {} groups shown, {} within two percentage points of the share of members.",
            words::number(shares.len()),
            match shares.iter().filter(near).count() {
                1 => "one is".to_owned(),
                count => format!("{} are", words::number(count)),
            }
        ));
    }
    let hidden: Vec<String> = representation
        .groups
        .iter()
        .filter(|g| g.respondents == PublishedCell::Suppressed && g.members.is_some())
        .map(|g| words::quoted(&g.label))
        .collect();
    if !hidden.is_empty() {
        sentences.push(format!(
            "The figures for {} are not shown, so that nobody can be recognised.",
            words::list(&hidden)
        ));
    }
    sentences.join(" ")
}
