//! Turns a membership charity's yearly questionnaire exports into an honest, accessible impact report.
//!
//! An analyst has the exports of several years from several platforms, a code frame, and a report to write. This
//! library reads the exports, codes multi-select and free-text answers against the themes and outcomes of a Theory
//! of Change, compares the years, holds back what could give somebody away, and writes the report as one HTML file
//! and one Word file. The binary `canvass` is a thin layer over it.
//!
//! # The main types, in the order of the work
//!
//! - [`config::Project`]: a project's files, read and cross-checked;
//! - [`survey::Responses`]: the typed answers of one wave;
//! - [`coding::Codings`]: the codes found in them, each with what it rests on;
//! - [`tabulate::OneWay`] and [`compare::Changes`]: counts, shares, intervals, tests;
//! - [`disclosure::Release`]: what of all that may be published, and nothing else;
//! - [`document::Document`]: the report, before it is HTML or Word.
//!
//! # A whole report
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use canvass::pipeline;
//!
//! # // The example's newest export is a spreadsheet.
//! # if cfg!(feature = "spreadsheets") {
//! let project = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/members-questionnaire");
//! let analysis = pipeline::analyse(project.as_ref())?.value;
//! let document = pipeline::impact_document(&analysis)?;
//! assert_eq!(document.front().title, "Members' Questionnaire 2024: impact report");
//! // pipeline::impact_report(&analysis)? renders it, pipeline::write_all(folder, &files)? writes it.
//! # }
//! # Ok(())
//! # }
//! ```
//!
//! # Only the statistics
//!
//! ```
//! use canvass::stats::{Confidence, Percent, Proportion, fisher_mid_p, newcombe, wilson};
//!
//! let (before, after) = (Proportion::new(76, 176)?, Proportion::new(121, 204)?);
//! assert_eq!(Percent::of(after).to_string(), "59.3%");
//! assert!(wilson(after, Confidence::P95, None)?.contains(0.6));
//! assert!(newcombe(before, after, Confidence::P95).lower() > 0.0);
//! assert!(fisher_mid_p(before, after).is_below(0.05));
//! # Ok::<(), canvass::stats::StatsError>(())
//! ```
//!
//! # Features
//!
//! Each cuts dependencies when it is off. `default-features = false` leaves the analysis from CSV files to the
//! finished document, and builds quickly.
//!
//! | Feature | Gives | Costs |
//! | --- | --- | --- |
//! | `refi` | exchanging codebooks and coded answers in [`codebook`] | quick-xml, uuid, zip |
//! | `spreadsheets` | reading XLSX and ODS exports, [`render::workbook`] | quick-xml, rust_xlsxwriter, zip |
//! | `charts` | figures as SVG | plotters, skrifa |
//! | `png` | the same drawings as PNG | resvg |
//! | `html` | [`render::html`] | minijinja |
//! | `docx` | [`render::docx`] | quick-xml, zip, and all of `png` |
//! | `frames` | [`frames`]: polars data frames | polars, and minutes of building |
//!
//! # Faults
//!
//! Faults in the user's files are [`diagnostics::Diagnostic`]s: all of them in one run, each with its place. What
//! keeps an operation from going on is an error of its layer; [`pipeline::Error`] wraps them. Neither holds a word
//! of anybody's answer. Nothing in this library panics on any input.

pub mod agreement;
#[cfg(feature = "charts")]
pub mod chart;
pub mod codebook;
pub mod coding;
pub mod compare;
pub mod config;
pub mod diagnostics;
pub mod disclosure;
pub mod document;
pub mod draft;
pub mod fingerprint;
#[cfg(feature = "frames")]
pub mod frames;
pub mod ingest;
pub mod limits;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod review;
pub mod stats;
pub mod suggest;
pub mod survey;
pub mod tabulate;
