//! Faults of `[project]` and `[[wave]]`.

use super::{PROJECT, QUESTIONS, WAVES, check_canvass};

/// The report marks links with these characters: in a label they would lead nowhere.
#[test]
fn a_character_that_stands_for_no_letter() {
    check_canvass(
        r#"
[project]
title = "T"
organisation = "Kindred \uFDD2Ground\uFDD3"
"#,
        &[WAVES, QUESTIONS],
        r#"canvass.toml:4:16: error[config/invalid-value]: "organisation" must not hold the character U+FDD2, which stands for no letter"#,
    );
}

#[test]
fn a_language_that_is_none() {
    check_canvass(
        r#"[project]
title = "T"
organisation = "O"
language = "English"
"#,
        &[WAVES, QUESTIONS],
        r#"canvass.toml:4:12: error[config/invalid-value]: "English" is not a language
  help: write its tag, such as en-GB, cy or pt-BR"#,
    );
}

/// Otherwise English words would be read out as Welsh.
#[test]
fn a_language_that_nobody_has_written_the_words_in() {
    check_canvass(
        r#"[project]
title = "T"
organisation = "O"
language = "cy"
"#,
        &[WAVES, QUESTIONS],
        r#"canvass.toml:4:12: error[wording/language]: there is no wording in "cy"
  help: the languages are: en-GB; docs/wording.md says how to add one to a project"#,
    );
}

#[test]
fn a_current_wave_that_is_not_there() {
    check_canvass(
        r#"[project]
title = "T"
organisation = "O"
current = "2025"
"#,
        &[WAVES, QUESTIONS],
        r#"canvass.toml:4:11: error[config/unknown-reference]: unknown wave "2025"
  help: the waves are: 2022, 2023, 2024"#,
    );
}

#[test]
fn a_wave_that_is_there_twice() {
    check_canvass(
        r#"[[wave]]
id = "2024"
export = "a.csv"
[[wave]]
id = "2024"
export = "a.csv"
"#,
        &[PROJECT, QUESTIONS],
        r#"canvass.toml:5:6: error[config/duplicate]: the wave "2024" is there twice
canvass.toml:6:10: error[config/duplicate]: wave "2024" has the same export"#,
    );
}

#[test]
fn a_label_that_is_there_twice() {
    check_canvass(
        r#"[[wave]]
id = "2023"
export = "a.csv"
[[wave]]
id = "2024"
label = "2023"
export = "b.csv"
"#,
        &[PROJECT, QUESTIONS],
        r#"canvass.toml:6:9: error[config/duplicate]: wave "2023" has the same label"#,
    );
}

#[test]
fn a_platform_that_is_nearly_one() {
    check_canvass(
        r#"[[wave]]
id = "2024"
export = "a.csv"
platform = "google-form"
"#,
        &[PROJECT, QUESTIONS],
        r#"canvass.toml:4:12: error[config/unknown-value]: unknown platform "google-form"
  help: did you mean "google-forms"?"#,
    );
}

#[test]
fn a_platform_that_is_none() {
    check_canvass(
        r#"[[wave]]
id = "2024"
export = "a.csv"
platform = "paper"
"#,
        &[PROJECT, QUESTIONS],
        r#"canvass.toml:4:12: error[config/unknown-value]: unknown platform "paper"
  help: it is one of: surveymonkey, google-forms, microsoft-forms, typeform, alchemer, jotform, wide-table, qualtrics, limesurvey, smartsurvey, kobotoolbox, redcap, online-surveys, snap, long-table"#,
    );
}

#[test]
fn a_wave_that_closed_before_it_opened() {
    check_canvass(
        r#"[[wave]]
id = "2024"
export = "a.csv"
opened = 2024-03-11
closed = 2024-02-12
"#,
        &[PROJECT, QUESTIONS],
        r#"canvass.toml:5:10: error[config/invalid-value]: the wave closed before it opened on 2024-03-11"#,
    );
}

#[test]
fn a_wave_without_members() {
    check_canvass(
        r#"[[wave]]
id = "2024"
export = "a.csv"
members = 0
"#,
        &[PROJECT, QUESTIONS],
        r#"canvass.toml:4:11: error[config/invalid-value]: "members" must be at least 1"#,
    );
}

#[test]
fn waves_out_of_order_when_not_all_have_a_day() {
    check_canvass(
        r#"[[wave]]
id = "2024"
export = "a.csv"
opened = 2024-02-12
[[wave]]
id = "2022"
export = "b.csv"
[[wave]]
id = "2023"
export = "c.csv"
opened = 2023-02-12
"#,
        &[PROJECT, QUESTIONS],
        r#"canvass.toml:11:10: error[config/invalid-value]: wave "2023" opened before wave "2024", which stands above it
  help: put the waves in order of time, or give every wave `opened`"#,
    );
}

#[test]
fn exports_outside_the_project() {
    check_canvass(
        r#"[[wave]]
id = "a"
export = "../a.csv"
[[wave]]
id = "b"
export = "/b.csv"
[[wave]]
id = "c"
export = "C:/c.csv"
[[wave]]
id = "d"
export = 'exports\d.csv'
"#,
        &[PROJECT, QUESTIONS],
        r#"canvass.toml:3:10: error[config/invalid-value]: "export" leads out of the project's folder
  help: copy the file into the project and name it from there
canvass.toml:6:10: error[config/invalid-value]: "export" leads out of the project's folder
  help: copy the file into the project and name it from there
canvass.toml:9:10: error[config/invalid-value]: "export" leads out of the project's folder
  help: copy the file into the project and name it from there
canvass.toml:12:10: error[config/invalid-value]: "export" has a backslash
  help: write "/" between folders, on Windows as well"#,
    );
}

#[test]
fn a_codebook_outside_the_project() {
    check_canvass(
        r#"[project]
title = "T"
organisation = "O"
codebook = "../codebook.toml"
"#,
        &[WAVES, QUESTIONS],
        r#"canvass.toml:4:12: error[config/invalid-value]: "codebook" leads out of the project's folder
  help: copy the file into the project and name it from there"#,
    );
}

#[test]
fn an_id_with_a_space() {
    check_canvass(
        r#"[[wave]]
id = "spring 2024"
export = "a.csv"
"#,
        &[PROJECT, QUESTIONS],
        r#"canvass.toml:2:6: error[config/invalid-value]: "id" cannot be "spring 2024": an id is made of letters, digits, "_", "-" and ".", and starts with a letter or a digit"#,
    );
}
