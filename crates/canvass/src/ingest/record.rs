//! Records into typed columns, one record at a time.

use std::collections::BTreeMap;

use super::bind::{Binding, Bound};
use super::findings::{Findings, Tally};
use super::heading::{Heading, Headings, Role};
use super::key::{is_blank, key};
use super::platform::Conventions;
use super::reader::{Given, Reader, Shown, reader};
use super::row::{Row, Rows, Stop};
use super::seen::Seen;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::survey::{Column, DataQuality, QuestionId, Wave};

/// One question while records are read.
struct Asked<'s> {
    id: QuestionId,
    reader: Box<dyn Reader + 's>,
    shown: Shown,
    column: usize,
    /// The question that leads here, and its options that do.
    route: Option<(usize, Vec<usize>)>,
    given: Given,
    asked: bool,
}

/// Everything that one pass over the records yields.
pub(super) struct Records {
    pub(super) respondents: usize,
    pub(super) columns: BTreeMap<QuestionId, Column>,
    pub(super) quality: DataQuality,
}

/// Reads every record below the headings.
///
/// # Errors
/// When the table is beyond a limit, or holds no record.
pub(super) fn read(
    wave: &Wave,
    file: &str,
    headings: &Headings,
    binding: Binding<'_>,
    conventions: Conventions,
    rows: &mut dyn Rows,
    findings: &mut Findings<'_>,
) -> Result<Records, Stop> {
    let mut quality = DataQuality {
        unmapped_columns: binding.unmapped,
        personal_columns: binding.personal,
        ..DataQuality::default()
    };
    let answer_columns: Vec<usize> = binding
        .bound
        .iter()
        .flat_map(|bound| bound.cells.columns())
        .collect();
    let id_column = headings
        .columns
        .iter()
        .position(|heading| heading.role == Role::ResponseId);
    let status_column = headings
        .columns
        .iter()
        .position(|heading| heading.role == Role::Status);
    let bookkeeping: Vec<usize> = (0..headings.columns.len())
        .filter(|column| headings.columns[*column].role.is_platforms())
        .collect();
    let is_test = |row: &Row| {
        status_column.is_some_and(|column| {
            let status = key(row.cell(column));
            conventions.test_statuses.contains(&status.as_str())
        })
    };
    let mut unidentified = Tally::default();
    let mut questions = questions(wave, binding.bound, conventions);
    let order = routing_order(&questions);
    let mut seen = Seen::default();
    let mut respondents = 0usize;
    let mut heading_rows = headings.rows;

    while let Some(row) = rows.next()? {
        if heading_rows > 0 {
            // Empty rows above and between headings are nothing.
            heading_rows -= usize::from(!row.is_blank());
            continue;
        }
        quality.records += 1;
        if repeats_headings(row, headings) {
            quality.blank_records += 1;
            findings.row(Code::IngestRepeatedHeadings, row.number);
            continue;
        }
        if is_test(row) {
            quality.test_records += 1;
            findings.row(Code::IngestTestRecord, row.number);
            continue;
        }
        let width = headings.columns.len();
        if (width..row.cells.len()).any(|column| !is_blank(row.cell(column))) {
            findings.row(Code::IngestRagged, row.number);
        }
        let mut any = false;
        for question in &mut questions {
            question.given = question.reader.take(row);
            any |= question.given == Given::Something;
        }
        if !any {
            quality.blank_records += 1;
            findings.row(Code::IngestBlankRecord, row.number);
            continue;
        }
        if let Some(column) = id_column
            && seen.repeats(row, column, findings)
        {
            quality.repeated_records += 1;
            findings.row(Code::IngestRepeatedRecord, row.number);
            continue;
        }
        quality.identical_records += u64::from(seen.same_answers(row, &answer_columns));
        respondents += 1;
        if let Some(code) = status_column.and_then(|column| unfinished(row.cell(column))) {
            findings.row(code, row.number);
        }
        if !bookkeeping.is_empty() && bookkeeping.iter().all(|c| is_blank(row.cell(*c))) {
            unidentified.add(row.number);
        }
        for index in &order {
            settle(*index, &mut questions, row, findings);
        }
    }
    if quality.records == 0 {
        return Err(Box::new(Diagnostic::new(
            Code::IngestEmpty,
            Place::whole(file),
            "the file has headings and no rows under them",
        )));
    }
    if respondents == 0 {
        return Err(Box::new(Diagnostic::new(
            Code::IngestEmpty,
            Place::whole(file),
            "no row of the file holds an answer to any question of this wave",
        )));
    }
    // Where the platform's columns were emptied on purpose, most rows have none.
    if unidentified.count() * 2 < respondents as u64 {
        findings.rows(Code::IngestUnidentifiedRecord, unidentified);
    }
    let columns = questions
        .into_iter()
        .map(|question| (question.id, question.reader.finish(findings)))
        .collect();
    quality.exclusive_conflicts = findings.count(Code::IngestExclusive);
    quality.other_unticked = findings.count(Code::IngestOtherUnticked);
    quality.other_blank = findings.count(Code::IngestOtherBlank);
    quality.off_route = findings.count(Code::IngestOffRoute);
    quality.unusable = findings.count(Code::IngestUnusable);
    Ok(Records {
        respondents,
        columns,
        quality,
    })
}

