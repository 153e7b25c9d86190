//! The same bytes on every run, in every folder, language, time zone and surrounding.

use std::fs;

use crate::folder::Folder;

/// What differs between computers and people, and must not matter.
const SURROUNDINGS: [&[(&str, &str)]; 3] = [
    &[
        ("LANG", "C"),
        ("LC_ALL", "C"),
        ("TZ", "UTC"),
        ("RAYON_NUM_THREADS", "1"),
        ("HOME", "/nonexistent"),
    ],
    &[
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("TZ", "Pacific/Auckland"),
        ("RAYON_NUM_THREADS", "7"),
        ("HOME", "/"),
        ("USER", "somebody"),
    ],
    &[
        ("LANG", "de_DE.ISO-8859-1"),
        ("LC_NUMERIC", "de_DE"),
        ("TZ", "America/St_Johns"),
        ("SOURCE_DATE_EPOCH", "0"),
        ("NO_COLOR", "1"),
        ("COLUMNS", "40"),
        ("RUST_LOG", "trace"),
        ("RUST_BACKTRACE", "full"),
    ],
];

#[test]
fn every_output_is_the_same_wherever_it_is_made() {
    let mut first = None;
    for surrounding in SURROUNDINGS {
        let folder = Folder::empty();
        let mut told = Vec::new();
        for arguments in [
            &["demo", "."][..],
            &["report", "--pictures", "png", "--out", "again"],
            &["code"],
            &["check"],
            &["tables", "--format", "json"],
            &[
                "tables",
                "--internal",
                "--format",
                "xlsx",
                "--out",
                "figures.xlsx",
            ],
            &["tables", "--format", "parquet", "--out", "figures.parquet"],
            &["compare", "--format", "csv"],
            &["codebook", "lint"],
            &["codebook", "export", "codebook.qdc"],
            &["verify"],
            &[
                "init",
                "exports/2022-google-forms.csv",
                "exports/2023-surveymonkey.csv",
                "--to",
                "draft",
            ],
            &["man", "manual"],
            &["completions", "bash"],
            &["--help"],
        ] {
            let mut command = folder.command(arguments);
            command.envs(surrounding.iter().copied());
            if arguments == ["--help"] {
                // Its lines are as long as the terminal is wide.
                command.env_remove("COLUMNS");
            }
            let output = command.output().expect("it starts");
            told.push((
                arguments,
                output.status.code(),
                output.stdout,
                output.stderr,
            ));
        }
        let made = (folder.everything(), told);
        let Some((files, told)) = &first else {
            first = Some(made);
            continue;
        };
        for (name, bytes) in files {
            assert!(
                made.0.get(name) == Some(bytes),
                "{name} differs with {surrounding:?}"
            );
        }
        assert_eq!(made.0.len(), files.len());
        for (then, now) in told.iter().zip(&made.1) {
            assert!(
                then == now,
                "what {:?} tells differs with {surrounding:?}",
                then.0
            );
        }
    }
    let (files, told) = first.expect("it ran");
    assert!(files.len() > 60, "only {} files were compared", files.len());
    let failed = told.iter().filter(|(_, status, ..)| *status == Some(2));
    assert_eq!(failed.count(), 0, "{told:?}");
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = Folder::empty();
    folder.run(&["demo", "Arddangosfa ŵyl"]).done();
    let first = folder.everything();
    folder.run(&["demo", "Arddangosfa ŵyl"]).done();
    assert!(folder.everything() == first);
}

#[test]
fn the_order_of_files_on_the_disk_does_not_matter() {
    let (one, other) = (Folder::with_example(), Folder::with_example());
    let comments = ["summary", "theme-knowledge", "theme-voice"];
    let write = |folder: &Folder, name: &str| {
        folder.write(&format!("commentary/{name}.md"), format!("On {name}."));
    };
    comments.iter().for_each(|name| write(&one, name));
    comments.iter().rev().for_each(|name| write(&other, name));
    for folder in [&one, &other] {
        folder.run(&["report", "--format", "txt"]).done();
    }
    let [one, other] =
        [one, other].map(|f| fs::read(f.path("out/manifest.json")).expect("a manifest"));
    assert!(one == other);
}
