//! `canvass verify`: a report is reproduced from what it was made from, or what differs is told.

use serde_json::Value;

use crate::folder::{Folder, Page};

/// A project with a report in the quick formats.
fn reported() -> Folder {
    let folder = Folder::with_example();
    folder
        .run(&["report", "--release", "--format", "html,txt,md"])
        .done();
    folder
}

/// What verify tells, and that it writes nothing.
#[track_caller]
fn told(folder: &Folder, status: i32) -> String {
    let before = folder.everything();
    let outcome = folder.run(&["verify"]);
    assert_eq!(
        outcome.status, status,
        "{}{}",
        outcome.stdout, outcome.stderr
    );
    assert!(folder.everything() == before, "verify wrote something");
    outcome.stdout
}

#[track_caller]
fn assert_tells(folder: &Folder, lines: &[&str]) {
    let told = told(folder, 1);
    for line in lines {
        assert!(
            told.lines().any(|l| l == *line),
            "{line:?} is not in:\n{told}"
        );
    }
    assert!(
        told.ends_with("\nThe report is NOT reproduced; see above what differs.\n"),
        "{told}"
    );
}

#[test]
fn a_report_is_reproduced_elsewhere_from_its_project() {
    let folder = reported();
    let text = told(&folder, 0);
    assert!(
        text.starts_with("Released report of wave 2024, made by canvass "),
        "{text}"
    );
    assert!(
        text.contains("\nCodings: the same again in 2022, 2023, 2024\n"),
        "{text}"
    );
    assert!(
        text.ends_with("\nThe report is reproduced, byte for byte.\n"),
        "{text}"
    );
    let elsewhere = Folder::empty();
    for (name, bytes) in folder.everything() {
        bytes.iter().for_each(|bytes| elsewhere.write(&name, bytes));
    }
    told(&elsewhere, 0);
    // A report in a folder of its own has a manifest of its own.
    let out = folder.path("../2024");
    let out = out.to_str().expect("text");
    folder
        .run(&["report", "--format", "txt", "--out", out])
        .done();
    folder.run(&["verify", "--out", out]).done();
}

#[test]
fn the_manifest_names_what_was_read_and_nothing_of_the_machine() {
    let folder = reported();
    let text = folder.read("out/manifest.json");
    let manifest: Value = serde_json::from_str(&text).expect("JSON");
    let keys = |of: &str| {
        let names = manifest[of].as_object().expect("an object").keys();
        names.cloned().collect::<Vec<_>>()
    };
    assert_eq!(
        keys("inputs"),
        [
            "actions.toml",
            "canvass.toml",
            "codebook.toml",
            "exports/2022-google-forms.csv",
            "exports/2023-surveymonkey.csv",
            "exports/2024-microsoft-forms.xlsx",
            "membership.csv",
            "release-ledger.json",
        ]
    );
    assert_eq!(keys("codings"), ["2022", "2023", "2024"]);
    assert!(keys("outputs").contains(&"report.txt".to_owned()));
    assert!(
        keys("outputs")
            .iter()
            .any(|name| name.starts_with("figures/"))
    );
    assert_eq!(manifest["canvass"], env!("CARGO_PKG_VERSION"));
    let folder = folder.path("");
    for part in folder.components().skip(1) {
        let part = part.as_os_str().to_str().expect("text");
        assert!(!text.contains(part), "{part} is in the manifest");
    }
}

#[test]
fn an_input_that_changed_is_named_with_what_it_changes() {
    let folder = reported();
    folder.replace(
        "canvass.toml",
        "Members' Questionnaire 2024",
        "Another title",
    );
    assert_tells(
        &folder,
        &[
            "  changed: canvass.toml",
            "Codings: the same again in 2022, 2023, 2024",
            "  otherwise, likely because of canvass.toml: executive-summary.html, report.html, report.md, report.txt",
        ],
    );
}

#[test]
fn codings_that_differ_are_told_by_wave() {
    let folder = reported();
    folder
        .run(&["code", "--format", "csv", "--coder", "Ann"])
        .done();
    let mut page = Page::of(&folder, "coding/review.csv");
    for row in 1..10 {
        page.set(row, "codes: theme", "voice");
    }
    page.write(&folder, "coding/sheet.csv");
    folder.run(&["review", "import", "coding/sheet.csv"]).done();
    let text = told(&folder, 1);
    assert!(
        text.contains("\n  new since: coding/decisions.jsonl\n"),
        "{text}"
    );
    assert!(
        text.contains("\nCodings: the same again in 2022, 2023\nCodings: others in 2024\n"),
        "{text}"
    );
    // With its record of decisions the report is reproduced, and without it is not.
    folder.run(&["report", "--format", "txt"]).done();
    std::fs::remove_file(folder.path("coding/decisions.jsonl")).expect("it is there");
    let text = told(&folder, 1);
    assert!(
        text.contains("\n  missing: coding/decisions.jsonl\n"),
        "{text}"
    );
    assert!(text.contains("\nCodings: others in 2024\n"), "{text}");
}

