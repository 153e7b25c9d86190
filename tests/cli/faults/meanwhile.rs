//! Two runs at once, and files that change while a run reads them.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::folder::Folder;

#[test]
fn while_another_run_writes_a_report_none_is_written() {
    let folder = Folder::with_example();
    folder.run(&["report", "--format", "txt"]).done();
    // What a killed run left is in nobody's way.
    let lock = folder.path("release-ledger.lock");
    fs::write(&lock, "").expect("it can be written");
    folder.run(&["report", "--format", "txt"]).done();
    assert!(!lock.exists());
    let held = File::create(&lock).expect("it can be written");
    held.try_lock().expect("nobody holds it");
    folder.replace(
        "canvass.toml",
        "Members' Questionnaire 2024",
        "Another title",
    );
    let before = folder.everything();
    let outcome = folder.run(&["report", "--format", "txt"]);
    assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""));
    assert_eq!(
        outcome.stderr,
        "error: another canvass is writing a report of the project in .; wait until it is done\n"
    );
    assert!(folder.everything() == before);
    // Only to look is always possible.
    folder.run(&["check"]).done();
    drop(held);
    folder.run(&["report", "--format", "txt"]).done();
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_lock_is_not_waited_for() {
    let folder = Folder::with_example();
    folder.run(&["code", "--format", "csv"]).done();
    let arguments = [
        ("release-ledger.lock", &["report", "--format", "txt"][..]),
        (
            "coding/decisions.lock",
            &["review", "import", "coding/review.csv", "--coder", "Ann"],
        ),
    ];
    for (lock, arguments) in arguments {
        let path = folder.path(lock);
        let made = Command::new("mkfifo").arg(&path).status();
        assert!(made.expect("there is mkfifo").success());
        let outcome = folder.run(arguments);
        assert_eq!((outcome.status, outcome.stdout.as_str()), (2, ""), "{lock}");
        let told = outcome.stderr;
        assert!(told.starts_with("error: ") && told.contains(lock), "{told}");
        assert!(
            told.ends_with("\n  because: this is a folder or a device, not a file\n"),
            "{told}"
        );
        fs::remove_file(path).expect("it is still there");
    }
}

#[test]
fn reports_started_together_end_with_one_whole_report() {
    let folder = Folder::with_example();
    folder.run(&["report", "--format", "txt,html"]).done();
    let alone = folder.everything();
    let runs: Vec<_> = (0..4)
        .map(|_| {
            let mut command = folder.command(&["report", "--format", "txt,html"]);
            command.stdout(Stdio::null()).stderr(Stdio::piped());
            command.spawn().expect("it starts")
        })
        .collect();
    let mut done = 0;
    for run in runs {
        let output = run.wait_with_output().expect("it ends");
        let told = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => done += 1,
            code => {
                assert_eq!(code, Some(2), "{told}");
                assert!(told.contains("another canvass is writing"), "{told}");
            }
        }
    }
    assert!(done > 0, "no run did its work");
    assert!(folder.everything() == alone);
    folder.run(&["verify"]).done();
}

#[test]
fn an_export_that_grows_while_it_is_read_is_not_used() {
    let folder = Folder::with_example();
    let name = "exports/2022-google-forms.csv";
    let growing = AtomicBool::new(true);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut export = OpenOptions::new()
                .append(true)
                .open(folder.path(name))
                .expect("it can be added to");
            let start = export.metadata().expect("its length").len();
            while growing.load(Ordering::Relaxed) {
                for _ in 0..50_000 {
                    export.write_all(b"\n").expect("it can be added to");
                }
                export.set_len(start).expect("it can be cut");
            }
        });
        let told = (0..50).any(|_| {
            let outcome = folder.run(&["check"]);
            assert!(matches!(outcome.status, 0 | 2), "{}", outcome.stderr);
            let changed = "exports/2022-google-forms.csv: error[ingest/changed]: the file changed while it was being read\n  help: wait until";
            outcome.status == 2 && outcome.stderr.contains(changed)
        });
        growing.store(false, Ordering::Relaxed);
        assert!(told, "nobody noticed");
    });
}

#[test]
fn a_ledger_of_another_run_is_not_overwritten() {
    // Between reading and writing there is no moment to be caught from outside, so the other run is one that keeps
    // publishing: every ledger that is left must be whole, and hold what the reports that were written told.
    let folder = Folder::with_example();
    folder
        .run(&["report", "--release", "--format", "txt"])
        .done();
    let ledger = fs::read(folder.path("release-ledger.json")).expect("there is a ledger");
    fs::remove_file(folder.path("release-ledger.json")).expect("it can be removed");
    let both = ["2023", "2024"].map(|wave| {
        let mut command =
            folder.command(&["report", "--release", "--format", "txt", "--out", wave]);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().expect("it starts")
    });
    for run in both {
        let output = run.wait_with_output().expect("it ends");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success()
                || told.contains("another canvass is writing")
                || told.contains("release-ledger.json changed while the report was being made"),
            "{told}"
        );
    }
    assert!(fs::read(folder.path("release-ledger.json")).expect("there is a ledger") == ledger);
}
