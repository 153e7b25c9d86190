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
use self::sheet::{Column, Listing, Sheet, Value, to_sheet};
use super::RenderError;
use super::clean::clean;
use super::plain::Words;
use crate::document::{Cell, ColumnKind, Document, Figure, Table};
use crate::wording::{Wording, say};

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
    contents(&mut workbook, &formats, &front.wording, &tables)?;
    notes_sheet(&mut workbook, &formats, &front.wording, &notes)?;
    for (table, figure) in &tables {
        table_sheet(&mut workbook, &formats, document, &notes, table, *figure)?;
    }
    workbook.save_to_buffer()
}

/// The tables in reading order, with the figure that each is the data of.
fn tables(document: &Document) -> Vec<(&Table, Option<&Figure>)> {
    let drawn = |table: &Table| {
        let mut figures = document.figures();
        figures.find(|figure| {
            figure
                .table()
                .is_some_and(|data| data.anchor() == table.anchor())
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
    let wording = &front.wording;
    let mut sheet = Sheet::add(workbook, &say!(wording, "render.workbook.cover"), formats)?;
    sheet.title(&front.title)?;
    for line in [front.subtitle.as_deref(), Some(&front.organisation)] {
        sheet.line(line.unwrap_or_default())?;
    }
    if let Some(period) = &front.period {
        sheet.line(&say!(wording, "render.front.period", period))?;
    }
    if let Some(published) = &front.published {
        sheet.line(&say!(wording, "render.front.published", day => published))?;
    }
    sheet.line(&front.description)?;
    sheet.line(&say!(wording, "render.workbook.tables", tables))?;
    let contents = to_sheet(&say!(wording, "render.front.contents"));
    sheet.link(&Url::new(contents).set_text(say!(wording, "render.workbook.list")))?;
    match front
        .contact
        .as_deref()
        .map(|contact| (contact, super::address::mail(contact)))
    {
        Some((contact, Some(address))) => {
            let email = say!(wording, "render.front.email", contact);
            let words = say!(wording, "render.front.questions", contact => email);
            sheet.link(&Url::new(address).set_text(words))
        }
        Some((contact, None)) => sheet.line(&say!(wording, "render.front.questions", contact)),
        None => Ok(()),
    }
}

fn contents(
    workbook: &mut Workbook,
    formats: &Formats,
    wording: &Wording,
    tables: &[(&Table, Option<&Figure>)],
) -> Result<(), XlsxError> {
    let title = say!(wording, "render.front.contents");
    let mut sheet = Sheet::add(workbook, &title, formats)?;
    sheet.title(&title)?;
    sheet.line(&say!(wording, "render.workbook.one-table"))?;
    let leads_to = |name: String, words: String, holds: String| {
        vec![Value::Link(name, words), Value::Words(holds)]
    };
    let (cover, notes) = (
        say!(wording, "render.workbook.cover"),
        say!(wording, "render.workbook.notes"),
    );
    let mut rows = vec![
        leads_to(cover.clone(), cover, say!(wording, "render.workbook.about")),
        leads_to(
            notes.clone(),
            notes,
            say!(wording, "render.workbook.notes-on-tables"),
        ),
    ];
    for (table, _) in tables {
        let holds = table.caption().into();
        rows.push(leads_to(sheet_name(table), table.name(), holds));
    }
    sheet.listing(&Listing {
        name: "Contents_list",
        title: &title,
        description: &say!(wording, "render.workbook.links"),
        columns: &[
            Column::words(&say!(wording, "render.workbook.worksheet")),
            Column::wide(&say!(wording, "render.workbook.holds")),
        ],
        rows: &rows,
    })
}

fn notes_sheet(
    workbook: &mut Workbook,
    formats: &Formats,
    wording: &Wording,
    notes: &Notes<'_>,
) -> Result<(), XlsxError> {
    let title = say!(wording, "render.workbook.notes");
    let mut sheet = Sheet::add(workbook, &title, formats)?;
    sheet.title(&title)?;
    let rows: Vec<Vec<Value>> = notes
        .iter()
        .map(|(number, note)| {
            vec![
                Value::Words(say!(wording, "render.workbook.note-number", number)),
                Value::Words(note.into()),
            ]
        })
        .collect();
    if rows.is_empty() {
        return sheet.line(&say!(wording, "render.workbook.no-notes"));
    }
    sheet.line(&say!(wording, "render.workbook.one-table"))?;
    sheet.listing(&Listing {
        name: "Notes_list",
        title: &title,
        description: &say!(wording, "render.workbook.note-list"),
        columns: &[
            Column::words(&say!(wording, "render.workbook.note")),
            Column::wide(&say!(wording, "render.workbook.says")),
        ],
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
    let wording = &front.wording;
    let mut sheet = Sheet::add(workbook, &sheet_name(table), formats)?;
    sheet.title(&format!(
        "{}{}",
        table.numbered_caption(),
        notes.marks(table)
    ))?;
    sheet.line(&say!(wording, "render.workbook.one-table"))?;
    if let Some(figure) = figure {
        let (caption, alt) = (figure.numbered_caption(), figure.alternative().alt());
        sheet.line(&say!(wording, "render.workbook.figure", caption))?;
        sheet.line(&say!(wording, "render.parts.picture", alt))?;
        let described = Words(document).description(figure);
        for (at, text) in described.iter().enumerate() {
            let lead = match at {
                0 => say!(wording, "render.parts.description-lead"),
                _ => String::new(),
            };
            sheet.line(&format!("{lead} {text}"))?;
        }
    }
    for note in table.notes() {
        match notes.number(note) {
            Some(number) => sheet.line(&format!("{} {note}", notes::mark(wording, number)))?,
            None => sheet.line(note)?,
        }
    }
    let (organisation, title) = (&front.organisation, &front.title);
    sheet.line(&say!(
        wording,
        "render.workbook.source",
        organisation,
        title
    ))?;

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
            let cells = row.cells.iter().map(|cell| Value::of(cell, table));
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
        description: &figure.map_or_else(
            || say!(wording, "render.workbook.same-number"),
            |figure| figure.alternative().alt().to_owned(),
        ),
        columns: &columns,
        rows: &rows,
    })
}

/// Excel takes no longer names of worksheets, in UTF-16 units.
const LONGEST_NAME: usize = 31;

/// The number of the table, and as many of the first words of its caption as a name has room for.
fn sheet_name(table: &Table) -> String {
    let mut name = say!(table.wording(), "render.workbook.sheet", number => table.number());
    let caption = table.caption().replace(['\'', '\u{2019}'], "");
    let words = caption.split(|c: char| !c.is_alphanumeric());
    let units = |text: &str| text.encode_utf16().count();
    for word in words.filter(|word| !word.is_empty()) {
        if units(&name) + 1 + units(word) > LONGEST_NAME {
            break;
        }
        name.push('_');
        name.push_str(word);
    }
    name
}

impl Value {
    fn of(cell: &Cell, table: &Table) -> Self {
        match cell {
            Cell::Words(words) => Value::Words(words.clone()),
            Cell::Count(count) => Value::Count(*count),
            Cell::Percent(percent) => Value::Percent(*percent),
            Cell::Points(points) => Value::Points(*points),
            Cell::PValue(p) => Value::Probability(p.value(), table.shown(cell)),
            Cell::Mark(mark) => Value::Mark(mark.shown()),
        }
    }
}
