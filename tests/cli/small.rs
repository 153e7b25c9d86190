//! A questionnaire of another kind, asked once, that few answered: the report says no more than there is to say.

use std::fs;
use std::path::Path;

use crate::folder::Folder;

/// The report of what `init` drafts from an export of 22 invented people.
fn report() -> String {
    let folder = Folder::empty();
    let export = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/exports/online-surveys/options-in-columns.csv");
    folder.write(
        "answers-2024.csv",
        fs::read(export).expect("the export is there"),
    );
    folder
        .run(&["init", "answers-2024.csv", "--to", "draft"])
        .done();
    folder
        .run(&["report", "--project", "draft", "--format", "txt"])
        .done();
    folder.read("draft/out/report.txt")
}

#[test]
fn a_small_questionnaire_without_a_year_before_has_a_report_of_its_own_size() {
    let text = report();
    for told in [
        // A title that ends like a sentence takes no colon behind it.
        "How often do you use these? The same question about two things. The figures are in Table",
        "- How often do you use these? Talks. Asked: 22; Answered: 16;",
        // Five members and ten friends, and no percentages of fifteen.
        "Who are you? All years: respondents who answered (base 15 in 2024), numbers\n- Friend. 2024 (count): 10.\n- Member. 2024 (count): 5.\n",
        "(base 11), numbers\n",
    ] {
        assert!(text.contains(told), "the report does not say: {told}");
    }
    for untold in [
        "?:",
        "[x]",
        "numbers and percentages",
        "Clear changes.",
        "Changes between years",
        "No respondent wrote about “",
    ] {
        assert!(!text.contains(untold), "the report says: {untold}");
    }
    let gaps = "Where nobody wrote about an outcome, that is a gap in what is known";
    assert_eq!(text.matches(gaps).count(), 4, "once for each theme");
}
