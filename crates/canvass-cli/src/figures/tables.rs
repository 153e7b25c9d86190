use canvass::disclosure::records::{CellState, EstimateRecord, LineKind, SubjectKind};
use canvass::pipeline::Analysis;
use canvass::stats::{Percent, Proportion, thousands};
use canvass::survey::QuestionKind;

use super::aligned::{Side, table};
use super::{
    HELD_BACK, INTERNAL, WHY_HELD_BACK, codebook, line_and_base, subject_title, wave_label,
};

/// Estimates as plain tables, one after the other.
pub(crate) fn text(analysis: &Analysis, records: &[EstimateRecord], internal: bool) -> String {
    let project = &analysis.project;
    let mut text = if internal {
        INTERNAL.to_owned()
    } else {
        String::new()
    };
    text.push_str(&format!(
        "{}: figures of {}\n",
        project.organisation,
        wave_label(project, project.current.as_str())
    ));
    let of_one_table = |a: &EstimateRecord, b: &EstimateRecord| {
        (a.subject, &a.subject_id, a.scope) == (b.subject, &b.subject_id, b.scope)
    };
    for records in records.chunk_by(of_one_table) {
        let Some(first) = records.first() else {
            continue;
        };
        let title = subject_title(project, first.subject, &first.subject_id, first.scope);
        text.push_str(&format!("\n{title}\n{}\n", about_the_base(analysis, first)));
        if first.line == LineKind::Answered {
            continue;
        }
        text.push_str(&table(
            &[
                (line_and_base(first.subject, first.scope).0, Side::Left),
                ("Respondents", Side::Right),
                ("Percent", Side::Right),
                ("95% interval", Side::Right),
            ],
            &records.iter().map(row).collect::<Vec<_>>(),
        ));
    }
    if records
        .iter()
        .any(|record| record.state == CellState::Suppressed)
    {
        text.push_str(&format!("\n{WHY_HELD_BACK}"));
    }
    text
}

/// Whom the percentages of a table are of, and how to read them.
fn about_the_base(analysis: &Analysis, record: &EstimateRecord) -> String {
    let project = &analysis.project;
    let Some(base) = record.base else {
        return "So few answered that their number is held back.".to_owned();
    };
    let (_, did) = line_and_base(record.subject, record.scope);
    let mut sentences = Vec::new();
    match record.subject {
        SubjectKind::Question => sentences.push(match record.asked {
            Some(asked) => format!(
                "Base: {} who {did}, of {} who were asked.",
                thousands(base),
                thousands(asked)
            ),
            None => format!("Base: {} who {did}.", thousands(base)),
        }),
        SubjectKind::Frame => sentences.push(format!(
            "Base: {} who {did}. Codebook: {}.",
            thousands(base),
            codebook(analysis)
        )),
    }
    let several = match record.subject {
        SubjectKind::Question => project
            .survey
            .questions
            .iter()
            .any(|q| q.id.as_str() == record.subject_id && q.kind == QuestionKind::MultiSelect),
        SubjectKind::Frame => true,
    };
    if several {
        sentences.push("One respondent can stand in more than one row.".to_owned());
    }
    if base < project.disclosure.counts_only_below && !record.internal {
        sentences.push(format!(
            "Fewer than {} answered, so there are no percentages.",
            project.disclosure.counts_only_below
        ));
    } else if record.low_base {
        sentences.push(format!(
            "Fewer than {} answered: read the percentages with caution.",
            project.disclosure.low_base_below
        ));
    }
    sentences.join(" ")
}

fn row(record: &EstimateRecord) -> Vec<String> {
    let figures = match record.state {
        CellState::Suppressed => vec![HELD_BACK.to_owned()],
        CellState::NotApplicable => vec!["not applicable".to_owned()],
        CellState::Shown => {
            let (count, base) = (record.count.unwrap_or(0), record.base.unwrap_or(0));
            let percent = record
                .share
                .and(Proportion::new(count, base).ok())
                .map(Percent::of);
            let limit = |limit: Option<f64>| Some(Percent::from_share(limit?)?.number());
            let interval = limit(record.lower).zip(limit(record.upper));
            vec![
                thousands(count),
                percent.map_or_else(String::new, |percent| percent.to_string()),
                interval.map_or_else(String::new, |(lower, upper)| format!("{lower} to {upper}")),
            ]
        }
    };
    let mut row = vec![record.label.clone()];
    row.extend(figures);
    row
}
