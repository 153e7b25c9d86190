//! The files for other programs: what is in them is what the CSV output says.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use super::{example_analysis, printed, written};

/// The rows of a CSV result, without its headings.
fn csv(name: &str, arguments: &[&str]) -> Vec<Vec<String>> {
    let mut arguments = arguments.to_vec();
    arguments.extend(["--format", "csv"]);
    let text = printed(name, &arguments).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

fn file(name: &str, arguments: &[&str], format: &str) -> Vec<u8> {
    let mut arguments = arguments.to_vec();
    arguments.extend(["--format", format, "--out", "figures"]);
    written(example_analysis(), name, &arguments).unwrap()
}

const CASES: [(&str, &[&str]); 6] = [
    ("tables", &[]),
    ("tables", &["--internal"]),
    ("tables", &["--who", "--internal"]),
    ("compare", &[]),
    ("compare", &["--internal", "--of", "gaps"]),
    ("compare", &["--internal", "--of", "trends"]),
];

#[test]
fn parquet_holds_what_csv_does() {
    for (name, arguments) in CASES {
        let bytes = file(name, arguments, "parquet");
        assert_eq!(bytes, file(name, arguments, "parquet"));
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let rows = reader.get_row_iter(None).unwrap().map(|row| row.unwrap());
        let found: Vec<Vec<String>> = rows
            .map(|row| {
                let cells = row.get_column_iter().map(|(_, field)| match field {
                    Field::Null => String::new(),
                    Field::Str(text) => text.clone(),
                    Field::ULong(count) => count.to_string(),
                    Field::Double(number) => number.to_string(),
                    Field::Bool(flag) => flag.to_string(),
                    other => panic!("{other:?}"),
                });
                cells.collect()
            })
            .collect();
        assert_eq!(found, csv(name, arguments), "{name} {arguments:?}");
    }
}

#[test]
fn a_workbook_holds_what_csv_does() {
    for (name, arguments) in CASES {
        let bytes = file(name, arguments, "xlsx");
        assert_eq!(bytes, file(name, arguments, "xlsx"));
        let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
        let internal = arguments.contains(&"--internal");
        let sheet = workbook.sheet_names()[0].clone();
        assert_eq!(sheet.starts_with("INTERNAL"), internal);
        let range = workbook.worksheet_range(&sheet).unwrap();
        let found: Vec<Vec<String>> = range
            .rows()
            .skip(1)
            .map(|row| {
                let cells = row.iter().map(|cell| match cell {
                    Data::Empty => String::new(),
                    Data::String(text) => text.clone(),
                    Data::Float(number) => number.to_string(),
                    Data::Int(number) => number.to_string(),
                    Data::Bool(flag) => flag.to_string(),
                    other => panic!("{other:?}"),
                });
                cells.collect()
            })
            .collect();
        assert_eq!(found, csv(name, arguments), "{name} {arguments:?}");
    }
}
