use proptest::prelude::*;

use super::super::words::{readable, title};
use super::*;
use crate::survey::{Continuity, Question, plain_wording};

/// Texts that headings of hostile exports may be.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        any::<char>().prop_map(String::from),
        Just("\"".to_owned()),
        Just("'''".to_owned()),
        Just("\\".to_owned()),
        Just("\\u0022".to_owned()),
        Just("\n[[question]]\nid = \"x\"".to_owned()),
        Just("\r".to_owned()),
        Just("# ".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{0}".to_owned()),
        Just("<b>".to_owned()),
        Just("a word ".to_owned()),
        "[A-Za-z ]{1,20}",
    ];
    prop::collection::vec(pieces, 1..8).prop_map(|pieces| pieces.concat())
}

fn hostile_questions() -> impl Strategy<Value = Vec<Found>> {
    let kinds = prop_oneof![
        Just(QuestionKind::SingleChoice),
        Just(QuestionKind::MultiSelect),
        Just(QuestionKind::Scale),
        Just(QuestionKind::Ranking),
        Just(QuestionKind::Number),
        Just(QuestionKind::OpenText),
    ];
    let option = (
        hostile(),
        prop::option::of(hostile()),
        any::<(bool, bool)>(),
        prop::option::of(-3i64..12),
    );
    let option = option.prop_map(|(label, cell, (exclusive, other), score)| FoundOption {
        cell,
        exclusive,
        other,
        score,
        ..super::option(&label)
    });
    let question = (
        hostile(),
        prop::option::of(hostile()),
        kinds,
        prop::collection::vec(option, 0..5),
        hostile(),
        any::<bool>(),
        prop::collection::vec(hostile(), 0..3),
    );
    let question =
        question.prop_map(
            |(wording, heading, kind, options, doubt, personal, rows)| Found {
                heading,
                options: if kind.has_options() {
                    options
                } else {
                    Vec::new()
                },
                doubts: vec![doubt.clone()],
                evidence: vec![doubt],
                personal,
                rows: rows
                    .into_iter()
                    .map(|label| FoundRow {
                        label,
                        heading: None,
                        answered: 1,
                    })
                    .collect(),
                ..found(&wording, kind, &[])
            },
        );
    prop::collection::vec(question, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_an_export_says_the_draft_reads_and_says_the_same(
        questions in prop::collection::vec(hostile_questions(), 1..4)
    ) {
        let waves = waves(questions);
        let threads = crosswalk(&waves);
        if threads.is_empty() {
            return Ok(());
        }
        let (_, project) = drafted(&waves);
        for (at, wave) in waves.iter().enumerate() {
            for (position, found) in wave.inspection.questions.iter().enumerate() {
                let is_here = |thread: &&Thread| {
                    thread.asked.get(&at).is_some_and(|(question, _)| *question == position)
                };
                let words = match readable(&found.wording).is_empty() {
                    true => found.heading.as_deref().unwrap_or(""),
                    false => &found.wording,
                };
                if !threads.iter().any(|thread| is_here(&thread)) {
                    prop_assert!(found.personal || title(words).is_empty(), "{words:?} is lost");
                    continue;
                }
                let is = |question: &&Question| question.asked.iter().any(|(id, asked)| {
                    id.as_str() == wave.id && plain_wording(&asked.wording) == plain_wording(words)
                });
                prop_assert!(project.survey.questions.iter().any(|question| is(&question)), "{words:?}");
            }
        }
    }

    #[test]
    fn strings_are_read_as_they_were(text in hostile()) {
        let text = format!("a{text}");
        let waves = waves(vec![vec![found(&text, QuestionKind::SingleChoice, &[&text])]]);
        let (_, project) = drafted(&waves);
        let question = &project.survey.questions[0];
        prop_assert_eq!(&question.asked.values().next().unwrap().wording, &text);
        prop_assert_eq!(&question.options[0].label, &text);
    }
}

#[test]
fn a_draft_reads_well() {
    let mut first = found(
        "How have we helped?",
        QuestionKind::MultiSelect,
        &["Advice", "Paper newsletter", "None"],
    );
    first.evidence = vec!["3 of 10 cells hold several options".to_owned()];
    let mut second = found(
        "How have we helped you?",
        QuestionKind::MultiSelect,
        &["Advice", "Advocacy", "None"],
    );
    second.evidence = vec!["a column for each option".to_owned()];
    second.doubts =
        vec!["\"Advocacy\" was chosen once: an option, or somebody's own words?".to_owned()];
    for question in [&mut first, &mut second] {
        question.options[2].exclusive = true;
    }
    let mut email = open("Email");
    email.personal = true;
    let (text, project) = drafted(&waves(vec![vec![first, email], vec![second]]));
    let expected = "\
# Told by: a column for each option.
# Look (2021): \"Advocacy\" was chosen once: an option, or somebody's own words?
# Look: 2021 may be another question than 2020: ";
    assert!(text.contains(expected), "{text}");
    let expected = "\
[[question]]
id = \"helped\"
kind = \"multi-select\"
title = \"How have we helped you?\"
text = \"How have we helped you?\"

[question.wave.2020]
text = \"How have we helped?\"

[question.wave.2021]
change = \"unconfirmed\"

[[question.option]]
id = \"advice\"
label = \"Advice\"

[[question.option]]
id = \"paper_newsletter\"
label = \"Paper newsletter\"
waves = [\"2020\"]

[[question.option]]
id = \"advocacy\"
label = \"Advocacy\"
waves = [\"2021\"]

[[question.option]]
id = \"none\"
label = \"None\"
exclusive = true
";
    assert!(text.contains(expected), "{text}");
    assert!(
        text.contains("# Not read, as personal data or an identifier: \"Email\".\n"),
        "{text}"
    );
    let helped = &project.survey.questions[0];
    assert_eq!(
        helped
            .asked
            .values()
            .map(|asked| asked.continuity)
            .collect::<Vec<_>>(),
        [Continuity::Same, Continuity::Unconfirmed]
    );
}

#[test]
fn codes_and_names_of_variables_are_those_of_each_wave() {
    let coded = |heading: &str, codes: [&str; 2]| {
        let mut question = found(
            "Are you a member?",
            QuestionKind::SingleChoice,
            &["Yes", "No"],
        );
        question.heading = Some(heading.to_owned());
        for (option, code) in question.options.iter_mut().zip(codes) {
            option.cell = Some(code.to_owned());
        }
        question
    };
    let plain = found(
        "Are you a member?",
        QuestionKind::SingleChoice,
        &["Yes", "No"],
    );
    let (_, project) = drafted(&waves(vec![
        vec![coded("q1", ["1", "2"])],
        vec![coded("member", ["1", "0"])],
        vec![plain],
    ]));
    let question = &project.survey.questions[0];
    let headings: Vec<Option<&str>> = question
        .asked
        .values()
        .map(|asked| asked.heading.as_deref())
        .collect();
    assert_eq!(headings, [Some("q1"), Some("member"), None]);
    let cells: Vec<Vec<Option<&str>>> = question
        .options
        .iter()
        .map(|option| {
            option
                .offered
                .values()
                .map(|offered| offered.cell.as_deref())
                .collect()
        })
        .collect();
    assert_eq!(
        cells,
        [[Some("1"), Some("1"), None], [Some("2"), Some("0"), None]]
    );
}

#[test]
fn ids_are_unique_and_leave_out_what_every_question_says() {
    let asked = ["advice", "training", "grants", "events", "news", "advice"];
    let questions = asked.map(|what| open(&format!("What did Kindred Ground's {what} give you?")));
    let (_, project) = drafted(&waves(vec![questions.to_vec()]));
    let ids: Vec<&str> = project
        .survey
        .questions
        .iter()
        .map(|question| question.id.as_str())
        .collect();
    assert_eq!(
        ids,
        ["advice", "training", "grants", "events", "news", "advice_2"]
    );
}
