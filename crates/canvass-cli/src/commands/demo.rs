use std::path::Path;

use canvass::pipeline::ReportFiles;

use crate::example;
use crate::terminal::{Done, Failure, print};

/// Writes the example project and its report.
pub(crate) fn run(folder: &Path) -> Result<Done, Failure> {
    example::write(folder)?;
    print(&format!(
        "The example project is in {}. Its charity, members and answers are invented.\n",
        folder.display()
    ))?;
    super::report::write(&super::report::Wanted {
        project: folder,
        out: &folder.join("out"),
        files: ReportFiles::default(),
        release: true,
        correct: None,
    })
}
