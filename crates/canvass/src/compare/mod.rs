//! Layer 4. Tables of two waves in, changes out, as far as the crosswalk allows.

mod change;
mod comparability;
mod shift;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;

pub use change::{Change, Changes, Tested, compare_codes, compare_question};
pub use comparability::{
    Comparability, option_comparability, question_comparability, union_comparability,
};
pub use shift::{Gap, Shift, Verdict, shift_between};
