use super::super::labels::Link;
use super::*;

fn threads(questions: Vec<Vec<Found>>) -> Vec<Thread> {
    crosswalk(&waves(questions))
}

fn link(thread: &Thread, wave: usize) -> &Link {
    &thread.asked[&wave].1
}

#[test]
fn the_same_words_are_one_question_wherever_they_stand() {
    let found = threads(vec![
        vec![open("What helped?"), open("What did not?")],
        vec![
            open("2. What did NOT?*"),
            open("What helped?"),
            open("Anything else?"),
        ],
    ]);
    assert_eq!(
        places(&found, 2),
        [
            vec![Some(1), Some(0)],
            vec![Some(0), Some(1)],
            vec![None, Some(2)]
        ]
    );
    assert_eq!(link(&found[0], 1), &Link::Minor);
    assert_eq!(link(&found[1], 1), &Link::Same);
}

#[test]
fn questions_of_one_template_are_never_merged() {
    let satisfied = |with: &str| scale(&format!("How satisfied are you with our {with}?"), 1..=5);
    let found = threads(vec![
        vec![satisfied("newsletter"), satisfied("events")],
        vec![satisfied("events"), satisfied("website")],
    ]);
    assert_eq!(
        places(&found, 2),
        [
            vec![Some(0), None],
            vec![Some(1), Some(0)],
            vec![None, Some(1)]
        ]
    );
    let alone = threads(vec![
        vec![satisfied("newsletter")],
        vec![satisfied("events")],
    ]);
    assert_eq!(alone.len(), 2);
    assert!(
        alone.iter().any(|thread| thread
            .remarks
            .iter()
            .any(|remark| remark.contains("looks like"))),
        "{alone:?}"
    );
}

