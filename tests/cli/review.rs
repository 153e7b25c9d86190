//! `code` and `review import`: from the sheet to the figures.

use crate::folder::{Folder, Page};

fn figures(folder: &Folder) -> String {
    folder
        .run(&["tables", "--internal", "--format", "csv"])
        .done()
        .stdout
}

#[test]
fn a_decision_changes_the_figures_and_a_second_import_changes_nothing() {
    let folder = Folder::with_example();
    let before = figures(&folder);
    folder
        .run(&["code", "--format", "csv", "--coder", "Ann"])
        .done();
    let mut page = Page::of(&folder, "coding/review.csv");
    // Rows that are not in the export's order, and not all of them.
    page.0[1..].reverse();
    page.0.truncate(41);
    for row in 1..21 {
        page.set(row, "codes: value", "");
        page.set(row, "codes: theme", "voice");
        page.set(row, "done", "yes");
    }
    page.write(&folder, "sheet.csv");
    let dry = folder
        .run(&["review", "import", "sheet.csv", "--dry-run"])
        .done();
    assert!(dry.stdout.contains("20 rows would decide something new, 20 rows nothing new, 0 rows refused; 0 cells in conflict."), "{}", dry.stdout);
    assert!(!folder.path("coding/decisions.jsonl").exists());
    assert_eq!(figures(&folder), before);
    let first = folder.run(&["review", "import", "sheet.csv"]).done();
    assert!(
        first
            .stdout
            .contains("20 rows decided something new, 20 rows nothing new"),
        "{}",
        first.stdout
    );
    let record = folder.read("coding/decisions.jsonl");
    let after = figures(&folder);
    assert_ne!(after, before);
    let second = folder.run(&["review", "import", "sheet.csv"]).done();
    assert!(
        second
            .stdout
            .contains("0 rows decided something new, 40 rows nothing new"),
        "{}",
        second.stdout
    );
    assert_eq!(folder.read("coding/decisions.jsonl"), record);
    assert_eq!(figures(&folder), after);
    for answer in page.0[1..].iter().map(|row| &row[page.column("answer")]) {
        assert!(answer.len() < 12 || !record.contains(answer.as_str()));
    }
    // Exports, codebook and record are all that it takes to have the same figures again.
    let elsewhere = Folder::with_example();
    elsewhere.write("coding/decisions.jsonl", &record);
    assert_eq!(figures(&elsewhere), after);
    // The record may have lost its last line; the sheet makes up for it.
    folder.write("coding/decisions.jsonl", &record[..record.len() - 40]);
    let third = folder.run(&["review", "import", "sheet.csv"]).done();
    assert!(
        third.stderr.contains("decisions/cut-short"),
        "{}",
        third.stderr
    );
    assert_eq!(figures(&folder), after);
}

#[test]
fn a_sheet_in_which_somebody_may_have_worked_is_never_replaced() {
    let folder = Folder::with_example();
    folder.run(&["code"]).done();
    folder.run(&["code"]).done();
    folder.write("coding/review.xlsx", "work");
    let outcome = folder.run(&["code"]);
    assert_eq!(outcome.status, 2);
    assert!(
        outcome.stderr.contains("may hold somebody's work"),
        "{}",
        outcome.stderr
    );
    assert_eq!(folder.read("coding/review.xlsx"), "work");
    folder.run(&["code", "--to", "other.xlsx"]).done();
    folder.run(&["code", "--blind", "--coder", "Bob B."]).done();
    assert!(folder.path("coding/review-blind-Bob-B-.xlsx").exists());
    assert_eq!(folder.run(&["code", "--blind"]).status, 2);
}

#[test]
fn refused_rows_and_conflicts_are_told_without_any_answer() {
    let folder = Folder::with_example();
    folder.run(&["code", "--format", "csv"]).done();
    let page = Page::of(&folder, "coding/review.csv");
    let (mut anns, mut bobs) = (Page(page.0.clone()), Page(page.0));
    anns.set(1, "codes: theme", "voice; resourcing");
    anns.set(2, "codes: theme", "vioce");
    anns.write(&folder, "ann.csv");
    bobs.set(1, "codes: theme", "knowledge");
    bobs.write(&folder, "bob.csv");
    let nameless = folder.run(&["review", "import", "ann.csv"]);
    assert_eq!(nameless.status, 2);
    assert!(
        nameless.stderr.contains("review/nameless"),
        "{}",
        nameless.stderr
    );
    let first = folder.run(&["review", "import", "ann.csv", "--coder", "Ann"]);
    assert_eq!(first.status, 1);
    assert!(
        first
            .stderr
            .contains("ann.csv: row 3, column \"codes: theme\""),
        "{}",
        first.stderr
    );
    assert!(
        first.stderr.contains("did you mean \"voice\"?"),
        "{}",
        first.stderr
    );
    let second = folder.run(&["review", "import", "bob.csv", "--coder", "Bob"]);
    assert_eq!(second.status, 1);
    assert!(
        second
            .stdout
            .contains("row 2: conflict in \"codes: theme\""),
        "{}",
        second.stdout
    );
    assert!(
        folder
            .read("coding/conflicts.csv")
            .contains("\"knowledge\"")
    );
    let answers = anns.column("answer");
    for row in &anns.0[1..3] {
        for text in [&first.stderr, &first.stdout, &second.stderr, &second.stdout] {
            assert!(!text.contains(&row[answers]));
        }
    }
}

/// The example's sheet, in which somebody changed three rows, sorted all of them by their answers, and saved it with
/// LibreOffice.
#[test]
fn a_sheet_saved_by_libreoffice_comes_back_without_loss_or_false_change() {
    let folder = Folder::with_example();
    let sheet = include_bytes!("review-saved-by-libreoffice.xlsx");
    folder.write("sheet.xlsx", sheet);
    let dry = folder
        .run(&["review", "import", "sheet.xlsx", "--dry-run"])
        .done();
    let lines: Vec<&str> = dry.stdout.lines().collect();
    assert_eq!(lines[0], "row 63: stance criticism");
    assert!(lines[1].starts_with("row 67: -") && lines[1].ends_with("stance impact, done"));
    assert_eq!(
        lines[2],
        "row 236: +theme:voice, +theme:resourcing, -theme:knowledge, note"
    );
    assert!(
        lines[3].starts_with("3 rows would decide something new, 232 rows nothing new, 0 rows")
    );
    folder.run(&["review", "import", "sheet.xlsx"]).done();
    assert!(
        folder
            .read("coding/decisions.jsonl")
            .contains("\"by\":\"Ann Example\"")
    );
}