/// Looks for what tells that a question was shown and not answered, before any record is read.
///
/// # Errors
/// When the table is beyond a limit.
pub(super) fn learn_shown(
    headings: &Headings,
    binding: &mut Binding<'_>,
    rows: &mut dyn Rows,
) -> Result<(), Stop> {
    let mut heading_rows = headings.rows;
    while let Some(row) = rows.next()? {
        if heading_rows > 0 {
            heading_rows -= usize::from(!row.is_blank());
            continue;
        }
        for bound in &mut binding.bound {
            bound.shown.learn(row);
        }
    }
    Ok(())
}

fn questions<'s>(wave: &Wave, bound: Vec<Bound<'s>>, conventions: Conventions) -> Vec<Asked<'s>> {
    let ids: Vec<&'s crate::survey::Question> = bound.iter().map(|bound| bound.question).collect();
    bound
        .into_iter()
        .map(|bound| {
            let route = bound.question.route.as_ref().and_then(|route| {
                let from = ids.iter().position(|q| q.id == route.question)?;
                let options = route
                    .options
                    .iter()
                    .filter_map(|option| ids[from].option_index(option))
                    .collect();
                Some((from, options))
            });
            Asked {
                id: bound.question.id.clone(),
                column: bound.cells.first(),
                shown: bound.shown,
                reader: reader(
                    bound.question,
                    &wave.id,
                    bound.labels,
                    &bound.cells,
                    conventions,
                ),
                route,
                given: Given::Nothing,
                asked: true,
            }
        })
        .collect()
}

/// Questions in an order in which every route is settled before the question it leads to.
fn routing_order(questions: &[Asked<'_>]) -> Vec<usize> {
    let depth = |index: usize| {
        let (mut at, mut depth) = (index, 0);
        while let Some((from, _)) = &questions[at].route
            && depth < questions.len()
        {
            at = *from;
            depth += 1;
        }
        depth
    };
    let mut order: Vec<usize> = (0..questions.len()).collect();
    order.sort_by_key(|index| depth(*index));
    order
}

/// Decides whether the respondent was asked a question, and keeps or skips the answer.
fn settle(index: usize, questions: &mut [Asked<'_>], row: &Row, findings: &mut Findings<'_>) {
    let routed = match &questions[index].route {
        None => true,
        Some((from, options)) => {
            let from = &questions[*from];
            from.asked && from.reader.chosen().iter().any(|c| options.contains(c))
        }
    };
    // An answer, even to an option called "N/A", was asked for.
    let asked = routed
        && (questions[index].given == Given::Something || questions[index].shown.was_shown(row));
    let question = &mut questions[index];
    question.asked = asked;
    if asked {
        question.reader.keep(row, findings);
    } else {
        if question.given == Given::Something {
            findings.cell(Code::IngestOffRoute, row.number, question.column);
        }
        question.reader.skip();
    }
}

/// What a platform's word for how far somebody came gives to report.
fn unfinished(status: &str) -> Option<Code> {
    match key(status).as_str() {
        "partial" => Some(Code::IngestPartialRecord),
        "disqualified" => Some(Code::IngestDisqualifiedRecord),
        _ => None,
    }
}

/// Whether a row says what the headings say, as in files that were put together from several.
fn repeats_headings(row: &Row, headings: &Headings) -> bool {
    let mut cells = row
        .cells
        .iter()
        .zip(&headings.columns)
        .filter(|(cell, _)| !is_blank(cell));
    let same = |(cell, heading): (&str, &Heading)| {
        let cell = cell.trim();
        cell == heading.question.trim() || cell == heading.part.trim()
    };
    let first = cells.next().is_some_and(same);
    let second = first && cells.next().is_some_and(same);
    second && cells.all(same)
}
