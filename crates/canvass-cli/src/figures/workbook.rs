use canvass::disclosure::records::{Record, Value};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::terminal::Failure;

/// What the first sheet of unsuppressed figures is called.
const INTERNAL: &str = "INTERNAL never publish";

/// Records as a workbook: a sheet with a row for each, and one that says what every column means. Text is text, also
/// where it looks like a formula. The same records make the same bytes.
pub(crate) fn file<R: Record>(
    name: &str,
    records: &[R],
    internal: bool,
) -> Result<Vec<u8>, Failure> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(name)
            .set_creation_datetime(&created),
    );
    let heading = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name(if internal { INTERNAL } else { name })?;
    figures(sheet, records, &heading)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("What the columns mean")?;
    meanings::<R>(sheet, &heading)?;
    Ok(workbook.save_to_buffer()?)
}

fn figures<R: Record>(
    sheet: &mut Worksheet,
    records: &[R],
    heading: &Format,
) -> Result<(), XlsxError> {
    for (column, field) in (0_u16..).zip(R::FIELDS) {
        sheet.write_string_with_format(0, column, field.name, heading)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, record) in (1_u32..).zip(records) {
        for (column, value) in (0_u16..).zip(record.values()) {
            match value {
                Value::Empty => continue,
                Value::Text(text) => sheet.write_string(row, column, text)?,
                Value::Count(count) => sheet.write_number(row, column, count as f64)?,
                Value::Number(number) => sheet.write_number(row, column, number)?,
                Value::Flag(flag) => sheet.write_boolean(row, column, flag)?,
            };
        }
    }
    Ok(())
}

fn meanings<R: Record>(sheet: &mut Worksheet, heading: &Format) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, "Column", heading)?;
    sheet.write_string_with_format(0, 1, "What it says", heading)?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 120)?;
    for (row, field) in (1_u32..).zip(R::FIELDS) {
        sheet.write_string(row, 0, field.name)?;
        sheet.write_string(row, 1, field.meaning)?;
    }
    Ok(())
}
