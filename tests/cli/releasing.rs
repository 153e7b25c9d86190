//! Drafts, releases, corrections.

use crate::folder::{Folder, Page};

const LEDGER: &str = "release-ledger.json";
const DRAFT: &str = "Draft, not for publication.";

fn report(folder: &Folder) -> String {
    folder.read("out/report.html")
}

#[test]
fn a_report_is_marked_as_a_draft_until_it_is_released() {
    let folder = Folder::with_example();
    let draft = folder.run(&["report"]).done();
    assert!(draft.stdout.contains("It is a draft, and says so."));
    assert!(report(&folder).contains(DRAFT));
    assert!(folder.read("out/report.txt").contains(DRAFT));
    assert!(folder.read("out/report.md").contains(DRAFT));
    assert!(!folder.path(LEDGER).exists());
    let tables = folder.run(&["tables", "--question", "used"]).done();
    assert!(tables.stdout.contains("\nDraft: not released."));

    let released = folder.run(&["report", "--release"]).done();
    assert!(!released.stdout.contains("draft"), "{}", released.stdout);
    assert!(!report(&folder).contains(DRAFT));
    let ledger = folder.read(LEDGER);
    // The same figures once more are no draft, and change nothing.
    folder.run(&["report"]).done();
    assert!(!report(&folder).contains(DRAFT));
    assert_eq!(folder.read(LEDGER), ledger);
    let tables = folder.run(&["tables", "--question", "used"]).done();
    assert!(!tables.stdout.contains("Draft"), "{}", tables.stdout);
}

#[test]
fn a_release_can_be_taken_back_and_leaves_a_trace() {
    let folder = Folder::with_example();
    let none = folder.run(&["report", "--withdraw", "A mistake"]);
    assert_eq!(none.status, 2);
    assert!(
        none.stderr
            .contains("no report of this project is released")
    );
    folder
        .run(&["report", "--release", "--format", "txt"])
        .done();
    let back = folder
        .run(&["report", "--withdraw", "Sent to nobody"])
        .done();
    assert!(
        back.stdout
            .starts_with("The report \"2024\" is taken back.")
    );
    let ledger = folder.read(LEDGER);
    assert!(ledger.contains(r#"{"report":"2024","withdrawn":"Sent to nobody"}"#));
    assert!(!ledger.contains("shown"));
}

#[test]
fn released_figures_stay_until_they_are_corrected() {
    let folder = Folder::with_example();
    folder
        .run(&["report", "--release", "--format", "txt"])
        .done();
    // The two answers had been taken for each other: 175 and 28 of 215.
    let text = folder.read("canvass.toml");
    let (before, used) = text.split_once("id = \"used\"").expect("it is asked");
    let used = used.replacen("\"Yes\"", "\"?\"", 1);
    let used = used.replacen("\"No\"", "\"Yes\"", 1);
    let used = used.replacen("\"?\"", "\"No\"", 1);
    folder.write("canvass.toml", format!("{before}id = \"used\"{used}"));
    let kept = folder.run(&["report", "--format", "txt"]).done();
    assert!(
        kept.stderr.contains("warning[disclosure/changed]"),
        "{}",
        kept.stderr
    );
    assert!(kept.stderr.contains("--correct"), "{}", kept.stderr);
    assert!(folder.read("out/report.txt").contains("175"));

    let why = "Yes and No were mixed up";
    let wanted = ["report", "--release", "--format", "txt", "--correct", why];
    folder.run(&wanted).done();
    let ledger = folder.read(LEDGER);
    assert!(ledger.contains(r#"{"report":"2024 (2)","correction":"Yes and No were mixed up"}"#));
    assert!(
        ledger.contains(r#""report":"2024 (2)","wave":"2024","kind":"question","id":"used","#),
        "{ledger}"
    );
    let told = folder.run(&["tables", "--question", "used"]).done();
    let yes = told.stdout.lines().find(|line| line.starts_with("Yes "));
    assert!(yes.unwrap_or_default().contains("175"), "{}", told.stdout);
}

#[test]
fn a_corrected_report_is_the_same_when_it_is_made_again() {
    let folder = Folder::with_example();
    folder
        .run(&["report", "--release", "--format", "txt"])
        .done();
    let export = "exports/2023-surveymonkey.csv";
    let mut rows = Page::of(&folder, export);
    // The rows of a trial run had been left in.
    rows.0.drain(2..25);
    rows.write(&folder, export);
    let wanted = ["report", "--release", "--format", "txt"];
    let why = ["--correct", "A trial run had been counted"];
    folder.run(&[&wanted[..], &why].concat()).done();
    let corrected = folder.read("out/report.txt");
    folder.run(&["verify"]).done();
    let manifest = folder.read("out/manifest.json");
    let (told, other) = ("\"correction\": true", "\"correction\": false");
    folder.replace("out/manifest.json", told, other);
    assert_eq!(folder.run(&["verify"]).status, 1);
    // Without changes it is the report that is out.
    folder.run(&["report", "--format", "txt"]).done();
    assert_eq!(folder.read("out/report.txt"), corrected);
    assert!(folder.read("out/manifest.json") == manifest);
    folder.run(&["verify"]).done();
}
