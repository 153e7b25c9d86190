//! The command killed at any moment: what was there before stays or gives way as a whole, file by file.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::folder::{Folder, Page};

type Files = BTreeMap<String, Option<Vec<u8>>>;

fn start(folder: &Folder, arguments: &[&str]) -> Child {
    let mut command = folder.command(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("it starts")
}

fn kill(mut run: Child) {
    // It may be done already.
    let _ = run.kill();
    run.wait().expect("it has started");
}

/// How long the command takes here, undisturbed.
fn duration(folder: &Folder, arguments: &[&str]) -> Duration {
    let before = Instant::now();
    folder.run(arguments).done();
    before.elapsed()
}

fn is_part(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or_default();
    name.starts_with(".canvass-") && name.ends_with(".part")
}

/// Every file is that of one report or of the other, or is none of theirs.
#[track_caller]
fn assert_whole(found: &Files, old: &Files, new: &Files) {
    // The lock of a killed run holds nothing, and nobody.
    let is_left = |name: &str| is_part(name) || name == "release-ledger.lock";
    for (name, bytes) in found.iter().filter(|(name, _)| !is_left(name)) {
        assert!(
            old.get(name) == Some(bytes) || new.get(name) == Some(bytes),
            "{name} is neither the old nor the new one"
        );
    }
    for name in old.keys() {
        assert!(found.contains_key(name), "{name} is gone");
    }
}

const REPORT: [&str; 4] = ["report", "--release", "--format", "md,txt"];

#[test]
fn a_report_that_is_killed_leaves_whole_files_and_the_next_one_is_right() {
    let folder = Folder::with_example();
    let time = duration(&folder, &REPORT);
    let old = folder.everything();
    folder.replace(
        "canvass.toml",
        "Members' Questionnaire 2024",
        "Another title",
    );
    folder.run(&REPORT).done();
    let new = folder.everything();
    assert!(old["out/report.md"] != new["out/report.md"]);
    // Moments all over the run, and then those at which files are being written and put in place: as many parts are
    // there as given.
    let over = (0..8).map(|eighth| (time * eighth / 8, 0));
    let writing = [1, 2, 5, 9, 14, 20].map(|parts| (Duration::ZERO, parts));
    for (moment, parts) in over.chain(writing) {
        for (name, bytes) in &old {
            if name.starts_with("out/") || name == "release-ledger.json" {
                bytes.iter().for_each(|bytes| folder.write(name, bytes));
            }
        }
        let run = start(&folder, &REPORT);
        if parts == 0 {
            sleep(moment);
        } else {
            let limit = Instant::now() + time * 20;
            while leftovers(&folder) < parts && Instant::now() < limit {
                std::thread::yield_now();
            }
        }
        kill(run);
        assert_whole(&folder.everything(), &old, &new);
    }
    folder.run(&REPORT).done();
    assert!(folder.everything() == new, "a killed run left its marks");
    folder.run(&["verify"]).done();
}

fn leftovers(folder: &Folder) -> usize {
    let parts = |name: &str| {
        let entries = fs::read_dir(folder.path(name)).into_iter().flatten();
        entries
            .flatten()
            .filter(|entry| is_part(&entry.file_name().to_string_lossy()))
            .count()
    };
    parts("out") + parts("out/figures") + parts("")
}

/// What the record says, without the times at which it was said.
fn decisions(folder: &Folder) -> Vec<String> {
    if !folder.path("coding/decisions.jsonl").exists() {
        return Vec::new();
    }
    let record = folder.read("coding/decisions.jsonl");
    let (whole, _) = record.rsplit_once('\n').unwrap_or_default();
    let lines = whole.lines().map(|line| {
        let mut line: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        for varying in ["at", "id", "decided_at"] {
            line.as_object_mut().expect("an object").remove(varying);
        }
        line.to_string()
    });
    lines.collect()
}

#[test]
fn decisions_survive_a_kill_at_any_moment() {
    let folder = Folder::with_example();
    folder
        .run(&["code", "--format", "csv", "--coder", "Ann"])
        .done();
    let page = Page::of(&folder, "coding/review.csv");
    let mut sheets = Vec::new();
    for (number, code) in ["voice", "knowledge"].iter().enumerate() {
        let mut page = Page(page.0.clone());
        for row in 1..page.0.len() {
            if row % 2 == number {
                page.set(row, "codes: theme", code);
            }
        }
        let name = format!("sheet-{number}.csv");
        page.write(&folder, &name);
        sheets.push(name);
    }
    folder.run(&["review", "import", &sheets[0]]).done();
    let first = folder.read("coding/decisions.jsonl");
    let known = decisions(&folder);
    assert!(known.len() > 100, "only {} decisions", known.len());
    let import = ["review", "import", &sheets[1]];
    let time = duration(&folder, &import);
    let all = decisions(&folder);
    assert!(all.len() > known.len() + 100);
    for twelfth in 0..12 {
        folder.write("coding/decisions.jsonl", &first);
        let run = start(&folder, &import);
        if twelfth % 2 == 0 {
            sleep(time * twelfth / 12);
        } else {
            let limit = Instant::now() + time * 20;
            while folder.read("coding/decisions.jsonl").len() == first.len()
                && Instant::now() < limit
            {
                std::thread::yield_now();
            }
        }
        kill(run);
        let survived = decisions(&folder);
        assert!(survived.starts_with(&known), "decisions are lost");
        assert!(
            all.starts_with(&survived),
            "decisions are there that nobody made"
        );
        // The sheet makes up for what did not get into the record, and no decision is made twice.
        folder.run(&import).done();
        assert_eq!(decisions(&folder), all);
    }
}
