//! Faults of `[[question]]`, its wordings and its route.

use super::{PROJECT, QUESTIONS, WAVES, check_canvass};

#[test]
fn a_question_that_is_there_twice() {
    check_canvass(
        r#"[[question]]
id = "more"
kind = "open-text"
title = "More"
text = "More?"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:29:6: error[config/duplicate]: the question "more" is there twice"#,
    );
}

#[test]
fn an_unknown_kind() {
    check_canvass(
        r#"[[question]]
id = "helped"
kind = "multselect"
title = "Help"
text = "How?"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:3:8: error[config/unknown-value]: unknown kind "multselect"
  help: did you mean "multi-select"?"#,
    );
}

#[test]
fn a_question_without_anything() {
    check_canvass(
        r#"[[question]]
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:1:1: error[config/missing-key]: [[question]] needs "id"
canvass.toml:1:1: error[config/missing-key]: [[question]] needs "kind"
canvass.toml:1:1: error[config/missing-key]: [[question]] needs "text"
canvass.toml:1:1: error[config/missing-key]: [[question]] needs "title""#,
    );
}

#[test]
fn waves_that_cannot_be() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "A?"
waves = ["2032", "2024", "2024"]
[[question]]
id = "b"
kind = "number"
title = "B"
text = "B?"
waves = []
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:6:10: error[config/unknown-reference]: unknown wave "2032"
  help: did you mean "2023"?
canvass.toml:6:26: error[config/duplicate]: wave "2024" is listed twice
canvass.toml:12:1: error[config/invalid-value]: question "b" is in no wave"#,
    );
}

#[test]
fn a_wording_that_is_not_given_for_every_wave() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
wave.2023.text = "A?"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:1:1: error[config/missing-key]: question "a" has no wording for wave "2022"
  help: give it `text` for every wave, or for this one in [question.wave.2022]
canvass.toml:1:1: error[config/missing-key]: question "a" has no wording for wave "2024"
  help: give it `text` for every wave, or for this one in [question.wave.2024]"#,
    );
}

#[test]
fn a_changed_wording_that_nothing_is_said_of() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "How many people?"
[question.wave.2022]
text = "How many members?"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:7:8: error[config/unstated-change]: the wording of question "a" differs between waves "2022" and "2023"
  help: say in [question.wave.2023] whether change = "minor" (people would understand both alike) or change = "reworded""#,
    );
}

#[test]
fn a_wording_that_changes_and_changes_back() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "How many people?"
[question.wave.2023]
text = "How many members?"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:7:8: error[config/unstated-change]: the wording of question "a" differs between waves "2022" and "2023"
  help: say in [question.wave.2023] whether change = "minor" (people would understand both alike) or change = "reworded"
canvass.toml:7:8: error[config/unstated-change]: the wording of question "a" differs between waves "2023" and "2024"
  help: say in [question.wave.2024] whether change = "minor" (people would understand both alike) or change = "reworded""#,
    );
}

#[test]
fn a_change_said_in_the_wrong_wave() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "How many people?"
[question.wave.2022]
text = "How many members?"
change = "minor"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:7:8: error[config/unstated-change]: the wording of question "a" differs between waves "2022" and "2023"
  help: say in [question.wave.2023] whether change = "minor" (people would understand both alike) or change = "reworded"
canvass.toml:8:10: error[config/invalid-value]: wave "2022" is the first with question "a": there is nothing before it to differ from
  help: say it in the later wave, the one whose wording is new"#,
    );
}

#[test]
fn a_change_called_same_that_is_not() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "How many people?"
wave.2022.text = "How many members?"
wave.2023.change = "same"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:7:20: error[config/invalid-value]: the wording is not the same as in wave "2022"
  help: a change that people would hardly notice is "minor""#,
    );
}

#[test]
fn a_change_that_is_none() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "How many people?"
wave.2023.change = "small"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:6:20: error[config/unknown-value]: unknown change "small"
  help: it is one of: same, minor, reworded, unconfirmed"#,
    );
}

