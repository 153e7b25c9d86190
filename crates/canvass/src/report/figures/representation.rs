use super::percent_or_mark;
use crate::disclosure::{PublishedCell, PublishedRepresentation};
use crate::document::{Anchor, Cell, Chart, ColumnHead, DocumentError, Figure, Mark, Row, Table};
use crate::report::describe::{self, GroupShares};
use crate::report::words;
use crate::stats::{Percent, thousands};

/// Respondents beside members, group by group.
pub(in crate::report) fn representation_figure(
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
        "All members (%)",
        "Respondents (%)",
        "Members",
        "Respondents",
    ]
    .map(ColumnHead::numbers)
    .to_vec();
    let table = Table::new(
        Anchor::slug("table-profile", id),
        format!(
            "{title}: all members (base {}) and respondents who said (base {}), {wave}",
            thousands(representation.members),
            thousands(representation.respondents)
        ),
        "Group",
        columns,
        rows,
        vec!["Member totals are the organisation's own.".to_owned()],
    )?;
    let alternative = describe::representation(title, wave, representation)?;
    let chart = Chart::Dumbbell {
        from: 0,
        from_label: "All members".to_owned(),
        to: 1,
        to_label: "Respondents".to_owned(),
        change: None,
    };
    let caption = caption(title, wave, representation);
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
fn caption(title: &str, wave: &str, representation: &PublishedRepresentation) -> String {
    let shares = describe::group_shares(representation);
    let (over, under) = describe::furthest(&shares);
    let worth = |group: &GroupShares<'_>| group.excess().abs() >= describe::WORTH_TELLING;
    let name = |group: GroupShares<'_>| words::quoted(group.label);
    let finding = match (over.filter(worth).map(name), under.filter(worth).map(name)) {
        (Some(over), Some(under)) => {
            format!(
                "more answers came from {over}, and fewer from {under}, than their share of members"
            )
        }
        (Some(over), None) => format!("more answers came from {over} than its share of members"),
        (None, Some(under)) => format!("fewer answers came from {under} than its share of members"),
        (None, None) => {
            "the groups shown answered much in line with their share of members".to_owned()
        }
    };
    format!("{} {finding}, in {wave}.", words::leading(title))
}
