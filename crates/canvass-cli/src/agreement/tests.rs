#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::path::Path;

use canvass::config::Project;
use canvass::disclosure::records::Record;
use canvass::pipeline::{JudgedFile, code_project, judge_file, learnt};
use clap::Parser;
use serde_json::Value;

use super::model::ModelRecord;
use super::{DisagreementRecord, FigureRecord, Report, model_json, model_rows, model_text};
use crate::args::{Arguments, Command};
use crate::commands::agreement::result;
use crate::figures::tests::schema::{check, describes};

const SCHEMA: &str = include_str!("../../schemas/agreement.schema.json");
const MODEL_SCHEMA: &str = include_str!("../../schemas/model.schema.json");

/// Four answers; the words are invented.
const CODED: &str = "id,question,text,coder_1,coder_2\n\
    a1,impact,We got a grant,theme:resourcing;stance:impact,theme:resourcing;stance:impact\n\
    a2,impact,Purple elephants,theme:voice;stance:impact,stance:impact\n\
    a3,impact,Your bulletin,theme:knowledge;stance:impact,theme:knowledge;stance:impact\n\
    a4,impact,n/a,,\n";

fn project() -> Project {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/members-questionnaire");
    canvass::config::load(&folder).unwrap().value
}

fn printed(coded: &str, arguments: &[&str]) -> String {
    let project = project();
    let file: JudgedFile = judge_file(&project, "coded.csv", coded.as_bytes(), &BTreeMap::new())
        .unwrap()
        .value;
    let mut line = vec!["canvass", "agreement", "--coded", "coded.csv"];
    line.extend(arguments);
    let Command::Agreement(asked) = Arguments::try_parse_from(line).unwrap().command else {
        panic!("the command is agreement");
    };
    let texts = file.answers.iter().map(|a| a.text.as_str()).collect();
    let report = Report::new(&project, &file.judgements, texts, asked.internal);
    result(&report, &asked).unwrap()
}

/// The row of a table that starts with this, cut into its cells.
fn cells<'t>(text: &'t str, start: &str) -> Vec<&'t str> {
    let line = text.lines().find(|line| line.starts_with(start)).unwrap();
    line.split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}

#[test]
fn text_shows_agreement_and_scores_and_says_why_something_is_undefined() {
    let text = printed(CODED, &[]);
    let resourcing = cells(&text, "resourcing  ");
    assert_eq!(resourcing[..3], ["resourcing", "1, 1", "1.000"]);
    assert_eq!(resourcing.last(), Some(&"reliable"));
    let unused = cells(&text, "knowledge.memory  ");
    assert_eq!(unused[1..4], ["0, 0", "undefined", "undefined"]);
    assert_eq!(
        unused.last(),
        Some(&"every value is the same, so a comparison with chance is undefined")
    );
    // Three themes by coder 1, two by coder 2; the rules find two of them.
    let themes = cells(&text, "TOP CODES ONLY");
    assert_eq!(
        themes[1..],
        [
            "1.00", "0.67", "0.80", "1.00", "1.00", "1.00", "1.00", "0.83", "0.90", "3, 2"
        ]
    );
    assert!(!text.contains("elephants"));
}

#[test]
fn differences_are_listed_without_words_unless_asked() {
    let list = printed(CODED, &["--disagreements"]);
    assert_eq!(
        list.lines().filter(|line| line.starts_with("a2")).count(),
        1
    );
    assert!(list.contains("theme:voice: given by coder_1; not by rules; coder_2"));
    assert!(!list.contains("elephants"));
    let shown = printed(CODED, &["--disagreements", "--internal"]);
    assert!(shown.starts_with("INTERNAL"));
    assert!(shown.contains("Purple elephants"));
    let csv = printed(CODED, &["--disagreements", "--format", "csv"]);
    assert!(csv.starts_with("id,question,code,given_by,not_given_by,text\n"));
    assert!(!csv.contains("elephants"));
}

#[test]
fn one_coder_alone_is_compared_with_the_rules_only() {
    let one = "id,question,text,coder_1\na1,impact,We got a grant,theme:resourcing\n";
    let text = printed(one, &[]);
    assert!(text.contains("One coder alone"));
    assert!(text.contains("TOP CODES ONLY"));
    let csv = printed(one, &["--format", "csv"]);
    assert!(csv.lines().skip(1).all(|line| line.starts_with("rules,")));
}

#[test]
fn json_is_what_the_schema_describes() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for arguments in [
        &["--format", "json"][..],
        &["--format", "json", "--internal"],
    ] {
        let text = printed(CODED, arguments);
        assert_eq!(text.contains("elephants"), arguments.len() > 2);
        let output: Value = serde_json::from_str(&text).unwrap();
        check(&schema, &schema, &output, "agreement");
    }
    describes(SCHEMA, "figure", FigureRecord::FIELDS);
    describes(SCHEMA, "disagreement", DisagreementRecord::FIELDS);
}

#[test]
fn what_the_model_is_worth_is_what_its_schema_describes() {
    describes(MODEL_SCHEMA, "figure", ModelRecord::FIELDS);
    let schema: Value = serde_json::from_str(MODEL_SCHEMA).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/members-questionnaire");
    let coded = code_project(canvass::config::load(&folder).unwrap())
        .unwrap()
        .value;
    // Nobody has decided anything in the example: what there is to tell is that.
    let learnt = learnt(&coded);
    assert_eq!((learnt.answers, learnt.read), (0, 0));
    let output: Value = serde_json::from_str(&model_json(&coded, &learnt).unwrap()).unwrap();
    check(&schema, &schema, &output, "model");
    let text = model_text(&coded, &learnt);
    assert!(text.contains("Nothing to tell"), "{text}");
    assert!(
        text.contains("None of those read was read only because"),
        "{text}"
    );
    let told = |tells: &str| {
        model_rows(&learnt)
            .iter()
            .filter(|row| row.tells == tells)
            .count()
    };
    // A row for each frame but that of stances.
    let frames = coded.project.codebook.frames.len();
    assert_eq!(
        (
            told("other respondents"),
            told("later wave"),
            told("use"),
            told("missed")
        ),
        (1, 0, 0, frames - 1)
    );
}
