use super::best_that_fits;
use crate::disclosure::{PublishedCell, PublishedRepresentation};
use crate::document::{Alternative, DocumentError, Text};
use crate::report::words::Words;
use crate::stats::Proportion;
use crate::wording::say;

/// How far the share of respondents must stand from the share of members to be told, in shares.
pub(in crate::report) const WORTH_TELLING: f64 = 0.02;

/// A group's share of members and of respondents, both of which may be shown.
#[derive(Clone, Copy)]
pub(in crate::report) struct GroupShares<'a> {
    pub(in crate::report) label: &'a str,
    pub(in crate::report) members: Proportion,
    pub(in crate::report) respondents: Proportion,
    /// How many of the base of `respondents` named no group, at the most.
    unsaid_at_most: u64,
}

impl GroupShares<'_> {
    /// How far those who named a group stand above members, in shares; below nought when they stand below. Where it is
    /// not shown how many named none, the least that it can be.
    pub(in crate::report) fn excess(&self) -> f64 {
        let (least, most) = self.bounds();
        if least > 0.0 { least } else { most.min(0.0) }
    }

    /// Whether respondents stand so near that there is nothing to tell, however many named no group.
    pub(in crate::report) fn is_near(&self) -> bool {
        let (least, most) = self.bounds();
        least.abs() < WORTH_TELLING && most.abs() < WORTH_TELLING
    }

    fn bounds(&self) -> (f64, f64) {
        let (count, base) = (self.respondents.count(), self.respondents.base().get());
        let said = base.saturating_sub(self.unsaid_at_most);
        let most = Proportion::new(count, said).unwrap_or(self.respondents);
        let members = self.members.value();
        (self.respondents.value() - members, most.value() - members)
    }

    fn told(&self, words: Words<'_>, above: bool, in_short: bool) -> String {
        let name = words.quoted(self.label);
        let (respondents, members) = (
            words.percent_of(self.respondents),
            words.percent_of(self.members),
        );
        say!(
            words,
            "describe.representation.furthest",
            name,
            above,
            in_short,
            respondents,
            members
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
            unsaid_at_most: representation.unsaid_at_most,
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
    words: Words<'_>,
    title: &str,
    wave: &str,
    representation: &PublishedRepresentation,
) -> Result<Alternative, DocumentError> {
    let shares = group_shares(representation);
    let (over, under) = furthest(&shares);
    let ends = [(over, true), (under, false)];
    let told = |in_short: bool| -> Vec<String> {
        ends.iter()
            .filter_map(|(group, above)| Some(group.as_ref()?.told(words, *above, in_short)))
            .collect()
    };
    let numbers = told(false);
    let lead = |told: Vec<String>| {
        let first = told.into_iter().next();
        first.unwrap_or_else(|| say!(words, "describe.representation.no-difference"))
    };
    let in_full = lead(numbers.clone());
    let in_short = lead(told(true));
    let with_title = |lead: &str| {
        say!(
            words,
            "describe.representation.alt-with-title",
            wave,
            title,
            lead
        )
    };
    let with_lead = |lead: &str| say!(words, "describe.representation.alt-with-lead", wave, lead);
    let alt = best_that_fits(vec![
        with_title(&in_full),
        with_title(&in_short),
        with_lead(&in_full),
        with_lead(&in_short),
        say!(words, "describe.representation.alt", wave),
    ])?;
    let with_members = representation.groups.iter().filter(|g| g.members.is_some());
    let construction = say!(
        words,
        "describe.representation.construction",
        groups => with_members.count(),
        members => representation.members,
        respondents => representation.respondents,
    );
    let description = [
        construction,
        numbers.join(" "),
        pattern(words, representation),
    ]
    .into_iter()
    .filter(|words| !words.is_empty())
    .map(Text::from)
    .collect();
    Ok(Alternative::new(alt, description))
}

/// How many groups stand near their share of members, and which are not shown.
fn pattern(words: Words<'_>, representation: &PublishedRepresentation) -> String {
    let shares = group_shares(representation);
    let mut sentences = Vec::new();
    if shares.len() > 2 {
        let (groups, near) = (shares.len(), shares.iter().filter(|g| g.is_near()).count());
        sentences.push(say!(words, "describe.representation.near", groups, near));
    }
    let names: Vec<String> = representation
        .groups
        .iter()
        .filter(|g| g.respondents == PublishedCell::Suppressed && g.members.is_some())
        .map(|g| words.quoted(&g.label))
        .collect();
    if !names.is_empty() {
        sentences.push(say!(words, "phrases.figures-hidden", names));
    }
    sentences.join(" ")
}
