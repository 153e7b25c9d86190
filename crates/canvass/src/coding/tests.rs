#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::diagnostics::Place;
use crate::survey::*;

fn code(id: &str) -> Code {
    Code {
        id: CodeId::new(id).unwrap(),
        label: id.to_owned(),
        definition: String::new(),
        use_when: String::new(),
        not_for: String::new(),
        examples: vec![],
        near_misses: vec![],
    }
}

fn frame(id: &str, kind: FrameKind, codes: &[&str]) -> CodeFrame {
    CodeFrame {
        id: FrameId::new(id).unwrap(),
        label: id.to_owned(),
        kind,
        codes: codes.iter().map(|c| code(c)).collect(),
        groups: vec![],
    }
}

fn at(line: u64, column: u64) -> Place {
    Place {
        file: "codebook.toml".into(),
        position: crate::diagnostics::Position::Text { line, column },
    }
}

fn codebook(sets: &[(&str, &str)], rules: &[(&str, &str)]) -> Codebook {
    Codebook {
        id: "test".into(),
        version: "1".into(),
        frames: vec![
            frame(
                "theme",
                FrameKind::Theme,
                &["voice", "voice.policy", "resourcing"],
            ),
            frame(
                "stance",
                FrameKind::Stance,
                &["impact", "request", "criticism", "neutral"],
            ),
        ],
        theory: TheoryOfChange::default(),
        sets: sets
            .iter()
            .zip(1..)
            .map(|((name, expression), line)| NamedSet {
                name: (*name).to_owned(),
                expression: (*expression).to_owned(),
                place: at(line, 10),
            })
            .collect(),
        rules: rules
            .iter()
            .zip(101..)
            .map(|((code, expression), line)| Rule {
                id: format!("{code}#{}", line - 100),
                code: CodeRef::parse(code).unwrap(),
                expression: (*expression).to_owned(),
                place: at(line, 5),
                questions: vec![],
                stance: None,
                negation: Negation::Flag,
            })
            .collect(),
    }
}

fn compiled(sets: &[(&str, &str)], rules: &[(&str, &str)]) -> CompiledCodebook {
    CompiledCodebook::compile(&codebook(sets, rules))
        .unwrap()
        .value
}

/// The pieces of `text` that a rule for voice, with these sets, rests on; empty when it does not match.
fn evidence_with(sets: &[(&str, &str)], rule: &str, text: &str) -> Vec<String> {
    let book = compiled(sets, &[("theme:voice", rule)]);
    let answer = book.coder().code(None, None, text);
    let found = answer.codes.first().map(|c| c.evidence.clone());
    found
        .unwrap_or_default()
        .into_iter()
        .map(|e| {
            let chars: String = text
                .chars()
                .skip(e.chars.start)
                .take(e.chars.len())
                .collect();
            assert_eq!(
                chars,
                text[e.bytes.clone()],
                "bytes and characters name the same words"
            );
            chars
        })
        .collect()
}

fn evidence(rule: &str, text: &str) -> Vec<String> {
    evidence_with(&[], rule, text)
}

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

fn negated(text: &str) -> bool {
    let book = compiled(
        &[],
        &[("theme:resourcing", "fund*"), ("theme:voice", "bulletin")],
    );
    book.coder().code(None, None, text).codes[0].negated
}

#[test]
fn negation_reaches_four_words_within_its_clause() {
    assert!(negated("They were not funding us"));
    assert!(negated("You don’t fund anybody"));
    assert!(negated("It lacked funding"));
    assert!(negated("not one two three funding"));
    assert!(!negated("not one two three four funding"));
    assert!(!negated("not only funding"));
    assert!(!negated("not them, funding"));
    assert!(!negated("we did not wait but funding came"));
    assert!(
        !negated("funding not given, funding given"),
        "one piece without negation clears the coding"
    );
}

#[test]
fn a_negated_clause_leaves_the_next_alone() {
    let book = compiled(
        &[],
        &[("theme:resourcing", "fund*"), ("theme:voice", "bulletin")],
    );
    let answer = book.coder().code(
        None,
        None,
        "They were not funding us; however the bulletin helps",
    );
    let flags: Vec<_> = answer
        .codes
        .iter()
        .map(|c| (c.code.to_string(), c.negated))
        .collect();
    assert_eq!(
        flags,
        [
            ("theme:voice".to_owned(), false),
            ("theme:resourcing".to_owned(), true)
        ]
    );
}

