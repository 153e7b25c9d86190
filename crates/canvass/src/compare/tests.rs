use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::survey::{
    AnswerOption, Asked, Column, Continuity, DataQuality, MultiSelectColumn, Offered, OptionId,
    OptionUnion, Partial, Question, QuestionId, QuestionKind, ResponseState, Responses, Survey,
    Wave, WaveId,
};
use crate::tabulate::{LineKey, OneWay, question_table};

fn wave(id: &str) -> WaveId {
    WaveId::new(id).unwrap()
}

/// What each wave that offers an option says of its wording.
type Offers = &'static [(&'static str, Continuity)];

fn option(id: &str, offers: Offers) -> AnswerOption {
    AnswerOption {
        id: OptionId::new(id).unwrap(),
        label: id.into(),
        exclusive: id == "none",
        other: id == "other",
        score: None,
        codes: Vec::new(),
        offered: offers
            .iter()
            .map(|(w, continuity)| {
                (
                    wave(w),
                    Offered {
                        label: id.into(),
                        cell: None,
                        continuity: *continuity,
                    },
                )
            })
            .collect(),
    }
}

const ALWAYS: Offers = &[
    ("2022", Continuity::Same),
    ("2023", Continuity::Same),
    ("2024", Continuity::Same),
];

fn question(asked: Offers, options: Vec<AnswerOption>) -> Question {
    Question {
        id: QuestionId::new("helped").unwrap(),
        kind: QuestionKind::MultiSelect,
        title: "Helped".into(),
        grid: None,
        options,
        unions: Vec::new(),
        route: None,
        theme: None,
        stance: None,
        asked: asked
            .iter()
            .map(|(w, continuity)| {
                (
                    wave(w),
                    Asked {
                        wording: "How?".into(),
                        row: None,
                        heading: None,
                        continuity: *continuity,
                    },
                )
            })
            .collect(),
    }
}

fn survey(question: &Question) -> Survey {
    let wave = |id: &str| Wave {
        id: wave(id),
        label: id.into(),
        export: String::new(),
        platform: None,
        sheet: None,
        separator: None,
        partial: Partial::Count,
        opened: None,
        closed: None,
        members: None,
        link: None,
        invited: None,
    };
    Survey {
        waves: ["2022", "2023", "2024"].map(wave).to_vec(),
        questions: vec![question.clone()],
    }
}

/// Options 0 and 1, ticked by so many people together, alone, and not at all (who tick option 2).
fn ticks(both: usize, first: usize, second: usize, neither: usize) -> MultiSelectColumn {
    let mut column = MultiSelectColumn::new(vec![true; 3]);
    for (people, ticked) in [
        (both, vec![0, 1]),
        (first, vec![0]),
        (second, vec![1]),
        (neither, vec![2]),
    ] {
        for _ in 0..people {
            column.push(ResponseState::Answered, ticked.clone());
        }
    }
    column
}

fn table(question: &Question, id: &str, column: MultiSelectColumn) -> OneWay {
    let respondents = column.states().len();
    let columns = BTreeMap::from([(question.id.clone(), Column::MultiSelect(column))]);
    let responses =
        Responses::of_columns(wave(id), respondents, columns, DataQuality::default()).unwrap();
    question_table(question, &responses).unwrap()
}

#[test]
fn a_reworded_question_breaks_every_comparison_across_it() {
    let asked: Offers = &[
        ("2022", Continuity::Same),
        ("2023", Continuity::Reworded),
        ("2024", Continuity::Minor),
    ];
    let question = question(asked, vec![option("a", ALWAYS)]);
    let survey = survey(&question);
    let between = |from, to| question_comparability(&survey, &question, &wave(from), &wave(to));
    assert_eq!(between("2022", "2023"), Comparability::Break(wave("2023")));
    assert_eq!(between("2022", "2024"), Comparability::Break(wave("2023")));
    assert_eq!(between("2023", "2024"), Comparability::Comparable);
}

#[test]
fn an_option_that_one_wave_did_not_offer_is_not_compared() {
    let added: Offers = &[("2024", Continuity::Same)];
    let mut question = question(
        ALWAYS,
        vec![
            option("a", ALWAYS),
            option("new", added),
            option("c", ALWAYS),
        ],
    );
    question.unions = vec![OptionUnion {
        id: OptionId::new("any").unwrap(),
        label: "Any".into(),
        of: ["a", "new"]
            .map(|id| OptionId::new(id).unwrap())
            .into_iter()
            .collect::<BTreeSet<_>>(),
    }];
    let survey = survey(&question);
    let from = table(&question, "2023", ticks(0, 30, 0, 70));
    let to = table(&question, "2024", ticks(10, 20, 30, 40));
    let changes = compare_question(&survey, &question, from, to);
    let line = |key| changes.lines.iter().find(|line| line.key == key).unwrap();
    let new = line(LineKey::Option(OptionId::new("new").unwrap()));
    assert_eq!(new.comparability, Comparability::NotAsked(wave("2023")));
    assert!(new.tested.is_none() && new.from.is_none() && new.to.is_some());
    // The union of what was split is compared at the level of respondents: 30 of 100 and 60 of 100.
    let any = line(LineKey::Union(OptionId::new("any").unwrap()));
    assert!((any.tested.unwrap().difference - 0.3).abs() < 1e-12);
}

