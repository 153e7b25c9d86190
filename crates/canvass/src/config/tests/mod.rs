#![allow(clippy::unwrap_used, reason = "tests")]

mod valid;

use super::{Texts, parse};

/// A project without a fault; other tests spoil it.
const VALID: Texts<'_> = Texts {
    canvass: include_str!("valid/canvass.toml"),
    codebook: include_str!("valid/codebook.toml"),
    membership: Some(include_str!("valid/membership.csv")),
    actions: Some(include_str!("valid/actions.toml")),
};
