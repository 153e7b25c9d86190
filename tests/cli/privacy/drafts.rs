//! What `init` writes and says of exports that nobody has described.

use super::marks::assert_unmarked;
use super::{planted, run};
use crate::folder::Folder;

/// A row of answers, with columns of personal data under headings as forms have them.
fn of_members(rows: usize) -> String {
    let mut csv = String::from(
        "Timestamp,Your name,What is your email?,Mobile,Home postcode,NHS no.,Membership number,Date of birth,Your carer,How did you hear of us?,How was it?,Anything else?\n",
    );
    for row in 0..rows {
        let (heard, was) = [("A friend", "Good"), ("Post", "Bad"), ("Web", "Good")][row % 3];
        csv.push_str(&format!(
            "07/02/2022 07:25:{:02},Zebedee Quillfeather,zq.marked{row}@mail.example.org,07700 9008{row:02},ZZ98 7QX,943 476 5919,KG-7001234,12/03/1961,Ottoline Brackenbury {row},{heard},{was},\"Ask Ottoline Brackenbury, the harpist. {row}\"\n",
            row % 60
        ));
    }
    csv
}

#[test]
fn a_draft_tells_what_was_asked_and_not_who_answered() {
    for rows in [3, 40, 200] {
        let folder = Folder::empty();
        folder.write("members 2022.csv", of_members(rows));
        run(&folder, &["init", "members 2022.csv", "--to", "draft"]);
        for name in ["draft/canvass.toml", "draft/codebook.toml"] {
            assert_unmarked(name, folder.read(name).as_bytes());
        }
        run(&folder, &["check", "--project", "draft"]);
        run(&folder, &["tables", "--project", "draft", "--internal"]);
    }
}

#[test]
fn a_draft_from_an_export_with_marks_everywhere_holds_none() {
    let folder = planted();
    run(
        &folder,
        &[
            "init",
            "exports/2022-google-forms.csv",
            "exports/2023-surveymonkey.csv",
            "--to",
            "draft",
        ],
    );
    for name in ["draft/canvass.toml", "draft/codebook.toml"] {
        assert_unmarked(name, folder.read(name).as_bytes());
    }
}

#[test]
fn an_export_without_headings_is_refused_without_a_word_of_it() {
    let folder = Folder::empty();
    let csv = of_members(40);
    let (_, rows) = csv.split_once('\n').expect("headings");
    folder.write("members.csv", rows);
    let output = run(&folder, &["init", "members.csv", "--to", "draft"]);
    if output.status.code() == Some(0) {
        assert_unmarked("the draft", folder.read("draft/canvass.toml").as_bytes());
    }
}
