//! One survey of 24 invented people, as each platform writes it in its main layouts: `fixtures/exports`.

use std::fs;
use std::path::Path;

use super::*;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/exports");
const QUESTIONS: [&str; 4] = ["who", "help", "rate", "why"];
const OTHER: &str = "Other (please specify)";

/// Reads an export; `number` says whether its headings number the questions, `other` the name of that option.
fn form(file: &str, number: bool, other: &str) -> Form {
    let folder = file.split('/').next().unwrap();
    let platform = Platform::ALL.iter().find(|p| p.name() == folder).copied();
    let wording = |position: usize, wording: &str| {
        if number {
            format!("{position}. {wording}")
        } else {
            wording.to_owned()
        }
    };
    // A wide table is known by nothing but its name in the project.
    let platform = platform.filter(|platform| *platform == Platform::WideTable);
    Form::new(
        platform,
        vec![
            single(
                "who",
                &wording(1, "Which of these are you?"),
                &["Plot holder", "Volunteer", "Neighbour", other],
            ),
            multi(
                "help",
                "Which of these have you used this year?",
                &[
                    "Advice, such as pruning or pests",
                    "Seed swaps",
                    "Tool library",
                    "Open days (spring, autumn)",
                    "None of these",
                    other,
                ],
            ),
            scale(
                "rate",
                &wording(3, "How happy are you with the site?"),
                &["1", "2", "3", "4", "5"],
            ),
            text("why", &wording(4, "What would make the allotments better?")),
        ],
    )
}

fn expected() -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(Path::new(FOLDER).join("answers.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    (0..QUESTIONS.len())
        .map(|question| rows.iter().map(|row| row[question].to_owned()).collect())
        .collect()
}

fn check(file: &str, number: bool, other: &str) -> Responses {
    let bytes = fs::read(Path::new(FOLDER).join(file)).unwrap();
    let responses = form(file, number, other).responses(bytes);
    assert_eq!(responses.respondents(), 24, "{file}");
    for (id, expected) in QUESTIONS.iter().zip(expected()) {
        let given: Vec<String> = answers(&responses, id)
            .into_iter()
            .map(|answer| answer.replace("\r\n", "\n"))
            .collect();
        assert_eq!(given, expected, "{file}, {id}");
    }
    responses
}

#[test]
fn every_layout_gives_the_same_answers() {
    for file in [
        "surveymonkey/expanded.csv",
        "surveymonkey/without-its-own-columns.csv",
        "surveymonkey/with-a-total.csv",
        "surveymonkey/fully-expanded.csv",
        "surveymonkey/condensed.csv",
        "surveymonkey/one-heading-row.csv",
        "surveymonkey/flattened.csv",
        "google-forms/linked-sheet.csv",
        "google-forms/from-the-form.csv",
        "microsoft-forms/saved-as-csv.csv",
        "typeform/columns.csv",
        "typeform/joined.csv",
        "qualtrics/split.csv",
        "qualtrics/joined.tsv",
        "limesurvey/code-and-text.csv",
        "limesurvey/text-in-german.csv",
        "smartsurvey/labels.csv",
        "smartsurvey/ones-and-dashes.csv",
        "jotform/lines.csv",
        "wide-table/not-selected.csv",
        "wide-table/brackets.csv",
        "wide-table/lists.csv",
    ] {
        check(file, false, OTHER);
    }
    check("alchemer/joined.csv", false, "Other - Write In");
    check("alchemer/columns.csv", false, "Other - Write In");
    check("wide-table/numbered.csv", true, OTHER);
}

#[test]
fn rows_that_are_no_responses_are_counted_by_kind() {
    let monkey = check("surveymonkey/with-a-total.csv", false, OTHER);
    let quality = monkey.quality();
    assert_eq!((quality.total_records, quality.repeated_headings), (1, 2));
    let numbered = check("wide-table/numbered.csv", true, OTHER);
    let quality = numbered.quality();
    assert_eq!((quality.total_records, quality.blank_records), (1, 1));
    let qualtrics = check("qualtrics/split.csv", false, OTHER);
    let quality = qualtrics.quality();
    assert_eq!((quality.test_records, quality.partial_records), (1, 4));
    for file in ["qualtrics/joined.tsv", "limesurvey/code-and-text.csv"] {
        assert_eq!(
            check(file, false, OTHER).quality().partial_records,
            4,
            "{file}"
        );
        let bytes = fs::read(Path::new(FOLDER).join(file)).unwrap();
        let finished = form(file, false, OTHER).finished_only();
        assert_eq!(finished.responses(bytes).respondents(), 20, "{file}");
    }
}
