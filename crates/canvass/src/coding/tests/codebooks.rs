//! Codebooks as a whole: their faults, and their examples.

use super::*;

#[test]
fn every_fault_of_the_rules_is_reported_at_once_and_located() {
    let book = codebook(
        &[("a", "x | #b"), ("b", "#a"), ("c", "(y"), ("d", "#c")],
        &[
            ("theme:voice", "one |\n  | two"),
            ("theme:voice", "#camp"),
            ("theme:nothing", "x"),
            ("theme:voice", "#aa"),
        ],
    );
    let faults = CompiledCodebook::compile(&book).unwrap_err();
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "codebook.toml:1:14: error[codebook/rule]: #b leads back to #a\n  help: a set cannot stand for itself",
            "codebook.toml:2:10: error[codebook/rule]: #a leads back to #b\n  help: a set cannot stand for itself",
            "codebook.toml:3:10: error[codebook/rule]: this parenthesis is not closed",
            "codebook.toml:102:3: error[codebook/rule]: something must stand before this",
            "codebook.toml:102:5: error[codebook/rule]: there is no set and no code with rules of the name \"camp\"",
            "codebook.toml:103:5: error[codebook/rule]: the rule gives theme:nothing, which is not a code",
            "codebook.toml:104:5: error[codebook/rule]: there is no set and no code with rules of the name \"aa\"\n  help: did you mean #a?",
        ]
    );
}

#[test]
fn examples_and_near_misses_test_the_rules() {
    let mut book = codebook(
        &[],
        &[("theme:voice", "campaign*"), ("stance:request", "please")],
    );
    let example = |text: &str, line| Example {
        text: text.into(),
        place: at(line, 3),
    };
    let near_miss = |text: &str, line| NearMiss {
        text: text.into(),
        place: at(line, 3),
    };
    book.frames[0].codes[0].examples =
        vec![example("Your campaigns", 20), example("Speaking out", 21)];
    book.frames[0].codes[0].near_misses =
        vec![near_miss("A champion", 22), near_miss("Campaign bed", 23)];
    book.frames[1].codes[1].examples = vec![example("More please", 30), example("More", 31)];
    let book = CompiledCodebook::compile(&book).unwrap().value;
    let found: Vec<String> = check_examples(&book)
        .iter()
        .map(|d| format!("{}: {}", d.place, d.message))
        .collect();
    assert_eq!(
        found,
        [
            "codebook.toml:21:3: no rule gives theme:voice to its example \"Speaking out\"",
            "codebook.toml:23:3: theme:voice is given to its near-miss \"Campaign bed\" by theme:voice#1",
            "codebook.toml:31:3: no rule gives stance:request to its example \"More\"",
        ]
    );
}

#[test]
fn the_example_codebook_passes_its_own_examples_and_near_misses() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/members-questionnaire");
    let project = crate::config::load(&folder).unwrap().value;
    let book = CompiledCodebook::compile(&project.codebook).unwrap().value;
    assert_eq!(check_examples(&book).to_string(), "");
}
