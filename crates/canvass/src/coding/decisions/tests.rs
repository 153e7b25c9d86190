mod records;

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::coding::{
    AnswerHash, AnswerId, CodedRespondents, Codings, CompiledCodebook, Evidence, OpenAnswerState,
    SourceKind, StanceSource, Why, plain_queue,
};
use crate::config::{self, Project, Texts};
use crate::survey::{
    Code, CodeId, CodeRef, Column, DataQuality, MultiSelectColumn, QuestionId, ResponseState,
    Responses, RetiredCode, Stance, TextAnswer, TextColumn,
};

const CANVASS: &str = r#"
[project]
title = "Report"
organisation = "Kindred Ground"
language = "en-GB"
current = "2024"
codebook = "codebook.toml"
[[wave]]
id = "2024"
export = "exports/2024.csv"
[[question]]
id = "help"
kind = "multi-select"
title = "Help"
text = "How did we help?"
[[question.option]]
id = "grant"
label = "A grant"
codes = ["theme:resourcing"]
[[question.option]]
id = "other"
label = "Other"
other = true
[[question]]
id = "impact"
kind = "open-text"
title = "Impact"
text = "What difference did we make?"
stance = "impact"
"#;

const CODEBOOK: &str = r#"
id = "book"
version = "1.0"
[[frame]]
id = "theme"
label = "Themes"
kind = "theme"
[[frame.code]]
id = "voice"
label = "Voice"
definition = "Speaking out."
rules = ["campaign*"]
[[frame.code]]
id = "resourcing"
label = "Resourcing"
definition = "Money."
rules = ["grant*", { match = '"more money"', stance = "request" }]
[[frame]]
id = "stance"
label = "Stance"
kind = "stance"
[[frame.code]]
id = "impact"
label = "Impact"
definition = "Did something."
[[frame.code]]
id = "request"
label = "Request"
definition = "Asks."
[[frame.code]]
id = "criticism"
label = "Criticism"
definition = "A problem."
[[frame.code]]
id = "neutral"
label = "Neutral"
definition = "A fact."
"#;

/// A wave of four respondents, coded by rules and options.
struct World {
    project: Project,
    responses: Responses,
    found: Codings,
}

impl World {
    fn new() -> Self {
        World::with(["Your campaign", "The grant, and more money", "n/a", "Tea"])
    }

    fn with(answers: [&str; 4]) -> Self {
        let texts = Texts {
            canvass: CANVASS,
            codebook: CODEBOOK,
            ..Texts::default()
        };
        let project = config::parse(&texts).unwrap().value;
        let mut impact = TextColumn::new();
        let mut other = TextColumn::new();
        let mut help = MultiSelectColumn::new(vec![true, true]);
        for (at, words) in answers.into_iter().enumerate() {
            impact.push(TextAnswer::Given(words));
            match at {
                1 => {
                    help.push(ResponseState::Answered, [0, 1]);
                    other.push(TextAnswer::Given("a grant"));
                }
                _ => {
                    help.push(ResponseState::NoAnswer, []);
                    other.push(TextAnswer::NoAnswer);
                }
            }
        }
        help.set_other(other);
        let columns = BTreeMap::from([
            (question("help"), Column::MultiSelect(help)),
            (question("impact"), Column::Text(impact)),
        ]);
        let wave = project.current.clone();
        let responses = Responses::new(
            &project.survey.questions,
            wave,
            4,
            columns,
            DataQuality::default(),
        )
        .unwrap();
        let book = CompiledCodebook::compile(&project.codebook).unwrap().value;
        let found = book.code_wave(&project.survey, &responses);
        World {
            project,
            responses,
            found,
        }
    }

    fn decision(&self, at: usize, of: &str, coder: &str, statement: Statement) -> Decision {
        let answer = AnswerId::of(&self.responses, at, &question(of)).unwrap();
        let words = self.responses.words(at, &answer.question).unwrap();
        Decision {
            hash: AnswerHash::of(words),
            answer,
            statement,
            source: DecisionSource::Person,
            decided_by: coder.into(),
            decided_at: Moment::from_unix(1_800_000_000).unwrap(),
            codebook: "book".into(),
            version: "1.0".into(),
            supersedes: vec![],
        }
    }

