use canvass::disclosure::records::{self, EstimateRecord, SubjectKind, WhoRecord};
use canvass::pipeline::Analysis;
use canvass::survey::QuestionId;

use crate::args::{FigureFormat, Tables};
use crate::figures::{self, csv, json, parquet, sources, tables, who, workbook};
use crate::terminal::{Done, Failure, NothingToShow};

/// Tells the figures of one wave.
pub(crate) fn run(asked: &Tables) -> Result<Done, Failure> {
    let analysis = figures::analyse(&asked.figures)?;
    figures::deliver(&analysis, &asked.figures, &result(&analysis, asked)?)?;
    Ok(Done::Clean)
}

/// What to print or write.
pub(crate) fn result(analysis: &Analysis, asked: &Tables) -> Result<Vec<u8>, Failure> {
    let figures = &asked.figures;
    if asked.sources {
        let found = records::internal_sources(&analysis.project, &analysis.waves);
        return match figures.format {
            FigureFormat::Text => Ok(sources::text(analysis, &found).into_bytes()),
            FigureFormat::Csv => csv::text(&found).map(String::into_bytes),
            FigureFormat::Json => json::estimates(analysis, &[], &[], &found, true),
            FigureFormat::Parquet => parquet::file(&found),
            FigureFormat::Xlsx => workbook::file("Sources of codes", &found, true),
        };
    }
    let who = match figures.named() {
        None => who_records(analysis, asked)?,
        Some(_) => Vec::new(),
    };
    if asked.who {
        return match figures.format {
            FigureFormat::Text => Ok(who::text(analysis, &who, figures.internal).into_bytes()),
            FigureFormat::Csv => csv::text(&who).map(String::into_bytes),
            FigureFormat::Json => json::estimates(analysis, &[], &who, &[], figures.internal),
            FigureFormat::Parquet => parquet::file(&who),
            FigureFormat::Xlsx => workbook::file("Who answered", &who, figures.internal),
        };
    }
    let found = estimates(analysis, asked)?;
    match figures.format {
        FigureFormat::Text => Ok(tables::text(analysis, &found, figures.internal).into_bytes()),
        FigureFormat::Csv => csv::text(&found).map(String::into_bytes),
        FigureFormat::Json => json::estimates(analysis, &found, &who, &[], figures.internal),
        FigureFormat::Parquet => parquet::file(&found),
        FigureFormat::Xlsx => workbook::file("Figures", &found, figures.internal),
    }
}

fn who_records(analysis: &Analysis, asked: &Tables) -> Result<Vec<WhoRecord>, Failure> {
    let project = &analysis.project;
    if !asked.figures.internal {
        return Ok(records::who_answered(project, &analysis.release));
    }
    let weights = figures::weights(analysis)?;
    Ok(records::internal_who_answered(
        project,
        &analysis.waves,
        &weights,
    ))
}

fn estimates(analysis: &Analysis, asked: &Tables) -> Result<Vec<EstimateRecord>, Failure> {
    let project = &analysis.project;
    let figures = &asked.figures;
    let mut found = match (&asked.by, figures.internal) {
        (Some(group), internal) => by_group(analysis, group, internal)?,
        (None, true) => {
            let weights = figures::weights(analysis)?;
            records::internal_estimates(project, &analysis.waves, &weights)
        }
        (None, false) => records::estimates(project, &analysis.release),
    };
    found.retain(|record| {
        record.wave == project.current.as_str()
            && figures.covers(record.subject, &record.subject_id)
    });
    if let (true, Some((kind, name))) = (found.is_empty(), figures.named()) {
        let (name, wave) = (name.to_owned(), project.current.to_string());
        return Err(match kind {
            SubjectKind::Frame => NothingToShow::NotCoded { frame: name, wave },
            _ => NothingToShow::NotCounted {
                question: name,
                wave,
            },
        }
        .into());
    }
    Ok(found)
}

/// The figures of each group of respondents.
fn by_group(
    analysis: &Analysis,
    group: &str,
    internal: bool,
) -> Result<Vec<EstimateRecord>, Failure> {
    let project = &analysis.project;
    figures::check_question(project, group)?;
    if !internal {
        return cleared_by_group(analysis, group);
    }
    let weights = figures::weights(analysis)?;
    let question = QuestionId::new(group).ok();
    let question = question.and_then(|id| project.survey.question(&id));
    let found = question.and_then(|question| {
        records::internal_by_group(project, &analysis.waves, &weights, question)
    });
    found.ok_or_else(|| {
        NothingToShow::NoGroups {
            question: group.to_owned(),
            wave: project.current.to_string(),
        }
        .into()
    })
}

/// What may be published of each group.
fn cleared_by_group(analysis: &Analysis, group: &str) -> Result<Vec<EstimateRecord>, Failure> {
    let Analysis {
        project, release, ..
    } = analysis;
    let question = QuestionId::new(group).ok();
    let question = question.and_then(|id| project.survey.question(&id));
    let found = question.map(|question| records::by_group(project, release, question));
    found.filter(|found| !found.is_empty()).ok_or_else(|| {
        NothingToShow::NotCleared {
            question: group.to_owned(),
            wave: project.current.to_string(),
        }
        .into()
    })
}
