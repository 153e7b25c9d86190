//! How large and how deep rules may be once their sets are spelt out.

use super::*;
use crate::diagnostics::Code as FaultCode;
use crate::limits::{MAX_PATTERNS, MAX_SET_DEPTH};

/// A chain of sets of this length, each naming the next, and how a rule names the first.
fn chain(length: usize) -> Vec<(String, String)> {
    let mut sets: Vec<_> = (1..length)
        .map(|at| (format!("s{at}"), format!("#s{}", at + 1)))
        .collect();
    sets.push((format!("s{length}"), "word".to_owned()));
    sets
}

fn compile(sets: &[(String, String)], rules: &[(&str, &str)]) -> Result<CompiledCodebook, String> {
    let sets: Vec<(&str, &str)> = sets
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let compiled = CompiledCodebook::compile(&codebook(&sets, rules));
    compiled
        .map(|book| book.value)
        .map_err(|faults| faults.to_string())
}

#[test]
fn sets_stand_in_each_other_up_to_the_limit() {
    // The rule is a step of its own.
    let rule = [("theme:voice", "#s1")];
    let book = compile(&chain(MAX_SET_DEPTH - 1), &rule).unwrap();
    assert_eq!(book.coder().code(None, None, "A word").codes.len(), 1);
    let faults = compile(&chain(MAX_SET_DEPTH), &rule).unwrap_err();
    assert!(
        faults.starts_with("codebook.toml:101:5: error[codebook/rule]: this stands for sets"),
        "{faults}"
    );
    assert_eq!(faults.lines().count(), 2, "{faults}");
}

#[test]
fn codes_that_stand_in_each_other_too_deep_are_a_fault_and_not_silence() {
    let mut book = codebook(&[], &[]);
    let codes: Vec<String> = (0..=MAX_SET_DEPTH).map(|at| format!("c{at}")).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    book.frames[0] = frame("theme", FrameKind::Theme, &codes);
    let mut rule = codebook(&[], &[("theme:c0", "word")]).rules.remove(0);
    for at in 0..MAX_SET_DEPTH {
        rule.code = CodeRef::parse(&format!("theme:c{at}")).unwrap();
        rule.expression = format!("#theme:c{}", at + 1);
        book.rules.push(rule.clone());
    }
    rule.code = CodeRef::parse(&format!("theme:c{MAX_SET_DEPTH}")).unwrap();
    rule.expression = "word".to_owned();
    book.rules.push(rule);
    let faults = CompiledCodebook::compile(&book).unwrap_err();
    assert!(
        faults.to_string().contains("too deep in each other"),
        "{faults}"
    );
}

#[test]
fn patterns_are_spelt_out_up_to_the_limit() {
    let words: Vec<String> = (0..1000).map(|at| format!("word{at}")).collect();
    let set = [("all".to_owned(), words.join(" | "))];
    let times = MAX_PATTERNS / words.len() - 1;
    let most = vec!["#all"; times].join(" & ");
    let book = compile(&set, &[("theme:voice", &most)]).unwrap();
    assert_eq!(book.coder().code(None, None, "word7").codes.len(), 1);
    let faults = compile(&set, &[("theme:voice", &most), ("theme:voice", "one")]).unwrap_err();
    assert_eq!(
        faults,
        "codebook.toml:102:5: error[codebook/too-large]: with this the rules come to more than 1000000 patterns, sets spelt out"
    );
    assert_eq!(FaultCode::CodebookTooLarge.name(), "codebook/too-large");
}

#[test]
fn sets_of_sets_that_double_each_time_are_refused_and_not_spelt_out() {
    let sets: Vec<(String, String)> = (0..60)
        .map(|at| (format!("s{at}"), format!("#s{0} NEAR/3 #s{0}", at + 1)))
        .chain([("s60".to_owned(), "word".to_owned())])
        .collect();
    let faults = compile(&sets, &[("theme:voice", "#s0")]).unwrap_err();
    assert!(faults.contains("error[codebook/too-large]"), "{faults}");
}
