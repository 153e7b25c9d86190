//! Faults of `codebook.toml`.

use super::check_codebook;
use crate::config::parse_codebook;
use crate::survey::{CodePoints, Codebook};

#[test]
fn an_empty_codebook() {
    check_codebook(
        r#""#,
        r#"codebook.toml:1:1: error[config/missing-key]: codebook.toml needs "frame"
codebook.toml:1:1: error[config/missing-key]: codebook.toml needs "id"
codebook.toml:1:1: error[config/missing-key]: codebook.toml needs "version""#,
    );
}

#[test]
fn frames_that_cannot_be() {
    check_codebook(
        r#"id = "b"
version = "1"
[[frame]]
id = "theme"
label = "T"
kind = "themes"
[[frame]]
id = "a"
label = "A"
kind = "role"
code = [{ id = "x", label = "X", definition = "X" }]
[[frame]]
id = "a"
label = "B"
kind = "value"
[[frame]]
id = "c"
label = "C"
kind = "role"
code = [{ id = "x", label = "X", definition = "X" }]
"#,
        r#"codebook.toml:6:8: error[config/unknown-value]: unknown kind "themes"
  help: did you mean "theme"?
codebook.toml:12:1: error[config/missing-key]: [[frame]] needs "code"
codebook.toml:13:6: error[config/duplicate]: the frame "a" is there twice
codebook.toml:19:8: error[config/duplicate]: "a" is a frame of the kind role already"#,
    );
}

#[test]
fn codes_that_cannot_be() {
    check_codebook(
        r#"id = "b"
version = "1"
[[frame]]
id = "a"
label = "A"
kind = "role"
[[frame.code]]
id = "x.y"
label = "XY"
definition = "X"
[[frame.code]]
id = "x"
label = "X"
definition = "X"
[[frame.code]]
id = "x"
label = "X"
[[frame.group]]
label = "G"
codes = ["x", "z"]
"#,
        r#"codebook.toml:8:6: error[config/unknown-reference]: the code "x.y" stands below "x", which is not there
  help: put the code "x" before it
codebook.toml:15:1: error[config/missing-key]: [[frame.code]] needs "definition"
codebook.toml:16:6: error[config/duplicate]: the code "a:x" is there twice
codebook.toml:20:15: error[config/unknown-reference]: unknown code "z"
  help: the codes are: x.y, x"#,
    );
}

#[test]
fn stances_that_are_missing_or_too_many() {
    check_codebook(
        r#"id = "b"
version = "1"
[[frame]]
id = "stance"
label = "S"
kind = "stance"
[[frame.code]]
id = "impact"
label = "I"
definition = "I"
[[frame.code]]
id = "praise"
label = "P"
definition = "P"
[[frame.code]]
id = "neutral"
label = "N"
definition = "N"
"#,
        r#"codebook.toml:3:1: error[config/missing-key]: the stance frame needs the code "criticism"
codebook.toml:3:1: error[config/missing-key]: the stance frame needs the code "request"
codebook.toml:12:6: error[config/unknown-value]: "praise" is not a stance
  help: the stances are: impact, request, criticism, neutral"#,
    );
}

#[test]
fn theories_that_have_no_place() {
    check_codebook(
        r#"id = "b"
version = "1"
[[frame]]
id = "role"
label = "R"
kind = "role"
[[frame.code]]
id = "x"
label = "X"
definition = "X"
[frame.code.theory]
[[frame]]
id = "theme"
label = "T"
kind = "theme"
[[frame.code]]
id = "x"
label = "X"
definition = "X"
[frame.code.theory]
activities = "A"
[[frame.code]]
id = "x.y"
label = "Y"
definition = "Y"
[frame.code.theory]
"#,
        r#"codebook.toml:11:13: error[config/invalid-value]: only codes of the frame of the kind theme have a place in the Theory of Change
codebook.toml:20:1: error[config/missing-key]: [frame.code.theory] needs "horizon"
codebook.toml:20:1: error[config/missing-key]: [frame.code.theory] needs "outputs"
codebook.toml:21:14: error[config/wrong-type]: "activities" takes a list in square brackets, not a text
codebook.toml:26:13: error[config/invalid-value]: "x.y" is an outcome: only its theme has a theory"#,
    );
}

