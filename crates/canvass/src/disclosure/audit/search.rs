use std::collections::{BTreeMap, BTreeSet};

use super::system::System;

/// Moves counts away from what they are, step by step, with every fact still true.
///
/// Each place reached is a set of whole numbers that a reader of the published figures cannot tell from the true ones,
/// so what is found is proved. What is not found may still be there: the search ends after a fixed number of tries.
/// In tables with sums of rows and columns a step is a path that alternates between them, and is found if there is
/// one.
#[derive(Debug)]
pub(super) struct Search {
    at: Vec<i64>,
    sums: Vec<i64>,
    /// Counts that may stand elsewhere than they are.
    touched: Vec<usize>,
    broken: BTreeSet<usize>,
    moved: BTreeSet<usize>,
    /// The broken facts, with their excess, that the search met before, and what it had used by then.
    met: BTreeMap<Vec<(usize, i64)>, (usize, i64)>,
    /// Known counts that were moved, and their sum.
    used: Vec<usize>,
    cost: i64,
    /// The cheapest way found, where ways have a cost.
    best: Option<(i64, Vec<usize>)>,
    tries: usize,
    moves: u64,
}

/// Known counts that may be moved as well, and how many of them.
pub(super) struct Allowance<'a> {
    pub(super) may_move: &'a [bool],
    pub(super) most: usize,
}

/// Tries for one step.
const TRIES: usize = 3_000;

/// How many broken facts are remembered together: the two ends of a path, and those of what it takes along.
const MET_TOGETHER: usize = 4;

/// Moves of one audit in all: a wave of a thousand figures takes some hundred thousand.
const MOVES: u64 = 60_000_000;

impl Search {
    pub(super) fn new(system: &System) -> Self {
        Search {
            at: (0..system.len()).map(|count| system.value(count)).collect(),
            sums: system.sums(),
            touched: Vec::new(),
            broken: BTreeSet::new(),
            moved: BTreeSet::new(),
            met: BTreeMap::new(),
            used: Vec::new(),
            cost: 0,
            best: None,
            tries: 0,
            moves: 0,
        }
    }

    /// Whether no more moves are allowed.
    pub(super) fn is_spent(&self) -> bool {
        self.moves > MOVES
    }

    /// Where a count stands now.
    pub(super) fn at(&self, count: usize) -> i64 {
        self.at[count]
    }

    /// Puts every count back.
    pub(super) fn reset(&mut self, system: &System) {
        for count in std::mem::take(&mut self.touched) {
            let by = system.value(count) - self.at[count];
            if by != 0 {
                self.shift(system, count, by);
            }
        }
        self.touched.clear();
        self.broken.clear();
    }

    /// The counts that stand elsewhere than they are.
    pub(super) fn moved(&self, system: &System) -> BTreeSet<usize> {
        let touched = self.touched.iter().copied();
        touched
            .filter(|count| self.at[*count] != system.value(*count))
            .collect()
    }

    /// Moves one count by one, up or down, and others by one with it as the facts demand. Stays where it is if no
    /// way is found.
    pub(super) fn step(&mut self, system: &System, count: usize, by: i64) -> bool {
        if !self.start(system, count, by) {
            return false;
        }
        let found = self.repair(system, count, None);
        if !found {
            self.shift(system, count, -by);
        }
        found
    }

    /// The known counts that would have to be hidden so that one count can move by one: as few as are allowed, and
    /// the smallest found. Nothing moves.
    pub(super) fn cheapest(
        &mut self,
        system: &System,
        count: usize,
        by: i64,
        allowance: &Allowance<'_>,
    ) -> Option<Vec<usize>> {
        if !self.start(system, count, by) {
            return None;
        }
        self.repair(system, count, Some(allowance));
        self.shift(system, count, -by);
        self.best.take().map(|(_, used)| used)
    }

    fn start(&mut self, system: &System, count: usize, by: i64) -> bool {
        if !system.within(count, self.at[count] + by) || self.is_spent() {
            return false;
        }
        self.moved.clear();
        self.met.clear();
        self.used.clear();
        self.cost = 0;
        self.best = None;
        self.tries = 0;
        self.shift(system, count, by);
        self.moved.insert(count);
        true
    }

    fn shift(&mut self, system: &System, count: usize, by: i64) {
        self.moves += 1;
        self.at[count] += by;
        self.touched.push(count);
        for (fact, weight) in system.facts_of(count) {
            self.sums[*fact] += weight * by;
            if system.excess(*fact, self.sums[*fact]) == 0 {
                self.broken.remove(fact);
            } else {
                self.broken.insert(*fact);
            }
        }
    }

    /// Moves counts until no fact is broken, those first that the last move broke, so that a path grows at one end.
    /// With an allowance it goes on to look for a cheaper way, and leaves the counts as they were.
    fn repair(&mut self, system: &System, last: usize, allowance: Option<&Allowance<'_>>) -> bool {
        let of_last = system.facts_of(last).iter().map(|(fact, _)| fact);
        let mut of_last = of_last.filter(|fact| self.broken.contains(fact));
        let Some(&fact) = of_last.next().or(self.broken.first()) else {
            if allowance.is_some() {
                self.best = Some((self.cost, self.used.clone()));
            }
            return allowance.is_none();
        };
        self.tries += 1;
        if self.tries > TRIES || self.is_spent() {
            return false;
        }
        let too_much = system.excess(fact, self.sums[fact]) > 0;
        if self.broken.len() <= MET_TOGETHER {
            let broken = self.broken.iter();
            let broken = broken.map(|fact| (*fact, system.excess(*fact, self.sums[*fact])));
            let now = (self.used.len(), self.cost);
            let met = self
                .met
                .entry(broken.collect())
                .or_insert((usize::MAX, i64::MAX));
            if met.0 <= now.0 && met.1 <= now.1 {
                return false;
            }
            *met = now;
        }
        for (_, cost, _, count, by) in self.candidates(system, fact, too_much, allowance) {
            let known = system.is_known(count);
            if known
                && self
                    .best
                    .as_ref()
                    .is_some_and(|(best, _)| self.cost + cost >= *best)
            {
                continue;
            }
            self.shift(system, count, by);
            self.moved.insert(count);
            if known {
                self.used.push(count);
                self.cost += cost;
            }
            if self.repair(system, count, allowance) {
                return true;
            }
            if known {
                self.used.pop();
                self.cost -= cost;
            }
            self.moved.remove(&count);
            self.shift(system, count, -by);
        }
        false
    }

    /// The counts that can mend a fact, each with its move: unknown ones that break the fewest others first, then
    /// known ones, the smallest first.
    fn candidates(
        &self,
        system: &System,
        fact: usize,
        too_much: bool,
        allowance: Option<&Allowance<'_>>,
    ) -> Vec<(bool, i64, usize, usize, i64)> {
        let mut candidates = Vec::new();
        for (count, weight) in system.terms(fact) {
            let by = if (*weight > 0) == too_much { -1 } else { 1 };
            if self.moved.contains(count) || !system.within(*count, self.at[*count] + by) {
                continue;
            }
            let known = system.is_known(*count);
            if known {
                let allowed =
                    allowance.is_some_and(|a| self.used.len() < a.most && a.may_move[*count]);
                if !allowed {
                    continue;
                }
            }
            let breaks = system.facts_of(*count).iter().filter(|(other, weight)| {
                *other != fact && system.excess(*other, self.sums[*other] + weight * by) != 0
            });
            let cost = if known { system.value(*count) } else { 0 };
            candidates.push((known, cost, breaks.count(), *count, by));
        }
        candidates.sort_unstable();
        candidates
    }
}
