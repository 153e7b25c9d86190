//! Faults of `actions.toml`.

use super::check_actions;

#[test]
fn actions_that_cannot_be() {
    check_actions(
        r#"[[action]]
[[action]]
heard = "H"
will_do = "W"
cannot_do = "C"
why = "Y"
[[action]]
heard = "H"
cannot_do = "C"
[[action]]
heard = "H"
will_do = "W"
why = "Y"
about = "theme:knowlege"
[[actoin]]
"#,
        r#"actions.toml:1:1: error[config/missing-key]: [[action]] needs "heard"
actions.toml:1:1: error[config/missing-key]: [[action]] needs "will_do", or "cannot_do" and "why"
actions.toml:5:1: error[config/invalid-value]: this action has "will_do" and "cannot_do"
  help: make it two actions
actions.toml:7:1: error[config/missing-key]: [[action]] needs "why"
actions.toml:13:1: error[config/invalid-value]: "why" says why something cannot be done, and this action has no "cannot_do"
actions.toml:14:9: error[config/unknown-reference]: unknown code "theme:knowlege"
  help: did you mean "theme:knowledge"?
actions.toml:15:3: error[config/unknown-key]: unknown key "actoin" in actions.toml
  help: did you mean "action"?"#,
    );
}
