use crate::disclosure::PublishedEvidence;
use crate::document::{Anchor, Block, Cell, ColumnHead, DocumentError, Mark, Row, Section, Table};
use crate::report::context::{Context, section};
use crate::report::figures::ThemeSteps;
use crate::survey::{CodeRef, Outcome};
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
    let asked = context.asked_own_words();
    let (mut rows, mut by_outcome) = (Vec::new(), false);
    for theme in &context.project.codebook.theory.themes {
        let outcomes: Vec<(CodeRef, &Outcome)> = theme.coded_outcomes().collect();
        let of_outcomes = outcomes.iter().any(|(code, _)| can_choose(code));
        by_outcome |= of_outcomes;
        rows.push(evidence_row(
            &theme.label,
            say!(words, "sections.theory.theme"),
            find(&theme.code),
            asked,
            match (can_choose(&theme.code), of_outcomes) {
                (true, _) => Choice::Counted,
                (false, true) => Choice::Below(say!(words, "sections.evidence.below")),
                (false, false) => Choice::NotOffered,
            },
        ));
        for (code, outcome) in &outcomes {
            rows.push(evidence_row(
                &outcome.label,
                say!(words, "sections.theory.outcome-of", theme => &theme.label),
                find(code),
                asked,
                if can_choose(code) {
                    Choice::Counted
                } else {
                    Choice::NotOffered
                },
            ));
        }
    }
    let mut notes = vec![
        say!(words, "sections.evidence.apart"),
        say!(words, "sections.evidence.several-rows"),
    ];
    notes.extend(by_outcome.then(|| say!(words, "sections.evidence.by-outcome")));
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
        notes,
    )
}

/// Whether the questionnaire offered an answer that is linked to a theme or outcome: nobody can choose what is not
/// there, and that is not a count of nought.
enum Choice {
    Counted,
    /// Answers are linked to outcomes of the theme alone, and counted there; in words.
    Below(String),
    NotOffered,
}

/// `asked` says whether anybody was asked in their own words: else nobody could write, and that is no count either.
fn evidence_row(
    label: &str,
    kind: String,
    line: Option<&PublishedEvidence>,
    asked: bool,
    choice: Choice,
) -> Row {
    let count = |count: Option<u64>| count.map_or(Cell::Mark(Mark::Confidential), Cell::Count);
    let cells = match line {
        Some(line) => {
            let wrote = match asked {
                true => count(line.words),
                false => Cell::Mark(Mark::NotApplicable),
            };
            let chose = match choice {
                Choice::NotOffered if line.options == Some(0) => Cell::Mark(Mark::NotApplicable),
                Choice::Below(words) if line.options == Some(0) => Cell::Words(words),
                _ => count(line.options),
            };
            vec![wrote, chose]
        }
        None => vec![Cell::Mark(Mark::NotAvailable); 2],
    };
    Row {
        head: label.to_owned(),
        cells: std::iter::once(Cell::Words(kind)).chain(cells).collect(),
    }
}
