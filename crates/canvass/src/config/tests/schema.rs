//! The JSON Schemas say what the reader knows: the same keys in the words of `docs/canvass-toml.md`, and of every small
//! change to a project the same verdict, as far as a schema can tell.

use std::collections::BTreeSet;

use regex::Regex;
use serde_json::Value;
use toml::Value as Toml;

use super::{Texts, VALID, parse};
use crate::config::{SCHEMAS, keys};
use crate::diagnostics::Code;

const PAGE: &str = include_str!("../../../../../docs/canvass-toml.md");

/// The schema of each file, and the name in it of each table's definition.
const TABLES: &[(&str, &str, &str)] = &[
    ("canvass", "canvass.toml", ""),
    ("canvass", "[project]", "project"),
    ("canvass", "[[wave]]", "wave"),
    ("canvass", "outcomes", "outcomes"),
    ("canvass", "[[question]]", "question"),
    ("canvass", "[question.wave.ID]", "question_wave"),
    ("canvass", "asked_of", "asked_of"),
    ("canvass", "[[question.row]]", "row"),
    ("canvass", "[question.row.wave.ID]", "row_wave"),
    ("canvass", "[[question.option]]", "option"),
    ("canvass", "[question.option.wave.ID]", "option_wave"),
    ("canvass", "[[question.union]]", "union"),
    ("canvass", "[report]", "report"),
    ("canvass", "consent", "consent"),
    ("canvass", "key_figures", "key_figure"),
    ("canvass", "logo", "logo"),
    ("canvass", "[weights]", "weights"),
    ("canvass", "[disclosure]", "disclosure"),
    ("codebook", "codebook.toml", ""),
    ("codebook", "[[frame]]", "frame"),
    ("codebook", "[[frame.group]]", "group"),
    ("codebook", "[[frame.code]]", "code"),
    ("codebook", "rules", "rule"),
    ("codebook", "points", "points"),
    ("codebook", "[frame.code.theory]", "theory"),
    ("actions", "actions.toml", ""),
    ("actions", "[[action]]", "action"),
];

fn schema(name: &str) -> Value {
    let (_, text) = SCHEMAS.iter().find(|(known, _)| *known == name).unwrap();
    serde_json::from_str(text).unwrap()
}

/// What the page says of a key: whether it is needed, and what it means, without links.
fn described(table: &str, key: &str) -> (bool, String) {
    let heading = Regex::new(&format!("(?m)^##+ `{}`$", regex::escape(table))).unwrap();
    let section = &PAGE[heading.find(PAGE).unwrap().end()..];
    let row = section
        .lines()
        .find_map(|line| line.strip_prefix(&format!("| `{key}` | ")));
    let (needed, text) = row.unwrap().split_once(" | ").unwrap();
    let link = Regex::new(r"\[([^\]]+)\]\([^)]*\)").unwrap();
    let text = link.replace_all(text.trim_end_matches(" |"), "$1");
    (needed == "yes", text.into_owned())
}

#[test]
fn the_schemas_have_the_readers_keys_in_the_words_of_the_page() {
    assert_eq!(TABLES.len(), keys::ALL.len());
    for (file, table, definition) in TABLES {
        let known = keys::ALL.iter().find(|keys| keys.table == *table).unwrap();
        let schema = schema(file);
        let object = match *definition {
            "" => &schema,
            name => &schema["definitions"][name],
        };
        assert_eq!(object["additionalProperties"], false, "{table}");
        let properties = object["properties"].as_object().unwrap();
        let named: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
        assert_eq!(named, known.names.iter().copied().collect(), "{table}");
        let needed = object["required"].as_array().cloned().unwrap_or_default();
        for (key, property) in properties {
            let (is_needed, text) = described(table, key);
            assert_eq!(property["description"], text, "{table} {key}");
            let says = needed.iter().any(|needed| needed == key);
            assert_eq!(says, is_needed, "{table} {key}");
        }
    }
}

/// What stands before a day, which JSON has no type for.
const DAY: char = '\u{1}';

/// A TOML value as JSON.
fn json(value: &Toml) -> Value {
    match value {
        Toml::String(text) => text.as_str().into(),
        Toml::Integer(number) => (*number).into(),
        Toml::Float(number) => (*number).into(),
        Toml::Boolean(is) => (*is).into(),
        Toml::Datetime(day) => format!("{DAY}{day}").into(),
        Toml::Array(items) => items.iter().map(json).collect(),
        Toml::Table(table) => table.iter().map(|(k, v)| (k.clone(), json(v))).collect(),
    }
}

