use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::coding::{
    CodedRespondents, Coding, Codings, OpenAnswer, OpenAnswerState, Source, StanceSource,
};
use crate::survey::{Code, CodeFrame, CodeId, CodeRef, FrameId, FrameKind, Stance};

/// "region" has north and south; those who said neither are not known.
fn region(answers: &[Choice]) -> (Question, Column) {
    let mut region = question(QuestionKind::SingleChoice);
    region.id = QuestionId::new("region").unwrap();
    region.options = vec![
        option("north", &["2024"]),
        option("island", &["2023"]),
        option("south", &["2024"]),
    ];
    region.unions.clear();
    let mut column = ChoiceColumn::new(vec![true, false, true]);
    for answer in answers {
        column.push(*answer);
    }
    (region, Column::Choice(column))
}

fn two_questions(which: Column, region: Column) -> Responses {
    let respondents = which.len();
    let columns = [("which", which), ("region", region)]
        .map(|(id, column)| (QuestionId::new(id).unwrap(), column));
    Responses::of_columns(
        wave("2024"),
        respondents,
        BTreeMap::from(columns),
        DataQuality::default(),
    )
    .unwrap()
}

fn ticks(answers: &[&[usize]]) -> Column {
    let mut column = MultiSelectColumn::new(vec![true; 3]);
    for answer in answers {
        let state = match answer.is_empty() {
            true => ResponseState::NoAnswer,
            false => ResponseState::Answered,
        };
        column.push(state, answer.iter().copied());
    }
    Column::MultiSelect(column)
}

#[test]
fn each_group_has_its_own_base_and_counts() {
    let which = ticks(&[&[0, 1], &[1, 2], &[], &[2], &[0]]);
    let (region, places) = region(&[
        Choice::Option(0),
        Choice::Option(0),
        Choice::Option(0),
        Choice::Option(2),
        Choice::NoAnswer,
    ]);
    let responses = two_questions(which, places);
    let groups = Groups::of(&region, &responses).unwrap();
    let [table] = &cross_tables(&question(QuestionKind::MultiSelect), &responses, &groups)[..]
    else {
        panic!("one table");
    };
    assert!(table.additive);
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|column| {
            let bases = column.table.bases;
            (
                column.group.key.as_str(),
                (
                    bases.respondents,
                    bases.asked,
                    bases.answered,
                    bases.mentions,
                ),
                counts(&column.table),
            )
        })
        .collect();
    // Options a, b, c, then the union of b and c.
    assert_eq!(
        columns,
        [
            (
                "north",
                (3, 3, 2, 4),
                vec![Some(1), Some(2), Some(1), Some(2)]
            ),
            (
                "south",
                (1, 1, 1, 1),
                vec![Some(0), Some(0), Some(1), Some(1)]
            ),
            (
                "unknown",
                (1, 1, 1, 1),
                vec![Some(1), Some(0), Some(0), Some(0)]
            ),
        ]
    );
    let union = LineKey::Union(OptionId::new("b_or_c").unwrap());
    let north = GroupKey::Option(OptionId::new("north").unwrap());
    assert_eq!(table.count(&union, &north), Some(2));
    assert_eq!(
        table.total,
        question_table(&question(QuestionKind::MultiSelect), &responses).unwrap()
    );
}

#[test]
fn groups_of_several_answers_overlap() {
    let mut needs = question(QuestionKind::MultiSelect);
    needs.id = QuestionId::new("region").unwrap();
    let responses = two_questions(ticks(&[&[0], &[1], &[0]]), ticks(&[&[0, 2], &[], &[2]]));
    let groups = Groups::of(&needs, &responses).unwrap();
    assert!(groups.overlapping());
    assert_eq!(groups.of_respondent(0), [0, 2]);
    assert_eq!(groups.of_respondent(1), [3]);
    assert!(groups.of_respondent(3).is_empty());
    let tables = cross_tables(&question(QuestionKind::MultiSelect), &responses, &groups);
    assert!(!tables[0].additive);
    let a = LineKey::Option(OptionId::new("a").unwrap());
    let of = |id: &str| tables[0].count(&a, &GroupKey::Option(OptionId::new(id).unwrap()));
    assert_eq!((of("a"), of("b"), of("c")), (Some(1), Some(0), Some(2)));
    assert_eq!(tables[0].count(&a, &GroupKey::Unknown), Some(0));
}

fn frame() -> CodeFrame {
    let code = |id: &str| Code {
        id: CodeId::new(id).unwrap(),
        label: id.to_uppercase(),
        definition: "What it is.".into(),
        use_when: String::new(),
        not_for: String::new(),
        examples: vec![],
        near_misses: vec![],
        since: None,
        points: None,
        note: String::new(),
    };
    CodeFrame {
        id: FrameId::new("theme").unwrap(),
        label: "Themes".into(),
        kind: FrameKind::Theme,
        codes: vec![code("voice"), code("memory")],
        groups: vec![],
        retired: vec![],
    }
}

