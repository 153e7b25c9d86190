use std::collections::BTreeSet;

use super::forms::Forms;
use super::numbers::{Change, Share, Words, shown, values, values_in_words};
use crate::document::{self, Cell};

/// A tenth, in thousandths: how far the rounded difference of two rounded figures can stand from the difference itself.
const TENTH: i64 = 100;

/// A table, and what may be told of it.
pub(super) struct Table<'a> {
    table: &'a document::Table,
    exact: BTreeSet<i64>,
}

impl<'a> Table<'a> {
    pub(super) fn new(table: &'a document::Table, forms: &Forms<'_>) -> Self {
        let columns = table.columns().iter().map(|column| column.label.as_str());
        let notes = table.notes().iter().map(String::as_str);
        let heads = table.rows().iter().map(|row| row.head.as_str());
        let words = columns
            .chain(notes)
            .chain(heads)
            .chain([table.caption(), table.stub()]);
        let mut exact: BTreeSet<i64> = words
            .flat_map(|words| values_in_words(words, forms))
            .collect();
        let cells = table.rows().iter().flat_map(|row| &row.cells);
        for cell in cells {
            exact.extend(values(&cell.shown()));
        }
        Table { table, exact }
    }

    /// Whether the number stands in the table or its words, counts rows of it, or is the sum or difference of two cells.
    fn bears(&self, value: i64) -> bool {
        self.exact.contains(&value) || self.combines_to(value)
    }

    fn combines_to(&self, value: i64) -> bool {
        let rows = self.table.rows();
        let pairs_of = |cells: &[Option<Figure>]| {
            let some: Vec<Figure> = cells.iter().flatten().copied().collect();
            let later = |at: usize| some.get(at + 1..).unwrap_or_default();
            some.iter()
                .enumerate()
                .any(|(at, one)| later(at).iter().any(|other| one.gives(*other, value)))
        };
        let row = |row: &document::Row| row.cells.iter().map(Figure::of).collect::<Vec<_>>();
        let grid: Vec<Vec<Option<Figure>>> = rows.iter().map(row).collect();
        let column = |at: usize| -> Vec<Option<Figure>> {
            let cells = grid.iter().map(|row| row.get(at).copied().flatten());
            cells.collect()
        };
        grid.iter().any(|row| pairs_of(row))
            || (0..self.table.columns().len()).any(|at| pairs_of(&column(at)))
    }

    /// Whether a count and its base may be told together: both stand here, or the count is a sum or difference.
    fn bears_share(&self, share: &Share<'_>) -> bool {
        self.exact.contains(&share.base.value) && self.bears(share.count.value)
    }

    fn rows(&self) -> i64 {
        let (rows, columns) = (self.table.rows().len(), self.table.columns().len());
        1000 * i64::try_from(rows.max(columns)).unwrap_or(i64::MAX / 1000)
    }
}

/// The figure of a cell.
#[derive(Clone, Copy)]
struct Figure {
    unit: u8,
    value: i64,
}

impl Figure {
    fn of(cell: &Cell) -> Option<Self> {
        let unit = match cell {
            Cell::Count(_) => 0,
            Cell::Percent(_) => 1,
            Cell::Points(_) => 2,
            _ => return None,
        };
        let shown = cell.shown();
        let value = values(&shown).next()?;
        let value = if shown.starts_with('-') {
            -value
        } else {
            value
        };
        Some(Figure { unit, value })
    }

    /// Whether the two have this sum or difference.
    fn gives(self, other: Figure, value: i64) -> bool {
        let rounding = if self.unit == 0 { 0 } else { TENTH };
        self.unit == other.unit
            && ((self.value + other.value).abs() == value
                || ((self.value - other.value).abs() - value).abs() <= rounding)
    }
}

/// All tables that bear out what is told, and figures that stand in none because they need no table.
pub(super) struct Tables<'a> {
    tables: Vec<Table<'a>>,
    exact: BTreeSet<i64>,
    facts: BTreeSet<i64>,
    most_rows: i64,
}

