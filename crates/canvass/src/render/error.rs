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
    /// The logo cannot be turned into pixels.
    #[cfg(feature = "png")]
    #[error("the logo \"{file}\" cannot be drawn")]
    Logo {
        /// Its file, within the project.
        file: String,
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

#[cfg(feature = "html")]
impl RenderError {
    /// Which template is wrong, and where; `None` for another error.
    pub fn template_fault(&self) -> Option<super::TemplateFault> {
        let RenderError::Template(source) = self else {
            return None;
        };
        let mut fault = None;
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(source.as_ref());
        // The innermost is the template that another one took in.
        while let Some(error) = cause {
            if let Some(error) = error.downcast_ref::<minijinja::Error>()
                && let Some(name) = error.name()
            {
                fault = Some(super::TemplateFault {
                    name: name.to_owned(),
                    line: error.line().map(|line| line as u64),
                    message: match error.kind() {
                        minijinja::ErrorKind::OutOfFuel => {
                            "it takes more steps than any report needs, as where a loop or a text grows without end".to_owned()
                        }
                        // Its detail may hold words of the report.
                        kind => kind.to_string(),
                    },
                    unknown: false,
                });
            }
            cause = error.source();
        }
        fault
    }
}
