//! Who has which code, apart from what it rests on.

use super::*;

fn coding(respondent: usize, source: Source, pieces: usize) -> Coding {
    Coding {
        respondent,
        question: QuestionId::new("impact").unwrap(),
        code: CodeRef::parse("theme:voice").unwrap(),
        source,
        evidence: vec![
            Evidence {
                bytes: 0..1,
                chars: 0..1
            };
            pieces
        ],
        negated: false,
        stance: Some(Stance::Impact),
    }
}

#[test]
fn codings_that_differ_in_the_respondent_are_one_group() {
    let rules = |id: &str| Source::Rules(vec![id.into()]);
    let ann = || Source::Person {
        coder: "Ann".into(),
    };
    let option = |id: &str| Source::Option(OptionId::new(id).unwrap());
    let answer = |respondent, state| OpenAnswer {
        respondent,
        question: QuestionId::new("impact").unwrap(),
        state,
    };
    let content = OpenAnswerState::Content {
        stance: Stance::Request,
        decided_by: StanceSource::Question,
    };
    let codings = Codings::new(
        WaveId::new("2024").unwrap(),
        "book".into(),
        "1".into(),
        vec![
            coding(7, rules("theme:voice#2"), 1),
            coding(2, rules("theme:voice#1"), 300),
            coding(2, ann(), 0),
            coding(1, option("a"), 0),
            coding(1, option("b"), 0),
            coding(2, option("a"), 0),
        ],
        vec![
            answer(7, content.clone()),
            answer(2, content),
            answer(3, OpenAnswerState::NonAnswer),
        ],
    );
    let counted = CodedRespondents::of(&codings);
    let of_code = counted.of_code(&CodeRef::parse("theme:voice").unwrap());
    assert_eq!(of_code, counted.codings());
    let groups: Vec<_> = of_code
        .iter()
        .map(|group| {
            let option = group.alike.option.as_ref().map(|id| id.to_string());
            let people: Vec<_> = group.with_pieces().collect();
            (group.alike.source.name(), option, people)
        })
        .collect();
    assert_eq!(
        groups,
        [
            ("rules", None, vec![(2, 255), (7, 1)]),
            ("option", Some("a".into()), vec![(1, 0), (2, 0)]),
            ("option", Some("b".into()), vec![(1, 0)]),
            ("person", None, vec![(2, 0)]),
        ]
    );
    let other = CodeRef::parse("theme:voice.policy").unwrap();
    assert!(counted.of_code(&other).is_empty());
    let answers: Vec<_> = counted
        .answers()
        .iter()
        .map(|group| (group.stance, group.respondents().collect::<Vec<_>>()))
        .collect();
    assert_eq!(
        answers,
        [(None, vec![3]), (Some(Stance::Request), vec![2, 7])]
    );
    assert!(!format!("{counted:?}").contains('7'), "{counted:?}");
}
