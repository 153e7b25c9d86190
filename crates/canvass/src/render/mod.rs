//! Layer 8. The document model in, files out.
//!
//! Each renderer is one function, behind a feature of its own where it needs other crates; none knows another, and none works anything out: what
//! they print stands in the [`Document`](crate::document::Document) or in the drawing of one of its figures.

mod address;
mod clean;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod commentary_tests;
#[cfg(feature = "docx")]
mod docx;
#[cfg(any(feature = "charts", feature = "spreadsheets"))]
mod error;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "png")]
mod logo;
mod markdown;
mod plain;
mod text;
#[cfg(all(test, feature = "docx", feature = "spreadsheets"))]
#[allow(clippy::unwrap_used, reason = "tests")]
mod words_in_tests;
#[cfg(feature = "spreadsheets")]
mod workbook;

#[cfg(feature = "docx")]
pub use self::docx::{WordTemplate, WordTemplateError, docx, docx_in};
#[cfg(feature = "html")]
pub use self::html::{TemplateFault, Templates, html, html_with};
#[cfg(feature = "spreadsheets")]
pub use self::workbook::workbook;
#[cfg(any(feature = "charts", feature = "spreadsheets"))]
pub use error::RenderError;
#[cfg(feature = "png")]
pub(crate) use logo::drawn;
pub use markdown::markdown;
pub use text::text;
#[cfg(all(test, feature = "docx", feature = "spreadsheets"))]
pub(crate) use words_in_tests::words_in;
