use crate::compare::Gap;
use crate::disclosure::PublishedShift;
use crate::document::{Anchor, Cell, ColumnHead, DocumentError, Mark, Row, Table};
use crate::report::context::Context;
use crate::stats::Points;
use crate::survey::{Question, WaveId};
use crate::wording::say;

/// How far the answer that leads now is ahead of the one that led before, in both waves, and how that changed.
pub(in crate::report) fn gap_table(
    context: &Context<'_>,
    question: &Question,
    published: &PublishedShift,
) -> Result<Table, DocumentError> {
    let words = context.words;
    let name = |id| {
        let option = question.option_index(id);
        let option = option.and_then(|index| question.options.get(index));
        words.quoted(option.map_or(id.as_str(), |option| &option.label))
    };
    let base = |wave: &WaveId| {
        let key = (question.id.clone(), wave.clone());
        let table = context.release.questions.get(&key);
        words.base(table.and_then(|table| table.base()))
    };
    let (from, to) = (context.label(&published.from), context.label(&published.to));
    let (from_base, to_base) = (base(&published.from), base(&published.to));
    let (old, new) = (name(&published.leader_from), name(&published.leader_to));
    let shift = &published.shift;
    let rows = [
        (
            say!(words, "figures.gap.in-wave", wave => from),
            &shift.gap_from,
        ),
        (
            say!(words, "figures.gap.in-wave", wave => to),
            &shift.gap_to,
        ),
        (say!(words, "figures.gap.change", from, to), &shift.change),
    ];
    Table::new(
        Anchor::slug("table-gap", question.id.as_str()),
        say!(
            words,
            "figures.gap.table",
            new,
            old,
            from,
            from_base,
            to,
            to_base
        ),
        say!(words, "figures.gap.stub"),
        vec![
            ColumnHead::numbers(say!(words, "figures.heads.size")),
            ColumnHead::numbers(say!(words, "figures.heads.lower-points")),
            ColumnHead::numbers(say!(words, "figures.heads.upper-points")),
            ColumnHead::numbers(say!(words, "figures.heads.p-value")),
        ],
        rows.into_iter().map(|(head, gap)| row(head, gap)).collect(),
        vec![
            say!(words, "figures.gap.minus"),
            say!(words, "figures.gap.p-value"),
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
            Cell::PValue(gap.p),
        ],
    }
}
