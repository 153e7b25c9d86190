use canvass::disclosure::records::{self, SubjectKind};
use canvass::pipeline::Analysis;
use canvass::report::{self, Headline};

use crate::args::{Compare, Comparison, FigureFormat, Figures};
use crate::figures::{self, Compared, changes, csv, json, parquet, workbook};
use crate::terminal::{Done, Failure, NothingToShow};

/// Tells how figures changed from the wave before.
pub(crate) fn run(asked: &Compare) -> Result<Done, Failure> {
    let analysis = figures::analyse(&asked.figures)?;
    figures::deliver(&analysis, &asked.figures, &result(&analysis, asked)?)?;
    Ok(Done::Clean)
}

/// What to print or write.
pub(crate) fn result(analysis: &Analysis, asked: &Compare) -> Result<Vec<u8>, Failure> {
    let figures = &asked.figures;
    let compared = compared(analysis, figures)?;
    let internal = figures.internal;
    match (figures.format, asked.of) {
        (FigureFormat::Text, _) => Ok(changes::text(analysis, &compared, internal).into_bytes()),
        (FigureFormat::Json, _) => json::changes(analysis, &compared, internal),
        (_, of) if of != Comparison::Changes && !internal => {
            Err(NothingToShow::InternalOnly.into())
        }
        (format, Comparison::Changes) => table(format, "Changes", &compared.changes, internal),
        (format, Comparison::Gaps) => table(format, "Gaps", &compared.gaps, internal),
        (format, Comparison::Trends) => table(format, "Trends", &compared.trends, internal),
        (format, Comparison::Linked) => table(format, "Linked", &compared.linked, internal),
    }
}

fn table<R: records::Record>(
    format: FigureFormat,
    name: &str,
    found: &[R],
    internal: bool,
) -> Result<Vec<u8>, Failure> {
    match format {
        FigureFormat::Parquet => parquet::file(found),
        FigureFormat::Xlsx => workbook::file(name, found, internal),
        _ => csv::text(found).map(String::into_bytes),
    }
}

/// Everything that is told of the two waves.
fn compared(analysis: &Analysis, asked: &Figures) -> Result<Compared, Failure> {
    let project = &analysis.project;
    let waves = &analysis.waves;
    let Some(before) = &analysis.release.previous else {
        return Err(NothingToShow::FirstWave {
            wave: project.current.to_string(),
        }
        .into());
    };
    let mut compared = Compared {
        before: before.clone(),
        changes: Vec::new(),
        gaps: Vec::new(),
        trends: Vec::new(),
        linked: Vec::new(),
        shift: shift(analysis, asked),
    };
    if asked.internal {
        let weights = figures::weights(analysis)?;
        let of_question = |id: &String| asked.covers(SubjectKind::Question, id);
        compared.changes = records::internal_changes(project, waves, &weights);
        compared.gaps = records::internal_gaps(project, waves, &weights);
        compared.gaps.retain(|record| of_question(&record.question));
        compared.trends = records::internal_trends(project, waves);
        compared
            .trends
            .retain(|record| asked.covers(record.subject, &record.subject_id));
        compared.linked = records::internal_linked(project, waves);
        compared
            .linked
            .retain(|record| of_question(&record.question));
    } else {
        compared.changes = records::changes(project, &analysis.release);
    }
    compared
        .changes
        .retain(|record| asked.covers(record.subject, &record.subject_id));
    if let (true, Some((kind, name))) = (compared.changes.is_empty(), asked.named()) {
        let (name, from) = (name.to_owned(), before.to_string());
        let to = project.current.to_string();
        return Err(match kind {
            SubjectKind::Frame => NothingToShow::CodesNotCompared {
                frame: name,
                from,
                to,
            },
            _ => NothingToShow::NotCompared {
                question: name,
                from,
                to,
            },
        }
        .into());
    }
    Ok(compared)
}

/// What the report says of the shift in the headline question, if that is asked about.
fn shift(analysis: &Analysis, asked: &Figures) -> Option<Headline> {
    let question = analysis.project.report.headline.as_ref()?;
    let asked_about = asked.covers(SubjectKind::Question, question.as_str());
    asked_about.then(|| report::headline(&analysis.project, &analysis.release))?
}