#[test]
fn files_of_the_report_that_were_edited_lost_or_left_over_are_told() {
    let folder = reported();
    folder.replace("out/report.txt", "Questionnaire", "Quiz");
    std::fs::remove_file(folder.path("out/report.md")).expect("it is there");
    folder.write("out/figures/figure-old.svg", "<svg/>");
    folder.write("out/tables.xlsx", "last year's");
    folder.write("out/notes.txt", "mine");
    assert_tells(
        &folder,
        &[
            "  changed: report.txt",
            "  missing: report.md",
            "  of another report: figures/figure-old.svg",
            "  of another report: tables.xlsx",
            "  report.txt was edited after it was written: \"canvass report\" puts it right",
        ],
    );
    // The next report says so as well, because its reader may publish the whole folder.
    let outcome = folder
        .run(&["report", "--release", "--format", "html,txt,md"])
        .done();
    assert_eq!(
        outcome.stderr,
        "./out also holds files of an earlier report, which were not written again: figures/figure-old.svg, tables.xlsx. Do not publish them together with this one.\n"
    );
}

#[test]
fn another_version_of_canvass_is_told() {
    let folder = reported();
    let version = format!("\"canvass\": \"{}\"", env!("CARGO_PKG_VERSION"));
    folder.replace("out/manifest.json", &version, "\"canvass\": \"0.0.9\"");
    assert_tells(
        &folder,
        &[&format!("  this is canvass {}", env!("CARGO_PKG_VERSION"))],
    );
}

#[test]
fn a_manifest_that_somebody_changed_is_told() {
    let folder = reported();
    let text = folder.read("out/manifest.json");
    for (from, to) in [
        ("\"released\": true", "\"released\": false"),
        ("\"correction\": false", "\"correction\": true"),
        ("\"wave\": \"2024\"", "\"wave\": \"2023\""),
        ("\"codebook\": \"", "\"codebook\": \"my-"),
        ("\"codebook_version\": \"", "\"codebook_version\": \"9."),
        ("\"version\": 1,", "\"version\":  1,"),
    ] {
        assert!(text.contains(from), "{from}");
        folder.write("out/manifest.json", text.replacen(from, to, 1));
        let told = told(&folder, 1);
        let line = "what manifest.json says of the report itself\n";
        assert!(told.contains(line), "{to}: {told}");
    }
    let found = folder.run(&["verify", "--format", "json"]);
    let found: Value = serde_json::from_str(&found.stdout).expect("JSON");
    assert_eq!(found["manifest_same_again"], false);
    folder.write("out/manifest.json", text);
    told(&folder, 0);
}

#[test]
fn what_cannot_be_verified_ends_with_2() {
    let folder = Folder::with_example();
    let outcome = folder.run(&["verify"]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert_eq!(
        outcome.stderr,
        "./out/manifest.json: error[manifest/unreadable]: there is no such file\n  help: \"canvass report\" writes it beside the report; `--out DIR` says where the report is\n1 error; \"canvass explain CODE\" tells more\n"
    );
    folder.write("out/manifest.json", "{\n  \"version\": 1,\n");
    let outcome = folder.run(&["verify"]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert!(
        outcome.stderr.starts_with(
            "./out/manifest.json:3:1: error[manifest/unreadable]: the file ends too early\n"
        ),
        "{}",
        outcome.stderr
    );
    // A project that is broken now still has an account of what changed.
    folder.run(&["report", "--format", "txt"]).done();
    std::fs::remove_file(folder.path("exports/2023-surveymonkey.csv")).expect("it is there");
    let outcome = folder.run(&["verify"]);
    assert_eq!(outcome.status, 2);
    assert!(
        outcome
            .stdout
            .contains("\n  missing: exports/2023-surveymonkey.csv\n"),
        "{}",
        outcome.stdout
    );
    assert!(
        outcome
            .stdout
            .ends_with("\nThe report CANNOT be reproduced.\n"),
        "{}",
        outcome.stdout
    );
    assert!(
        outcome.stderr.contains("error[config/unreadable]"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn for_programs_there_is_json() {
    let folder = reported();
    folder.replace(
        "canvass.toml",
        "Members' Questionnaire 2024",
        "Another title",
    );
    let outcome = folder.run(&["verify", "--format", "json"]);
    assert_eq!(outcome.status, 1);
    let found: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(found["reproduced"], false);
    let output = found["outputs"].as_array().expect("files").iter();
    let report = output
        .clone()
        .find(|file| file["name"] == "report.txt")
        .expect("it is named");
    assert_eq!(report["state"], "same");
    assert_eq!(report["same_again"], false);
    assert_eq!(report["because_of"], serde_json::json!(["canvass.toml"]));
}
