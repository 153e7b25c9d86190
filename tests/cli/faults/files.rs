//! Every fault that a project can have: a clear message with its place, exit status 2, and nothing written.

use std::fs;

use crate::folder::Folder;

/// Runs `report` and `check` on a spoilt project, and compares what they say.
#[track_caller]
fn assert_fault(folder: &Folder, expected: &str) {
    let before = folder.everything();
    for command in ["report", "check"] {
        let outcome = folder.run(&[command]);
        assert_eq!(outcome.stderr, expected, "{command}");
        assert_eq!(
            (outcome.status, outcome.stdout.as_str()),
            (2, ""),
            "{command}"
        );
        assert!(
            folder.everything() == before,
            "{command} changed the project's folder"
        );
    }
}

fn remove(folder: &Folder, name: &str) {
    fs::remove_file(folder.path(name)).expect("the file is there");
}

#[test]
fn a_project_that_is_not_there() {
    let folder = Folder::empty();
    let outcome = folder.run(&["report", "--project", "last year"]);
    assert_eq!(
        outcome.stderr,
        r#"canvass.toml: error[config/unreadable]: there is no such file
  help: a project is a folder with a canvass.toml; `--project DIR` says which
1 error; "canvass explain CODE" tells more
"#
    );
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert!(folder.everything().is_empty());
}

#[test]
fn an_export_that_is_not_there() {
    let folder = Folder::with_example();
    remove(&folder, "exports/2023-surveymonkey.csv");
    let place = folder.place("canvass.toml", "\"exports/2023-surveymonkey.csv\"");
    assert_fault(
        &folder,
        &format!(
            r#"{place}: error[config/unreadable]: there is no file "exports/2023-surveymonkey.csv" in the project's folder
1 error; "canvass explain CODE" tells more
"#
        ),
    );
}

#[test]
fn a_codebook_that_is_not_there() {
    let folder = Folder::with_example();
    remove(&folder, "codebook.toml");
    let place = folder.place("canvass.toml", "\"codebook.toml\"");
    assert_fault(
        &folder,
        &format!(
            r#"{place}: error[config/unreadable]: there is no file "codebook.toml" in the project's folder
1 error; "canvass explain CODE" tells more
"#
        ),
    );
}

#[test]
fn an_unknown_key() {
    let folder = Folder::with_example();
    folder.replace("canvass.toml", "\nheadline = ", "\nheadlin = ");
    let place = folder.place("canvass.toml", "headlin = ");
    assert_fault(
        &folder,
        &format!(
            r#"{place}: error[config/unknown-key]: unknown key "headlin" in [report]
  help: did you mean "headline"?
1 error; "canvass explain CODE" tells more
"#
        ),
    );
}

#[test]
fn faults_of_several_files_in_one_run() {
    let folder = Folder::with_example();
    folder.replace("canvass.toml", "members = 4700", "members = \"4700\"");
    folder.replace("canvass.toml", "kind = \"scale\"", "kind = \"scal\"");
    folder.replace(
        "actions.toml",
        "heard = \"Small groups",
        "herd = \"Small groups",
    );
    folder.replace(
        "membership.csv",
        "2022,who,individual,3260",
        "2022,who,individual,many",
    );
    let [action, key] = ["[[action]]", "herd = "].map(|words| folder.place("actions.toml", words));
    let [members, kind] = ["\"4700\"", "\"scal\""].map(|words| folder.place("canvass.toml", words));
    assert_fault(
        &folder,
        &format!(
            r#"{action}: error[config/missing-key]: [[action]] needs "heard"
{key}: error[config/unknown-key]: unknown key "herd" in [[action]]
  help: did you mean "heard"?
{members}: error[config/wrong-type]: "members" takes a whole number, not a text
  help: write it without quotation marks
{kind}: error[config/unknown-value]: unknown kind "scal"
  help: did you mean "scale"?
membership.csv: row 2: error[membership/row]: "members" cannot be "many"
  help: write a whole number in digits alone, such as 1250
5 errors; "canvass explain CODE" tells more
"#
        ),
    );
}

#[test]
fn an_option_that_is_misspelt_where_it_is_referred_to() {
    let folder = Folder::with_example();
    folder.replace(
        "canvass.toml",
        "question = \"used\", option = \"yes\"",
        "question = \"used\", option = \"yess\"",
    );
    let place = folder.place("canvass.toml", "\"yess\"");
    assert_fault(
        &folder,
        &format!(
            r#"{place}: error[config/unknown-reference]: unknown option "yess"
  help: did you mean "yes"?
1 error; "canvass explain CODE" tells more
"#
        ),
    );
}

