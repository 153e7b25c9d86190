use std::borrow::Borrow;

use polars::prelude::{
    BooleanChunkedBuilder, ChunkedBuilder, Column, DataFrame, Float64Type, IntoColumn,
    PrimitiveChunkedBuilder, StringChunkedBuilder, UInt64Type,
};

use super::FrameError;
use crate::disclosure::records::{Field, FieldKind, Record, Value};

/// A frame with a column for each field and a row for each record.
pub(super) fn frame<R: Record>(
    records: impl IntoIterator<Item = impl Borrow<R>>,
) -> Result<DataFrame, FrameError> {
    let mut columns: Vec<Builder> = R::FIELDS.iter().map(Builder::new).collect();
    let mut height = 0;
    for record in records {
        for (column, value) in columns.iter_mut().zip(record.borrow().values()) {
            column.push(value);
        }
        height += 1;
    }
    let columns = columns.into_iter().map(Builder::finish).collect();
    Ok(DataFrame::new(height, columns)?)
}

/// A column that grows.
enum Builder {
    Text(StringChunkedBuilder),
    Count(PrimitiveChunkedBuilder<UInt64Type>),
    Number(PrimitiveChunkedBuilder<Float64Type>),
    Flag(BooleanChunkedBuilder),
}

impl Builder {
    fn new(field: &Field) -> Self {
        let name = field.name.into();
        match field.kind {
            FieldKind::Text => Builder::Text(StringChunkedBuilder::new(name, 0)),
            FieldKind::Count => Builder::Count(PrimitiveChunkedBuilder::new(name, 0)),
            FieldKind::Number => Builder::Number(PrimitiveChunkedBuilder::new(name, 0)),
            FieldKind::Flag => Builder::Flag(BooleanChunkedBuilder::new(name, 0)),
        }
    }

    /// Adds a value. One of another kind than the field's counts as none; records have no such.
    fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Builder::Text(column), Value::Text(text)) => column.append_value(text),
            (Builder::Count(column), Value::Count(count)) => column.append_value(count),
            (Builder::Number(column), Value::Number(number)) => column.append_value(number),
            (Builder::Flag(column), Value::Flag(flag)) => column.append_value(flag),
            (Builder::Text(column), _) => column.append_null(),
            (Builder::Count(column), _) => column.append_null(),
            (Builder::Number(column), _) => column.append_null(),
            (Builder::Flag(column), _) => column.append_null(),
        }
    }

    fn finish(self) -> Column {
        match self {
            Builder::Text(column) => column.finish().into_column(),
            Builder::Count(column) => column.finish().into_column(),
            Builder::Number(column) => column.finish().into_column(),
            Builder::Flag(column) => column.finish().into_column(),
        }
    }
}
