use super::{PublishedCell, PublishedTable};
use crate::compare::{Changes, Comparability, Shift, Tested};
use crate::survey::{OptionId, WaveId};
use crate::tabulate::{Bases, LineKey, OneWay};

/// How a table changed between two waves, as it may be published.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedChanges {
    /// The table of the earlier wave.
    pub from: PublishedTable,
    /// The table of the later wave.
    pub to: PublishedTable,
    /// Whether the question itself may be compared.
    pub comparability: Comparability,
    /// The lines in order.
    pub lines: Vec<PublishedChange>,
}

/// How one line changed.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedChange {
    /// What is counted.
    pub key: LineKey,
    /// How a reader knows it.
    pub label: String,
    /// The earlier figure.
    pub from: PublishedCell,
    /// The later figure.
    pub to: PublishedCell,
    /// Whether this line may be compared.
    pub comparability: Comparability,
    /// The change; `None` where the line may not be compared, or one of its figures is not shown as a percentage.
    pub tested: Option<Tested>,
}

/// Clears changes for publication, given the published tables of both waves. `of_published` are the same changes
/// of what [`as_published`] leaves of the tables, so that no test rests on a hidden figure, nor its adjustment.
pub(super) fn publish_changes(
    changes: &Changes,
    of_published: &Changes,
    from: PublishedTable,
    to: PublishedTable,
) -> PublishedChanges {
    let cell = |table: &PublishedTable, key: &LineKey| {
        table
            .line(key)
            .map_or(PublishedCell::NotApplicable, |line| line.cell)
    };
    let has_percent =
        |cell: &PublishedCell| cell.shown().is_some_and(|shown| shown.percent().is_some());
    let lines = changes
        .lines
        .iter()
        .map(|change| {
            let (earlier, later) = (cell(&from, &change.key), cell(&to, &change.key));
            let published = of_published
                .lines
                .iter()
                .find(|line| line.key == change.key);
            PublishedChange {
                key: change.key.clone(),
                label: change.label.clone(),
                from: earlier,
                to: later,
                comparability: change.comparability.clone(),
                tested: published
                    .and_then(|line| line.tested)
                    .filter(|_| has_percent(&earlier) && has_percent(&later)),
            }
        })
        .collect();
    PublishedChanges {
        from,
        to,
        comparability: changes.comparability.clone(),
        lines,
    }
}

/// A table with the counts that are published of it, and no others.
pub(super) fn as_published(table: &OneWay, published: &PublishedTable) -> OneWay {
    let mut table = table.clone();
    table.bases = Bases {
        answered: published.base().unwrap_or(0),
        asked: published.asked().unwrap_or(0),
        ..Bases::default()
    };
    for line in &mut table.lines {
        let cell = published.line(&line.key).and_then(|line| line.cell.shown());
        line.count = cell.map(|shown| shown.share().count());
    }
    table
}

/// A change of the option chosen most often, as it may be published.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedShift {
    /// The earlier wave.
    pub from: WaveId,
    /// The later wave.
    pub to: WaveId,
    /// The option that led in the earlier wave.
    pub leader_from: OptionId,
    /// The option that led in the later wave.
    pub leader_to: OptionId,
    /// Gaps, their change, and how strongly it may be told.
    pub shift: Shift,
}

/// Clears a shift; `None` when one of the four figures behind it is not shown as a percentage.
pub(super) fn publish_shift(
    shift: Shift,
    leaders: (OptionId, OptionId),
    from: &PublishedTable,
    to: &PublishedTable,
) -> Option<PublishedShift> {
    let (leader_from, leader_to) = leaders;
    let has_percent = |table: &PublishedTable, id: &OptionId| {
        let line = table.line(&LineKey::Option(id.clone()));
        line.and_then(|line| line.cell.shown())
            .is_some_and(|shown| shown.percent().is_some())
    };
    let all_shown = [from, to]
        .iter()
        .all(|t| has_percent(t, &leader_from) && has_percent(t, &leader_to));
    all_shown.then(|| PublishedShift {
        from: from.wave().clone(),
        to: to.wave().clone(),
        leader_from,
        leader_to,
        shift,
    })
}
