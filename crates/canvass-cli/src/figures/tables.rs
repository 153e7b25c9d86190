use canvass::disclosure::records::{CellState, EstimateRecord, LineKind, SubjectKind};
use canvass::pipeline::Analysis;
use canvass::stats::{PValue, Percent, Proportion, thousands};
use canvass::survey::QuestionKind;

use super::aligned::{Side, table};
use super::{
    HELD_BACK, INTERNAL, WHY_HELD_BACK, caveats, codebook, line_and_base, subject_title, wave_label,
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
    let intervals = records
        .iter()
        .any(|record| record.lower.or(record.value_lower).is_some() && record.group.is_none());
    text.push_str(&caveats(analysis, internal, intervals));
    for records in records.chunk_by(of_one_table) {
        let Some(first) = records.first() else {
            continue;
        };
        let id = &first.subject_id;
        let mut title = subject_title(project, first.subject, id, first.scope);
        if let Some(question) = &first.in_question {
            title.push_str(&format!(", in answers to {question}"));
        }
        if let Some(group) = &first.group {
            title.push_str(&format!(", by {group}"));
        }
        text.push_str(&format!("\n{title}\n"));
        if first.group.is_some() {
            let (tests, records): (Vec<_>, Vec<_>) = records
                .iter()
                .partition(|record| record.line == LineKind::GroupsAlike);
            text.push_str(&by_group(analysis, first.subject, first.scope, &records));
            for test in tests {
                text.push_str(&tested(test));
            }
            continue;
        }
        text.push_str(&format!("{}\n", about_the_base(analysis, first)));
        let (lines, measures): (Vec<_>, Vec<_>) =
            records.iter().partition(|record| is_counted(record.line));
        if !lines.is_empty() {
            text.push_str(&counted(first.subject, first.scope, &lines));
        }
        for measure in measures
            .into_iter()
            .filter(|r| r.line != LineKind::Answered)
        {
            text.push_str(&format!("{}: {}\n", measure.label, measured(measure)));
        }
    }
    if records
        .iter()
        .any(|record| record.state == CellState::Suppressed)
    {
        text.push_str(&format!("\n{WHY_HELD_BACK}"));
    }
    text
}

fn of_one_table(a: &EstimateRecord, b: &EstimateRecord) -> bool {
    let about = |r: &EstimateRecord| (r.subject, r.subject_id.clone(), r.scope);
    let parts = |r: &EstimateRecord| (r.in_question.clone(), r.group.clone());
    about(a) == about(b) && parts(a) == parts(b)
}

/// Whether a line is a count in a table, and not a measure over all of its lines.
fn is_counted(line: LineKind) -> bool {
    matches!(
        line,
        LineKind::Option
            | LineKind::Union
            | LineKind::Code
            | LineKind::Theme
            | LineKind::Outcome
            | LineKind::Horizon
    )
}

/// The counts of one table, with the columns that any of its lines fills.
fn counted(subject: SubjectKind, scope: Option<&str>, records: &[&EstimateRecord]) -> String {
    let ranked = records.iter().any(|record| record.rank.is_some());
    let weighted = records.iter().any(|record| record.weighted_share.is_some());
    let mut columns = vec![
        (line_and_base(subject, scope).0, Side::Left),
        ("Respondents", Side::Right),
        ("Percent", Side::Right),
        ("95% interval", Side::Right),
    ];
    if ranked {
        columns.push(("Place", Side::Right));
    }
    if weighted {
        columns.push(("Weighted", Side::Right));
        columns.push(("95% interval", Side::Right));
    }
    let rows: Vec<Vec<String>> = records
        .iter()
        .map(|record| {
            let mut row = row(record);
            row.resize(4, String::new());
            if ranked {
                row.push(place(record));
            }
            if weighted {
                let share = record.weighted_share.and_then(Percent::from_share);
                row.push(share.map_or_else(String::new, |share| share.to_string()));
                row.push(interval(record.weighted_lower, record.weighted_upper));
            }
            row
        })
        .collect();
    let mut text = table(&columns, &rows);
    if let Some(base) = records.iter().find_map(|record| record.effective_base) {
        text.push_str(&format!("Effective base with weights: {base:.1}.\n"));
    }
    text
}

/// The place by count, and the places that chance alone leaves plausible.
fn place(record: &EstimateRecord) -> String {
    match (record.rank, record.rank_best, record.rank_worst) {
        (Some(rank), Some(best), Some(worst)) if best == worst => rank.to_string(),
        (Some(rank), Some(best), Some(worst)) => format!("{rank} ({best} to {worst})"),
        _ => String::new(),
    }
}