#[test]
fn rules_that_cannot_be() {
    check_codebook(
        r#"id = "b"
version = "1"
sets = { "a b" = "x", c = 1 }
[[frame]]
id = "role"
label = "R"
kind = "role"
[[frame.code]]
id = "x"
label = "X"
definition = "X"
rules = [1, '', {}, { match = 'a', questions = ["moer"], stance = "ask", negation = "drops", weight = 1 }]
"#,
        r#"codebook.toml:3:10: error[config/invalid-value]: "a b" cannot name a set: an id is made of letters, digits, "_", "-" and ".", and starts with a letter or a digit
codebook.toml:3:27: error[config/wrong-type]: "c" takes a text in quotation marks, not a whole number
  help: write "1"
codebook.toml:12:10: error[config/wrong-type]: "rules" takes a text in quotation marks, not a whole number
  help: write "1"
codebook.toml:12:13: error[config/invalid-value]: "rules" must not be empty
codebook.toml:12:17: error[config/missing-key]: rules needs "match"
codebook.toml:12:49: error[config/unknown-reference]: unknown question "moer"
  help: did you mean "more"?
codebook.toml:12:67: error[config/unknown-value]: unknown stance "ask"
  help: it is one of: impact, request, criticism, neutral
codebook.toml:12:85: error[config/unknown-value]: unknown negation "drops"
  help: did you mean "drop"?
codebook.toml:12:94: error[config/unknown-key]: unknown key "weight" in rules
  help: the keys are: match, questions, stance, negation, suggest, points, note"#,
    );
}

#[test]
fn retired_codes_that_cannot_be() {
    check_codebook(
        r#"id = "b"
version = "1.2"
[[frame]]
id = "role"
label = "R"
kind = "role"
[[frame.code]]
id = "x"
label = "X"
definition = "X"
replaced_by = ["role:y"]
[[frame.code]]
id = "y"
label = "Y"
definition = "Y"
status = "retired"
since = "1.10"
replaced_by = ["role:z", "role:w", "value:v"]
rules = ["y"]
[[frame.code]]
id = "w"
label = "W"
definition = "W"
status = "retired"
replaced_by = ["role:y"]
[[frame.code]]
id = "y"
label = "Again"
definition = "Again"
[[frame]]
id = "value"
label = "V"
kind = "value"
code = [{ id = "v", label = "V", definition = "V", status = "old" }]
"#,
        r#"codebook.toml:11:1: error[config/invalid-value]: "x" is not retired, so nothing takes its place
  help: add status = "retired", or take replaced_by out
codebook.toml:17:9: error[config/invalid-value]: "since" is 1.10, which is later than the codebook's version 1.2
  help: give the codebook a higher version with every change
codebook.toml:18:16: error[config/unknown-reference]: unknown code "role:z"
  help: did you mean "role:x"?
codebook.toml:18:26: error[config/invalid-value]: "role:w" is replaced by codes that lead back to it
codebook.toml:19:1: error[config/invalid-value]: "y" is retired and has rules
  help: move its rules to the code that takes its place, or take them out
codebook.toml:25:16: error[config/invalid-value]: "role:y" is replaced by codes that lead back to it
codebook.toml:27:6: error[config/duplicate]: the code "role:y" is there twice
codebook.toml:34:61: error[config/unknown-value]: unknown status "old"
  help: it is one of: active, retired"#,
    );
}

