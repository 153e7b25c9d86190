//! Tables by groups of respondents, as they may be published.
//!
//! Only what can be proved safe is published, and the proof is a constructive one: see [`block::Block`]. Beside the
//! table itself it leaves unchanged every figure of a question taken by itself, every other answer of every
//! respondent, and the published tables of the same question by other groups.
//!
//! What is hidden in the table of everybody is hidden for every group. Which of the hidden options a respondent chose,
//! and which of the hidden groups he or she is in, then changes nothing in a table by groups, so the audit of the wave
//! as a whole still holds. Questions of which that cannot be said are left out.

mod block;
mod eligible;
mod strata;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::audit::Reason;
use super::counted::Counted;
use super::ledger::{Ledger, Told};
use super::published::{HiddenOf, publish};
use super::{FigureName, PublishedCell, PublishedTable};
use crate::config::Project;
use crate::survey::{OptionId, Question, QuestionId};
use crate::tabulate::{
    CodedWave, CrossTable, GroupKey, Groups, LineKey, OneWay, Subject, cross_tables,
};
use block::Block;
use strata::{Key, Strata};

/// A question's table by groups of respondents, as it may be published.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedCrossTable {
    /// The question that tells the groups.
    pub by: QuestionId,
    /// The groups that are large enough to be shown, in the order of the questionnaire.
    pub columns: Vec<PublishedColumn>,
}

/// One group of a table by groups.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedColumn {
    /// The option that is the group.
    pub group: OptionId,
    /// How a reader knows it.
    pub label: String,
    /// What those in it answered: the options of the question.
    pub table: PublishedTable,
}

/// The tables of a wave by groups: the question and the one that tells the groups.
pub(super) type Crossed = BTreeMap<(QuestionId, QuestionId), ClearedCross>;

/// A published table and why its hidden figures are hidden.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ClearedCross {
    pub(super) table: PublishedCrossTable,
    pub(super) hidden: Vec<(FigureName, Reason)>,
}

impl ClearedCross {
    /// Every figure of the table, with its count where it is shown.
    pub(super) fn figures(&self) -> impl Iterator<Item = (FigureName, Option<u64>)> + '_ {
        self.table.columns.iter().flat_map(|column| {
            let name = |figure| of_group(&self.table.by, &column.group, figure);
            let question = match column.table.subject() {
                Subject::Question(question) => Some(question.clone()),
                _ => None,
            };
            let base = question.map(|id| (name(FigureName::Answered(id)), column.table.base()));
            let lines = column.table.lines().iter();
            let lines = lines.filter(|line| line.cell != PublishedCell::NotApplicable);
            base.into_iter().chain(lines.map(move |line| {
                let figure = FigureName::Line(column.table.subject().clone(), line.key.clone());
                let count = line.cell.shown().map(|shown| shown.share().count());
                (name(figure), count)
            }))
        })
    }
}

fn of_group(by: &QuestionId, group: &OptionId, figure: FigureName) -> FigureName {
    FigureName::OfGroup {
        by: by.clone(),
        group: group.clone(),
        figure: Box::new(figure),
    }
}

/// What clearing looks at.
pub(super) struct Clearing<'a> {
    pub(super) project: &'a Project,
    pub(super) wave: &'a CodedWave,
    pub(super) ledger: &'a Ledger,
    pub(super) counted: &'a Counted,
    /// Whether a figure of the wave as a whole is hidden.
    pub(super) hides: &'a dyn Fn(&FigureName) -> bool,
    /// What an earlier report told of a figure.
    pub(super) told: &'a dyn Fn(&FigureName) -> Option<Told>,
}

/// How much may be done for one question: enough for a few hundred respondents, a dozen options and four groups.
const WORK: u64 = 20_000_000;

/// One way to part respondents, and what is known of each part.
struct Parting {
    groups: Groups,
    /// Groups that are hidden in the table of their own question.
    hidden: Vec<bool>,
    /// How many are in those, in all.
    in_hidden: u64,
    /// The column of each group in the audit: hidden groups are one.
    places: Vec<usize>,
    /// How many columns there are in the audit.
    width: usize,
    /// The column of the hidden groups.
    merged: Option<usize>,
}

/// A question by one way of parting.
struct Candidate<'a> {
    parting: &'a Parting,
    cross: CrossTable,
    /// The groups that are large enough, before any more go.
    large: Vec<bool>,
    /// Whether an earlier report told this table.
    was_told: bool,
}