/// Respondents 0, 1 and 2 wrote something with content; 0 of voice twice, 1 of voice in another question.
fn codings() -> CodedRespondents {
    let coding = |respondent, question: &str, code: &str, rule: &str| Coding {
        respondent,
        question: QuestionId::new(question).unwrap(),
        code: CodeRef::parse(code).unwrap(),
        source: match rule {
            "" => Source::Option(OptionId::new("a").unwrap()),
            rule => Source::Rules(vec![rule.into()]),
        },
        evidence: vec![],
        negated: false,
        stance: Some(Stance::Impact),
    };
    let answer = |respondent, question: &str, with_content| OpenAnswer {
        respondent,
        question: QuestionId::new(question).unwrap(),
        state: match with_content {
            true => OpenAnswerState::Content {
                stance: Stance::Impact,
                decided_by: StanceSource::Nothing,
            },
            false => OpenAnswerState::NonAnswer,
        },
    };
    let codings = Codings::new(
        wave("2024"),
        "book".into(),
        "1".into(),
        vec![
            coding(0, "more", "theme:voice", "theme:voice#1"),
            coding(0, "more", "theme:voice", "theme:voice#2"),
            coding(0, "other", "theme:memory", "theme:memory#1"),
            coding(1, "other", "theme:voice", "theme:voice#1"),
            coding(3, "which", "theme:voice", ""),
        ],
        vec![
            answer(0, "more", true),
            answer(0, "other", true),
            answer(1, "other", true),
            answer(2, "more", true),
            answer(3, "more", false),
        ],
    );
    CodedRespondents::of(&codings)
}

#[test]
fn codes_are_counted_by_question_and_by_group() {
    let (region, places) = region(&[
        Choice::Option(0),
        Choice::Option(2),
        Choice::Option(2),
        Choice::NoAnswer,
    ]);
    let responses = two_questions(ticks(&[&[0], &[0], &[0], &[0]]), places);
    let all = code_table(&frame(), &responses, &codings(), CodeScope::All);
    assert_eq!((all.bases.answered, all.bases.mentions), (3, 3));
    assert_eq!(counts(&all), [Some(2), Some(1)]);
    let by_question = codes_by_question(&frame(), &responses, &codings(), CodeScope::All);
    let seen: Vec<_> = by_question
        .iter()
        .map(|table| (table.bases.answered, counts(table)))
        .collect();
    assert_eq!(
        seen,
        [(2, vec![Some(1), Some(0)]), (2, vec![Some(1), Some(1)])]
    );

    let groups = Groups::of(&region, &responses).unwrap();
    let answers = CodedAnswers {
        scope: CodeScope::All,
        question: None,
    };
    let table = cross_codes(&frame(), &responses, &codings(), answers, &groups).unwrap();
    let seen: Vec<_> = table
        .columns
        .iter()
        .map(|column| (column.table.bases.answered, counts(&column.table)))
        .collect();
    assert_eq!(
        seen,
        [
            (1, vec![Some(1), Some(1)]),
            (2, vec![Some(1), Some(0)]),
            (0, vec![Some(0), Some(0)])
        ]
    );
    assert_eq!(table.total, all);
    let evidence = code_evidence(&[CodeRef::parse("theme:voice").unwrap()], &codings());
    assert_eq!((evidence[0].words, evidence[0].options), (2, 1));
}

proptest! {
    #[test]
    fn columns_sum_to_the_total_and_unions_stay_within_their_parts(
        rows in prop::collection::vec((0..8usize, 0..4usize), 1..60),
        turn in 0..60usize,
    ) {
        let build = |rows: &[(usize, usize)]| {
            let chosen: Vec<Vec<usize>> = rows
                .iter()
                .map(|(bits, _)| (0..3).filter(|bit| bits & (1 << bit) != 0).collect())
                .collect();
            let chosen: Vec<&[usize]> = chosen.iter().map(Vec::as_slice).collect();
            let places: Vec<Choice> = rows
                .iter()
                .map(|(_, place)| match place {
                    0 => Choice::Option(0),
                    1 => Choice::Option(2),
                    2 => Choice::NotAsked,
                    _ => Choice::Unusable,
                })
                .collect();
            let (region, places) = region(&places);
            let responses = two_questions(ticks(&chosen), places);
            let groups = Groups::of(&region, &responses).unwrap();
            cross_tables(&question(QuestionKind::MultiSelect), &responses, &groups).remove(0)
        };
        let table = build(&rows);
        for line in &table.total.lines {
            let sum: u64 = table.columns.iter().filter_map(|c| c.table.line(&line.key)?.count).sum();
            prop_assert_eq!(Some(sum), line.count);
        }
        let bases = |of: fn(&Bases) -> u64| -> (u64, u64) {
            let sum = table.columns.iter().map(|c| of(&c.table.bases)).sum();
            (sum, of(&table.total.bases))
        };
        for (sum, total) in [
            bases(|b| b.respondents),
            bases(|b| b.asked),
            bases(|b| b.answered),
            bases(|b| b.mentions),
        ] {
            prop_assert_eq!(sum, total);
        }
        for one in table.columns.iter().map(|c| &c.table).chain([&table.total]) {
            let of = |line: usize| one.lines[line].count.unwrap();
            prop_assert!(of(3) <= of(1) + of(2) && of(3) >= of(1).max(of(2)));
            prop_assert!(one.lines.iter().all(|l| l.count.unwrap() <= one.bases.answered));
            prop_assert_eq!(of(0) + of(1) + of(2), one.bases.mentions);
        }
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        prop_assert_eq!(build(&turned), table);
    }
}
