/// Counts, and facts that everybody knows of them: what a reader of everything published can reckon with.
///
/// A count is known where it is published, and unknown where it is hidden or never published.
#[derive(Debug, Clone, Default)]
pub(super) struct System {
    counts: Vec<Count>,
    facts: Vec<Fact>,
    /// The facts that a count stands in, with its weight there.
    facts_of: Vec<Vec<(usize, i64)>>,
}

#[derive(Debug, Clone)]
struct Count {
    value: i64,
    /// The least and the most that it could be, as everybody knows.
    least: i64,
    most: i64,
    known: bool,
}

/// A weighted sum of counts lies between two bounds.
#[derive(Debug, Clone)]
struct Fact {
    terms: Vec<(usize, i64)>,
    least: i64,
    most: i64,
}

/// Stands for no bound.
pub(in crate::disclosure) const NO_BOUND: i64 = i64::MAX / 4;

impl System {
    /// Adds a count, known until it is hidden.
    pub(super) fn count(&mut self, value: u64, most: i64) -> usize {
        let value = i64::try_from(value).unwrap_or(NO_BOUND);
        self.counts.push(Count {
            value,
            least: 0,
            most: most.max(value),
            known: true,
        });
        self.facts_of.push(Vec::new());
        self.counts.len() - 1
    }

    /// Adds a fact; no count may stand in it twice. One that is not true of the counts themselves is no fact, and
    /// left out.
    pub(super) fn fact(&mut self, terms: Vec<(usize, i64)>, least: i64, most: i64) {
        let sum: i64 = terms.iter().map(|(c, k)| self.counts[*c].value * k).sum();
        if !(least..=most).contains(&sum) {
            return;
        }
        for (count, weight) in &terms {
            self.facts_of[*count].push((self.facts.len(), *weight));
        }
        self.facts.push(Fact { terms, least, most });
    }

    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }

    pub(super) fn value(&self, count: usize) -> i64 {
        self.counts[count].value
    }

    pub(super) fn most(&self, count: usize) -> i64 {
        self.counts[count].most
    }

    pub(super) fn is_known(&self, count: usize) -> bool {
        self.counts[count].known
    }

    /// Makes a count unknown, but for the least that it can be.
    pub(super) fn hide(&mut self, count: usize, least: i64) {
        let count = &mut self.counts[count];
        count.known = false;
        count.least = least.min(count.value);
    }

    /// Makes a count known.
    pub(super) fn show(&mut self, count: usize) {
        self.counts[count].known = true;
    }

    /// The counts that stand in a fact with this one; some more than once.
    pub(super) fn neighbours(&self, count: usize) -> impl Iterator<Item = usize> {
        let facts = self.facts_of[count].iter();
        facts.flat_map(|(fact, _)| self.facts[*fact].terms.iter().map(|(count, _)| *count))
    }

    pub(super) fn within(&self, count: usize, value: i64) -> bool {
        let count = &self.counts[count];
        (count.least..=count.most).contains(&value)
    }

    pub(super) fn facts_of(&self, count: usize) -> &[(usize, i64)] {
        &self.facts_of[count]
    }

    pub(super) fn terms(&self, fact: usize) -> &[(usize, i64)] {
        &self.facts[fact].terms
    }

    /// By how much a sum is too large (above nought) or too small (below nought) for the fact.
    pub(super) fn excess(&self, fact: usize, sum: i64) -> i64 {
        let fact = &self.facts[fact];
        (sum - fact.most).max(0) + (sum - fact.least).min(0)
    }

    /// The sum of each fact.
    pub(super) fn sums(&self) -> Vec<i64> {
        let sum = |fact: &Fact| fact.terms.iter().map(|(c, k)| self.value(*c) * k).sum();
        self.facts.iter().map(sum).collect()
    }
}
