//! Turns a membership charity's yearly questionnaire exports into an honest, accessible impact report.
//!
//! An analyst has the exports of several years from several platforms, a code frame, and a report to write. This
//! library reads the exports, codes multi-select and free-text answers against the themes and outcomes of a Theory
//! of Change, compares the years, holds back what could give somebody away, and writes the report as one HTML file
//! and one Word file. The binary `canvass` is a thin layer over it.
//!
//! # The map
//!
//! | To | call | and get |
//! | --- | --- | --- |
//! | do the whole job | [`pipeline::analyse`], [`pipeline::impact_report`], [`pipeline::write_all`] | the report's files |
//! | read a project | [`config::load`], [`config::parse`] | a checked [`config::Project`] |
//! | read an export | [`ingest::read`], [`ingest::detect`] | typed [`survey::Responses`] |
//! | describe exports that nobody has described | [`draft::project`] | a `canvass.toml` |
//! | code answers | [`coding::CompiledCodebook`], [`coding::Coder`] | codes and the words that they rest on |
//! | look after a codebook | [`codebook::lint`], [`codebook::find`], [`codebook::candidates`] | what it finds and misses |
//! | have people review codes | [`pipeline::code_project`], [`review::sheet`], [`review::import`], [`coding::decisions`] | decisions that count over rules |
//! | compare coders | [`agreement::Judgements`] | alpha, kappa, differences |
//! | suggest codes | [`pipeline::guide`], [`suggest::Model`], [`suggest::Suggester`] | suggestions for a person |
//! | count | [`tabulate::question_table`], [`tabulate::code_table`] | [`tabulate::OneWay`]: counts with their bases |
//! | compare waves | [`compare`] | [`compare::Changes`], as far as wordings allow |
//! | reckon | [`stats`] | shares, intervals, tests |
//! | clear for publication | [`disclosure::release`] | a [`disclosure::Release`], and nothing else |
//! | build a document | [`report::impact_report`], [`document::Document::new`] | a [`document::Document`] |
//! | write it | [`render`] | HTML, Word, XLSX, Markdown, text |
//!
//! `docs/embedding.md` has a piece of each, compiled by the tests; [`diagnostics`] and [`limits`] are what all of it
//! shares. What is not on this map serves what is.
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
//! | `html` | [`render::html`] | all of `charts` |
//! | `docx` | [`render::docx`] | quick-xml, zip, and all of `png` |
//! | `frames` | [`frames`]: polars data frames | polars, and minutes of building |
//!
//! # Faults
//!
//! Faults in the user's files are [`diagnostics::Diagnostic`]s: all of them in one run, each with its place. What
//! keeps an operation from going on is an error of its layer; [`pipeline::Error`] wraps them. Neither holds a word
//! of anybody's answer. Nothing in this library panics on any input.

/// The page for those who embed the library; here so that its code is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/embedding.md")]
pub struct Embedding;

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
pub mod wording;