#[test]
fn negation_can_drop_a_coding_or_be_ignored() {
    let mut book = codebook(&[], &[("theme:resourcing", "fund*")]);
    let mut code = |negation| {
        book.rules[0].negation = negation;
        let compiled = CompiledCodebook::compile(&book).unwrap().value;
        let answer = compiled.coder().code(None, None, "No funding");
        answer.codes.first().map(|c| c.negated)
    };
    assert_eq!(code(Negation::Flag), Some(true));
    assert_eq!(code(Negation::Drop), None);
    assert_eq!(code(Negation::Ignore), Some(false));
}

#[test]
fn an_outcome_implies_its_theme_and_rules_of_one_code_make_one_coding() {
    let book = compiled(
        &[],
        &[
            ("theme:voice", "campaign*"),
            ("theme:voice.policy", "law"),
            ("theme:voice.policy", "\"the law\""),
        ],
    );
    let answer = book
        .coder()
        .code(None, None, "A campaign to change the law");
    let summary: Vec<_> = answer
        .codes
        .iter()
        .map(|c| {
            let rules: Vec<&str> = c.rules.iter().map(|r| &**r).collect();
            (c.code.code.as_str(), rules.join(" "), c.evidence.len())
        })
        .collect();
    assert_eq!(
        summary,
        [
            (
                "voice",
                "theme:voice#1 theme:voice.policy#2 theme:voice.policy#3".to_owned(),
                2
            ),
            (
                "voice.policy",
                "theme:voice.policy#2 theme:voice.policy#3".to_owned(),
                1
            ),
        ]
    );
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
fn rules_for_a_question_read_only_its_answers() {
    let mut book = codebook(&[], &[("theme:voice", "later")]);
    let (events, more) = (
        QuestionId::new("events").unwrap(),
        QuestionId::new("more").unwrap(),
    );
    book.rules[0].questions = vec![events.clone()];
    let book = CompiledCodebook::compile(&book).unwrap().value;
    assert_eq!(
        book.code_answer(&events, None, "Start later").codes.len(),
        1
    );
    assert_eq!(book.code_answer(&more, None, "Start later").codes.len(), 0);
}

#[test]
fn codings_inherit_the_main_stance_unless_their_rule_states_one() {
    let mut book = codebook(
        &[],
        &[
            ("theme:voice", "campaign*"),
            ("theme:resourcing", "grant*"),
            ("stance:request", "\"more of\" | please"),
        ],
    );
    book.rules[1].stance = Some(Stance::Criticism);
    let book = CompiledCodebook::compile(&book).unwrap().value;
    let answer = book.coder().code(
        None,
        Some(Stance::Impact),
        "More of the campaign, please. The grant ran out.",
    );
    assert!(matches!(
        &answer.state,
        OpenAnswerState::Content { stance: Stance::Request, decided_by: StanceSource::Rules(rules) }
            if rules.len() == 1
    ));
    let stances: Vec<Stance> = answer.codes.iter().map(|c| c.stance).collect();
    assert_eq!(stances, [Stance::Request, Stance::Criticism]);
    let plain = book
        .coder()
        .code(None, Some(Stance::Impact), "The campaign");
    assert_eq!(
        plain.state,
        OpenAnswerState::Content {
            stance: Stance::Impact,
            decided_by: StanceSource::Question
        }
    );
}

#[test]
fn examples_and_near_misses_test_the_rules() {
    let mut book = codebook(
        &[],
        &[("theme:voice", "campaign*"), ("stance:request", "please")],
    );
    book.frames[0].codes[0].examples = vec![
        Example("Your campaigns".into()),
        Example("Speaking out".into()),
    ];
    book.frames[0].codes[0].near_misses = vec![
        NearMiss("A champion".into()),
        NearMiss("Campaign bed".into()),
    ];
    book.frames[1].codes[1].examples = vec![Example("More please".into()), Example("More".into())];
    let book = CompiledCodebook::compile(&book).unwrap().value;
    let found: Vec<String> = check_examples(&book)
        .iter()
        .map(|d| d.message.clone())
        .collect();
    assert_eq!(
        found,
        [
            "no rule gives theme:voice to its example \"Speaking out\"",
            "theme:voice is given to its near-miss \"Campaign bed\" by theme:voice#1",
            "no rule gives stance:request to its example \"More\"",
        ]
    );
}

fn question(id: &str, kind: QuestionKind, options: Vec<AnswerOption>) -> Question {
    Question {
        id: QuestionId::new(id).unwrap(),
        kind,
        title: id.to_owned(),
        grid: None,
        options,
        unions: vec![],
        route: None,
        theme: None,
        stance: None,
        asked: BTreeMap::new(),
    }
}

fn option(id: &str, codes: &[&str]) -> AnswerOption {
    AnswerOption {
        id: OptionId::new(id).unwrap(),
        label: id.to_owned(),
        exclusive: false,
        other: id == "other",
        score: None,
        codes: codes.iter().map(|c| CodeRef::parse(c).unwrap()).collect(),
        offered: BTreeMap::new(),
    }
}

#[test]
fn a_wave_is_coded_from_open_answers_other_texts_and_options() {
    let options = || vec![option("grant", &["theme:resourcing"]), option("other", &[])];
    let mut open = question("impact", QuestionKind::OpenText, vec![]);
    open.stance = Some(Stance::Impact);
    let survey = Survey {
        waves: vec![],
        questions: vec![
            open,
            question("help", QuestionKind::MultiSelect, options()),
            question("main", QuestionKind::SingleChoice, options()),
        ],
    };
    let mut texts = TextColumn::new();
    texts.push(TextAnswer::Given("Your campaign"));
    texts.push(TextAnswer::Given("n/a"));
    texts.push(TextAnswer::NoAnswer);
    let mut other = TextColumn::new();
    other.push(TextAnswer::NotAsked);
    other.push(TextAnswer::Given("a campaign"));
    other.push(TextAnswer::NoAnswer);
    let mut help = MultiSelectColumn::new(vec![true, true]);
    help.push(ResponseState::Answered, [0]);
    help.push(ResponseState::Answered, [1]);
    help.push(ResponseState::NoAnswer, []);
    help.set_other(other);
    let mut main = ChoiceColumn::new(vec![true, true]);
    main.push(Choice::NoAnswer);
    main.push(Choice::Option(0));
    main.push(Choice::Option(1));
    let id = |text: &str| QuestionId::new(text).unwrap();
    let columns = BTreeMap::from([
        (id("impact"), Column::Text(texts)),
        (id("help"), Column::MultiSelect(help)),
        (id("main"), Column::Choice(main)),
    ]);
    let wave = WaveId::new("2024").unwrap();
    let responses = Responses::new(wave, 3, columns, DataQuality::default()).unwrap();
    let codings = compiled(&[], &[("theme:voice", "campaign*")]).code_wave(&survey, &responses);
    let found: Vec<String> = codings
        .codings()
        .iter()
        .map(|c| format!("{} {} {} {:?}", c.respondent, c.question, c.code, c.stance))
        .collect();
    assert_eq!(
        found,
        [
            "0 help theme:resourcing None",
            "0 impact theme:voice Some(Impact)",
            "1 help theme:voice Some(Neutral)",
            "1 main theme:resourcing None",
        ]
    );
    let states: BTreeSet<_> = codings
        .answers()
        .iter()
        .map(|a| (a.respondent, a.question.to_string(), a.stance()))
        .collect();
    assert_eq!(
        states,
        BTreeSet::from([
            (0, "impact".to_owned(), Some(Stance::Impact)),
            (1, "help".to_owned(), Some(Stance::Neutral)),
            (1, "impact".to_owned(), None),
        ])
    );
    assert_eq!(
        codings.of_answer(1, &id("main"))[0].source,
        Source::Option(OptionId::new("grant").unwrap())
    );
    assert!(codings.answer(2, &id("impact")).is_none());
    assert_eq!(codings.version(), "1");
}

#[test]
fn the_example_codebook_passes_its_own_examples_and_near_misses() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/members-questionnaire");
    let project = crate::config::load(&folder).unwrap().value;
    let book = CompiledCodebook::compile(&project.codebook).unwrap().value;
    assert_eq!(check_examples(&book).to_string(), "");
}

#[test]
fn sets_of_sets_cost_what_they_hold_and_not_what_they_spell_out() {
    // Spelt out, the first would hold two to the sixtieth words.
    let names: Vec<String> = (0..=60).map(|i| format!("s{i}")).collect();
    let doubled: Vec<String> = (1..=60)
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
        "the set \"s0\" stands for sets of sets too deep in each other"
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
