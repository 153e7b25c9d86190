use std::collections::{BTreeMap, BTreeSet};

use super::columns::Column;
use super::reviewed::{Perspective, Reviewed};
use super::row::{self, RowParts};
use super::state::{hash, is_reopened};
use crate::coding::decisions::Decided;
use crate::coding::{AnswerId, Queued, Suggestion};
use crate::config::Project;
use crate::survey::CodeFrame;

/// A sheet for review, laid out. It holds people's answers; its `Debug` form does not.
#[derive(Clone, PartialEq, Eq)]
pub struct Sheet {
    pub(super) columns: Vec<Column>,
    pub(super) headings: Vec<String>,
    /// The cells of each row, in the order in which a person should read them.
    pub(super) rows: Vec<Vec<String>>,
    pub(super) frames: Vec<CodeFrame>,
    pub(super) codebook: String,
    pub(super) title: String,
    pub(super) coder: String,
    pub(super) is_blind: bool,
    pub(super) queued: usize,
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sheet({} answers)", self.rows.len())
    }
}

impl Sheet {
    /// How many answers it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many of them, from the top, there is a reason to look at.
    pub fn queued(&self) -> usize {
        self.queued
    }
}

/// What every sheet id starts with; another form of the sheet has another number.
pub(super) const SHEET_FORM: &str = "canvass-review-1";

/// The project that a sheet is for, as it stands in the sheet id.
pub(super) fn project_print(project: &Project) -> String {
    hash(&[&project.organisation, &project.codebook.id])
}

/// The codebook as it stands in the sheet.
pub(super) fn codebook_version(project: &Project) -> String {
    format!("{} {}", project.codebook.id, project.codebook.version)
}

/// Lays out the sheet of every answer in people's own words.
///
/// Answers stand in the order of `queue`; those that are not in it follow, and those that somebody has finished with
/// come last. A blind sheet has an order that says nothing. `coder` is who will work in it, if that is known.
pub fn sheet(
    project: &Project,
    waves: &[Reviewed<'_>],
    decided: &Decided,
    suggestions: &[Suggestion],
    queue: &[Queued],
    perspective: &Perspective,
    coder: Option<&str>,
) -> Sheet {
    let coder = match perspective {
        Perspective::Blind { coder } => coder.as_str(),
        Perspective::Open => coder.unwrap_or(""),
    };
    let mode = match perspective {
        Perspective::Open => "open",
        Perspective::Blind { .. } => "blind",
    };
    let sheet_id = format!("{SHEET_FORM}/{}/{mode}/{coder}", project_print(project));
    let codebook = codebook_version(project);
    let is_blind = matches!(perspective, Perspective::Blind { .. });
    let places: BTreeMap<&AnswerId, usize> = queue.iter().map(|q| &q.answer).zip(0..).collect();
    let mut proposed: BTreeMap<&AnswerId, Vec<&Suggestion>> = BTreeMap::new();
    for suggestion in suggestions {
        proposed
            .entry(&suggestion.answer)
            .or_default()
            .push(suggestion);
    }
    let columns = Column::all(&project.codebook);
    let mut rows = Vec::new();
    let mut queued = BTreeSet::new();
    for wave in waves {
        for open in wave.codings.answers() {
            let Some(answer) = AnswerId::of(wave.responses, open.respondent, &open.question) else {
                continue;
            };
            let Some(words) = wave.responses.words(open.respondent, &open.question) else {
                continue;
            };
            let place = places.get(&answer).copied().filter(|_| !is_blind);
            let parts = RowParts {
                project,
                wave,
                open,
                words,
                decided: decided.answer(&answer),
                is_reopened: is_reopened(perspective, decided, &answer),
                suggestions: proposed.get(&answer).map_or(&[], Vec::as_slice),
                queued: place.and_then(|at| queue.get(at)).zip(place),
                perspective,
                sheet_id: &sheet_id,
                codebook: &codebook,
                answer: &answer,
            };
            let is_done = decided.answer(&answer).is_some_and(|said| said.is_done());
            let rank = match (is_blind, place) {
                (true, _) => (0, 0),
                (false, Some(at)) => (0, at),
                (false, None) => match (is_done, open.stance().is_some()) {
                    (false, true) => (1, 0),
                    (false, false) => (2, 0),
                    (true, _) => (3, 0),
                },
            };
            if place.is_some() {
                queued.insert(answer.clone());
            }
            let order = (answer.response, answer.question.clone());
            rows.push((rank, order, row::cells(&parts, &columns)));
        }
    }
    rows.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    Sheet {
        headings: columns
            .iter()
            .map(|column| column.heading(&project.codebook))
            .collect(),
        columns,
        rows: rows.into_iter().map(|(_, _, cells)| cells).collect(),
        frames: project.codebook.frames.clone(),
        codebook,
        title: format!("{}: answers to review", project.organisation),
        coder: coder.to_owned(),
        is_blind,
        queued: queued.len(),
    }
}