/// Whether a value is what a schema says, by the part of JSON Schema that ours use.
fn accepts(schema: &Value, root: &Value, value: &Value) -> bool {
    schema
        .as_object()
        .unwrap()
        .iter()
        .all(|(keyword, rule)| match keyword.as_str() {
            "$schema" | "title" | "description" | "definitions" => true,
            "$ref" => {
                let pointer = rule.as_str().unwrap().trim_start_matches('#');
                accepts(root.pointer(pointer).unwrap(), root, value)
            }
            "allOf" => rule
                .as_array()
                .unwrap()
                .iter()
                .all(|s| accepts(s, root, value)),
            "anyOf" => rule
                .as_array()
                .unwrap()
                .iter()
                .any(|s| accepts(s, root, value)),
            "enum" => rule.as_array().unwrap().contains(value),
            "type" => match (rule.as_str().unwrap(), value) {
                ("string", Value::String(text)) => {
                    text.starts_with(DAY) == (schema["format"] == "date")
                }
                ("integer", Value::Number(number)) => number.is_i64(),
                ("number", Value::Number(_)) | ("boolean", Value::Bool(_)) => true,
                ("array", Value::Array(_)) | ("object", Value::Object(_)) => true,
                _ => false,
            },
            "format" => rule == "date",
            "pattern" => {
                let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
                value.as_str().is_none_or(|text| pattern.is_match(text))
            }
            "minimum" => value
                .as_f64()
                .is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => value
                .as_f64()
                .is_none_or(|number| number <= rule.as_f64().unwrap()),
            "minItems" => {
                let items = value.as_array().map(|items| items.len() as u64);
                items.is_none_or(|items| items >= rule.as_u64().unwrap())
            }
            "items" => value
                .as_array()
                .is_none_or(|items| items.iter().all(|item| accepts(rule, root, item))),
            "required" => value.as_object().is_none_or(|object| {
                let mut needed = rule.as_array().unwrap().iter();
                needed.all(|key| object.contains_key(key.as_str().unwrap()))
            }),
            "properties" => value.as_object().is_none_or(|object| {
                let mut known = object.iter().filter_map(|(k, v)| Some((rule.get(k)?, v)));
                known.all(|(rule, value)| accepts(rule, root, value))
            }),
            "additionalProperties" => value.as_object().is_none_or(|object| {
                let known = schema.get("properties");
                let mut others = object
                    .iter()
                    .filter(|(key, _)| known.is_none_or(|known| known.get(key).is_none()));
                others.all(|(_, value)| rule != false && accepts(rule, root, value))
            }),
            "propertyNames" => value.as_object().is_none_or(|object| {
                let mut names = object.keys();
                names.all(|name| accepts(rule, root, &Value::from(name.as_str())))
            }),
            other => panic!("this check does not know \"{other}\""),
        })
}

/// Values of other types than most keys take.
fn others() -> [Toml; 6] {
    [
        Toml::Integer(-7),
        Toml::Float(1.5),
        Toml::String("no such value".into()),
        Toml::Boolean(true),
        Toml::Array(vec![]),
        Toml::Table(toml::Table::new()),
    ]
}

/// Every small change to a table and what is in it: a key taken away, misspelt, or with another value.
fn changes(value: &Toml, changed: &mut dyn FnMut(Toml)) {
    match value {
        Toml::Table(table) => {
            for (key, old) in table {
                let with = |changed: &mut dyn FnMut(Toml), name: Option<&str>, new: Toml| {
                    let mut table = table.clone();
                    table.remove(key);
                    if let Some(name) = name {
                        table.insert(name.to_owned(), new);
                    }
                    changed(Toml::Table(table));
                };
                with(changed, None, old.clone());
                with(changed, Some(&format!("{key}_x")), old.clone());
                for other in others() {
                    with(changed, Some(key), other);
                }
                changes(old, &mut |new| with(changed, Some(key), new));
            }
        }
        // The first of a list stands for the others.
        Toml::Array(items) => {
            let first = items.first().into_iter();
            for item in first.filter(|item| item.is_table() || item.is_str()) {
                changes(item, &mut |new| {
                    let mut items = items.clone();
                    items[0] = new;
                    changed(Toml::Array(items));
                });
            }
        }
        _ => {}
    }
}

/// What a schema can tell, but for what is needed only in certain company.
fn schema_can_tell(code: Code, message: &str) -> bool {
    match code {
        Code::ConfigUnknownKey | Code::ConfigUnknownValue | Code::ConfigWrongType => true,
        Code::ConfigMissingKey => {
            let in_company = ["[[action]]", "[[question]] needs \"text\""];
            message.contains(" needs \"") && !in_company.iter().any(|m| message.starts_with(m))
        }
        _ => false,
    }
}

/// Compares the verdicts on every small change to a file, and says how many were refused.
fn compare(name: &str, text: &str, texts: impl Fn(&str) -> Texts<'_>) -> usize {
    let schema = schema(name);
    let whole: Toml = toml::from_str(text).unwrap();
    assert!(parse(&texts(text)).is_ok() && accepts(&schema, &schema, &json(&whole)));
    let (mut refused, mut seen) = (0, BTreeSet::new());
    changes(&whole, &mut |changed| {
        let text = toml::to_string(&changed).unwrap();
        if !seen.insert(text.clone()) {
            return;
        }
        let says_schema = accepts(&schema, &schema, &json(&changed));
        match parse(&texts(&text)) {
            Ok(_) => assert!(says_schema, "only the schema refuses this:\n{text}"),
            Err(faults) => {
                let file = format!("{name}.toml");
                let mut told = faults.iter().filter(|fault| fault.place.file == file);
                if told.any(|fault| schema_can_tell(fault.code, &fault.message)) {
                    assert!(
                        !says_schema,
                        "only the reader refuses this:\n{faults}\n{text}"
                    );
                    refused += 1;
                }
            }
        }
    });
    refused
}

#[test]
fn of_every_small_change_schema_and_reader_say_the_same() {
    let canvass = compare("canvass", VALID.canvass, |canvass| Texts {
        canvass,
        ..VALID
    });
    let codebook = compare("codebook", VALID.codebook, |codebook| Texts {
        codebook,
        ..VALID
    });
    let actions = compare("actions", VALID.actions.unwrap(), |actions| Texts {
        actions: Some(actions),
        ..VALID
    });
    assert!(
        canvass > 100 && codebook > 30 && actions > 5,
        "{canvass} {codebook} {actions}"
    );
}
