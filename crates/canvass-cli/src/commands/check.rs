use std::fmt::Write as _;
use std::path::Path;

use canvass::diagnostics::{Diagnostics, Severity};
use canvass::pipeline::{self, Analysis};
use canvass::survey::{DataQuality, Question, ResponseState};
use canvass::tabulate::{CodedWave, question_table};

use crate::args::FailOn;
use crate::terminal::{Done, Failure, print, report_faults};

/// Tells what was read, wave by wave and question by question, and every fault.
pub(crate) fn run(project: &Path, fail_on: Option<FailOn>) -> Result<Done, Failure> {
    let analysis = pipeline::analyse(project)?;
    print(&account(&analysis.value))?;
    report_faults(&analysis.diagnostics, true);
    Ok(if found(&analysis.diagnostics, fail_on) {
        Done::WithFindings
    } else {
        Done::Clean
    })
}

fn found(diagnostics: &Diagnostics, fail_on: Option<FailOn>) -> bool {
    let worst = match fail_on {
        None => return false,
        Some(FailOn::Warning) => Severity::Warning,
        Some(FailOn::Note) => Severity::Note,
    };
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity <= worst)
}

fn account(analysis: &Analysis) -> String {
    let mut text =
        String::from("For the analyst's eyes: these counts are not cleared for publication.\n");
    for wave in &analysis.waves {
        let quality = wave.responses.quality();
        let export = analysis
            .project
            .survey
            .wave(wave.responses.wave())
            .map_or("", |w| w.export.as_str());
        let _ = writeln!(
            text,
            "\n{}: {export}\n  {}; {}; {} rows, {} responses{}",
            wave.responses.wave(),
            quality.layout,
            quality.encoding,
            quality.records,
            wave.responses.respondents(),
            rows_account(quality),
        );
        for question in analysis.project.survey.asked_in(wave.responses.wave()) {
            text.push_str(&question_account(question, wave));
        }
    }
    text
}

/// What became of the rows that are no response of their own, and which responses are not like the others.
fn rows_account(quality: &DataQuality) -> String {
    let mut text = String::new();
    for (count, what) in [
        (quality.blank_records, "blank"),
        (quality.repeated_records, "repeated"),
        (quality.joined_records, "joined with an earlier row"),
        (quality.test_records, "previews or tests"),
        (quality.repeated_headings, "repeated headings"),
        (quality.total_records, "totals or averages"),
        (quality.unfinished_left_out, "unfinished and left out"),
    ] {
        if count > 0 {
            let _ = write!(text, ", {count} {what}");
        }
    }
    for (count, what) in [
        (quality.partial_records, "unfinished"),
        (quality.disqualified_records, "turned away"),
        (
            quality.identical_records,
            "with the same answers as another",
        ),
    ] {
        if count > 0 {
            let _ = write!(text, "\n  of the responses, {count} {what}");
        }
    }
    text
}

fn question_account(question: &Question, wave: &CodedWave) -> String {
    let Some(column) = wave.responses.column(&question.id) else {
        return String::new();
    };
    let count = |wanted: ResponseState| {
        (0..column.len())
            .filter(|respondent| column.state(*respondent) == Some(wanted))
            .count()
    };
    let asked = column.len() - count(ResponseState::NotAsked);
    let mut text = format!(
        "  {} ({}): asked {asked}, answered {}, no answer {}, unusable {}\n",
        question.id,
        question.kind.name(),
        count(ResponseState::Answered),
        count(ResponseState::NoAnswer),
        count(ResponseState::Unusable),
    );
    if let Some(table) = question_table(question, &wave.responses) {
        for line in &table.lines {
            let count = line
                .count
                .map_or_else(|| "not offered".to_owned(), |count| count.to_string());
            let _ = writeln!(text, "    {}: {count}", line.label);
        }
    }
    text
}
