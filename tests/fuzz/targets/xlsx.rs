#![no_main]
//! The parts of an Excel workbook, or a whole one.
//!
//! An input is the worksheet, and after lines `--` the shared strings, the styles and the list of sheets.

use canvass::survey::Platform;
use libfuzzer_sys::fuzz_target;

const TYPES: &[u8] = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const SHEETS: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const SHEET_RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        fuzz::read(fuzz::fixed_survey(), Some(Platform::WideTable), bytes);
        return;
    }
    let parts = fuzz::parts(bytes);
    let mut files = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", parts.get(3).copied().unwrap_or(SHEETS)),
        ("xl/_rels/workbook.xml.rels", SHEET_RELATIONS),
        ("xl/worksheets/sheet1.xml", parts[0]),
    ];
    files.extend(parts.get(1).map(|part| ("xl/sharedStrings.xml", *part)));
    files.extend(parts.get(2).map(|part| ("xl/styles.xml", *part)));
    let workbook = fuzz::archive(&files);
    fuzz::read(fuzz::fixed_survey(), Some(Platform::WideTable), &workbook);
});
