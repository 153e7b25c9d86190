use crate::document::{Anchor, Block, Cell, ColumnHead, DocumentError, Mark, Row, Section, Table};
use crate::report::context::{Context, section};
use crate::stats::{Percent, Proportion};
use crate::survey::DataQuality;
use crate::wording::say;

/// A count of what was found in an export.
type Count = fn(&DataQuality) -> u64;

/// What was found in the exports, in the order of the table: its term, and whether the line stays where nothing was
/// found.
const LINES: &[(&str, Count, bool)] = &[
    ("rows", |q| q.records, true),
    ("blank", |q| q.blank_records, true),
    ("repeated", |q| q.repeated_records, true),
    ("joined", |q| q.joined_records, false),
    ("tests", |q| q.test_records, false),
    ("headings", |q| q.repeated_headings, false),
    ("totals", |q| q.total_records, false),
    ("unfinished-left-out", |q| q.unfinished_left_out, false),
    ("responses", DataQuality::responses, true),
    ("unfinished-kept", |q| q.partial_records, false),
    ("turned-away", |q| q.disqualified_records, false),
    ("identical", |q| q.identical_records, true),
    ("personal", |q| q.personal_columns, true),
    ("exclusive", |q| q.exclusive_conflicts, true),
    ("other", |q| q.other_unticked, true),
    ("off-route", |q| q.off_route, true),
    ("unusable", |q| q.unusable, true),
];

/// What was found, counted and decided while reading the exports.
pub(super) fn quality(context: &Context<'_>) -> Result<Section, DocumentError> {
    let (words, waves) = (context.words, &context.release.waves);
    let rows: Vec<Row> = LINES
        .iter()
        .filter(|(_, count, always)| *always || waves.iter().any(|wave| count(&wave.quality) > 0))
        .map(|(finding, count, _)| Row {
            head: say!(words, "sections.quality.finding", finding => *finding),
            cells: waves
                .iter()
                .map(|wave| Cell::Count(count(&wave.quality)))
                .collect(),
        })
        .collect();
    let found = Table::new(
        Anchor::slug("table", "data-quality"),
        say!(words, "sections.quality.table"),
        say!(words, "sections.quality.stub"),
        waves
            .iter()
            .map(|wave| ColumnHead::numbers(context.label(&wave.id)))
            .collect(),
        rows,
        Vec::new(),
    )?;
    let mut blocks = vec![
        Block::Paragraph(say!(words, "sections.quality.intro").into()),
        Block::Table(found),
    ];
    blocks.extend(nonresponse(context)?.map(Block::Table));
    section(
        "data-quality",
        say!(words, "sections.quality.heading"),
        blocks,
    )
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
    let words = context.words;
    Table::new(
        Anchor::slug("table", "nonresponse"),
        say!(words, "sections.nonresponse.table", wave => context.now_label()),
        say!(words, "sections.nonresponse.stub"),
        [
            say!(words, "sections.nonresponse.asked"),
            say!(words, "sections.nonresponse.answered"),
            say!(words, "sections.nonresponse.no-answer"),
        ]
        .map(ColumnHead::numbers)
        .to_vec(),
        rows,
        vec![say!(words, "sections.nonresponse.several-answers")],
    )
    .map(Some)
}
