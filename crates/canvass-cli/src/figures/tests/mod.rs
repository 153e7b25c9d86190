#![allow(clippy::unwrap_used, reason = "tests")]

pub(crate) mod files;
pub(crate) mod schema;
mod text;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use canvass::pipeline::Analysis;
use clap::Parser;

use super::analyse;
use crate::args::{Arguments, Command, Compare, Figures, Tables};
use crate::commands::{compare, tables};
use crate::terminal::{Failure, NothingToShow};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/members-questionnaire")
}

fn command(name: &str, arguments: &[&str]) -> Command {
    let mut line = vec!["canvass", name];
    line.extend(arguments);
    let mut command = Arguments::try_parse_from(line).unwrap().command;
    match &mut command {
        Command::Tables(Tables { figures, .. }) | Command::Compare(Compare { figures, .. }) => {
            figures.project.folder = example();
        }
        other => panic!("{other:?} prints no figures"),
    }
    command
}

fn asked(name: &str, arguments: &[&str]) -> Figures {
    match command(name, arguments) {
        Command::Tables(tables) => tables.figures,
        Command::Compare(compare) => compare.figures,
        other => panic!("{other:?} prints no figures"),
    }
}

/// What a command prints for the example project as of its current wave.
fn printed(name: &str, arguments: &[&str]) -> Result<String, Failure> {
    print_of(example_analysis(), name, arguments)
}

fn example_analysis() -> &'static Analysis {
    static ANALYSIS: LazyLock<Analysis> = LazyLock::new(|| analyse(&asked("tables", &[])).unwrap());
    &ANALYSIS
}

fn print_of(analysis: &Analysis, name: &str, arguments: &[&str]) -> Result<String, Failure> {
    written(analysis, name, arguments).map(|bytes| String::from_utf8(bytes).unwrap())
}

/// What a command prints or writes to a file.
fn written(analysis: &Analysis, name: &str, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    match command(name, arguments) {
        Command::Tables(asked) => tables::result(analysis, &asked),
        Command::Compare(asked) => compare::result(analysis, &asked),
        other => panic!("{other:?} prints no figures"),
    }
}

#[test]
fn ids_that_the_project_does_not_have_are_told_with_those_it_has() {
    let failure = analyse(&asked("tables", &["--wave", "2025"])).unwrap_err();
    assert_eq!(
        failure.to_string(),
        "there is no wave \"2025\"; the project has 2022, 2023, 2024"
    );
    let failure = analyse(&asked("compare", &["--question", "helpt"])).unwrap_err();
    assert!(
        failure
            .to_string()
            .starts_with("there is no question \"helpt\"; the project has who, region, ")
    );
}

#[test]
fn a_code_frame_is_named_as_a_question_is() {
    let failure = |arguments: &[&str]| analyse(&asked("tables", arguments)).unwrap_err();
    assert_eq!(
        failure(&["--frame", "themes"]).to_string(),
        "there is no code frame \"themes\"; the project has theme, role, approach, value, stance, need"
    );
    let told = failure(&["--question", "theme"]).to_string();
    assert!(
        told.ends_with("; for \"theme\" write --frame theme"),
        "{told}"
    );
    let told = failure(&["--frame", "used"]).to_string();
    assert!(
        told.ends_with("; for \"used\" write --question used"),
        "{told}"
    );
    let both = [
        "canvass",
        "tables",
        "--frame",
        "theme",
        "--question",
        "used",
    ];
    assert!(Arguments::try_parse_from(both).is_err());

    for command in ["tables", "compare"] {
        let csv = printed(command, &["--frame", "value", "--format", "csv"]).unwrap();
        assert!(csv.lines().count() > 4, "{csv}");
        let mut rows = csv.lines().skip(1);
        assert!(rows.all(|row| row.contains(",frame,value,")), "{csv}");
        let text = printed(command, &["--frame", "value"]).unwrap();
        assert!(
            text.contains("The values the charity is held to (value)"),
            "{text}"
        );
        assert!(
            !text.contains("(used)") && !text.contains("overtook"),
            "{text}"
        );
    }
    // Who answered belongs to no frame.
    let json = printed("tables", &["--frame", "value", "--format", "json"]).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["who"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_question_without_options_has_nothing_to_show() {
    for command in ["tables", "compare"] {
        let failure = printed(command, &["--question", "more"]).unwrap_err();
        assert!(matches!(failure, Failure::NothingToShow(_)), "{failure}");
    }
}

#[test]
fn an_earlier_wave_is_looked_at_as_its_own_report_would() {
    let first = analyse(&asked("tables", &["--wave", "2022"])).unwrap();
    let csv = print_of(&first, "tables", &["--format", "csv"]).unwrap();
    assert!(csv.lines().skip(1).all(|line| line.starts_with("2022,")));
    assert!(csv.contains("\n2022,frame,theme,all,,,,,code,"));
    let failure = print_of(&first, "compare", &[]).unwrap_err();
    assert!(matches!(
        failure,
        Failure::NothingToShow(NothingToShow::FirstWave { .. })
    ));
}
