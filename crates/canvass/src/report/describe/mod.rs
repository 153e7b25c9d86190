//! The words beside a picture: a short alternative, and a description of how it is built (level 1), its numbers
//! (level 2) and its pattern (level 3). What it means is for people to write.

mod bars;
mod chain;
mod changes;
mod groups;
mod hub;
mod representation;
mod scale;
mod trend;

pub(super) use bars::bars;
pub(super) use chain::{chain, chain_finding};
pub(super) use changes::changes;
pub(super) use groups::{groups, groups_finding};
pub(super) use hub::hub;
pub(super) use representation::{
    GroupShares, WORTH_TELLING, furthest, group_shares, representation,
};
pub(super) use scale::{scale, scale_finding};
pub(super) use trend::{trend, trend_finding, trend_sentence, trend_sentences};

use std::ops::RangeInclusive;

use crate::document::{AltText, DocumentError};

/// How long an alternative text is that tells enough and is heard in one go, in characters.
const WELL_HEARD: RangeInclusive<usize> = 80..=150;

/// The one of the sentences that makes the best alternative text: of a good length, or as near to it as may be. They go
/// from full to short, and of two that are as good the fuller one is taken.
fn best_that_fits(candidates: Vec<String>) -> Result<AltText, DocumentError> {
    let off = |words: &AltText| {
        let long = words.as_str().chars().count();
        WELL_HEARD.start().saturating_sub(long) + long.saturating_sub(*WELL_HEARD.end())
    };
    let mut fault = DocumentError::BadAltText { length: 0 };
    let mut best: Option<AltText> = None;
    for candidate in candidates {
        match AltText::new(candidate) {
            Ok(words) if best.as_ref().is_none_or(|best| off(&words) < off(best)) => {
                best = Some(words);
            }
            Ok(_) => {}
            Err(too_long) => fault = too_long,
        }
    }
    best.ok_or(fault)
}

/// The most words of a description that is heard in one go.
const LONGEST: usize = 150;

/// The first of the descriptions that is short enough; they go from full to short. The last is taken where none is.
fn first_short_enough(candidates: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
    let mut taken = Vec::new();
    for candidate in candidates {
        taken = candidate;
        let words = taken.iter().flat_map(|words| words.split_whitespace());
        if words.count() <= LONGEST {
            break;
        }
    }
    taken
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn an_alternative_is_as_full_as_is_heard_in_one_go() {
        let best = |lengths: &[usize]| {
            let candidates = lengths
                .iter()
                .map(|long| format!("{}.", "a".repeat(long - 1)));
            let best = best_that_fits(candidates.collect());
            best.map(|words| words.as_str().len()).ok()
        };
        assert_eq!(best(&[150, 120, 40]), Some(150));
        assert_eq!(best(&[223, 145, 43]), Some(145));
        // Two over is nearer than three under, and 250 is the most.
        assert_eq!(best(&[152, 77]), Some(152));
        assert_eq!(best(&[251, 20]), Some(20));
        assert_eq!(best(&[251]), None);
    }

    #[test]
    fn a_description_that_is_too_long_gives_way_to_a_shorter_one() {
        let words = |long: usize| vec!["a ".repeat(long / 2), "a ".repeat(long - long / 2)];
        assert_eq!(first_short_enough([words(150), words(40)]), words(150));
        assert_eq!(first_short_enough([words(151), words(40)]), words(40));
        assert_eq!(first_short_enough([words(170), words(160)]), words(160));
    }
}
