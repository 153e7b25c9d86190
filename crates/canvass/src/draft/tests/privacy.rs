//! Nothing that people wrote about themselves, and nothing that tells who they are, is in what a draft writes.

use super::*;

/// Sixty people, a third of whom share each of three rows.
fn drafted(headings: &str, rows: [&str; 3]) -> Draft {
    let mut csv = format!("{headings},Did you come?\n");
    for _ in 0..20 {
        for (row, came) in rows.iter().zip(["Yes", "No", "Yes"]) {
            csv.push_str(&format!("{row},{came}\n"));
        }
    }
    let export = Export {
        file: "members 2024.csv",
        bytes: csv.as_bytes(),
        sheet: None,
    };
    project(&[export]).unwrap().value
}

fn assert_holds_none(draft: &Draft, of: &[&str]) {
    let written = format!("{}\n{:?}", draft.canvass, draft.waves).to_lowercase();
    for text in of {
        assert!(
            !written.contains(&text.to_lowercase()),
            "{text} is in {written}"
        );
    }
}

#[test]
fn what_several_people_say_alike_under_an_open_heading_is_no_option() {
    for heading in [
        "Comments",
        "What happened?",
        "Any other comments",
        "Please tell us more",
    ] {
        let draft = drafted(
            heading,
            [
                "My Zanzibar died",
                "My Zanzibar died",
                "It was a quiet Tuesday",
            ],
        );
        assert_holds_none(&draft, &["zanzibar", "tuesday"]);
        assert!(draft.canvass.contains("kind = \"open-text\""), "{heading}");
    }
    let draft = drafted(
        "Somewhere",
        ["I was hit by Zanzibar", "I was hit by Zanzibar", ""],
    );
    assert_holds_none(&draft, &["zanzibar"]);
}

#[test]
fn numbers_names_and_handles_are_recognised_under_any_heading() {
    let rows = [
        "943 476 5919,QQ123456C,Jane Smith 07700 900123,@jane_s,Jane Smith,Dr Jones,01/02/1980",
        "943 476 5870,QQ123457C,Bob Jones 07700 900124,@bob_j,Bob Jones,Dr Quibble,03/04/1990",
        "943 476 5919,QQ123458C,Tom Brown 07700 900125,@tomb,Tom B,Dr Jones,05/06/1971",
    ];
    let secrets = [
        "943", "qq12", "0770", "jane", "bob", "brown", "tomb", "quibble", "1980", "1971",
    ];
    for headings in ["A1,B1,C1,D1,E1,F1,G1", "One,Two,Three,Four,Five,Six,Seven"] {
        let draft = drafted(headings, rows);
        assert_holds_none(&draft, &secrets);
        assert_eq!(draft.waves[0].personal.len(), 7, "{:?}", draft.waves[0]);
    }
}

#[test]
fn headings_that_ask_who_somebody_is_are_recognised_however_few_answered() {
    let draft = drafted(
        "Parent/carer name,Date of birth,Your handle",
        [
            "Zorkin Amelia,1/2/2009,zorky",
            "Zorkin Amelia,2/2/2009,zorky",
            "Zorkin Amelia,,zorky",
        ],
    );
    assert_holds_none(&draft, &["zork", "amelia", "2009"]);
}

#[test]
fn names_of_places_are_options() {
    let draft = drafted("Where?", ["Victoria Hall", "Albert House", "Victoria Hall"]);
    assert!(
        draft.canvass.contains("label = \"Victoria Hall\""),
        "{}",
        draft.canvass
    );
}
