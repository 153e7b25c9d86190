//! What is done with an input, a file for each target.

pub mod coded_file;
pub mod commentary;
pub mod config;
pub mod decisions;
pub mod detect;
pub mod draft;
pub mod inspect;
pub mod ledger;
pub mod model;
pub mod ods;
pub mod platforms;
pub mod refi;
pub mod review;
pub mod rules;
pub mod suggester;
pub mod text;
pub mod xlsx;

/// Every target by its name.
pub const ALL: &[(&str, fn(&[u8]))] = &[
    ("text", text::run),
    ("xlsx", xlsx::run),
    ("ods", ods::run),
    ("detect", detect::run),
    ("inspect", inspect::run),
    ("platforms", platforms::run),
    ("draft", draft::run),
    ("config", config::run),
    ("commentary", commentary::run),
    ("rules", rules::run),
    ("review", review::run),
    ("decisions", decisions::run),
    ("coded_file", coded_file::run),
    ("refi", refi::run),
    ("ledger", ledger::run),
    ("model", model::run),
    ("suggester", suggester::run),
];
