use crate::document::{Anchor, Block, Cell, ColumnHead, DocumentError, Mark, Row, Section, Table};
use crate::report::context::{Context, section};
use crate::stats::{Percent, Proportion};
use crate::survey::DataQuality;

/// A count of what was found in an export.
type Count = fn(&DataQuality) -> u64;

/// What was found in the exports, in the order of the table, and whether the line stays where nothing was found.
const LINES: &[(&str, Count, bool)] = &[
    ("Rows in the export", |q| q.records, true),
    (
        "Left out: rows without any answer",
        |q| q.blank_records,
        true,
    ),
    (
        "Left out: rows that repeat a response id",
        |q| q.repeated_records,
        true,
    ),
    (
        "Left out: rows joined with an earlier one of the same response",
        |q| q.joined_records,
        false,
    ),
    (
        "Left out: previews and tests of the questionnaire",
        |q| q.test_records,
        false,
    ),
    (
        "Left out: headings that stand among the responses",
        |q| q.repeated_headings,
        false,
    ),
    (
        "Left out: rows of totals or averages",
        |q| q.total_records,
        false,
    ),
    (
        "Left out: unfinished questionnaires",
        |q| q.unfinished_left_out,
        false,
    ),
    ("Responses", DataQuality::responses, true),
    (
        "Kept: unfinished questionnaires",
        |q| q.partial_records,
        false,
    ),
    (
        "Kept: people turned away by the platform",
        |q| q.disqualified_records,
        false,
    ),
    (
        "Kept: rows with the same answers as another",
        |q| q.identical_records,
        true,
    ),
    (
        "Left out: columns with personal data, not read",
        |q| q.personal_columns,
        true,
    ),
    (
        "Left out: ticks of \u{201C}None of these\u{201D} and the like beside another answer",
        |q| q.exclusive_conflicts,
        true,
    ),
    (
        "Kept: own words without a tick, counted as \u{201C}Other\u{201D}",
        |q| q.other_unticked,
        true,
    ),
    (
        "Left out: answers to questions not meant for the respondent",
        |q| q.off_route,
        true,
    ),
    (
        "Left out: answers that could not be used",
        |q| q.unusable,
        true,
    ),
];

/// What was found, counted and decided while reading the exports.
pub(super) fn quality(context: &Context<'_>) -> Result<Section, DocumentError> {
    let waves = &context.release.waves;
    let rows: Vec<Row> = LINES
        .iter()
        .filter(|(_, count, always)| *always || waves.iter().any(|wave| count(&wave.quality) > 0))
        .map(|(label, count, _)| Row {
            head: (*label).to_owned(),
            cells: waves
                .iter()
                .map(|wave| Cell::Count(count(&wave.quality)))
                .collect(),
        })
        .collect();
    let found = Table::new(
        Anchor::slug("table", "data-quality"),
        "What was found in the exports, by year",
        "Finding",
        waves
            .iter()
            .map(|wave| ColumnHead::numbers(context.label(&wave.id)))
            .collect(),
        rows,
        Vec::new(),
    )?;
    let mut blocks = vec![
        Block::Paragraph("Every row of every export is accounted for. Nothing was changed in the exports themselves.".into()),
        Block::Table(found),
    ];
    blocks.extend(nonresponse(context)?.map(Block::Table));
    section("data-quality", "Data quality", blocks)
}

fn nonresponse(context: &Context<'_>) -> Result<Option<Table>, DocumentError> {
    let count = |count: Option<u64>| count.map_or(Cell::Mark(Mark::Confidential), Cell::Count);
    let rows: Vec<Row> = context
        .release
        .nonresponse
        .iter()
        .filter(|item| item.asked != Some(0))
        .filter_map(|item| {
            let question = context.project.survey.question(&item.question)?;
            let share = item.asked.zip(item.answered).and_then(|(asked, answered)| {
                Proportion::new(asked.saturating_sub(answered), asked).ok()
            });
            Some(Row {
                head: question.title.clone(),
                cells: vec![
                    count(item.asked),
                    count(item.answered),
                    share.map_or(Cell::Mark(Mark::Confidential), |share| {
                        Cell::Percent(Percent::of(share))
                    }),
                ],
            })
        })
        .collect();
    if rows.is_empty() {
        return Ok(None);
    }
    Table::new(
        Anchor::slug("table", "nonresponse"),
        format!("How many were asked and answered, by question, {}", context.now_label()),
        "Question",
        vec![
            ColumnHead::numbers("Asked"),
            ColumnHead::numbers("Answered"),
            ColumnHead::numbers("No answer (%)"),
        ],
        rows,
        vec!["Where several answers were possible, ticking nothing counts as no answer: an export cannot tell the two apart.".to_owned()],
    )
    .map(Some)
}
