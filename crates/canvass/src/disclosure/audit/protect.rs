use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::account::{AuditAccount, Reason};
use super::model::Model;
use super::search::{Allowance, Search};
use crate::disclosure::FigureName;

/// What must not be published of a wave.
#[derive(Debug, Clone, Default)]
pub(in crate::disclosure) struct Protected {
    pub(in crate::disclosure) hidden: BTreeMap<FigureName, Reason>,
    pub(in crate::disclosure) account: AuditAccount,
}

/// For each secret that is safe, the counts that would be others in the proof of it.
type Proofs = BTreeMap<usize, BTreeSet<usize>>;

/// The most figures that are hidden at once for the sake of another one; then its table goes.
const MOST_AT_ONCE: usize = 6;

impl Model {
    /// Hides what must be hidden.
    pub(in crate::disclosure) fn protect(mut self) -> Protected {
        let mut search = Search::new(&self.system);
        let mut proofs = Proofs::new();
        let mut given_away = BTreeSet::new();
        if self.threshold > 1 {
            self.hide_small();
            given_away = self.hide_complements(&mut search, &mut proofs);
            self.show_needless(&mut search, &mut proofs);
        }
        let proved = (0..self.figures.len())
            .filter(|count| self.is_secret(*count) && !given_away.contains(count))
            .count();
        let hidden: BTreeMap<FigureName, Reason> = self
            .figures
            .iter()
            .filter_map(|figure| Some((figure.name.clone()?, figure.hidden?)))
            .collect();
        let of = |wanted: &dyn Fn(Reason) -> bool| {
            hidden.values().filter(|reason| wanted(**reason)).count() as u64
        };
        let is_complement = |reason| matches!(reason, Reason::Complement | Reason::WholeTable);
        let named = self.figures.iter().filter(|figure| figure.name.is_some());
        Protected {
            account: AuditAccount {
                figures: named.count() as u64,
                primary: of(&|reason| !is_complement(reason)),
                complementary: of(&is_complement),
                proved: proved as u64,
                given_away: given_away.len() as u64,
            },
            hidden,
        }
    }

    fn is_small(&self, count: usize) -> bool {
        (1..self.threshold).contains(&self.system.value(count))
    }

    /// Whether a reader must not learn too much of the count: it is hidden, or small and not published.
    fn is_secret(&self, count: usize) -> bool {
        let figure = &self.figures[count];
        !figure.public
            && (figure.hidden.is_some() || (figure.name.is_none() && self.is_small(count)))
    }

    /// Hides what is small, and what leaves something small.
    fn hide_small(&mut self) {
        // An earlier report may have hidden the base of a table.
        for table in 0..self.tables.len() {
            if self.figures[self.tables[table].base].hidden.is_some() {
                self.withhold(table, true);
            }
        }
        for table in 0..self.tables.len() {
            if self.is_small(self.tables[table].base) {
                self.withhold(table, true);
            }
        }
        for count in 0..self.figures.len() {
            if self.figures[count].name.is_some() && self.is_small(count) {
                self.hide(count, Reason::Small);
            }
        }
        for table in 0..self.tables.len() {
            let base = self.system.value(self.tables[table].base);
            for line in self.tables[table].lines.clone() {
                if (1..self.threshold).contains(&(base - self.system.value(line))) {
                    self.hide(line, Reason::SmallRest);
                }
            }
        }
    }

    /// Hides every line of a table, noughts as well; with its base when that must go too.
    fn withhold(&mut self, table: usize, with_base: bool) {
        let table = self.tables[table].clone();
        let mut all = table.lines;
        if with_base {
            all.push(table.base);
            all.extend(table.asked);
            let same_base = self.tables.iter().filter(|other| other.base == table.base);
            all.extend(same_base.flat_map(|other| other.lines.clone()));
        }
        for count in all {
            self.figures[count].withheld = true;
            self.hide(count, Reason::WholeTable);
            if !self.figures[count].public {
                self.system.hide(count, 0);
            }
        }
    }

    /// Hides figures until every secret is safe. Gives the secrets that cannot be made safe.
    fn hide_complements(&mut self, search: &mut Search, proofs: &mut Proofs) -> BTreeSet<usize> {
        let mut given_away = BTreeSet::new();
        loop {
            let mut all_safe = true;
            for count in 0..self.figures.len() {
                // Hiding more gives more room, so what is safe stays safe.
                let done = proofs.contains_key(&count) || given_away.contains(&count);
                if done || !self.is_secret(count) {
                    continue;
                }
                all_safe = false;
                loop {
                    if let Some(proof) = self.prove(count, search) {
                        proofs.insert(count, proof);
                        break;
                    }
                    if !self.give_room(count, search) {
                        given_away.insert(count);
                        break;
                    }
                }
            }
            if all_safe {
                return given_away;
            }
        }
    }

