//! `init`: a project from exports alone.

use std::collections::BTreeMap;

use crate::folder::Folder;

const EXPORTS: [&str; 3] = [
    "exports/2022-google-forms.csv",
    "exports/2023-surveymonkey.csv",
    "exports/2024-microsoft-forms.xlsx",
];

/// The draft of the example's exports, in the folder `draft` of the example.
fn drafted() -> Folder {
    let folder = Folder::with_example();
    let arguments = [&["init"], &EXPORTS[..], &["--to", "draft"]].concat();
    let outcome = folder.run(&arguments).done();
    for told in [
        "2022: exports/2022-google-forms.csv\n",
        "168 rows, 168 responses\n",
        "  not read, as personal data or an identifier: IP Address, Email Address,",
        "Written to draft: canvass.toml, codebook.toml and the exports, unchanged.\n",
        "canvass tables --internal --project draft\n",
    ] {
        assert!(
            outcome.stdout.contains(told),
            "{told:?} is not in:\n{}",
            outcome.stdout
        );
    }
    folder
}

/// For each question with options, by its wave: how many answered, and how many chose each option that anybody chose.
fn counted(folder: &Folder, project: &str, wave: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let arguments = [
        "tables",
        "--internal",
        "--format",
        "csv",
        "--project",
        project,
        "--wave",
        wave,
    ];
    let outcome = folder.run(&arguments).done();
    let mut reader = csv::Reader::from_reader(outcome.stdout.as_bytes());
    let headings = reader.headers().expect("there are headings").clone();
    let mut tables: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut order = Vec::new();
    for record in reader.records() {
        let record = record.expect("it is CSV");
        let field = |name: &str| {
            let at = headings.iter().position(|heading| heading == name);
            at.and_then(|at| record.get(at))
                .expect("the column is there")
                .to_owned()
        };
        if field("subject") != "question" || field("line") != "option" {
            continue;
        }
        let id = field("subject_id");
        if !order.contains(&id) {
            order.push(id.clone());
        }
        let table = tables.entry(id).or_default();
        table.insert("(answered)".to_owned(), field("base"));
        if !["", "0"].contains(&field("count").as_str()) {
            table.insert(field("label").to_lowercase(), field("count"));
        }
    }
    order
        .into_iter()
        .map(|id| (id.clone(), tables.remove(&id).unwrap_or_default()))
        .collect()
}

#[test]
fn the_examples_exports_are_counted_as_by_the_project_written_by_hand() {
    let folder = drafted();
    for export in EXPORTS {
        let copied = folder.path(&format!("draft/{export}"));
        let same = std::fs::read(copied).expect("it is copied")
            == std::fs::read(folder.path(export)).expect("it is there");
        assert!(same, "{export}");
    }
    folder.run(&["check", "--project", "draft"]).done();
    for wave in ["2022", "2023", "2024"] {
        let by_hand = counted(&folder, ".", wave);
        let drafted = counted(&folder, "draft", wave);
        assert!(by_hand.len() > 8);
        for (question, counts) in &by_hand {
            let values = |counts: &BTreeMap<String, String>| {
                let mut values: Vec<String> = counts.values().cloned().collect();
                values.sort();
                values
            };
            // Labels may differ where the project written by hand names an option anew.
            assert!(
                drafted
                    .iter()
                    .any(|(_, other)| values(other) == values(counts)),
                "{wave}: {question} is {counts:?}, and the draft has {drafted:?}"
            );
        }
    }
}

#[test]
fn a_draft_is_the_same_each_time() {
    let (first, second) = (drafted(), drafted());
    assert_eq!(
        first.read("draft/canvass.toml"),
        second.read("draft/canvass.toml")
    );
}

