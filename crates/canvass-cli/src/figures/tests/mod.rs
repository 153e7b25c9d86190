#![allow(clippy::unwrap_used, reason = "tests")]

pub(crate) mod schema;
mod text;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use canvass::pipeline::Analysis;
use clap::Parser;

use super::analyse;
use crate::args::{Arguments, Command, Figures};
use crate::commands::{compare, tables};
use crate::terminal::{Failure, NothingToShow};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/members-questionnaire")
}

fn asked(command: &str, arguments: &[&str]) -> Figures {
    let mut line = vec!["canvass", command];
    line.extend(arguments);
    let mut figures = match Arguments::try_parse_from(line).unwrap().command {
        Command::Tables(figures) | Command::Compare(figures) => figures,
        other => panic!("{other:?} prints no figures"),
    };
    figures.project.folder = example();
    figures
}

/// What a command prints for the example project as of its current wave.
fn printed(command: &str, arguments: &[&str]) -> Result<String, Failure> {
    static ANALYSIS: LazyLock<Analysis> = LazyLock::new(|| analyse(&asked("tables", &[])).unwrap());
    print_of(&ANALYSIS, command, arguments)
}

fn print_of(analysis: &Analysis, command: &str, arguments: &[&str]) -> Result<String, Failure> {
    let asked = asked(command, arguments);
    match command {
        "tables" => tables::result(analysis, &asked),
        _ => compare::result(analysis, &asked),
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
    assert!(csv.contains("\n2022,frame,theme,all,code,"));
    let failure = print_of(&first, "compare", &[]).unwrap_err();
    assert!(matches!(
        failure,
        Failure::NothingToShow(NothingToShow::FirstWave { .. })
    ));
}
