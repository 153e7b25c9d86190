use super::{Bases, Line, LineKey, OneWay, Subject};
use crate::survey::{Choice, Column, Question, ResponseState, Responses};

/// Counts the answers to a question with options; `None` when the wave did not ask it or it has no options. Of a
/// ranking it counts who was put first.
///
/// The base is those who answered: somebody who was shown a multi-select question and ticked nothing gave no answer.
pub fn question_table(question: &Question, responses: &Responses) -> Option<OneWay> {
    let column = responses.column(&question.id)?;
    if matches!(column, Column::Ranking(_)) {
        return place_table(question, responses, 1);
    }
    let mut bases = Bases {
        respondents: responses.respondents() as u64,
        ..Bases::default()
    };
    let mut counts = vec![0u64; question.options.len()];
    let mut unions = vec![0u64; question.unions.len()];
    let members: Vec<Vec<usize>> = question
        .unions
        .iter()
        .map(|union| {
            union
                .of
                .iter()
                .filter_map(|id| question.option_index(id))
                .collect()
        })
        .collect();

    match column {
        Column::Choice(choices) => {
            for choice in choices.iter() {
                match choice {
                    Choice::Option(option) => {
                        let option = usize::from(option);
                        bases.count(ResponseState::Answered);
                        bases.mentions += 1;
                        if let Some(count) = counts.get_mut(option) {
                            *count += 1;
                        }
                        for (union, members) in unions.iter_mut().zip(&members) {
                            *union += u64::from(members.contains(&option));
                        }
                    }
                    Choice::NoAnswer => bases.count(ResponseState::NoAnswer),
                    Choice::NotAsked => bases.count(ResponseState::NotAsked),
                    Choice::Unusable => bases.count(ResponseState::Unusable),
                }
            }
        }
        Column::MultiSelect(ticks) => {
            for (respondent, state) in ticks.states().iter().enumerate() {
                bases.count(*state);
                if *state != ResponseState::Answered {
                    continue;
                }
                for option in ticks.ticks(respondent) {
                    bases.mentions += 1;
                    counts[option] += 1;
                }
                for (union, members) in unions.iter_mut().zip(&members) {
                    *union += u64::from(
                        members
                            .iter()
                            .any(|option| ticks.ticked(respondent, *option)),
                    );
                }
            }
        }
        Column::Ranking(_) | Column::Number(_) | Column::Date(_) | Column::Text(_) => return None,
    }

    let wave = responses.wave();
    let option_lines = question
        .options
        .iter()
        .enumerate()
        .map(|(index, option)| Line {
            key: LineKey::Option(option.id.clone()),
            label: option.label.clone(),
            count: question.offers(index, wave).then(|| counts[index]),
        });
    let union_lines = question
        .unions
        .iter()
        .enumerate()
        .map(|(index, union)| Line {
            key: LineKey::Union(union.id.clone()),
            label: union.label.clone(),
            count: members[index]
                .iter()
                .any(|option| question.offers(*option, wave))
                .then(|| unions[index]),
        });
    Some(OneWay {
        subject: Subject::Question(question.id.clone()),
        wave: wave.clone(),
        bases,
        lines: option_lines.chain(union_lines).collect(),
        additive: matches!(column, Column::Choice(_)),
    })
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
    let Column::Ranking(ranking) = responses.column(&question.id)? else {
        return None;
    };
    let mut bases = Bases {
        respondents: responses.respondents() as u64,
        ..Bases::default()
    };
    let mut counts = vec![0u64; question.options.len()];
    for (respondent, state) in ranking.states().iter().enumerate() {
        bases.count(*state);
        if *state != ResponseState::Answered {
            continue;
        }
        let stands_here = |option: &usize| ranking.place(respondent, *option) == Some(place);
        if let Some(option) = (0..counts.len()).find(stands_here) {
            bases.mentions += 1;
            counts[option] += 1;
        }
    }
    let wave = responses.wave();
    let options = question.options.iter().enumerate();
    let of_options = options.clone().map(|(index, option)| Line {
        key: LineKey::Option(option.id.clone()),
        label: option.label.clone(),
        count: question.offers(index, wave).then(|| counts[index]),
    });
    // An option stands in one place, so whoever put any of several there put exactly one there.
    let of_unions = question.unions.iter().map(|union| {
        let parts = options.clone().filter(|(index, option)| {
            union.of.contains(&option.id) && question.offers(*index, wave)
        });
        Line {
            key: LineKey::Union(union.id.clone()),
            label: union.label.clone(),
            count: parts.map(|(index, _)| counts[index]).reduce(|a, b| a + b),
        }
    });
    Some(OneWay {
        subject: Subject::Place {
            question: question.id.clone(),
            place,
        },
        wave: wave.clone(),
        bases,
        lines: of_options.chain(of_unions).collect(),
        additive: true,
    })
}

/// The table of every place of a ranking in order, see [`place_table`]; of any other question with options its
/// one table.
pub fn question_tables(question: &Question, responses: &Responses) -> Vec<OneWay> {
    let places = match responses.column(&question.id) {
        Some(Column::Ranking(_)) => question.options.len(),
        _ => return question_table(question, responses).into_iter().collect(),
    };
    let places = 1..=u16::try_from(places).unwrap_or(u16::MAX);
    places
        .filter_map(|place| place_table(question, responses, place))
        .collect()
}

impl Bases {
    fn count(&mut self, state: ResponseState) {
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
