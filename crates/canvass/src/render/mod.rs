//! Layer 8. The document model in, files out.
//!
//! Each renderer is one function behind its own feature; none knows another, and none works anything out: what
//! they print stands in the [`Document`](crate::document::Document) or in the drawing of one of its figures.

#[cfg(feature = "html")]
mod clean;
mod error;
#[cfg(feature = "html")]
mod html;

pub use error::RenderError;
#[cfg(feature = "html")]
pub use html::html;
