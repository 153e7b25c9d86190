#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use polars::prelude::{AnyValue, DataFrame, DataType};

use super::*;
use crate::coding::{Coding, Codings, Evidence, Source};
use crate::config::{Texts, parse};
use crate::disclosure::records::FieldKind;
use crate::survey::{
    Choice, ChoiceColumn, CodeRef, Column, DataQuality, Date, DateAnswer, DateColumn,
    MultiSelectColumn, NumberAnswer, NumberColumn, OptionId, QuestionId, RankingColumn,
    ResponseState, Responses, Stance, Survey, TextAnswer, TextColumn, WaveId,
};

const CANVASS: &str = r#"
[project]
title = "T"
organisation = "O"
current = "2024"

[[wave]]
id = "2023"
export = "2023.csv"
[[wave]]
id = "2024"
export = "2024.csv"

[[question]]
id = "who"
kind = "single-choice"
title = "Who"
text = "Who are you?"
option = [{ id = "self", label = "Myself" }, { id = "else", label = "Other", other = true }]

[[question]]
id = "helped"
kind = "multi-select"
title = "How we helped"
text = "How did we help?"
option = [{ id = "a", label = "Alpha" }, { id = "b", label = "Beta", waves = ["2023"] }]

[[question]]
id = "size"
kind = "number"
title = "Size"
text = "How many are you?"

[[question]]
id = "order"
kind = "ranking"
title = "Order"
text = "What first?"
option = [{ id = "x", label = "Ex" }, { id = "y", label = "Why" }, { id = "z", label = "Zed", waves = ["2023"] }]

[[question]]
id = "since"
kind = "date"
title = "Since"
text = "Since when?"

[[question]]
id = "more"
kind = "open-text"
title = "More"
text = "What more?"

[[question]]
id = "gone"
kind = "open-text"
title = "Gone"
text = "Not any longer?"
waves = ["2023"]
"#;

const CODEBOOK: &str = r#"
id = "book"
version = "1"
[[frame]]
id = "theme"
label = "Themes"
kind = "theme"
code = [{ id = "voice", label = "Voice", definition = "Speaking out." }]
"#;

fn survey() -> Survey {
    let texts = Texts {
        canvass: CANVASS,
        codebook: CODEBOOK,
        ..Texts::default()
    };
    let project = parse(&texts).unwrap_or_else(|faults| panic!("{faults}"));
    project.value.survey
}

fn text(answers: [TextAnswer<'_>; 2]) -> TextColumn {
    let mut column = TextColumn::new();
    for answer in answers {
        column.push(answer);
    }
    column
}

/// Two respondents of 2024: one who answered everything, and one who hardly did.
fn wave() -> Responses {
    let mut who = ChoiceColumn::new(vec![true, true]);
    who.push(Choice::Option(1));
    who.push(Choice::NoAnswer);
    who.set_other(text([TextAnswer::Given("Ŵyn"), TextAnswer::NoAnswer]));
    let mut helped = MultiSelectColumn::new(vec![true, false]);
    helped.push(ResponseState::Answered, [0]);
    helped.push(ResponseState::NotAsked, []);
    let mut size = NumberColumn::new();
    size.push(NumberAnswer::Given(12.0));
    size.push(NumberAnswer::Unusable);
    let mut order = RankingColumn::new(vec![true, true, false]);
    order.push(ResponseState::Answered, [(1, 1)]);
    order.push(ResponseState::Unusable, []);
    let mut since = DateColumn::new();
    since.push(DateAnswer::Given(Date::new(2009, 2, 28).unwrap()));
    since.push(DateAnswer::NoAnswer);
    let more = text([TextAnswer::Given("Campaign more"), TextAnswer::NoAnswer]);
    let columns = BTreeMap::from(
        [
            ("who", Column::Choice(who)),
            ("helped", Column::MultiSelect(helped)),
            ("size", Column::Number(size)),
            ("order", Column::Ranking(order)),
            ("since", Column::Date(since)),
            ("more", Column::Text(more)),
        ]
        .map(|(id, column)| (QuestionId::new(id).unwrap(), column)),
    );
    Responses::of_columns(
        WaveId::new("2024").unwrap(),
        2,
        columns,
        DataQuality::default(),
    )
    .unwrap()
}

/// The values of a column, null as "-".
fn values(frame: &DataFrame, column: &str) -> Vec<String> {
    let column = frame.column(column).unwrap().as_materialized_series();
    let value = |value: AnyValue<'_>| match value {
        AnyValue::Null => "-".to_owned(),
        AnyValue::String(text) => text.to_owned(),
        other => other.to_string(),
    };
    column.iter().map(value).collect()
}

fn assert_schema(frame: &DataFrame, fields: &[Field]) {
    let expected: Vec<(&str, DataType)> = fields
        .iter()
        .map(|field| {
            let dtype = match field.kind {
                FieldKind::Text => DataType::String,
                FieldKind::Count => DataType::UInt64,
                FieldKind::Number => DataType::Float64,
                FieldKind::Flag => DataType::Boolean,
            };
            (field.name, dtype)
        })
        .collect();
    let found: Vec<(&str, DataType)> = frame
        .columns()
        .iter()
        .map(|column| (column.name().as_str(), column.dtype().clone()))
        .collect();
    assert_eq!(found, expected);
    for field in fields {
        let nulls = frame.column(field.name).unwrap().null_count();
        assert!(field.may_be_empty || nulls == 0, "{}", field.name);
    }
}

