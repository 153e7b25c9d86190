use super::count::{Counted, each_answer, tables};
use super::{Bases, OneWay};
use crate::stats::Overlaps;
use crate::survey::{Column, Question, ResponseState, Responses};

/// Counts the answers to a question with options; `None` when the wave did not ask it or it has no options. Of a
/// ranking it counts who was put first.
///
/// The base is those who answered: somebody who was shown a multi-select question and ticked nothing gave no answer.
pub fn question_table(question: &Question, responses: &Responses) -> Option<OneWay> {
    if let Column::Ranking(_) = responses.column(&question.id)? {
        return place_table(question, responses, 1);
    }
    tables(question, responses, Counted::Chosen, None)?.pop()
}

/// How many respondents a question of any kind reached; `None` when the wave did not ask it.
pub fn question_bases(question: &Question, responses: &Responses) -> Option<Bases> {
    let column = responses.column(&question.id)?;
    let mut bases = Bases {
        respondents: responses.respondents() as u64,
        ..Bases::default()
    };
    for state in (0..column.len()).filter_map(|respondent| column.state(respondent)) {
        bases.count(state);
    }
    bases.mentions = bases.answered;
    Some(bases)
}

/// Counts which option stands in a place of a ranking, from 1; `None` when the wave did not ask it or it is no
/// ranking.
///
/// The base is those who ranked anything, so that the places can be set side by side.
pub fn place_table(question: &Question, responses: &Responses, place: u16) -> Option<OneWay> {
    tables(question, responses, Counted::Place(place), None)?.pop()
}

/// The table of every place of a ranking in order, see [`place_table`]; of any other question with options its
/// one table.
pub fn question_tables(question: &Question, responses: &Responses) -> Vec<OneWay> {
    let counted = all_counted(question, responses).into_iter();
    counted
        .filter_map(|counted| tables(question, responses, counted, None)?.pop())
        .collect()
}

/// How many respondents chose each option of a question, and each two of them together, among those who answered; of a
/// ranking, who was put first. `None` when the wave did not ask it or it has no options.
pub fn question_overlaps(question: &Question, responses: &Responses) -> Option<Overlaps> {
    let column = responses.column(&question.id)?;
    let counted = match column {
        Column::Ranking(_) => Counted::Place(1),
        _ => Counted::Chosen,
    };
    let options = question.options.len();
    let mut overlaps = Overlaps::new(options);
    each_answer(question, column, counted, |_, state, chosen| {
        if state == ResponseState::Answered {
            let of_options = chosen.iter().copied().filter(|line| *line < options);
            // Every line below the number of options is one of them.
            let _ = overlaps.add(&of_options.collect::<Vec<_>>());
        }
    })?;
    Some(overlaps)
}

/// What there is to count of a question: the places of a ranking, or what was chosen.
pub(super) fn all_counted(question: &Question, responses: &Responses) -> Vec<Counted> {
    match responses.column(&question.id) {
        Some(Column::Ranking(_)) => {
            let places = u16::try_from(question.options.len()).unwrap_or(u16::MAX);
            (1..=places).map(Counted::Place).collect()
        }
        _ => vec![Counted::Chosen],
    }
}

impl Bases {
    pub(super) fn count(&mut self, state: ResponseState) {
        match state {
            ResponseState::Answered => {
                self.asked += 1;
                self.answered += 1;
            }
            ResponseState::NoAnswer => self.asked += 1,
            ResponseState::Unusable => {
                self.asked += 1;
                self.unusable += 1;
            }
            ResponseState::NotAsked => {}
        }
    }
}
