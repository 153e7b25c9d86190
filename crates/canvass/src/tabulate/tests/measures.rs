use proptest::prelude::*;

use super::*;
use crate::config::{WeightMethod, Weighting};
use crate::stats::{Confidence, StatsError};
use crate::survey::{MemberTotal, Membership, NumberAnswer, NumberColumn, Survey, Wave};

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

fn responses_of(columns: Vec<(&str, Column)>) -> Responses {
    let respondents = columns[0].1.len();
    let columns = columns
        .into_iter()
        .map(|(id, column)| (QuestionId::new(id).unwrap(), column));
    Responses::of_columns(
        wave("2024"),
        respondents,
        columns.collect(),
        DataQuality::default(),
    )
    .unwrap()
}

/// A scale of five points, and an option off the scale; so many chose each.
fn scale(counts: [usize; 6]) -> (Question, Responses) {
    let mut scale = question(QuestionKind::Scale);
    scale.unions.clear();
    scale.options = ["s1", "s2", "s3", "s4", "s5", "unsure"]
        .map(|id| option(id, &["2024"]))
        .into();
    for (option, score) in scale.options.iter_mut().zip(1..=5) {
        option.score = Some(score);
    }
    let mut column = ChoiceColumn::new(vec![true; 6]);
    for (option, count) in (0..6).zip(counts) {
        for _ in 0..count {
            column.push(Choice::Option(option));
        }
    }
    column.push(Choice::NoAnswer);
    (scale, responses_of(vec![("which", Column::Choice(column))]))
}

#[test]
fn a_scale_has_a_top_a_bottom_and_a_mean() {
    let (question, responses) = scale([2, 3, 5, 6, 4, 2]);
    let found = scale_summary(&question, &responses, 2).unwrap();
    let share = |share: Option<crate::stats::Proportion>| {
        let share = share.unwrap();
        (share.count(), share.base().get())
    };
    // Of all 22 who answered, the two who are unsure among them.
    assert_eq!((share(found.top), share(found.bottom)), ((10, 22), (5, 22)));
    // The mean leaves these two out. scipy 1.17, t.interval on 19 degrees of freedom.
    let spread = found.spread.unwrap();
    assert_eq!((spread.count(), spread.median()), (20, 3.5));
    near(spread.mean(), 3.35);
    let limits = spread.mean_interval(Confidence::P95).unwrap();
    near(limits.lower(), 2.756_544_678_441_461_6);
    near(limits.upper(), 3.943_455_321_558_538_6);
    let one = scale_summary(&question, &responses, 1).unwrap();
    assert_eq!((share(one.top), share(one.bottom)), ((4, 22), (2, 22)));
    let all = scale_summary(&question, &responses, 5).unwrap();
    assert_eq!((all.top, all.bottom), (None, None));
    let (question, nobody) = scale([0; 6]);
    let found = scale_summary(&question, &nobody, 2).unwrap();
    assert_eq!((found.top, found.spread), (None, None));
}

#[test]
fn places_of_a_ranking_have_a_mean() {
    let mut ranking = RankingColumn::new(vec![true; 3]);
    ranking.push(ResponseState::Answered, [(0, 1), (1, 2), (2, 3)]);
    ranking.push(ResponseState::Answered, [(1, 1), (0, 2)]);
    ranking.push(ResponseState::NoAnswer, []);
    let responses = responses_of(vec![("which", Column::Ranking(ranking))]);
    let found = ranking_summary(&question(QuestionKind::Ranking), &responses).unwrap();
    let means: Vec<Option<(f64, u64)>> = found
        .iter()
        .map(|option| option.places.map(|places| (places.mean(), places.count())))
        .collect();
    assert_eq!(means, [Some((1.5, 2)), Some((1.5, 2)), Some((3.0, 1))]);
}

