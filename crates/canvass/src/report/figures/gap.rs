use crate::compare::Gap;
use crate::disclosure::PublishedShift;
use crate::document::{Anchor, Cell, ColumnHead, DocumentError, Mark, Row, Table};
use crate::report::context::Context;
use crate::report::words;
use crate::stats::{Points, thousands};
use crate::survey::{Question, WaveId};

/// How far the answer that leads now is ahead of the one that led before, in both waves, and how that changed.
pub(in crate::report) fn gap_table(
    context: &Context<'_>,
    question: &Question,
    published: &PublishedShift,
) -> Result<Table, DocumentError> {
    let name = |id| {
        let option = question.option_index(id);
        let option = option.and_then(|index| question.options.get(index));
        words::quoted(option.map_or(id.as_str(), |option| &option.label))
    };
    let with_base = |wave: &WaveId| {
        let key = (question.id.clone(), wave.clone());
        let table = context.release.questions.get(&key);
        let base = table.and_then(|table| table.base());
        let base = base.map_or_else(|| "not shown".to_owned(), thousands);
        let label = context.release.waves.iter().find(|known| known.id == *wave);
        let label = label.map_or(wave.as_str(), |known| context.label(&known.id));
        (label.to_owned(), format!("{label} (base {base})"))
    };
    let ((from, from_base), (to, to_base)) = (with_base(&published.from), with_base(&published.to));
    let (old, new) = (name(&published.leader_from), name(&published.leader_to));
    let shift = &published.shift;
    let rows = [
        (format!("Gap in {from}"), &shift.gap_from),
        (format!("Gap in {to}"), &shift.gap_to),
        (format!("Change from {from} to {to}"), &shift.change),
    ];
    Table::new(
        Anchor::slug("table-gap", question.id.as_str()),
        format!("How far {new} is ahead of {old}, in percentage points: respondents who answered, {from_base} and {to_base}"),
        "Gap",
        vec![
            ColumnHead::numbers("Size (points)"),
            ColumnHead::numbers("Lower limit (points)"),
            ColumnHead::numbers("Upper limit (points)"),
            ColumnHead::words("p-value"),
        ],
        rows.into_iter().map(|(head, gap)| row(head, gap)).collect(),
        vec![
            "A minus sign means behind. The limits are those of a 95% interval.".to_owned(),
            "The p-value says how often chance alone would produce as much, each gap taken by itself.".to_owned(),
        ],
    )
}

fn row(head: String, gap: &Gap) -> Row {
    let points = |difference: f64| {
        Points::from_difference(difference).map_or(Cell::Mark(Mark::NotAvailable), Cell::Points)
    };
    Row {
        head,
        cells: vec![
            points(gap.size),
            points(gap.interval.lower()),
            points(gap.interval.upper()),
            Cell::Words(gap.p.to_string()),
        ],
    }
}
