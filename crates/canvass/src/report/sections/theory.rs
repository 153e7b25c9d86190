use crate::disclosure::PublishedEvidence;
use crate::document::{Anchor, Block, Cell, ColumnHead, DocumentError, Mark, Row, Section, Table};
use crate::report::context::{Context, section};
use crate::report::figures::ThemeSteps;
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
    let mut blocks = vec![
        Block::Paragraph(
            "The Theory of Change says what the work is meant to lead to. The first table gives it in full. Then a diagram for each theme leads from the work to what it is for. The last table sets the evidence from this questionnaire beside each theme and outcome.".into(),
        ),
        Block::Table(chain),
    ];
    for theme in themes {
        blocks.extend(ThemeSteps::new(context, theme).figure()?.map(Block::Figure));
    }
    blocks.push(Block::Table(evidence(context)?));
    blocks.push(Block::Paragraph(
        "Little or no evidence here does not mean no progress: the questionnaire did not ask about outcomes one by one.".into(),
    ));
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
    let wave = &context.release.current;
    let can_choose = |code: &CodeRef| {
        context.project.survey.questions.iter().any(|question| {
            question.options.iter().any(|option| {
                option.codes.contains(code)
                    && question.asked_in(wave).is_some()
                    && option.offered.contains_key(wave)
            })
        })
    };
    let mut rows = Vec::new();
    for theme in &context.project.codebook.theory.themes {
        rows.push(evidence_row(
            &theme.label,
            "Theme".to_owned(),
            find(&theme.code),
            can_choose(&theme.code),
        ));
        for outcome in &theme.outcomes {
            let code = CodeRef {
                frame: theme.code.frame.clone(),
                code: outcome.code.clone(),
            };
            rows.push(evidence_row(
                &outcome.label,
                format!("Outcome of {}", theme.label),
                find(&code),
                can_choose(&code),
            ));
        }
    }
    Table::new(
        Anchor::slug("table", "evidence"),
        format!("Evidence for each theme and outcome: number of respondents, {}", context.now_label()),
        "Theme or outcome",
        vec![
            ColumnHead::words("Kind"),
            ColumnHead::numbers("Wrote about it"),
            ColumnHead::numbers("Chose an answer linked to it"),
        ],
        rows,
        vec![
            "The two counts are kept apart: what people write unasked and what they choose from a list are not the same evidence.".to_owned(),
            "One respondent can count in many rows. Those who wrote about an outcome count for its theme as well.".to_owned(),
        ],
    )
}

/// `can_choose` says whether the questionnaire offered any answer that is linked to it: nobody can choose what is
/// not there, and that is not a count of nought.
fn evidence_row(
    label: &str,
    kind: String,
    line: Option<&PublishedEvidence>,
    can_choose: bool,
) -> Row {
    let count = |count: Option<u64>| count.map_or(Cell::Mark(Mark::Confidential), Cell::Count);
    let cells = match line {
        Some(line) if !can_choose && line.options == Some(0) => {
            vec![count(line.words), Cell::Mark(Mark::NotApplicable)]
        }
        Some(line) => vec![count(line.words), count(line.options)],
        None => vec![Cell::Mark(Mark::NotAvailable); 2],
    };
    Row {
        head: label.to_owned(),
        cells: std::iter::once(Cell::Words(kind)).chain(cells).collect(),
    }
}
