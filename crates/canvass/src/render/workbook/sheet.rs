use rust_xlsxwriter::{
    Format, Table, TableColumn, TableStyle, Url, Workbook, Worksheet, XlsxError,
};

use super::super::clean::clean;
use super::format::Formats;
use crate::stats::{Percent, Points};

/// Widths of columns in characters.
const FIRST: f64 = 64.0;
const NUMBERS: f64 = 18.0;
const WORDS: f64 = 64.0;

/// A worksheet, written from the top.
pub(super) struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    formats: &'a Formats,
    row: u32,
}

/// A marked-up table of a worksheet.
pub(super) struct Listing<'a> {
    /// Letters, digits and underscores.
    pub(super) name: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) columns: &'a [Column<'a>],
    pub(super) rows: &'a [Vec<Value>],
}

/// The heading of a column, and how wide it is.
pub(super) struct Column<'a> {
    label: &'a str,
    width: f64,
    numbers: bool,
}

impl<'a> Column<'a> {
    /// The first column, which holds the title and the lines below it as well.
    pub(super) fn words(label: &'a str) -> Self {
        Column {
            label,
            width: FIRST,
            numbers: false,
        }
    }

    pub(super) fn wide(label: &'a str) -> Self {
        Column {
            label,
            width: WORDS,
            numbers: false,
        }
    }

    pub(super) fn numbers(label: &'a str) -> Self {
        Column {
            label,
            width: NUMBERS,
            numbers: true,
        }
    }
}

/// What stands in a cell.
pub(super) enum Value {
    Words(String),
    /// The name of a worksheet, and the words that lead there.
    Link(String, String),
    Count(u64),
    Percent(Percent),
    Points(Points),
    /// A shorthand in place of a number.
    Mark(&'static str),
}

impl<'a> Sheet<'a> {
    pub(super) fn add(
        workbook: &'a mut Workbook,
        name: &str,
        formats: &'a Formats,
    ) -> Result<Self, XlsxError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_column_width(0, FIRST)?;
        Ok(Sheet {
            sheet,
            formats,
            row: 0,
        })
    }

    pub(super) fn title(&mut self, words: &str) -> Result<(), XlsxError> {
        self.put(words, &self.formats.title)
    }

    /// A line below the title; a blank one is left out.
    pub(super) fn line(&mut self, words: &str) -> Result<(), XlsxError> {
        match words.trim() {
            "" => Ok(()),
            words => self.put(words, &self.formats.text),
        }
    }

    pub(super) fn link(&mut self, url: &Url) -> Result<(), XlsxError> {
        self.sheet
            .write_url_with_format(self.row, 0, url, &self.formats.link)?;
        self.row += 1;
        Ok(())
    }

    fn put(&mut self, words: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet
            .write_string_with_format(self.row, 0, clean(words), format)?;
        self.row += 1;
        Ok(())
    }

    /// The table; nothing stands below it.
    pub(super) fn listing(&mut self, listing: &Listing<'_>) -> Result<(), XlsxError> {
        let mut heads = Vec::new();
        for (at, column) in (0u16..).zip(listing.columns) {
            self.sheet.set_column_width(at, column.width)?;
            let format = if column.numbers {
                &self.formats.number_head
            } else {
                &self.formats.head
            };
            heads.push(
                TableColumn::new()
                    .set_header(clean(column.label))
                    .set_header_format(format),
            );
        }
        let rows = u32::try_from(listing.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
        let last = u16::try_from(listing.columns.len().saturating_sub(1))
            .map_err(|_| XlsxError::RowColumnLimitError)?;
        let table = Table::new()
            .set_name(listing.name)
            .set_alt_text_title(clean(listing.title))
            .set_alt_text(clean(listing.description))
            .set_style(TableStyle::None)
            .set_autofilter(false)
            .set_banded_rows(false)
            .set_first_column(true)
            .set_columns(&heads);
        self.sheet
            .add_table(self.row, 0, self.row + rows, last, &table)?;
        for (row, values) in (self.row + 1..).zip(listing.rows) {
            for (column, value) in (0u16..).zip(values) {
                self.value(row, column, value)?;
            }
        }
        self.row += rows + 1;
        Ok(())
    }

    fn value(&mut self, row: u32, column: u16, value: &Value) -> Result<(), XlsxError> {
        let formats = self.formats;
        let sheet = &mut *self.sheet;
        match value {
            Value::Words(words) => {
                sheet.write_string_with_format(row, column, clean(words), &formats.text)?
            }
            Value::Link(name, words) => {
                let url = Url::new(format!("internal:'{name}'!A1")).set_text(clean(words));
                sheet.write_url_with_format(row, column, url, &formats.link)?
            }
            Value::Count(count) => sheet.write_number_with_format(
                row,
                column,
                *count as f64,
                &formats.number("#,##0"),
            )?,
            Value::Percent(percent) => {
                // The format cannot say "under a tenth" by itself.
                let shown = match percent.number() {
                    number if number.starts_with(['<', '>']) => format!("\"{number}%\""),
                    _ => "0.0%".to_owned(),
                };
                sheet.write_number_with_format(
                    row,
                    column,
                    percent.share(),
                    &formats.number(&shown),
                )?
            }
            Value::Points(points) => sheet.write_number_with_format(
                row,
                column,
                points.difference() * 100.0,
                &formats.number("0.0;-0.0;0.0"),
            )?,
            Value::Mark(mark) => {
                sheet.write_string_with_format(row, column, *mark, &formats.mark)?
            }
        };
        Ok(())
    }
}
