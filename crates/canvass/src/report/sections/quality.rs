use crate::document::{Anchor, Block, Cell, ColumnHead, DocumentError, Mark, Row, Section, Table};
use crate::report::context::{Context, section};
use crate::stats::{Percent, Proportion};
use crate::survey::DataQuality;

/// A count of what was found in an export.
type Count = fn(&DataQuality) -> u64;

/// What was found, counted and decided while reading the exports.
pub(super) fn quality(context: &Context<'_>) -> Result<Section, DocumentError> {
    let lines: [(&str, Count); 9] = [
        ("Rows in the export", |q| q.records),
        ("Left out: rows without any answer", |q| q.blank_records),
        ("Left out: rows that repeat a response id", |q| {
            q.repeated_records
        }),
        ("Kept: rows with the same answers as another", |q| {
            q.identical_records
        }),
        ("Left out: columns with personal data, not read", |q| {
            q.personal_columns
        }),
        (
            "Left out: ticks of \u{201C}None of these\u{201D} and the like beside another answer",
            |q| q.exclusive_conflicts,
        ),
        (
            "Kept: own words without a tick, counted as \u{201C}Other\u{201D}",
            |q| q.other_unticked,
        ),
        (
            "Left out: answers to questions not meant for the respondent",
            |q| q.off_route,
        ),
        ("Left out: answers that could not be used", |q| q.unusable),
    ];
    let waves = &context.release.waves;
    let mut rows: Vec<Row> = lines
        .iter()
        .map(|(label, count)| Row {
            head: (*label).to_owned(),
            cells: waves
                .iter()
                .map(|wave| Cell::Count(count(&wave.quality)))
                .collect(),
        })
        .collect();
    rows.insert(
        3,
        Row {
            head: "Responses".to_owned(),
            cells: waves
                .iter()
                .map(|wave| Cell::Count(wave.respondents))
                .collect(),
        },
    );
    if waves.iter().any(|wave| wave.quality.test_records > 0) {
        rows.insert(
            3,
            Row {
                head: "Left out: previews and tests of the questionnaire".to_owned(),
                cells: waves
                    .iter()
                    .map(|wave| Cell::Count(wave.quality.test_records))
                    .collect(),
            },
        );
    }
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
