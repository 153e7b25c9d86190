use super::codes::{speakers, writers};
use super::count::{Counted, each_answer, lines};
use super::questions::all_counted;
use super::{CodedAnswers, Groups};
use crate::coding::CodedRespondents;
use crate::stats::{WeightSum, WeightedProportion, Weights};
use crate::survey::{CodeFrame, Question, ResponseState, Responses};

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
