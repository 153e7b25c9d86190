use std::fmt::Write as _;
use std::path::Path;

use canvass::diagnostics::{Diagnostics, Severity};
use canvass::pipeline::{self, Analysis};
use canvass::survey::{
    Column, Continuity, DataQuality, DateAnswer, NumberAnswer, Question, ResponseState,
};
use canvass::tabulate::{CodedWave, Subject, question_tables};

use crate::args::FailOn;
use crate::held_back;
use crate::terminal::{Done, Failure, print, report_faults};

/// Tells what was read, wave by wave and question by question, and every fault.
pub(crate) fn run(project: &Path, fail_on: Option<FailOn>) -> Result<Done, Failure> {
    let analysis = pipeline::analyse(project)?;
    print(&account(&analysis.value))?;
    print(&held_back::account(&analysis.value))?;
    let mut analysis = analysis;
    let faults = pipeline::proofread(&analysis.value);
    if faults.has_errors() {
        let mut all = analysis.diagnostics;
        all.extend(faults);
        return Err(pipeline::Error::Rejected(all).into());
    }
    analysis.diagnostics.extend(faults);
    report_faults(&analysis.diagnostics, true);
    Ok(if found(&analysis.diagnostics, fail_on) {
        Done::WithFindings
    } else {
        Done::Clean
    })
}

pub(super) fn found(diagnostics: &Diagnostics, fail_on: Option<FailOn>) -> bool {
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
    for table in question_tables(question, &wave.responses) {
        if let Subject::Place { place, .. } = table.subject {
            let _ = writeln!(text, "    in place {place}:");
        }
        for line in &table.lines {
            let count = line
                .count
                .map_or_else(|| "not offered".to_owned(), |count| count.to_string());
            let _ = writeln!(text, "    {}: {count}", line.label);
        }
    }
    text.push_str(&spread(column).map_or_else(String::new, |spread| format!("    {spread}\n")));
    let wave = wave.responses.wave();
    let unconfirmed = question
        .asked_in(wave)
        .is_some_and(|asked| asked.continuity == Continuity::Unconfirmed);
    if unconfirmed {
        text.push_str("    not compared with the wave before until somebody confirms that it is the same question\n");
    }
    let unconfirmed = question.options.iter().filter(|option| {
        let offered = option.offered.get(wave);
        offered.is_some_and(|offered| offered.continuity == Continuity::Unconfirmed)
    });
    for option in unconfirmed {
        let _ = writeln!(
            text,
            "    not compared with the wave before until somebody confirms that it is the same option: {}",
            option.label
        );
    }
    text
}

/// Where numbers and days lie; `None` for other answers, and where there are none.
fn spread(column: &Column) -> Option<String> {
    match column {
        Column::Number(numbers) => {
            let mut given: Vec<f64> = numbers
                .iter()
                .filter_map(|answer| match answer {
                    NumberAnswer::Given(number) => Some(number),
                    _ => None,
                })
                .collect();
            given.sort_by(f64::total_cmp);
            let upper = *given.get(given.len() / 2)?;
            let median = match given.len().is_multiple_of(2) {
                true => f64::midpoint(*given.get(given.len() / 2 - 1)?, upper),
                false => upper,
            };
            let mean = given.iter().sum::<f64>() / given.len() as f64;
            Some(format!(
                "least {}, median {median}, greatest {}, mean {mean:.1}",
                given.first()?,
                given.last()?
            ))
        }
        Column::Date(days) => {
            let given = || {
                days.iter().filter_map(|answer| match answer {
                    DateAnswer::Given(day) => Some(day),
                    _ => None,
                })
            };
            Some(format!("first {}, last {}", given().min()?, given().max()?))
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use canvass::survey::{Date, DateColumn, NumberColumn};

    use super::*;

    #[test]
    fn numbers_and_days_are_told_by_where_they_lie() {
        let mut numbers = NumberColumn::default();
        assert_eq!(spread(&Column::Number(numbers.clone())), None);
        for number in [4.0, 1.0, 10.0, 2.0] {
            numbers.push(NumberAnswer::Given(number));
        }
        numbers.push(NumberAnswer::NoAnswer);
        assert_eq!(
            spread(&Column::Number(numbers)).unwrap(),
            "least 1, median 3, greatest 10, mean 4.2"
        );
        let mut days = DateColumn::new();
        for day in [12, 3] {
            days.push(DateAnswer::Given(Date::new(2024, 2, day).unwrap()));
        }
        assert_eq!(
            spread(&Column::Date(days)).unwrap(),
            "first 2024-02-03, last 2024-02-12"
        );
    }
}
