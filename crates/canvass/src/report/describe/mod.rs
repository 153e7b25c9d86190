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
pub(super) use trend::{trend, trend_finding, trend_sentences};

use crate::document::{AltText, DocumentError};

/// The first of the sentences that fits an alternative text; they go from full to short.
fn first_that_fits(candidates: Vec<String>) -> Result<AltText, DocumentError> {
    let mut last = Err(DocumentError::BadAltText { length: 0 });
    for candidate in candidates {
        last = AltText::new(candidate);
        if last.is_ok() {
            return last;
        }
    }
    last
}
