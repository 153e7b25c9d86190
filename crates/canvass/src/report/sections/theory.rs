use crate::disclosure::PublishedEvidence;
use crate::document::{Anchor, Block, Cell, ColumnHead, DocumentError, Mark, Row, Section, Table};
use crate::report::context::{Context, section};
use crate::report::figures::ThemeSteps;
use crate::survey::CodeRef;
use crate::wording::say;

/// The Theory of Change, and this wave's evidence for each of its outcomes.
pub(super) fn theory(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let themes = &context.project.codebook.theory.themes;
    if themes.is_empty() {
        return Ok(None);
    }
    let words = context.words;
    let list = |items: &[String]| {
        let items = items.to_vec();
        Cell::Words(say!(words, "sections.theory.items", items))
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
        say!(
            words,
            "sections.theory.table",
            organisation => &context.project.organisation,
        ),
        say!(words, "sections.theory.theme"),
        [
            say!(words, "sections.theory.activities"),
            say!(words, "sections.theory.outputs"),
            say!(words, "sections.theory.outcomes"),
            say!(words, "sections.theory.horizon"),
        ]
        .map(ColumnHead::words)
        .to_vec(),
        rows,
        Vec::new(),
    )?;
    let mut blocks = vec![
        Block::Paragraph(say!(words, "sections.theory.intro").into()),
        Block::Table(chain),
    ];
    for theme in themes {
        blocks.extend(ThemeSteps::new(context, theme).figure()?.map(Block::Figure));
    }
    blocks.push(Block::Table(evidence(context)?));
    blocks.push(Block::Paragraph(
        say!(words, "sections.theory.little-evidence").into(),
    ));
    let heading = say!(words, "sections.theory.heading");
    section("theory-of-change", heading, blocks).map(Some)
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
    let words = context.words;
    let mut rows = Vec::new();
    for theme in &context.project.codebook.theory.themes {
        rows.push(evidence_row(
            &theme.label,
            say!(words, "sections.theory.theme"),
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
                say!(words, "sections.theory.outcome-of", theme => &theme.label),
                find(&code),
                can_choose(&code),
            ));
        }
    }
    Table::new(
        Anchor::slug("table", "evidence"),
        say!(words, "sections.evidence.table", wave => context.now_label()),
        say!(words, "sections.evidence.stub"),
        vec![
            ColumnHead::words(say!(words, "sections.evidence.kind")),
            ColumnHead::numbers(say!(words, "sections.evidence.wrote")),
            ColumnHead::numbers(say!(words, "sections.evidence.chose")),
        ],
        rows,
        vec![
            say!(words, "sections.evidence.apart"),
            say!(words, "sections.evidence.several-rows"),
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
