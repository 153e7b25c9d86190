//! Reading from a folder: what is there, what is not, and what is no text.

use std::fs;
use std::path::Path;

use super::{CODEBOOK, PROJECT, QUESTIONS, VALID, WAVES};
use crate::config::load;
use crate::limits::{MAX_BESIDE_BYTES, MAX_BESIDE_FILES, MAX_PROJECT_FILE_BYTES};

/// A folder with these files, and an empty file for every export of [`WAVES`].
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["2022.csv", "2023.csv", "2024.csv"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn canvass() -> String {
    [PROJECT, WAVES, QUESTIONS].concat()
}

fn check(folder: &Path, faults: &str) {
    let found = load(folder)
        .expect_err("the project has a fault")
        .to_string();
    assert_eq!(found, faults, "\n{found}\n");
}

#[test]
fn a_folder_is_read_as_its_texts_are() {
    let folder = folder(&[
        ("canvass.toml", VALID.canvass.as_bytes()),
        ("codebook.toml", VALID.codebook.as_bytes()),
        ("membership.csv", VALID.membership.unwrap().as_bytes()),
        ("actions.toml", VALID.actions.unwrap().as_bytes()),
        ("exports/2022-google-forms.csv", b""),
        ("exports/2023-surveymonkey.csv", b""),
        ("exports/2024-microsoft-forms.xlsx", b""),
    ]);
    let mut project = load(folder.path()).unwrap().value;
    assert_eq!(project.folder, folder.path());
    project.folder.clear();
    // Exports are not read here, so nothing is known of them.
    let read = std::mem::take(&mut project.files);
    let read: Vec<&str> = read.keys().map(String::as_str).collect();
    assert_eq!(
        read,
        [
            "actions.toml",
            "canvass.toml",
            "codebook.toml",
            "membership.csv"
        ]
    );
    assert_eq!(project, super::parse(&VALID).unwrap().value);
}

#[test]
fn the_example_project_has_no_fault() {
    let example =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/members-questionnaire");
    let project = load(&example).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(project.diagnostics.to_string(), "");
    assert_eq!(project.value.survey.waves.len(), 3);
}

#[test]
fn a_folder_without_a_project() {
    check(
        folder(&[]).path(),
        "canvass.toml: error[config/unreadable]: there is no such file\n  \
         help: a project is a folder with a canvass.toml; `--project DIR` says which",
    );
}

#[test]
fn a_codebook_that_is_not_there() {
    check(
        folder(&[("canvass.toml", canvass().as_bytes())]).path(),
        "codebook.toml: error[config/unreadable]: there is no such file\n  \
         help: `codebook` under [project] names the file, relative to the project's folder",
    );
    let named = canvass().replace(
        "title = \"T\"",
        "title = \"T\"\ncodebook = \"books/c.toml\"",
    );
    check(
        folder(&[("canvass.toml", named.as_bytes())]).path(),
        "canvass.toml:4:12: error[config/unreadable]: there is no file \"books/c.toml\" in the project's folder",
    );
}

#[test]
fn an_export_that_is_not_there_or_is_a_folder() {
    let folder = folder(&[
        ("canvass.toml", canvass().as_bytes()),
        ("codebook.toml", CODEBOOK.as_bytes()),
    ]);
    fs::remove_file(folder.path().join("2022.csv")).unwrap();
    fs::remove_file(folder.path().join("2024.csv")).unwrap();
    fs::create_dir(folder.path().join("2024.csv")).unwrap();
    check(
        folder.path(),
        "canvass.toml:8:10: error[config/unreadable]: there is no file \"2022.csv\" in the project's folder\n\
         canvass.toml:14:10: error[config/unreadable]: there is no file \"2024.csv\" in the project's folder",
    );
}

#[test]
fn files_that_are_no_text_are_located_at_the_first_byte_that_is_none() {
    let folder = folder(&[
        ("canvass.toml", canvass().as_bytes()),
        ("codebook.toml", "\u{feff}id = \"b\"\n# é".as_bytes()),
        ("membership.csv", b"wave\ncaf\xe9,1"),
        ("actions.toml", b"\xff\xfea\0"),
    ]);
    let codebook = folder.path().join("codebook.toml");
    let mut bytes = fs::read(&codebook).unwrap();
    bytes.push(0xe9);
    fs::write(&codebook, bytes).unwrap();
    check(
        folder.path(),
        "actions.toml:1:1: error[config/unreadable]: the file is not UTF-8 text\n  \
         help: save it again with the encoding UTF-8\n\
         codebook.toml:2:4: error[config/unreadable]: the file is not UTF-8 text\n  \
         help: save it again with the encoding UTF-8\n\
         membership.csv:2:4: error[config/unreadable]: the file is not UTF-8 text\n  \
         help: save it again with the encoding UTF-8",
    );
}

#[test]
fn a_folder_in_place_of_a_file() {
    let folder = folder(&[
        ("canvass.toml", canvass().as_bytes()),
        ("codebook.toml", CODEBOOK.as_bytes()),
        ("actions.toml/x", b""),
    ]);
    check(
        folder.path(),
        "actions.toml: error[config/unreadable]: this is a folder or a device, not a file",
    );
}

#[test]
fn faults_of_all_files_come_in_one_run_in_order() {
    let canvass = canvass().replace("organisation", "organization");
    let folder = folder(&[
        ("canvass.toml", canvass.as_bytes()),
        ("codebook.toml", format!("colour = 1{CODEBOOK}").as_bytes()),
        (
            "membership.csv",
            b"wave,question,option,members\n2024,who,me,1\n",
        ),
        (
            "actions.toml",
            b"action = [{ heard = 'H', will_do = 'W', about = 'a:b' }]\n",
        ),
    ]);
    fs::remove_file(folder.path().join("2023.csv")).unwrap();
    check(
        folder.path(),
        "actions.toml:1:49: error[config/unknown-reference]: unknown code \"a:b\"\n  \
         help: the codes are: theme:knowledge, value:fairness\n\
         canvass.toml:2:1: error[config/missing-key]: [project] needs \"organisation\"\n\
         canvass.toml:4:1: error[config/unknown-key]: unknown key \"organization\" in [project]\n  \
         help: did you mean \"organisation\"?\n\
         canvass.toml:11:10: error[config/unreadable]: there is no file \"2023.csv\" in the project's folder\n\
         codebook.toml:1:1: error[config/unknown-key]: unknown key \"colour\" in codebook.toml\n  \
         help: the keys are: id, version, valid_from, sets, frame\n\
         membership.csv: row 2: error[membership/row]: unknown option \"me\"\n  \
         help: the options are: self, group",
    );
}

#[test]
fn comments_are_read_with_limits() {
    let folder = folder(&[
        ("canvass.toml", canvass().as_bytes()),
        ("codebook.toml", CODEBOOK.as_bytes()),
        ("commentary/.hidden.md", b"# x"),
        ("commentary/summary.md", b"Good."),
        ("commentary/summary.md~", b"# x"),
        ("commentary/limits.md", b"caf\xe9"),
        ("commentary/method.md", &[b'x'; 256 * 1024 + 1]),
    ]);
    check(
        folder.path(),
        "commentary/limits.md:1:4: error[config/unreadable]: the file is not UTF-8 text\n  \
         help: save it again with the encoding UTF-8\n\
         commentary/method.md: error[config/too-large]: the file is larger than 256 KiB",
    );
}

#[test]
fn a_folder_that_cannot_be_looked_into_is_a_fault() {
    let folder = folder(&[
        ("canvass.toml", canvass().as_bytes()),
        ("codebook.toml", CODEBOOK.as_bytes()),
        ("commentary", b"no folder"),
    ]);
    check(
        folder.path(),
        "commentary: error[config/unreadable]: the folder cannot be looked into: not a directory",
    );
}

/// A file that is `bytes` long and takes no room on the disk.
fn long_file(path: &Path, bytes: usize) {
    let file = fs::File::create(path).unwrap();
    file.set_len(bytes as u64).unwrap();
}

#[test]
fn the_files_of_a_project_are_read_up_to_the_limit() {
    let folder = folder(&[
        ("canvass.toml", canvass().as_bytes()),
        ("codebook.toml", CODEBOOK.as_bytes()),
        ("membership.csv", b"wave,question,option,members\n"),
    ]);
    let padded = |bytes: usize| {
        let mut text = b"#".to_vec();
        text.resize(bytes - CODEBOOK.len(), b' ');
        text.extend(CODEBOOK.as_bytes());
        fs::write(folder.path().join("codebook.toml"), text).unwrap();
    };
    padded(MAX_PROJECT_FILE_BYTES);
    assert!(load(folder.path()).is_ok(), "just within the limit");
    padded(MAX_PROJECT_FILE_BYTES + 1);
    long_file(
        &folder.path().join("membership.csv"),
        MAX_PROJECT_FILE_BYTES + 1,
    );
    check(
        folder.path(),
        "codebook.toml: error[config/too-large]: the file is larger than 16 MiB\n\
         membership.csv: error[config/too-large]: the file is larger than 16 MiB",
    );
}

#[test]
fn a_folder_of_comments_is_read_up_to_the_limits() {
    let folder = folder(&[
        ("canvass.toml", canvass().as_bytes()),
        ("codebook.toml", CODEBOOK.as_bytes()),
        ("commentary/long.md", &[b'x'; MAX_BESIDE_BYTES]),
    ]);
    // The one that is long, and so many others.
    for at in 1..MAX_BESIDE_FILES {
        fs::write(folder.path().join(format!("commentary/c{at}.md")), "x").unwrap();
    }
    let read = load(folder.path()).expect("just within the limits").value;
    assert_eq!(read.commentary.sections.len(), MAX_BESIDE_FILES);
    fs::write(folder.path().join("commentary/one-more.md"), "x").unwrap();
    check(
        folder.path(),
        "commentary: error[config/too-large]: the folder holds more than 500 files",
    );
}

#[test]
fn folders_within_each_other_are_looked_into_up_to_the_limit() {
    let folder = folder(&[
        ("canvass.toml", canvass().as_bytes()),
        ("codebook.toml", CODEBOOK.as_bytes()),
        ("templates/a/b/deep.html.j2", b"x"),
    ]);
    let read = load(folder.path()).expect("just within the limit").value;
    let names: Vec<&String> = read.templates.keys().collect();
    assert_eq!(names, ["a/b/deep.html.j2"]);
    fs::create_dir(folder.path().join("templates/a/b/c")).unwrap();
    check(
        folder.path(),
        "templates/a/b/c: error[config/too-large]: folders are looked into 3 deep, so this one is not",
    );
}

#[test]
fn the_words_of_the_report_stand_in_files_of_their_names_and_nowhere_else() {
    let nobody = b"nobody = \"no one\"\n";
    let folder = folder(&[
        ("canvass.toml", canvass().as_bytes()),
        ("codebook.toml", CODEBOOK.as_bytes()),
        ("templates/wording/phrases.toml", nobody),
    ]);
    assert!(load(folder.path()).is_ok());
    for name in ["README.md", "a/phrases.toml", "phrase.toml"] {
        let path = folder.path().join("templates/wording").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, nobody).unwrap();
    }
    let all = "the files are: describe.toml, figures.toml, language.toml, phrases.toml, proof.toml, render.toml, sections.toml, terms.toml";
    check(
        folder.path(),
        &format!(
            "templates/wording/README.md: error[wording/unknown]: the wording has no file of this name\n  \
             help: {all}\n\
             templates/wording/a/phrases.toml: error[wording/unknown]: the wording has no file of this name\n  \
             help: did you mean \"templates/wording/phrases.toml\"?\n\
             templates/wording/phrase.toml: error[wording/unknown]: the wording has no file of this name\n  \
             help: did you mean \"templates/wording/phrases.toml\"?"
        ),
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_is_not_waited_for() {
    let folder = folder(&[
        ("canvass.toml", canvass().as_bytes()),
        ("codebook.toml", CODEBOOK.as_bytes()),
    ]);
    let pipe = folder.path().join("actions.toml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        check(
            folder.path(),
            "actions.toml: error[config/unreadable]: this is a folder or a device, not a file",
        );
    }
}
