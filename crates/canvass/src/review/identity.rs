//! Which answer a row of a sheet is, and whether it is still the row that was written.

use super::cells::as_kept;
use super::columns::{Column, frames};
use super::importer::Importer;
use super::read::ReturnedRow;
use super::reviewed::{Perspective, Reviewed};
use super::row::state_hash;
use super::sheet::{SHEET_FORM, project_print};
use super::state::RowState;
use crate::coding::{AnswerHash, AnswerId};

/// Why nothing of a row is taken.
pub(super) enum Refusal {
    /// Nobody's name is known.
    Nameless,
    /// The cells at fault, and why.
    Faults(Vec<(Column, String)>),
}

/// What is known about the row before its cells are looked at.
pub(super) struct Known<'a> {
    pub(super) wave: &'a Reviewed<'a>,
    pub(super) respondent: usize,
    pub(super) answer: AnswerId,
    pub(super) words: &'a str,
    pub(super) written: RowState,
    pub(super) perspective: Perspective,
    pub(super) coder: String,
}

pub(super) fn one(column: Column, message: impl Into<String>) -> Refusal {
    Refusal::Faults(vec![(column, message.into())])
}

pub(super) fn identify<'a>(
    importer: &Importer<'a>,
    row: &ReturnedRow,
    stated_coder: Option<&str>,
    is_twice: bool,
) -> Result<Known<'a>, Refusal> {
    let row_key = row.cell(Column::RowKey).trim();
    let Some(answer) = AnswerId::parse(row_key) else {
        let message = if row_key.is_empty() {
            "the row has no key, so nothing tells which answer it is"
        } else {
            "the key of the row was changed"
        };
        return Err(one(Column::RowKey, message));
    };
    if is_twice {
        return Err(one(
            Column::RowKey,
            "the same answer stands in several rows",
        ));
    }
    let sheet_id = row.cell(Column::SheetId).trim();
    let mut parts = sheet_id.splitn(4, '/');
    let (form, project) = (parts.next(), parts.next());
    let (mode, named) = (parts.next(), parts.next().unwrap_or(""));
    if form != Some(SHEET_FORM) || project != Some(project_print(importer.project).as_str()) {
        return Err(one(
            Column::SheetId,
            "the row is from a sheet of another project, or of another version of canvass",
        ));
    }
    let wave = importer
        .waves
        .iter()
        .find(|wave| *wave.responses.wave() == answer.wave);
    let found = wave.and_then(|wave| {
        let respondent = wave.responses.respondent(answer.response)?;
        let words = wave.responses.words(respondent, &answer.question)?;
        Some((wave, respondent, words))
    });
    let Some((wave, respondent, words)) = found else {
        return Err(one(Column::RowKey, "the exports have no such answer"));
    };
    let stated = row.cell(Column::AnswerHash).trim();
    let stated = stated.strip_prefix("sha256:").unwrap_or(stated);
    if stated != AnswerHash::of(words).to_string() {
        return Err(one(
            Column::AnswerHash,
            "the answer has another text in the export than when the sheet was written",
        ));
    }
    let given = row.cell(Column::Answer);
    if as_kept(given) != as_kept(words) && as_kept(&format!("'{given}")) != as_kept(words) {
        return Err(one(
            Column::Answer,
            "the answer's text was changed in the sheet, or the columns were sorted apart",
        ));
    }
    let shown = row.cell(Column::Shown).trim();
    let written =
        RowState::from_json(shown, frames(&importer.project.codebook).count()).filter(|_| {
            state_hash(row_key, stated, sheet_id, shown) == row.cell(Column::StateHash).trim()
        });
    let Some(written) = written else {
        return Err(one(
            Column::StateHash,
            "the hidden columns of the row were changed, or the codebook has other frames now",
        ));
    };
    let coder = [importer.coder, stated_coder, Some(named)];
    let mut names = coder.into_iter().flatten().map(str::trim);
    let coder = names
        .find(|name| !name.is_empty())
        .ok_or(Refusal::Nameless)?;
    let perspective = match mode {
        Some("blind") => Perspective::Blind {
            coder: coder.to_owned(),
        },
        _ => Perspective::Open,
    };
    Ok(Known {
        wave,
        respondent,
        answer,
        words,
        written,
        perspective,
        coder: coder.to_owned(),
    })
}
