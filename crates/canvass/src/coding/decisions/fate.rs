use std::cmp::Ordering;

use crate::survey::{CodeRef, Codebook};

/// What has become of a code since somebody decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// It means what it meant.
    Same,
    /// It is part of this code now.
    Merged(CodeRef),
    /// It means something else, or several codes took its place: a person must decide again.
    Changed,
    /// Nothing took its place.
    Dropped,
    /// The codebook does not know it.
    Unknown,
}

/// How often a code may have been merged into another; more is a circle.
const MOST_MERGERS: usize = 100;

/// What has become of a code since this version of the codebook.
pub(super) fn fate(codebook: &Codebook, code: &CodeRef, version: &str) -> Fate {
    let mut now = code;
    for _ in 0..MOST_MERGERS {
        if let Some(known) = codebook.code(now) {
            let changed = known
                .since
                .as_deref()
                .is_some_and(|since| is_before(version, since));
            return match (now == code, changed) {
                (true, true) => Fate::Changed,
                (true, false) => Fate::Same,
                (false, _) => Fate::Merged(now.clone()),
            };
        }
        match codebook
            .retired(now)
            .map(|retired| retired.replaced_by.as_slice())
        {
            None => return Fate::Unknown,
            Some([]) => return Fate::Dropped,
            Some([target]) => now = target,
            Some(_) => return Fate::Changed,
        }
    }
    Fate::Unknown
}

/// Whether a version comes before another; versions that are not made of numbers come in no order.
fn is_before(version: &str, other: &str) -> bool {
    let numbers = |version: &str| {
        let parts = version
            .trim()
            .split('.')
            .map(|part| part.parse::<u64>().ok());
        parts.collect::<Option<Vec<u64>>>()
    };
    let (Some(mut one), Some(mut two)) = (numbers(version), numbers(other)) else {
        return false;
    };
    let length = one.len().max(two.len());
    one.resize(length, 0);
    two.resize(length, 0);
    one.cmp(&two) == Ordering::Less
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_number_by_number() {
        for (one, two) in [("1.9", "1.10"), ("1", "1.0.1"), ("1.2.3", "2")] {
            assert!(is_before(one, two) && !is_before(two, one), "{one} {two}");
        }
        for (one, two) in [("1.0", "1"), ("1.0-beta", "2"), ("", "1")] {
            assert!(!is_before(one, two), "{one} {two}");
        }
    }
}