#[test]
fn responses_have_a_row_for_each_option_and_answer() {
    let frame = responses(&survey(), &wave(), Verbatims::LengthOnly).unwrap();
    assert_schema(&frame, RESPONSES);
    assert_eq!(
        values(&frame, "question"),
        [
            "who", "who", "who", "who", "helped", "helped", "helped", "helped", "size", "size",
            "order", "order", "order", "order", "order", "order", "since", "since", "more", "more"
        ]
    );
    assert_eq!(
        values(&frame, "option"),
        [
            "self", "else", "self", "else", "a", "b", "a", "b", "-", "-", "x", "y", "z", "x", "y",
            "z", "-", "-", "-", "-"
        ]
    );
    assert_eq!(
        values(&frame, "respondent"),
        [
            "0", "0", "1", "1", "0", "0", "1", "1", "0", "1", "0", "0", "0", "1", "1", "1", "0",
            "1", "0", "1"
        ]
    );
    assert_eq!(
        values(&frame, "state"),
        [
            "not_selected",
            "selected",
            "no_answer",
            "no_answer",
            "selected",
            "not_offered",
            "not_asked",
            "not_asked",
            "answered",
            "unusable",
            "not_selected",
            "selected",
            "not_offered",
            "unusable",
            "unusable",
            "not_offered",
            "answered",
            "no_answer",
            "answered",
            "no_answer"
        ]
    );
    let numbers = values(&frame, "number");
    assert_eq!(numbers.iter().filter(|number| *number != "-").count(), 2);
    assert_eq!((&*numbers[8], &*numbers[11]), ("12.0", "1.0"));
    let dates = values(&frame, "date");
    assert_eq!(dates.iter().filter(|date| *date != "-").count(), 1);
    assert_eq!(dates[16], "2009-02-28");
}

#[test]
fn words_are_left_out_unless_asked_for() {
    let mut lengths = ["-"; 20];
    (lengths[1], lengths[18]) = ("3", "13");
    let without = responses(&survey(), &wave(), Verbatims::LengthOnly).unwrap();
    assert_eq!(values(&without, "text_length"), lengths);
    assert!(values(&without, "text").iter().all(|text| text == "-"));
    let with = responses(&survey(), &wave(), Verbatims::Words).unwrap();
    assert_schema(&with, RESPONSES);
    assert_eq!(values(&with, "text_length"), lengths);
    let texts = values(&with, "text");
    assert_eq!(
        (texts[1].as_str(), texts[18].as_str()),
        ("Ŵyn", "Campaign more")
    );
    assert_eq!(texts.iter().filter(|text| *text != "-").count(), 2);
}

#[test]
fn codings_have_a_row_for_each_piece_of_evidence() {
    let coding = |respondent, source, evidence: &[std::ops::Range<usize>], stance| Coding {
        respondent,
        question: QuestionId::new("more").unwrap(),
        code: CodeRef::parse("theme:voice").unwrap(),
        source,
        evidence: evidence
            .iter()
            .map(|bytes| Evidence {
                bytes: bytes.clone(),
                chars: bytes.clone(),
            })
            .collect(),
        negated: respondent == 1,
        stance,
    };
    let rules = Source::Rules(vec!["theme:voice#1".into(), "theme:voice#2".into()]);
    let option = Source::Option(OptionId::new("a").unwrap());
    let found = Codings::new(
        WaveId::new("2024").unwrap(),
        "book".into(),
        "1".into(),
        vec![
            coding(1, option, &[], None),
            coding(0, rules, &[2..5, 9..12], Some(Stance::Request)),
        ],
        Vec::new(),
    );
    let frame = codings(&found).unwrap();
    assert_schema(&frame, CODINGS);
    let column = |name| values(&frame, name).join(" | ");
    assert_eq!(column("respondent"), "0 | 0 | 1");
    assert_eq!(column("source"), "rules | rules | option");
    assert_eq!(
        column("source_id"),
        "theme:voice#1 theme:voice#2 | theme:voice#1 theme:voice#2 | a"
    );
    assert_eq!(column("negated"), "false | false | true");
    assert_eq!(column("stance"), "request | request | -");
    assert_eq!(column("byte_start"), "2 | 9 | -");
    assert_eq!(column("byte_end"), "5 | 12 | -");
    assert_eq!(
        (column("frame"), column("code")),
        (["theme"; 3].join(" | "), ["voice"; 3].join(" | "))
    );
}

#[test]
fn frames_of_records_have_their_schema_even_without_rows() {
    let frame = estimates(&[]).unwrap();
    assert_schema(&frame, ESTIMATES);
    assert_eq!(frame.height(), 0);
    let frame = changes(&[]).unwrap();
    assert_schema(&frame, CHANGES);
    assert_eq!(frame.height(), 0);
    assert_schema(&gaps(&[]).unwrap(), GAPS);
    assert_schema(&trends(&[]).unwrap(), TRENDS);
    assert_schema(&linked(&[]).unwrap(), LINKED);
    assert_schema(&who_answered(&[]).unwrap(), WHO);
    assert_schema(&sources(&[]).unwrap(), SOURCES);
}

#[test]
fn a_row_of_estimates_is_a_record() {
    let policy = crate::config::DisclosurePolicy {
        threshold: 5,
        counts_only_below: 30,
        low_base_below: 100,
        redact: Vec::new(),
    };
    let survey = survey();
    let table = crate::tabulate::question_table(&survey.questions[0], &wave()).unwrap();
    let records = EstimateRecord::internal(&table, &policy, Default::default(), None);
    let frame = estimates(&records).unwrap();
    assert_schema(&frame, ESTIMATES);
    let column = |name| values(&frame, name).join(" | ");
    assert_eq!(column("line_id"), "self | else");
    assert_eq!(column("count"), "0 | 1");
    assert_eq!(column("base"), "1 | 1");
    assert_eq!(column("share"), "0.0 | 1.0");
    assert_eq!(column("scope"), "- | -");
    assert_eq!(column("internal"), "true | true");
}
