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

/// An archive of these parts.
pub(super) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in parts {
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEETS: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="0"/><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const SHEET_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// A workbook whose only worksheet is this XML, with other parts beside it.
fn crafted_with(workbook: &str, sheet: &[u8], others: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", SHEET_RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend_from_slice(others);
    archive(&parts)
}

/// A workbook whose only worksheet is this XML.
pub(super) fn crafted(sheet: &[u8]) -> Vec<u8> {
    crafted_with(SHEETS, sheet, &[])
}

pub(super) fn sheet_xml(cells: &str) -> Vec<u8> {
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>"#
    )
    .into_bytes()
}

/// The code of the fault that stops the file from being read.
pub(super) fn refused(bytes: &[u8]) -> Code {
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
    let bytes = archive(&[("responses.csv", b"a,b")]);
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

#[test]
fn other_archives_are_named() {
    for (part, word) in [
        ("xl/workbook.bin", ".xlsb"),
        ("Index/Document.iwa", "Numbers"),
        ("word/document.xml", "Word"),
        ("encrypted-package", "password"),
    ] {
        let fault = why().fault(Code::IngestUnreadable, archive(&[(part, b"x")]));
        assert!(fault.contains(word), "{fault}");
    }
    assert_eq!(refused(&archive(&[])), Code::IngestUnreadable);
    assert_eq!(refused(b"PK\x03\x04 cut short"), Code::IngestUnreadable);
}

/// The texts of column "Why?" of a sheet with these cells, one in a row.
fn texts(workbook: &str, cells: &[&str]) -> Vec<String> {
    const STRINGS: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>plain</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t xml:space="preserve">ch </t></r><rPh sb="0" eb="1"><t>no</t></rPh></si></sst>"#;
    const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-409]m/d/yy\ h:mm\ AM/PM;@"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/></cellXfs></styleSheet>"#;
    let mut rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Timestamp</t></is></c><c r="B1" t="inlineStr"><is><t>Why?</t></is></c><c r="C1" t="inlineStr"><is><t>How many?</t></is></c></row>"#.to_owned();
    for (index, cell) in cells.iter().enumerate() {
        let row = index + 2;
        let cell = cell.replacen("<c", &format!(r#"<c r="B{row}""#), 1);
        rows += &format!(r#"<row r="{row}">{cell}<c r="C{row}"><v>1</v></c></row>"#);
    }
    let bytes = crafted_with(
        workbook,
        &sheet_xml(&rows),
        &[
            ("xl/sharedStrings.xml", STRINGS.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
        ],
    );
    why().answers("why", bytes)
}

/// How an answer with this text comes out; a formula's error is no answer that could be used.
pub(super) fn expected(text: &str) -> String {
    if text.starts_with('#') {
        "?".to_owned()
    } else {
        format!("\"{text}\"")
    }
}

#[test]
fn cells_of_every_type_are_read_as_they_are_shown() {
    let cells = [
        (r#"<c t="s"><v>0</v></c>"#, "plain"),
        (r#"<c t="s"><v>1</v></c>"#, "rich "),
        (
            r#"<c t="inlineStr"><is><r><t>a</t></r><r><t>&amp;b</t></r></is></c>"#,
            "a&b",
        ),
        (
            r#"<c t="str"><f>A1&amp;"x"</f><v>x &lt; y</v></c>"#,
            "x < y",
        ),
        (r#"<c t="b"><v>0</v></c>"#, "FALSE"),
        (r#"<c t="e"><v>#N/A</v></c>"#, "#N/A"),
        (r#"<c t="e"><v>#SPILL!</v></c>"#, "#SPILL!"),
        (r#"<c><v>1.10000000001E+11</v></c>"#, "110000000001"),
        (r#"<c><v>3.0</v></c>"#, "3"),
        (r#"<c s="4"><v>0.25</v></c>"#, "0.25"),
        (r#"<c s="1"><v>45419</v></c>"#, "2024-05-07"),
        (
            r#"<c s="2"><v>45419.88063657</v></c>"#,
            "2024-05-07 21:08:07",
        ),
        (r#"<c s="3"><v>1.0840856481</v></c>"#, "26:01:05"),
        (r#"<c s="1"><v>1</v></c>"#, "1900-01-01"),
        (r#"<c s="1"><v>61</v></c>"#, "1900-03-01"),
        (
            r#"<c s="1"><v>1E+300</v></c>"#,
            &format!("1{}", "0".repeat(300)),
        ),
        (
            r#"<c t="d"><v>2024-05-07T21:08:07</v></c>"#,
            "2024-05-07 21:08:07",
        ),
    ];
    let expected = cells.each_ref().map(|(_, text)| expected(text));
    assert_eq!(texts(SHEETS, &cells.map(|(cell, _)| cell)), expected);
}

#[test]
fn days_count_from_1904_where_the_workbook_says_so() {
    let workbook = SHEETS.replace("date1904=\"0\"", "date1904=\"1\"");
    let cells = [r#"<c s="1"><v>43957</v></c>"#, r#"<c s="2"><v>0.5</v></c>"#];
    assert_eq!(texts(&workbook, &cells), ["\"2024-05-07\"", "\"12:00:00\""]);
}

/// A workbook with these sheets: name, hidden or not, and rows of responses.
fn sheets(sheets: &[(&str, bool, u32)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, hidden, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        sheet.set_hidden(*hidden);
        heading_row(sheet, &["Timestamp", "Why?", "How many?"]);
        for row in 1..=*rows {
            sheet.write_string(row, 1, *name).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_hidden_sheet_is_read_only_if_it_is_named() {
    let bytes = sheets(&[("Seen", false, 1), ("Hidden", true, 3)]);
    assert_eq!(why().answers("why", &bytes), ["\"Seen\""]);
    let mut form = why();
    form.survey.waves[0].sheet = Some("hidden ".to_owned());
    assert_eq!(form.answers("why", &bytes), ["\"Hidden\""; 3]);
    assert!(form.faults(&bytes).is_empty());
}

#[test]
fn other_sheets_with_responses_are_named_and_not_added() {
    let bytes = sheets(&[
        ("First", false, 2),
        ("Second", false, 2),
        ("Empty", false, 0),
    ]);
    assert_eq!(why().answers("why", &bytes), ["\"First\""; 2]);
    let note = why().fault(Code::IngestOtherSheets, &bytes);
    assert!(note.contains("the sheet \"First\" alone"), "{note}");
    assert!(note.contains("stand in \"Second\"\n"), "{note}");
}

#[test]
fn an_unknown_sheet_is_answered_with_those_that_there_are() {
    let names: Vec<String> = (1..=12).map(|n| format!("Sheet{n}")).collect();
    let all: Vec<(&str, bool, u32)> = names.iter().map(|n| (n.as_str(), false, 1)).collect();
    let mut form = why();
    form.survey.waves[0].sheet = Some("Answers".to_owned());
    let fault = form.fault(Code::IngestUnknownSheet, sheets(&all));
    assert!(fault.contains("\"Sheet1\", \"Sheet2\""), "{fault}");
    assert!(fault.contains("\"Sheet10\" and 2 more"), "{fault}");
    let fault = form.fault(
        Code::IngestUnknownSheet,
        "Timestamp,Why?,How many?\n1,a,2\n",
    );
    assert!(fault.contains("is text"), "{fault}");
}

#[test]
fn among_sheets_of_no_platform_the_one_with_most_cells_is_read() {
    let mut workbook = Workbook::new();
    let codes = workbook.add_worksheet().set_name("Codes").unwrap();
    for row in 0..9 {
        codes.write_number(row, 0, row).unwrap();
    }
    let sheet = workbook.add_worksheet().set_name("Data").unwrap();
    heading_row(sheet, &["Who?", "Why?", "How many?", "When?"]);
    for row in 1..4 {
        for column in 0..4 {
            sheet.write_string(row, column, "x").unwrap();
        }
    }
    let form = Form::new(Some(Platform::WideTable), vec![text("why", "Why?")]);
    let bytes = workbook.save_to_buffer().unwrap();
    assert_eq!(form.answers("why", bytes), ["\"x\""; 3]);
}

#[test]
fn elements_with_a_prefix_and_parts_with_other_names_are_found() {
    let sheet = br#"<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Timestamp</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Why?</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>How many?</x:t></x:is></x:c></x:row><x:row><x:c/><x:c t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
    let relations = SHEET_RELATIONS
        .replace("\"worksheets/", "\"/xl/worksheets/")
        .replace("\"sharedStrings.xml", "\"SharedStrings.xml");
    let bytes = archive(&[
        ("xl\\workbook.xml", SHEETS.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/Sheet1.xml", sheet),
        ("xl/sharedStrings.xml", b"<sst><si><t>shared</t></si></sst>"),
    ]);
    assert_eq!(why().answers("why", bytes), ["\"shared\""]);
}

#[test]
fn places_that_no_sheet_has_and_texts_that_are_not_there_are_damage() {
    for cell in [
        r#"<c r="A99999999999999999999"><v>1</v></c>"#,
        r#"<c r="AAAAAAAAAAAAAAA1"><v>1</v></c>"#,
        r#"<c r="A1" t="s"><v>7</v></c>"#,
    ] {
        let sheet = sheet_xml(&format!("<row>{cell}</row>"));
        assert_eq!(refused(&crafted(&sheet)), Code::IngestUnreadable, "{cell}");
    }
}
