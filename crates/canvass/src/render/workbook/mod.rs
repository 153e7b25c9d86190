//! A spreadsheet with the tables of a document, laid out as UK government statistics publish theirs: a cover, a list
//! of contents, the notes, then one table to a worksheet.

mod format;
mod notes;
mod package;
mod sheet;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Url, Workbook, XlsxError};

use self::format::Formats;
use self::notes::Notes;
use self::sheet::{Column, Listing, Sheet, Value};
use super::RenderError;
use super::clean::clean;
use super::plain::Words;
use crate::document::{Cell, ColumnKind, Content, Document, Figure, Table};

/// What every worksheet with a table says below its title.
const ONE_TABLE: &str = "This worksheet contains one table.";

/// Renders the tables of a document as an XLSX file.
///
/// Percentages are numbers from 0 to 1, not rounded, and shown as percentages; a shorthand such as `[c]` is text. No
/// text is a formula. A table that a figure is drawn from comes with the figure's caption, alternative text and
/// description. The same document gives the same bytes.
///
/// # Errors
/// When a table does not fit a worksheet.
pub fn workbook(document: &Document) -> Result<Vec<u8>, RenderError> {
    let bytes = write(document).map_err(|error| RenderError::Workbook(Box::new(error)))?;
    let language = &document.front().language;
    package::finish(&bytes, language).map_err(RenderError::Package)
}

fn write(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let front = document.front();
    let tables: Vec<(&Table, Option<&Figure>)> = tables(document);
    let notes = Notes::of(tables.iter().map(|(table, _)| *table));
    let formats = Formats::new();

    let mut workbook = Workbook::new();
    workbook.set_default_format(&formats.text, 21, 72)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(clean(&front.title))
            .set_subject(clean(front.subtitle.as_deref().unwrap_or_default()))
            .set_author(clean(&front.organisation))
            .set_comment(clean(&front.description))
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    cover(&mut workbook, &formats, document, tables.len())?;
    contents(&mut workbook, &formats, &tables)?;
    notes_sheet(&mut workbook, &formats, &notes)?;
    for (table, figure) in &tables {
        table_sheet(&mut workbook, &formats, document, &notes, table, *figure)?;
    }
    workbook.save_to_buffer()
}

/// The tables in reading order, with the figure that each is the data of.
fn tables(document: &Document) -> Vec<(&Table, Option<&Figure>)> {
    let drawn = |table: &Table| {
        document.figures().find(|figure| {
            matches!(figure.content(), Content::Chart { table: data, .. } if data.anchor() == table.anchor())
        })
    };
    document
        .tables()
        .map(|table| (table, drawn(table)))
        .collect()
}

fn cover(
    workbook: &mut Workbook,
    formats: &Formats,
    document: &Document,
    tables: usize,
) -> Result<(), XlsxError> {
    let front = document.front();
    let mut sheet = Sheet::add(workbook, "Cover", formats)?;
    sheet.title(&front.title)?;
    for line in [front.subtitle.as_deref(), Some(&front.organisation)] {
        sheet.line(line.unwrap_or_default())?;
    }
    if let Some(period) = &front.period {
        sheet.line(&format!("Period: {period}"))?;
    }
    if let Some(published) = &front.published {
        sheet.line(&format!("Published {published}"))?;
    }
    sheet.line(&front.description)?;
    sheet.line(&match tables {
        0 => "The report has no tables.".to_owned(),
        1 => "This workbook holds the one table of the report.".to_owned(),
        many => format!("This workbook holds the {many} tables of the report, one to a worksheet."),
    })?;
    sheet.link(&Url::new("internal:'Contents'!A1").set_text("List of all worksheets"))?;
    match front
        .contact
        .as_deref()
        .map(|contact| (contact, super::address::mail(contact)))
    {
        Some((contact, Some(address))) => {
            let words = format!("Questions about this report: email {contact}");
            sheet.link(&Url::new(address).set_text(words))
        }
        Some((contact, None)) => sheet.line(&format!("Questions about this report: {contact}")),
        None => Ok(()),
    }
}

