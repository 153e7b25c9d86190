use std::path::Path;

use canvass::config;
use canvass::disclosure::LEDGER_FILE;
use canvass::pipeline::{self, OutputFile, ReportFiles};
use canvass::render::Templates;
use canvass::wording;

use super::watch;
use crate::args;
use crate::terminal::{Done, Failure, Progress, announce, print, report_faults};

/// Writes the report's files, and names them; or whatever else was asked for.
pub(crate) fn run(asked: &args::Report) -> Result<Done, Failure> {
    let project = asked.project.folder.as_path();
    if let Some(name) = &asked.write_template {
        return write_template(project, name);
    }
    if let Some(why) = &asked.withdraw {
        return withdraw(project, why);
    }
    let default = project.join("out");
    let wanted = Wanted {
        project,
        out: asked.out.as_deref().unwrap_or(&default),
        files: files(asked),
        release: asked.release,
        correct: asked.correct.as_deref(),
    };
    if asked.watch {
        return watch::run(&wanted);
    }
    write(&wanted)
}

/// Which report to write.
pub(super) struct Wanted<'a> {
    pub(super) project: &'a Path,
    pub(super) out: &'a Path,
    pub(super) files: ReportFiles,
    /// Whether it is released, and stands in the ledger from then on.
    pub(super) release: bool,
    /// Why it may tell other figures than a released report did.
    pub(super) correct: Option<&'a str>,
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
    is_draft: bool,
}

/// Reads the project and writes its report; tells of warnings.
pub(super) fn build(wanted: &Wanted<'_>) -> Result<Written, Failure> {
    let progress = Progress::new();
    progress.say("Reading, coding and counting the answers");
    let project = config::load(wanted.project).map_err(pipeline::Error::Rejected)?;
    let mut analysis = match wanted.correct {
        None => pipeline::analyse_project(project)?,
        Some(why) => pipeline::analyse_correction(project, why)?,
    };
    let faults = pipeline::proofread(&analysis.value);
    analysis.diagnostics.extend(faults);
    // What keeps the report from being written is among the faults, and told with them.
    if analysis.diagnostics.has_errors() {
        return Err(pipeline::Error::Rejected(analysis.diagnostics).into());
    }
    if wanted.release {
        analysis.value.release.is_draft = false;
    }
    progress.say("Writing the report and drawing its pictures");
    let files = pipeline::publish(&analysis.value, wanted.out, &wanted.files);
    drop(progress);
    report_faults(&analysis.diagnostics, false);
    let files = files?;
    tell_strays(wanted.out);
    Ok(Written {
        files,
        title: analysis.value.project.title,
        quotations: analysis.value.release.quotations.len(),
        is_draft: analysis.value.release.is_draft,
    })
}

/// Warns of files beside the report that it does not write: they tell what an earlier one told.
fn tell_strays(out: &Path) {
    let strays = pipeline::strays(out).unwrap_or_default();
    if !strays.is_empty() {
        announce(&format!(
            "{} also holds files of an earlier report, which were not written again: {}. Do not publish them together with this one.",
            out.display(),
            strays.join(", ")
        ));
    }
}

/// Writes the report's files, and names them.
pub(super) fn write(wanted: &Wanted<'_>) -> Result<Done, Failure> {
    let out = wanted.out;
    let written = build(wanted)?;
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
    if written.is_draft {
        text.push_str(
            "It is a draft, and says so. Write it with --release before you publish it, so that later reports give nothing of it away.\n",
        );
    }
    print(&text)?;
    Ok(Done::Clean)
}

/// Takes the last released report out of the ledger.
fn withdraw(project: &Path, why: &str) -> Result<Done, Failure> {
    let Some(name) = pipeline::withdraw(project, why)? else {
        return Err(Failure::NothingReleased);
    };
    print(&format!(
        "The report \"{name}\" is taken back. Its figures bind later reports no more; that it was taken back, and why, stands in {LEDGER_FILE}.\n"
    ))?;
    Ok(Done::Clean)
}

/// Writes a built-in template or file of the wording into the project. One that is there already stays.
fn write_template(project: &Path, name: &str) -> Result<Done, Failure> {
    let templates = Templates::texts().map(|(name, text)| (name.to_owned(), text));
    let wording = wording::texts().iter();
    let wording = wording.map(|(name, text)| (format!("wording/{name}"), *text));
    let known: Vec<(String, &str)> = templates.chain(wording).collect();
    let Some((name, text)) = known.iter().find(|(known, _)| *known == name) else {
        return Err(Failure::UnknownTemplate {
            name: name.to_owned(),
            known: known.into_iter().map(|(known, _)| known).collect(),
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