#[test]
fn a_project_is_never_written_over_and_nothing_is_left_behind() {
    let folder = Folder::with_example();
    let before = folder.everything();
    let outcome = folder.run(&["init", EXPORTS[0], "--to", "."]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert_eq!(
        outcome.stderr,
        "error: . already holds canvass.toml, which a draft never replaces; give another folder\n"
    );
    let outcome = folder.run(&["init", "missing.csv", EXPORTS[0], "--to", "new/folder"]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert!(
        outcome
            .stderr
            .starts_with("missing.csv: error[ingest/unreadable]: "),
        "{}",
        outcome.stderr
    );
    assert!(folder.everything() == before);
}

#[test]
fn two_exports_of_one_name_are_refused() {
    let folder = Folder::empty();
    folder.write("a/members.csv", "Timestamp,Why?\n1/2/2024 10:00:00,No\n");
    folder.write("b/Members.csv", "Timestamp,Why?\n1/2/2024 10:00:00,No\n");
    let outcome = folder.run(&["init", "a/members.csv", "b/Members.csv", "--to", "draft"]);
    assert_eq!(outcome.status, 2);
    assert_eq!(
        outcome.stderr,
        "error: two exports are called \"Members.csv\"; give each a name of its own, such as the year of its wave\n"
    );
    assert!(!folder.path("draft").exists());
}

#[test]
fn exports_that_are_in_their_place_already_stay_there() {
    let folder = Folder::empty();
    let export = "Timestamp,Did you come?\n1/2/2024 10:00:00,Yes\n1/2/2024 10:01:00,No\n1/2/2024 10:02:00,Yes\n";
    folder.write("exports/members 2024.csv", export);
    folder
        .run(&["init", "exports/members 2024.csv", "--to", "."])
        .done();
    assert_eq!(folder.read("exports/members 2024.csv"), export);
    assert!(
        folder
            .read("canvass.toml")
            .contains("export = \"exports/members 2024.csv\"")
    );
}

#[cfg(unix)]
#[test]
fn what_has_no_end_is_not_read() {
    let folder = Folder::empty();
    let outcome = folder.run(&["init", "/dev/zero", "--to", "draft"]);
    assert_eq!(outcome.status, 2);
    assert!(
        outcome.stderr.contains("a folder or a device, not a file"),
        "{}",
        outcome.stderr
    );
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_folder_is_not_followed() {
    let folder = Folder::empty();
    folder.write(
        "members 2024.csv",
        "Timestamp,Did you come?\n1/2/2024 10:00:00,Yes\n1/2/2024 10:01:00,No\n",
    );
    folder.write("elsewhere/kept.txt", "kept");
    folder.write("draft/kept.txt", "kept");
    std::os::unix::fs::symlink(folder.path("elsewhere"), folder.path("draft/exports"))
        .expect("a link can be made");
    let before = folder.everything();
    let outcome = folder.run(&["init", "members 2024.csv", "--to", "draft"]);
    assert_eq!(outcome.status, 2);
    assert!(
        outcome
            .stderr
            .contains("a symbolic link, which is not followed"),
        "{}",
        outcome.stderr
    );
    assert!(folder.everything() == before);
}

#[test]
fn what_turns_or_hides_letters_reaches_neither_the_terminal_nor_the_draft() {
    let folder = Folder::empty();
    let mut export = "Timestamp,Which \u{202e}colour?\n".to_owned();
    for minute in 10..30 {
        let colour = if minute % 2 == 0 {
            "\u{202e}der\u{2066}"
        } else {
            "blue"
        };
        export.push_str(&format!("1/2/2024 10:{minute}:00,{colour}\n"));
    }
    folder.write("\u{202e}members 2024.csv", export);
    let draft = folder
        .run(&["init", "\u{202e}members 2024.csv", "--to", "draft"])
        .done();
    let check = folder.run(&["check", "--project", "draft"]);
    let written = folder.read("draft/canvass.toml");
    for text in [
        &draft.stdout,
        &draft.stderr,
        &check.stdout,
        &check.stderr,
        &written,
    ] {
        assert!(!text.contains(['\u{202e}', '\u{2066}']), "{text:?}");
    }
    assert!(
        written.contains("label = \"\\u202Eder\\u2066\""),
        "{written}"
    );
    assert!(check.stdout.contains(": 10\n"), "{}", check.stdout);
}
