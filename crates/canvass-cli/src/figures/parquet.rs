use std::sync::Arc;

use canvass::disclosure::records::{Field, FieldKind, Record, Value};
use parquet::basic::{ConvertedType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use crate::terminal::Failure;

/// Records as a Parquet file: a column for each field, with its meaning in the file's metadata. Fields that may be
/// empty are optional columns.
pub(crate) fn file<R: Record>(records: &[R]) -> Result<Vec<u8>, Failure> {
    Ok(written(records)?)
}

fn written<R: Record>(records: &[R]) -> Result<Vec<u8>, ParquetError> {
    let fields = R::FIELDS.iter().map(|field| Ok(Arc::new(column(field)?)));
    let schema = Type::group_type_builder("records")
        .with_fields(fields.collect::<Result<_, ParquetError>>()?)
        .build()?;
    let meanings = R::FIELDS
        .iter()
        .map(|field| KeyValue::new(field.name.to_owned(), field.meaning.to_owned()));
    let properties = WriterProperties::builder()
        .set_created_by("canvass".to_owned())
        .set_key_value_metadata(Some(meanings.collect()))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    let rows: Vec<Vec<Value<'_>>> = records.iter().map(Record::values).collect();
    let mut group = writer.next_row_group()?;
    for (at, field) in R::FIELDS.iter().enumerate() {
        let values: Vec<Value<'_>> = rows.iter().filter_map(|row| row.get(at).copied()).collect();
        if let Some(column) = group.next_column()? {
            write(column, field, &values)?;
        }
    }
    group.close()?;
    writer.into_inner()
}

fn column(field: &Field) -> Result<Type, ParquetError> {
    let (physical, converted) = match field.kind {
        FieldKind::Text => (Physical::BYTE_ARRAY, ConvertedType::UTF8),
        FieldKind::Count => (Physical::INT64, ConvertedType::UINT_64),
        FieldKind::Number => (Physical::DOUBLE, ConvertedType::NONE),
        FieldKind::Flag => (Physical::BOOLEAN, ConvertedType::NONE),
    };
    let repetition = match field.may_be_empty {
        true => Repetition::OPTIONAL,
        false => Repetition::REQUIRED,
    };
    Type::primitive_type_builder(field.name, physical)
        .with_converted_type(converted)
        .with_repetition(repetition)
        .build()
}

fn write(
    mut column: SerializedColumnWriter<'_>,
    field: &Field,
    values: &[Value<'_>],
) -> Result<(), ParquetError> {
    let levels: Vec<i16> = values
        .iter()
        .map(|v| i16::from(*v != Value::Empty))
        .collect();
    let levels = field.may_be_empty.then_some(&*levels);
    match field.kind {
        FieldKind::Text => {
            let texts = values.iter().filter_map(|value| match value {
                Value::Text(text) => Some(ByteArray::from(*text)),
                _ => None,
            });
            let texts: Vec<ByteArray> = texts.collect();
            column
                .typed::<ByteArrayType>()
                .write_batch(&texts, levels, None)?;
        }
        FieldKind::Count => {
            let counts = values.iter().filter_map(|value| match value {
                // A column of unsigned numbers holds their bits.
                Value::Count(count) => Some(count.cast_signed()),
                _ => None,
            });
            let counts: Vec<i64> = counts.collect();
            column
                .typed::<Int64Type>()
                .write_batch(&counts, levels, None)?;
        }
        FieldKind::Number => {
            let numbers = values.iter().filter_map(|value| match value {
                Value::Number(number) => Some(*number),
                _ => None,
            });
            let numbers: Vec<f64> = numbers.collect();
            column
                .typed::<DoubleType>()
                .write_batch(&numbers, levels, None)?;
        }
        FieldKind::Flag => {
            let flags = values.iter().filter_map(|value| match value {
                Value::Flag(flag) => Some(*flag),
                _ => None,
            });
            let flags: Vec<bool> = flags.collect();
            column
                .typed::<BoolType>()
                .write_batch(&flags, levels, None)?;
        }
    }
    column.close()
}
