use std::process::Stdio;

use crate::folder::Folder;

/// What is worth knowing about the example's exports.
const NOTES: &str = r#"exports/2023-surveymonkey.csv: column "Custom Data 1": note[ingest/personal-data]: the column holds personal data; it is not read
exports/2023-surveymonkey.csv: column "Email Address": note[ingest/personal-data]: the column holds personal data; it is not read
exports/2023-surveymonkey.csv: column "First Name": note[ingest/personal-data]: the column holds personal data; it is not read
exports/2023-surveymonkey.csv: column "IP Address": note[ingest/personal-data]: the column holds personal data; it is not read
exports/2023-surveymonkey.csv: column "Last Name": note[ingest/personal-data]: the column holds personal data; it is not read
exports/2023-surveymonkey.csv: row 43, column "How has Kindred Ground helped sustain or resource you or your group? (choose all that apply)": note[ingest/exclusive]: 2 people chose an option that excludes the others together with another one: rows 43 and 45
exports/2024-microsoft-forms.xlsx: column "Email": note[ingest/personal-data]: the column holds personal data; it is not read
exports/2024-microsoft-forms.xlsx: column "Name": note[ingest/personal-data]: the column holds personal data; it is not read
8 notes; "canvass explain CODE" tells more
"#;

#[test]
fn check_tells_what_was_read_and_writes_nothing() {
    let folder = Folder::with_example();
    let before = folder.everything();
    let outcome = folder.run(&["check"]).done();
    for line in [
        "For the analyst's eyes: these counts are not cleared for publication.",
        "2022: exports/2022-google-forms.csv",
        "2024: exports/2024-microsoft-forms.xlsx",
        "  used (single-choice): asked 215, answered 215, no answer 0, unusable 0",
        "    Yes: 175",
        "  group_needs (multi-select): asked 74, answered 68, no answer 6, unusable 0",
        "    Printed newsletter: not offered",
    ] {
        assert!(
            outcome.stdout.lines().any(|told| told == line),
            "{line:?} is not in:\n{}",
            outcome.stdout
        );
    }
    assert_eq!(outcome.stderr, NOTES);
    assert!(folder.everything() == before);
}

#[test]
fn check_ends_with_1_when_there_is_what_was_asked_about() {
    let folder = Folder::with_example();
    for (severity, status) in [("warning", 0), ("note", 1)] {
        let outcome = folder.run(&["check", "--fail-on", severity]);
        assert_eq!(outcome.status, status, "--fail-on {severity}");
        assert_eq!(outcome.stderr, NOTES);
    }
}

#[test]
fn explain_has_a_page_for_every_diagnostic_and_a_suggestion_for_the_misspelt() {
    let folder = Folder::empty();
    let list = folder.run(&["explain"]).done().stdout;
    assert!(list.lines().count() > 20, "{list}");
    for line in list.lines() {
        let (name, _) = line
            .split_once(' ')
            .expect("a line names a code and its severity");
        let page = folder.run(&["explain", name]).done().stdout;
        assert!(page.starts_with(&format!("{line}\n\n")), "{page}");
    }
    let outcome = folder.run(&["explain", "config/unknown-ky"]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert_eq!(
        outcome.stderr,
        "error: there is no diagnostic \"config/unknown-ky\"; did you mean \"config/unknown-key\"?\n"
    );
}

#[test]
fn wrong_arguments_end_with_2_and_a_suggestion() {
    let folder = Folder::with_example();
    let before = folder.everything();
    let outcome = folder.run(&["report", "--projct", "."]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert!(
        outcome
            .stderr
            .contains("a similar argument exists: '--project'"),
        "{}",
        outcome.stderr
    );
    assert_eq!(folder.run::<&str>(&[]).status, 2);
    assert!(folder.everything() == before);
}

#[test]
fn help_and_version_are_results() {
    let folder = Folder::empty();
    let help = folder.run(&["--help"]).done();
    for command in [
        "demo", "init", "check", "tables", "compare", "report", "codebook", "explain",
    ] {
        assert!(
            help.stdout.contains(&format!("\n  {command} ")),
            "{}",
            help.stdout
        );
    }
    assert_eq!(
        folder.run(&["--version"]).done().stdout,
        format!("canvass {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn nobody_reading_on_is_no_fault() {
    let folder = Folder::with_example();
    for arguments in [["explain"].as_slice(), &["check"], &["report"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe can be made");
        drop(reader);
        let output = folder
            .command(arguments)
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .expect("it starts");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }
    assert!(folder.path("out/report.html").is_file());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_result_is_a_fault() {
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("/dev/full can be opened");
    for asked in ["explain", "--help", "--version"] {
        let full = full.try_clone().expect("it can be opened again");
        let output = Folder::empty()
            .command(&[asked])
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .expect("it starts");
        assert_eq!(output.status.code(), Some(2), "{asked}");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            told.starts_with("error: the result cannot be written to standard output\n  because: "),
            "{asked}: {told}"
        );
    }
}