    fn fold(&self, decisions: &[Decision]) -> (Decided, Record) {
        let text: String = decisions.iter().map(|d| line::write(d).0 + "\n").collect();
        let read = Record::read("r", text.as_bytes());
        assert!(read.diagnostics.is_empty(), "{}", read.diagnostics);
        let decided = Decided::fold(&read.value, &self.project.codebook, &[&self.responses]);
        (decided, read.value)
    }

    /// `respondent question code source stance` of every coding.
    fn after(&self, decisions: &[Decision]) -> Vec<String> {
        let (decided, _) = self.fold(decisions);
        let codings = decided.apply(self.found.clone(), &self.responses, &self.project.codebook);
        let book = CompiledCodebook::compile(&self.project.codebook).unwrap();
        let counted = book.value;
        let counted = counted.code_respondents(&self.project.survey, &self.responses, &decided);
        assert_eq!(counted, CodedRespondents::of(&codings));
        let shown = codings.codings().iter().map(|c| {
            let stance = c.stance.map_or("-", Stance::name);
            let source = c.source.kind().name();
            format!(
                "{} {} {} {source} {stance}",
                c.respondent, c.question, c.code
            )
        });
        shown.collect()
    }
}

fn question(id: &str) -> QuestionId {
    QuestionId::new(id).unwrap()
}

fn codes(codes: &[&str], value: Value) -> Statement {
    Statement::Codes {
        codes: codes
            .iter()
            .map(|code| CodeRef::parse(code).unwrap())
            .collect(),
        value,
        stance: None,
        evidence: vec![],
    }
}

const FOUND: [&str; 4] = [
    "0 impact theme:voice rules impact",
    "1 help theme:resourcing rules neutral",
    "1 help theme:resourcing option -",
    "1 impact theme:resourcing rules request",
];

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

#[test]
fn without_decisions_nothing_changes() {
    assert_eq!(
        sorted(World::new().after(&[])),
        sorted(FOUND.map(String::from).to_vec())
    );
}

#[test]
fn a_person_counts_over_rules_and_options() {
    let world = World::new();
    let says = |at, of, what| world.decision(at, of, "Ann", what);
    let after = world.after(&[
        says(0, "impact", codes(&["theme:voice"], Value::Absent)),
        says(1, "impact", codes(&["theme:resourcing"], Value::Present)),
        says(1, "help", codes(&["theme:resourcing"], Value::Present)),
        says(3, "impact", codes(&["theme:voice"], Value::Present)),
    ]);
    assert_eq!(
        sorted(after),
        [
            // What was ticked stays ticked.
            "1 help theme:resourcing option -",
            "1 help theme:resourcing person neutral",
            "1 impact theme:resourcing person impact",
            "3 impact theme:voice person impact",
        ]
    );
    let after = world.after(&[says(1, "help", codes(&["theme:resourcing"], Value::Absent))]);
    assert!(
        !after.iter().any(|line| line.starts_with("1 help")),
        "{after:?}"
    );
}

#[test]
fn the_kinds_count_in_their_order() {
    let world = World::new();
    let by = |source: DecisionSource, value| Decision {
        source,
        ..world.decision(0, "impact", "Ann", codes(&["theme:voice"], value))
    };
    let voice = |decisions: &[Decision]| {
        let after = world.after(decisions);
        let line = after
            .iter()
            .find(|line| line.starts_with("0 impact theme:voice"));
        line.map_or("none", |line| line.split(' ').nth(3).unwrap())
            .to_owned()
    };
    let (model, settled) = (
        DecisionSource::Model("m1".into()),
        DecisionSource::Adjudicated,
    );
    // Rules found it, and an accepted proposal counts less than they do.
    assert_eq!(voice(&[by(model.clone(), Value::Absent)]), "rules");
    assert_eq!(
        voice(&[by(DecisionSource::Import("qdpx".into()), Value::Absent)]),
        "none"
    );
    let ann = by(DecisionSource::Person, Value::Absent);
    assert_eq!(
        voice(&[
            ann.clone(),
            by(DecisionSource::Import("q".into()), Value::Present)
        ]),
        "none"
    );
    assert_eq!(voice(&[by(settled, Value::Present), ann]), "adjudicated");
    let proposal = Decision {
        source: model,
        ..world.decision(3, "impact", "Ann", codes(&["theme:voice"], Value::Present))
    };
    assert!(
        world
            .after(&[proposal])
            .contains(&"3 impact theme:voice model impact".to_owned())
    );
}

