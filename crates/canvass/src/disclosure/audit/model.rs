use std::collections::BTreeMap;

use super::account::Reason;
use super::system::{NO_BOUND, System};
use crate::disclosure::FigureName;

/// The figures of a wave and what ties them together.
#[derive(Debug, Clone)]
pub(in crate::disclosure) struct Model {
    pub(super) threshold: i64,
    pub(super) system: System,
    pub(super) figures: Vec<Figure>,
    pub(super) tables: Vec<Table>,
    by_name: BTreeMap<FigureName, usize>,
}

/// One figure; its position is that of its count in the system.
#[derive(Debug, Clone, Default)]
pub(super) struct Figure {
    /// `None` for what is not published and could be worked out.
    pub(super) name: Option<FigureName>,
    /// Why it is not published.
    pub(super) hidden: Option<Reason>,
    /// An earlier report published it, or it is public in any case: hiding it hides nothing.
    pub(super) public: bool,
    /// Whether it may be hidden by itself; the base of a table goes with the table only.
    pub(super) alone: bool,
    /// Whether its whole table is hidden, and so also its noughts.
    pub(super) withheld: bool,
}

/// A published table.
#[derive(Debug, Clone)]
pub(in crate::disclosure) struct Table {
    pub(in crate::disclosure) base: usize,
    pub(in crate::disclosure) asked: Option<usize>,
    pub(in crate::disclosure) lines: Vec<usize>,
}

/// A figure by its name and count.
pub(in crate::disclosure) struct Named {
    pub(in crate::disclosure) name: FigureName,
    pub(in crate::disclosure) value: u64,
    /// The most that everybody knows it to be.
    pub(in crate::disclosure) most: i64,
    /// Whether it can be hidden by itself.
    pub(in crate::disclosure) alone: bool,
}

impl Model {
    pub(in crate::disclosure) fn new(threshold: u64) -> Self {
        Model {
            threshold: i64::try_from(threshold).unwrap_or(NO_BOUND),
            system: System::default(),
            figures: Vec::new(),
            tables: Vec::new(),
            by_name: BTreeMap::new(),
        }
    }

    /// A count that everybody knows and nobody is to be protected from, such as how many responded.
    pub(in crate::disclosure) fn public(&mut self, value: u64) -> usize {
        let most = i64::try_from(value).unwrap_or(NO_BOUND);
        let count = self.system.count(value, most);
        self.figures.push(Figure {
            public: true,
            ..Figure::default()
        });
        count
    }

    /// A figure that is published unless it must be hidden.
    pub(in crate::disclosure) fn figure(&mut self, named: Named) -> usize {
        let count = self.system.count(named.value, named.most);
        self.by_name.insert(named.name.clone(), count);
        self.figures.push(Figure {
            name: Some(named.name),
            alone: named.alone,
            ..Figure::default()
        });
        count
    }

    /// A count that is not published, and could be worked out from what is.
    pub(in crate::disclosure) fn derived(&mut self, value: u64) -> usize {
        let count = self.system.count(value, NO_BOUND);
        self.system.hide(count, 0);
        self.figures.push(Figure::default());
        count
    }

    /// A published table. What each line leaves of the base is a count that could be worked out.
    pub(in crate::disclosure) fn table(&mut self, table: Table) {
        for line in &table.lines {
            let rest = self.value(table.base).saturating_sub(self.value(*line));
            let rest = self.derived(rest);
            self.equal(&[*line, rest], table.base);
        }
        self.tables.push(table);
    }

    /// The counts add up to `whole`.
    pub(in crate::disclosure) fn equal(&mut self, parts: &[usize], whole: usize) {
        self.system.fact(terms(parts, &[whole]), 0, 0);
    }

    /// The counts add up to `whole`, but for a number that everybody can guess.
    pub(in crate::disclosure) fn equal_but_for(&mut self, parts: &[usize], whole: usize) {
        let sum: i64 = parts.iter().map(|part| self.system.value(*part)).sum();
        let rest = sum - self.system.value(whole);
        self.system.fact(terms(parts, &[whole]), rest, rest);
    }

    /// The sum of `fewer` is at most the sum of `more`.
    pub(in crate::disclosure) fn at_most(&mut self, fewer: &[usize], more: &[usize]) {
        self.system.fact(terms(fewer, more), -NO_BOUND, 0);
    }

    /// The counts add up to `least` or more.
    pub(in crate::disclosure) fn at_least(&mut self, counts: &[usize], least: u64) {
        let least = i64::try_from(least).unwrap_or(0);
        self.system.fact(terms(counts, &[]), least, NO_BOUND);
    }

    pub(in crate::disclosure) fn value(&self, count: usize) -> u64 {
        u64::try_from(self.system.value(count)).unwrap_or(0)
    }

    /// The figure of this name.
    pub(in crate::disclosure) fn named(&self, name: &FigureName) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Notes that an earlier report published the figure.
    pub(in crate::disclosure) fn was_published(&mut self, count: usize) {
        self.figures[count].public = true;
    }

    /// Hides a figure for a reason. The first reason stays, unless it is only that an earlier report hid it.
    pub(in crate::disclosure) fn hide(&mut self, count: usize, reason: Reason) {
        let value = self.system.value(count);
        let figure = &mut self.figures[count];
        match figure.hidden {
            None => {
                figure.hidden = Some(reason);
                if !figure.public {
                    let least = i64::from(value > 0 && !figure.withheld);
                    self.system.hide(count, least);
                }
            }
            Some(Reason::EarlierReport) => figure.hidden = Some(reason),
            Some(_) => {}
        }
    }
}

/// `plus` with weight 1 and `minus` with weight -1; what stands on both sides cancels out.
fn terms(plus: &[usize], minus: &[usize]) -> Vec<(usize, i64)> {
    let mut terms: BTreeMap<usize, i64> = BTreeMap::new();
    for (counts, weight) in [(plus, 1), (minus, -1)] {
        for count in counts {
            *terms.entry(*count).or_insert(0) += weight;
        }
    }
    terms
        .into_iter()
        .filter(|(_, weight)| *weight != 0)
        .collect()
}
