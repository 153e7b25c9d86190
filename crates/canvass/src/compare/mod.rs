//! Layer 4. Tables of two waves in, changes out, as far as the crosswalk allows.

mod change;
mod comparability;
mod gaps;
mod linked;
mod shift;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
mod trends;
mod verdict;
mod weighted;

pub use change::{Change, Changes, Tested, compare_codes, compare_question};
pub use comparability::{
    Comparability, option_comparability, question_comparability, union_comparability,
};
pub use gaps::{Lead, OptionGap, TestedGap, option_gaps, option_ranks};
pub use linked::{LinkedChange, LinkedChanges, linked_changes};
pub use shift::{Shift, shift_between};
pub use trends::{LineTrend, NoTrend, TrendPoint, code_trends, question_trends, wave_year};
pub use verdict::{Gap, Verdict};
pub use weighted::{WeightedLine, compare_weighted, weighted_option_gap};
