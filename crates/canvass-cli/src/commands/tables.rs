use canvass::disclosure::records;
use canvass::pipeline::Analysis;

use crate::args::{Figures, Format};
use crate::figures::{self, csv, json, tables};
use crate::terminal::{Done, Failure, NothingToShow, print};

/// Prints the figures of one wave.
pub(crate) fn run(asked: &Figures) -> Result<Done, Failure> {
    let analysis = figures::analyse(asked)?;
    print(&result(&analysis, asked)?)?;
    Ok(Done::Clean)
}

/// The text to print.
pub(crate) fn result(analysis: &Analysis, asked: &Figures) -> Result<String, Failure> {
    let project = &analysis.project;
    let mut found = if asked.internal {
        records::internal_estimates(project, &analysis.waves)
    } else {
        records::estimates(project, &analysis.release)
    };
    found.retain(|record| {
        record.wave == project.current.as_str() && asked.covers(record.subject, &record.subject_id)
    });
    if let (true, Some(question)) = (found.is_empty(), &asked.question) {
        return Err(NothingToShow::NotCounted {
            question: question.clone(),
            wave: project.current.to_string(),
        }
        .into());
    }
    match asked.format {
        Format::Text => Ok(tables::text(analysis, &found, asked.internal)),
        Format::Csv => csv::text(&found),
        Format::Json => json::estimates(analysis, &found, asked.internal),
    }
}
