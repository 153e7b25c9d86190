//! How far coders agree beyond chance.

mod alpha;
mod distance;
mod kappa;

pub use alpha::{Reliability, Trust};
pub use distance::{jaccard_distance, masi_distance, nominal_distance};
pub use kappa::{Kappa, cohen_kappa, positive_agreement};
