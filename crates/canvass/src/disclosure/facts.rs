use std::collections::{BTreeMap, BTreeSet};

use super::FigureName;
use super::audit::{Model, NO_BOUND, Named, Table};
use super::counted::{Counted, CountedFrame, chose_any, is_exclusive, parents};
use crate::config::Project;
use crate::survey::{FrameKind, OptionId, Question, QuestionId, QuestionKind, Responses};
use crate::tabulate::{LineKey, OneWay, Subject};

/// The figures of a wave, and every way in which a reader can set one against another.
///
/// A fact that happens not to be true of the wave, because the platform let people answer otherwise, is left out by
/// the model itself.
pub(super) fn model(project: &Project, responses: &Responses, counted: &Counted) -> Model {
    let mut model = Model::new(project.disclosure.threshold);
    let respondents = model.public(counted.respondents);
    let mut facts = Facts {
        project,
        responses,
        counted,
        model,
        respondents,
        options: BTreeMap::new(),
        sets: Vec::new(),
    };
    let asked = || project.survey.asked_in(responses.wave());
    for question in asked() {
        facts.question(question);
    }
    for question in asked() {
        facts.route(question);
    }
    facts.codes();
    facts.evidence();
    facts.add_up();
    facts.overlap();
    facts.own_words();
    facts.model
}

/// An option of a question.
type OptionOf = (QuestionId, OptionId);

struct Facts<'a> {
    project: &'a Project,
    responses: &'a Responses,
    counted: &'a Counted,
    model: Model,
    respondents: usize,
    /// The count of each option.
    options: BTreeMap<OptionOf, usize>,
    sets: Vec<Chosen>,
}

/// How many chose any of these options.
struct Chosen {
    of: BTreeSet<OptionOf>,
    count: usize,
}

