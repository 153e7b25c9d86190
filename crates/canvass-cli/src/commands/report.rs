use std::path::Path;

use canvass::pipeline;

use crate::terminal::{Done, Failure, print, report_faults};

/// Writes the report's files, and names them.
pub(crate) fn run(project: &Path, out: Option<&Path>) -> Result<Done, Failure> {
    let analysis = pipeline::analyse(project)?;
    report_faults(&analysis.diagnostics, false);
    let analysis = analysis.value;
    let files = pipeline::impact_report(&analysis)?;
    let default = project.join("out");
    let folder = out.unwrap_or(&default);
    pipeline::write_all(folder, &files)?;
    pipeline::write_all(project, &[pipeline::release_ledger(&analysis)])?;

    let mut text = format!("{}\n", analysis.project.title);
    let (pictures, documents): (Vec<_>, Vec<_>) =
        files.iter().partition(|file| file.name.contains('/'));
    for file in documents {
        text.push_str(&format!("  {}\n", folder.join(&file.name).display()));
    }
    if !pictures.is_empty() {
        let figures = folder.join("figures");
        text.push_str(&format!(
            "  {} ({} pictures)\n",
            figures.display(),
            pictures.len()
        ));
    }
    let quotations = analysis.release.quotations.len();
    if quotations > 0 {
        let quoted = match quotations {
            1 => "one answer whose writer agreed to it. Read it".to_owned(),
            many => format!("{many} answers whose writers agreed to it. Read each one"),
        };
        text.push_str(&format!(
            "It quotes {quoted} before you publish: a program cannot see everything that says who somebody is.\n"
        ));
    }
    print(&text)?;
    Ok(Done::Clean)
}