#[test]
fn a_coder_may_think_again_and_two_coders_may_differ() {
    let world = World::new();
    let says = |coder, value| world.decision(0, "impact", coder, codes(&["theme:voice"], value));
    let (yes, no) = (Value::Present, Value::Absent);
    let state = |decisions: &[Decision]| {
        let (decided, _) = world.fold(decisions);
        let (_, answer) = decided.answers().next().unwrap();
        let code = CodeRef::parse("theme:voice").unwrap();
        (answer.value(&code), answer.is_conflict())
    };
    assert_eq!(
        state(&[says("Ann", yes), says(" ann ", no)]),
        (Some(no), false)
    );
    assert_eq!(
        state(&[says("Ann", no), says("Bob", yes)]),
        (Some(no), true)
    );
    // Whoever was first stays first, also after thinking again.
    assert_eq!(
        state(&[says("Ann", no), says("Bob", no), says("Ann", yes)]),
        (Some(yes), true)
    );
    assert_eq!(
        state(&[says("Ann", no), says("Bob", yes), says("Bob", no)]),
        (Some(no), false)
    );
    let settled = Decision {
        source: DecisionSource::Adjudicated,
        ..says("Cem", yes)
    };
    assert_eq!(
        state(&[says("Ann", no), settled, says("Bob", yes)]),
        (Some(yes), false)
    );
    let (decided, record) = world.fold(&[says("Ann", no), says("Bob", yes)]);
    let faults = decided
        .faults("r", &world.project.survey, &record)
        .to_string();
    assert!(
        faults.contains("r:1:1: warning[decisions/conflict]: coders differ on 1 answer"),
        "{faults}"
    );
    let queue = plain_queue(&world.found, &world.responses, &decided);
    assert_eq!(queue[0].why[0], Why::Conflict);
    assert_eq!(queue[0].answer, says("Ann", no).answer);
}

#[test]
fn a_main_stance_is_taken_by_codings_without_their_own() {
    let world = World::new();
    let says = |at, what| world.decision(at, "impact", "Ann", what);
    let (decided, _) = world.fold(&[
        says(0, Statement::Stance(Stance::Criticism)),
        says(1, Statement::Stance(Stance::Neutral)),
        says(1, codes(&["theme:voice"], Value::Present)),
        says(2, codes(&["theme:voice"], Value::Present)),
    ]);
    let codings = decided.apply(
        world.found.clone(),
        &world.responses,
        &world.project.codebook,
    );
    let stance = |at, code: &str| {
        let codings = codings.of_answer(at, &question("impact"));
        codings
            .iter()
            .find(|c| c.code.code.as_str() == code)
            .unwrap()
            .stance
    };
    assert_eq!(stance(0, "voice"), Some(Stance::Criticism));
    // The rule that asks for more money says that it is a request.
    assert_eq!(stance(1, "resourcing"), Some(Stance::Request));
    assert_eq!(stance(1, "voice"), Some(Stance::Neutral));
    let state = |at| {
        codings
            .answer(at, &question("impact"))
            .unwrap()
            .state
            .clone()
    };
    let decided_by = StanceSource::Decision;
    let stance = Stance::Criticism;
    assert_eq!(state(0), OpenAnswerState::Content { stance, decided_by });
    // "n/a" has a code, so it says something.
    assert_ne!(state(2), OpenAnswerState::NonAnswer);
}

