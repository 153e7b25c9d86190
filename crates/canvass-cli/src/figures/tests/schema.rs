//! The JSON Schemas describe what the commands print, and name every field of the records with its meaning.

use canvass::disclosure::records::{
    ChangeRecord, EstimateRecord, Field, FieldKind, GapRecord, LinkedRecord, Record, SourceRecord,
    TrendRecord, WhoRecord,
};
use serde_json::{Value, json};

use super::printed;

const TABLES: &str = include_str!("../../../schemas/tables.schema.json");
const COMPARE: &str = include_str!("../../../schemas/compare.schema.json");

/// Checks a value against the part of JSON Schema that our schemas use, and nothing but that part.
pub(crate) fn check(schema: &Value, root: &Value, value: &Value, place: &str) {
    for (keyword, rule) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let pointer = rule.as_str().unwrap().trim_start_matches('#');
                check(root.pointer(pointer).unwrap(), root, value, place);
            }
            "anyOf" => {
                let is_null = |schema: &&Value| **schema == json!({ "type": "null" });
                let schemas = rule.as_array().unwrap();
                let schema = schemas
                    .iter()
                    .find(|schema| is_null(schema) == value.is_null());
                check(schema.unwrap(), root, value, place);
            }
            "type" => {
                let types = rule
                    .as_array()
                    .cloned()
                    .unwrap_or_else(|| vec![rule.clone()]);
                assert!(
                    types.contains(&type_of(value, &types).into()),
                    "{place}: {rule}"
                );
            }
            "const" => assert_eq!(value, rule, "{place}"),
            "enum" => assert!(rule.as_array().unwrap().contains(value), "{place}: {value}"),
            "minimum" => {
                assert!(
                    value.is_null() || value.as_f64() >= rule.as_f64(),
                    "{place}: {value}"
                );
            }
            "maximum" => {
                assert!(
                    value.is_null() || value.as_f64() <= rule.as_f64(),
                    "{place}: {value}"
                );
            }
            "required" => {
                for name in rule.as_array().unwrap() {
                    assert!(
                        value.get(name.as_str().unwrap()).is_some(),
                        "{place}: no {name}"
                    );
                }
            }
            "properties" => {
                for (name, value) in value.as_object().unwrap() {
                    let schema = rule
                        .get(name)
                        .unwrap_or_else(|| panic!("{place}: {name} is not described"));
                    check(schema, root, value, &format!("{place}.{name}"));
                }
            }
            "additionalProperties" => {
                for (name, value) in value.as_object().unwrap() {
                    check(rule, root, value, &format!("{place}.{name}"));
                }
            }
            "items" => {
                for value in value.as_array().unwrap() {
                    check(rule, root, value, &format!("{place}[]"));
                }
            }
            other => panic!("{place}: this check does not know \"{other}\""),
        }
    }
}

fn type_of(value: &Value, wanted: &[Value]) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        Value::Number(number) if number.is_u64() && wanted.contains(&"integer".into()) => "integer",
        Value::Number(_) => "number",
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn what_is_printed_is_what_the_schema_describes() {
    for (command, schema) in [("tables", TABLES), ("compare", COMPARE)] {
        let schema = parsed(schema);
        for arguments in [&[][..], &["--internal"], &["--question", "region"]] {
            let mut arguments = arguments.to_vec();
            arguments.extend(["--format", "json"]);
            let output = parsed(&printed(command, &arguments).unwrap());
            check(&schema, &schema, &output, command);
        }
    }
}

#[test]
fn groups_and_who_answered_are_described_as_well() {
    let schema = parsed(TABLES);
    for arguments in [
        &["--internal", "--by", "region"][..],
        &["--who"],
        &["--who", "--internal"],
        &["--sources", "--internal"],
    ] {
        let mut arguments = arguments.to_vec();
        arguments.extend(["--format", "json"]);
        let output = parsed(&printed("tables", &arguments).unwrap());
        check(&schema, &schema, &output, "tables");
        let rows = ["estimates", "who", "sources"];
        let rows = rows.map(|key| output[key].as_array().map_or(0, Vec::len));
        assert!(rows.iter().sum::<usize>() > 10);
    }
}

#[test]
#[should_panic(expected = "tables.version")]
fn another_version_is_not_what_the_schema_describes() {
    let schema = parsed(TABLES);
    let mut output =
        parsed(&printed("tables", &["--question", "used", "--format", "json"]).unwrap());
    output["version"] = 2.into();
    check(&schema, &schema, &output, "tables");
}

pub(crate) fn describes(schema: &str, definition: &str, fields: &[Field]) {
    let schema = parsed(schema);
    let record = &schema["$defs"][definition];
    let required: Vec<&str> = record["required"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n.as_str().unwrap())
        .collect();
    assert_eq!(
        required,
        fields.iter().map(|field| field.name).collect::<Vec<_>>()
    );
    assert_eq!(
        record["properties"].as_object().unwrap().len(),
        fields.len()
    );
    for field in fields {
        let property = &record["properties"][field.name];
        assert_eq!(property["description"], field.meaning, "{}", field.name);
        let name = match field.kind {
            FieldKind::Text => "string",
            FieldKind::Count => "integer",
            FieldKind::Number => "number",
            FieldKind::Flag => "boolean",
        };
        if let Some(words) = property["enum"].as_array() {
            assert_eq!(field.kind, FieldKind::Text, "{}", field.name);
            assert_eq!(
                words.contains(&Value::Null),
                field.may_be_empty,
                "{}",
                field.name
            );
        } else if field.may_be_empty {
            assert_eq!(property["type"], json!([name, "null"]), "{}", field.name);
        } else {
            assert_eq!(property["type"], name, "{}", field.name);
        }
    }
}

#[test]
fn the_schemas_say_of_every_field_what_the_records_say() {
    describes(TABLES, "estimate", EstimateRecord::FIELDS);
    describes(TABLES, "source", SourceRecord::FIELDS);
    describes(TABLES, "who", WhoRecord::FIELDS);
    describes(COMPARE, "change", ChangeRecord::FIELDS);
    describes(COMPARE, "gap", GapRecord::FIELDS);
    describes(COMPARE, "trend", TrendRecord::FIELDS);
    describes(COMPARE, "linked", LinkedRecord::FIELDS);
}
