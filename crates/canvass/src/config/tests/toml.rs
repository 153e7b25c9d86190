//! Faults of the TOML itself, and of single values.

use super::{PROJECT, QUESTIONS, WAVES, check_canvass};

#[test]
fn several_syntax_errors_are_one_for_each_line() {
    check_canvass(
        r#"title = Members
[[wave]
id = "2024"#,
        &[],
        r#"canvass.toml:1:9: error[config/syntax]: string values must be quoted, expected literal string
canvass.toml:2:8: error[config/syntax]: unclosed array table, expected `]`"#,
    );
}

#[test]
fn of_many_syntax_errors_the_first_is_told() {
    check_canvass(
        "a = 'one\n= 1\n= 2\n= 3\n= 4\n",
        &[],
        r#"canvass.toml:1:9: error[config/syntax]: invalid literal string, expected `'`
  help: mend this first: 4 other lines cannot be read either, most likely because of it"#,
    );
}

#[test]
fn what_a_syntax_error_hides_is_not_reported_as_missing() {
    check_canvass(
        r#"[project]
title = "T
organisation = "O"
colour = 1
"#,
        &[WAVES, QUESTIONS],
        r#"canvass.toml:2:11: error[config/syntax]: invalid basic string, expected `"`
canvass.toml:4:1: error[config/unknown-key]: unknown key "colour" in [project]
  help: the keys are: title, organisation, language, current, codebook"#,
    );
}

#[test]
fn an_unknown_key_is_named_with_the_one_meant() {
    check_canvass(
        r#"quetion = 1
[project]
title = "T"
organization = "O"
organisation = "O"
"#,
        &[WAVES, QUESTIONS],
        r#"canvass.toml:1:1: error[config/unknown-key]: unknown key "quetion" in canvass.toml
  help: did you mean "question"?
canvass.toml:4:1: error[config/unknown-key]: unknown key "organization" in [project]
  help: did you mean "organisation"?"#,
    );
}

#[test]
fn an_unknown_key_like_no_other_is_given_the_list() {
    check_canvass(
        r#"[project]
title = "T"
organisation = "O"
foo = 1
"#,
        &[WAVES, QUESTIONS],
        r#"canvass.toml:4:1: error[config/unknown-key]: unknown key "foo" in [project]
  help: the keys are: title, organisation, language, current, codebook"#,
    );
}

#[test]
fn missing_keys_point_at_their_table() {
    check_canvass(
        r#"
[project]
"#,
        &[],
        r#"canvass.toml:1:1: error[config/missing-key]: canvass.toml needs "question"
canvass.toml:1:1: error[config/missing-key]: canvass.toml needs "wave"
canvass.toml:2:1: error[config/missing-key]: [project] needs "organisation"
canvass.toml:2:1: error[config/missing-key]: [project] needs "title""#,
    );
}

#[test]
fn a_table_that_ought_to_be_a_list() {
    check_canvass(
        r#"[question]
id = "a"
"#,
        &[PROJECT, WAVES],
        r#"canvass.toml:1:2: error[config/wrong-type]: "question" is a list of tables
  help: write [[question]]"#,
    );
}

#[test]
fn a_list_that_ought_to_be_a_table() {
    check_canvass(
        r#"[[project]]
title = "T"
"#,
        &[WAVES, QUESTIONS],
        r#"canvass.toml:1:1: error[config/wrong-type]: "project" takes a table, not a list"#,
    );
}

#[test]
fn values_of_another_type() {
    check_canvass(
        r#"[[wave]]
id = 2024
export = true
opened = "2024-02-12"
closed = 2024-03-11T10:00:00
members = "5000"
label = ["x"]
"#,
        &[PROJECT],
        r#"canvass.toml:1:1: error[config/missing-key]: canvass.toml needs "question"
canvass.toml:2:6: error[config/wrong-type]: "id" takes a text in quotation marks, not a whole number
  help: write "2024"
canvass.toml:3:10: error[config/wrong-type]: "export" takes a text in quotation marks, not true or false
canvass.toml:4:10: error[config/wrong-type]: "opened" takes a date such as 2024-02-12, not a text
  help: write it without quotation marks
canvass.toml:5:10: error[config/wrong-type]: "closed" takes a date such as 2024-02-12, not a date
  help: write the day alone, such as 2024-02-12
canvass.toml:6:11: error[config/wrong-type]: "members" takes a whole number, not a text
  help: write it without quotation marks
canvass.toml:7:9: error[config/wrong-type]: "label" takes a text in quotation marks, not a list"#,
    );
}

#[test]
fn numbers_that_cannot_be() {
    check_canvass(
        r#"[disclosure]
threshold = 0
counts_only_below = -1
low_base_below = 99999999999999999999
redact = "Ariadne"
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:13: error[config/invalid-value]: "threshold" must be at least 1
canvass.toml:3:21: error[config/invalid-value]: "counts_only_below" must not be below nought
canvass.toml:4:18: error[config/invalid-value]: "low_base_below" is too large a number
canvass.toml:5:10: error[config/wrong-type]: "redact" takes a list in square brackets, not a text"#,
    );
}

#[test]
fn a_threshold_that_nothing_could_reach() {
    check_canvass(
        "[disclosure]\nthreshold = 101\n",
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:13: error[config/invalid-value]: "threshold" must be at most 100"#,
    );
}

#[test]
fn empty_texts() {
    check_canvass(
        r#"[project]
title = ""
organisation = " "
"#,
        &[WAVES, QUESTIONS],
        r#"canvass.toml:2:9: error[config/invalid-value]: "title" must not be empty
canvass.toml:3:16: error[config/invalid-value]: "organisation" must not be empty"#,
    );
}

#[test]
fn a_day_that_is_not_in_the_calendar() {
    check_canvass(
        r#"[report]
published = 2023-02-30
"#,
        &[PROJECT, WAVES, QUESTIONS],
        r#"canvass.toml:2:13: error[config/syntax]: invalid date, expected day between 01 and 28"#,
    );
}