impl<'a> Tables<'a> {
    pub(super) fn new(
        tables: &[&'a document::Table],
        facts: BTreeSet<i64>,
        forms: &Forms<'_>,
    ) -> Self {
        let tables: Vec<Table<'_>> = tables
            .iter()
            .map(|table| Table::new(table, forms))
            .collect();
        Tables {
            exact: tables
                .iter()
                .flat_map(|t| t.exact.iter().copied())
                .collect(),
            most_rows: tables.iter().map(Table::rows).max().unwrap_or(0),
            facts,
            tables,
        }
    }

    /// What a running text tells and no table bears out, in words; a sum or a difference stands `beside` it.
    pub(super) fn unproven(&self, words: &Words<'_>, beside: &[Table<'_>]) -> Option<String> {
        let known = |value: i64| {
            self.exact.contains(&value)
                || self.facts.contains(&value)
                || beside.iter().any(|table| table.bears(value))
        };
        let share = |share: &Share<'_>| {
            let tables = || self.tables.iter().chain(beside);
            (self.facts.contains(&share.count.value) && self.facts.contains(&share.base.value))
                || tables().any(|table| table.bears_share(share))
        };
        judge(words, known, share, self.most_rows)
    }

    /// What the words beside a picture tell and its own table does not bear out.
    pub(super) fn unproven_by(&self, words: &Words<'_>, own: &Table<'_>) -> Option<String> {
        let known = |value: i64| own.bears(value) || self.facts.contains(&value);
        judge(words, known, |share| own.bears_share(share), own.rows())
    }
}

/// The first thing told that cannot be true: a number that is not `known`, a count that stands beside another base, a
/// percentage that is not that of its counts, or a change whose ends lead elsewhere.
fn judge(
    words: &Words<'_>,
    known: impl Fn(i64) -> bool,
    share: impl Fn(&Share<'_>) -> bool,
    rows: i64,
) -> Option<String> {
    let counts_rows = |value: i64| value % 1000 == 0 && value <= rows;
    let number = words.numbers.iter().find(|number| {
        !known(number.value) && (words.is_claim(number) || !counts_rows(number.value))
    });
    if let Some(number) = number {
        return Some(format!(
            "the words tell {}, which no table bears out",
            shown(number.value)
        ));
    }
    let wrong = words.shares().into_iter().find(|told| {
        let rows_of_rows = counts_rows(told.base.value) && !words.is_claim(told.base);
        !percent_fits(told) || !(share(told) || (rows_of_rows && told.percent.is_none()))
    });
    if let Some(told) = wrong {
        let (count, base) = (shown(told.count.value), shown(told.base.value));
        return Some(if percent_fits(&told) {
            format!("the words tell {count} of {base}, which no table bears out")
        } else {
            format!("the words tell a percentage that is not that of {count} of {base}")
        });
    }
    let wrong = words.changes().into_iter().find(|told| !change_fits(told));
    wrong.map(|told| {
        format!(
            "the words tell a change of {} that does not lead from {} to {}",
            shown(told.points.value),
            shown(told.from.value),
            shown(told.to.value)
        )
    })
}

/// Whether the percentage is that of the counts, at one decimal. What is under 0.1 or over 99.9 is told as that.
fn percent_fits(share: &Share<'_>) -> bool {
    let Some(percent) = share.percent else {
        return true;
    };
    let (count, base) = (i128::from(share.count.value), i128::from(share.base.value));
    if base <= 0 || count > base {
        return false;
    }
    let exact = 100_000 * count;
    let told = i128::from(percent.value) * base;
    (told - exact).abs() <= i128::from(TENTH) * base / 2
        || (percent.value == TENTH && exact < told)
        || (percent.value == 100_000 - TENTH && exact > told)
}

/// Whether direction and size of a change are those of its ends, as far as rounding lets them be told.
fn change_fits(told: &Change<'_>) -> bool {
    let difference = told.to.value - told.from.value;
    let towards = if told.upwards {
        difference
    } else {
        -difference
    };
    towards >= -TENTH && (towards - told.points.value).abs() <= TENTH
}
