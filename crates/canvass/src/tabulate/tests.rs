use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::survey::{
    AnswerOption, Asked, Choice, ChoiceColumn, Column, Continuity, DataQuality, MultiSelectColumn,
    Offered, OptionId, OptionUnion, Question, QuestionId, QuestionKind, RankingColumn,
    ResponseState, Responses, WaveId,
};

fn wave(id: &str) -> WaveId {
    WaveId::new(id).unwrap()
}

fn option(id: &str, waves: &[&str]) -> AnswerOption {
    AnswerOption {
        id: OptionId::new(id).unwrap(),
        label: id.to_uppercase(),
        exclusive: false,
        other: false,
        score: None,
        codes: Vec::new(),
        offered: waves
            .iter()
            .map(|w| {
                (
                    wave(w),
                    Offered {
                        label: id.to_owned(),
                        cell: None,
                        continuity: Continuity::Same,
                    },
                )
            })
            .collect(),
    }
}

/// Asked in 2023 and 2024; "c" came in 2024.
fn question(kind: QuestionKind) -> Question {
    let asked = Asked {
        wording: "Which?".into(),
        row: None,
        heading: None,
        continuity: Continuity::Same,
    };
    Question {
        id: QuestionId::new("which").unwrap(),
        kind,
        title: "Which".into(),
        grid: None,
        options: vec![
            option("a", &["2023", "2024"]),
            option("b", &["2023", "2024"]),
            option("c", &["2024"]),
        ],
        unions: vec![OptionUnion {
            id: OptionId::new("b_or_c").unwrap(),
            label: "B or C".into(),
            of: ["b", "c"]
                .map(|id| OptionId::new(id).unwrap())
                .into_iter()
                .collect::<BTreeSet<_>>(),
        }],
        route: None,
        theme: None,
        stance: None,
        asked: BTreeMap::from([(wave("2023"), asked.clone()), (wave("2024"), asked)]),
    }
}

fn responses(id: &str, column: Column) -> Responses {
    let respondents = column.len();
    let columns = BTreeMap::from([(QuestionId::new("which").unwrap(), column)]);
    Responses::of_columns(wave(id), respondents, columns, DataQuality::default()).unwrap()
}

fn counts(table: &OneWay) -> Vec<Option<u64>> {
    table.lines.iter().map(|line| line.count).collect()
}

#[test]
fn every_state_of_a_multi_select_has_its_place() {
    let mut ticks = MultiSelectColumn::new(vec![true, true, true]);
    ticks.push(ResponseState::Answered, [0, 1]);
    ticks.push(ResponseState::Answered, [1, 2]);
    ticks.push(ResponseState::NoAnswer, []);
    ticks.push(ResponseState::NotAsked, []);
    ticks.push(ResponseState::Unusable, []);
    let table = question_table(
        &question(QuestionKind::MultiSelect),
        &responses("2024", Column::MultiSelect(ticks)),
    )
    .unwrap();
    assert_eq!(
        table.bases,
        Bases {
            respondents: 5,
            asked: 4,
            answered: 2,
            unusable: 1,
            mentions: 4
        }
    );
    assert_eq!(table.bases.no_answer(), 1);
    // Whoever chose both B and C counts once in the union.
    assert_eq!(counts(&table), [Some(1), Some(2), Some(1), Some(2)]);
    assert!(!table.additive);
}

#[test]
fn an_option_that_was_not_offered_is_not_nought() {
    let mut choices = ChoiceColumn::new(vec![true, true, false]);
    for choice in [Choice::Option(0), Choice::Option(1), Choice::NoAnswer] {
        choices.push(choice);
    }
    let table = question_table(
        &question(QuestionKind::SingleChoice),
        &responses("2023", Column::Choice(choices)),
    )
    .unwrap();
    assert_eq!(counts(&table), [Some(1), Some(1), None, Some(1)]);
    assert!(table.share(&table.lines[2]).is_none());
    assert!(table.additive);
}

#[test]
fn each_place_of_a_ranking_has_a_table() {
    let mut ranking = RankingColumn::new(vec![true, true, true]);
    ranking.push(ResponseState::Answered, [(0, 2), (1, 1), (2, 3)]);
    ranking.push(ResponseState::Answered, [(0, 1)]);
    ranking.push(ResponseState::NoAnswer, []);
    ranking.push(ResponseState::Unusable, []);
    let question = question(QuestionKind::Ranking);
    let responses = responses("2024", Column::Ranking(ranking));
    let tables = question_tables(&question, &responses);
    let all: Vec<_> = tables.iter().map(counts).collect();
    assert_eq!(
        all,
        [
            [Some(1), Some(1), Some(0), Some(1)],
            [Some(1), Some(0), Some(0), Some(0)],
            [Some(0), Some(0), Some(1), Some(1)],
        ]
    );
    assert!(tables.iter().all(|table| table.bases.answered == 2));
    assert_eq!(
        question_table(&question, &responses),
        Some(tables[0].clone())
    );
}

