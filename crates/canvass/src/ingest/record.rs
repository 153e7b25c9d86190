//! Records into typed columns, one record at a time.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::bind::{Binding, Bound};
use super::findings::Findings;
use super::heading::Headings;
use super::identity::Identity;
use super::key::{is_blank, key};
use super::platform::Conventions;
use super::reader::{Given, Reader, Shown, reader};
use super::repeats::Turn;
use super::row::{Row, Rows, Stop};
use super::seen::{Seen, is_shortened};
use super::sorting::{Kind, Sorting, try_for_each_record};
use super::status::Standing;
use super::usual::Watch;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::survey::{Column, DataQuality, MemberKey, Partial, QuestionId, ResponseKey, Wave};

/// Cells that two responses must have alike before it is worth a note: of short ones many are alike.
const MANY_ANSWERS: usize = 4;

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
    pub(super) keys: Vec<ResponseKey>,
    /// The member that each respondent is; empty where the wave does not tell.
    pub(super) members: Vec<Option<MemberKey>>,
    pub(super) columns: BTreeMap<QuestionId, Column>,
    pub(super) quality: DataQuality,
}

/// The table whose records are read.
pub(super) struct Table<'t> {
    pub(super) wave: &'t Wave,
    pub(super) file: &'t str,
    pub(super) headings: &'t Headings,
    pub(super) conventions: Conventions,
}