fn contents(
    workbook: &mut Workbook,
    formats: &Formats,
    tables: &[(&Table, Option<&Figure>)],
) -> Result<(), XlsxError> {
    let mut sheet = Sheet::add(workbook, "Contents", formats)?;
    sheet.title("Contents")?;
    sheet.line(ONE_TABLE)?;
    let leads_to = |name: &str, words: String, holds: String| {
        vec![Value::Link(name.to_owned(), words), Value::Words(holds)]
    };
    let mut rows = vec![
        leads_to(
            "Cover",
            "Cover".into(),
            "What this workbook is about".into(),
        ),
        leads_to("Notes", "Notes".into(), "Notes on the tables".into()),
    ];
    for (table, _) in tables {
        let words = format!("Table {}", table.number());
        rows.push(leads_to(&sheet_name(table), words, table.caption().into()));
    }
    sheet.listing(&Listing {
        name: "Contents_list",
        title: "Contents",
        description: "Links to the worksheets of this workbook.",
        columns: &[Column::words("Worksheet"), Column::wide("What it holds")],
        rows: &rows,
    })
}

fn notes_sheet(
    workbook: &mut Workbook,
    formats: &Formats,
    notes: &Notes<'_>,
) -> Result<(), XlsxError> {
    let mut sheet = Sheet::add(workbook, "Notes", formats)?;
    sheet.title("Notes")?;
    let rows: Vec<Vec<Value>> = notes
        .iter()
        .map(|(number, note)| {
            vec![
                Value::Words(format!("Note {number}")),
                Value::Words(note.into()),
            ]
        })
        .collect();
    if rows.is_empty() {
        return sheet.line("There are no notes on the tables.");
    }
    sheet.line(ONE_TABLE)?;
    sheet.listing(&Listing {
        name: "Notes_list",
        title: "Notes",
        description: "The notes that the titles of the tables refer to.",
        columns: &[Column::words("Note"), Column::wide("What it says")],
        rows: &rows,
    })
}

fn table_sheet(
    workbook: &mut Workbook,
    formats: &Formats,
    document: &Document,
    notes: &Notes<'_>,
    table: &Table,
    figure: Option<&Figure>,
) -> Result<(), XlsxError> {
    let front = document.front();
    let mut sheet = Sheet::add(workbook, &sheet_name(table), formats)?;
    sheet.title(&format!(
        "{}{}",
        table.numbered_caption(),
        notes.marks(table)
    ))?;
    sheet.line(ONE_TABLE)?;
    if let Some(figure) = figure {
        sheet.line(&format!(
            "It is what this figure of the report shows. {}",
            figure.numbered_caption()
        ))?;
        sheet.line(&format!("Picture: {}", figure.alternative().alt()))?;
        let described = Words(document).description(figure);
        for (at, text) in described.iter().enumerate() {
            let lead = if at == 0 { "Image description: " } else { "" };
            sheet.line(&format!("{lead}{text}"))?;
        }
    }
    for note in table.notes() {
        match notes.number(note) {
            Some(number) => sheet.line(&format!("[note {number}] {note}"))?,
            None => sheet.line(note)?,
        }
    }
    sheet.line(&format!("Source: {}, {}", front.organisation, front.title))?;

    let heads = table.columns().iter().map(|column| match column.kind {
        ColumnKind::Words => Column::wide(&column.label),
        ColumnKind::Numbers => Column::numbers(&column.label),
    });
    let columns: Vec<Column<'_>> = std::iter::once(Column::words(table.stub()))
        .chain(heads)
        .collect();
    let rows: Vec<Vec<Value>> = table
        .rows()
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(Value::of);
            std::iter::once(Value::Words(row.head.clone()))
                .chain(cells)
                .collect()
        })
        .collect();
    let name = format!(
        "Table_{}_{}",
        table.number(),
        table.anchor().as_str().replace('-', "_")
    );
    sheet.listing(&Listing {
        name: &name,
        title: table.caption(),
        description: figure.map_or(
            "The figures of the report's table of the same number.",
            |figure| figure.alternative().alt(),
        ),
        columns: &columns,
        rows: &rows,
    })
}

fn sheet_name(table: &Table) -> String {
    format!("Table_{}", table.number())
}

/// Words that are a decimal number and nothing else, such as a p-value, as that number.
fn decimal(words: &str) -> Option<Value> {
    let (whole, places) = words.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    if !digits(whole) || !digits(places) {
        return None;
    }
    Some(Value::Decimal(words.parse().ok()?, places.len()))
}

impl Value {
    fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Words(words) => decimal(words).unwrap_or_else(|| Value::Words(words.clone())),
            Cell::Count(count) => Value::Count(*count),
            Cell::Percent(percent) => Value::Percent(*percent),
            Cell::Points(points) => Value::Points(*points),
            Cell::Mark(mark) => Value::Mark(mark.shown()),
        }
    }
}