#[test]
fn a_retired_code_can_be_read_and_not_referred_to() {
    let canvass = [super::PROJECT, super::WAVES, super::QUESTIONS].concat();
    let codebook = r#"id = "b"
version = "2"
valid_from = 2024-01-01
[[frame]]
id = "value"
label = "V"
kind = "value"
[[frame.code]]
id = "v"
label = "V"
definition = "V"
since = "2"
note = "N"
rules = [{ match = "v", suggest = true, note = "M" }]
[[frame.code]]
id = "w"
label = "W"
definition = "W"
status = "retired"
since = "2"
replaced_by = ["value:v"]
"#;
    let with = |actions| {
        super::parse(&super::Texts {
            canvass: &canvass,
            codebook,
            membership: None,
            actions: Some(actions),
            beside: &[],
            files: &[],
        })
    };
    let project = with("").unwrap_or_else(|faults| panic!("{faults}")).value;
    let book = &project.codebook;
    assert_eq!(book.valid_from, crate::survey::Date::new(2024, 1, 1));
    let frame = &book.frames[0];
    assert_eq!(frame.codes.len(), 1);
    assert_eq!(frame.codes[0].since.as_deref(), Some("2"));
    assert_eq!(frame.codes[0].note, "N");
    assert_eq!(frame.retired[0].code.label, "W");
    assert_eq!(frame.retired[0].replaced_by[0].to_string(), "value:v");
    assert!(book.rules[0].suggest);
    assert_eq!(book.rules[0].note, "M");

    let faults = with("[[action]]\nheard = \"H\"\nwill_do = \"D\"\nabout = \"value:w\"\n");
    assert_eq!(
        faults.map(|_| ()).unwrap_err().to_string(),
        "actions.toml:4:9: error[config/unknown-reference]: the code \"value:w\" is retired\n  help: in its place there is value:v"
    );
}

/// A codebook with one code.
fn with_code(kind: &str, code: &str) -> String {
    format!(
        "id = \"b\"\nversion = \"1\"\n[[frame]]\nid = \"f\"\nlabel = \"F\"\nkind = \"{kind}\"\n\
         [[frame.code]]\nid = \"impact\"\nlabel = \"V\"\ndefinition = \"V\"\n{code}\n"
    )
}

#[test]
fn points_are_read_with_what_is_taken_for_granted() {
    let read = |code: &str| match parse_codebook("codebook.toml", &with_code("value", code)) {
        Ok(book) => book.value,
        Err(faults) => panic!("{faults}"),
    };
    let points = |book: &Codebook| book.frames[0].codes[0].points;
    let book = read(
        "points = { at_least = 7, rule = 4, further = 2 }\nrules = ['a', { match = 'b', points = -3 }]",
    );
    let all = CodePoints {
        at_least: 7,
        rule: 4,
        further: 2,
    };
    assert_eq!(points(&book), Some(all));
    let of_rules = (book.rules[0].points, book.rules[1].points);
    assert_eq!(of_rules, (None, Some(-3)));
    let enough = CodePoints {
        at_least: 7,
        rule: 7,
        further: 0,
    };
    assert_eq!(points(&read("points = { at_least = 7 }")), Some(enough));
    assert_eq!(points(&read("")), None);
}

#[test]
fn points_that_cannot_be_are_faults() {
    let faults = |kind: &str, code: &str| {
        let read = parse_codebook("codebook.toml", &with_code(kind, code));
        read.map_or_else(|faults| faults.to_string(), |_| String::new())
    };
    assert_eq!(
        faults(
            "value",
            "points = { rule = 1 }\nrules = [{ match = 'a', points = 0 }]"
        ),
        r#"codebook.toml:11:10: error[config/missing-key]: points needs "at_least"
codebook.toml:12:34: error[config/invalid-value]: "points" must be between -1000 and 1000, and not 0
  help: numbers below nought take points away"#
    );
    assert_eq!(
        faults("value", "rules = [{ match = 'a', points = 2 }]"),
        "codebook.toml:11:10: error[config/missing-key]: this gives points, but f:impact does not say how many it takes\n  \
         help: write points = { at_least = 6 } beside its rules"
    );
    assert_eq!(
        faults(
            "value",
            "points = { at_least = 2 }\nrules = [{ match = 'a', points = 1001, suggest = true }]"
        ),
        r#"codebook.toml:12:25: error[config/invalid-value]: a rule that gives points has no stance and suggests nothing
codebook.toml:12:34: error[config/invalid-value]: "points" must be between -1000 and 1000, and not 0
  help: numbers below nought take points away"#
    );
    let of_stance = faults("stance", "points = { at_least = 2 }");
    let expected = "codebook.toml:11:1: error[config/invalid-value]: stances are weighed against each other: none takes a number of points\n  help: give points in its rules alone";
    assert!(of_stance.contains(expected), "{of_stance}");
}
