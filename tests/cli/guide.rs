//! Every command of `docs/guide.md` does what the page says.

use std::fs;
use std::path::Path;

use crate::folder::Folder;

const PAGE: &str = include_str!("../../docs/guide.md");

/// The blocks of the page, each with its kind.
fn blocks() -> Vec<(&'static str, &'static str)> {
    let fenced = PAGE.split("```").skip(1).step_by(2);
    fenced.filter_map(|block| block.split_once('\n')).collect()
}

/// A folder as the page has it: exports as they were downloaded, and the example.
fn folder() -> Folder {
    let folder = Folder::empty();
    let exports =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/members-questionnaire/exports");
    let bytes = |name: &str| fs::read(exports.join(name)).expect("it is part of the example");
    for (export, name) in [
        ("2022-google-forms.csv", "members-2022.csv"),
        ("2023-surveymonkey.csv", "members-2023.csv"),
        ("2024-microsoft-forms.xlsx", "members-2024.xlsx"),
    ] {
        folder.write(name, bytes(export));
    }
    folder.run(&["demo", "example"]).done();
    folder
}

#[test]
fn every_command_of_the_guide_prints_what_stands_below_it() {
    let folder = folder();
    let mut printed = String::new();
    let mut commands = 0;
    for (kind, block) in blocks() {
        match kind {
            "sh" => {
                printed.clear();
                for line in block.lines() {
                    // What stands in quotation marks is one word.
                    let pieces = line.split('"').enumerate();
                    let words: Vec<&str> = pieces
                        .flat_map(|(at, piece)| match at % 2 {
                            0 => piece.split_whitespace().collect(),
                            _ => vec![piece],
                        })
                        .collect();
                    assert_eq!(words.first(), Some(&"canvass"), "{line}");
                    printed.push_str(&folder.run(&words[1..]).done().stdout);
                    commands += 1;
                }
            }
            "text" => {
                for line in block.lines() {
                    assert!(
                        printed.lines().any(|told| told == line),
                        "{line:?} is not in:\n{printed}"
                    );
                }
            }
            other => panic!("a block of the kind {other:?}"),
        }
    }
    assert!(commands >= 10, "{commands} commands");
    // A picture is there, and a chart says what the report says of it.
    let report = folder.read("example/out/report.md");
    for picture in PAGE.lines().filter(|line| line.starts_with("![")) {
        let (words, address) = picture.split_once("](").expect("a picture has an address");
        let name = address.trim_end_matches(')');
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
        assert!(docs.join(name).is_file(), "{name} is not in docs");
        assert!(
            report.contains(words) || !name.ends_with(".svg"),
            "the report does not say {words}"
        );
    }
}
