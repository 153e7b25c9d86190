//! What is just within a limit is read, what is just beyond it is refused.

use crate::diagnostics::Code;
use crate::ingest::tables;
use crate::limits::*;

/// The rows of the only table, or the code of the fault that stops the file from being read.
fn rows(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, Code> {
    match tables("f", bytes) {
        Ok(mut read) => Ok(read.value.remove(0).rows),
        Err(faults) => Err(faults.iter().next().unwrap().code),
    }
}

fn refused(bytes: &[u8]) -> Code {
    rows(bytes).unwrap_err()
}

#[test]
fn bytes() {
    let mut bytes = vec![0; MAX_BYTES];
    // It is no table, but it is small enough to be looked at.
    bytes[..5].copy_from_slice(b"%PDF-");
    assert_ne!(refused(&bytes), Code::IngestTooLarge);
    bytes.push(0);
    assert_eq!(refused(&bytes), Code::IngestTooLarge);
}

#[test]
fn rows_of_a_table() {
    let text = |rows: u64| format!("a,b\n{}c,d\n", "\n".repeat(rows as usize - 2));
    let last = rows(text(MAX_ROWS).as_bytes()).unwrap().pop().unwrap();
    assert_eq!(last, (MAX_ROWS, vec!["c".to_owned(), "d".to_owned()]));
    assert_eq!(refused(text(MAX_ROWS + 1).as_bytes()), Code::IngestTooLarge);
}

#[test]
fn columns_of_a_table() {
    let text = |columns: usize| format!("a{}\n", ",b".repeat(columns - 1));
    assert_eq!(
        rows(text(MAX_COLUMNS).as_bytes()).unwrap()[0].1.len(),
        MAX_COLUMNS
    );
    assert_eq!(
        refused(text(MAX_COLUMNS + 1).as_bytes()),
        Code::IngestTooLarge
    );
}

#[test]
fn bytes_of_a_cell() {
    let text = |bytes: usize| format!("a,b\n\"{}\",d\n", "x".repeat(bytes));
    assert_eq!(
        rows(text(MAX_CELL_BYTES).as_bytes()).unwrap()[1].1[0].len(),
        MAX_CELL_BYTES
    );
    assert_eq!(
        refused(text(MAX_CELL_BYTES + 1).as_bytes()),
        Code::IngestTooLarge
    );
}

#[cfg(feature = "spreadsheets")]
mod workbooks {
    use super::super::workbooks::{archive, crafted, sheet_xml};
    use super::*;

    #[test]
    fn places_of_cells() {
        let row = |number: u64| format!("<row r=\"{number}\"><c><v>1</v></c></row>");
        let read = |number| rows(&crafted(&sheet_xml(&row(number))));
        assert_eq!(read(MAX_ROWS).unwrap()[0].0, MAX_ROWS);
        assert_eq!(read(MAX_ROWS + 1), Err(Code::IngestTooLarge));
        let cells =
            |count: usize| format!("<row r=\"1\">{}</row>", "<c><v>1</v></c>".repeat(count));
        let read = |count| rows(&crafted(&sheet_xml(&cells(count))));
        assert_eq!(read(MAX_COLUMNS).unwrap()[0].1.len(), MAX_COLUMNS);
        assert_eq!(read(MAX_COLUMNS + 1), Err(Code::IngestTooLarge));
    }

    #[test]
    fn bytes_of_a_cell_of_a_worksheet() {
        let cell = |bytes: usize| {
            let text = "x".repeat(bytes);
            format!("<row r=\"1\"><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
        };
        let read = |bytes| rows(&crafted(&sheet_xml(&cell(bytes))));
        assert_eq!(read(MAX_CELL_BYTES).unwrap()[0].1[0].len(), MAX_CELL_BYTES);
        assert_eq!(read(MAX_CELL_BYTES + 1), Err(Code::IngestTooLarge));
    }

    #[test]
    fn elements_within_each_other() {
        // They stand within the worksheet, the sheet's data, a row and a cell.
        let cell = |depth: usize| {
            let (open, close) = ("<x>".repeat(depth - 4), "</x>".repeat(depth - 4));
            format!("<row r=\"1\"><c><v>1</v>{open}{close}</c></row>")
        };
        let read = |depth| rows(&crafted(&sheet_xml(&cell(depth))));
        assert!(read(MAX_XML_DEPTH).is_ok());
        assert_eq!(read(MAX_XML_DEPTH + 1), Err(Code::IngestTooLarge));
    }

    #[test]
    fn bytes_once_unpacked() {
        let sheet = |bytes: usize| {
            let mut sheet = sheet_xml("<row r=\"1\"><c><v>1</v></c></row>");
            // No text between two tags may be as long as all of it.
            let remark = format!("<!--{}-->", " ".repeat(1 << 20)).into_bytes();
            while sheet.len() + remark.len() <= bytes {
                sheet.extend_from_slice(&remark);
            }
            sheet.resize(bytes, b' ');
            sheet
        };
        // What the other parts of the archive come to.
        let others: u64 = {
            let bytes = crafted(&sheet(1000));
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let sizes = (0..archive.len()).map(|at| archive.by_index(at).unwrap().size());
            sizes.sum::<u64>() - 1000
        };
        let room = (RATIO_FLOOR_BYTES - others) as usize;
        assert!(rows(&crafted(&sheet(room))).is_ok());
        assert_eq!(refused(&crafted(&sheet(room + 1))), Code::IngestTooLarge);
    }

    #[test]
    fn sheets_of_a_workbook() {
        let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
        let root = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
        let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
        let book = |sheets: usize| {
            let list: String = (1..=sheets)
                .map(|at| format!(r#"<sheet name="S{at}" sheetId="{at}" r:id="r1"/>"#))
                .collect();
            let workbook = format!(
                r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{list}</sheets></workbook>"#
            );
            let sheet = sheet_xml("<row r=\"1\"><c><v>1</v></c></row>");
            archive(&[
                ("[Content_Types].xml", types.as_bytes()),
                ("_rels/.rels", root.as_bytes()),
                ("xl/workbook.xml", workbook.as_bytes()),
                ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
                ("xl/worksheets/sheet1.xml", &sheet),
            ])
        };
        let read = tables("f", &book(MAX_SHEETS)).unwrap().value;
        assert_eq!(read.len(), MAX_SHEETS);
        assert_eq!(refused(&book(MAX_SHEETS + 1)), Code::IngestTooLarge);
    }
}
