use std::iter;

use super::{shifts, trends};
use crate::disclosure::{PublishedCell, PublishedTable};
use crate::document::{Anchor, Block, Cell, ColumnHead, DocumentError, Mark, Row, Section, Table};
use crate::report::context::Context;
use crate::report::phrases::Phrases;
use crate::survey::{CodeFrame, Continuity, Question};
use crate::wording::say;

/// Every question with options for every wave, and every code.
pub(super) fn full_tables(context: &Context<'_>) -> Result<Option<Section>, DocumentError> {
    let words = context.words;
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
    let part = |anchor: &str, heading: String, blocks: Vec<Block>| Section {
        anchor: Anchor::slug("", anchor),
        heading,
        blocks,
        sections: Vec::new(),
    };
    let mut sections = Vec::new();
    if !questions.is_empty() {
        sections.push(part(
            "tables-questions",
            say!(words, "sections.tables.questions"),
            questions,
        ));
    }
    if !codes.is_empty() {
        sections.push(part(
            "tables-codes",
            say!(words, "sections.tables.codes"),
            codes,
        ));
    }
    let changes = shifts::undrawn_tables(context)?;
    if let Some(before) = context.before_label().filter(|_| !changes.is_empty()) {
        let heading = say!(words, "sections.tables.changes", before);
        sections.push(part("tables-changes", heading, changes));
    }
    let trends = trends::undrawn_tables(context)?;
    if !trends.is_empty() {
        let heading = say!(words, "sections.tables.trends");
        sections.push(part("tables-trends", heading, trends));
    }
    Ok((!sections.is_empty()).then(|| Section {
        anchor: Anchor::slug("", "full-tables"),
        heading: say!(words, "sections.tables.heading"),
        blocks: vec![Block::Paragraph(
            say!(words, "sections.tables.intro").into(),
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
    let words = context.words;
    let with_percent = tables.iter().any(|(_, table)| has_percent(table));
    let mut columns = Vec::new();
    for (wave, _) in &tables {
        let count = say!(words, "figures.heads.count-of", of => *wave);
        let percent = say!(words, "figures.heads.percent-of", of => *wave);
        columns.push(ColumnHead::numbers(count));
        columns.extend(with_percent.then(|| ColumnHead::numbers(percent)));
    }
    let rows = newest
        .lines()
        .iter()
        .map(|line| Row {
            head: line.label.clone(),
            cells: tables
                .iter()
                .flat_map(|(_, table)| match table.line(&line.key) {
                    // It was asked, and there is nothing to count.
                    Some(_) if is_unanswered(table) => {
                        vec![Cell::Mark(Mark::NotAvailable); 1 + usize::from(with_percent)]
                    }
                    line => {
                        let cell = line.map_or(&PublishedCell::NotApplicable, |l| &l.cell);
                        count_and_percent(cell, with_percent)
                    }
                })
                .collect(),
        })
        .collect();
    let bases: Vec<String> = tables
        .iter()
        .map(|(of, table)| {
            let base = table.base();
            say!(words, "phrases.base-in", base, of => *of)
        })
        .collect();
    let phrases = Phrases::of(question);
    let mut notes = Vec::new();
    if let Some(note) = phrases.note(words) {
        notes.push(note);
        notes.push(say!(words, "sections.tables.lower-places"));
    }
    if newest.several_answers() && newest.lines().len() > 1 {
        notes.push(say!(words, "sections.tables.several-answers", with_percent));
    }
    let unanswered: Vec<String> = tables
        .iter()
        .filter(|(_, table)| is_unanswered(table))
        .map(|(wave, _)| (*wave).to_owned())
        .collect();
    if !unanswered.is_empty() {
        notes.push(say!(words, "sections.tables.nobody-answered", waves => unanswered));
    }
    for wave in &context.release.waves {
        let asked = question.asked_in(&wave.id);
        let confirmed = match asked.map(|asked| asked.continuity) {
            Some(Continuity::Reworded) => true,
            Some(Continuity::Unconfirmed) => false,
            _ => continue,
        };
        let wave = context.label(&wave.id);
        notes.push(say!(words, "sections.tables.reworded", confirmed, wave));
    }
    if tables.iter().any(|(_, table)| table.low_base()) {
        notes.push(say!(words, "figures.notes.low-base-in-some-year"));
    }
    let title = phrases.counted(words, &question.title);
    let caption =
        say!(words, "sections.tables.question", title, who => phrases.who, bases, with_percent);
    Table::new(
        Anchor::slug("table-full", question.id.as_str()),
        caption,
        phrases.head(words),
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
    let words = context.words;
    let parts = || {
        let impacts = released.impacts.iter();
        let impacts = impacts.map(|table| (table, say!(words, "sections.tables.as-helpful")));
        impacts.chain([
            (
                &released.requests,
                say!(words, "sections.tables.in-a-request"),
            ),
            (
                &released.criticisms,
                say!(words, "sections.tables.in-a-criticism"),
            ),
        ])
    };
    let with_percent = has_percent(&released.all);
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
            let mut cells = count_and_percent(&line.cell, with_percent);
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
        say!(
            words,
            "sections.tables.frame",
            title => &frame.label,
            wave => context.now_label(),
            base => released.all.base(),
            with_percent,
        ),
        say!(words, "sections.tables.code"),
        iter::once(say!(words, "figures.heads.respondents"))
            .chain(with_percent.then(|| say!(words, "figures.heads.share")))
            .chain(parts().map(|(_, head)| head))
            .map(ColumnHead::numbers)
            .collect(),
        rows,
        vec![say!(words, "sections.tables.several-codes")],
    )
    .map(Some)
}

/// Whether the question was asked, and nobody answered it.
fn is_unanswered(table: &PublishedTable) -> bool {
    table.base() == Some(0) && table.asked() != Some(0)
}

/// Whether any of its lines is told as a percentage.
fn has_percent(table: &PublishedTable) -> bool {
    let mut lines = table.lines().iter();
    lines.any(|line| line.cell.shown().is_some_and(|s| s.percent().is_some()))
}

/// The count of a line, and where the table has percentages its percentage.
fn count_and_percent(cell: &PublishedCell, with_percent: bool) -> Vec<Cell> {
    let (count, percent) = match cell {
        PublishedCell::Shown(shown) => (
            Cell::Count(shown.share().count()),
            shown
                .percent()
                .map_or(Cell::Mark(Mark::NotAvailable), Cell::Percent),
        ),
        PublishedCell::Suppressed => (
            Cell::Mark(Mark::Confidential),
            Cell::Mark(Mark::Confidential),
        ),
        PublishedCell::NotApplicable => (
            Cell::Mark(Mark::NotApplicable),
            Cell::Mark(Mark::NotApplicable),
        ),
    };
    let percent = with_percent.then_some(percent);
    iter::once(count).chain(percent).collect()
}
