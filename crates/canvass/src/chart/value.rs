//! The cells that a chart draws.

use std::sync::Arc;

use super::ChartError;
use crate::document::{Cell, Row, Table};
use crate::wording::{Wording, say};

/// The largest count that is drawn; its digits still leave room for marks.
const LARGEST: u64 = 999_999_999;

/// What the numbers of a chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Percent,
    Count,
    Points,
}

impl Unit {
    /// A number on the axis.
    pub(super) fn tick(self, wording: &Wording, value: f64) -> String {
        let number = wording.decimal(&value.to_string());
        match self {
            Unit::Percent => say!(wording, "language.numbers.percent", number),
            Unit::Points => number,
            Unit::Count => wording.number(value as u64),
        }
    }
}

/// What a chart shows of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A number, in per cent if it is a share, and the words for it.
    Number { number: f64, shown: String },
    /// A shorthand in place of a number.
    Mark(&'static str),
}

impl Value {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Value::Number { number, .. } => Some(*number),
            Value::Mark(_) => None,
        }
    }

    pub(super) fn shown(&self) -> &str {
        match self {
            Value::Number { shown, .. } => shown,
            Value::Mark(mark) => mark,
        }
    }
}

/// Any number of columns of a table, as values in one unit.
pub(super) struct Matrix {
    pub(super) wording: Arc<Wording>,
    /// The unit; `None` when there are no numbers at all.
    pub(super) unit: Option<Unit>,
    /// The heading and the values of each row, in the table's order.
    pub(super) rows: Vec<(String, Vec<Value>)>,
}

impl Matrix {
    pub(super) fn new(
        table: &Table,
        columns: impl Iterator<Item = usize> + Clone,
    ) -> Result<Self, ChartError> {
        let mut unit = None;
        let mut rows = Vec::with_capacity(table.rows().len());
        for (i, row) in table.rows().iter().enumerate() {
            let place = || (table.anchor().clone(), i + 1);
            let mut values = Vec::new();
            for column in columns.clone() {
                let (value, own_unit) = read((table, row), column, place)?;
                if own_unit.is_some() && unit.is_some() && own_unit != unit {
                    let (table, row) = place();
                    return Err(ChartError::MixedUnits { table, row });
                }
                unit = unit.or(own_unit);
                values.push(value);
            }
            rows.push((row.head.clone(), values));
        }
        let wording = Arc::clone(table.wording());
        Ok(Matrix {
            wording,
            unit,
            rows,
        })
    }

    /// Every number.
    pub(super) fn numbers(&self) -> impl Iterator<Item = f64> {
        let values = self.rows.iter().flat_map(|(_, values)| values);
        values.filter_map(Value::number)
    }
}

/// Columns of a table, as values in one unit.
pub(super) struct Values<const COLUMNS: usize> {
    pub(super) wording: Arc<Wording>,
    /// The unit; `None` when there are no numbers at all.
    pub(super) unit: Option<Unit>,
    /// The heading and the values of each row, in the table's order.
    pub(super) rows: Vec<(String, [Value; COLUMNS])>,
}

impl<const COLUMNS: usize> Values<COLUMNS> {
    pub(super) fn new(table: &Table, columns: [usize; COLUMNS]) -> Result<Self, ChartError> {
        let Matrix {
            wording,
            unit,
            rows,
        } = Matrix::new(table, columns.iter().copied())?;
        let fixed = |values: Vec<Value>| {
            let mut values = values.into_iter();
            columns.map(|_| values.next().unwrap_or(Value::Mark("")))
        };
        let rows = rows.into_iter().map(|(head, values)| (head, fixed(values)));
        Ok(Values {
            wording,
            unit,
            rows: rows.collect(),
        })
    }

    /// The heading of each row.
    pub(super) fn heads(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.rows.iter().map(|(head, _)| head.as_str())
    }

    /// Every value, row by row.
    pub(super) fn all(&self) -> impl Iterator<Item = &Value> {
        self.rows.iter().flat_map(|(_, values)| values)
    }
}

fn read(
    (table, row): (&Table, &Row),
    column: usize,
    place: impl Fn() -> (crate::document::Anchor, usize),
) -> Result<(Value, Option<Unit>), ChartError> {
    let number = |number, shown, unit| Ok((Value::Number { number, shown }, Some(unit)));
    let shown = |cell| table.shown(cell);
    match row.cells.get(column) {
        Some(cell @ Cell::Percent(percent)) => {
            let words = say!(table.wording(), "language.numbers.percent", number => shown(cell));
            number(percent.share() * 100.0, words, Unit::Percent)
        }
        Some(Cell::Count(count)) if *count > LARGEST => {
            let (table, row) = place();
            Err(ChartError::CountTooLarge { table, row })
        }
        Some(cell @ Cell::Count(count)) => number(*count as f64, shown(cell), Unit::Count),
        Some(cell @ Cell::Points(points)) => {
            number(points.difference() * 100.0, shown(cell), Unit::Points)
        }
        Some(Cell::Mark(mark)) => Ok((Value::Mark(mark.shown()), None)),
        Some(Cell::Words(_) | Cell::PValue(_)) | None => {
            let (table, row) = place();
            Err(ChartError::NotANumber { table, row })
        }
    }
}