#[test]
fn numbers_have_quartiles_and_text_has_none() {
    let mut numbers = NumberColumn::new();
    for number in [1.0, 2.0, 4.0, 10.0] {
        numbers.push(NumberAnswer::Given(number));
    }
    numbers.push(NumberAnswer::Unusable);
    let responses = responses_of(vec![("which", Column::Number(numbers))]);
    let question = question(QuestionKind::Number);
    let found = number_summary(&question, &responses).unwrap();
    assert_eq!(
        (found.count(), found.median(), found.mean()),
        (4, 3.0, 4.25)
    );
    assert_eq!(scale_summary(&question, &responses, 2), None);
    assert_eq!(ranking_summary(&question, &responses), None);
}

#[test]
fn item_nonresponse_and_the_last_answer_are_counted() {
    let choice = |answers: &[Choice]| {
        let mut column = ChoiceColumn::new(vec![true; 3]);
        for answer in answers {
            column.push(*answer);
        }
        Column::Choice(column)
    };
    let (yes, no) = (Choice::Option(0), Choice::NoAnswer);
    let responses = responses_of(vec![
        ("first", choice(&[yes, yes, no, no])),
        ("second", choice(&[no, yes, yes, no])),
        ("third", choice(&[no, no, Choice::NotAsked, no])),
    ]);
    let questions = ["first", "second", "third"].map(|id| Question {
        id: QuestionId::new(id).unwrap(),
        ..question(QuestionKind::SingleChoice)
    });
    let survey = Survey {
        waves: vec![],
        questions: questions.into(),
    };
    let found: Vec<_> = question_responses(&survey, &responses)
        .iter()
        .map(|q| (q.bases.asked, q.bases.no_answer(), q.last_answered))
        .collect();
    assert_eq!(found, [(4, 2, 1), (4, 2, 2), (3, 3, 0)]);
}

/// What a respondent chose of both questions; `None` for no answer.
type Cell = (Option<u16>, Option<u16>);

/// Two questions with one answer of two, and the members of each.
fn weighted_wave(cells: &[Cell], members: [[u64; 2]; 2]) -> (Survey, Membership, Responses) {
    let ids = ["region", "age"];
    let questions = ids.map(|id| {
        let mut question = question(QuestionKind::SingleChoice);
        question.id = QuestionId::new(id).unwrap();
        question.unions.clear();
        question.options = ["x", "y", "none"].map(|id| option(id, &["2024"])).into();
        question
    });
    let column = |of: fn(&Cell) -> Option<u16>| {
        let mut column = ChoiceColumn::new(vec![true; 3]);
        for cell in cells {
            column.push(of(cell).map_or(Choice::NoAnswer, Choice::Option));
        }
        Column::Choice(column)
    };
    let totals = ids.iter().zip(members).flat_map(|(id, members)| {
        ["x", "y"]
            .iter()
            .zip(members)
            .map(|(option, members)| MemberTotal {
                wave: wave("2024"),
                question: QuestionId::new(*id).unwrap(),
                option: OptionId::new(*option).unwrap(),
                members,
            })
    });
    let responses = responses_of(vec![
        ("region", column(|cell| cell.0)),
        ("age", column(|cell| cell.1)),
    ]);
    let survey = Survey {
        waves: Vec::<Wave>::new(),
        questions: questions.into(),
    };
    (
        survey,
        Membership {
            totals: totals.collect(),
        },
        responses,
    )
}

fn weighting(missing: &[&str]) -> Weighting {
    Weighting {
        method: WeightMethod::Rake,
        margins: ["region", "age"]
            .map(|id| QuestionId::new(id).unwrap())
            .into(),
        cap: None,
        missing: missing
            .iter()
            .map(|id| OptionId::new(*id).unwrap())
            .collect(),
    }
}

const CELLS: [Cell; 8] = [
    (Some(0), Some(0)),
    (Some(0), Some(0)),
    (Some(0), Some(1)),
    (Some(1), Some(0)),
    (Some(1), Some(1)),
    (Some(1), Some(1)),
    (Some(1), Some(1)),
    (Some(0), Some(0)),
];