/// Clears every question that can be cleared, by every question whose options are groups.
pub(super) fn clear(clearing: &Clearing<'_>) -> Crossed {
    let partings: Vec<Parting> = clearing.partings().collect();
    let mut crossed = Crossed::new();
    for question in &clearing.project.survey.questions {
        if clearing.may_be_crossed(question) {
            crossed.extend(clearing.question(question, &partings));
        }
    }
    crossed
}

impl Clearing<'_> {
    fn threshold(&self) -> u64 {
        self.project.disclosure.threshold
    }

    fn partings(&self) -> impl Iterator<Item = Parting> {
        let ids = self.project.groups.iter();
        ids.filter_map(|id| {
            let question = self.project.survey.question(id)?;
            if !self.may_part(question) {
                return None;
            }
            let groups = Groups::of(question, &self.wave.responses)?;
            let subject = Subject::Question(id.clone());
            let hidden: Vec<bool> = groups
                .columns()
                .iter()
                .map(|group| match &group.key {
                    GroupKey::Option(option) => {
                        let line = LineKey::Option(option.clone());
                        (self.hides)(&FigureName::Line(subject.clone(), line))
                    }
                    GroupKey::Unknown => false,
                })
                .collect();
            let of_hidden = groups.columns().iter().zip(&hidden);
            let in_hidden = of_hidden
                .filter(|(_, h)| **h)
                .map(|(g, _)| g.respondents)
                .sum();
            let open = hidden.iter().filter(|hidden| !**hidden).count();
            let mut next = 0..open;
            let places = hidden.iter().map(|hidden| match hidden {
                true => open,
                false => next.next().unwrap_or(open),
            });
            Some(Parting {
                places: places.collect(),
                width: open + usize::from(open < hidden.len()),
                merged: (open < hidden.len()).then_some(open),
                groups,
                hidden,
                in_hidden,
            })
        })
    }

    /// A question by as many partings as can be cleared together, the project's first ones first.
    fn question(&self, question: &Question, partings: &[Parting]) -> Crossed {
        let candidates: Vec<Candidate<'_>> = partings
            .iter()
            .filter_map(|parting| self.candidate(question, parting))
            .collect();
        let mut work = WORK;
        let mut cleared = Crossed::new();
        let mut together: Vec<&Candidate<'_>> = Vec::new();
        for candidate in &candidates {
            together.push(candidate);
            let tables: Option<Vec<ClearedCross>> = together
                .iter()
                .map(|one| self.table(question, one, &together, &mut work))
                .collect();
            match tables {
                Some(tables) => {
                    cleared = tables
                        .into_iter()
                        .map(|table| ((question.id.clone(), table.table.by.clone()), table))
                        .collect();
                }
                None => {
                    together.pop();
                }
            }
        }
        // What a report told by groups that are not cleared now would have to be reckoned with.
        let told = self
            .ledger
            .crossed(self.wave.responses.wave(), Some(&question.id));
        let by: BTreeSet<String> = cleared.keys().map(|(_, by)| by.to_string()).collect();
        if told.is_subset(&by) {
            cleared
        } else {
            Crossed::new()
        }
    }

    fn candidate<'b>(&self, question: &Question, parting: &'b Parting) -> Option<Candidate<'b>> {
        let mut tables = cross_tables(question, &self.wave.responses, &parting.groups);
        let cross = tables.pop().filter(|_| tables.is_empty())?;
        let least = self
            .threshold()
            .max(self.project.disclosure.counts_only_below);
        let large = cross
            .columns
            .iter()
            .zip(&parting.hidden)
            .map(|(column, hidden)| {
                let known = matches!(column.group.key, GroupKey::Option(_));
                known && !hidden && column.table.bases.answered >= least
            });
        let told = self
            .ledger
            .crossed(self.wave.responses.wave(), Some(&question.id));
        let candidate = Candidate {
            large: large.collect(),
            was_told: told.contains(parting.groups.question().as_str()),
            parting,
            cross,
        };
        let as_told = candidate.cross.columns.iter().all(|column| {
            column.table.lines.iter().all(|line| {
                match self.told_of(&candidate, &column.group.key, &line.key) {
                    Some(Told::Shown(told)) => line.count == Some(told),
                    _ => true,
                }
            })
        });
        as_told.then_some(candidate)
    }

    /// One table, with as many groups as can be shown; `None` when that is none.
    fn table(
        &self,
        question: &Question,
        candidate: &Candidate<'_>,
        together: &[&Candidate<'_>],
        work: &mut u64,
    ) -> Option<ClearedCross> {
        let by = candidate.parting.groups.question();
        let keys = together
            .iter()
            .filter(|other| other.parting.groups.question() != by);
        let keys: Vec<Key<'_>> = keys
            .map(|other| Key {
                groups: &other.parting.groups,
                // What was told of a group that is not shown now is known all the same.
                apart: if other.was_told {
                    vec![true; other.large.len()]
                } else {
                    other.large.clone()
                },
            })
            .collect();
        let parting = candidate.parting;
        let strata = Strata {
            project: self.project,
            wave: self.wave,
            question,
            groups: &parting.groups,
            places: &parting.places,
            width: parting.width,
            keys: &keys,
        };
        let mut shown = candidate.large.clone();
        while shown.contains(&true) {
            if let Some(hidden) = self.protect(candidate, &shown, &strata, work) {
                return Some(self.published(candidate, &shown, &hidden));
            }
            let bases = candidate
                .cross
                .columns
                .iter()
                .map(|c| c.table.bases.answered);
            let shown_bases = bases.enumerate().filter(|(column, _)| shown[*column]);
            let (smallest, _) = shown_bases.min_by_key(|(column, base)| (*base, *column))?;
            shown[smallest] = false;
        }
        None
    }

    /// The lines of each shown column to be hidden.
    fn protect(
        &self,
        candidate: &Candidate<'_>,
        shown: &[bool],
        strata: &Strata<'_>,
        work: &mut u64,
    ) -> Option<BTreeSet<(LineKey, usize)>> {
        let subject = &candidate.cross.row;
        let hides = |key: &LineKey| (self.hides)(&FigureName::Line(subject.clone(), key.clone()));
        let options: Vec<LineKey> = candidate
            .cross
            .total
            .lines
            .iter()
            .filter(|line| line.count.is_some() && matches!(line.key, LineKey::Option(_)))
            .map(|line| line.key.clone())
            .collect();
        let (withheld, open): (Vec<LineKey>, Vec<LineKey>) =
            options.iter().cloned().partition(|key| hides(key));
        let mut hidden = BTreeSet::new();
        if candidate.cross.total.additive {
            if !self.parts_have_room(candidate, &withheld, shown) {
                return None;
            }
            let mut rows: Vec<Vec<LineKey>> = open.into_iter().map(|key| vec![key]).collect();
            if !withheld.is_empty() {
                rows.push(withheld.clone());
            }
            let merged = (!withheld.is_empty()).then(|| rows.len() - 1);
            let swaps = strata.of_choice(&rows);
            let block = self.block(candidate, shown, &rows, merged, swaps)?;
            hidden.extend(hidden_lines(&block, &rows, candidate.parting, work)?);
        } else {
            for key in open {
                let rows = [vec![key.clone()], Vec::new()];
                let block = self.block(candidate, shown, &rows, None, strata.of_tick(&key))?;
                hidden.extend(hidden_lines(&block, &rows, candidate.parting, work)?);
            }
        }
        Some(hidden)
    }

    /// Whether each hidden option, and each hidden group, could be found anywhere among those that are hidden with it.
    fn parts_have_room(
        &self,
        candidate: &Candidate<'_>,
        withheld: &[LineKey],
        shown: &[bool],
    ) -> bool {
        let columns = &candidate.cross.columns;
        let together =
            |table: &OneWay| -> u64 { withheld.iter().map(|key| count(table, key)).sum() };
        let total = &candidate.cross.total;
        withheld.iter().all(|key| {
            columns.iter().zip(shown).all(|(column, shown)| {
                let small = (1..self.threshold()).contains(&count(&column.table, key));
                !(*shown || small) || together(total) - together(&column.table) >= count(total, key)
            })
        })
    }

    /// The rows of a table as they are audited; `None` when a hidden group could be told to be among few.
    fn block(
        &self,
        candidate: &Candidate<'_>,
        shown: &[bool],
        rows: &[Vec<LineKey>],
        merged_row: Option<usize>,
        strata: Vec<Vec<u64>>,
    ) -> Option<Block> {
        let Candidate { parting, cross, .. } = candidate;
        let Parting { places, width, .. } = parting;
        let mut block = Block {
            threshold: self.threshold(),
            rows: rows.len(),
            columns: *width,
            counts: vec![0; rows.len() * width],
            strata,
            shown_columns: vec![false; *width],
            merged_row,
            merged_column: parting.merged,
            told: vec![block::Told::Nothing; rows.len() * width],
        };
        let mut small_parts = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            for (column, place) in cross.columns.iter().zip(places) {
                let of = |row: &Vec<LineKey>| -> u64 {
                    row.iter().map(|k| count(&column.table, k)).sum()
                };
                let count = if row.is_empty() {
                    column.table.bases.answered - rows.iter().map(of).sum::<u64>()
                } else {
                    of(row)
                };
                let cell = at * width + place;
                block.counts[cell] += count;
                if Some(*place) == parting.merged && (1..self.threshold()).contains(&count) {
                    small_parts.push((cell, column.group.respondents));
                }
                // What a line leaves of its base is known where the line is.
                let key = row.first().or(rows.first().and_then(|row| row.first()));
                match key.and_then(|key| self.told_of(candidate, &column.group.key, key)) {
                    Some(Told::Shown(_)) => block.told[cell] = block::Told::Shown,
                    Some(Told::Suppressed) if row.len() < 2 => {
                        block.told[cell] = block::Told::Hidden
                    }
                    _ => {}
                }
            }
        }
        for (shown, place) in shown.iter().zip(places) {
            block.shown_columns[*place] |= shown;
        }
        // Everybody in a group could be elsewhere among those in hidden groups.
        let has_room =
            |(cell, size): &(usize, u64)| parting.in_hidden - block.counts[*cell] >= *size;
        small_parts.iter().all(has_room).then_some(block)
    }

    fn told_of(&self, candidate: &Candidate<'_>, group: &GroupKey, key: &LineKey) -> Option<Told> {
        let GroupKey::Option(group) = group else {
            return None;
        };
        let line = FigureName::Line(candidate.cross.row.clone(), key.clone());
        (self.told)(&of_group(candidate.parting.groups.question(), group, line))
    }

    fn published(
        &self,
        candidate: &Candidate<'_>,
        shown: &[bool],
        hidden: &BTreeSet<(LineKey, usize)>,
    ) -> ClearedCross {
        let by = candidate.parting.groups.question().clone();
        let subject = &candidate.cross.row;
        let mut columns = Vec::new();
        let mut reasons = Vec::new();
        for (at, column) in candidate.cross.columns.iter().enumerate() {
            let (true, GroupKey::Option(group)) = (shown[at], &column.group.key) else {
                continue;
            };
            let mut table = column.table.clone();
            // Unions would have to be audited as well.
            table
                .lines
                .retain(|line| matches!(line.key, LineKey::Option(_)));
            let hides = |key: &LineKey| {
                hidden.contains(&(key.clone(), at))
                    || (self.hides)(&FigureName::Line(subject.clone(), key.clone()))
            };
            for line in table.lines.iter().filter(|line| hides(&line.key)) {
                let Some(count) = line.count else { continue };
                let small = 1..self.threshold();
                let reason = if small.contains(&count) {
                    Reason::Small
                } else if small.contains(&(table.bases.answered - count)) {
                    Reason::SmallRest
                } else {
                    Reason::Complement
                };
                let figure = FigureName::Line(subject.clone(), line.key.clone());
                reasons.push((of_group(&by, group, figure), reason));
            }
            let of_table = HiddenOf {
                base: false,
                asked: true,
                line: &hides,
            };
            let (policy, inference) = (&self.project.disclosure, self.project.report.inference);
            columns.push(PublishedColumn {
                group: group.clone(),
                label: column.group.label.clone(),
                table: publish(&table, &of_table, policy, inference, None),
            });
        }
        ClearedCross {
            table: PublishedCrossTable { by, columns },
            hidden: reasons,
        }
    }
}

fn count(table: &OneWay, key: &LineKey) -> u64 {
    table.line(key).and_then(|line| line.count).unwrap_or(0)
}

/// The lines that a block hides, with their columns.
fn hidden_lines(
    block: &Block,
    rows: &[Vec<LineKey>],
    parting: &Parting,
    work: &mut u64,
) -> Option<Vec<(LineKey, usize)>> {
    let hidden = block.protect(work)?;
    let mut lines = Vec::new();
    for (row, keys) in rows.iter().enumerate() {
        for (column, place) in parting.places.iter().enumerate() {
            if hidden[row * parting.width + place] {
                lines.extend(keys.iter().map(|key| (key.clone(), column)));
            }
        }
    }
    Some(lines)
}