/// A measure over all lines of a table.
fn measured(record: &EstimateRecord) -> String {
    let base = thousands(record.count.unwrap_or(0));
    if let Some(day) = &record.day {
        return format!("{day} ({base} answers)");
    }
    let limits = |lower: Option<f64>, upper: Option<f64>| {
        lower.zip(upper).map_or_else(String::new, |(lower, upper)| {
            format!(", 95% interval {lower:.2} to {upper:.2}")
        })
    };
    let weighted = match (
        record.weighted_value,
        record.weighted_share.and_then(Percent::from_share),
    ) {
        (Some(value), _) => format!(
            "; weighted {value:.2}{}",
            limits(record.weighted_value_lower, record.weighted_value_upper)
        ),
        (None, Some(share)) => format!(
            "; weighted {share}, 95% interval {}",
            interval(record.weighted_lower, record.weighted_upper)
        ),
        (None, None) => String::new(),
    };
    match record.value {
        Some(value) => {
            let limits = limits(record.value_lower, record.value_upper);
            format!("{value:.2}{limits} ({base} answers){weighted}").replace('-', "\u{2212}")
        }
        None => format!("{}{weighted}", row(record).split_off(1).join(", ")),
    }
}

/// What a test over all groups of a table says.
fn tested(record: &EstimateRecord) -> String {
    let note = record.note.clone().unwrap_or_default();
    match (record.value, record.p.and_then(PValue::new)) {
        (Some(value), Some(p)) => {
            format!("{}: F = {value:.2} on {note}, p = {p}\n", record.label).replace("= <", "< ")
        }
        _ => format!("{}: {note}\n", record.label),
    }
}

/// The groups of one table side by side.
fn by_group(
    analysis: &Analysis,
    subject: SubjectKind,
    scope: Option<&str>,
    records: &[&EstimateRecord],
) -> String {
    let groups: Vec<&[&EstimateRecord]> =
        records.chunk_by(|a, b| a.group_id == b.group_id).collect();
    let (heading, did) = line_and_base(subject, scope);
    let label = |records: &[&EstimateRecord]| {
        let first = records.first();
        first
            .and_then(|record| record.group_label.clone())
            .unwrap_or_default()
    };
    let labels: Vec<String> = groups.iter().map(|records| label(records)).collect();
    let mut columns = vec![(heading, Side::Left)];
    columns.extend(labels.iter().map(|label| (label.as_str(), Side::Right)));

    let base = |records: &&[&EstimateRecord]| {
        let first = records.first();
        let mark = match first {
            Some(record) if record.low_base => " (low)",
            _ => "",
        };
        let base = first.and_then(|record| record.base);
        base.map_or_else(String::new, |base| format!("{}{mark}", thousands(base)))
    };
    let mut rows = vec![
        std::iter::once(format!("Base: those who {did}"))
            .chain(groups.iter().map(base))
            .collect::<Vec<_>>(),
    ];
    let lines = groups.first().copied().unwrap_or_default();
    for (at, line) in lines.iter().enumerate() {
        let cell = |records: &&[&EstimateRecord]| {
            let record = records.get(at);
            record.map_or_else(String::new, |record| match (record.state, share(record)) {
                (CellState::Suppressed, _) => HELD_BACK.to_owned(),
                (CellState::Shown, Some(share)) => {
                    format!("{} ({})", thousands(share.count()), Percent::of(share))
                }
                _ => "not applicable".to_owned(),
            })
        };
        let cells = groups.iter().map(cell);
        rows.push(std::iter::once(line.label.clone()).chain(cells).collect());
    }
    let mut text = table(&columns, &rows);
    if records.iter().any(|record| record.low_base) {
        text.push_str(&format!(
            "Low: fewer than {} answered; read these percentages with caution.\n",
            analysis.project.disclosure.low_base_below
        ));
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
        SubjectKind::Frame | SubjectKind::Theory => sentences.push(format!(
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
        SubjectKind::Frame | SubjectKind::Theory => true,
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

/// Count over base, where both are there.
fn share(record: &EstimateRecord) -> Option<Proportion> {
    Proportion::new(record.count?, record.base?).ok()
}

fn row(record: &EstimateRecord) -> Vec<String> {
    let figures = match record.state {
        CellState::Suppressed => vec![HELD_BACK.to_owned()],
        CellState::NotApplicable => vec!["not applicable".to_owned()],
        CellState::Shown => {
            let percent = record.share.and(share(record)).map(Percent::of);
            vec![
                thousands(record.count.unwrap_or(0)),
                percent.map_or_else(String::new, |percent| percent.to_string()),
                interval(record.lower, record.upper),
            ]
        }
    };
    let mut row = vec![record.label.clone()];
    row.extend(figures);
    row
}

/// The limits of a share, as percentages.
fn interval(lower: Option<f64>, upper: Option<f64>) -> String {
    let limit = |limit: Option<f64>| Some(Percent::from_share(limit?)?.number());
    let limits = limit(lower).zip(limit(upper));
    limits.map_or_else(String::new, |(lower, upper)| format!("{lower} to {upper}"))
}
