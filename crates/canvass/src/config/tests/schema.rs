//! The JSON Schemas say what the reader knows: the same keys in the words of `docs/canvass-toml.md`, and of every small
//! change to a project the same verdict, as far as a schema can tell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

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

/// A pattern, compiled once.
fn pattern(text: &str) -> Regex {
    static PATTERNS: Mutex<BTreeMap<String, Regex>> = Mutex::new(BTreeMap::new());
    let mut patterns = PATTERNS.lock().unwrap();
    let compiled = patterns.entry(text.to_owned());
    compiled
        .or_insert_with(|| Regex::new(text).unwrap())
        .clone()
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
            "not" => !accepts(rule, root, value),
            "const" => rule == value,
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
                let pattern = pattern(rule.as_str().unwrap());
                value.as_str().is_none_or(|text| pattern.is_match(text))
            }
            "minimum" => value
                .as_f64()
                .is_none_or(|number| number >= rule.as_f64().unwrap()),
            "exclusiveMinimum" => value
                .as_f64()
                .is_none_or(|number| number > rule.as_f64().unwrap()),
            "maximum" => value
                .as_f64()
                .is_none_or(|number| number <= rule.as_f64().unwrap()),
            "maxLength" => {
                let length = value.as_str().map(|text| text.chars().count() as u64);
                length.is_none_or(|length| length <= rule.as_u64().unwrap())
            }
            "uniqueItems" => value.as_array().is_none_or(|items| {
                let mut rest = items.iter().enumerate();
                rule == false || rest.all(|(at, item)| !items[..at].contains(item))
            }),
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
fn others(_: &Toml) -> Vec<Toml> {
    vec![
        Toml::Integer(-7),
        Toml::Float(1.5),
        Toml::String("no such value".into()),
        Toml::Boolean(true),
        Toml::Array(vec![]),
        Toml::Table(toml::Table::new()),
    ]
}

/// Values of the same type as `old`, at and beside every bound that a setting has, and in every form that one asks for.
fn bounds(old: &Toml) -> Vec<Toml> {
    match old {
        Toml::Integer(_) | Toml::Float(_) => {
            let bounds = [0, 1, 100, 1000, -1000].map(|bound: i64| [bound - 1, bound, bound + 1]);
            let floats = [0.5, 1.0, 1.000_001, f64::INFINITY, f64::NAN];
            let whole = bounds.concat().into_iter().map(Toml::Integer);
            whole.chain(floats.map(Toml::Float)).collect()
        }
        Toml::String(_) => {
            let long = ["x".repeat(126), "é".repeat(125)];
            let forms = [
                "",
                "a:b",
                "#12436g",
                "engl",
                "en-oxendicts",
                "/a.csv",
                "a/../b",
                "a\\b",
            ];
            let forms = forms.map(str::to_owned).into_iter();
            forms.chain(long).map(Toml::String).collect()
        }
        Toml::Array(items) => {
            let twice = |item: &Toml| Toml::Array(vec![item.clone(); 2]);
            let twice = items.iter().take(1).map(twice);
            twice.chain([Toml::Array(vec![])]).collect()
        }
        _ => Vec::new(),
    }
}

/// Every small change to a table and what is in it: a key taken away, misspelt, or with another value.
fn changes(value: &Toml, others: &dyn Fn(&Toml) -> Vec<Toml>, changed: &mut dyn FnMut(Toml)) {
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
                for other in others(old) {
                    with(changed, Some(key), other);
                }
                changes(old, others, &mut |new| with(changed, Some(key), new));
            }
        }
        // The first of a list stands for the others.
        Toml::Array(items) => {
            let first = items.first().into_iter();
            for item in first.filter(|item| item.is_table() || item.is_str()) {
                changes(item, others, &mut |new| {
                    let mut items = items.clone();
                    items[0] = new;
                    changed(Toml::Array(items));
                });
            }
        }
        _ => {}
    }
}

/// What is wrong only in the company of something else: no schema of one file tells it, and ours do not try.
const IN_COMPANY: &[&str] = &[
    "no member totals of question",
    "there is no such file",
    "is later than the codebook's version",
    "is not retired, so nothing takes its place",
];

/// What a schema can tell.
fn schema_can_tell(code: Code, message: &str) -> bool {
    match code {
        Code::ConfigUnknownKey | Code::ConfigUnknownValue | Code::ConfigWrongType => true,
        Code::ConfigMissingKey => {
            let in_company = ["[[action]]", "[[question]] needs \"text\""];
            message.contains(" needs \"") && !in_company.iter().any(|m| message.starts_with(m))
        }
        Code::ConfigDuplicate => message.ends_with(" is listed twice"),
        Code::ConfigInvalidValue => !IN_COMPANY.iter().any(|part| message.contains(part)),
        _ => false,
    }
}

