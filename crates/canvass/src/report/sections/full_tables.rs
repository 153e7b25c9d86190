use super::shifts;
use crate::disclosure::{PublishedCell, PublishedTable};
use crate::document::{Anchor, Block, Cell, ColumnHead, DocumentError, Mark, Row, Section, Table};
use crate::report::context::Context;
use crate::report::phrases::Phrases;
use crate::report::words;
use crate::stats::thousands;
use crate::survey::{CodeFrame, Continuity, Question};

/// Every question with options for every wave, and every code.
pub(super) fn full_tables(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let mut questions = Vec::new();
    for question in context
        .project
        .survey
        .questions
        .iter()
        .filter(|q| q.kind.has_options())
    {
        questions.extend(question_table(context, question)?.map(Block::Table));
    }
    let mut codes = Vec::new();
    for frame in &context.project.codebook.frames {
        codes.extend(frame_table(context, frame)?.map(Block::Table));
    }
    let part = |anchor: &str, heading: &str, blocks: Vec<Block>| Section {
        anchor: Anchor::slug("", anchor),
        heading: heading.to_owned(),
        blocks,
        sections: Vec::new(),
    };
    let mut sections = Vec::new();
    if !questions.is_empty() {
        sections.push(part(
            "tables-questions",
            "Questions with a choice of answers",
            questions,
        ));
    }
    if !codes.is_empty() {
        sections.push(part(
            "tables-codes",
            "What respondents wrote in their own words",
            codes,
        ));
    }
    let changes = shifts::undrawn_tables(context)?;
    if let Some(before) = context.before_label().filter(|_| !changes.is_empty()) {
        let heading = format!("Questions without a clear change since {before}");
        sections.push(part("tables-changes", &heading, changes));
    }
    Ok((!sections.is_empty()).then(|| Section {
        anchor: Anchor::slug("", "full-tables"),
        heading: "Full tables".to_owned(),
        blocks: vec![Block::Paragraph(
            "The figures behind this report: first the questions, in the order of the questionnaire, then what respondents wrote.".into(),
        )],
        sections,
    }))
}

fn question_table(
    context: &Context<'_>,
    question: &Question,
) -> Result<Option<Table>, DocumentError> {
    let tables: Vec<(&str, &PublishedTable)> = context
        .release
        .waves
        .iter()
        .filter_map(|wave| {
            let table = context
                .release
                .questions
                .get(&(question.id.clone(), wave.id.clone()))?;
            Some((context.label(&wave.id), table))
        })
        .collect();
    let Some((_, newest)) = tables.last() else {
        return Ok(None);
    };
    let mut columns = Vec::new();
    for (wave, _) in &tables {
        columns.push(ColumnHead::numbers(format!("{wave} (count)")));
        columns.push(ColumnHead::numbers(format!("{wave} (%)")));
    }
    let rows = newest
        .lines()
        .iter()
        .map(|line| Row {
            head: line.label.clone(),
            cells: tables
                .iter()
                .flat_map(|(_, table)| {
                    count_and_percent(
                        table
                            .line(&line.key)
                            .map_or(&PublishedCell::NotApplicable, |l| &l.cell),
                    )
                })
                .collect(),
        })
        .collect();
    let bases: Vec<String> = tables
        .iter()
        .map(|(wave, table)| {
            format!(
                "{} in {wave}",
                table
                    .base()
                    .map_or_else(|| "not shown".to_owned(), thousands)
            )
        })
        .collect();
    let phrases = Phrases::of(question);
    let mut notes = Vec::new();
    if let Some(note) = phrases.note() {
        notes.push(note.to_owned());
        notes.push("Lower places are left out: together with the first they would give away figures that are not shown.".to_owned());
    }
    if newest.several_answers() {
        notes.push("One respondent could choose more than one answer, so figures can add up to more than 100%.".to_owned());
    }
    for wave in &context.release.waves {
        let asked = question.asked_in(&wave.id);
        let what = match asked.map(|asked| asked.continuity) {
            Some(Continuity::Reworded) => "was reworded",
            Some(Continuity::Unconfirmed) => "may not be the same",
            _ => continue,
        };
        notes.push(format!(
            "The question {what} in {}, so earlier years cannot be compared with later ones.",
            context.label(&wave.id)
        ));
    }
    if tables.iter().any(|(_, table)| table.low_base()) {
        notes.push(
            "Few answered this in at least one year, so treat the percentages with caution."
                .to_owned(),
        );
    }
    Table::new(
        Anchor::slug("table-full", question.id.as_str()),
        format!(
            "{}, all years: {} (base {})",
            phrases.counted(&question.title),
            phrases.who,
            words::list(&bases)
        ),
        words::capital(phrases.item.one),
        columns,
        rows,
        notes,
    )
    .map(Some)
}

fn frame_table(context: &Context<'_>, frame: &CodeFrame) -> Result<Option<Table>, DocumentError> {
    let Some(released) = context.release.frames.get(&frame.id) else {
        return Ok(None);
    };
    let parts = || {
        let impacts = released.impacts.iter();
        let impacts = impacts.map(|table| (table, "As helpful or valued"));
        impacts.chain([
            (&released.requests, "In a request"),
            (&released.criticisms, "In a criticism"),
        ])
    };
    let rows: Vec<Row> = released
        .all
        .lines()
        .iter()
        .map(|line| {
            let count = |table: &PublishedTable| match table.line(&line.key).map(|l| &l.cell) {
                Some(PublishedCell::Shown(shown)) => Cell::Count(shown.share().count()),
                Some(PublishedCell::Suppressed) => Cell::Mark(Mark::Confidential),
                _ => Cell::Mark(Mark::NotApplicable),
            };
            let mut cells = count_and_percent(&line.cell).to_vec();
            cells.extend(parts().map(|(table, _)| count(table)));
            Row {
                head: line.label.clone(),
                cells,
            }
        })
        .collect();
    if rows.is_empty() {
        return Ok(None);
    }
    Table::new(
        Anchor::slug("table-frame", frame.id.as_str()),
        format!(
            "{}: respondents who wrote something, {} (base {})",
            frame.label,
            context.now_label(),
            released
                .all
                .base()
                .map_or_else(|| "not shown".to_owned(), thousands)
        ),
        "Code",
        ["Respondents", "Share (%)"]
            .into_iter()
            .chain(parts().map(|(_, head)| head))
            .map(ColumnHead::numbers)
            .collect(),
        rows,
        vec!["One respondent can count in more than one row.".to_owned()],
    )
    .map(Some)
}

fn count_and_percent(cell: &PublishedCell) -> [Cell; 2] {
    match cell {
        PublishedCell::Shown(shown) => [
            Cell::Count(shown.share().count()),
            shown
                .percent()
                .map_or(Cell::Mark(Mark::NotAvailable), Cell::Percent),
        ],
        PublishedCell::Suppressed => [
            Cell::Mark(Mark::Confidential),
            Cell::Mark(Mark::Confidential),
        ],
        PublishedCell::NotApplicable => [
            Cell::Mark(Mark::NotApplicable),
            Cell::Mark(Mark::NotApplicable),
        ],
    }
}
