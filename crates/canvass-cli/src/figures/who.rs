use canvass::disclosure::records::{WhoMeasure, WhoRecord};
use canvass::pipeline::Analysis;
use canvass::stats::{Percent, Proportion, thousands};

use super::aligned::{Side, table};
use super::{INTERNAL, wave_label};

/// Who answered, to read: responses, response rates where there are any, groups beside members, questions.
pub(crate) fn text(analysis: &Analysis, records: &[WhoRecord], internal: bool) -> String {
    let project = &analysis.project;
    let mut text = if internal {
        INTERNAL.to_owned()
    } else {
        String::new()
    };
    text.push_str(&format!(
        "{}: who answered in {}\n",
        project.organisation,
        wave_label(project, project.current.as_str())
    ));
    let of = |measure: WhoMeasure| {
        records
            .iter()
            .filter(move |record| record.measure == measure)
    };
    for record in of(WhoMeasure::Responses) {
        text.push_str(&responses(record));
    }
    for record in records.iter().filter(|record| is_rate(record.measure)) {
        let value = record.value.and_then(Percent::from_share);
        let value = value.map_or_else(|| note(record), |percent| percent.to_string());
        let name = record.measure.word().replace('_', " ");
        text.push_str(&format!(
            "{}: {value}\n",
            name.replace("rr", "Response rate ")
        ));
    }
    for id in &project.groups {
        let groups: Vec<&WhoRecord> = records
            .iter()
            .filter(|record| record.question.as_deref() == Some(id.as_str()))
            .collect();
        text.push_str(&group(analysis, id.as_str(), &groups));
    }
    text.push_str(&questions(records));
    let weights = [
        WhoMeasure::EffectiveBase,
        WhoMeasure::CappedWeights,
        WhoMeasure::MarginError,
        WhoMeasure::Unmatched,
    ];
    for record in records
        .iter()
        .filter(|record| weights.contains(&record.measure))
    {
        text.push_str(&weighting(record));
    }
    text
}

/// A questionnaire that is open to everybody has no response rate, so none is told.
fn responses(record: &WhoRecord) -> String {
    let count = record.count.unwrap_or(0);
    let share = record
        .base
        .and_then(|base| Proportion::new(count, base).ok());
    match (share, record.base) {
        (Some(share), Some(members)) => format!(
            "{} responses, about {} of about {} members\n",
            thousands(count),
            Percent::of(share),
            thousands(members)
        ),
        _ => format!(
            "{} responses; how many members there are is not known\n",
            thousands(count)
        ),
    }
}

fn is_rate(measure: WhoMeasure) -> bool {
    matches!(
        measure,
        WhoMeasure::Rr1
            | WhoMeasure::Rr2
            | WhoMeasure::Rr3
            | WhoMeasure::Rr4
            | WhoMeasure::Rr5
            | WhoMeasure::Rr6
            | WhoMeasure::EligibleShare
    )
}

fn group(analysis: &Analysis, id: &str, records: &[&WhoRecord]) -> String {
    let questions = &analysis.project.survey.questions;
    let question = questions.iter().find(|question| question.id.as_str() == id);
    let title = question.map_or(id, |question| question.title.as_str());
    let groups: Vec<&&WhoRecord> = records
        .iter()
        .filter(|record| record.measure == WhoMeasure::Group)
        .collect();
    let known = groups.iter().any(|record| record.members.is_some());
    if !known {
        return format!("\n{title} ({id})\nHow respondents compare with members is not known.\n");
    }
    let percent = |share: Option<f64>| share.and_then(Percent::from_share).map(|p| p.to_string());
    let rows: Vec<Vec<String>> = groups
        .iter()
        .map(|record| {
            vec![
                record.label.clone().unwrap_or_default(),
                percent(record.value).unwrap_or_else(|| note(record)),
                percent(record.members_share).unwrap_or_else(|| "not known".to_owned()),
                record
                    .ratio
                    .map_or_else(String::new, |ratio| format!("{ratio:.2}")),
            ]
        })
        .collect();
    let mut text = format!("\n{title} ({id})\n");
    text.push_str(&table(
        &[
            ("Group", Side::Left),
            ("Respondents", Side::Right),
            ("Members", Side::Right),
            ("Ratio", Side::Right),
        ],
        &rows,
    ));
    let unheard: Vec<&str> = groups
        .iter()
        .filter(|record| record.count == Some(0) && record.members.is_some_and(|m| m > 0))
        .filter_map(|record| record.label.as_deref())
        .collect();
    if !unheard.is_empty() {
        text.push_str(&format!("Not heard from: {}.\n", unheard.join(", ")));
    }
    for record in records {
        let name = match record.measure {
            WhoMeasure::ChiSquare => "Chi-square",
            WhoMeasure::ChiSquareP => "p",
            WhoMeasure::RIndicator => "R-indicator",
            WhoMeasure::Variation => "Coefficient of variation",
            _ => continue,
        };
        let value = record.value.map(|value| format!("{value:.3}"));
        let note = record.note.clone();
        let told: Vec<String> = value.into_iter().chain(note).collect();
        text.push_str(&format!("{name}: {}\n", told.join(", ")));
    }
    text
}

fn questions(records: &[WhoRecord]) -> String {
    let rows: Vec<Vec<String>> = records
        .iter()
        .filter(|record| record.measure == WhoMeasure::Nonresponse)
        .map(|record| {
            let last = records.iter().find(|other| {
                other.measure == WhoMeasure::LastAnswered && other.question == record.question
            });
            let number = |count: Option<u64>| count.map_or_else(|| note(record), thousands);
            let share = record.count.zip(record.base);
            let share = share.and_then(|(count, base)| Proportion::new(count, base).ok());
            vec![
                record.label.clone().unwrap_or_default(),
                number(record.base),
                number(record.count),
                share.map_or_else(String::new, |share| Percent::of(share).to_string()),
                last.and_then(|last| last.count)
                    .map_or_else(String::new, thousands),
            ]
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let columns = [
        ("Question", Side::Left),
        ("Asked", Side::Right),
        ("No answer", Side::Right),
        ("Percent", Side::Right),
        ("Answered last", Side::Right),
    ];
    format!("\nItem nonresponse\n{}", table(&columns, &rows))
}

fn weighting(record: &WhoRecord) -> String {
    let note = note(record);
    match record.measure {
        WhoMeasure::EffectiveBase => format!(
            "\nWeights: {} respondents, an effective base of {:.1}\n",
            thousands(record.base.unwrap_or(0)),
            record.value.unwrap_or(0.0)
        ),
        WhoMeasure::CappedWeights => format!(
            "Weights at the cap: {} ({note})\n",
            record.count.unwrap_or(0)
        ),
        WhoMeasure::MarginError => format!(
            "Largest distance from a share of members: {:.4}\n",
            record.value.unwrap_or(0.0)
        ),
        _ => format!(
            "In no group of members on {}: {} ({note})\n",
            record.question.as_deref().unwrap_or_default(),
            record.count.unwrap_or(0)
        ),
    }
}

fn note(record: &WhoRecord) -> String {
    record.note.clone().unwrap_or_default()
}
