//! One answer as a row of the sheet.

use std::fmt::Write as _;

use super::cells::{write_codes, write_quote};
use super::columns::{Column, frames};
use super::reviewed::{Perspective, Reviewed};
use super::state::{RowState, hash};
use crate::coding::decisions::{DecidedAnswer, Value};
use crate::coding::{
    AnswerHash, AnswerId, Coding, Evidence, OpenAnswer, Queued, Source, Suggestion,
    SuggestionSource,
};
use crate::config::Project;
use crate::survey::Stance;

/// Characters of a piece of evidence that are shown.
const SHOWN_EVIDENCE: usize = 80;

/// Characters of all proposals together.
const SHOWN_PROPOSALS: usize = 8_000;

/// What a row is made from.
pub(super) struct RowParts<'r> {
    pub(super) project: &'r Project,
    pub(super) wave: &'r Reviewed<'r>,
    pub(super) open: &'r OpenAnswer,
    pub(super) words: &'r str,
    pub(super) decided: Option<&'r DecidedAnswer>,
    pub(super) is_reopened: bool,
    pub(super) suggestions: &'r [&'r Suggestion],
    pub(super) queued: Option<(&'r Queued, usize)>,
    pub(super) perspective: &'r Perspective,
    pub(super) sheet_id: &'r str,
    pub(super) codebook: &'r str,
    pub(super) answer: &'r AnswerId,
}

/// The cells of the row, one for each column.
pub(super) fn cells(parts: &RowParts<'_>, columns: &[Column]) -> Vec<String> {
    let codebook = &parts.project.codebook;
    let state = RowState::now(
        codebook,
        parts.perspective,
        parts.wave.codings,
        parts.decided,
        (parts.open.respondent, &parts.open.question),
        parts.is_reopened,
    );
    let shown = state.to_json();
    let answer_hash = AnswerHash::of(parts.words).to_string();
    let row_key = parts.answer.to_string();
    let (quote, redacted) = write_quote(state.quote.as_ref());
    let is_open = *parts.perspective == Perspective::Open;
    let cell = |column: &Column| match column {
        Column::Wave => parts.answer.wave.to_string(),
        Column::Question => {
            let question = parts.project.survey.question(&parts.open.question);
            question.map_or_else(String::new, |question| question.title.clone())
        }
        Column::Answer => parts.words.to_owned(),
        Column::Suggested if is_open => proposals(parts),
        Column::Why => parts.queued.map_or_else(String::new, |(queued, _)| {
            let why: Vec<&str> = queued.why.iter().map(|why| why.label()).collect();
            why.join("; ")
        }),
        Column::Priority => parts
            .queued
            .map_or_else(String::new, |(_, place)| (place + 1).to_string()),
        Column::Frame(at) => {
            let position = frames(codebook).position(|frame| frame == *at);
            let codes = position.and_then(|position| state.frames.get(position));
            // In the order of the codebook.
            let frame = codebook.frames.get(*at);
            let ids = frame.into_iter().flat_map(|frame| frame.codes.iter());
            write_codes(
                ids.map(|code| &code.id)
                    .filter(|id| codes.is_some_and(|codes| codes.contains(*id))),
            )
        }
        Column::Stance => state.stance.map_or("", Stance::name).to_owned(),
        Column::QuoteOk => quote.to_owned(),
        Column::Redacted => redacted.to_owned(),
        Column::Note => state.note.clone(),
        Column::Done => if state.done { "yes" } else { "" }.to_owned(),
        Column::RowKey => row_key.clone(),
        Column::AnswerHash => format!("sha256:{answer_hash}"),
        Column::SheetId => parts.sheet_id.to_owned(),
        Column::CodebookVersion => parts.codebook.to_owned(),
        Column::StateHash => state_hash(&row_key, &answer_hash, parts.sheet_id, &shown),
        Column::Shown => shown.clone(),
        Column::Suggested | Column::Evidence => String::new(),
    };
    columns.iter().map(cell).collect()
}

/// Tells whether the hidden cells of a row still belong together.
pub(super) fn state_hash(row_key: &str, answer_hash: &str, sheet_id: &str, shown: &str) -> String {
    format!("state:{}", hash(&[row_key, answer_hash, sheet_id, shown]))
}

/// What rules, options, models and people say, a line for each.
fn proposals(parts: &RowParts<'_>) -> String {
    let mut lines = Vec::new();
    let found = parts
        .wave
        .found
        .of_answer(parts.open.respondent, &parts.open.question);
    lines.extend(found.iter().map(|coding| of_coding(coding, parts.words)));
    let proposed = parts.suggestions.iter();
    lines.extend(proposed.map(|suggestion| of_suggestion(suggestion, parts.words)));
    if let Some(decided) = parts.decided {
        for (code, votes) in &decided.codes {
            if votes.is_conflict() {
                let said = votes.iter().map(|vote| {
                    let yes = if vote.value.value == Value::Present {
                        "yes"
                    } else {
                        "no"
                    };
                    format!("{} {yes}", vote.source.id())
                });
                let said: Vec<String> = said.collect();
                lines.push(format!("{code} [coders differ: {}]", said.join(", ")));
            }
        }
    }
    let mut text = lines.join("\n");
    if let Some((cut, _)) = text.char_indices().nth(SHOWN_PROPOSALS) {
        text.truncate(cut);
        text.push('…');
    }
    text
}

fn of_coding(coding: &Coding, words: &str) -> String {
    let from = match &coding.source {
        Source::Option(option) => format!("option {option}"),
        Source::Rules(rules) => {
            let prefix = format!("{}#", coding.code);
            let rules: Vec<String> = rules
                .iter()
                .map(|rule| match rule.strip_prefix(&prefix) {
                    Some(number) => format!("#{number}"),
                    None => rule.to_string(),
                })
                .collect();
            format!("rule {}", rules.join(", "))
        }
        other => other.kind().name().to_owned(),
    };
    let negated = if coding.negated { ", negated" } else { "" };
    format!(
        "{}{} [{from}{negated}]",
        coding.code,
        quoted(&coding.evidence, words)
    )
}

fn of_suggestion(suggestion: &Suggestion, words: &str) -> String {
    let from = match &suggestion.source {
        SuggestionSource::Rules => "rule, only suggested".to_owned(),
        SuggestionSource::Model { .. } => "learnt".to_owned(),
        SuggestionSource::Suggester { name } => name.to_string(),
    };
    let sure = suggestion
        .confidence
        .map_or_else(String::new, |sure| format!(", {:.0}%", sure * 100.0));
    format!(
        "{}{} [{from}{sure}]",
        suggestion.code,
        quoted(&suggestion.evidence, words)
    )
}

fn quoted(evidence: &[Evidence], words: &str) -> String {
    let mut text = String::new();
    for piece in evidence
        .iter()
        .filter_map(|place| words.get(place.bytes.clone()))
    {
        let cut = piece.char_indices().nth(SHOWN_EVIDENCE);
        let (piece, dots) = match cut {
            Some((at, _)) => (piece.get(..at).unwrap_or(piece), "…"),
            None => (piece, ""),
        };
        // Writing into a text does not fail.
        let _ = write!(text, " \"{piece}{dots}\"");
    }
    text
}
