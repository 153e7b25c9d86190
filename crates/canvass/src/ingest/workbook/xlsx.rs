//! Excel workbooks.

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::filling::Filling;
use super::{shown, too_many_sheets, unreadable};
use crate::ingest::limits::{MAX_PARSED_BYTES, MAX_SHEETS};
use crate::ingest::row::{Row, Stop};
use crate::ingest::sheet::Sheet;

/// Reads every worksheet of a workbook that unpacks to so many bytes.
///
/// # Errors
/// When the file is damaged or beyond a limit.
pub(super) fn read(file: &str, bytes: &[u8], unpacked: u64) -> Result<Vec<Sheet>, Stop> {
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable(file, "the workbook is damaged"))?;
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    // Several sheets may name the same part of the file, which is then read for each of them.
    if sheets.len() > MAX_SHEETS || unpacked.saturating_mul(sheets.len() as u64) > MAX_PARSED_BYTES
    {
        return Err(too_many_sheets(file));
    }
    let mut filling = Filling::new(file);
    sheets
        .into_iter()
        .map(|(name, hidden)| {
            let rows = read_sheet(file, &mut workbook, &name, &mut filling)?;
            Ok(Sheet { name, hidden, rows })
        })
        .collect()
}

fn read_sheet(
    file: &str,
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    filling: &mut Filling<'_>,
) -> Result<Vec<Row>, Stop> {
    let damaged = |error: XlsxError| match error {
        XlsxError::CellError(_) => {
            let mut stop = unreadable(
                file,
                "a formula in a worksheet gives an error that canvass does not know",
            );
            stop.help = Some("download the export again, or save it as CSV".to_owned());
            stop
        }
        _ => unreadable(file, "a worksheet is damaged"),
    };
    let epoch_1904 = workbook.has_1904_epoch();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let text = text_of(cell.get_value(), epoch_1904);
        filling.put(u64::from(row) + 1, column as usize, &text, 1)?;
    }
    Ok(filling.finish_sheet())
}

/// A cell's value the way a person sees it.
fn text_of(value: &DataRef<'_>, epoch_1904: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => shown::number(*number),
        DataRef::Bool(value) => shown::truth(*value).to_owned(),
        DataRef::DateTime(date) => date_text(date, epoch_1904),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text
            .parse::<DateTime>()
            .map_or_else(|_| text.replacen('T', " ", 1), shown::moment),
        DataRef::Error(error) => Data::Error(error.clone()).to_string(),
    }
}

/// A moment, or `21:08:07` for a time without a day.
fn date_text(date: &ExcelDateTime, epoch_1904: bool) -> String {
    const SECONDS_OF_A_DAY: f64 = 86_400.0;
    let serial = date.as_f64();
    let Ok(length) = SignedDuration::try_from_secs_f64(serial * SECONDS_OF_A_DAY) else {
        return shown::number(serial);
    };
    if date.is_duration() || (0.0..1.0).contains(&serial) {
        return shown::length(length);
    }
    let epoch = if epoch_1904 {
        jiff::civil::date(1904, 1, 1)
    } else if serial < 60.0 {
        // Excel has a 29 February 1900, so the days before it count from a day later.
        jiff::civil::date(1899, 12, 31)
    } else {
        jiff::civil::date(1899, 12, 30)
    };
    match epoch.at(0, 0, 0, 0).checked_add(length) {
        Ok(moment) if serial > 0.0 => shown::moment(moment),
        // A number that no calendar has a day for, although the cell's format says that it is one.
        _ => shown::number(serial),
    }
}