#[test]
fn a_wording_for_a_wave_that_did_not_ask() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "How many people?"
waves = ["2023", "2024"]
wave.2022.text = "How many members?"
wave.2021.text = "How many?"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:7:6: error[config/invalid-value]: question "a" is not in wave "2022"
  help: add the wave to `waves`, or take this out
canvass.toml:8:6: error[config/unknown-reference]: unknown wave "2021"
  help: the waves are: 2022, 2023, 2024"#,
    );
}

#[test]
fn two_questions_of_the_same_words_are_questions_of_two_branches() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "How many?"
[[question]]
id = "b"
kind = "number"
title = "B"
text = "HOW  many?"
waves = ["2024"]
"#,
        &[PROJECT, WAVES, QUESTIONS],
        "",
    );
}

#[test]
fn a_change_that_nobody_confirmed_is_warned_of() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "How many?"
waves = ["2023", "2024"]
wave.2024 = { text = "What number?", change = "unconfirmed" }
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:7:47: warning[config/unconfirmed-change]: nobody has confirmed that question "a" is the same in waves "2023" and "2024"; they are not compared"#,
    );
}

#[test]
fn a_theme_that_is_not_one() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "A?"
theme = "theme:knowlege"
[[question]]
id = "b"
kind = "number"
title = "B"
text = "B?"
theme = "knowledge"
[[question]]
id = "c"
kind = "number"
title = "C"
text = "C?"
theme = "value:fairness"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:6:9: error[config/unknown-reference]: unknown theme "theme:knowlege"
  help: did you mean "theme:knowledge"?
canvass.toml:12:9: error[config/invalid-value]: "theme" cannot be "knowledge": write the frame, a colon and the code, such as "theme:voice"
canvass.toml:18:9: error[config/unknown-reference]: unknown theme "value:fairness"
  help: the themes are: theme:knowledge"#,
    );
}

#[test]
fn a_stance_where_there_are_no_words() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "A?"
stance = "request"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:6:10: error[config/invalid-value]: only open-text questions have a stance; this one is number"#,
    );
}

#[test]
fn a_route_that_leads_nowhere() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "A?"
asked_of = { question = "wo", options = ["group"] }
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:6:25: error[config/unknown-reference]: unknown question "wo"
  help: the questions are: a, who, more"#,
    );
}

#[test]
fn a_route_from_a_later_question() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
text = "A?"
asked_of = { question = "who", options = ["group"] }
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:6:25: error[config/invalid-value]: question "who" does not stand before this one
  help: questions stand in the order of the questionnaire, and an answer can only decide what comes after it"#,
    );
}

#[test]
fn a_route_through_options_and_waves_that_are_not_there() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "single-choice"
title = "A"
text = "A?"
waves = ["2022", "2023"]
option = [{ id = "yes", label = "Yes" }, { id = "no", label = "No" }]
[[question]]
id = "b"
kind = "number"
title = "B"
text = "B?"
asked_of = { question = "a", options = ["yess"] }
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:13:25: error[config/invalid-value]: question "a" was not asked in wave "2024", which asked this one
canvass.toml:13:41: error[config/unknown-reference]: unknown option "yess"
  help: did you mean "yes"?"#,
    );
}

#[test]
fn a_route_for_nobody() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "single-choice"
title = "A"
text = "A?"
option = [{ id = "yes", label = "Yes" }]
[[question]]
id = "b"
kind = "number"
title = "B"
text = "B?"
asked_of = { question = "a", options = [] }
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:12:30: error[config/invalid-value]: "options" must not be empty"#,
    );
}

#[test]
fn a_question_with_words_for_some_waves_only() {
    check_canvass(
        r#"[[question]]
id = "a"
kind = "number"
title = "A"
wave.2023 = { text = "A?" }
wave.2024 = "A?"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:1:1: error[config/missing-key]: question "a" has no wording for wave "2022"
  help: give it `text` for every wave, or for this one in [question.wave.2022]
canvass.toml:1:1: error[config/missing-key]: question "a" has no wording for wave "2024"
  help: give it `text` for every wave, or for this one in [question.wave.2024]
canvass.toml:6:13: error[config/wrong-type]: "2024" takes a table, not a text"#,
    );
}
