#[cfg(feature = "charts")]
use crate::chart::ChartError;
#[cfg(feature = "charts")]
use crate::document::Anchor;

/// Why a document cannot be written as a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// A figure cannot be drawn.
    #[cfg(feature = "charts")]
    #[error("the figure \"{figure}\" cannot be drawn")]
    Chart {
        /// The figure.
        figure: Anchor,
        /// What the drawing ran into.
        source: ChartError,
    },
    /// The parts of a Word file or a workbook cannot be put together.
    #[cfg(any(feature = "docx", feature = "spreadsheets"))]
    #[error("the parts of the file cannot be put together")]
    Package(#[source] std::io::Error),
    /// A template is wrong, or asks for something that the report does not have.
    #[cfg(feature = "html")]
    #[error("the template of the HTML report cannot be filled in")]
    Template(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A worksheet cannot be written.
    #[cfg(feature = "spreadsheets")]
    #[error("the workbook of tables cannot be written")]
    Workbook(#[source] Box<dyn std::error::Error + Send + Sync>),
}