#[test]
fn quotations_need_a_persons_word() {
    let world = World::new();
    let words = RedactedQuote("Your [plimsoll]".into());
    let (decided, _) = world.fold(&[
        world.decision(0, "impact", "Ann", Statement::Quote(QuoteApproval::Yes)),
        world.decision(
            0,
            "impact",
            "Ann",
            Statement::Quote(QuoteApproval::Redacted(words.clone())),
        ),
        world.decision(3, "impact", "Ann", Statement::Quote(QuoteApproval::No)),
    ]);
    let codings = decided.apply(
        world.found.clone(),
        &world.responses,
        &world.project.codebook,
    );
    let quote = |at| codings.quote(at, &question("impact"));
    assert_eq!(quote(0), Some(&QuoteApproval::Redacted(words)));
    assert_eq!(quote(1), None);
    assert_eq!(quote(3), Some(&QuoteApproval::No));
    assert!(!format!("{codings:?}{decided:?}").contains("plimsoll"));
}

#[test]
fn decisions_on_what_has_changed_wait_for_a_person() {
    let world = World::new();
    let says = |at, what| world.decision(at, "impact", "Ann", what);
    let decisions = [
        says(0, codes(&["theme:voice"], Value::Absent)),
        says(1, codes(&["theme:gone", "theme:voice"], Value::Present)),
        Decision {
            answer: AnswerId {
                response: crate::survey::ResponseKey::parse("0123456789abcdef").unwrap(),
                ..says(1, Statement::Done(true)).answer
            },
            ..says(1, Statement::Done(true))
        },
    ];
    let edited = World::with(["Your campaigns", "The grant, and more money", "n/a", "Tea"]);
    let (decided, record) = edited.fold(&decisions);
    let reasons: Vec<&StaleReason> = decided.stale().iter().map(|s| &s.reason).collect();
    let gone = StaleReason::CodeGone(CodeRef::parse("theme:gone").unwrap());
    assert_eq!(reasons, [&StaleReason::AnswerChanged, &gone]);
    let after = edited.after(&decisions);
    assert!(
        after.contains(&"0 impact theme:voice rules impact".to_owned()),
        "{after:?}"
    );
    assert!(
        after.contains(&"1 impact theme:voice person impact".to_owned()),
        "{after:?}"
    );
    let faults = decided
        .faults("r", &edited.project.survey, &record)
        .to_string();
    for words in [
        "r:1:1: warning[decisions/stale]: 1 answer has another text now",
        "r:2:1: warning[decisions/stale]: the codebook has no code \"theme:gone\"",
        "r:3:1: warning[decisions/unknown-answer]: 1 answer that people decided on is not",
    ] {
        assert!(faults.contains(words), "{faults}");
    }
    let queue = plain_queue(&edited.found, &edited.responses, &decided);
    assert!(
        queue
            .iter()
            .take(2)
            .all(|queued| queued.why[0] == Why::Stale)
    );
}

#[test]
fn finished_answers_leave_the_queue() {
    let world = World::new();
    let order = |decisions: &[Decision]| {
        let (decided, _) = world.fold(decisions);
        let queue = plain_queue(&world.found, &world.responses, &decided);
        let shown = queue.iter().map(|queued| {
            let at = world.responses.respondent(queued.answer.response).unwrap();
            format!("{at} {} {:?}", queued.answer.question, queued.why)
        });
        shown.collect::<Vec<_>>()
    };
    assert_eq!(order(&[]), ["3 impact [Uncoded]"]);
    let done = world.decision(3, "impact", "Ann", Statement::Done(true));
    assert!(order(&[done]).is_empty());
}

