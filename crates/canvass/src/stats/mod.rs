//! Layer 0. Counts in, estimates, intervals and tests out: pure numbers, no input or output.
//!
//! Shares run from 0 to 1 and stay unrounded; only [`Percent`] and [`Points`] round, once, for
//! showing. Every p-value is two-sided. What does not exist for the numbers given is a typed
//! result or a [`StatsError`], never a value that is not a number.

mod error;
mod fraction;
mod interval;
mod proportion;
mod rounding;

pub use error::StatsError;
pub use fraction::{Anchor, FractionPhrase, Hyphens, fraction_phrase};
pub use interval::{Confidence, Interval, Population, wilson};
pub use proportion::{Base, Proportion};
pub use rounding::{Percent, Points, Sign, thousands};
