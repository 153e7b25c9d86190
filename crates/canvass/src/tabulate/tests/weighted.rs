//! Weighted figures of a whole question. The values are numpy's and scipy's, from the formulas alone.

use super::*;
use crate::stats::{Confidence, Interval, Population, StatsError, Weights};

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

fn limits(found: Interval, lower: f64, upper: f64) {
    near(found.lower(), lower);
    near(found.upper(), upper);
}

fn column(answers: impl IntoIterator<Item = Option<usize>>, options: usize) -> Column {
    let mut column = ChoiceColumn::new(vec![true; options]);
    for answer in answers {
        column.push(answer.map_or(Choice::NoAnswer, |at| Choice::Option(at as u16)));
    }
    Column::Choice(column)
}

fn responses(columns: Vec<(&str, Column)>) -> Responses {
    let respondents = columns[0].1.len();
    let columns = columns.into_iter();
    let columns = columns.map(|(id, column)| (QuestionId::new(id).unwrap(), column));
    let quality = DataQuality::default();
    Responses::of_columns(wave("2024"), respondents, columns.collect(), quality).unwrap()
}

/// A scale of five points and an option off it. Every second respondent counts twice; the last gave no answer.
#[test]
fn a_scale_has_a_weighted_top_bottom_and_mean() {
    let mut scale = question(QuestionKind::Scale);
    scale.unions.clear();
    scale.options = ["s1", "s2", "s3", "s4", "s5", "unsure"]
        .map(|id| option(id, &["2024"]))
        .into();
    for (option, score) in scale.options.iter_mut().zip(1..=5) {
        option.score = Some(score);
    }
    let counts = [2, 3, 5, 6, 4, 2].into_iter().enumerate();
    let answers = counts.flat_map(|(at, count)| std::iter::repeat_n(Some(at), count));
    let answers = column(answers.chain([None]), 6);
    let responses = responses(vec![("which", answers)]);
    let weights = |people: usize| {
        Weights::new((0..people).map(|at| 1.0 + (at % 2) as f64).collect()).unwrap()
    };
    let found = weighted_scale(&scale, &responses, &weights(23), 2).unwrap();
    let (top, bottom, mean) = (
        found.top.unwrap(),
        found.bottom.unwrap(),
        found.mean.unwrap(),
    );
    near(top.value(), 15.0 / 33.0);
    let open = top.interval(Confidence::P95, None).unwrap();
    limits(open, 0.247_973_631_103_142_83, 0.678_045_870_418_323_2);
    let members = Population::new(100).unwrap();
    let of_members = top.interval(Confidence::P95, Some(members)).unwrap();
    limits(of_members, 0.267_529_024_537_27, 0.655_330_237_428_374);
    near(bottom.value(), 7.0 / 33.0);
    // The mean leaves those off the scale out.
    near(mean.mean, 101.0 / 30.0);
    limits(
        mean.interval.unwrap(),
        2.751_791_932_790_200_5,
        3.981_541_400_543_133,
    );

    assert_eq!(weighted_scale(&scale, &responses, &weights(22), 2), None);
    let whole = weighted_scale(&scale, &responses, &weights(23), 5).unwrap();
    assert_eq!((whole.top, whole.bottom), (None, None));
}

fn grouped(answers: &[Option<usize>], groups: &[Option<usize>]) -> (Question, Groups, Responses) {
    let mut by = question(QuestionKind::SingleChoice);
    by.id = QuestionId::new("by").unwrap();
    by.options.truncate(2);
    let responses = responses(vec![
        ("which", column(answers.iter().copied(), 3)),
        ("by", column(groups.iter().copied(), 2)),
    ]);
    let groups = Groups::of(&by, &responses).unwrap();
    (question(QuestionKind::SingleChoice), groups, responses)
}

#[test]
fn groups_are_tested_under_weights() {
    let people = 0..42_usize;
    let mut answers: Vec<Option<usize>> = people.clone().map(|i| Some((i * i / 3) % 3)).collect();
    let mut groups: Vec<Option<usize>> = people.clone().map(|i| Some(i % 2)).collect();
    // Two of whom something is not known.
    (answers[40], groups[41]) = (None, None);
    let (question, groups, responses) = grouped(&answers, &groups);
    let weights: Vec<f64> = people.map(|i| 1.0 + (i % 4) as f64 * 0.5).collect();
    let weights = Weights::new(weights).unwrap();
    let found = group_test(&question, &responses, &weights, &groups)
        .unwrap()
        .unwrap();
    near(found.f, 0.120_801_841_265_127_52);
    near(found.numerator, 1.999_449_267_961_957_8);
    near(found.denominator, 77.978_521_450_516_35);
    near(found.p.value(), 0.886_324_472_770_984_3);
}

#[test]
fn an_empty_cell_cannot_be_tested() {
    let answers = [0, 1, 2, 0, 1, 0].map(Some);
    let groups = [0, 0, 0, 1, 1, 1].map(Some);
    let (question, groups, responses) = grouped(&answers, &groups);
    let weights = Weights::new(vec![1.0, 2.0, 1.0, 2.0, 1.0, 2.0]).unwrap();
    let test = group_test(&question, &responses, &weights, &groups).unwrap();
    assert_eq!(test.unwrap_err(), StatsError::NotTestable);
}