/// Reads every record below the headings. Where `sorting` was not learnt from the table, `watch` looks out for what
/// would have been; if there is anything, the records are not all of them.
///
/// # Errors
/// When the table is beyond a limit, or holds no record.
pub(super) fn read(
    table: &Table<'_>,
    sorting: &Sorting<'_>,
    binding: Binding<'_>,
    rows: &mut dyn Rows,
    mut watch: Option<&mut Watch<'_>>,
    findings: &mut Findings<'_>,
) -> Result<Records, Stop> {
    let Table {
        wave,
        file,
        headings,
        conventions,
    } = *table;
    let mut quality = DataQuality {
        unmapped_columns: binding.unmapped,
        personal_columns: binding.personal,
        ..DataQuality::default()
    };
    let times = headings.times();
    let mut questions = questions(wave, binding.bound, &times, conventions);
    let order = routing_order(&questions);
    let mut seen = Seen::default();
    let mut identity = Identity::new(&wave.id, headings);
    if watch.is_some() {
        identity = identity.trusting_ids();
    }
    let mut keys = Vec::new();
    let link = link_column(wave, file, headings, findings);
    let mut members = Vec::new();
    let doubtful = sorting.repeats.are_doubtful();
    let width = headings.columns.len();

    try_for_each_record(headings, rows, |row| {
        if let Some(watch) = &mut watch {
            watch.look(row, sorting);
            if !watch.is_usual() {
                return ControlFlow::Break(());
            }
        }
        quality.records += 1;
        let standing = match sorting.kind(row) {
            Kind::Response(standing) => standing,
            kind => {
                let (count, code) = match kind {
                    Kind::Headings => {
                        (&mut quality.repeated_headings, Code::IngestRepeatedHeadings)
                    }
                    _ => (&mut quality.total_records, Code::IngestTotalRecord),
                };
                *count += 1;
                findings.row(code, row.number);
                return ControlFlow::Continue(());
            }
        };
        if standing == Standing::Test {
            quality.test_records += 1;
            findings.row(Code::IngestTestRecord, row.number);
            return ControlFlow::Continue(());
        }
        if (width..row.cells.len()).any(|column| !is_blank(row.cell(column))) {
            findings.row(Code::IngestRagged, row.number);
        }
        if !take(&mut questions, row) {
            quality.blank_records += 1;
            if let Some(watch) = &mut watch {
                watch.leave_out(identity.of_id(row, sorting.id));
            }
            findings.row(Code::IngestBlankRecord, row.number);
            return ControlFlow::Continue(());
        }
        let is_unfinished = matches!(standing, Standing::Partial | Standing::Disqualified);
        if is_unfinished && wave.partial == Partial::LeaveOut {
            quality.unfinished_left_out += 1;
            if let Some(watch) = &mut watch {
                watch.leave_out(identity.of_id(row, sorting.id));
            }
            findings.row(Code::IngestUnfinishedLeftOut, row.number);
            return ControlFlow::Continue(());
        }
        let (turn, together) = sorting.repeats.turn(row);
        if turn != Turn::First {
            let (count, code) = match turn {
                Turn::Joined => (&mut quality.joined_records, Code::IngestJoinedRecord),
                _ => (&mut quality.repeated_records, Code::IngestRepeatedRecord),
            };
            *count += 1;
            findings.row(code, row.number);
            return ControlFlow::Continue(());
        }
        let joined = together.map(|cells| Row {
            number: row.number,
            cells: cells.clone(),
        });
        let row = joined.as_ref().unwrap_or(row);
        if joined.is_some() {
            take(&mut questions, row);
        }
        let id = sorting.id.filter(|_| !doubtful);
        keys.push(identity.key(row, id));
        members.extend(link.map(|column| MemberKey::of_number(row.cell(column))));
        match standing {
            Standing::Partial => {
                quality.partial_records += 1;
                findings.row(Code::IngestPartialRecord, row.number);
            }
            Standing::Disqualified => {
                quality.disqualified_records += 1;
                findings.row(Code::IngestDisqualifiedRecord, row.number);
            }
            Standing::NotApproved => findings.row(Code::IngestNotApproved, row.number),
            Standing::Finished | Standing::Test => {}
        }
        if seen.same_answers(row, sorting.answers()) {
            quality.identical_records += 1;
            let given = |column: &&usize| !is_blank(row.cell(**column));
            if sorting.answers().iter().filter(given).count() >= MANY_ANSWERS {
                findings.row(Code::IngestIdenticalRecord, row.number);
            }
        }
        if sorting.is_unidentified(row) {
            findings.row(Code::IngestUnidentifiedRecord, row.number);
        }
        if let Some(column) = sorting.id {
            if is_shortened(row.cell(column)) {
                findings.cell(Code::IngestDamagedId, row.number, column);
            } else if doubtful {
                findings.cell(Code::IngestDoubtfulId, row.number, column);
            }
        }
        for index in &order {
            settle(*index, &mut questions, row, findings);
        }
        ControlFlow::Continue(())
    })?;
    if let Some(watch) = watch {
        watch.finish(sorting, &keys);
    }
    if quality.records == 0 {
        return Err(Box::new(Diagnostic::new(
            Code::IngestEmpty,
            Place::whole(file),
            "the file has headings and no rows under them",
        )));
    }
    if keys.is_empty() {
        return Err(Box::new(Diagnostic::new(
            Code::IngestEmpty,
            Place::whole(file),
            "no row of the file is a response with an answer to a question of this wave",
        )));
    }
    let columns = questions
        .into_iter()
        .map(|question| (question.id, question.reader.finish(findings)))
        .collect();
    quality.exclusive_conflicts = findings.count(Code::IngestExclusive);
    quality.other_unticked = findings.count(Code::IngestOtherUnticked);
    quality.other_blank = findings.count(Code::IngestOtherBlank);
    quality.off_route = findings.count(Code::IngestOffRoute);
    quality.unusable =
        findings.count(Code::IngestUnusable) + findings.count(Code::IngestUnclearDate);
    Ok(Records {
        keys,
        members,
        columns,
        quality,
    })
}

/// The column with the number that each member keeps, where the wave names one.
fn link_column(
    wave: &Wave,
    file: &str,
    headings: &Headings,
    findings: &mut Findings<'_>,
) -> Option<usize> {
    let name = wave.link.as_deref()?;
    let wanted = key(name);
    let column = headings
        .columns
        .iter()
        .position(|h| key(&h.question) == wanted);
    if column.is_none() {
        let message = format!("there is no column \"{name}\", which \"link\" names for this wave");
        let place = Place::whole(file);
        findings.push(Diagnostic::new(Code::IngestMissingQuestion, place, message));
    }
    column
}

/// Reads a record's cells for every question; whether it answers any.
fn take(questions: &mut [Asked<'_>], row: &Row) -> bool {
    let mut any = false;
    for question in questions {
        question.given = question.reader.take(row);
        any |= question.given == Given::Something;
    }
    any
}

fn questions<'s>(
    wave: &Wave,
    bound: Vec<Bound<'s>>,
    times: &[usize],
    conventions: Conventions,
) -> Vec<Asked<'s>> {
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
                    times,
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
