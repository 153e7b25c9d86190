use canvass::disclosure::records;
use canvass::pipeline::Analysis;
use canvass::report::{self, Headline};

use crate::args::{Figures, Format};
use crate::figures::{self, changes, csv, json};
use crate::terminal::{Done, Failure, NothingToShow, print};

/// Prints how figures changed from the wave before.
pub(crate) fn run(asked: &Figures) -> Result<Done, Failure> {
    let analysis = figures::analyse(asked)?;
    print(&result(&analysis, asked)?)?;
    Ok(Done::Clean)
}

/// The text to print.
pub(crate) fn result(analysis: &Analysis, asked: &Figures) -> Result<String, Failure> {
    let project = &analysis.project;
    let Some(before) = &analysis.release.previous else {
        return Err(NothingToShow::FirstWave {
            wave: project.current.to_string(),
        }
        .into());
    };
    let mut found = if asked.internal {
        records::internal_changes(project, &analysis.waves)
    } else {
        records::changes(project, &analysis.release)
    };
    found.retain(|record| asked.covers(record.subject, &record.subject_id));
    if let (true, Some(question)) = (found.is_empty(), &asked.question) {
        return Err(NothingToShow::NotCompared {
            question: question.clone(),
            from: before.to_string(),
            to: project.current.to_string(),
        }
        .into());
    }
    let shift = shift(analysis, asked);
    match asked.format {
        Format::Text => Ok(changes::text(
            analysis,
            before,
            &found,
            shift.as_ref(),
            asked.internal,
        )),
        Format::Csv => csv::text(&found),
        Format::Json => json::changes(analysis, before, &found, shift.as_ref(), asked.internal),
    }
}

/// What the report says of the shift in the headline question, if that is asked about.
fn shift(analysis: &Analysis, asked: &Figures) -> Option<Headline> {
    let question = analysis.project.report.headline.as_ref()?;
    let asked_about = asked
        .question
        .as_ref()
        .is_none_or(|asked| asked == question.as_str());
    asked_about.then(|| report::headline(&analysis.project, &analysis.release))?
}
