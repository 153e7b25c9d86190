use super::paired::mcnemar_ahead;
use super::random::SplitMix64;
use super::{Confidence, PairedTable, StatsError, holm};

/// How often each option of a question was selected, and each two together, over one base.
///
/// ```
/// use canvass::stats::Overlaps;
///
/// let mut overlaps = Overlaps::new(3);
/// overlaps.add(&[0, 2])?;
/// overlaps.add(&[2])?;
/// overlaps.add(&[])?;
/// assert_eq!(overlaps.count(2), Some(2));
/// assert_eq!(overlaps.pair(2, 0)?.a_only(), 1);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlaps {
    options: usize,
    base: u64,
    /// Row by row; the diagonal holds each option's own count.
    together: Vec<u64>,
}

impl Overlaps {
    /// Starts with nobody. Leave exclusive options out: they cannot be selected with others.
    pub fn new(options: usize) -> Self {
        Overlaps {
            options,
            base: 0,
            together: vec![0; options * options],
        }
    }

    /// As few together as the counts of the options allow, pair by pair: for when nobody knows who selected which
    /// together. No test of one option ahead of another is bolder on it than on the answers themselves, because the
    /// fewer selected both, the more could have tipped the balance.
    ///
    /// # Errors
    /// [`StatsError::CountExceedsBase`] when an option was selected by more than the base.
    ///
    /// ```
    /// use canvass::stats::Overlaps;
    ///
    /// let overlaps = Overlaps::fewest_together(&[80, 70], 100)?;
    /// assert_eq!(overlaps.pair(0, 1)?.a_only(), 30);
    /// # Ok::<(), canvass::stats::StatsError>(())
    /// ```
    pub fn fewest_together(counts: &[u64], base: u64) -> Result<Self, StatsError> {
        if let Some(&count) = counts.iter().find(|count| **count > base) {
            return Err(StatsError::CountExceedsBase { count, base });
        }
        let mut overlaps = Overlaps::new(counts.len());
        overlaps.base = base;
        let pairs = counts.iter().enumerate().flat_map(|(at, a)| {
            let others = counts.iter().enumerate();
            others.map(move |(other, b)| match at == other {
                true => *a,
                false => (*a + *b).saturating_sub(base),
            })
        });
        overlaps.together = pairs.collect();
        Ok(overlaps)
    }

    /// The same counts, with as few together as they allow wherever the overlap of two options is `hidden`: what is
    /// worked out of it tells nothing of those overlaps.
    #[must_use]
    pub fn fewest_where(&self, hidden: impl Fn(&PairedTable) -> bool) -> Self {
        let mut cautious = self.clone();
        for a in 0..self.options {
            for b in (0..self.options).filter(|b| *b != a) {
                let (Some(of_a), Some(of_b)) = (self.count(a), self.count(b)) else {
                    continue;
                };
                let is_hidden = self.pair(a, b).is_ok_and(|pair| hidden(&pair));
                let cell = cautious.together.get_mut(a * self.options + b);
                if let Some(cell) = cell.filter(|_| is_hidden) {
                    *cell = (of_a + of_b).saturating_sub(self.base);
                }
            }
        }
        cautious
    }

    /// Adds one respondent of the base, with the places of the options they selected, in any
    /// order; a place given twice counts once.
    ///
    /// # Errors
    /// [`StatsError::UnknownOption`] when a place is beyond the options; nothing is added then.
    pub fn add(&mut self, selected: &[usize]) -> Result<(), StatsError> {
        if let Some(option) = selected.iter().find(|option| **option >= self.options) {
            return Err(self.unknown(*option));
        }
        let mut chosen = selected.to_vec();
        chosen.sort_unstable();
        chosen.dedup();
        for first in &chosen {
            for second in &chosen {
                if let Some(cell) = self.together.get_mut(first * self.options + second) {
                    *cell += 1;
                }
            }
        }
        self.base += 1;
        Ok(())
    }

    /// The number of options.
    pub fn options(&self) -> usize {
        self.options
    }

    /// The respondents.
    pub fn base(&self) -> u64 {
        self.base
    }

    /// The respondents who selected an option; `None` when there is no such option.
    pub fn count(&self, option: usize) -> Option<u64> {
        self.both(option, option)
    }

    fn both(&self, a: usize, b: usize) -> Option<u64> {
        if a >= self.options || b >= self.options {
            return None;
        }
        self.together.get(a * self.options + b).copied()
    }

    /// Two options among the same people.
    ///
    /// # Errors
    /// [`StatsError::UnknownOption`] when there is no such option, [`StatsError::EmptyBase`]
    /// when nobody was added.
    pub fn pair(&self, a: usize, b: usize) -> Result<PairedTable, StatsError> {
        let both = self.both(a, b);
        let a_count = self.count(a).ok_or_else(|| self.unknown(a))?;
        let b_count = self.count(b).ok_or_else(|| self.unknown(b))?;
        let both = both.unwrap_or_default();
        let (a_only, b_only) = (a_count - both, b_count - both);
        PairedTable::new(both, a_only, b_only, self.base - both - a_only - b_only)
    }

    /// The same people, with these options alone, in the order given.
    ///
    /// # Errors
    /// [`StatsError::UnknownOption`] when there is no such option.
    pub fn among(&self, options: &[usize]) -> Result<Overlaps, StatsError> {
        let pairs = options
            .iter()
            .flat_map(|a| options.iter().map(move |b| (*a, *b)));
        let together = pairs.map(|(a, b)| {
            let missing = if a < self.options { b } else { a };
            self.both(a, b).ok_or_else(|| self.unknown(missing))
        });
        Ok(Overlaps {
            options: options.len(),
            base: self.base,
            together: together.collect::<Result<_, _>>()?,
        })
    }

