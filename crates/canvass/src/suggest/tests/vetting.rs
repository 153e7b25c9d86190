use super::*;
use crate::coding::SuggestionSource;

fn proposal(answer: &AnswerId, code: &str, quote: &str) -> Option<Proposal> {
    Some(Proposal {
        answer: answer.to_string(),
        code: code.into(),
        quote: quote.into(),
    })
}

#[test]
fn only_proposals_about_what_was_asked_and_quoted_are_kept() {
    let codebook = codebook(&["money", "people"]);
    let (one, two) = (answer("2024", "1"), answer("2024", "2"));
    let asked = |answer, text| Asked {
        answer,
        question: "What changed?",
        text,
    };
    let vetted = vet(
        "local",
        &codebook,
        &[asked(&one, "The grant paid."), asked(&two, "New friends")],
        vec![
            proposal(&two, "theme:people", "New friends"),
            proposal(&one, "theme:money", "The grant"),
            proposal(&one, "theme:money", "paid"),
            proposal(&one, "theme:people", "New friends"),
            proposal(&one, "theme:fame", "The grant"),
            proposal(&one, "money", "The grant"),
            proposal(&answer("2024", "3"), "theme:money", "The grant"),
            proposal(&one, "theme:people", ""),
            None,
        ],
    );
    let kept: Vec<_> = vetted
        .suggestions
        .iter()
        .map(|s| (&s.answer, s.code.to_string(), s.evidence[0].bytes.clone()))
        .collect();
    let mut expected = vec![
        (&one, "theme:money".to_owned(), 0..9),
        (&two, "theme:people".to_owned(), 0..11),
    ];
    expected.sort_by(|a, b| a.0.cmp(b.0));
    assert_eq!(kept, expected);
    assert!(vetted.suggestions.iter().all(|s| s.source
        == SuggestionSource::Suggester {
            name: "local".into()
        }));
    assert_eq!(
        vetted.refused.into_iter().collect::<Vec<_>>(),
        [
            (Refusal::Malformed, 1),
            (Refusal::UnknownAnswer, 1),
            (Refusal::UnknownCode, 2),
            (Refusal::NotQuoted, 2),
            (Refusal::Repeated, 1),
        ]
    );
}

#[test]
fn lines_are_what_the_manual_says_and_debug_holds_no_words() {
    let codebook = codebook(&["money"]);
    assert_eq!(
        codes_line(&codebook),
        r#"{"canvass":1,"codes":[{"code":"theme:money","label":"money","definition":"What money means","use_when":"","not_for":""}]}"#
    );
    let id = answer("2024", "1");
    let asked = Asked {
        answer: &id,
        question: "What changed?",
        text: "Two\nlines of a secret",
    };
    assert_eq!(
        question_line(&asked),
        format!(
            r#"{{"answer":"{id}","question":{{"id":"impact","text":"What changed?"}},"text":"Two\nlines of a secret"}}"#
        )
    );
    assert!(!format!("{asked:?}").contains("secret"));
    let line = r#"{"answer":"a","code":"b","quote":"secret","score":0.5}"#;
    let read = read_proposal(line).unwrap();
    assert_eq!(read.quote, "secret");
    assert!(!format!("{read:?}").contains("secret"));
    for line in [
        "",
        "{}",
        r#"{"answer":"a","code":"b"}"#,
        r#"{"answer":1,"code":"b","quote":"c"}"#,
    ] {
        assert_eq!(read_proposal(line), None);
    }
}
