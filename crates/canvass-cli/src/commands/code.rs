use std::path::{Path, PathBuf};
use std::time::Duration;

use canvass::coding::Suggestion;
use canvass::config;
use canvass::diagnostics::Diagnostics;
use canvass::pipeline::{self, Coded, OutputFile, write_new};
use canvass::review::{self, Perspective};
use canvass::suggest::{Asked, Model, Standing, Suggester, vet};

use crate::args::{CodeSheet, SheetFormat};
use crate::figures;
use crate::input::{InItsPlace, in_its_place};
use crate::suggester::Program;
use crate::terminal::{Done, Failure, announce, print, progress, report_faults};

/// Codes the answers of a wave and writes the sheet to review them in.
pub(crate) fn run(asked: &CodeSheet) -> Result<Done, Failure> {
    let mut project = config::load(&asked.project.folder).map_err(pipeline::Error::Rejected)?;
    if let Some(name) = &asked.wave {
        project.value.current = figures::wave(&project.value, name)?;
    }
    progress("Reading and coding the answers");
    let coded = pipeline::code_project(project)?;
    report_faults(&coded.diagnostics, false);
    let coded = coded.value;
    let perspective = match &asked.coder {
        Some(coder) if asked.blind => Perspective::Blind {
            coder: coder.clone(),
        },
        _ => Perspective::Open,
    };
    let mut proposed = Vec::new();
    if let Some(command) = &asked.suggester {
        let limit = Duration::from_secs(asked.suggester_seconds);
        proposed = ask(&coded, &mut Program::new(command, limit)?)?;
    }
    progress("Learning from decisions, and putting the answers in order");
    let guidance = pipeline::guide(&coded, proposed);
    progress("Writing the sheet");
    let sheet = coded.review_sheet(
        &guidance.suggestions,
        &guidance.queue,
        &perspective,
        asked.coder.as_deref(),
    );
    let (bytes, faults) = match asked.format {
        SheetFormat::Xlsx => {
            let written = review::workbook(&sheet)?;
            (written.value, written.diagnostics)
        }
        SheetFormat::Csv => (review::csv(&sheet), Diagnostics::new()),
    };
    report_faults(&faults, false);
    let path = asked.to.clone().unwrap_or_else(|| default_path(asked));
    write(&path, bytes)?;
    let queued = if asked.blind {
        String::new()
    } else {
        format!(
            "; {} wait for a person, the most useful first",
            sheet.queued()
        )
    };
    let folder = &asked.project.folder;
    let project = if folder == Path::new(".") {
        String::new()
    } else {
        format!(" --project {}", folder.display())
    };
    print(&format!(
        "{}\n  {} answers{queued}.\n  It holds people's answers: keep it as safe as the exports.\n{}\nNext: canvass review import {}{project} --dry-run\n",
        path.display(),
        sheet.len(),
        learnt(guidance.model.as_ref().filter(|_| !asked.blind)),
        path.display(),
    ))?;
    Ok(Done::Clean)
}

/// Asks a program about the answers that wait, and keeps what it may propose.
fn ask(coded: &Coded, suggester: &mut Program) -> Result<Vec<Suggestion>, Failure> {
    let about = pipeline::asked(coded);
    let asked: Vec<Asked<'_>> = about
        .iter()
        .map(|(answer, question, text)| Asked {
            answer,
            question,
            text,
        })
        .collect();
    announce(&format!(
        "The words of {} answers are now handed to the program \"{}\".",
        asked.len(),
        suggester.name()
    ));
    let codebook = &coded.project.codebook;
    let proposals = suggester.propose(codebook, &asked)?;
    let vetted = vet(suggester.name(), codebook, &asked, proposals);
    let mut told = format!("It proposed {} codes", vetted.suggestions.len());
    let mut before = " that can be shown; refused: ";
    for (refusal, count) in &vetted.refused {
        told.push_str(&format!("{before}{count} {}", refusal.label()));
        before = ", ";
    }
    announce(&format!("{told}."));
    Ok(vetted.suggestions)
}

/// What was learnt from people's decisions, in a line.
fn learnt(model: Option<&Model>) -> String {
    let Some(model) = model else {
        return String::new();
    };
    let suggests = |(_, standing): &(_, Standing)| matches!(standing, Standing::Suggests(_));
    let codes = model.standings().count();
    let suggesting = model.standings().filter(suggests).count();
    format!(
        "  Model {}, learnt from people's decisions: orders the queue by {codes} codes, suggests {suggesting} of them.\n",
        model.id()
    )
}

fn default_path(asked: &CodeSheet) -> PathBuf {
    let name = match &asked.coder {
        Some(coder) if asked.blind => format!("review-blind-{}", plain_name(coder)),
        _ => "review".to_owned(),
    };
    let end = match asked.format {
        SheetFormat::Xlsx => "xlsx",
        SheetFormat::Csv => "csv",
    };
    asked
        .project
        .folder
        .join("coding")
        .join(format!("{name}.{end}"))
}

/// A name that every disk takes.
fn plain_name(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    name.trim().chars().map(plain).collect()
}

/// Writes the sheet, unless another one is there: somebody may have worked in it.
fn write(path: &Path, bytes: Vec<u8>) -> Result<(), Failure> {
    match in_its_place(path, &bytes)? {
        InItsPlace::Nothing => {}
        InItsPlace::Same => return Ok(()),
        InItsPlace::Other => {
            return Err(Failure::SheetInTheWay {
                path: path.display().to_string(),
            });
        }
    }
    let name = path.file_name().unwrap_or_default();
    let file = OutputFile {
        name: name.to_string_lossy().into_owned(),
        bytes,
    };
    Ok(write_new(path.parent().unwrap_or(Path::new("")), &[file])?)
}