#[test]
fn respondents_are_weighted_to_the_members() {
    // Raking and the Wilson interval with Student's t written in Python with numpy 2 and scipy 1.17.
    let (survey, membership, responses) = weighted_wave(&CELLS, [[500, 500], [600, 400]]);
    let found = weigh(&weighting(&[]), &survey, &membership, &responses).unwrap();
    for (at, expected) in [
        (0, 1.115_860_843_457_999),
        (2, 0.652_417_469_626_003),
        (3, 1.452_417_469_626_002_6),
        (4, 0.849_194_176_791_332_5),
    ] {
        assert!((found.weights.as_slice()[at] - expected).abs() < 1e-6);
    }
    assert!((found.weights.effective_base() - 7.588_338_717_692_594).abs() < 1e-6);
    assert!(found.margin_error < 1e-9 && found.capped == 0);
    // Options x of "region" weigh half, as the members do; those of "age" six tenths.
    let shares = |question: usize| {
        let tables = weighted_tables(
            &survey.questions[question],
            &responses,
            &found.weights,
            None,
        );
        tables[0][0].lines[0].unwrap()
    };
    assert!((shares(0).value() - 0.5).abs() < 1e-9);
    assert!((shares(1).value() - 0.6).abs() < 1e-9);
    assert_eq!(shares(0).unweighted().count(), 4);
}

#[test]
fn what_keeps_a_wave_from_being_weighted_is_named() {
    let (survey, membership, responses) = weighted_wave(&CELLS, [[500, 0], [600, 400]]);
    let error = weigh(&weighting(&[]), &survey, &membership, &responses).unwrap_err();
    assert_eq!(
        error.to_string(),
        "wave 2024 has respondents in option y of question region, and no member total for it"
    );
    let none = weigh(&weighting(&[]), &survey, &Membership::default(), &responses).unwrap_err();
    assert!(matches!(none, WeightingError::NoTotals { .. }));
    let only_x = [(Some(0), Some(0)), (Some(0), Some(1))];
    let (survey, membership, responses) = weighted_wave(&only_x, [[500, 500], [600, 400]]);
    let error = weigh(&weighting(&[]), &survey, &membership, &responses).unwrap_err();
    assert!(
        matches!(&error, WeightingError::NoRespondents { option, .. } if option.as_str() == "y")
    );
    let mut cells = CELLS.to_vec();
    cells.push((Some(2), Some(0)));
    let (survey, membership, responses) = weighted_wave(&cells, [[500, 500], [600, 400]]);
    let error = weigh(&weighting(&[]), &survey, &membership, &responses).unwrap_err();
    assert!(matches!(&error, WeightingError::NoTotal { option, .. } if option.as_str() == "none"));
    let found = weigh(&weighting(&["none"]), &survey, &membership, &responses).unwrap();
    assert_eq!(found.margins[0].1, 1);
    let (survey, membership, nobody) = weighted_wave(&[], [[500, 500], [600, 400]]);
    let error = weigh(&weighting(&[]), &survey, &membership, &nobody).unwrap_err();
    assert!(matches!(
        error,
        WeightingError::Weights {
            source: StatsError::EmptyBase,
            ..
        }
    ));
}

proptest! {
    #[test]
    fn weighted_margins_are_those_of_the_members_and_lines_sum_to_one(
        extra in prop::collection::vec((0..2u16, 0..2u16), 0..60),
        members in prop::collection::vec(1..1000u64, 4),
    ) {
        // Every crossing is there, so raking always gets there.
        let mut cells = CELLS.to_vec();
        cells.extend(extra.iter().map(|(a, b)| (Some(*a), Some(*b))));
        let totals = [[members[0], members[1]], [members[2], members[3]]];
        let (survey, membership, responses) = weighted_wave(&cells, totals);
        let found = weigh(&weighting(&[]), &survey, &membership, &responses).unwrap();
        for (question, totals) in survey.questions.iter().zip(totals) {
            let table = &weighted_tables(question, &responses, &found.weights, None)[0][0];
            let shares: Vec<f64> = table.lines.iter().flatten().map(|s| s.value()).collect();
            let target = totals[0] as f64 / (totals[0] + totals[1]) as f64;
            prop_assert!((shares[0] - target).abs() < 1e-6);
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(table.effective_base.unwrap() <= cells.len() as f64 + 1e-9);
        }
    }
}