#[test]
fn an_option_that_is_misspelt_where_it_is_defined() {
    let folder = Folder::with_example();
    folder.replace("canvass.toml", "label = \"Wales\"", "label = \"Whales\"");
    assert_fault(
        &folder,
        r#"exports/2022-google-forms.csv: row 5, column "Where are you, or where is your group, based?": error[ingest/unknown-option]: 8 answers hold an option that the project does not list (5 characters): rows 5, 37, 54, 89, 103 and 3 more
  help: it is much like the option "Whales"; give that option the label it has in this export
exports/2023-surveymonkey.csv: row 33, column "Where are you, or where is your group, based?": error[ingest/unknown-option]: 8 answers hold an option that the project does not list (5 characters): rows 33, 50, 110, 118, 119 and 3 more
  help: it is much like the option "Whales"; give that option the label it has in this export
exports/2024-microsoft-forms.xlsx: row 13, column "Where are you, or where is your group, based?": error[ingest/unknown-option]: 9 answers hold an option that the project does not list (5 characters): rows 13, 41, 48, 65, 123 and 4 more
  help: it is much like the option "Whales"; give that option the label it has in this export
3 errors, 8 notes; "canvass explain CODE" tells more
"#,
    );
}

#[test]
fn an_export_of_another_survey() {
    let folder = Folder::with_example();
    folder.write(
        "exports/2022-google-forms.csv",
        "Timestamp,What is your favourite tea?\n01/02/2024 10:00:00,Assam\n",
    );
    assert_fault(
        &folder,
        r#"exports/2022-google-forms.csv: error[ingest/missing-question]: only 0 of the 14 questions of this wave are in the file: it looks like the export of another survey or wave
  help: check `export` of the wave, and the wordings of its questions
1 error, 8 notes; "canvass explain CODE" tells more
"#,
    );
}

#[test]
fn an_export_with_nothing_in_it() {
    let folder = Folder::with_example();
    folder.write("exports/2022-google-forms.csv", "");
    assert_fault(
        &folder,
        r#"exports/2022-google-forms.csv: error[ingest/empty]: the file holds nothing
1 error, 8 notes; "canvass explain CODE" tells more
"#,
    );
}

#[test]
fn an_export_with_headings_alone() {
    let folder = Folder::with_example();
    let export = folder.read("exports/2022-google-forms.csv");
    let (headings, _) = export.split_once('\n').expect("there are headings");
    folder.write("exports/2022-google-forms.csv", headings);
    assert_fault(
        &folder,
        r#"exports/2022-google-forms.csv: error[ingest/empty]: the file has headings and no rows under them
1 error, 8 notes; "canvass explain CODE" tells more
"#,
    );
}

#[test]
fn a_workbook_that_is_cut_short() {
    let folder = Folder::with_example();
    let whole =
        fs::read(folder.path("exports/2024-microsoft-forms.xlsx")).expect("the export can be read");
    folder.write("exports/2024-microsoft-forms.xlsx", &whole[..3000]);
    assert_fault(
        &folder,
        r#"exports/2024-microsoft-forms.xlsx: error[ingest/unreadable]: the file is a damaged ZIP archive
  help: download the export again
1 error, 6 notes; "canvass explain CODE" tells more
"#,
    );
}

#[test]
fn a_logo_that_cannot_be_drawn() {
    let folder = Folder::with_example();
    let logo = "[report]\nlogo = { file = \"mark.svg\", alt = \"Kindred Ground\" }\n";
    folder.replace("canvass.toml", "[report]\n", logo);
    folder.write(
        "mark.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>",
    );
    let place = folder.place("canvass.toml", "\"mark.svg\"");
    for command in ["report", "check"] {
        let outcome = folder.run(&[command]);
        assert_eq!(outcome.status, 2, "{command}");
        let told = format!("{place}: error[config/invalid-value]: \"mark.svg\" cannot be drawn: ");
        assert!(
            outcome.stderr.contains(&told),
            "{command}: {}",
            outcome.stderr
        );
    }
    assert!(!folder.path("out").exists());
}

/// Runs `report` where its files cannot be written, and compares the first line of what it says; the second
/// line is the system's.
#[track_caller]
fn assert_unwritable(folder: &Folder, expected: &str) {
    let before = folder.everything();
    let outcome = folder.run(&["report"]);
    assert_eq!(outcome.stderr.lines().next(), Some(expected));
    assert!(
        outcome.stderr.contains("\n  because: "),
        "{}",
        outcome.stderr
    );
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert!(folder.everything() == before, "something was written");
}

#[test]
fn a_file_where_the_folder_of_the_report_should_be() {
    let folder = Folder::with_example();
    folder.write("out", "a file");
    assert_unwritable(&folder, "error: ./out cannot be written");
}

#[test]
fn a_folder_where_a_file_of_the_report_should_be() {
    let folder = Folder::with_example();
    folder.write("out/report.docx/page", "a file in a folder");
    assert_unwritable(&folder, "error: ./out/report.docx cannot be written");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::with_example();
    folder.write("out/report.html", "last year's");
    let set = |mode| {
        fs::set_permissions(folder.path("out"), fs::Permissions::from_mode(mode))
            .expect("it is ours")
    };
    set(0o555);
    // Root may write everywhere, so there is nothing to see as root.
    let root = fs::write(folder.path("out/probe"), "").is_ok();
    if root {
        remove(&folder, "out/probe");
    } else {
        assert_unwritable(&folder, "error: ./out/report.html cannot be written");
    }
    set(0o755);
    assert_eq!(folder.read("out/report.html"), "last year's");
}
