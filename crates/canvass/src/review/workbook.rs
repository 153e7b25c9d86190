use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, Formula, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};

use super::columns::Column;
use super::guide;
use super::sheet::Sheet;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Warned};
use crate::survey::Stance;

/// Characters of a cell, as a spreadsheet counts them (UTF-16 units).
const MAX_CELL: usize = 32_767;

/// Why a workbook cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be put together")]
#[non_exhaustive]
pub struct WorkbookError(#[from] XlsxError);

/// Writes a sheet as a workbook. The same sheet makes the same bytes.
///
/// A spreadsheet holds no more than 32,767 characters in a cell. A longer answer is left out and reported, never cut;
/// [`csv`](super::csv()) writes it.
///
/// # Errors
/// When the sheet has more rows than a spreadsheet.
pub fn workbook(sheet: &Sheet) -> Result<Warned<Vec<u8>>, WorkbookError> {
    let mut diagnostics = Diagnostics::new();
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title(&sheet.title)
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    read_me(sheet, book.add_worksheet())?;
    answers(sheet, book.add_worksheet(), &mut diagnostics)?;
    codes(sheet, book.add_worksheet())?;
    Ok(Warned {
        value: book.save_to_buffer()?,
        diagnostics,
    })
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

fn read_me(sheet: &Sheet, page: &mut Worksheet) -> Result<(), XlsxError> {
    page.set_name("Read me")?;
    page.set_column_width(0, 18)?.set_column_width(1, 100)?;
    let bold = Format::new().set_bold().set_align(FormatAlign::Top);
    for (at, (label, text)) in (0..).zip(guide::rows(sheet)) {
        let form = if at == 0 {
            wrapped().set_bold().set_font_size(14)
        } else {
            wrapped()
        };
        page.write_string_with_format(at, 0, label, &bold)?;
        page.write_string_with_format(at, 1, text, &form)?;
    }
    Ok(())
}

fn answers(
    sheet: &Sheet,
    page: &mut Worksheet,
    diagnostics: &mut Diagnostics,
) -> Result<(), XlsxError> {
    page.set_name("Answers")?;
    let read_only = wrapped().set_font_color(Color::RGB(0x40_40_40));
    let editable = wrapped().set_background_color(Color::RGB(0xFF_FB_E6));
    let hidden = Format::new().set_font_color(Color::RGB(0x80_80_80));
    let mut row = 0;
    for cells in &sheet.rows {
        if cells
            .iter()
            .any(|cell| cell.encode_utf16().count() > MAX_CELL)
        {
            diagnostics.push(too_long(sheet, cells));
            continue;
        }
        row += 1;
        for ((at, column), cell) in (0..).zip(&sheet.columns).zip(cells) {
            let form = match column {
                column if column.is_editable() => &editable,
                column if column.is_hidden() => &hidden,
                _ => &read_only,
            };
            match cell.parse::<u32>() {
                Ok(number) if *column == Column::Priority => {
                    page.write_number_with_format(row, at, number, form)?;
                }
                _ if cell.is_empty() => {
                    page.write_blank(row, at, form)?;
                }
                _ => {
                    page.write_string_with_format(row, at, cell, form)?;
                }
            }
        }
    }
    // A table has a row under its headings.
    let last = row.max(1);
    let columns: Vec<TableColumn> = sheet
        .headings
        .iter()
        .map(|heading| TableColumn::new().set_header(heading))
        .collect();
    let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let table = Table::new()
        .set_name("Answers")
        .set_columns(&columns)
        .set_style(TableStyle::Light1)
        .set_banded_rows(false);
    page.add_table(0, 0, last, width.saturating_sub(1), &table)?;
    for (at, column) in (0..).zip(&sheet.columns) {
        page.set_column_width(at, width_of(*column))?;
        if column.is_hidden() {
            page.set_column_hidden(at)?;
        }
        page.add_data_validation(1, at, last, at, &validation(*column)?)?;
    }
    let after_answer = sheet.columns.iter().position(|c| *c == Column::Answer);
    let frozen = after_answer.map_or(0, |at| u16::try_from(at + 1).unwrap_or(0));
    page.set_freeze_panes(1, frozen)?;
    page.set_active(true);
    Ok(())
}

fn width_of(column: Column) -> f64 {
    match column {
        Column::Wave | Column::Priority | Column::Done | Column::QuoteOk => 9.0,
        Column::Answer => 60.0,
        Column::Suggested => 44.0,
        Column::Evidence | Column::Redacted | Column::Note => 28.0,
        Column::Frame(_) => 24.0,
        _ => 16.0,
    }
}

/// What a cell of the column takes, and what is said when somebody goes there.
fn validation(column: Column) -> Result<DataValidation, XlsxError> {
    let stances: Vec<&str> = Stance::ALL.iter().map(|stance| stance.name()).collect();
    let rule = DataValidation::new();
    let (title, message) = match column {
        Column::Frame(_) => (
            "Codes",
            "Ids from the sheet \"Codes\", with ; between them.",
        ),
        Column::Stance => ("Stance", "What the answer mainly is."),
        Column::Evidence => (
            "Evidence",
            "Words copied from the answer; a piece on each line.",
        ),
        Column::QuoteOk => (
            "May it be quoted?",
            "yes, no, or redact: as written under redacted_quote.",
        ),
        Column::Redacted => (
            "Redacted quote",
            "The answer's words; what you change in [square brackets].",
        ),
        Column::Note => ("Note", "Anything to remember. Never published."),
        Column::Done => (
            "Done",
            "yes: the codes of this row are as they should be. A blank cell of codes then means none.",
        ),
        _ => {
            return rule
                .allow_custom(Formula::new("=FALSE"))
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title("Only to read")?
                .set_error_message(
                    "Nothing in this column is taken in. Write in the yellow columns.",
                );
        }
    };
    let rule = match column {
        Column::Stance => rule.allow_list_strings(&stances)?,
        Column::QuoteOk => rule.allow_list_strings(&["yes", "no", "redact"])?,
        Column::Done => rule.allow_list_strings(&["yes", "no"])?,
        _ => rule.allow_any_value(),
    };
    rule.set_input_title(title)?.set_input_message(message)
}

fn codes(sheet: &Sheet, page: &mut Worksheet) -> Result<(), XlsxError> {
    page.set_name("Codes")?;
    const HEADINGS: [(&str, f64); 7] = [
        ("frame", 12.0),
        ("code", 26.0),
        ("label", 26.0),
        ("definition", 50.0),
        ("use when", 40.0),
        ("not for", 40.0),
        ("examples", 60.0),
    ];
    let form = wrapped();
    let mut row = 0;
    for frame in &sheet.frames {
        for code in &frame.codes {
            row += 1;
            let examples: Vec<&str> = code
                .examples
                .iter()
                .map(|example| example.text.as_str())
                .collect();
            let examples = examples.join("\n");
            let cells = [
                frame.id.as_str(),
                code.id.as_str(),
                &code.label,
                &code.definition,
                &code.use_when,
                &code.not_for,
                &examples,
            ];
            for (at, cell) in (0..).zip(cells) {
                let cut = cell
                    .char_indices()
                    .nth(MAX_CELL / 2)
                    .map_or(cell.len(), |(at, _)| at);
                page.write_string_with_format(row, at, cell.get(..cut).unwrap_or(""), &form)?;
            }
        }
    }
    let columns: Vec<TableColumn> = HEADINGS
        .iter()
        .map(|(heading, _)| TableColumn::new().set_header(*heading))
        .collect();
    let table = Table::new()
        .set_name("Codes")
        .set_columns(&columns)
        .set_style(TableStyle::Light1);
    page.add_table(0, 0, row.max(1), 6, &table)?;
    for (at, (_, width)) in (0..).zip(HEADINGS) {
        page.set_column_width(at, width)?;
    }
    page.set_freeze_panes(1, 2)?;
    Ok(())
}

fn too_long(sheet: &Sheet, cells: &[String]) -> Diagnostic {
    let key = sheet
        .columns
        .iter()
        .position(|column| *column == Column::RowKey);
    let key = key.and_then(|at| cells.get(at)).map_or("", String::as_str);
    Diagnostic::new(
        Code::ReviewTooLong,
        Place::whole("Answers"),
        format!("the answer {key} is longer than the {MAX_CELL} characters of a spreadsheet's cell, so it is not in the workbook"),
    )
    .help("write the sheet with `--format csv`, and code this answer in a text editor")
}
