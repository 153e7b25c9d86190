//! What PRIVACY.md says of deleting one person's data.

use super::{Export, decided, planted, run};
use crate::folder::Page;

#[test]
fn one_persons_row_and_decisions_can_be_deleted_and_all_others_stay() {
    let folder = planted();
    decided(&folder);
    run(&folder, &["report", "--release", "--format", "txt"]);
    let page = Page::of(&folder, "coding/sheet.csv");
    let [key, words] = ["row_key", "answer"].map(|heading| page.0[1][page.column(heading)].clone());
    let response = key.split('/').nth(1).expect("wave/response/question");

    let mut export = Export::of(&folder);
    let before = export.0.len();
    export.0.retain(|row| !row.contains(&words));
    assert_eq!(
        export.0.len(),
        before - 1,
        "the row was not found by its words"
    );
    export.write(&folder);
    let record = folder.read("coding/decisions.jsonl");
    let theirs = format!("\"response\":\"{response}\"");
    let (deleted, kept): (Vec<&str>, Vec<&str>) =
        record.lines().partition(|line| line.contains(&theirs));
    assert!(!deleted.is_empty() && kept.len() > 5, "{record}");
    folder.write("coding/decisions.jsonl", kept.join("\n") + "\n");

    let check = run(&folder, &["check"]);
    assert_eq!(check.status.code(), Some(0));
    let told = String::from_utf8_lossy(&check.stderr);
    assert!(!told.contains("decisions/"), "{told}");
    let released = folder.read("out/report.txt");
    run(&folder, &["report", "--format", "txt"]);
    // Figures that were published are not counted again, so that nobody can tell who has gone.
    let again = folder.read("out/report.txt");
    let figures = |text: &str| -> Vec<String> {
        let rows = text.lines().filter(|line| line.contains("Respondents: "));
        rows.map(str::to_owned).collect()
    };
    assert!(figures(&released).len() > 60, "{released}");
    assert_eq!(figures(&again), figures(&released));
}