    /// The least that the count must be able to reach, and the span it must be able to lie in. What everybody knows
    /// to be small without any report cannot be hidden better than that.
    fn wanted(&self, count: usize) -> (i64, i64) {
        let most = self.system.most(count);
        (self.threshold.min(most), (self.threshold - 1).min(most))
    }

    /// Proves that a reader cannot tell the count well enough: gives the counts that would be others.
    fn prove(&self, count: usize, search: &mut Search) -> Option<BTreeSet<usize>> {
        let (least, span) = self.wanted(count);
        let low = self.fall(count, span, search);
        let mut moved = search.moved(&self.system);
        search.reset(&self.system);
        let high = least.max(low + span);
        let reached = self.rise(count, high, search);
        moved.extend(search.moved(&self.system));
        search.reset(&self.system);
        reached.then_some(moved)
    }

    fn fall(&self, count: usize, span: i64, search: &mut Search) -> i64 {
        let floor = self.system.value(count) - span;
        while search.at(count) > floor && search.step(&self.system, count, -1) {}
        search.at(count)
    }

    fn rise(&self, count: usize, high: i64, search: &mut Search) -> bool {
        while search.at(count) < high && search.step(&self.system, count, 1) {}
        search.at(count) >= high
    }

    /// Hides as few figures as let the count go one further up or down, of these the smallest; or else a table.
    fn give_room(&mut self, count: usize, search: &mut Search) -> bool {
        let (least, span) = self.wanted(count);
        let low = self.fall(count, span, search);
        search.reset(&self.system);
        let high = least.max(low + span);
        let figures = self.figures.iter().enumerate();
        let may_move: Vec<bool> = figures
            .map(|(at, figure)| figure.alone && !figure.public && self.system.value(at) > 0)
            .collect();
        for most in 1..=MOST_AT_ONCE {
            let allowance = Allowance {
                may_move: &may_move,
                most,
            };
            self.rise(count, high, search);
            let up = search.cheapest(&self.system, count, 1, &allowance);
            search.reset(&self.system);
            let down = if self.system.value(count) - low < span {
                self.fall(count, span, search);
                let down = search.cheapest(&self.system, count, -1, &allowance);
                search.reset(&self.system);
                down
            } else {
                None
            };
            let cost = |used: &Vec<usize>| {
                let sum: i64 = used.iter().map(|count| self.system.value(*count)).sum();
                (used.len(), sum)
            };
            let ways = [up, down]
                .into_iter()
                .flatten()
                .filter(|used| !used.is_empty());
            if let Some(used) = ways.min_by_key(cost) {
                for count in used {
                    self.hide(count, Reason::Complement);
                }
                return true;
            }
        }
        self.withhold_nearest(count)
    }

    /// Withholds the nearest table that is not withheld yet: its lines first, and then its base.
    fn withhold_nearest(&mut self, count: usize) -> bool {
        for with_base in [false, true] {
            let mut seen = BTreeSet::from([count]);
            let mut queue = VecDeque::from([count]);
            while let Some(at) = queue.pop_front() {
                let holding = self.tables.iter().position(|table| {
                    let bases = [Some(table.base), table.asked];
                    let mut counts = table.lines.clone();
                    if with_base {
                        counts.extend(bases.into_iter().flatten());
                    }
                    let holds = counts.contains(&at) || table.base == at;
                    holds
                        && counts.iter().any(|count| {
                            let figure = &self.figures[*count];
                            !(figure.public || figure.hidden.is_some() && figure.withheld)
                        })
                });
                if let Some(table) = holding {
                    self.withhold(table, with_base);
                    return true;
                }
                for next in self.system.neighbours(at) {
                    let figure = &self.figures[next];
                    let open = figure.name.is_some() || !self.system.is_known(next);
                    if open && !figure.public && seen.insert(next) {
                        queue.push_back(next);
                    }
                }
            }
        }
        false
    }

    /// Shows complements again that turned out not to be needed, the largest first.
    fn show_needless(&mut self, search: &mut Search, proofs: &mut Proofs) {
        let mut complements: Vec<usize> = (0..self.figures.len())
            .filter(|count| self.figures[*count].hidden == Some(Reason::Complement))
            .collect();
        complements.sort_by_key(|count| std::cmp::Reverse((self.system.value(*count), *count)));
        for count in complements {
            let resting: Vec<usize> = proofs
                .iter()
                .filter(|(secret, proof)| **secret != count && proof.contains(&count))
                .map(|(secret, _)| *secret)
                .collect();
            self.figures[count].hidden = None;
            self.system.show(count);
            let mut anew = Proofs::new();
            for secret in &resting {
                match self.prove(*secret, search) {
                    Some(proof) => anew.insert(*secret, proof),
                    None => break,
                };
            }
            if anew.len() == resting.len() {
                proofs.remove(&count);
                proofs.extend(anew);
            } else {
                self.hide(count, Reason::Complement);
            }
        }
    }
}
