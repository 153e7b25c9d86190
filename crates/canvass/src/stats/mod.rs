//! Layer 0. Counts in, estimates, intervals and tests out: pure numbers, no input or output.
//!
//! Shares run from 0 to 1 and stay unrounded; only [`Percent`], [`Points`] and the `Display` of
//! [`PValue`] round, once, for showing. Every p-value is two-sided. What does not exist for the
//! numbers given is a typed result or a [`StatsError`], never a value that is not a number.

mod agreement;
mod difference;
mod discrete;
mod distribution;
mod error;
mod exact;
mod fraction;
mod gap_change;
mod interval;
mod letters;
mod log_odds;
mod multiplicity;
mod p_value;
mod paired;
mod proportion;
mod random;
mod ranks;
mod representation;
mod response;
mod rounding;
mod spread;
mod trend;
mod weights;

pub use agreement::{
    Kappa, Reliability, Trust, cohen_kappa, jaccard_distance, masi_distance, nominal_distance,
    positive_agreement,
};
pub use difference::{fisher_mid_p, newcombe};
pub use error::StatsError;
pub use exact::exact_upper;
pub use fraction::{Anchor, FractionPhrase, fraction_phrase};
pub use gap_change::{shift_interval, shift_test};
pub use interval::{Confidence, Interval, Population, wilson};
pub use letters::column_letters;
pub use log_odds::{Counts, log_odds_z};
pub use multiplicity::{benjamini_hochberg, holm};
pub use p_value::PValue;
pub use paired::{
    PairedTable, mcnemar_exact, mcnemar_mid_p, newcombe_paired, tango, tango_over_totals,
};
pub use proportion::{Base, Proportion};
pub use ranks::{Overlaps, RankSet, first_place_shares, rank_sets};
pub use representation::{GroupShare, GroupSize, Representation, representation};
pub use response::{Dispositions, ResponseRate, response_rate};
pub use rounding::{Percent, Points, Sign, thousands};
pub use spread::Spread;
pub use trend::{Trend, trend};
pub use weights::{
    Margin, RakeOptions, Raked, RaoScott, WeightSum, WeightedChange, WeightedGap, WeightedMean,
    WeightedProportion, Weights, post_stratify, rake, rao_scott, weighted_change, weighted_gap,
    weighted_mean,
};
