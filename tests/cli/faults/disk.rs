//! A disk that is full, that may not be written to, or that goes away.

use std::fs;
use std::process::Command;

use crate::folder::{Folder, Page};

/// Runs the command with a limit on the length of each file that it writes, in blocks of 512 bytes: to the program it
/// is as if the disk were full.
#[cfg(target_os = "linux")]
fn run_on_a_disk_of(blocks: u32, folder: &Folder, arguments: &[&str]) -> (i32, String) {
    let output = Command::new("sh")
        .current_dir(folder.path(""))
        .arg("-c")
        .arg(format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""
        ))
        .arg(env!("CARGO_BIN_EXE_canvass"))
        .args(arguments)
        .output()
        .expect("there is a shell");
    let told = String::from_utf8(output.stderr).expect("the command writes UTF-8");
    (output.status.code().expect("it ends by itself"), told)
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_earlier_report_and_the_ledger_whole() {
    let folder = Folder::with_example();
    folder.run(&["report", "--release"]).done();
    folder.replace(
        "canvass.toml",
        "Members' Questionnaire 2024",
        "Another title",
    );
    let before = folder.everything();
    // Full before the first file, after it, and only when the largest comes.
    let largest = fs::read_dir(folder.path("out"))
        .expect("there is a report")
        .map(|file| file.expect("a file").metadata().expect("its length").len())
        .max()
        .expect("a file");
    for blocks in [
        0,
        60,
        u32::try_from(largest / 512).expect("a small file") - 1,
    ] {
        let (status, told) = run_on_a_disk_of(blocks, &folder, &["report", "--release"]);
        assert_eq!(status, 2, "{blocks}: {told}");
        let lines: Vec<&str> = told.lines().collect();
        assert!(
            lines[0].starts_with("error: ./out/") && lines[0].ends_with(" cannot be written"),
            "{told}"
        );
        assert!(lines[1].starts_with("  because: File too large"), "{told}");
        assert!(lines[2].starts_with("  help: "), "{told}");
        assert!(
            folder.everything() == before,
            "{blocks}: something was written"
        );
    }
    folder.run(&["report", "--release"]).done();
    assert!(folder.read("out/report.md").contains("Another title"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_other_results_unwritten_as_well() {
    let folder = Folder::with_example();
    let before = folder.everything();
    for arguments in [
        &["tables", "--format", "xlsx", "--out", "tables.xlsx"][..],
        &["code"],
        &["init", "exports/2023-surveymonkey.csv", "--to", "draft"],
        &["demo", "example"],
        &["report", "--write-template", "report.css"],
    ] {
        let (status, told) = run_on_a_disk_of(1, &folder, arguments);
        assert_eq!(status, 2, "{arguments:?}: {told}");
        assert!(told.contains("\n  because: File too large"), "{told}");
        assert!(folder.everything() == before, "{arguments:?}");
    }
}

/// A sheet in `sheet.csv` in which somebody has decided the first rows.
fn write_a_sheet(folder: &Folder, rows: usize) {
    let mut page = Page::of(folder, "coding/review.csv");
    for row in 1..=rows {
        page.set(row, "codes: theme", "voice");
        page.set(row, "done", "yes");
    }
    page.write(folder, "sheet.csv");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_record_of_decisions_whole() {
    let import = ["review", "import", "sheet.csv", "--coder", "Ann"];
    let folder = Folder::with_example();
    folder.run(&["code", "--format", "csv"]).done();
    write_a_sheet(&folder, 1);
    folder.run(&import).done();
    write_a_sheet(&folder, 40);
    let before = folder.everything();
    let (status, told) = run_on_a_disk_of(4, &folder, &import);
    assert_eq!(status, 2, "{told}");
    assert!(
        told.starts_with("error: the record of decisions cannot be used: "),
        "{told}"
    );
    assert!(told.contains("\n  because: File too large"), "{told}");
    assert!(folder.everything() == before, "the record has changed");
    folder.run(&import).done();
    assert!(folder.read("coding/decisions.jsonl").len() > 4 * 512);
}

#[cfg(target_os = "linux")]
#[test]
fn a_fault_after_decisions_are_recorded_says_that_they_are() {
    let told_of = "error: the decisions were taken in and are recorded, but what follows was not all done\n  because: ";
    let folder = Folder::with_example();
    folder.run(&["code", "--format", "csv"]).done();
    write_a_sheet(&folder, 1);
    let full = fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("/dev/full can be opened");
    let output = folder
        .command(&["review", "import", "sheet.csv", "--coder", "Ann"])
        .stdout(full)
        .output()
        .expect("it starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.starts_with(told_of), "{told}");
    let recorded = folder.read("coding/decisions.jsonl");
    assert!(recorded.contains("Ann"));
    // Bob's first row is in conflict with Ann's, and the list of conflicts has no place.
    let mut page = Page::of(&folder, "coding/review.csv");
    page.set(1, "codes: theme", "knowledge");
    page.set(2, "done", "yes");
    page.write(&folder, "bob.csv");
    fs::create_dir(folder.path("coding/conflicts.csv")).expect("a folder can be made");
    let outcome = folder.run(&["review", "import", "bob.csv", "--coder", "Bob"]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.stderr.starts_with(told_of), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("conflicts.csv cannot be written"));
    assert!(folder.read("coding/decisions.jsonl").len() > recorded.len());
    // Taken in once more, as the advice says, nothing is recorded twice.
    fs::remove_dir(folder.path("coding/conflicts.csv")).expect("it is empty");
    let recorded = folder.read("coding/decisions.jsonl");
    let again = folder.run(&["review", "import", "bob.csv", "--coder", "Bob"]);
    assert_eq!(again.status, 1, "{}", again.stderr);
    assert!(folder.path("coding/conflicts.csv").is_file());
    assert_eq!(folder.read("coding/decisions.jsonl"), recorded);
}

#[cfg(unix)]
#[test]
fn an_export_that_may_not_be_read_or_written() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::with_example();
    let set = |name: &str, mode| {
        fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode))
            .expect("it is ours");
    };
    // What is only to be read is never written.
    for name in [
        "exports/2022-google-forms.csv",
        "canvass.toml",
        "codebook.toml",
    ] {
        set(name, 0o444);
    }
    set("exports", 0o555);
    folder.run(&["report"]).done();
    folder.run(&["verify"]).done();
    set("exports/2022-google-forms.csv", 0o000);
    // Root may read everything, so there is nothing to see as root.
    let root = fs::read(folder.path("exports/2022-google-forms.csv")).is_ok();
    if !root {
        let outcome = folder.run(&["check"]);
        assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
        assert!(
            outcome.stderr.starts_with("exports/2022-google-forms.csv: error[ingest/unreadable]: the file cannot be read: Permission denied"),
            "{}",
            outcome.stderr
        );
    }
    set("exports", 0o755);
}

/// A disk that may not be written to, for whoever runs this: the system's own files about processes.
#[cfg(target_os = "linux")]
#[test]
fn a_report_into_a_place_that_takes_no_files() {
    let folder = Folder::with_example();
    let before = folder.everything();
    let outcome = folder.run(&["report", "--release", "--out", "/proc/canvass-report"]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert!(
        outcome
            .stderr
            .starts_with("error: /proc/canvass-report cannot be written\n  because: "),
        "{}",
        outcome.stderr
    );
    assert!(
        folder.everything() == before,
        "what was not published stands in the ledger"
    );
}

#[test]
fn a_ledger_that_cannot_be_written_means_no_report() {
    let folder = Folder::with_example();
    folder
        .run(&["report", "--release", "--format", "txt"])
        .done();
    let report = folder.read("out/report.txt");
    folder.replace(
        "canvass.toml",
        "Members' Questionnaire 2024",
        "Another title",
    );
    // Where the ledger should go there is a folder, as after a mishap with a copy.
    fs::remove_file(folder.path("release-ledger.json")).expect("it is there");
    fs::create_dir(folder.path("release-ledger.json")).expect("a folder can be made");
    let outcome = folder.run(&["report", "--release", "--format", "txt"]);
    assert_eq!(outcome.status, 2);
    assert!(
        outcome.stderr.contains("release-ledger.json"),
        "{}",
        outcome.stderr
    );
    assert_eq!(folder.read("out/report.txt"), report);
}

#[test]
fn a_project_that_goes_away_is_waited_for() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;

    let folder = Folder::with_example();
    let inside = folder.path("canvass.toml");
    let project = inside.parent().expect("a file is in a folder");
    let away = project.with_file_name("away");
    let mut watching = folder
        .command(&["report", "--watch", "--format", "txt", "--project"])
        .arg(project)
        .current_dir(std::env::temp_dir())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(watching.stdout.take().expect("it is a pipe")).lines();
    let mut next = || lines.next().expect("it goes on").expect("text");
    assert!(next().starts_with("2 files written to "));
    fs::rename(project, &away).expect("the disk goes away");
    assert_eq!(next(), "nothing written; waiting for changes, Ctrl-C ends");
    assert!(!project.exists(), "a folder was made in its place");
    fs::rename(&away, project).expect("the disk comes back");
    assert!(next().starts_with("2 files written to "));
    watching.kill().expect("it still runs");
    let told = watching.wait_with_output().expect("it ends").stderr;
    let told = String::from_utf8_lossy(&told);
    assert!(
        told.starts_with("canvass.toml: error[config/unreadable]: there is no such file"),
        "{told}"
    );
}