#[test]
fn nobody_answering_is_no_share() {
    let mut choices = ChoiceColumn::new(vec![true, true, true]);
    choices.push(Choice::NoAnswer);
    let table = question_table(
        &question(QuestionKind::SingleChoice),
        &responses("2024", Column::Choice(choices)),
    )
    .unwrap();
    assert_eq!(counts(&table), [Some(0), Some(0), Some(0), Some(0)]);
    assert!(table.share(&table.lines[0]).is_none());
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn table(rows: &[u8]) -> OneWay {
        let mut ticks = MultiSelectColumn::new(vec![true, true, true]);
        for row in rows {
            let ticked: Vec<usize> = (0..3).filter(|option| row & (1 << option) != 0).collect();
            let state = if ticked.is_empty() {
                ResponseState::NoAnswer
            } else {
                ResponseState::Answered
            };
            ticks.push(state, ticked);
        }
        question_table(
            &question(QuestionKind::MultiSelect),
            &responses("2024", Column::MultiSelect(ticks)),
        )
        .unwrap()
    }

    proptest! {
        #[test]
        fn the_order_of_respondents_does_not_matter(mut rows in proptest::collection::vec(0u8..8, 0..60)) {
            let before = table(&rows);
            rows.reverse();
            prop_assert_eq!(before, table(&rows));
        }

        #[test]
        fn a_union_lies_between_its_largest_part_and_their_sum(rows in proptest::collection::vec(0u8..8, 0..60)) {
            let table = table(&rows);
            let [_, b, c, union] = counts(&table)[..] else { unreachable!("four lines") };
            prop_assert!(union >= b.max(c));
            prop_assert!(union.unwrap() <= b.unwrap() + c.unwrap());
            prop_assert!(table.bases.answered <= table.bases.mentions);
            prop_assert_eq!(table.bases.asked, table.bases.answered + table.bases.no_answer());
        }
    }
}

#[test]
fn totals_of_some_groups_are_shares_of_all_members() {
    use crate::survey::{MemberTotal, Membership};
    let mut choices = ChoiceColumn::new(vec![true, true, true]);
    for option in [0, 0, 1] {
        choices.push(Choice::Option(option));
    }
    let question = question(QuestionKind::SingleChoice);
    let responses = responses("2024", Column::Choice(choices));
    let membership = Membership {
        totals: vec![MemberTotal {
            wave: wave("2024"),
            question: question.id.clone(),
            option: OptionId::new("a").unwrap(),
            members: 300,
        }],
    };
    let of = |all| {
        representation(&question, &responses, &membership, all, &[])
            .unwrap()
            .members
    };
    assert_eq!(of(Some(5_000)), 5_000);
    assert_eq!(of(Some(200)), 300);
    assert_eq!(of(None), 300);
}

/// Of three, two named the group whose total is known, and one chose something else: no group where the total covers
/// all members, or where the project says so; a group of unknown size where it may be one.
#[test]
fn only_those_who_named_a_group_are_set_beside_members() {
    use crate::survey::{MemberTotal, Membership};
    let mut choices = ChoiceColumn::new(vec![true, true, true]);
    for option in [0, 0, 1] {
        choices.push(Choice::Option(option));
    }
    let question = question(QuestionKind::SingleChoice);
    let responses = responses("2024", Column::Choice(choices));
    let membership = Membership {
        totals: ["a", "c"]
            .map(|option| MemberTotal {
                wave: wave("2024"),
                question: question.id.clone(),
                option: OptionId::new(option).unwrap(),
                members: 300,
            })
            .to_vec(),
    };
    let of = |all, no_group: &[&str]| {
        let no_group: Vec<OptionId> = no_group
            .iter()
            .map(|id| OptionId::new(*id).unwrap())
            .collect();
        let found = representation(&question, &responses, &membership, all, &no_group).unwrap();
        let groups: Vec<String> = found.groups.iter().map(|g| g.option.to_string()).collect();
        (found.respondents, groups.concat())
    };
    assert_eq!(of(None, &[]), (2, "ac".to_owned()));
    assert_eq!(of(Some(602), &[]), (2, "ac".to_owned()));
    assert_eq!(of(Some(900), &[]), (3, "abc".to_owned()));
    assert_eq!(of(Some(900), &["b"]), (2, "ac".to_owned()));
}

mod cross;
mod measures;
mod weighted;
