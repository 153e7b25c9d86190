//! Grids: `[[question.row]]`.

use super::{PROJECT, QUESTIONS, Texts, WAVES, check_canvass, parse};
use crate::survey::{Continuity, QuestionId, WaveId};

const GRID: &str = r#"[[question]]
id = "rating"
kind = "scale"
title = "Rating"
text = "How do you rate these?"
option = [{ id = "bad", label = "Bad" }, { id = "good", label = "Good" }]
wave.2023 = { text = "How do you rate each of these?", change = "reworded" }
wave.2024 = { text = "How do you rate each of these?" }
[[question.row]]
id = "talks"
label = "Talks"
wave.2024 = { label = "Events", change = "minor" }
[[question.row]]
id = "guides"
label = "Guides"
waves = ["2022", "2024"]
heading = "q7_2"
"#;

#[test]
fn each_row_is_a_question() {
    let canvass = [GRID, PROJECT, WAVES, QUESTIONS].concat();
    let texts = Texts {
        canvass: &canvass,
        codebook: include_str!("valid/codebook.toml"),
        ..Texts::default()
    };
    let survey = parse(&texts)
        .unwrap_or_else(|faults| panic!("{faults}"))
        .value
        .survey;
    let question = |id: &str| {
        survey
            .question(&QuestionId::new(id).unwrap())
            .unwrap()
            .clone()
    };
    let wave = |id: &str| WaveId::new(id).unwrap();
    let talks = question("rating.talks");
    assert_eq!(talks.title, "Rating: Talks");
    assert_eq!(talks.options.len(), 2);
    let asked = &talks.asked[&wave("2024")];
    assert_eq!(asked.wording, "How do you rate each of these?");
    assert_eq!(asked.row.as_deref(), Some("Events"));
    assert_eq!(asked.continuity, Continuity::Minor);
    assert_eq!(talks.asked[&wave("2023")].continuity, Continuity::Reworded);

    // The break of 2023 lies between the two waves that had the row.
    let guides = question("rating.guides");
    assert!(!guides.asked.contains_key(&wave("2023")));
    assert!(!guides.offers(0, &wave("2023")));
    let asked = &guides.asked[&wave("2024")];
    assert_eq!(asked.continuity, Continuity::Reworded);
    assert_eq!(asked.in_export(), "q7_2");
    assert_eq!(guides.grid.unwrap().label, "Guides");
}

#[test]
fn a_reference_names_the_row() {
    check_canvass(
        r#"[report]
groups = ["rating"]
[[question]]
id = "rating"
kind = "single-choice"
title = "Rating"
text = "How do you rate these?"
row = [{ id = "a", label = "A" }, { id = "b", label = "B" }]
option = [{ id = "bad", label = "Bad" }]
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:11: error[config/unknown-reference]: question "rating" is a grid: each of its rows is a question of its own
  help: name the row that is meant: rating.a, rating.b"#,
    );
}

#[test]
fn rows_that_cannot_be() {
    check_canvass(
        r#"[[question]]
id = "rating"
kind = "number"
title = "Rating"
text = "How many?"
row = [{ id = "a", label = "A" }, { id = "a", label = "B" }, { id = "c", label = "a" }, { id = "d" }]
[[question]]
id = "empty"
kind = "number"
title = "Empty"
text = "How many of each?"
row = []
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:6:42: error[config/duplicate]: the row "rating.a" is there twice
canvass.toml:6:82: error[config/duplicate]: row "rating.a" has the same label
canvass.toml:6:89: error[config/missing-key]: [[question.row]] needs "label"
canvass.toml:12:1: error[config/invalid-value]: a grid has one row or more"#,
    );
}
