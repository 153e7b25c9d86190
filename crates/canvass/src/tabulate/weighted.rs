use super::codes::{speakers, writers};
use super::count::{Counted, each_answer, lines};
use super::measures::ScaleEnds;
use super::questions::all_counted;
use super::{CodedAnswers, Groups};
use crate::coding::CodedRespondents;
use crate::stats::{
    Confidence, RaoScott, StatsError, WeightSum, WeightedMean, WeightedProportion, Weights,
    rao_scott, weighted_mean,
};
use crate::survey::{Choice, CodeFrame, Column, Question, ResponseState, Responses};

/// The weighted shares of a table, line by line as in the table itself.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightedTable {
    /// Kish's effective base of those who answered; `None` when nobody did.
    pub effective_base: Option<f64>,
    /// The share of each line; `None` when the wave did not offer it or nobody answered.
    pub lines: Vec<Option<WeightedProportion>>,
}

/// The weighted tables of a question: for each table of [`question_tables`](super::question_tables) first that of
/// everybody, then that of each group. None when the wave did not ask it, it has no options, or there are not as many
/// weights as respondents.
pub fn weighted_tables(
    question: &Question,
    responses: &Responses,
    weights: &Weights,
    groups: Option<&Groups>,
) -> Vec<Vec<WeightedTable>> {
    let counted = all_counted(question, responses).into_iter();
    counted
        .filter_map(|counted| of_question(question, responses, counted, weights, groups))
        .collect()
}

fn of_question(
    question: &Question,
    responses: &Responses,
    counted: Counted,
    weights: &Weights,
    groups: Option<&Groups>,
) -> Option<Vec<WeightedTable>> {
    if weights.base() != responses.respondents() {
        return None;
    }
    let column = responses.column(&question.id)?;
    let offered: Vec<bool> = lines(question, responses.wave())
        .into_iter()
        .map(|(_, _, offered)| offered)
        .collect();
    let mut sums = Sums::new(weights, groups, offered.len());
    each_answer(question, column, counted, |respondent, state, chosen| {
        if state == ResponseState::Answered {
            sums.add(respondent, chosen);
        }
    })?;
    Some(sums.tables(&offered))
}

/// The weighted tables of codes: that of everybody, then that of each group. None when there are not as many weights
/// as respondents.
pub fn weighted_codes(
    frame: &CodeFrame,
    codings: &CodedRespondents,
    answers: CodedAnswers<'_>,
    weights: &Weights,
    groups: Option<&Groups>,
) -> Vec<WeightedTable> {
    let mut sums = Sums::new(weights, groups, frame.codes.len());
    for writer in writers(codings, answers.question).iter() {
        sums.add(writer, &[]);
    }
    speakers(frame, codings, answers, |place, speakers| {
        for speaker in speakers.iter() {
            sums.add_line(speaker, place);
        }
    });
    sums.tables(&vec![true; frame.codes.len()])
}

/// The answers to a scale as weighted figures over all of its points.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightedScale {
    /// The share of the highest points, of all who answered; `None` where the scale has no top, or nobody answered.
    pub top: Option<WeightedProportion>,
    /// The share of the lowest points.
    pub bottom: Option<WeightedProportion>,
    /// The mean of the points chosen, as numbers; `None` when nobody chose a point.
    pub mean: Option<WeightedMean>,
}

/// The weighted figures of [`scale_summary`](super::scale_summary). `None` when the wave did not ask it, it is no scale, or
/// there are not as many weights as respondents.
pub fn weighted_scale(
    question: &Question,
    responses: &Responses,
    weights: &Weights,
    points: usize,
) -> Option<WeightedScale> {
    let Column::Choice(column) = responses.column(&question.id)? else {
        return None;
    };
    let ends = ScaleEnds::of(question, responses.wave(), points)?;
    let weights = weights.as_slice();
    if weights.len() != responses.respondents() {
        return None;
    }
    let (mut base, mut top, mut bottom) = <(WeightSum, WeightSum, WeightSum)>::default();
    let (mut chosen, mut scores) = (Vec::new(), Vec::new());
    for (choice, weight) in column.iter().zip(weights) {
        let Choice::Option(option) = choice else {
            continue;
        };
        // Every weight among `Weights` can be summed.
        let _ = base.add(*weight);
        let score = question.options.get(usize::from(option));
        let Some(score) = score.and_then(|option| option.score) else {
            continue;
        };
        if ends.is_top(score) {
            let _ = top.add(*weight);
        }
        if ends.is_bottom(score) {
            let _ = bottom.add(*weight);
        }
        chosen.push(*weight);
        scores.push(score as f64);
    }
    let share = |sum: &WeightSum| {
        let share = WeightedProportion::of_sums(&base, sum).ok();
        share.filter(|_| ends.are_there())
    };
    let chosen = Weights::new(chosen).ok();
    Some(WeightedScale {
        top: share(&top),
        bottom: share(&bottom),
        mean: chosen.and_then(|weights| weighted_mean(&weights, &scores, Confidence::P95).ok()),
    })
}

