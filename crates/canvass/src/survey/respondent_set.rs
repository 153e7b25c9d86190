/// Respondents of one wave, a bit for each: quick to count, and however many of them there are, small.
#[derive(Debug, Clone, Default)]
pub struct RespondentSet {
    bits: Vec<u64>,
}

impl RespondentSet {
    /// Nobody yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a respondent in; whether they were not there before.
    pub fn insert(&mut self, respondent: usize) -> bool {
        let (word, bit) = (respondent / 64, 1 << (respondent % 64));
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        let word = &mut self.bits[word];
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Whether a respondent is there.
    pub fn contains(&self, respondent: usize) -> bool {
        let word = self.bits.get(respondent / 64);
        word.is_some_and(|word| word & (1 << (respondent % 64)) != 0)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.bits
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|word| *word == 0)
    }

    /// Keeps those who are in the other set as well.
    pub fn retain_in(&mut self, other: &RespondentSet) {
        for (at, word) in self.bits.iter_mut().enumerate() {
            *word &= other.bits.get(at).copied().unwrap_or(0);
        }
    }

    /// Leaves nobody.
    pub fn clear(&mut self) {
        self.bits.fill(0);
    }

    /// Their positions, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.bits.iter().enumerate().flat_map(|(at, word)| {
            let rest = |word: &u64| Some(word & (word - 1)).filter(|rest| *rest != 0);
            let ones = std::iter::successors(Some(*word).filter(|word| *word != 0), rest);
            ones.map(move |word| at * 64 + word.trailing_zeros() as usize)
        })
    }
}

impl Extend<usize> for RespondentSet {
    fn extend<T: IntoIterator<Item = usize>>(&mut self, respondents: T) {
        for respondent in respondents {
            self.insert(respondent);
        }
    }
}

impl FromIterator<usize> for RespondentSet {
    fn from_iter<T: IntoIterator<Item = usize>>(respondents: T) -> Self {
        let mut set = Self::new();
        set.extend(respondents);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    proptest::proptest! {
        #[test]
        fn it_holds_what_a_tree_holds(
            some in proptest::collection::vec(0..200_usize, 0..40),
            others in proptest::collection::vec(0..300_usize, 0..40),
        ) {
            let mut set = RespondentSet::new();
            let mut tree = BTreeSet::new();
            for one in &some {
                proptest::prop_assert_eq!(set.insert(*one), tree.insert(*one));
            }
            let other: RespondentSet = others.iter().copied().collect();
            for one in 0..310 {
                proptest::prop_assert_eq!(set.contains(one), tree.contains(&one));
            }
            set.retain_in(&other);
            tree.retain(|one| others.contains(one));
            proptest::prop_assert_eq!(set.iter().collect::<BTreeSet<_>>(), tree.clone());
            proptest::prop_assert_eq!((set.len(), set.is_empty()), (tree.len(), tree.is_empty()));
            set.clear();
            proptest::prop_assert!(set.is_empty());
        }
    }
}
