use std::collections::{BTreeMap, BTreeSet};

use crate::config::Project;
use crate::survey::{
    Choice, CodeRef, Column, MultiSelectColumn, OptionId, Question, RespondentSet, ResponseState,
};
use crate::tabulate::{CodedWave, Groups, LineKey};

/// Who may swap an answer with whom without anything else that is published changing.
pub(super) struct Strata<'a> {
    pub(super) project: &'a Project,
    pub(super) wave: &'a CodedWave,
    pub(super) question: &'a Question,
    pub(super) groups: &'a Groups,
    /// The audit's column of each group, and how many there are.
    pub(super) places: &'a [usize],
    pub(super) width: usize,
    pub(super) keys: &'a [Key<'a>],
}

/// Another table of the same question that must not change.
pub(super) struct Key<'a> {
    pub(super) groups: &'a Groups,
    /// Which of its groups are told from others.
    pub(super) apart: Vec<bool>,
}

/// More respondents than these need not be looked at: a proof by some of them is a proof.
const MOST: usize = 20_000;

/// What those who swap must have in common.
type Common = (Vec<u16>, Vec<bool>, Option<bool>);

impl Strata<'_> {
    /// The respondents of a single-choice question by the row of what they chose, and their group.
    pub(super) fn of_choice(&self, rows: &[Vec<LineKey>]) -> Vec<Vec<u64>> {
        let Some(Column::Choice(choices)) = self.wave.responses.column(&self.question.id) else {
            return Vec::new();
        };
        let row_of = |option: &OptionId| {
            let key = LineKey::Option(option.clone());
            rows.iter().position(|row| row.contains(&key))
        };
        let options = &self.question.options;
        let row_of: Vec<Option<usize>> = options.iter().map(|option| row_of(&option.id)).collect();
        let codes: BTreeSet<&CodeRef> = options.iter().flat_map(|o| &o.codes).collect();
        let elsewhere = self.chosen_elsewhere(&codes);
        let writers = self.writers_elsewhere();
        let mut strata: BTreeMap<Common, Vec<u64>> = BTreeMap::new();
        for (respondent, choice) in choices.iter().take(MOST).enumerate() {
            let Choice::Option(option) = choice else {
                continue;
            };
            let option = usize::from(option);
            let (Some(Some(row)), Some(chosen)) = (row_of.get(option), options.get(option)) else {
                continue;
            };
            let meant = elsewhere
                .iter()
                .map(|chose| chose.contains(&respondent))
                .collect();
            let common = (
                self.in_other_tables(respondent),
                meant,
                writers.contains(respondent).then_some(chosen.other),
            );
            self.add(&mut strata, common, rows.len(), *row, respondent);
        }
        by_size(strata)
    }

    /// The respondents of a question of several answers by whether they ticked an option, and their group.
    pub(super) fn of_tick(&self, key: &LineKey) -> Vec<Vec<u64>> {
        let Some(Column::MultiSelect(ticks)) = self.wave.responses.column(&self.question.id) else {
            return Vec::new();
        };
        let options = &self.question.options;
        let at = options
            .iter()
            .position(|o| *key == LineKey::Option(o.id.clone()));
        let Some((at, option)) = at.and_then(|at| Some((at, options.get(at)?))) else {
            return Vec::new();
        };
        let codes: BTreeSet<&CodeRef> = option.codes.iter().collect();
        let elsewhere = self.chosen_elsewhere(&codes);
        let writers = if option.other {
            self.writers_elsewhere()
        } else {
            RespondentSet::new()
        };
        let sets = self.sets_with(at, &codes);
        let mut strata: BTreeMap<Common, Vec<u64>> = BTreeMap::new();
        for (respondent, state) in ticks.states().iter().take(MOST).enumerate() {
            if *state != ResponseState::Answered {
                continue;
            }
            let ticked = ticks.ticked(respondent, at);
            let any = |set: &BTreeSet<usize>| ticks_any(ticks, respondent, set, at);
            // Whether they are counted anyway, by another option, in each figure that counts this one.
            let anyway = sets.iter().map(any);
            let meant = elsewhere.iter().map(|chose| chose.contains(&respondent));
            let common = (
                self.in_other_tables(respondent),
                anyway.chain(meant).collect(),
                writers.contains(respondent).then_some(ticked),
            );
            self.add(&mut strata, common, 2, usize::from(!ticked), respondent);
        }
        by_size(strata)
    }

    fn add(
        &self,
        strata: &mut BTreeMap<Common, Vec<u64>>,
        common: Common,
        rows: usize,
        row: usize,
        respondent: usize,
    ) {
        let group = self.groups.of_respondent(respondent).first();
        let place = group.and_then(|group| self.places.get(usize::from(*group)));
        let Some(place) = place else { return };
        let counts = strata
            .entry(common)
            .or_insert_with(|| vec![0; rows * self.width]);
        counts[row * self.width + place] += 1;
    }

    /// The respondent's group in each of the other tables, as far as it is told from others.
    fn in_other_tables(&self, respondent: usize) -> Vec<u16> {
        let groups = self.keys.iter().map(|key| {
            let group = key.groups.of_respondent(respondent).first().copied();
            group
                .filter(|group| key.apart.get(usize::from(*group)) == Some(&true))
                .unwrap_or(u16::MAX)
        });
        groups.collect()
    }

    /// The options that are counted together with one: all of them, those that exclude others, unions, and those that
    /// mean the same code.
    fn sets_with(&self, at: usize, codes: &BTreeSet<&CodeRef>) -> Vec<BTreeSet<usize>> {
        let options = &self.question.options;
        let which = |wanted: &dyn Fn(usize) -> bool| -> BTreeSet<usize> {
            (0..options.len())
                .filter(|option| wanted(*option))
                .collect()
        };
        let mut sets = vec![which(&|_| true), which(&|option| options[option].exclusive)];
        for union in &self.question.unions {
            if options.get(at).is_some_and(|o| union.of.contains(&o.id)) {
                sets.push(which(&|option| union.of.contains(&options[option].id)));
            }
        }
        for code in codes {
            sets.push(which(&|option| options[option].codes.contains(*code)));
        }
        sets
    }

    /// Who chose an option of another question that means a code, code by code.
    fn chosen_elsewhere(&self, codes: &BTreeSet<&CodeRef>) -> Vec<BTreeSet<usize>> {
        let responses = &self.wave.responses;
        codes
            .iter()
            .map(|code| {
                let mut chose = BTreeSet::new();
                let others = self.project.survey.asked_in(responses.wave());
                for other in others.filter(|other| other.id != self.question.id) {
                    let Some(column) = responses.column(&other.id) else {
                        continue;
                    };
                    for (at, option) in other.options.iter().enumerate() {
                        if option.codes.contains(code) {
                            let people = 0..responses.respondents().min(MOST);
                            chose.extend(people.filter(|one| has_chosen(column, *one, at)));
                        }
                    }
                }
                chose
            })
            .collect()
    }

    /// Who wrote something with content in answer to another question: their words cannot move with an answer
    /// without changing how many wrote.
    fn writers_elsewhere(&self) -> RespondentSet {
        let answers = self.wave.codings.answers().iter();
        let elsewhere = answers.filter(|a| a.question != self.question.id && a.stance.is_some());
        elsewhere
            .flat_map(|group| group.respondents().take_while(|one| *one < MOST))
            .collect()
    }
}

fn ticks_any(
    ticks: &MultiSelectColumn,
    respondent: usize,
    set: &BTreeSet<usize>,
    but: usize,
) -> bool {
    let mut ticked = ticks.ticks(respondent);
    ticked.any(|option| option != but && set.contains(&option))
}

fn has_chosen(column: &Column, respondent: usize, option: usize) -> bool {
    match column {
        Column::Choice(choices) => {
            matches!(choices.get(respondent), Some(Choice::Option(o)) if usize::from(o) == option)
        }
        Column::MultiSelect(ticks) => ticks.ticked(respondent, option),
        _ => false,
    }
}

/// The largest first: they give the most room.
fn by_size(strata: BTreeMap<Common, Vec<u64>>) -> Vec<Vec<u64>> {
    let mut strata: Vec<Vec<u64>> = strata.into_values().collect();
    strata.sort_by_key(|counts| std::cmp::Reverse(counts.iter().sum::<u64>()));
    strata
}
