//! Counting: one pass over a question's answers, for everybody and for each group at once.

use super::{Bases, Groups, Line, LineKey, OneWay, Subject};
use crate::survey::{Choice, Column, Question, RespondentSet, ResponseState, Responses, WaveId};

/// What is counted of a question's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    /// The options that were chosen.
    Chosen,
    /// The option that stands in this place of a ranking.
    Place(u16),
}

/// Goes through the answers to a question with options, in the respondents' order. `visit` is given how each
/// answered, and the positions of what they chose: options first, then unions from the number of options on, each
/// once. `None` when the question's answers are of another kind.
pub(crate) fn each_answer(
    question: &Question,
    column: &Column,
    counted: Counted,
    mut visit: impl FnMut(usize, ResponseState, &[usize]),
) -> Option<()> {
    let options = question.options.len();
    let unions_of: Vec<Vec<usize>> = question
        .options
        .iter()
        .map(|option| {
            let unions = question.unions.iter().enumerate();
            let of = unions.filter(|(_, union)| union.of.contains(&option.id));
            of.map(|(at, _)| options + at).collect()
        })
        .collect();
    let mut chosen: Vec<usize> = Vec::new();
    let add_unions = |chosen: &mut Vec<usize>| {
        for at in 0..chosen.len() {
            let Some(unions) = chosen.get(at).and_then(|option| unions_of.get(*option)) else {
                continue;
            };
            for union in unions {
                if !chosen.contains(union) {
                    chosen.push(*union);
                }
            }
        }
    };
    match (column, counted) {
        (Column::Choice(choices), Counted::Chosen) => {
            for (respondent, choice) in choices.iter().enumerate() {
                chosen.clear();
                let state = match choice {
                    Choice::Option(option) => {
                        chosen.push(usize::from(option));
                        add_unions(&mut chosen);
                        ResponseState::Answered
                    }
                    Choice::NoAnswer => ResponseState::NoAnswer,
                    Choice::NotAsked => ResponseState::NotAsked,
                    Choice::Unusable => ResponseState::Unusable,
                };
                visit(respondent, state, &chosen);
            }
        }
        (Column::MultiSelect(ticks), Counted::Chosen) => {
            for (respondent, state) in ticks.states().iter().enumerate() {
                chosen.clear();
                if *state == ResponseState::Answered {
                    chosen.extend(ticks.ticks(respondent));
                    add_unions(&mut chosen);
                }
                visit(respondent, *state, &chosen);
            }
        }
        (Column::Ranking(ranking), Counted::Place(place)) => {
            for (respondent, state) in ranking.states().iter().enumerate() {
                chosen.clear();
                if *state == ResponseState::Answered {
                    let here = |option: &usize| ranking.place(respondent, *option) == Some(place);
                    chosen.extend((0..options).find(here));
                    add_unions(&mut chosen);
                }
                visit(respondent, *state, &chosen);
            }
        }
        _ => return None,
    }
    Some(())
}

/// The lines of a question in a wave, without their counts: options, then unions. The flag says whether the wave
/// offered it.
pub(crate) fn lines(question: &Question, wave: &WaveId) -> Vec<(LineKey, String, bool)> {
    let options = question.options.iter().enumerate().map(|(index, option)| {
        let key = LineKey::Option(option.id.clone());
        (key, option.label.clone(), question.offers(index, wave))
    });
    let unions = question.unions.iter().map(|union| {
        let mut parts = union.of.iter().filter_map(|id| question.option_index(id));
        let offered = parts.any(|part| question.offers(part, wave));
        (
            LineKey::Union(union.id.clone()),
            union.label.clone(),
            offered,
        )
    });
    options.chain(unions).collect()
}

