use crate::document::{Anchor, Block, Cell, ColumnHead, DocumentError, Row, Section, Table};
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
        ("Left out: rows with a response id that stood before", |q| {
            q.repeated_records
        }),
        ("Kept: rows with the same answers as another", |q| {
            q.identical_records
        }),
        ("Columns with personal data, dropped unread", |q| {
            q.personal_columns
        }),
        (
            "Ticks of an option that excludes others, dropped beside another",
            |q| q.exclusive_conflicts,
        ),
        (
            "Own words without a tick, counted as \u{201C}Other\u{201D}",
            |q| q.other_unticked,
        ),
        (
            "Answers to questions not asked of the respondent, not counted",
            |q| q.off_route,
        ),
        ("Answers that could not be used", |q| q.unusable),
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
    let found = Table::new(
        Anchor::slug("table", "data-quality"),
        "What was found in the exports, by year",
        "What",
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
    let small = |count: u64| (1..context.project.disclosure.threshold).contains(&count);
    let rows: Vec<Row> = context
        .release
        .nonresponse
        .iter()
        .filter(|item| !small(item.asked) && item.asked > 0)
        .filter_map(|item| {
            let question = context.project.survey.question(&item.question)?;
            let share = Proportion::new(item.asked - item.answered, item.asked).ok()?;
            Some(Row {
                head: question.title.clone(),
                cells: vec![
                    Cell::Count(item.asked),
                    Cell::Count(item.answered),
                    Cell::Percent(Percent::of(share)),
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
        vec!["Nothing ticked in a question with several answers counts as no answer, because the form cannot tell it from one.".to_owned()],
    )
    .map(Some)
}
