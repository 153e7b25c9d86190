use canvass::disclosure::records::{Record, Value};

use crate::terminal::Failure;

/// Records as CSV: the names of their fields, then a row for each. An empty cell means that there is no value.
///
/// A text that a spreadsheet program would take for a formula, because it starts with `=`, `+`, `-`, `@` or a wide form of these, a tab or
/// a carriage return, gets an apostrophe before it. Numbers stay as they are.
pub(crate) fn text<R: Record>(records: &[R]) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(R::FIELDS.iter().map(|field| field.name))?;
    for record in records {
        writer.write_record(record.values().into_iter().map(cell))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    // Every cell was text, so no byte is lost.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What spreadsheets start a formula with, or what some of them drop before it; wide forms included.
const STARTS_FORMULA: [char; 10] = [
    '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

fn cell(value: Value<'_>) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) if text.starts_with(STARTS_FORMULA) => {
            format!("'{text}")
        }
        Value::Text(text) => text.to_owned(),
        Value::Count(count) => count.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use canvass::disclosure::records::{Field, FieldKind};

    use super::*;

    struct Row(&'static str, f64, Option<bool>);

    impl Record for Row {
        const FIELDS: &'static [Field] = &[
            Field {
                name: "label",
                kind: FieldKind::Text,
                may_be_empty: false,
                meaning: "A label.",
            },
            Field {
                name: "number",
                kind: FieldKind::Number,
                may_be_empty: false,
                meaning: "A number.",
            },
            Field {
                name: "flag",
                kind: FieldKind::Flag,
                may_be_empty: true,
                meaning: "A flag.",
            },
        ];

        fn values(&self) -> Vec<Value<'_>> {
            vec![
                Value::Text(self.0),
                Value::Number(self.1),
                self.2.map_or(Value::Empty, Value::Flag),
            ]
        }
    }

    #[test]
    fn nothing_starts_a_formula_and_numbers_stay_numbers() {
        for start in ["=", "+", "-", "@", "\t", "\r", "＝", "＠"] {
            let label: &'static str = format!("{start}SUM(A1)").leak();
            let text = text(&[Row(label, -0.5, None)]).unwrap();
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            assert_eq!(
                record.iter().collect::<Vec<_>>(),
                [format!("'{label}").as_str(), "-0.5", ""]
            );
        }
    }

    #[test]
    fn separators_and_quotes_in_labels_are_kept() {
        let text = text(&[Row("money, \"core\"", 1.0, Some(true))]).unwrap();
        assert_eq!(text, "label,number,flag\n\"money, \"\"core\"\"\",1,true\n");
    }
}