#[test]
fn a_reworded_question_with_its_options_is_likely() {
    let options = [
        "Advice",
        "Training",
        "Grants",
        "Meeting others",
        "None of these",
    ];
    let found = threads(vec![
        vec![
            found(
                "In what ways did Kindred Ground help you or your group?",
                QuestionKind::MultiSelect,
                &options,
            ),
            open("What should we do more of?"),
        ],
        vec![
            open("What should we do more of next?"),
            found(
                "How has Kindred Ground helped you?",
                QuestionKind::MultiSelect,
                &options,
            ),
        ],
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
    for thread in &found {
        assert!(matches!(link(thread, 1), Link::Likely(_)), "{thread:?}");
    }
    let Link::Likely(why) = link(&found[1], 1) else {
        panic!("likely")
    };
    assert!(why.ends_with("5 of 5 options the same"), "{why}");
}

#[test]
fn the_year_alone_is_no_other_question() {
    let found = threads(vec![
        vec![open("What helped in 2023?")],
        vec![open("What helped in 2024?")],
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!(link(&found[0], 1), &Link::Minor);
}

#[test]
fn please_explain_is_told_by_what_stands_before_it() {
    let asked = |what: &str| {
        found(
            &format!("Was {what} useful?"),
            QuestionKind::SingleChoice,
            &["Yes", "No"],
        )
    };
    let explain = || open("Please explain");
    let found = threads(vec![
        vec![asked("advice"), explain(), asked("training"), explain()],
        vec![
            asked("advice"),
            asked("grant money"),
            explain(),
            asked("training"),
            explain(),
        ],
    ]);
    assert_eq!(
        places(&found, 2),
        [
            vec![Some(0), Some(0)],
            vec![Some(1), None],
            vec![None, Some(1)],
            vec![None, Some(2)],
            vec![Some(2), Some(3)],
            vec![Some(3), Some(4)],
        ]
    );
}

#[test]
fn the_same_words_in_another_order_are_not_joined_over_it() {
    let asked = |what: &str| {
        found(
            &format!("Was {what} useful?"),
            QuestionKind::SingleChoice,
            &["Yes", "No"],
        )
    };
    let explain = || open("Please explain");
    let questions = vec![
        vec![asked("advice"), explain(), asked("training"), explain()],
        vec![asked("training"), explain(), asked("advice"), explain()],
    ];
    let waves = waves(questions);
    let threads = crosswalk(&waves);
    for wave in 0..2 {
        let order: Vec<usize> = threads
            .iter()
            .filter_map(|thread| Some(thread.asked.get(&wave)?.0))
            .filter(|question| question % 2 == 1)
            .collect();
        assert!(order.is_sorted(), "{order:?}");
    }
    drafted(&waves);
}

#[test]
fn another_kind_or_another_scale_is_another_question_and_says_so() {
    let found = threads(vec![
        vec![
            found("Which?", QuestionKind::SingleChoice, &["A", "B"]),
            scale("How likely?", 1..=5),
        ],
        vec![
            found("Which?", QuestionKind::MultiSelect, &["A", "B"]),
            scale("How likely?", 0..=10),
        ],
    ]);
    assert_eq!(found.len(), 4);
    let remarks: Vec<&String> = found.iter().flat_map(|thread| &thread.remarks).collect();
    assert!(
        remarks
            .iter()
            .any(|remark| remark.contains("it was single-choice, and is multi-select")),
        "{remarks:?}"
    );
    assert!(
        remarks
            .iter()
            .any(|remark| remark.contains("the scale went to 5, and goes to 10")),
        "{remarks:?}"
    );
}

#[test]
fn a_question_goes_on_over_a_wave_that_did_not_ask_it() {
    let found = threads(vec![
        vec![open("What helped?")],
        vec![open("Why?")],
        vec![open("What helped?"), open("Why?")],
    ]);
    assert_eq!(
        places(&found, 3),
        [vec![Some(0), None, Some(0)], vec![None, Some(0), Some(1)]]
    );
}

#[test]
fn fourteen_waves_of_a_moving_questionnaire_are_one_crosswalk() {
    let options = [
        "Advice",
        "Training",
        "Grants",
        "Meetings",
        "Newsletter",
        "Campaigns",
    ];
    let questionnaires = (0..14usize).map(|wave| {
        let offered: Vec<&str> = options
            .iter()
            .enumerate()
            .filter(|(at, _)| (at + wave) % 5 != 0)
            .map(|(_, label)| *label)
            .collect();
        let mut questions = vec![
            found(
                &format!("{}. Who are you?", wave + 1),
                QuestionKind::SingleChoice,
                &["A member", "A group"],
            ),
            found(
                "Which of these did you use?",
                QuestionKind::MultiSelect,
                &offered,
            ),
            scale("How likely are you to recommend us?", 0..=10),
            grid("How useful were these?", &["Advice", "Training"]),
            open(&format!("What should we do in {}?", 2021 + wave)),
        ];
        questions.rotate_left(wave % 5);
        questions
    });
    let waves = waves(questionnaires.collect());
    let threads = crosswalk(&waves);
    assert_eq!(threads.len(), 5);
    assert!(threads.iter().all(|thread| thread.asked.len() == 14));
    assert!(
        threads
            .iter()
            .flat_map(|thread| thread.asked.values())
            .all(|(_, link)| !matches!(link, Link::Likely(_)))
    );
    let (_, project) = drafted(&waves);
    let used = project
        .survey
        .questions
        .iter()
        .find(|question| question.options.len() == 6)
        .unwrap();
    for (at, label) in options.iter().enumerate() {
        let option = used
            .options
            .iter()
            .find(|option| option.label == *label)
            .unwrap();
        let offered: Vec<usize> = (0..14).filter(|wave| (at + wave) % 5 != 0).collect();
        let drafted: Vec<usize> = option
            .offered
            .keys()
            .map(|wave| wave.as_str().parse::<usize>().unwrap() - 2020)
            .collect();
        assert_eq!(drafted, offered, "{label}");
    }
}
