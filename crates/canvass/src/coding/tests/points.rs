//! Codes that take points. The sums in the comments were added up by hand.

use proptest::prelude::*;

use super::*;

/// A codebook like that of the other tests, with what a code takes and rules that give points.
fn weighed(takes: &[(&str, CodePoints)], rules: &[(&str, &str, Option<i32>)]) -> Codebook {
    let texts: Vec<(&str, &str)> = rules.iter().map(|(code, text, _)| (*code, *text)).collect();
    let mut book = codebook(&[("places", "venue | room")], &texts);
    for (rule, (_, _, points)) in book.rules.iter_mut().zip(rules) {
        rule.points = *points;
    }
    for (code, points) in takes {
        let code = CodeRef::parse(code).unwrap();
        let codes = book.frames.iter_mut().flat_map(|frame| &mut frame.codes);
        for known in codes.filter(|known| known.id == code.code) {
            known.points = Some(*points);
        }
    }
    book
}

fn takes(at_least: u32, rule: u32, further: u32) -> CodePoints {
    CodePoints {
        at_least,
        rule,
        further,
    }
}

fn coded(book: &Codebook, text: &str) -> CodedAnswer {
    let book = CompiledCodebook::compile(book).unwrap().value;
    book.coder().code(None, None, text)
}

/// The codes that the text gets, each with the rules and the pieces of the text that it rests on.
fn given(book: &Codebook, text: &str) -> Vec<(String, Vec<String>, Vec<String>)> {
    let each = |found: FoundCode| {
        let rules = found.rules.iter().map(|rule| rule.to_string()).collect();
        let pieces = found
            .evidence
            .iter()
            .map(|e| text[e.bytes.clone()].to_owned());
        (found.code.to_string(), rules, pieces.collect())
    };
    coded(book, text).codes.into_iter().map(each).collect()
}

fn is_given(book: &Codebook, text: &str) -> bool {
    !given(book, text).is_empty()
}

fn book() -> Codebook {
    weighed(
        &[("theme:voice", takes(6, 4, 1))],
        &[
            ("theme:voice", "campaign* | protest*", None),
            ("theme:voice", "minister | \"speak* up\" | #places", Some(2)),
            ("theme:voice", "grant | (lunch | tea)", Some(-3)),
        ],
    )
}

#[test]
fn points_add_up_to_what_the_code_takes() {
    let book = book();
    // 4; 4 + 2; 4 + 2 - 3; 4 + 2 + 2 - 3; 4 + 2 + 2 + 2 - 3 - 3.
    assert!(!is_given(&book, "A campaign"));
    assert!(is_given(&book, "A campaign to the minister"));
    assert!(!is_given(&book, "A campaign to the minister, and a grant"));
    assert!(!is_given(
        &book,
        "A campaign: speak up to the minister; grant"
    ));
    assert!(!is_given(
        &book,
        "A campaign: speak up to the minister in a room; grant, tea"
    ));
    // 4 + 1; 4 + 1 + 1; no more than two further pieces: 4 + 1 + 1 - 3 + 2.
    assert!(!is_given(&book, "A campaign, and a protest"));
    assert!(is_given(&book, "A campaign, a protest, a campaign"));
    assert!(!is_given(
        &book,
        "Campaign, protest, campaign, protest, minister, tea"
    ));
    // 2 + 2 + 2, without any rule that finds the code.
    assert!(is_given(&book, "Speaking up to the minister in a room"));
}

#[test]
fn each_pattern_counts_once() {
    let book = book();
    // 2, however often; a set, and what stands in parentheses, is one pattern: 4 + 2; 4 + 2 + 2 - 3.
    assert!(!is_given(&book, "Minister, minister, minister"));
    assert!(!is_given(&book, "A venue, a room, a venue"));
    assert!(is_given(&book, "A campaign with a venue and a room"));
    assert!(!is_given(
        &book,
        "A campaign: minister, venue; tea and lunch"
    ));
    let twice = weighed(
        &[("theme:voice", takes(4, 0, 0))],
        &[("theme:voice", "minister | minister", Some(2))],
    );
    assert!(!is_given(&twice, "Minister"));
}

#[test]
fn what_gave_points_is_evidence_and_what_took_them_is_not() {
    let found = given(
        &book(),
        "A protest: speaking up, minister, venue, grant, minister.",
    );
    // 4 + 2 + 2 + 2 - 3 = 7.
    assert_eq!(
        found,
        [(
            "theme:voice".to_owned(),
            vec!["theme:voice#1".to_owned(), "theme:voice#2".to_owned()],
            ["protest", "speaking up", "minister", "venue", "minister"]
                .map(str::to_owned)
                .to_vec(),
        )]
    );
}

#[test]
fn an_outcome_implies_its_theme_whatever_the_theme_takes() {
    let book = weighed(
        &[
            ("theme:voice", takes(9, 2, 0)),
            ("theme:voice.policy", takes(3, 2, 0)),
        ],
        &[
            ("theme:voice.policy", "bill", None),
            ("theme:voice.policy", "minister", Some(1)),
            ("theme:voice", "march", Some(7)),
        ],
    );
    // The outcome has 2 and 3; the theme, of which its rules find a piece too, 2, 2 and 2 + 7.
    assert!(!is_given(&book, "A bill"));
    let found = given(&book, "The minister's bill: minister");
    let pieces = ["bill", "minister"].map(str::to_owned).to_vec();
    let rules = ["theme:voice.policy#1", "theme:voice.policy#2"]
        .map(str::to_owned)
        .to_vec();
    assert_eq!(
        found,
        [
            ("theme:voice".to_owned(), rules.clone(), pieces.clone()),
            ("theme:voice.policy".to_owned(), rules, pieces),
        ]
    );
    let codes: Vec<String> = given(&book, "March for a bill")
        .into_iter()
        .map(|f| f.0)
        .collect();
    assert_eq!(codes, ["theme:voice"]);
}

