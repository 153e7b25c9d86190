use super::percent_or_mark;
use crate::disclosure::{PublishedCell, PublishedRepresentation};
use crate::document::{Anchor, Cell, Chart, ColumnHead, DocumentError, Figure, Mark, Row, Table};
use crate::report::describe::{self, GroupShares};
use crate::report::words::Words;
use crate::stats::Percent;
use crate::wording::say;

/// Respondents beside members, group by group.
pub(in crate::report) fn representation_figure(
    words: Words<'_>,
    id: &str,
    title: &str,
    wave: &str,
    representation: &PublishedRepresentation,
) -> Result<Option<Figure>, DocumentError> {
    let groups: Vec<_> = representation
        .groups
        .iter()
        .filter(|g| g.members.is_some())
        .collect();
    if !groups.iter().any(|g| g.respondents.shown().is_some()) {
        return Ok(None);
    }
    let rows = groups
        .iter()
        .map(|group| Row {
            head: group.label.clone(),
            cells: vec![
                percent_or_mark(group.members.map(Percent::of)),
                match &group.respondents {
                    PublishedCell::Shown(shown) => percent_or_mark(shown.percent()),
                    PublishedCell::Suppressed => Cell::Mark(Mark::Confidential),
                    PublishedCell::NotApplicable => Cell::Mark(Mark::NotApplicable),
                },
                group
                    .members
                    .map_or(Cell::Mark(Mark::NotAvailable), |m| Cell::Count(m.count())),
                match &group.respondents {
                    PublishedCell::Shown(shown) => Cell::Count(shown.share().count()),
                    PublishedCell::Suppressed => Cell::Mark(Mark::Confidential),
                    PublishedCell::NotApplicable => Cell::Mark(Mark::NotApplicable),
                },
            ],
        })
        .collect();
    let columns = [
        say!(words, "figures.representation.members-percent"),
        say!(words, "figures.representation.respondents-percent"),
        say!(words, "figures.representation.members"),
        say!(words, "figures.heads.respondents"),
    ]
    .map(ColumnHead::numbers)
    .to_vec();
    let (members, respondents) = (representation.members, representation.respondents);
    let named = representation.unsaid_at_most == 0;
    let mut notes = vec![say!(words, "figures.representation.totals")];
    notes.extend((!named).then(|| say!(words, "figures.representation.unsaid")));
    let table = Table::new(
        Anchor::slug("table-profile", id),
        say!(
            words,
            "figures.representation.table",
            title,
            members,
            named,
            respondents,
            wave
        ),
        say!(words, "figures.representation.stub"),
        columns,
        rows,
        notes,
    )?;
    let alternative = describe::representation(words, title, wave, representation)?;
    let chart = Chart::Dumbbell {
        from: 0,
        from_label: say!(words, "figures.representation.all-members"),
        to: 1,
        to_label: say!(words, "figures.heads.respondents"),
        change: None,
    };
    let caption = caption(words, title, wave, representation);
    Figure::chart(
        Anchor::slug("figure-profile", id),
        caption,
        alternative,
        chart,
        table,
    )
    .map(Some)
}

/// Which groups answered more and less than their share of members, as far as that is worth telling.
fn caption(
    words: Words<'_>,
    title: &str,
    wave: &str,
    representation: &PublishedRepresentation,
) -> String {
    let shares = describe::group_shares(representation);
    let (over, under) = describe::furthest(&shares);
    let worth = |group: &GroupShares<'_>| group.excess().abs() >= describe::WORTH_TELLING;
    let name = |group: GroupShares<'_>| words.quoted(group.label);
    let (over, under) = (over.filter(worth).map(name), under.filter(worth).map(name));
    say!(
        words,
        "figures.representation.caption",
        title => words.leading(title),
        over,
        under,
        alike => shares.iter().all(GroupShares::is_near),
        wave
    )
}
