//! Reads worksheets without trusting them: what a workbook would unpack to is measured before it is
//! opened, and cells are taken one at a time with limits of our own.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, ExcelDateTime, ExcelDateTimeType, Reader, SheetType, Xlsx};
use csv::StringRecord;

use super::limits::{
    EMPTY_FOR_EACH_CELL, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROWS, MAX_SHEET_CELLS, MAX_SHEET_TEXT,
    MAX_UNPACK_RATIO, MAX_UNPACKED_BYTES, RATIO_FLOOR_BYTES, SPARE_EMPTY_CELLS,
};
use super::row::{Row, Stop};
use super::sheet::Sheet;
use crate::diagnostics::{Code, Diagnostic, Place};

/// Reads every worksheet of a workbook.
///
/// # Errors
/// When the file is damaged, is no workbook, or is beyond a limit.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Vec<Sheet>, Stop> {
    measure(file, bytes)?;
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable(file, "the workbook is damaged"))?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut budget = Budget {
        cells: MAX_SHEET_CELLS,
        text: MAX_SHEET_TEXT,
        empty: SPARE_EMPTY_CELLS,
    };
    names
        .into_iter()
        .map(|name| {
            let rows = read_sheet(file, &mut workbook, &name, &mut budget)?;
            Ok(Sheet { name, rows })
        })
        .collect()
}

/// Unpacks every part into nothing, to learn how large it really is: the sizes that the archive states
/// may be lies.
fn measure(file: &str, bytes: &[u8]) -> Result<(), Stop> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| unreadable(file, "the file is a damaged ZIP archive"))?;
    if archive.index_for_name("xl/workbook.xml").is_none() {
        let mut stop = unreadable(
            file,
            "the file is a ZIP archive, but not a workbook that canvass reads",
        );
        stop.help = Some("unpack it and name the export inside, a .csv or .xlsx file".to_owned());
        return Err(stop);
    }
    let most = MAX_UNPACKED_BYTES
        .min(RATIO_FLOOR_BYTES.max((bytes.len() as u64).saturating_mul(MAX_UNPACK_RATIO)));
    let mut stated = 0u64;
    for part in 0..archive.len() {
        let size = archive.by_index_raw(part).map_or(0, |part| part.size());
        stated = stated.saturating_add(size);
    }
    let mut unpacked = 0;
    for part in 0..archive.len() {
        if stated > most || unpacked > most {
            break;
        }
        let mut part = archive
            .by_index(part)
            .map_err(|_| unreadable(file, "a part of the workbook is damaged"))?;
        let read = std::io::copy(
            &mut part.by_ref().take(most - unpacked + 1),
            &mut std::io::sink(),
        );
        unpacked += read.map_err(|_| unreadable(file, "a part of the workbook is damaged"))?;
    }
    if stated.max(unpacked) > most {
        return Err(too_large(
            Place::whole(file),
            format!("the workbook would unpack to more than {most} bytes"),
        ));
    }
    Ok(())
}

/// What one workbook may still put into memory.
struct Budget {
    cells: usize,
    text: usize,
    empty: usize,
}

impl Budget {
    /// Takes room for a cell and the empty ones before it; `false` if there is none.
    fn take(&mut self, cells: usize, text: usize) -> bool {
        self.empty += EMPTY_FOR_EACH_CELL;
        let enough = cells <= self.cells.min(self.empty) && text <= self.text;
        if enough {
            self.cells -= cells;
            self.empty -= cells;
            self.text -= text;
        }
        enough
    }
}

fn read_sheet(
    file: &str,
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    budget: &mut Budget,
) -> Result<Vec<Row>, Stop> {
    let damaged = |_| unreadable(file, "a worksheet is damaged");
    let epoch_1904 = workbook.has_1904_epoch();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let (number, column) = (u64::from(row) + 1, column as usize);
        let text = text_of(cell.get_value(), epoch_1904);
        if text.is_empty() {
            continue;
        }
        if number > MAX_ROWS || column >= MAX_COLUMNS || text.len() > MAX_CELL_BYTES {
            return Err(too_large(
                Place::record(file, number),
                format!(
                    "a cell of the worksheet stands beyond row {MAX_ROWS} or column {MAX_COLUMNS}, or is longer than {MAX_CELL_BYTES} bytes"
                ),
            ));
        }
        if rows.last().is_none_or(|last| last.number < number) {
            rows.push(Row {
                number,
                cells: StringRecord::new(),
            });
        }
        let Some(last) = rows.last_mut().filter(|last| {
            // Rows and cells stand in order in every file that a spreadsheet wrote.
            last.number == number && last.cells.len() <= column
        }) else {
            return Err(unreadable(file, "the worksheet's cells are out of order"));
        };
        let added = column + 1 - last.cells.len();
        if !budget.take(added, text.len()) {
            return Err(too_large(
                Place::whole(file),
                format!(
                    "the workbook holds more than {MAX_SHEET_CELLS} cells or {MAX_SHEET_TEXT} bytes of text, or a few cells very far apart"
                ),
            ));
        }
        for _ in 1..added {
            last.cells.push_field("");
        }
        last.cells.push_field(&text);
    }
    Ok(rows)
}

/// A cell's value the way a person sees it.
fn text_of(value: &DataRef<'_>, epoch_1904: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(date) => date_text(date, epoch_1904),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.replacen('T', " ", 1),
        DataRef::Error(error) => Data::Error(error.clone()).to_string(),
    }
}

/// At most 15 digits, as spreadsheets show them, and none after the point of a whole number.
fn number_text(number: f64) -> String {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    shown.to_string()
}

/// `2024-05-07`, `2024-05-07 21:08:07`, or `21:08:07` for a time without a day.
fn date_text(date: &ExcelDateTime, epoch_1904: bool) -> String {
    // A time of day is a fraction that is never quite exact; half a second more rounds it.
    const HALF_A_SECOND: f64 = 0.5 / 86_400.0;
    let serial = date.as_f64();
    if date.is_duration() {
        return number_text(serial);
    }
    let nudged = ExcelDateTime::new(
        serial + HALF_A_SECOND,
        ExcelDateTimeType::DateTime,
        epoch_1904,
    );
    let (year, month, day, hour, minute, second, _) = nudged.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if serial > 0.0 && serial < 1.0 {
        time
    } else if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {time}")
    }
}

fn unreadable(file: &str, message: &str) -> Stop {
    Box::new(
        Diagnostic::new(Code::IngestUnreadable, Place::whole(file), message)
            .help("download the export again"),
    )
}

fn too_large(place: Place, message: String) -> Stop {
    Box::new(Diagnostic::new(Code::IngestTooLarge, place, message))
}
