use std::collections::BTreeMap;
use std::path::Path;

use canvass::config::Project;
use canvass::diagnostics::Warned;
use canvass::limits::MAX_CODED_FILE_BYTES;
use canvass::pipeline;

use crate::agreement::{
    Report, differing, differing_text, figures as figures_of, figures_text, json, model_json,
    model_rows, model_text,
};
use crate::args::{Agreement, Format};
use crate::figures::csv;
use crate::input;
use crate::terminal::{Done, Failure, NothingToShow, print, progress, report_faults};

/// Prints how far coders agree, and rules with coders: those of a file, or those of the record of decisions. Or what the
/// model that learns from that record is worth.
pub(crate) fn run(asked: &Agreement) -> Result<Done, Failure> {
    let project =
        canvass::config::load(&asked.project.folder).map_err(pipeline::Error::Rejected)?;
    let text = match &asked.coded {
        _ if asked.model => of_model(project, asked.format)?,
        Some(path) => of_file(&project.value, path, asked)?,
        None => of_record(project, asked)?,
    };
    print(&text)?;
    Ok(Done::Clean)
}

fn of_file(project: &Project, path: &Path, asked: &Agreement) -> Result<String, Failure> {
    let names: BTreeMap<String, String> = asked.questions.iter().cloned().collect();
    let name = path.display().to_string();
    let judged = pipeline::judge_file(
        project,
        &name,
        &input::read(path, MAX_CODED_FILE_BYTES)?,
        &names,
    )?;
    report_faults(&judged.diagnostics, false);
    let texts = judged
        .value
        .answers
        .iter()
        .map(|answer| answer.text.as_str());
    result(
        &Report::new(
            project,
            &judged.value.judgements,
            texts.collect(),
            asked.internal,
        ),
        asked,
    )
}

fn of_record(project: Warned<Project>, asked: &Agreement) -> Result<String, Failure> {
    let coded = pipeline::code_project(project)?;
    report_faults(&coded.diagnostics, false);
    let (judgements, texts) = pipeline::judge_record(&coded.value);
    if judgements.answers().is_empty() {
        return Err(NothingToShow::NothingDecided.into());
    }
    result(
        &Report::new(&coded.value.project, &judgements, texts, asked.internal),
        asked,
    )
}

fn of_model(project: Warned<Project>, format: Format) -> Result<String, Failure> {
    progress("Reading and coding the answers");
    let coded = pipeline::code_project(project)?;
    report_faults(&coded.diagnostics, false);
    progress("Learning from decisions, and telling answers that were left out");
    let learnt = pipeline::learnt(&coded.value);
    if learnt.answers == 0 {
        return Err(NothingToShow::NothingDecided.into());
    }
    match format {
        Format::Text => Ok(model_text(&coded.value, &learnt)),
        Format::Csv => csv::text(&model_rows(&learnt)),
        Format::Json => model_json(&coded.value, &learnt),
    }
}

/// The text to print.
pub(crate) fn result(report: &Report<'_>, asked: &Agreement) -> Result<String, Failure> {
    match (asked.format, asked.disagreements) {
        (Format::Text, false) => Ok(figures_text(report)),
        (Format::Text, true) => Ok(differing_text(report)),
        (Format::Csv, false) => csv::text(&figures_of(report)),
        (Format::Csv, true) => csv::text(&differing(report)),
        (Format::Json, _) => json(report),
    }
}
