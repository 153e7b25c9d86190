use super::percent_or_mark;
use crate::disclosure::{PublishedCell, PublishedRepresentation};
use crate::document::{Anchor, Cell, Chart, ColumnHead, DocumentError, Figure, Mark, Row, Table};
use crate::report::describe;
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
    if groups.is_empty() {
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
    };
    let caption = format!("{title}: respondents beside all members in {wave}.");
    Figure::chart(
        Anchor::slug("figure-profile", id),
        caption,
        alternative,
        chart,
        table,
    )
    .map(Some)
}
