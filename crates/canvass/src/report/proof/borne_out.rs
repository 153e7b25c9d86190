use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::forms::Forms;
use super::numbers::{Change, Number, Share, Words, shown, values, values_in_words};
use crate::document::{self, Cell};

/// A tenth, in thousandths: how far the rounded difference of two rounded figures can stand from the difference itself.
const TENTH: i64 = 100;

/// A table, and what may be told of it.
pub(super) struct Table<'a> {
    table: &'a document::Table,
    exact: BTreeSet<i64>,
    /// How many cells show the same, such as that they are held back.
    alike: BTreeSet<i64>,
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
        let mut alike: BTreeMap<String, i64> = BTreeMap::new();
        for shown in cells.map(Cell::shown) {
            exact.extend(values(&shown));
            *alike.entry(shown).or_default() += 1000;
        }
        Table {
            table,
            exact,
            alike: alike.into_values().collect(),
        }
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

    /// Whether the number can count rows or columns of the table, or counts cells that show the same.
    fn has_so_many(&self, value: i64) -> bool {
        counts_rows(value, self.rows()) || self.alike.contains(&value)
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
    facts: Facts,
    most_rows: i64,
}

impl<'a> Tables<'a> {
    pub(super) fn new(tables: &[&'a document::Table], facts: Facts, forms: &Forms<'_>) -> Self {
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
                || self.facts.numbers.contains(&value)
                || beside.iter().any(|table| table.bears(value))
        };
        let is_sum = |told: &Share<'_>| {
            let both = (told.count.value, told.base.value);
            self.facts.sums.contains(&both)
        };
        let share = |share: &Share<'_>| {
            let tables = || self.tables.iter().chain(beside);
            let facts = &self.facts.numbers;
            (facts.contains(&share.count.value) && facts.contains(&share.base.value))
                || is_sum(share)
                || tables().any(|table| table.bears_share(share))
        };
        let shares = words.shares();
        let known = |number: &Number| {
            let mut sums = shares.iter().filter(|told| is_sum(told));
            known(number.value) || sums.any(|told| told.count == number)
        };
        judge(words, known, share, |n| counts_rows(n, self.most_rows))
    }

    /// What the words beside a picture tell and its own table does not bear out.
    pub(super) fn unproven_by(&self, words: &Words<'_>, own: &Table<'_>) -> Option<String> {
        let known =
            |number: &Number| own.bears(number.value) || self.facts.numbers.contains(&number.value);
        judge(
            words,
            known,
            |share| own.bears_share(share),
            |n| own.has_so_many(n),
        )
    }
}

/// Whether the number can count the rows of a table that has so many, in thousandths.
fn counts_rows(value: i64, rows: i64) -> bool {
    value % 1000 == 0 && value <= rows
}

/// The first thing told that cannot be true: a number that is not `known` and of which there are not `so_many`, a count
/// that stands beside another base, a percentage that is not that of its counts, or a change whose ends lead elsewhere.
fn judge(
    words: &Words<'_>,
    known: impl Fn(&Number) -> bool,
    share: impl Fn(&Share<'_>) -> bool,
    so_many: impl Fn(i64) -> bool,
) -> Option<String> {
    let number = words
        .numbers
        .iter()
        .find(|number| !known(number) && (words.is_claim(number) || !so_many(number.value)));
    if let Some(number) = number {
        return Some(format!(
            "the words tell {}, which no table bears out",
            shown(number.value)
        ));
    }
    let wrong = words.shares().into_iter().find(|told| {
        let rows_of_rows = so_many(told.base.value) && !words.is_claim(told.base);
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
        let (from, to) = (shown(told.from.value), shown(told.to.value));
        match told.points {
            Some(points) => {
                let points = shown(points.value);
                format!(
                    "the words tell a change of {points} that does not lead from {from} to {to}"
                )
            }
            None => format!("the words tell the change from {from} to {to} the wrong way round"),
        }
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
    towards >= -TENTH
        && told
            .points
            .is_none_or(|points| (towards - points.value).abs() <= TENTH)
}