    fn unknown(&self, option: usize) -> StatsError {
        StatsError::UnknownOption {
            option,
            options: self.options,
        }
    }
}

/// The place of an option among the others and how far chance alone could move it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RankSet {
    /// The place by count: one more than the options with a larger count, so ties share it.
    pub rank: usize,
    /// The best place that the data leave plausible.
    pub best: usize,
    /// The worst place that the data leave plausible.
    pub worst: usize,
}

impl RankSet {
    /// Whether "selected most often" holds beyond what chance alone could do.
    pub fn is_clearly_first(self) -> bool {
        self.worst == 1
    }
}

/// Simultaneous confidence sets for the ranks of options by how often they were selected: all
/// hold together at the confidence level.
///
/// Every ordered pair is tested by `McNemar`'s exact one-sided test, adjusted by Holm over all
/// pairs (for one choice per person: Bazylik, Mogstad, Romano, Shaikh and Wilhelm 2021, NBER
/// working paper 29519; theory: Mogstad, Romano, Shaikh and Wilhelm 2024, Review of Economic
/// Studies 91:476). The sets are cautious.
///
/// # Errors
/// [`StatsError::EmptyBase`] when nobody answered.
///
/// ```
/// use canvass::stats::{Confidence, Overlaps, rank_sets};
///
/// let mut overlaps = Overlaps::new(3);
/// for (option, times) in [(0, 60), (1, 20), (2, 16)] {
///     for _ in 0..times {
///         overlaps.add(&[option])?;
///     }
/// }
/// let sets = rank_sets(&overlaps, Confidence::P95)?;
/// assert!(sets[0].is_clearly_first());
/// assert_eq!((sets[1].rank, sets[1].best, sets[1].worst), (2, 2, 3));
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn rank_sets(overlaps: &Overlaps, confidence: Confidence) -> Result<Vec<RankSet>, StatsError> {
    if overlaps.base == 0 {
        return Err(StatsError::EmptyBase);
    }
    let options = overlaps.options;
    let pairs: Vec<(usize, usize)> = (0..options)
        .flat_map(|a| (0..options).map(move |b| (a, b)))
        .filter(|(a, b)| a != b)
        .collect();
    let raw = pairs
        .iter()
        .map(|&(a, b)| Ok(Some(mcnemar_ahead(&overlaps.pair(a, b)?))))
        .collect::<Result<Vec<_>, StatsError>>()?;

    let mut sets: Vec<RankSet> = (0..options)
        .map(|option| {
            let count = overlaps.count(option);
            let ahead = (0..options).filter(|o| overlaps.count(*o) > count).count();
            RankSet {
                rank: 1 + ahead,
                best: 1,
                worst: options,
            }
        })
        .collect();
    let level = 1.0 - confidence.level();
    for (&(higher, lower), p) in pairs.iter().zip(holm(&raw)) {
        if p.is_some_and(|p| p.is_below(level)) {
            if let Some(set) = sets.get_mut(higher) {
                set.worst -= 1;
            }
            if let Some(set) = sets.get_mut(lower) {
                set.best += 1;
            }
        }
    }
    Ok(sets)
}

/// How often each option comes first when respondents are drawn anew, with as many draws as there are respondents;
/// options that tie for first share it. It is no p-value: say "in 91 of 100 resamples", and print the seed.
///
/// `selected` holds, for each respondent of the base, the places of what they selected. Rows are drawn, not counts,
/// so that options which go together stay together.
///
/// # Errors
/// [`StatsError::EmptyBase`] when nobody answered or there are no resamples; [`StatsError::UnknownOption`] when a
/// place is beyond the options.
///
/// ```
/// use canvass::stats::first_place_shares;
///
/// let selected = vec![vec![0], vec![0], vec![0, 1], vec![0], vec![1]];
/// let shares = first_place_shares(&selected, 2, 5_000, 2024)?;
/// // Summed over every possible draw it would be 0.8555.
/// assert!((shares[0] - 0.8555).abs() < 0.02 && (shares[0] + shares[1] - 1.0).abs() < 1e-9);
/// # Ok::<(), canvass::stats::StatsError>(())
/// ```
pub fn first_place_shares(
    selected: &[Vec<usize>],
    options: usize,
    resamples: u32,
    seed: u64,
) -> Result<Vec<f64>, StatsError> {
    if selected.is_empty() || resamples == 0 {
        return Err(StatsError::EmptyBase);
    }
    if let Some(&option) = selected.iter().flatten().find(|option| **option >= options) {
        return Err(StatsError::UnknownOption { option, options });
    }
    let mut random = SplitMix64::seeded(seed);
    let mut firsts = vec![0.0; options];
    for _ in 0..resamples {
        let mut counts = vec![0_u64; options];
        for _ in 0..selected.len() {
            for option in selected
                .get(random.below(selected.len()))
                .into_iter()
                .flatten()
            {
                if let Some(count) = counts.get_mut(*option) {
                    *count += 1;
                }
            }
        }
        let most = counts.iter().max().copied().unwrap_or_default();
        let leaders = counts.iter().filter(|count| **count == most).count() as f64;
        for (first, count) in firsts.iter_mut().zip(&counts) {
            if *count == most {
                *first += 1.0 / leaders;
            }
        }
    }
    Ok(firsts
        .into_iter()
        .map(|first| first / f64::from(resamples))
        .collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
