//! Turns a membership charity's yearly questionnaire exports into an honest, accessible impact report.

#[cfg(feature = "charts")]
pub mod chart;
pub mod coding;
pub mod compare;
pub mod config;
pub mod diagnostics;
pub mod disclosure;
pub mod document;
#[cfg(feature = "frames")]
pub mod frames;
pub mod ingest;
pub mod pipeline;
#[cfg(any(feature = "docx", feature = "html"))]
pub mod render;
pub mod report;
pub mod stats;
pub mod survey;
pub mod tabulate;
