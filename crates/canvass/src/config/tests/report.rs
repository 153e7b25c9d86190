//! Faults of `[report]`.

use super::{PROJECT, QUESTIONS, WAVES, check_canvass};

#[test]
fn lists_of_another_shape() {
    check_canvass(
        r#"[report]
key_figures = { question = "who", option = "self" }
consent = { question = "who" }
groups = ["who", 1]
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:15: error[config/wrong-type]: "key_figures" takes a list in square brackets, not a table
canvass.toml:3:11: error[config/missing-key]: consent needs "options"
canvass.toml:4:18: error[config/wrong-type]: "groups" takes a text in quotation marks, not a whole number
  help: write "1""#,
    );
}

#[test]
fn references_that_lead_nowhere() {
    check_canvass(
        r#"[report]
groups = ["woh", "more", "who", "who"]
headline = "helpd"
key_figures = [{ question = "who", option = "groups" }, { question = "x", option = "y" }, { question = "who" }]
consent = { question = "who", options = ["yes"] }
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:11: error[config/unknown-reference]: unknown question "woh"
  help: the questions are: who, more
canvass.toml:2:18: error[config/invalid-value]: question "more" is open-text: it has no groups
canvass.toml:2:33: error[config/duplicate]: question "who" is listed twice
canvass.toml:3:12: error[config/unknown-reference]: unknown question "helpd"
  help: the questions are: who, more
canvass.toml:4:45: error[config/unknown-reference]: unknown option "groups"
  help: did you mean "group"?
canvass.toml:4:70: error[config/unknown-reference]: unknown question "x"
  help: the questions are: who, more
canvass.toml:4:91: error[config/missing-key]: key_figures needs "option"
canvass.toml:5:42: error[config/unknown-reference]: unknown option "yes"
  help: the options are: self, group"#,
    );
}

#[test]
fn a_headline_that_is_not_a_multi_select() {
    check_canvass(
        r#"[report]
headline = "who"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:12: error[config/invalid-value]: question "who" is single-choice
  help: the headline is the shift between the options of a multi-select question"#,
    );
}

#[test]
fn figures_of_a_question_that_the_current_wave_did_not_ask() {
    check_canvass(
        r#"[report]
key_figures = [{ question = "a", option = "x" }]
headline = "a"
[[question]]
id = "a"
kind = "multi-select"
title = "A"
text = "A?"
waves = ["2022"]
[[question.option]]
id = "x"
label = "X"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:29: error[config/invalid-value]: question "a" was not asked in wave "2024"
  help: the report is about that wave
canvass.toml:3:12: error[config/invalid-value]: question "a" was not asked in wave "2024"
  help: the report is about that wave"#,
    );
}

#[test]
fn an_inference_that_is_none() {
    check_canvass(
        r#"[report]
inference = "members"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:13: error[config/unknown-value]: unknown inference "members"
  help: did you mean "members-as-if-random"?"#,
    );
}

#[test]
fn an_inference_by_weights_that_are_not_there() {
    check_canvass(
        r#"[report]
inference = "weighted"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:13: error[config/invalid-value]: inference "weighted" needs weights
  help: say in [weights] which groups respondents are weighted by"#,
    );
}

#[test]
fn a_key_figure_of_a_question_without_options() {
    check_canvass(
        r#"[report]
key_figures = [{ question = "more", option = "x" }]
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:46: error[config/unknown-reference]: unknown option "x"
  help: there are no options"#,
    );
}

#[test]
fn sections_that_are_none_or_twice_there() {
    check_canvass(
        r#"[report]
sections = ["summary", "limit", "summary", "weather"]
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:24: error[config/unknown-value]: unknown section "limit"
  help: did you mean "limits"?
canvass.toml:2:33: error[config/duplicate]: section "summary" is listed twice
canvass.toml:2:44: error[config/unknown-value]: unknown section "weather"
  help: the sections are: summary, respondents, findings, other-questions, changes, requests, actions, ways-of-working, theory-of-change, limits, data-quality, method, full-tables"#,
    );
    check_canvass(
        "[report]\nsections = []\n",
        &[PROJECT, WAVES, QUESTIONS],
        "canvass.toml:2:1: error[config/invalid-value]: \"sections\" must not be empty",
    );
}

#[test]
fn colours_that_nobody_could_read() {
    // #767676 is the lightest grey with 4.5 to 1 on white; on the tint of tables it has less.
    for (colour, fault) in [
        (
            "#f46a25",
            "\"the contrast of #f46a25 with white is 3.02 to 1, and words need 4.5 to 1",
        ),
        (
            "#767676",
            "\"the contrast of #767676 with the tint of tables is 3.95 to 1, and words need 4.5 to 1",
        ),
    ] {
        check_canvass(
            &format!("[report]\ncolour = \"{colour}\"\n"),
            &[PROJECT, WAVES, QUESTIONS],
            &format!(
                "canvass.toml:2:10: error[config/invalid-value]: {}\n  help: take a darker shade of the colour",
                fault.trim_start_matches('"')
            ),
        );
    }
    check_canvass(
        "[report]\ncolour = \"blue\"\n",
        &[PROJECT, WAVES, QUESTIONS],
        "canvass.toml:2:10: error[config/invalid-value]: \"colour\" cannot be \"blue\": write a number sign and six hexadecimal digits, such as \"#12436d\"",
    );
    check_canvass(
        "[report]\ncolour = \"#12436D\"\n",
        &[PROJECT, WAVES, QUESTIONS],
        "",
    );
}
