use crate::disclosure::PublishedEvidence;
use crate::document::{Anchor, Block, Cell, ColumnHead, DocumentError, Mark, Row, Section, Table};
use crate::report::context::{Context, section};
use crate::survey::CodeRef;

/// The Theory of Change, and this wave's evidence for each of its outcomes.
pub(super) fn theory(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let themes = &context.project.codebook.theory.themes;
    if themes.is_empty() {
        return Ok(None);
    }
    let list = |items: &[String]| {
        Cell::Words(if items.is_empty() {
            "None named".to_owned()
        } else {
            items.join("; ")
        })
    };
    let rows = themes
        .iter()
        .map(|theme| Row {
            head: theme.label.clone(),
            cells: vec![
                list(&theme.activities),
                list(&theme.outputs),
                list(
                    &theme
                        .outcomes
                        .iter()
                        .map(|o| o.label.clone())
                        .collect::<Vec<_>>(),
                ),
                list(&if theme.horizon.is_empty() {
                    Vec::new()
                } else {
                    vec![theme.horizon.clone()]
                }),
            ],
        })
        .collect();
    let chain = Table::new(
        Anchor::slug("table", "theory-of-change"),
        format!(
            "The Theory of Change of {}: from activities to the horizon of each theme",
            context.project.organisation
        ),
        "Theme",
        [
            "Activities",
            "Short-term outputs",
            "Long-term outcomes",
            "Horizon",
        ]
        .map(ColumnHead::words)
        .to_vec(),
        rows,
        Vec::new(),
    )?;
    let blocks = vec![
        Block::Paragraph(
            "The Theory of Change says what the work is meant to lead to. The first table gives it in full. The second sets this questionnaire's evidence beside each theme and outcome.".into(),
        ),
        Block::Table(chain),
        Block::Table(evidence(context)?),
        Block::Paragraph(
            "An outcome without evidence here is not an outcome without progress: the questionnaire asked nobody about outcomes one by one.".into(),
        ),
    ];
    section(
        "theory-of-change",
        "The Theory of Change, and the evidence for it",
        blocks,
    )
    .map(Some)
}

fn evidence(context: &Context<'_>) -> Result<Table, DocumentError> {
    let find = |code: &CodeRef| {
        context
            .release
            .evidence
            .iter()
            .find(|line| &line.code == code)
    };
    let mut rows = Vec::new();
    for theme in &context.project.codebook.theory.themes {
        rows.push(evidence_row(&theme.label, "Theme", find(&theme.code)));
        for outcome in &theme.outcomes {
            let code = CodeRef {
                frame: theme.code.frame.clone(),
                code: outcome.code.clone(),
            };
            rows.push(evidence_row(&outcome.label, &theme.label, find(&code)));
        }
    }
    Table::new(
        Anchor::slug("table", "evidence"),
        format!("Evidence for each theme and outcome, respondents, {}", context.now_label()),
        "Theme or outcome",
        vec![
            ColumnHead::words("Belongs to"),
            ColumnHead::numbers("Wrote of it"),
            ColumnHead::numbers("Chose an answer that leads to it"),
        ],
        rows,
        vec![
            "The two columns are kept apart: what people write unasked and what they choose from a list are not the same evidence. One respondent can stand in many rows.".to_owned(),
            "Whoever wrote of an outcome counts for its theme as well.".to_owned(),
        ],
    )
}

fn evidence_row(label: &str, belongs: &str, line: Option<&PublishedEvidence>) -> Row {
    let count = |count: Option<u64>| count.map_or(Cell::Mark(Mark::Confidential), Cell::Count);
    let cells = match line {
        Some(line) => vec![count(line.words), count(line.options)],
        None => vec![Cell::Mark(Mark::NotAvailable); 2],
    };
    Row {
        head: label.to_owned(),
        cells: std::iter::once(Cell::Words(belongs.to_owned()))
            .chain(cells)
            .collect(),
    }
}