#[test]
fn decisions_follow_codes_into_those_that_take_their_place() {
    let mut world = World::new();
    let retired = |id: &str, by: &[&str]| RetiredCode {
        code: Code {
            id: CodeId::new(id).unwrap(),
            ..world.project.codebook.frames[0].codes[0].clone()
        },
        replaced_by: by
            .iter()
            .map(|code| CodeRef::parse(code).unwrap())
            .collect(),
    };
    world.project.codebook.frames[0].retired = vec![
        retired("old", &["theme:older"]),
        retired("older", &["theme:voice"]),
        retired("split", &["theme:voice", "theme:resourcing"]),
        retired("dropped", &[]),
        retired("dropped_later", &["theme:dropped"]),
    ];
    world.project.codebook.frames[0].codes[1].since = Some("1.1".into());
    let says = |codes_: &[&str], value| world.decision(3, "impact", "Ann", codes(codes_, value));
    let (yes, no) = (Value::Present, Value::Absent);
    let voice = |decisions: &[Decision]| {
        let after = world.after(decisions);
        after
            .iter()
            .any(|line| line.starts_with("3 impact theme:voice person"))
    };
    assert!(voice(&[says(&["theme:old"], yes)]));
    // It applied where either of the two did, in whatever order that was said.
    assert!(voice(&[
        says(&["theme:voice"], no),
        says(&["theme:old"], yes)
    ]));
    assert!(voice(&[
        says(&["theme:old"], yes),
        says(&["theme:voice"], no)
    ]));
    assert!(voice(&[
        says(&["theme:voice"], yes),
        says(&["theme:old"], no)
    ]));
    assert!(!voice(&[says(&["theme:voice", "theme:old"], no)]));
    let later = Decision {
        version: "1.1".into(),
        ..says(&["theme:voice"], no)
    };
    assert!(!voice(&[says(&["theme:old"], yes), later.clone()]));
    let all = [
        "theme:split",
        "theme:dropped",
        "theme:dropped_later",
        "theme:unheard_of",
        "theme:resourcing",
    ];
    let (decided, _) = world.fold(&[says(&all, yes)]);
    let reasons: Vec<String> = decided
        .stale()
        .iter()
        .map(|s| format!("{:?}", s.reason))
        .collect();
    assert_eq!(reasons.len(), 3, "{reasons:?}");
    assert!(
        reasons[0].starts_with("CodeChanged") && reasons[0].contains("split"),
        "{reasons:?}"
    );
    assert!(
        reasons[1].starts_with("CodeGone") && reasons[1].contains("unheard_of"),
        "{reasons:?}"
    );
    assert!(
        reasons[2].starts_with("CodeChanged") && reasons[2].contains("resourcing"),
        "{reasons:?}"
    );
    let again = Decision {
        statement: codes(&["theme:resourcing"], yes),
        ..later
    };
    assert!(
        world
            .after(&[again])
            .contains(&"3 impact theme:resourcing person impact".to_owned())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What one coder says does not depend on what others say of other answers, nor on repeating the record.
    #[test]
    fn saying_it_all_again_changes_nothing(says in prop::collection::vec((0..2usize, 0..3usize, any::<bool>()), 0..12)) {
        let world = World::new();
        let coders = ["Ann", "Bob", "Cem"];
        let decisions: Vec<Decision> = says
            .iter()
            .map(|(at, coder, yes)| {
                let value = if *yes { Value::Present } else { Value::Absent };
                world.decision(at * 3, "impact", coders[*coder], codes(&["theme:voice"], value))
            })
            .collect();
        let last_words: Vec<Decision> = decisions
            .iter()
            .enumerate()
            .filter(|(at, d)| !decisions[at + 1..].iter().any(|l| (&l.decided_by, &l.answer) == (&d.decided_by, &d.answer)))
            .map(|(_, d)| d.clone())
            .collect();
        let again: Vec<Decision> = decisions.iter().chain(&last_words).cloned().collect();
        prop_assert_eq!(world.after(&decisions), world.after(&again));
        let other: Vec<Decision> = decisions.iter().filter(|d| d.answer == world.decision(0, "impact", "", Statement::Done(true)).answer).cloned().collect();
        let of_first = |lines: Vec<String>| lines.into_iter().filter(|l| l.starts_with("0 ")).collect::<Vec<_>>();
        prop_assert_eq!(of_first(world.after(&decisions)), of_first(world.after(&other)));
    }
}
