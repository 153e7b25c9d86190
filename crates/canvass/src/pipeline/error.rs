use std::io;
use std::path::PathBuf;

use crate::coding::decisions::RecordError;
use crate::diagnostics::Diagnostics;
use crate::disclosure::ReleaseError;
use crate::document::DocumentError;

/// Why a step of the pipeline could not go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The project's files have faults; each says where it is.
    #[error("the project's files keep the analysis from going on: {}", .0.in_brief())]
    Rejected(#[source] Diagnostics),
    /// The record of decisions cannot be used.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The results cannot be cleared for publication.
    #[error("the results cannot be cleared for publication")]
    Release(#[from] ReleaseError),
    /// The document cannot be built.
    #[error("the report cannot be built")]
    Document(#[from] DocumentError),
    /// The document cannot be rendered.
    #[cfg(any(feature = "charts", feature = "spreadsheets"))]
    #[error("the report cannot be rendered")]
    Render(#[from] crate::render::RenderError),
    /// A file of the project is no longer what was analysed.
    #[error(
        "{file} changed while the report was being made, so nothing was written; run canvass again"
    )]
    Changed {
        /// Its name in the project.
        file: String,
        /// What the system says, when it cannot even be read.
        source: Option<io::Error>,
    },
    /// Another run is writing a report of the project.
    #[error("another canvass is writing a report of the project in {}; wait until it is done", project.display())]
    Busy {
        /// The project's folder.
        project: PathBuf,
    },
    /// A file that the project is made of stands where something was to be written.
    #[error("{} belongs to the project, so nothing was written over it; choose another place", path.display())]
    InTheWay {
        /// That file.
        path: PathBuf,
    },
    /// A file could not be put into its place after others were, and what stood there before not put back.
    #[error(
        "{} cannot be written, nor what stood before put back: new are only {}, every other file is as it was; write all of them again",
        path.display(),
        in_a_row(new)
    )]
    HalfWritten {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
        /// The files that are new.
        new: Vec<PathBuf>,
    },
    /// A file or folder cannot be written.
    #[error("{} cannot be written", path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

fn in_a_row(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    paths.join(", ")
}
