use rust_xlsxwriter::{
    Format, Table, TableColumn, TableStyle, Url, Workbook, Worksheet, XlsxError,
};

use super::super::clean::clean;
use super::format::{Formats, TEXT_SIZE, TITLE_SIZE};
use crate::stats::{Percent, Points};

/// Widths of columns in characters.
const FIRST: f64 = 64.0;
const NUMBERS: f64 = 18.0;
const WORDS: f64 = 64.0;

/// The number of this paper in the file's format.
const A4: u8 = 9;

/// The height of a line in sizes of its text.
const LINE: f64 = 1.35;

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
    /// A p-value, and how readers see it.
    Probability(f64, String),
    /// A shorthand in place of a number.
    Mark(&'static str),
}

/// Where a link to a worksheet leads. An apostrophe in the name is written twice.
pub(super) fn to_sheet(name: &str) -> String {
    format!("internal:'{}'!A1", name.replace('\'', "''"))
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
        sheet.set_landscape();
        sheet.set_paper_size(A4);
        sheet.set_print_fit_to_pages(1, 0);
        Ok(Sheet {
            sheet,
            formats,
            row: 0,
        })
    }

    pub(super) fn title(&mut self, words: &str) -> Result<(), XlsxError> {
        self.put(words, &self.formats.title, TITLE_SIZE)
    }

    /// A line below the title; a blank one is left out.
    pub(super) fn line(&mut self, words: &str) -> Result<(), XlsxError> {
        match words.trim() {
            "" => Ok(()),
            words => self.put(words, &self.formats.text, TEXT_SIZE),
        }
    }

    pub(super) fn link(&mut self, url: &Url) -> Result<(), XlsxError> {
        self.sheet
            .write_url_with_format(self.row, 0, url, &self.formats.link)?;
        self.row += 1;
        Ok(())
    }

    fn put(&mut self, words: &str, format: &Format, size: u8) -> Result<(), XlsxError> {
        self.sheet
            .set_row_height(self.row, height(words, FIRST, size))?;
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
            let format = match (column.numbers, at) {
                (true, _) => &self.formats.number_head,
                (false, 0) => &self.formats.head,
                (false, _) => &self.formats.beside_head,
            };
            heads.push(
                TableColumn::new()
                    .set_header(clean(column.label))
                    .set_header_format(format),
            );
        }
        let heads_high = listing
            .columns
            .iter()
            .map(|column| height(column.label, column.width, TITLE_SIZE));
        self.sheet
            .set_row_height(self.row, heads_high.fold(0.0, f64::max))?;
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
        // On paper, the headings stand on every page of a long table.
        self.sheet.set_repeat_rows(self.row, self.row)?;
        for (row, values) in (self.row + 1..).zip(listing.rows) {
            let high = listing
                .columns
                .iter()
                .zip(values)
                .map(|(column, value)| match value {
                    Value::Words(words) | Value::Link(_, words) => {
                        height(words, column.width, TEXT_SIZE)
                    }
                    _ => height("", column.width, TEXT_SIZE),
                });
            self.sheet.set_row_height(row, high.fold(0.0, f64::max))?;
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
                let format = match column {
                    0 => &formats.text,
                    _ => &formats.beside,
                };
                sheet.write_string_with_format(row, column, clean(words), format)?
            }
            Value::Link(name, words) => {
                let url = Url::new(to_sheet(name)).set_text(clean(words));
                sheet.write_url_with_format(row, column, url, &formats.link)?
            }
            Value::Count(count) => sheet.write_number_with_format(
                row,
                column,
                *count as f64,
                &formats.number("#,##0"),
            )?,
            Value::Probability(p, shown) => {
                let shown = beyond(shown).unwrap_or_else(|| "0.000".to_owned());
                sheet.write_number_with_format(row, column, *p, &formats.number(&shown))?
            }
            Value::Percent(percent) => {
                let shown = beyond(&percent.to_string()).unwrap_or_else(|| "0.0%".to_owned());
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

/// The format of a number that is told as less or more than one with few decimals: no format says "under a tenth" by
/// itself.
fn beyond(shown: &str) -> Option<String> {
    shown
        .starts_with(['<', '>'])
        .then(|| format!("\"{shown}\""))
}

/// The height in points of words wrapped in a column that is `width` digits wide. It is written down because not every
/// reader works it out by itself.
fn height(words: &str, width: f64, size: u8) -> f64 {
    // Letters are about as wide as digits of the text's size; bold titles are larger.
    let fit = width * f64::from(TEXT_SIZE) / f64::from(size);
    f64::from(lines(words, fit as usize)) * f64::from(size) * LINE
}

/// How many lines words take that are broken at spaces, and inside a word that is too long for a line.
fn lines(words: &str, fit: usize) -> u32 {
    let fit = fit.max(1);
    let (mut lines, mut used) = (1, 0);
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > fit {
            lines += 1;
            used = 0;
        }
        used += length + usize::from(used > 0);
        while used > fit {
            lines += 1;
            used -= fit;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_at_spaces_and_long_words_anywhere() {
        for (words, expected) in [
            ("", 1),
            ("ten digits", 1),
            ("ten digits more", 2),
            ("abcdefghijklmnopqrstuvwxyz", 3),
            ("abcdefghijklmnopqrstuvwxyz and", 3),
            ("abcdefghijklmnopqrstuvwxyz and more", 4),
        ] {
            assert_eq!(lines(words, 10), expected, "{words}");
        }
        assert_eq!(lines("ab", 0), 2);
    }
}