#[test]
fn negated_words_give_points_unless_the_rule_drops_them() {
    let mut book = weighed(
        &[("theme:voice", takes(2, 0, 0))],
        &[("theme:voice", "minister", Some(2))],
    );
    assert!(coded(&book, "No minister").codes[0].negated);
    book.rules[0].negation = Negation::Drop;
    assert!(!is_given(&book, "No minister"));
    assert!(is_given(&book, "No minister but the minister"));
}

#[test]
fn points_are_given_in_answers_to_the_questions_that_their_rule_reads() {
    let mut book = weighed(
        &[("theme:voice", takes(2, 0, 0))],
        &[("theme:voice", "minister", Some(2))],
    );
    book.rules[0].questions = vec![QuestionId::new("help").unwrap()];
    assert!(!is_given(&book, "Minister"));
    let compiled = CompiledCodebook::compile(&book).unwrap().value;
    let coded = compiled.code_answer(&QuestionId::new("help").unwrap(), None, "Minister");
    assert_eq!(coded.codes.len(), 1);
}

#[test]
fn points_of_stances_weigh_in_the_choice_between_them() {
    let book = weighed(
        &[],
        &[
            ("stance:request", "please", None),
            ("stance:request", "thank", Some(-3)),
            ("stance:criticism", "late | rude", Some(4)),
        ],
    );
    let stance = |text: &str| match coded(&book, text).state {
        OpenAnswerState::Content { stance, decided_by } => (stance, decided_by),
        OpenAnswerState::NonAnswer => panic!("it says something"),
    };
    // Request 6, criticism 4. Request 6, criticism 8. Request 3, criticism 4.
    assert_eq!(stance("Please, not late again").0, Stance::Request);
    let by = StanceSource::Rules(vec!["stance:criticism#3".into()]);
    assert_eq!(stance("Please, not late and rude"), (Stance::Criticism, by));
    assert_eq!(stance("Thank you, please, not late").0, Stance::Criticism);
}

#[test]
fn a_rule_with_points_may_name_its_own_code_and_is_no_part_of_it() {
    let book = weighed(
        &[
            ("theme:voice", takes(6, 4, 0)),
            ("theme:resourcing", takes(5, 5, 0)),
        ],
        &[
            ("theme:voice", "campaign", None),
            ("theme:voice", "#theme:voice | #theme:resourcing", Some(2)),
            ("theme:voice", "minister", Some(6)),
            ("theme:resourcing", "grant", None),
            ("theme:resourcing", "#theme:voice", Some(-1)),
        ],
    );
    let codes =
        |text: &str| -> Vec<String> { given(&book, text).into_iter().map(|f| f.0).collect() };
    // Voice: 4 + 2; 2; 4 + 2 + 2; 6. Resourcing: 5; 5 - 1; 5.
    assert_eq!(codes("A campaign"), ["theme:voice"]);
    assert_eq!(codes("A grant"), ["theme:resourcing"]);
    assert_eq!(codes("A grant for a campaign"), ["theme:voice"]);
    assert_eq!(
        codes("A grant of the minister"),
        ["theme:voice", "theme:resourcing"]
    );
}

const WORDS: &[&str] = &[
    "campaign", "minister", "speak", "up", "venue", "room", "grant", "tea", "not", ".",
];

proptest! {
    #[test]
    fn the_order_of_patterns_changes_nothing_and_taking_points_adds_no_code(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..9),
        points in prop::collection::vec(-4..5_i32, 5),
        taken in prop::sample::select(WORDS),
        at_least in 1..8_u32,
    ) {
        let text = words.join(" ");
        let patterns = ["minister", "\"speak up\"", "#places", "grant", "(tea | up)"];
        let giving: Vec<(&str, &str, Option<i32>)> = patterns
            .iter()
            .zip(&points)
            .filter(|(_, points)| **points != 0)
            .map(|(pattern, points)| ("theme:voice", *pattern, Some(*points)))
            .collect();
        let find = ("theme:voice", "campaign", None);
        let takes = [("theme:voice", takes(at_least, 3, 1))];
        let forwards: Vec<_> = std::iter::once(find).chain(giving.iter().copied()).collect();
        let backwards: Vec<_> = giving.iter().rev().copied().chain([find]).collect();
        let before = given(&weighed(&takes, &forwards), &text);
        let pieces = |found: &[(String, Vec<String>, Vec<String>)]| -> Vec<Vec<String>> {
            found.iter().map(|(_, _, pieces)| pieces.clone()).collect()
        };
        prop_assert_eq!(pieces(&before), pieces(&given(&weighed(&takes, &backwards), &text)));
        if taken != "." {
            let less: Vec<_> = forwards.into_iter().chain([("theme:voice", taken, Some(-2))]).collect();
            let after = given(&weighed(&takes, &less), &text);
            prop_assert!(after.len() <= before.len());
        }
    }
}
