//! Layer 8. The document model in, files out.
//!
//! Each renderer is one function behind its own feature; none knows another, and none works anything out: what
//! they print stands in the [`Document`](crate::document::Document) or in the drawing of one of its figures.

mod address;
mod clean;
#[cfg(feature = "docx")]
mod docx;
mod error;
#[cfg(feature = "html")]
mod html;

#[cfg(feature = "docx")]
pub use self::docx::docx;
#[cfg(feature = "html")]
pub use self::html::html;
pub use error::RenderError;
