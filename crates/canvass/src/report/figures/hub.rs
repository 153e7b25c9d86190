use crate::document::{Anchor, Cell, ColumnHead, DocumentError, Figure, Hub, Row, Table};
use crate::report::describe;
use crate::report::words::Words;
use crate::survey::CodeGroup;
use crate::wording::say;

/// A hub-and-spoke diagram of a group of codes.
pub(in crate::report) fn hub_figure(
    words: Words<'_>,
    wave: &str,
    group: &CodeGroup,
    phrases: Vec<String>,
) -> Result<Figure, DocumentError> {
    let hub = Hub {
        centre: group.label.clone(),
        phrases,
    };
    let alternative = describe::hub(words, wave, &hub)?;
    let (centre, count) = (&group.label, hub.phrases.len());
    let caption = say!(words, "figures.hub.caption", centre, count);
    let table = table(words, wave, &hub)?;
    let anchor = Anchor::slug("figure", centre);
    Ok(Figure::diagram(anchor, caption, alternative, hub)?.with_table(table))
}

/// The words of the diagram.
fn table(words: Words<'_>, wave: &str, hub: &Hub) -> Result<Table, DocumentError> {
    let centre = &hub.centre;
    let rows = hub.phrases.iter().map(|phrase| Row {
        head: phrase.clone(),
        cells: vec![Cell::Words(centre.clone())],
    });
    Table::new(
        Anchor::slug("table", centre),
        say!(words, "figures.hub.table", centre, wave),
        say!(words, "figures.hub.part"),
        vec![ColumnHead::words(say!(words, "figures.hub.whole"))],
        rows.collect(),
        Vec::new(),
    )
}