/// The table of everybody, and after it that of each group.
pub(super) fn tables(
    question: &Question,
    responses: &Responses,
    counted: Counted,
    groups: Option<&Groups>,
) -> Option<Vec<OneWay>> {
    let column = responses.column(&question.id)?;
    let wave = responses.wave();
    let lines = lines(question, wave);
    let options = question.options.len();
    let mut tallies = Tallies::new(responses, groups, lines.len());
    each_answer(question, column, counted, |respondent, state, chosen| {
        let mentions = chosen.iter().filter(|line| **line < options).count();
        tallies.add(respondent, state, chosen, mentions);
    })?;
    let subject = match counted {
        Counted::Chosen => Subject::Question(question.id.clone()),
        Counted::Place(place) => Subject::Place {
            question: question.id.clone(),
            place,
        },
    };
    let additive = !matches!(column, Column::MultiSelect(_));
    let tables = tallies.tables.into_iter().map(|tally| OneWay {
        subject: subject.clone(),
        wave: wave.clone(),
        bases: tally.bases,
        lines: lines
            .iter()
            .zip(tally.counts)
            .map(|((key, label, offered), count)| Line {
                key: key.clone(),
                label: label.clone(),
                count: offered.then_some(count),
            })
            .collect(),
        additive,
    });
    Some(tables.collect())
}

/// Counts under way: those of everybody, and after them those of each group.
pub(super) struct Tallies<'g> {
    groups: Option<&'g Groups>,
    pub(super) tables: Vec<Tally>,
}

/// The counts of one table.
#[derive(Clone)]
pub(super) struct Tally {
    pub(super) bases: Bases,
    pub(super) counts: Vec<u64>,
}

impl<'g> Tallies<'g> {
    pub(super) fn new(responses: &Responses, groups: Option<&'g Groups>, lines: usize) -> Self {
        let everybody = responses.respondents() as u64;
        let sizes = groups.into_iter().flat_map(Groups::columns);
        let sizes = sizes.map(|group| group.respondents);
        let tally = |respondents| Tally {
            bases: Bases {
                respondents,
                ..Bases::default()
            },
            counts: vec![0; lines],
        };
        Tallies {
            groups,
            tables: std::iter::once(everybody).chain(sizes).map(tally).collect(),
        }
    }

    /// Counts one respondent: in each of the lines given, which are different ones.
    pub(super) fn add(
        &mut self,
        respondent: usize,
        state: ResponseState,
        lines: &[usize],
        mentions: usize,
    ) {
        let groups = self.groups.map_or(&[][..], |g| g.of_respondent(respondent));
        let of_groups = groups.iter().map(|place| usize::from(*place) + 1);
        for table in std::iter::once(0).chain(of_groups) {
            let Some(tally) = self.tables.get_mut(table) else {
                continue;
            };
            tally.bases.count(state);
            tally.bases.mentions += mentions as u64;
            for line in lines {
                if let Some(count) = tally.counts.get_mut(*line) {
                    *count += 1;
                }
            }
        }
    }

    /// Counts respondents as having answered.
    pub(super) fn add_answered(&mut self, respondents: &RespondentSet) {
        self.each_table(respondents, |tally, count| tally.bases.answered += count);
    }

    /// Counts respondents in one line.
    pub(super) fn add_line(&mut self, line: usize, respondents: &RespondentSet) {
        self.each_table(respondents, |tally, count| {
            tally.bases.mentions += count;
            if let Some(of_line) = tally.counts.get_mut(line) {
                *of_line += count;
            }
        });
    }

    /// Gives each table with how many of the respondents stand in it.
    fn each_table(&mut self, respondents: &RespondentSet, mut add: impl FnMut(&mut Tally, u64)) {
        let mut counts = vec![0; self.tables.len()];
        counts[0] = respondents.len() as u64;
        if let Some(groups) = self.groups {
            for respondent in respondents.iter() {
                for place in groups.of_respondent(respondent) {
                    if let Some(count) = counts.get_mut(usize::from(*place) + 1) {
                        *count += 1;
                    }
                }
            }
        }
        for (tally, count) in self.tables.iter_mut().zip(counts) {
            add(tally, count);
        }
    }
}