/// Tests under weights whether the groups of respondents answered a question of one answer alike. `None` where there is
/// nothing of the kind to test: a question of several answers, groups that overlap, or no weights for the wave.
///
/// Those who gave no answer, or whose group is not known, are left out.
///
/// # Errors
/// [`StatsError::NotTestable`] when nobody of a group chose an option, so that a cell is empty; [`StatsError::EmptyBase`]
/// when nobody is left.
pub fn group_test(
    question: &Question,
    responses: &Responses,
    weights: &Weights,
    groups: &Groups,
) -> Option<Result<RaoScott, StatsError>> {
    let Column::Choice(column) = responses.column(&question.id)? else {
        return None;
    };
    if groups.overlapping() || weights.base() != responses.respondents() {
        return None;
    }
    let offered: Vec<usize> = (0..question.options.len())
        .filter(|option| question.offers(*option, responses.wave()))
        .collect();
    let known = groups.columns().len().saturating_sub(1);
    let (mut left, mut cells) = (Vec::new(), Vec::new());
    for (respondent, (choice, weight)) in column.iter().zip(weights.as_slice()).enumerate() {
        let Choice::Option(option) = choice else {
            continue;
        };
        let answer = offered.iter().position(|o| *o == usize::from(option));
        let group = groups.of_respondent(respondent).first();
        let group = group
            .map(|group| usize::from(*group))
            .filter(|g| *g < known);
        if let (Some(answer), Some(group)) = (answer, group) {
            left.push(*weight);
            cells.push((group, answer));
        }
    }
    let test =
        Weights::new(left).and_then(|weights| rao_scott(&weights, &cells, (known, offered.len())));
    Some(test)
}

/// Sums of weights under way: those of everybody, and after them those of each group.
struct Sums<'a> {
    weights: &'a [f64],
    groups: Option<&'a Groups>,
    /// The base, and each line.
    tables: Vec<(WeightSum, Vec<WeightSum>)>,
}

impl<'a> Sums<'a> {
    fn new(weights: &'a Weights, groups: Option<&'a Groups>, lines: usize) -> Self {
        let tables = 1 + groups.map_or(0, |groups| groups.columns().len());
        let sums = (WeightSum::default(), vec![WeightSum::default(); lines]);
        Sums {
            weights: weights.as_slice(),
            groups,
            tables: vec![sums; tables],
        }
    }

    /// Adds a respondent to the base, and to the lines given.
    fn add(&mut self, respondent: usize, lines: &[usize]) {
        self.each_table(respondent, |weight, (base, _)| {
            // Every weight among `Weights` can be summed.
            let _ = base.add(weight);
        });
        for line in lines {
            self.add_line(respondent, *line);
        }
    }

    /// Adds a respondent of the base to a line.
    fn add_line(&mut self, respondent: usize, line: usize) {
        self.each_table(respondent, |weight, (_, sums)| {
            if let Some(sum) = sums.get_mut(line) {
                let _ = sum.add(weight);
            }
        });
    }

    /// Gives each table that a respondent stands in, with their weight.
    fn each_table(
        &mut self,
        respondent: usize,
        mut add: impl FnMut(f64, &mut (WeightSum, Vec<WeightSum>)),
    ) {
        let Some(weight) = self.weights.get(respondent) else {
            return;
        };
        let groups = self.groups.map_or(&[][..], |g| g.of_respondent(respondent));
        let of_groups = groups.iter().map(|place| usize::from(*place) + 1);
        for table in std::iter::once(0).chain(of_groups) {
            if let Some(sums) = self.tables.get_mut(table) {
                add(*weight, sums);
            }
        }
    }

    fn tables(&self, offered: &[bool]) -> Vec<WeightedTable> {
        let table = |(base, sums): &(WeightSum, Vec<WeightSum>)| WeightedTable {
            effective_base: base.effective_base(),
            lines: sums
                .iter()
                .zip(offered)
                .map(|(sum, offered)| {
                    let share = WeightedProportion::of_sums(base, sum).ok();
                    share.filter(|_| *offered)
                })
                .collect(),
        };
        self.tables.iter().map(table).collect()
    }
}
