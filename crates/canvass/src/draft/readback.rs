//! A draft that reads: what the reader cannot count is left out of it, with why.

use std::collections::BTreeMap;

use super::crosswalk::{Questions, Thread, threads};
use super::labels::Link;
use super::words::{readable, title};
use super::{Draft, DraftedWave, LeftOut, Wave, codebook, write};
use crate::config::{Texts, parse};
use crate::diagnostics::{Diagnostic, Diagnostics, Position, Severity};
use crate::ingest;
use crate::survey::{Column, Survey};

/// How often a draft is read again without what kept it from being read.
const ROUNDS: usize = 24;

/// Drafts the project and reads every export by it. A question that the reader refuses is left out, so that it does
/// not keep the others from being counted.
///
/// # Errors
/// When an export is refused as a whole.
pub(super) fn draft(waves: &[Wave<'_>]) -> Result<Draft, Diagnostics> {
    let questions = Questions::new(waves);
    let mut left_out = LeftOut::new();
    let mut round = 0;
    loop {
        round += 1;
        let threads = threads(&questions, &left_out);
        let (canvass, ids) = write::canvass(waves, &threads, &left_out);
        let codebook = codebook::starting();
        if threads.is_empty() {
            let drafted = waves.iter().map(|wave| drafted(wave, 0)).collect();
            return Ok(Draft {
                canvass,
                codebook,
                waves: drafted,
            });
        }
        let texts = Texts {
            canvass: &canvass,
            codebook: &codebook,
            ..Texts::default()
        };
        let project = parse(&texts)?.value;
        let mut refused: Vec<((usize, usize), String)> = Vec::new();
        let mut faults = Diagnostics::new();
        let mut drafted_waves = Vec::new();
        for (at, wave) in waves.iter().enumerate() {
            let Some(described) = project.survey.waves.get(at) else {
                continue;
            };
            match ingest::read(
                &project.survey,
                described,
                wave.export.file,
                wave.export.bytes,
            ) {
                Ok(read) => {
                    let mut drafted = drafted(wave, read.value.respondents() as u64);
                    kinds(&mut drafted, &project.survey, |id| read.value.column(id));
                    drafted_waves.push(drafted);
                }
                Err(found) => {
                    for fault in found
                        .iter()
                        .filter(|fault| fault.severity == Severity::Error)
                    {
                        let meant = named(fault, &ids, &threads, at)
                            .unwrap_or_else(|| meant(fault, wave, at, &left_out));
                        refused.extend(
                            meant
                                .into_iter()
                                .map(|place| (place, fault.message.clone())),
                        );
                    }
                    faults.extend(found);
                }
            }
        }
        let before = left_out.len();
        for (place, why) in refused {
            left_out.entry(place).or_insert(why);
        }
        if faults.has_errors() {
            if left_out.len() == before || round == ROUNDS {
                return Err(faults);
            }
            continue;
        }
        for thread in &threads {
            for (wave, (_, link)) in thread.asked.iter().skip(1) {
                if let Some(wave) = drafted_waves.get_mut(*wave) {
                    match link {
                        Link::Likely(_) => wave.unconfirmed += 1,
                        _ => wave.certain += 1,
                    }
                }
            }
        }
        for ((at, question), why) in &left_out {
            let found = waves
                .get(*at)
                .and_then(|wave| wave.inspection.questions.get(*question));
            if let (Some(found), Some(wave)) = (found, drafted_waves.get_mut(*at)) {
                wave.left_out.push((title(&found.wording), why.clone()));
            }
        }
        return Ok(Draft {
            canvass,
            codebook,
            waves: drafted_waves,
        });
    }
}

fn drafted(wave: &Wave<'_>, respondents: u64) -> DraftedWave {
    let personal = wave
        .inspection
        .questions
        .iter()
        .filter(|found| found.personal);
    DraftedWave {
        id: wave.id.clone(),
        export: wave.export.in_project(),
        how: wave.inspection.how.clone(),
        encoding: wave.inspection.encoding.clone(),
        records: wave.inspection.records,
        respondents,
        kinds: BTreeMap::new(),
        certain: 0,
        unconfirmed: 0,
        personal: personal.map(|found| title(&found.wording)).collect(),
        left_out: Vec::new(),
    }
}

fn kinds<'a>(
    drafted: &mut DraftedWave,
    survey: &Survey,
    column: impl Fn(&crate::survey::QuestionId) -> Option<&'a Column>,
) {
    for question in survey
        .questions
        .iter()
        .filter(|question| column(&question.id).is_some())
    {
        *drafted.kinds.entry(question.kind).or_default() += 1;
    }
}

/// The question of a wave that a fault calls by its id.
fn named(
    fault: &Diagnostic,
    ids: &[String],
    threads: &[Thread],
    wave: usize,
) -> Option<Vec<(usize, usize)>> {
    let named = |id: &String| {
        fault.message.contains(&format!("question \"{id}\""))
            || fault.message.contains(&format!("question \"{id}."))
    };
    let (_, thread) = ids.iter().zip(threads).find(|(id, _)| named(id))?;
    let (question, _) = thread.asked.get(&wave)?;
    Some(vec![(wave, *question)])
}

/// The questions of a wave that a fault is about, by the heading that it names.
fn meant(
    fault: &Diagnostic,
    wave: &Wave<'_>,
    at: usize,
    left_out: &LeftOut,
) -> Vec<(usize, usize)> {
    let (Position::Column { column } | Position::Cell { column, .. }) = &fault.place.position
    else {
        return Vec::new();
    };
    let named = readable(column);
    let questions = wave.inspection.questions.iter().enumerate();
    let named_by = |exactly: bool| -> Vec<(usize, usize)> {
        let fits = |heading: &str| {
            let heading = readable(heading);
            !heading.is_empty()
                && if exactly {
                    heading == named
                } else {
                    named.starts_with(&heading)
                }
        };
        questions
            .clone()
            .filter(|(question, _)| !left_out.contains_key(&(at, *question)))
            .filter(|(_, found)| {
                let rows = found
                    .rows
                    .iter()
                    .any(|row| fits(&row.label) || row.heading.as_deref().is_some_and(fits));
                fits(&found.wording) || found.heading.as_deref().is_some_and(fits) || rows
            })
            .map(|(question, _)| (at, question))
            .collect()
    };
    let exactly = named_by(true);
    if exactly.is_empty() {
        named_by(false)
    } else {
        exactly
    }
}
