//! Reports set beside earlier ones.

use super::*;

fn answers() -> Answers {
    Answers {
        who: [100, 60, 3, 12],
        helped: [0, 40, 40, 0, 90, 0, 0, 5],
        wanted: [40, 20],
        ..Answers::default()
    }
}

fn report(waves: &[CodedWave], ledger: &Ledger) -> crate::diagnostics::Warned<Release> {
    let mut project = project(5);
    project.current = waves.last().unwrap().responses.wave().clone();
    release(&project, waves, &Decided::default(), ledger).unwrap()
}

#[test]
fn a_table_without_figures_in_the_ledger_tells_nothing() {
    let ledger = Ledger::parse(
        br#"{"version":1,"reports":[{"report":"2023"}],"tables":[{"report":"2023","wave":"2023","kind":"question","id":"who","group":"region=s"}]}"#,
    )
    .unwrap();
    assert!(ledger.is_empty());
    assert_eq!(Ledger::parse(ledger.to_json().as_bytes()).unwrap(), ledger);
}

#[test]
fn the_ledger_tells_what_was_shown_and_only_that_the_rest_was_hidden() {
    let first = report(&[answers().wave("2023")], &Ledger::default()).value;
    let text = first.ledger.to_json();
    assert!(text.contains(r#""shown":{"answered":175,"asked":175,"option group":60,"option self":100,"union outside":15},"suppressed":["option friend","option staff"]"#), "{text}");
    let read = Ledger::parse(text.as_bytes()).unwrap();
    assert_eq!(read, first.ledger);
    assert_eq!(read.to_json(), text);
}

#[test]
fn the_same_report_again_says_the_same_and_leaves_the_ledger_as_it_is() {
    let wave = [answers().wave("2023")];
    let first = report(&wave, &Ledger::default());
    let again = report(&wave, &first.value.ledger);
    assert_eq!(again.value.questions, first.value.questions);
    assert_eq!(again.value.ledger.to_json(), first.value.ledger.to_json());
    assert!(again.diagnostics.is_empty());
}

#[test]
fn late_answers_do_not_show_in_a_wave_that_is_out() {
    let first = report(&[answers().wave("2023")], &Ledger::default()).value;
    // Two more answered for themselves, and one for a friend.
    let late = Answers {
        who: [102, 60, 4, 12],
        ..answers()
    };
    let second = report(&[late.wave("2023"), answers().wave("2024")], &first.ledger);
    for question in ["who", "helped", "wanted"] {
        assert_eq!(
            table(&second.value, question, "2023"),
            table(&first, question, "2023"),
            "{question}"
        );
    }
    assert_eq!(second.value.waves[0].respondents, 175);
    let told: Vec<String> = second.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("release-ledger.json: warning[disclosure/changed]: wave \"2023\" was released by the report of \"2023\" with other figures than there are now (the number of responses, question \"helped\", question \"who\")"),
        "{told:?}"
    );
}

#[test]
fn what_one_report_hid_the_next_hides_as_well() {
    let first = report(&[answers().wave("2023")], &Ledger::default()).value;
    assert_eq!(shown(table(&first, "helped", "2023"))[0], Some(45));
    // A report that hid Alpha, for what it told besides.
    let ledger = first.ledger.to_json().replace("\"option a\":45,", "").replace(
        "\"option b\":45,\"option c\":95,\"union ab\":85,\"union bc\":135},\"suppressed\":[]",
        "\"option b\":45,\"option c\":95,\"union ab\":85,\"union bc\":135},\"suppressed\":[\"option a\"]",
    );
    let second = report(
        &[answers().wave("2023")],
        &Ledger::parse(ledger.as_bytes()).unwrap(),
    );
    assert_eq!(
        shown(table(&second.value, "helped", "2023")),
        [None, Some(45), Some(95), Some(85), Some(135)]
    );
    let reasons: Vec<Reason> = second.value.suppressions.iter().map(|s| s.reason).collect();
    assert!(reasons.contains(&Reason::EarlierReport), "{reasons:?}");
    assert_eq!(second.value.ledger.to_json(), ledger);
}

#[test]
fn a_damaged_ledger_is_refused_at_its_place() {
    let first = report(&[answers().wave("2023")], &Ledger::default()).value;
    let text = first.ledger.to_json();
    for (damaged, expected) in [
        (
            "",
            "release-ledger.json:1:1: error[ledger/unreadable]: the file ends too early",
        ),
        (&text[..text.len() / 2], "the file ends too early"),
        (
            &text.replace("\"version\": 1", "\"version\": 2"),
            "a ledger of version 2, not 1",
        ),
        (
            &text.replace("175", "-175"),
            "error[ledger/unreadable]: this is not what a release ledger holds",
        ),
    ] {
        let faults = Ledger::parse(damaged.as_bytes()).unwrap_err().to_string();
        assert!(faults.contains(expected), "{faults}");
    }
}
