//! What rules match, and what it costs.

use super::*;

#[test]
fn the_nine_examples_of_the_language_behave_as_stated() {
    let none: [&str; 0] = [];
    let rule = "(~fund | grant* | \"paid work\") UNLESS (fundrais* | \"public funds\")";
    assert_eq!(
        evidence(rule, "Funding, grants and paid work"),
        ["Funding", "grants", "paid work"]
    );
    assert_eq!(evidence(rule, "fundraising with public funds"), none);

    let comms = [("comms", "bulletin* | newsletter* | email*")];
    let rule = "#comms NEAR/8 (~connect | informed | \"up-to-date\" | \"keep* me\")";
    assert_eq!(
        evidence_with(&comms, rule, "The bulletins make me feel connected."),
        ["bulletins make me feel connected"]
    );
    assert_eq!(
        evidence_with(&comms, rule, "I feel up to date. The bulletin is long."),
        none
    );

    let org = [("org", "charity | you")];
    let rule = "(isolated | alone | lonel*) & (#org | \"part of something\")";
    assert_eq!(
        evidence_with(&org, rule, "I was lonely. Now I am part of something"),
        ["lonely", "part of something"]
    );
    assert_eq!(evidence_with(&org, rule, "I was lonely."), none);

    let ask = [("ask", "should | please | could")];
    let rule = "#ask THEN/6 (~train | event* | support | campaign*)";
    assert_eq!(
        evidence_with(&ask, rule, "You should run more events"),
        ["should run more events"]
    );
    assert_eq!(evidence_with(&ask, rule, "Events you should run"), none);

    let rule = "access* NOTNEAR/3 (resource* | information)";
    assert_eq!(evidence(rule, "Access at the venue"), ["Access"]);
    assert_eq!(evidence(rule, "access to useful resources"), none);
    assert_eq!(
        evidence(rule, "access was hard. Resources fine"),
        ["access"]
    );

    let rule = "\"in person\" NEAR/s (london* | travel* | nationwide | online)";
    assert_eq!(
        evidence(
            rule,
            "I'd like in-person meetings instead of going on and on and on online."
        ),
        ["in-person meetings instead of going on and on and on online"]
    );

    let rule = "=SIM | =SIMs | \"serenity integrated mentoring\" | stopsim";
    assert_eq!(
        evidence(rule, "The SIMs campaign, #StopSIM"),
        ["SIMs", "StopSIM"]
    );
    assert_eq!(evidence(rule, "a sim card"), none);

    let rule = "~resource UNLESS (resourcing | \"human resources\")";
    assert_eq!(
        evidence(rule, "Resources, not human resources or resourcing"),
        ["Resources"]
    );

    assert_eq!(
        evidence("london-centric & !online", "So London-centric"),
        ["London-centric"]
    );
    assert_eq!(
        evidence("london-centric & !online", "London centric, even online"),
        none
    );
}

#[test]
fn overlapping_matches_are_one_piece_of_evidence() {
    assert_eq!(
        evidence(
            "\"peer support\" | \"support group\" | group",
            "Our peer support group and a group"
        ),
        ["peer support group", "group"]
    );
    assert_eq!(
        evidence("a NEAR/3 b", "a x a b a"),
        ["a b a"],
        "only the innermost pairs count"
    );
}

#[test]
fn phrases_and_nearness_end_with_the_sentence() {
    let none: [&str; 0] = [];
    assert_eq!(evidence("\"a b\"", "A, b"), ["A, b"]);
    assert_eq!(evidence("\"a b\"", "A. B"), none);
    assert_eq!(evidence("a NEAR/9 b", "a\nb"), none);
    assert_eq!(evidence("a NEAR/1 b", "b x a"), ["b x a"]);
    assert_eq!(evidence("a THEN/1 b", "b x a"), none);
    assert_eq!(evidence("a NEAR/1 b", "a x x b"), none);
}

#[test]
fn codes_can_be_named_in_rules() {
    let book = compiled(
        &[],
        &[
            ("theme:voice", "campaign*"),
            ("theme:resourcing", "#theme:voice NEAR/2 money"),
        ],
    );
    let answer = book.coder().code(None, None, "money for campaigns");
    assert_eq!(answer.codes.len(), 2);
}

#[test]
fn sets_of_sets_cost_what_they_hold_and_not_what_they_spell_out() {
    // Spelt out, the first holds three to the tenth words; more would be refused.
    let names: Vec<String> = (0..=10).map(|i| format!("s{i}")).collect();
    let doubled: Vec<String> = (1..=10)
        .map(|i| format!("((#s{i} | a{i}) & (#s{i} | b{i})) | #s{i}"))
        .chain(["campaign*".to_owned()])
        .collect();
    let sets: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(doubled.iter().map(String::as_str))
        .collect();
    assert_eq!(
        evidence_with(&sets, "#s0", "We need campaigns"),
        ["campaigns"]
    );
}

#[test]
fn what_nests_too_deep_is_a_fault_and_not_a_crash() {
    let fault = |sets: &[(&str, &str)], rule: &str| {
        let faults =
            CompiledCodebook::compile(&codebook(sets, &[("theme:voice", rule)])).unwrap_err();
        faults.iter().map(|f| f.message.clone()).next().unwrap()
    };
    let names: Vec<String> = (0..=600).map(|i| format!("s{i}")).collect();
    let chain: Vec<String> = (1..=600)
        .map(|i| format!("#s{i}"))
        .chain(["x".to_owned()])
        .collect();
    let sets: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(chain.iter().map(String::as_str))
        .collect();
    assert_eq!(
        fault(&sets, "#s0"),
        "this stands for sets of sets too deep in each other"
    );
    let long = vec!["a"; 100_000].join(" NEAR/3 ");
    assert_eq!(
        fault(&[], &long),
        "too many of these operators follow each other"
    );
    let long = vec!["a"; 100_000].join(" UNLESS ");
    assert_eq!(
        fault(&[], &long),
        "too many of these operators follow each other"
    );
}
