use crate::chart::ChartError;
use crate::document::Anchor;

/// Why a document cannot be written as a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// A figure cannot be drawn.
    #[error("the figure \"{figure}\" cannot be drawn")]
    Chart {
        /// The figure.
        figure: Anchor,
        /// What the drawing ran into.
        source: ChartError,
    },
    /// The parts of a Word file cannot be put together.
    #[cfg(feature = "docx")]
    #[error("the parts of the Word file cannot be put together")]
    Package(#[source] std::io::Error),
    /// A template is wrong, or asks for something that the report does not have.
    #[cfg(feature = "html")]
    #[error("the template of the HTML report cannot be filled in")]
    Template(#[source] Box<dyn std::error::Error + Send + Sync>),
}
