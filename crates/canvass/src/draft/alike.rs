/// How many options two questions share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Alike {
    pub(super) same: usize,
    /// Options of the one that has more.
    pub(super) of: usize,
    /// Options of the other.
    pub(super) fewer: usize,
}

impl Alike {
    /// That two questions with so many options, `one` and `other`, have so many the same.
    pub(super) fn new(same: usize, one: usize, other: usize) -> Self {
        Alike {
            same,
            of: one.max(other),
            fewer: one.min(other),
        }
    }

    /// From 0 to 1. What one has beyond the other counts half: an option that nobody chose may not be seen.
    pub(super) fn share(self) -> f64 {
        let part = |of: usize| self.same as f64 / of.max(1) as f64;
        (part(self.of) + part(self.fewer)) / 2.0
    }
}
