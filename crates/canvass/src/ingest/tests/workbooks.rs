use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use super::*;

fn why() -> Form {
    Form::new(None, vec![text("why", "Why?"), number("n", "How many?")])
}

fn heading_row(sheet: &mut Worksheet, headings: &[&str]) {
    for (column, heading) in headings.iter().enumerate() {
        sheet.write_string(0, column as u16, *heading).unwrap();
    }
}

const META: [&str; 5] = ["ID", "Start time", "Completion time", "Email", "Name"];

#[test]
fn values_are_read_as_a_person_sees_them() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    heading_row(sheet, &[&META[..], &["Why?", "How many?"]].concat());
    let date = |format: &str| Format::new().set_num_format(format);
    let moment = ExcelDateTime::from_ymd(2024, 5, 7)
        .unwrap()
        .and_hms(21, 8, 7)
        .unwrap();
    for row in 1..9u32 {
        sheet.write_number(row, 0, f64::from(row)).unwrap();
        sheet.write_number(row, 6, 36.0).unwrap();
    }
    sheet
        .write_datetime_with_format(1, 5, &moment, &date("yyyy-mm-dd hh:mm:ss"))
        .unwrap();
    let day = ExcelDateTime::from_ymd(2024, 5, 10).unwrap();
    sheet
        .write_datetime_with_format(2, 5, &day, &date("d-mmm"))
        .unwrap();
    sheet.write_number(3, 5, 112_345_678_901.0).unwrap();
    sheet.write_number(4, 5, 0.1 + 0.2).unwrap();
    sheet.write_boolean(5, 5, true).unwrap();
    sheet.write_string(6, 5, " two\nlines ").unwrap();
    let time = ExcelDateTime::from_hms(9, 5, 0).unwrap();
    sheet
        .write_datetime_with_format(7, 5, &time, &date("hh:mm"))
        .unwrap();
    sheet
        .write_formula(8, 5, rust_xlsxwriter::Formula::new("=1+1").set_result("2"))
        .unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_eq!(
        why().answers("why", &bytes),
        [
            "\"2024-05-07 21:08:07\"",
            "\"2024-05-10\"",
            "\"112345678901\"",
            "\"0.3\"",
            "\"TRUE\"",
            "\" two\nlines \"",
            "\"09:05:00\"",
            "\"2\"",
        ]
    );
    assert_eq!(why().answers("n", &bytes), ["36"; 8]);
}

#[test]
fn the_sheet_with_the_headings_and_most_rows_is_chosen() {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("Notes")
        .unwrap()
        .write_string(0, 0, "scratch")
        .unwrap();
    for (name, rows) in [("Pilot", 1), ("Form Responses 1", 3), ("Subset", 2)] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        heading_row(sheet, &["Timestamp", "Why?", "How many?"]);
        for row in 1..=rows {
            sheet.write_string(row, 1, name).unwrap();
        }
    }
    let longest = workbook.add_worksheet();
    for row in 0..50 {
        longest.write_string(row, 0, "x").unwrap();
    }
    let responses = why().responses(workbook.save_to_buffer().unwrap());
    assert_eq!(responses.respondents(), 3);
    assert!(
        responses
            .quality()
            .layout
            .ends_with("workbook, sheet \"Form Responses 1\"")
    );
}

#[test]
fn rows_keep_the_numbers_of_the_spreadsheet() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    heading_row(sheet, &["Timestamp", "Why?", "How many?"]);
    sheet.write_string(9, 1, "a").unwrap();
    sheet.write_string(9, 2, "lots").unwrap();
    let fault = why().fault(Code::IngestUnusable, workbook.save_to_buffer().unwrap());
    assert!(fault.contains("row 10"), "{fault}");
}

/// A workbook whose only worksheet is this XML.
fn crafted(sheet: &[u8]) -> Vec<u8> {
    const PARTS: [(&str, &str); 4] = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in PARTS {
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive
        .start_file("xl/worksheets/sheet1.xml", options)
        .unwrap();
    archive.write_all(sheet).unwrap();
    archive.finish().unwrap().into_inner()
}

fn sheet_xml(cells: &str) -> Vec<u8> {
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>"#
    )
    .into_bytes()
}

/// The code of the fault that stops the file from being read.
fn refused(bytes: &[u8]) -> Code {
    why().read(bytes).unwrap_err().iter().next().unwrap().code
}

#[test]
fn a_cell_in_the_farthest_corner_takes_no_memory() {
    let corner = sheet_xml(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    assert_eq!(refused(&crafted(&corner)), Code::IngestUnknownLayout);
}

#[test]
fn far_cells_in_many_rows_are_refused() {
    let rows: String = (1..=5000)
        .map(|row| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#))
        .collect();
    assert_eq!(refused(&crafted(&sheet_xml(&rows))), Code::IngestTooLarge);
}

#[test]
fn a_workbook_that_unpacks_to_far_more_than_its_size_is_refused() {
    let mut sheet = sheet_xml("");
    sheet.resize(64 << 20, b' ');
    assert_eq!(refused(&crafted(&sheet)), Code::IngestTooLarge);
}

#[test]
fn another_archive_is_not_a_workbook() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file("responses.csv", zip::write::SimpleFileOptions::default())
        .unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    let fault = why().fault(Code::IngestUnreadable, bytes);
    assert!(fault.contains("unpack it"), "{fault}");
}

#[test]
fn cells_out_of_order_are_not_guessed_at() {
    let sheet = sheet_xml(
        r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#,
    );
    assert_eq!(refused(&crafted(&sheet)), Code::IngestUnreadable);
}