/// Compares the verdicts on every small change to a file, and says how many were refused.
fn compare(
    name: &str,
    text: &str,
    others: &dyn Fn(&Toml) -> Vec<Toml>,
    texts: impl Fn(&str) -> Texts<'_>,
) -> usize {
    let schema = schema(name);
    let whole: Toml = toml::from_str(text).unwrap();
    assert!(parse(&texts(text)).is_ok() && accepts(&schema, &schema, &json(&whole)));
    let (mut refused, mut seen) = (0, BTreeSet::new());
    changes(&whole, others, &mut |changed| {
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

/// A project with every setting that has bounds of its own, each at its first place in the file.
const EVERY_SETTING: &str = r##"
[project]
title = "Report"
organisation = "Kindred Ground"
language = "en-GB"
current = "2024"
codebook = "codebook.toml"

[[wave]]
id = "2024"
label = "Spring 2024"
export = "exports/2024.csv"
platform = "google-forms"
sheet = "Form responses"
separator = "; "
partial = "leave-out"
opened = 2024-02-12
closed = 2024-03-11
members = 5000
link = "Member number"
outcomes = { refused = 1, not_contacted = 2, other = 3, unknown = 4, ineligible = 5 }

[[question]]
id = "who"
kind = "scale"
title = "Who"
text = "Who?"
heading = "q1"
waves = ["2024"]
theme = "theme:knowledge"
[question.wave.2024]
text = "Who is it?"
heading = "q1"
change = "same"
[[question.option]]
id = "self"
label = "For myself"
cell = "1"
waves = ["2024"]
codes = ["theme:knowledge"]
score = 1
wave.2024 = { label = "Myself", cell = "1", change = "same" }
[[question.option]]
id = "group"
label = "For a user-led group"
score = 2
[[question.union]]
id = "either"
label = "Either"
of = ["self", "group"]

[report]
groups = ["who"]
consent = { question = "who", options = ["self"] }
key_figures = [{ question = "who", option = "self", says = "answered for themselves" }]
attribution = "Respondent"
organisation_short = "the charity"
published = 2024-06-20
contact = "questionnaire@example.org"
quotations_per_theme = 2
inference = "respondents"
top_box = 2
sections = ["summary", "limits"]
colour = "#12436d"
logo = { file = "logo.svg", alt = "Kindred Ground" }
word_template = "house.docx"

[weights]
method = "rake"
margins = ["who"]
cap = 5
missing = ["self"]

[disclosure]
threshold = 5
counts_only_below = 30
low_base_below = 100
redact = ["Ariadne"]
"##;

/// An open question with rows.
const OPEN_GRID: &str = r##"
[project]
title = "Report"
organisation = "Kindred Ground"
[[wave]]
id = "2024"
export = "exports/2024.csv"
[[question]]
id = "grid"
kind = "open-text"
title = "More"
text = "What more?"
stance = "request"
[[question.row]]
id = "one"
label = "One"
heading = "q7_1"
waves = ["2024"]
wave.2024 = { label = "The one", heading = "q7_1", change = "same" }
[[question]]
id = "who"
kind = "single-choice"
title = "Who"
text = "Who?"
option = [{ id = "self", label = "Myself" }, { id = "group", label = "A group" }]
"##;

const EVERY_RULE: &str = r##"
id = "book"
version = "2"
valid_from = 2024-01-01
sets = { org = "you | your" }
[[frame]]
id = "theme"
label = "Themes"
kind = "theme"
group = [{ label = "All", codes = ["knowledge"] }]
[[frame.code]]
id = "knowledge"
label = "Knowledge"
definition = "Learning."
use_when = "Somebody learns."
not_for = "Money."
examples = ["We learnt"]
near_misses = ["We earned"]
since = "1"
status = "active"
note = "To be split."
points = { at_least = 6, rule = 3, further = 1 }
rules = [{ match = "learn*", questions = ["who"], negation = "drop", points = 3, note = "n" }]
theory = { activities = ["Research"], outputs = ["Reports"], horizon = "Knowledge counts" }
[[frame.code]]
id = "old"
label = "Old"
definition = "Old."
"##;

const RETIRED_FIRST: &str = r##"
id = "book"
version = "2"
[[frame]]
id = "theme"
label = "Themes"
kind = "theme"
[[frame.code]]
id = "old"
label = "Old"
definition = "Old."
since = "1"
status = "retired"
replaced_by = ["theme:knowledge"]
[[frame.code]]
id = "knowledge"
label = "Knowledge"
definition = "Learning."
rules = [{ match = "learn*", stance = "impact", suggest = true }]
"##;

const HOUSE_STYLE: &[(&str, &[u8])] = &[
    (
        "logo.svg",
        br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9v9z"/></svg>"#,
    ),
    ("house.docx", b"PK"),
];

#[test]
fn at_every_bound_schema_and_reader_say_the_same() {
    let whole = Texts {
        canvass: EVERY_SETTING,
        codebook: EVERY_RULE,
        membership: Some("wave,question,option,members\n2024,who,self,400\n2024,who,group,600\n"),
        files: HOUSE_STYLE,
        ..Texts::default()
    };
    let canvass = |text: &str| {
        compare("canvass", text, &bounds, |canvass| Texts {
            canvass,
            ..whole
        })
    };
    let codebook = |text: &str| {
        compare("codebook", text, &bounds, |codebook| Texts {
            codebook,
            ..whole
        })
    };
    let refused = [
        canvass(EVERY_SETTING),
        canvass(OPEN_GRID),
        codebook(EVERY_RULE),
        codebook(RETIRED_FIRST),
    ];
    assert!(refused.iter().all(|refused| *refused > 50), "{refused:?}");
}

#[test]
fn of_every_small_change_schema_and_reader_say_the_same() {
    let canvass = compare("canvass", VALID.canvass, &others, |canvass| Texts {
        canvass,
        ..VALID
    });
    let codebook = compare("codebook", VALID.codebook, &others, |codebook| Texts {
        codebook,
        ..VALID
    });
    let actions = compare("actions", VALID.actions.unwrap(), &others, |actions| {
        Texts {
            actions: Some(actions),
            ..VALID
        }
    });
    assert!(
        canvass > 100 && codebook > 30 && actions > 5,
        "{canvass} {codebook} {actions}"
    );
}