impl Facts<'_> {
    fn within_respondents(&self) -> i64 {
        i64::try_from(self.counted.respondents).unwrap_or(NO_BOUND)
    }

    fn figure(&mut self, name: FigureName, value: u64, alone: bool) -> usize {
        let most = self.within_respondents();
        self.model.figure(Named {
            name,
            value,
            most,
            alone,
        })
    }

    /// The bases of a question and the lines of its table.
    fn question(&mut self, question: &Question) {
        let Some(bases) = self.counted.bases.get(&question.id) else {
            return;
        };
        let table = self.counted.questions.get(&question.id);
        let everybody = question.route.is_none() && bases.asked == self.counted.respondents;
        let asked = self.figure(
            FigureName::Asked(question.id.clone()),
            bases.asked,
            !everybody,
        );
        if everybody {
            self.model.was_published(asked);
        }
        let answered = FigureName::Answered(question.id.clone());
        let answered = self.figure(answered, bases.answered, table.is_none());
        self.model.at_most(&[answered], &[asked]);
        self.model.at_most(&[asked], &[self.respondents]);
        let Some(table) = table else { return };
        let lines = self.lines(question, table);
        for line in &lines {
            self.model.at_most(&[*line], &[answered]);
        }
        self.model.table(Table {
            base: answered,
            asked: Some(asked),
            lines,
        });
    }

    fn lines(&mut self, question: &Question, table: &OneWay) -> Vec<usize> {
        let mut counts = Vec::new();
        for line in &table.lines {
            let Some(value) = line.count else { continue };
            let name = FigureName::Line(table.subject.clone(), line.key.clone());
            let most = self.most(question, &line.key, value);
            let count = self.model.figure(Named {
                name,
                value,
                most,
                alone: true,
            });
            counts.push(count);
            match &line.key {
                LineKey::Option(id) => {
                    self.options
                        .insert((question.id.clone(), id.clone()), count);
                }
                LineKey::Union(id) => {
                    let union = question.unions.iter().find(|union| &union.id == id);
                    let of = union.map(|union| union.of.clone()).unwrap_or_default();
                    self.set(&question.id, &of, count);
                }
                LineKey::Code(_) => {}
            }
        }
        counts
    }

    /// The most that an option can count: there are no more members of a group than there are.
    fn most(&self, question: &Question, key: &LineKey, value: u64) -> i64 {
        let LineKey::Option(option) = key else {
            return self.within_respondents();
        };
        let membership = &self.project.membership;
        let members = membership.total(self.responses.wave(), &question.id, option);
        match members.and_then(|members| i64::try_from(members).ok()) {
            Some(members) if members >= i64::try_from(value).unwrap_or(NO_BOUND) => {
                members.min(self.within_respondents())
            }
            _ => self.within_respondents(),
        }
    }

    /// Notes a count of those who chose any of a question's options, as far as the wave offered them.
    fn set(&mut self, question: &QuestionId, of: &BTreeSet<OptionId>, count: usize) {
        let offered = of.iter().map(|option| (question.clone(), option.clone()));
        let of: BTreeSet<OptionOf> = offered
            .filter(|option| self.options.contains_key(option))
            .collect();
        if !of.is_empty() {
            self.sets.push(Chosen { of, count });
        }
    }

    /// Who is asked a question that others lead to: those who chose one of its options.
    fn route(&mut self, question: &Question) {
        let Some(route) = &question.route else { return };
        let survey = &self.project.survey;
        let asked = self.model.named(&FigureName::Asked(question.id.clone()));
        let filter = survey.question(&route.question);
        let column = self.responses.column(&route.question);
        let (Some(asked), Some(filter), Some(column)) = (asked, filter, column) else {
            return;
        };
        let Some(chose) = chose_any(filter, column, &route.options) else {
            return;
        };
        if chose == self.model.value(asked) {
            self.set(&route.question, &route.options, asked);
        } else {
            let options = route.options.iter();
            let options: Vec<usize> = options
                .filter_map(|id| self.options.get(&(filter.id.clone(), id.clone())).copied())
                .collect();
            self.model.at_most(&[asked], &options);
        }
    }

    /// The tables of codes, with the bases that they share.
    fn codes(&mut self) {
        let writers = self.figure(FigureName::Writers, self.counted.writers, false);
        self.model.at_most(&[writers], &[self.respondents]);
        for frame in &self.project.codebook.frames {
            let Some(counted) = self.counted.frames.get(&frame.id) else {
                continue;
            };
            for table in counted.tables() {
                self.code_table(table, writers);
            }
            self.parts(counted);
            if frame.kind == FrameKind::Stance {
                // Everybody whose words have content has a stance.
                let all: Vec<usize> = self.named_lines(&counted.all).map(|(_, c)| c).collect();
                self.model.at_most(&[writers], &all);
            }
        }
    }

    fn code_table(&mut self, table: &OneWay, writers: usize) {
        let mut lines = Vec::new();
        for line in &table.lines {
            let name = FigureName::Line(table.subject.clone(), line.key.clone());
            let count = self.figure(name, line.count.unwrap_or(0), true);
            self.model.at_most(&[count], &[writers]);
            lines.push(count);
        }
        self.model.table(Table {
            base: writers,
            asked: None,
            lines,
        });
        let Subject::Frame { frame, .. } = &table.subject else {
            return;
        };
        for (code, parent) in parents(self.project, frame) {
            let count = |key| {
                let name = FigureName::Line(table.subject.clone(), key);
                self.model.named(&name)
            };
            if let (Some(code), Some(parent)) = (count(code), count(parent)) {
                self.model.at_most(&[code], &[parent]);
            }
        }
    }

    /// Requests, criticisms and what is valued are parts of all, and what is left of all could be worked out.
    fn parts(&mut self, counted: &CountedFrame) {
        for part in counted.parts() {
            let pairs: Vec<(usize, usize)> = part
                .lines
                .iter()
                .filter_map(|line| {
                    let count = |table: &OneWay| {
                        let name = FigureName::Line(table.subject.clone(), line.key.clone());
                        self.model.named(&name)
                    };
                    Some((count(part)?, count(&counted.all)?))
                })
                .collect();
            for (part, all) in pairs {
                let rest = self.model.value(all).saturating_sub(self.model.value(part));
                let rest = self.model.derived(rest);
                self.model.equal(&[part, rest], all);
            }
        }
    }

    fn named_lines<'b>(&'b self, table: &'b OneWay) -> impl Iterator<Item = (&'b LineKey, usize)> {
        table.lines.iter().filter_map(|line| {
            let name = FigureName::Line(table.subject.clone(), line.key.clone());
            Some((&line.key, self.model.named(&name)?))
        })
    }

    /// How many chose an option that means a theme or an outcome.
    fn evidence(&mut self) {
        let counted = self.counted;
        for line in &counted.evidence {
            let count = self.figure(FigureName::Chosen(line.code.clone()), line.options, true);
            let of: BTreeSet<OptionOf> = self
                .project
                .survey
                .asked_in(self.responses.wave())
                .flat_map(|question| {
                    let options = question.options.iter();
                    let meaning = options.filter(|option| option.codes.contains(&line.code));
                    meaning.map(|option| (question.id.clone(), option.id.clone()))
                })
                .filter(|option| self.options.contains_key(option))
                .collect();
            if !of.is_empty() {
                self.sets.push(Chosen { of, count });
            }
        }
    }

    /// Ties each question's options to those who answered it, and each set of options to its own.
    fn add_up(&mut self) {
        for question in self.project.survey.asked_in(self.responses.wave()) {
            let answered = FigureName::Answered(question.id.clone());
            let (Some(answered), Some(table)) = (
                self.model.named(&answered),
                self.counted.questions.get(&question.id),
            ) else {
                continue;
            };
            let of = self.options_of(&question.id);
            let options: Vec<usize> = of.iter().map(|(_, count)| *count).collect();
            if table.additive {
                self.model.equal_but_for(&options, answered);
                continue;
            }
            self.sets.push(Chosen {
                of: of.into_iter().map(|(option, _)| option).collect(),
                count: answered,
            });
            self.excluding(question, answered);
        }
        for set in 0..self.sets.len() {
            self.bounds(set);
        }
    }

    fn options_of(&self, question: &QuestionId) -> Vec<(OptionOf, usize)> {
        let options = self.options.iter();
        options
            .filter(|((of, _), _)| of == question)
            .map(|(option, count)| (option.clone(), *count))
            .collect()
    }

    /// Who chose an option that excludes the others chose none of these.
    fn excluding(&mut self, question: &Question, answered: usize) {
        for excluding in question.options.iter().filter(|option| option.exclusive) {
            let excluding = (question.id.clone(), excluding.id.clone());
            let Some(&none) = self.options.get(&excluding) else {
                continue;
            };
            let others = self.options_of(&question.id).into_iter();
            let mut others: Vec<usize> = others.map(|(_, count)| count).collect();
            others.extend(self.sets.iter().filter_map(|set| {
                let of_question = set.of.iter().all(|(of, _)| *of == question.id);
                (of_question && !set.of.contains(&excluding)).then_some(set.count)
            }));
            for other in others.into_iter().filter(|other| *other != none) {
                self.model.at_most(&[none, other], &[answered]);
            }
        }
    }

    /// A set counts at least what its options do, and at most their sum; where nobody can choose two of them, it
    /// counts their sum.
    fn bounds(&mut self, set: usize) {
        let Chosen { of, count } = &self.sets[set];
        let count = *count;
        let mut by_question: BTreeMap<&QuestionId, Vec<usize>> = BTreeMap::new();
        for option in of {
            if let Some(of_option) = self.options.get(option) {
                by_question.entry(&option.0).or_default().push(*of_option);
            }
        }
        let by_question: Vec<(bool, Vec<usize>)> = by_question
            .into_iter()
            .map(|(question, counts)| {
                let question = self.project.survey.question(question);
                (question.is_some_and(is_exclusive), counts)
            })
            .collect();
        if let [(true, counts)] = by_question.as_slice() {
            self.model.equal(counts, count);
            return;
        }
        for (exclusive, counts) in &by_question {
            if *exclusive {
                self.model.at_most(counts, &[count]);
            } else {
                for part in counts {
                    self.model.at_most(&[*part], &[count]);
                }
            }
        }
        let all: Vec<usize> = by_question
            .into_iter()
            .flat_map(|(_, counts)| counts)
            .collect();
        self.model.at_most(&[count], &all);
    }

    /// Sets with options in common: whoever is in one and the other is in both, and in what holds both.
    fn overlap(&mut self) {
        for one in 0..self.sets.len() {
            for other in 0..self.sets.len() {
                if one == other {
                    continue;
                }
                let (a, b) = (&self.sets[one], &self.sets[other]);
                if a.of.is_subset(&b.of) {
                    let (a, b) = (a.count, b.count);
                    self.model.at_most(&[a], &[b]);
                } else if a.of.intersection(&b.of).next().is_some() {
                    self.pair(one, other);
                }
                self.rest(one, other);
            }
        }
    }

    /// Both together count no more than the two apart, less what they share.
    fn pair(&mut self, one: usize, other: usize) {
        let (a, b) = (&self.sets[one], &self.sets[other]);
        if one > other {
            return;
        }
        let together: BTreeSet<&OptionOf> = a.of.union(&b.of).collect();
        let shared: BTreeSet<&OptionOf> = a.of.intersection(&b.of).collect();
        let inside = |set: &Chosen, of: &BTreeSet<&OptionOf>| set.of.iter().all(|o| of.contains(o));
        let mut in_both: Vec<usize> = shared
            .iter()
            .filter_map(|option| self.options.get(*option).copied())
            .collect();
        in_both.extend(
            self.sets
                .iter()
                .filter(|set| inside(set, &shared))
                .map(|set| set.count),
        );
        let in_either: Vec<usize> = self
            .sets
            .iter()
            .filter(|set| inside(set, &together) && set.of.len() > 1)
            .filter(|set| !set.of.is_subset(&a.of) && !set.of.is_subset(&b.of))
            .map(|set| set.count)
            .collect();
        let (a, b) = (a.count, b.count);
        for either in &in_either {
            for both in &in_both {
                self.model.at_most(&[*either, *both], &[a, b]);
            }
        }
    }

    /// A set counts at most what another one does that holds some of its options, and each of the rest.
    fn rest(&mut self, one: usize, other: usize) {
        let (set, part) = (&self.sets[one], &self.sets[other]);
        let rest: Vec<usize> = set
            .of
            .difference(&part.of)
            .filter_map(|option| self.options.get(option).copied())
            .collect();
        if rest.len() < set.of.len() {
            let mut more = rest;
            more.push(part.count);
            let count = set.count;
            self.model.at_most(&[count], &more);
        }
    }

    /// Whoever wrote something wrote it in answer to an open question or beside "Other".
    fn own_words(&mut self) {
        let mut open = Vec::new();
        let mut others = Vec::new();
        for question in self.project.survey.asked_in(self.responses.wave()) {
            if question.kind == QuestionKind::OpenText {
                open.extend(self.model.named(&FigureName::Answered(question.id.clone())));
            }
            for option in question.options.iter().filter(|option| option.other) {
                others.extend(self.options.get(&(question.id.clone(), option.id.clone())));
            }
        }
        let quality = self.responses.quality();
        self.model.at_least(&others, quality.other_unticked);
        if let Some(writers) = self.model.named(&FigureName::Writers) {
            open.extend(&others);
            self.model.at_most(&[writers], &open);
        }
    }
}
