//! Faults of `[[question.option]]` and `[[question.union]]`.

use super::{PROJECT, QUESTIONS, WAVES, check_canvass};

#[test]
fn a_kind_that_needs_options() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:1:1: error[config/missing-key]: question "a" is multi-select and has no options
  help: describe each in a table [[question.option]] below the question"#,
    );
}

#[test]
fn a_kind_that_takes_none() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "open-text"
title = "A"
text = "A?"
[[question.option]]
id = "x"
label = "X"
[[question.union]]
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:6:12: error[config/invalid-value]: question "a" is open-text, which takes no options
canvass.toml:9:12: error[config/invalid-value]: question "a" is open-text, which takes no unions"#,
    );
}

#[test]
fn an_option_without_anything() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
[[question.option]]

"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:6:1: error[config/missing-key]: [[question.option]] needs "id"
canvass.toml:6:1: error[config/missing-key]: [[question.option]] needs "label""#,
    );
}

#[test]
fn an_option_that_is_there_twice() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
[[question.option]]
id = "x"
label = "X"
[[question.option]]
id = "x"
label = "Y"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:10:6: error[config/duplicate]: the option "x" is there twice"#,
    );
}

#[test]
fn labels_that_are_the_same_but_for_spacing() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
[[question.option]]
id = "x"
label = "One to one"
[[question.option]]
id = "y"
label = "One  to One"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:11:9: error[config/duplicate]: option "x" has the same label"#,
    );
}

#[test]
fn labels_that_are_the_same_in_one_wave() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
[[question.option]]
id = "x"
label = "Law"
wave.2022.label = "Advice"
wave.2023.change = "minor"
[[question.option]]
id = "y"
label = "Money"
wave.2022.label = "Advice"
wave.2023.change = "minor"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:14:19: error[config/duplicate]: option "x" has the same label in wave "2022""#,
    );
}

#[test]
fn a_label_that_changed_and_nothing_is_said_of_it() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
[[question.option]]
id = "x"
label = "Law"
wave.2024.label = "Advice on law"
[[question.option]]
id = "y"
label = "Money"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:9:19: error[config/unstated-change]: the label of option "x" differs between waves "2023" and "2024"
  help: say in [question.option.wave.2024] whether change = "minor" (people would understand both alike) or change = "reworded""#,
    );
}

#[test]
fn an_option_in_a_wave_that_did_not_ask() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
waves = ["2024"]
[[question.option]]
id = "x"
label = "Law"
waves = ["2023", "2024"]
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:10:10: error[config/invalid-value]: wave "2023" did not ask this question"#,
    );
}

#[test]
fn a_wave_without_any_option() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
[[question.option]]
id = "x"
label = "Law"
waves = ["2023", "2024"]
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:1:1: error[config/invalid-value]: question "a" has no option in wave "2022""#,
    );
}

#[test]
fn codes_that_are_not_there() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
[[question.option]]
id = "x"
label = "Law"
codes = ["theme:knowlege", "theme-knowledge", "theme:knowledge"]
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:9:10: error[config/unknown-reference]: unknown code "theme:knowlege"
  help: did you mean "theme:knowledge"?
canvass.toml:9:28: error[config/invalid-value]: "codes" cannot be "theme-knowledge": write the frame, a colon and the code, such as "theme:voice""#,
    );
}

#[test]
fn marks_for_other_kinds() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "scale"
title = "A"
text = "A?"
[[question.option]]
id = "x"
label = "Law"
exclusive = true
other = true
[[question]]
id = "b"
kind = "multi-select"
title = "A"
text = "B?"
[[question.option]]
id = "x"
label = "Law"
score = 1
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:9:1: error[config/invalid-value]: "exclusive" is for options of multi-select questions; this one is scale
canvass.toml:10:1: error[config/invalid-value]: "other" is for options of multi-select and single-choice questions; this one is scale
canvass.toml:19:1: error[config/invalid-value]: "score" is for options of scale questions; this one is multi-select"#,
    );
}

#[test]
fn two_other_answers_in_a_wave() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
[[question.option]]
id = "x"
label = "Other"
other = true
[[question.option]]
id = "y"
label = "Another"
other = true
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:13:1: error[config/duplicate]: option "x" is the other answer of wave "2022" already"#,
    );
}

#[test]
fn scores_that_are_the_same() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "scale"
title = "A"
text = "A?"
[[question.option]]
id = "x"
label = "Good"
score = 2
[[question.option]]
id = "y"
label = "Bad"
score = 2
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:13:9: error[config/duplicate]: option "x" has the same score"#,
    );
}

#[test]
fn unions_that_cannot_be() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
[[question.option]]
id = "x"
label = "Law"
[[question.option]]
id = "y"
label = "Money"
[[question.union]]
id = "x"
label = "Money"
of = ["x", "z"]
[[question.union]]
id = "u"
label = "Any"
of = ["x"]
[[question.union]]
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:13:6: error[config/duplicate]: the option "x" is there twice
canvass.toml:14:9: error[config/duplicate]: option "y" has the same label
canvass.toml:15:12: error[config/unknown-reference]: unknown option "z"
  help: the options are: x, y
canvass.toml:19:1: error[config/invalid-value]: a union is made of two options or more
canvass.toml:20:1: error[config/missing-key]: [[question.union]] needs "id"
canvass.toml:20:1: error[config/missing-key]: [[question.union]] needs "label"
canvass.toml:20:1: error[config/missing-key]: [[question.union]] needs "of""#,
    );
}

#[test]
fn a_list_of_options_that_is_no_list() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
option = "Law"
union = { id = "u" }
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:6:1: error[config/wrong-type]: "option" is a list of tables
  help: write [[question.option]]
canvass.toml:7:1: error[config/wrong-type]: "union" is a list of tables
  help: write [[question.union]]"#,
    );
}
