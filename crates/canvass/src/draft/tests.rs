//! What a draft holds, from what inspection finds.

mod matches;
mod privacy;
mod written;

use std::ops::RangeInclusive;

use super::crosswalk::{Questions, Thread, threads};
use super::{Draft, Export, LeftOut, Wave, project, write};
use crate::config::{Project, Texts, parse};
use crate::ingest::{Found, FoundOption, FoundRow, Inspection};
use crate::survey::{Platform, QuestionKind};

pub(super) fn option(label: &str) -> FoundOption {
    FoundOption {
        label: label.to_owned(),
        cell: None,
        count: 1,
        exclusive: false,
        other: false,
        score: None,
    }
}

pub(super) fn found(wording: &str, kind: QuestionKind, options: &[&str]) -> Found {
    Found {
        wording: wording.to_owned(),
        heading: None,
        rows: Vec::new(),
        kind,
        options: options.iter().map(|label| option(label)).collect(),
        personal: false,
        answered: 10,
        separator: None,
        evidence: Vec::new(),
        doubts: Vec::new(),
    }
}

pub(super) fn scale(wording: &str, points: RangeInclusive<i64>) -> Found {
    let mut found = found(wording, QuestionKind::Scale, &[]);
    for point in points {
        found.options.push(FoundOption {
            score: Some(point),
            ..option(&point.to_string())
        });
    }
    found
}

fn open(wording: &str) -> Found {
    found(wording, QuestionKind::OpenText, &[])
}

fn grid(wording: &str, rows: &[&str]) -> Found {
    let rows = rows.iter().map(|label| FoundRow {
        label: (*label).to_owned(),
        heading: None,
        answered: 10,
    });
    Found {
        rows: rows.collect(),
        ..found(wording, QuestionKind::SingleChoice, &["Yes", "No"])
    }
}

fn crosswalk(waves: &[Wave<'_>]) -> Vec<Thread> {
    threads(&Questions::new(waves), &LeftOut::new())
}

/// Waves 2020, 2021 and so on that hold these questions.
fn waves(questions: Vec<Vec<Found>>) -> Vec<Wave<'static>> {
    let wave = |(at, questions): (usize, Vec<Found>)| Wave {
        id: (2020 + at).to_string(),
        by_times: false,
        export: Export {
            file: format!("{}.csv", 2020 + at).leak(),
            bytes: b"",
            sheet: None,
        },
        inspection: Inspection {
            platform: Platform::WideTable,
            how: "one heading row".to_owned(),
            encoding: "UTF-8".to_owned(),
            sheet: None,
            year: None,
            records: 10,
            separator: None,
            questions,
        },
    };
    questions.into_iter().enumerate().map(wave).collect()
}

/// The text of the draft, and the project that it is read as.
fn drafted(waves: &[Wave<'_>]) -> (String, Project) {
    let threads = crosswalk(waves);
    let (canvass, _) = write::canvass(waves, &threads, &LeftOut::new());
    let texts = Texts {
        canvass: &canvass,
        codebook: CODEBOOK,
        ..Texts::default()
    };
    match parse(&texts) {
        Ok(read) => (canvass, read.value),
        Err(faults) => panic!("{faults}\n\n{canvass}"),
    }
}

/// For each thread, where each wave has it: `[Some(0), None]` is the first question of the first wave of two.
fn places(threads: &[Thread], waves: usize) -> Vec<Vec<Option<usize>>> {
    let place =
        |thread: &Thread, wave: usize| thread.asked.get(&wave).map(|(question, _)| *question);
    threads
        .iter()
        .map(|thread| (0..waves).map(|wave| place(thread, wave)).collect())
        .collect()
}

const CODEBOOK: &str = "id = \"c\"\nversion = \"1\"\n[[frame]]\nid = \"theme\"\nlabel = \"T\"\nkind = \"theme\"\n\
                        [[frame.code]]\nid = \"a\"\nlabel = \"A\"\ndefinition = \"A\"\n\
                        theory = { activities = [\"a\"], outputs = [\"b\"], horizon = \"c\" }\n";

#[test]
fn a_dictionary_explains_the_exports_and_is_no_wave() {
    let labels = "Variable,Variable label,Code,Label\nq1,Where do you live?,1,North\nq1,Where do you live?,2,South\n";
    let mut answers = "q1,q2\n".to_owned();
    for row in 0..30 {
        answers.push_str(&format!("{},{}\n", 1 + row % 2, ["Yes", "No"][row % 2]));
    }
    let export = |file, text: &'static str| Export {
        file,
        bytes: text.as_bytes(),
        sheet: None,
    };
    let files = [
        export("labels.csv", labels),
        export("members 2024.csv", answers.leak()),
    ];
    let draft = project(&files).unwrap().value;
    assert_eq!(draft.waves.len(), 1);
    assert!(
        draft.canvass.contains("Where do you live?"),
        "{}",
        draft.canvass
    );
    assert!(draft.canvass.contains("cell = \"2\""), "{}", draft.canvass);
    let labels_alone = project(&files[..1]);
    assert!(labels_alone.is_ok_and(|draft| draft.value.waves.len() == 1));
}
