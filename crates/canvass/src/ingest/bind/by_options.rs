//! Multiple choices whose columns say their options and not their question.

use std::collections::BTreeSet;

use super::{Target, Wanted, report};
use crate::diagnostics::Diagnostics;
use crate::ingest::heading::{Heading, Headings, Role};
use crate::ingest::key::key;
use crate::ingest::labels::Labels;
use crate::survey::{QuestionKind, Wave};

/// Finds neighbouring columns that hold the options of a question.
///
/// Blocks with every option go first, then those that lack some. Questions with the same options are taken
/// in the order of the blocks. A question that fits more blocks than there are such questions is not guessed.
pub(super) fn bind(
    headings: &Headings,
    wave: &Wave,
    file: &str,
    wanted: &mut [Wanted<'_>],
    claimed: &mut [bool],
    diagnostics: &mut Diagnostics,
) {
    for complete in [true, false] {
        // What one question takes may leave another a single block.
        while let Some((questions, blocks)) = certain(headings, wave, wanted, claimed, complete) {
            for (question, block) in questions.into_iter().zip(blocks) {
                for (column, _) in &block.columns {
                    claimed[*column] = true;
                }
                wanted[question].columns = Some(block.columns);
            }
        }
        for question in 0..wanted.len() {
            if !is_open(&wanted[question]) {
                continue;
            }
            let blocks = blocks(headings, wave, &wanted[question], claimed, complete);
            if blocks.len() > alike(wave, wanted, question).len() {
                wanted[question].ambiguous = true;
                diagnostics.push(report::ambiguous(file, &wanted[question], &blocks));
            }
        }
    }
}

/// Questions with the same options, and as many blocks as there are of them.
fn certain(
    headings: &Headings,
    wave: &Wave,
    wanted: &[Wanted<'_>],
    claimed: &[bool],
    complete: bool,
) -> Option<(Vec<usize>, Vec<Target>)> {
    (0..wanted.len())
        .filter(|question| is_open(&wanted[*question]))
        .find_map(|question| {
            let questions = alike(wave, wanted, question);
            let blocks = blocks(headings, wave, &wanted[question], claimed, complete);
            (questions.len() == blocks.len()).then_some((questions, blocks))
        })
}

fn is_open(wanted: &Wanted<'_>) -> bool {
    wanted.question.kind == QuestionKind::MultiSelect
        && wanted.columns.is_none()
        && !wanted.ambiguous
}

/// The open questions that offer the same options, this one included.
fn alike(wave: &Wave, wanted: &[Wanted<'_>], question: usize) -> Vec<usize> {
    let options = |wanted: &Wanted<'_>| -> BTreeSet<String> {
        let labels = Labels::new(wanted.question, &wave.id);
        labels
            .offered()
            .iter()
            .map(|(_, label)| key(label))
            .collect()
    };
    let these = options(&wanted[question]);
    (0..wanted.len())
        .filter(|other| is_open(&wanted[*other]) && options(&wanted[*other]) == these)
        .collect()
}

/// Neighbouring free columns, each the heading of another option: all of the options, or else the most of
/// them, at least two.
fn blocks(
    headings: &Headings,
    wave: &Wave,
    wanted: &Wanted<'_>,
    claimed: &[bool],
    complete: bool,
) -> Vec<Target> {
    let labels = Labels::new(wanted.question, &wave.id);
    let mut blocks: Vec<(BTreeSet<usize>, Target)> = Vec::new();
    let mut open = false;
    for (column, heading) in headings.columns.iter().enumerate() {
        let option = Some(heading)
            .filter(|heading| matches!(heading.role, Role::Answers | Role::Personal))
            .filter(|_| !claimed[column])
            .and_then(|heading| option(&labels, label(heading)));
        let Some(option) = option else {
            open = false;
            continue;
        };
        let cell = (column, label(heading).to_owned());
        let block = blocks
            .last_mut()
            .filter(|(options, _)| open && !options.contains(&option));
        match block {
            Some((options, block)) => {
                options.insert(option);
                block.columns.push(cell);
            }
            None => blocks.push((
                BTreeSet::from([option]),
                Target {
                    columns: vec![cell],
                    heading: String::new(),
                    question: String::new(),
                    part: String::new(),
                },
            )),
        }
        open = true;
    }
    let all = labels.offered().len();
    let most = blocks.iter().map(|(options, _)| options.len()).max();
    let least = if complete {
        all
    } else {
        most.unwrap_or(0).max(2)
    };
    blocks
        .into_iter()
        .filter(|(options, _)| options.len() >= least)
        .map(|(_, block)| block)
        .collect()
}

/// What may be an option in a heading: what stands behind a number that is all the heading says of its question.
fn label(heading: &Heading) -> &str {
    let is_number = |text: &str| {
        let digits = text.trim().trim_end_matches(['.', ')']);
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    if is_number(&heading.question) {
        &heading.part
    } else {
        &heading.question
    }
}

/// The option that a heading names; words of one's own stand under "Other", whatever the form calls it.
fn option(labels: &Labels<'_>, heading: &str) -> Option<usize> {
    let is_other = || key(heading).starts_with("other");
    labels
        .find(heading)
        .or_else(|| labels.other().filter(|_| is_other()))
}
