use std::path::Path;

use canvass::pipeline::{self, OutputFile, ReportFiles};
use canvass::render::Templates;

use super::watch;
use crate::args;
use crate::terminal::{Done, Failure, Progress, print, report_faults};

/// Writes the report's files, and names them; or whatever else was asked for.
pub(crate) fn run(asked: &args::Report) -> Result<Done, Failure> {
    let project = asked.project.folder.as_path();
    if let Some(name) = &asked.write_template {
        return write_template(project, name);
    }
    let default = project.join("out");
    let out = asked.out.as_deref().unwrap_or(&default);
    let files = files(asked);
    if asked.watch {
        return watch::run(project, out, &files);
    }
    write(project, out, &files)
}

fn files(asked: &args::Report) -> ReportFiles {
    use canvass::pipeline::{Pictures, ReportFormat};

    let mut files = ReportFiles::default();
    if !asked.format.is_empty() {
        files.formats = asked
            .format
            .iter()
            .map(|format| match format {
                args::ReportFormat::Html => ReportFormat::Html,
                args::ReportFormat::Docx => ReportFormat::Docx,
                args::ReportFormat::Xlsx => ReportFormat::Xlsx,
                args::ReportFormat::Md => ReportFormat::Markdown,
                args::ReportFormat::Txt => ReportFormat::Text,
            })
            .collect();
        // The others hold their pictures, or have none.
        if !files.formats.contains(&ReportFormat::Markdown) {
            files.pictures = None;
        }
    }
    match asked.pictures {
        Some(args::Pictures::Svg) => files.pictures = Some(Pictures::Svg),
        Some(args::Pictures::Png) => files.pictures = Some(Pictures::Png),
        None => {}
    }
    files
}

/// What was written.
pub(super) struct Written {
    pub(super) files: Vec<OutputFile>,
    title: String,
    quotations: usize,
}

/// Reads the project and writes its report; tells of warnings.
pub(super) fn build(project: &Path, out: &Path, files: &ReportFiles) -> Result<Written, Failure> {
    let progress = Progress::new();
    progress.say("Reading, coding and counting the answers");
    let mut analysis = pipeline::analyse(project)?;
    let faults = pipeline::proofread(&analysis.value);
    analysis.diagnostics.extend(faults);
    progress.say("Writing the report and drawing its pictures");
    let files = pipeline::impact_report_as(&analysis.value, files);
    drop(progress);
    // What keeps the report from being written is among the faults, and told with them.
    if analysis.diagnostics.has_errors() {
        return Err(pipeline::Error::Rejected(analysis.diagnostics).into());
    }
    report_faults(&analysis.diagnostics, false);
    let files = files?;
    pipeline::write_all(out, &files)?;
    pipeline::write_all(project, &[pipeline::release_ledger(&analysis.value)])?;
    Ok(Written {
        files,
        title: analysis.value.project.title,
        quotations: analysis.value.release.quotations.len(),
    })
}

/// Writes the report's files, and names them.
pub(super) fn write(project: &Path, out: &Path, files: &ReportFiles) -> Result<Done, Failure> {
    let written = build(project, out, files)?;
    let mut text = format!("{}\n", written.title);
    let (pictures, documents): (Vec<_>, Vec<_>) = written
        .files
        .iter()
        .partition(|file| file.name.contains('/'));
    for file in documents {
        text.push_str(&format!("  {}\n", out.join(&file.name).display()));
    }
    if !pictures.is_empty() {
        let figures = out.join("figures");
        text.push_str(&format!(
            "  {} ({} pictures)\n",
            figures.display(),
            pictures.len()
        ));
    }
    let quotations = written.quotations;
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

/// Writes a built-in template into the project. One that is there already stays.
fn write_template(project: &Path, name: &str) -> Result<Done, Failure> {
    let Some((name, text)) = Templates::texts().find(|(known, _)| *known == name) else {
        return Err(Failure::UnknownTemplate {
            name: name.to_owned(),
            known: Templates::texts().map(|(known, _)| known).collect(),
        });
    };
    let path = project.join("templates").join(name);
    if path.exists() {
        return Err(Failure::TemplateInTheWay {
            path: path.display().to_string(),
        });
    }
    pipeline::write_all(
        project,
        &[OutputFile {
            name: format!("templates/{name}"),
            bytes: text.as_bytes().to_vec(),
        }],
    )?;
    print(&format!(
        "{}\nThe report is made with it from now on.\n",
        path.display()
    ))?;
    Ok(Done::Clean)
}
