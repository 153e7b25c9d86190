//! Faults of `codebook.toml`.

use super::check_codebook;

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
  help: the keys are: match, questions, stance, negation"#,
    );
}