#[test]
fn a_union_whose_parts_are_compared_is_not_compared_again() {
    let mut question = question(
        ALWAYS,
        vec![
            option("a", ALWAYS),
            option("b", ALWAYS),
            option("c", ALWAYS),
        ],
    );
    question.unions = vec![OptionUnion {
        id: OptionId::new("a_or_b").unwrap(),
        label: "A or B".into(),
        of: ["a", "b"]
            .map(|id| OptionId::new(id).unwrap())
            .into_iter()
            .collect(),
    }];
    let from = table(&question, "2023", ticks(0, 30, 10, 70));
    let to = table(&question, "2024", ticks(10, 20, 30, 40));
    let changes = compare_question(&survey(&question), &question, from, to);
    assert_eq!(changes.lines.len(), 3);
}

#[test]
fn changes_carry_newcombe_intervals_and_adjusted_tests() {
    let question = question(
        ALWAYS,
        vec![
            option("a", ALWAYS),
            option("b", ALWAYS),
            option("c", ALWAYS),
        ],
    );
    let from = table(&question, "2023", ticks(0, 48, 32, 0));
    let to = table(&question, "2024", ticks(0, 56, 14, 0));
    let changes = compare_question(&survey(&question), &question, from, to);
    let a = changes.lines[0].tested.unwrap();
    // 48 of 80 and 56 of 70: published in Newcombe 1998 as 0.2000 (0.0524, 0.3339).
    assert!((a.difference - 0.2).abs() < 1e-12);
    assert!(
        (a.interval.lower() - 0.0524).abs() < 5e-5 && (a.interval.upper() - 0.3339).abs() < 5e-5
    );
    let all: Vec<f64> = changes
        .lines
        .iter()
        .map(|line| line.tested.unwrap().p_adjusted.value())
        .collect();
    // Three rows are tested: both real changes have the same p, tripled and doubled-then-levelled by Holm.
    assert!((all[0] - 3.0 * a.p.value()).abs() < 1e-12);
    assert!((all[1] - all[0]).abs() < 1e-12);
    assert!((all[2] - 1.0).abs() < 1e-12);
}

fn shift(from: MultiSelectColumn, to: MultiSelectColumn) -> Option<Shift> {
    let question = question(
        ALWAYS,
        vec![
            option("old", ALWAYS),
            option("new", ALWAYS),
            option("c", ALWAYS),
        ],
    );
    shift_between(
        &survey(&question),
        &question,
        (&wave("2023"), &from),
        (&wave("2024"), &to),
    )
}

#[test]
fn the_wording_ladder_follows_the_evidence() {
    // The same leader: nothing to tell.
    assert_eq!(shift(ticks(20, 40, 10, 5), ticks(20, 30, 20, 5)), None);
    // A tie for the first place: no leader.
    assert_eq!(shift(ticks(20, 20, 20, 5), ticks(20, 10, 40, 5)), None);
    // One person's difference each way.
    let weak = shift(ticks(20, 21, 20, 10), ticks(20, 20, 21, 10)).unwrap();
    assert_eq!(weak.verdict, Verdict::OrderChanged);
    assert_eq!((weak.leader_from, weak.leader_to), (0, 1));
    // The gap turns clearly, but is clear in the later wave only.
    let shifted = shift(ticks(40, 45, 40, 40), ticks(40, 25, 75, 40)).unwrap();
    assert_eq!(shifted.verdict, Verdict::Shifted);
    // Clear in both waves, with opposite signs.
    let overtook = shift(ticks(40, 70, 30, 40), ticks(40, 30, 75, 40)).unwrap();
    assert_eq!(overtook.verdict, Verdict::Overtook);
    assert!(overtook.gap_from.size < 0.0 && overtook.gap_to.size > 0.0);
    assert!((overtook.change.size - (overtook.gap_to.size - overtook.gap_from.size)).abs() < 1e-12);
}

#[test]
fn options_that_stand_apart_never_lead() {
    let question = question(
        ALWAYS,
        vec![
            option("a", ALWAYS),
            option("b", ALWAYS),
            option("none", ALWAYS),
        ],
    );
    let from = ticks(0, 20, 10, 90);
    let to = ticks(0, 10, 40, 90);
    let shift = shift_between(
        &survey(&question),
        &question,
        (&wave("2023"), &from),
        (&wave("2024"), &to),
    )
    .unwrap();
    assert_eq!((shift.leader_from, shift.leader_to), (0, 1));
}

mod order;
mod several;
