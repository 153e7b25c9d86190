//! What holds of an answer, cell by cell, and what was decided about each cell.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::cells::{self, frame, write_quote};
use super::columns::frames;
use super::reviewed::Perspective;
use crate::coding::decisions::{
    CodeDecision, Decided, DecidedAnswer, QuoteApproval, RedactedQuote, Settled, Value, Votes,
};
use crate::coding::{AnswerId, Coding, Codings};
use crate::survey::{CodeId, CodeRef, Codebook, QuestionId, Stance};

/// What the cells of a row say, or should say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowState {
    /// The codes of each frame that has a column.
    pub(super) frames: Vec<BTreeSet<CodeId>>,
    pub(super) stance: Option<Stance>,
    pub(super) quote: Option<QuoteApproval>,
    pub(super) note: String,
    pub(super) done: bool,
    /// A print of what people decided about each cell: of the frames, then stance, quote, note and done.
    pub(super) decided: Vec<String>,
}

/// The positions in [`RowState::decided`] after those of the frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Stance,
    Quote,
    Note,
}

/// Whether somebody who had finished with an answer has to look at it again: a decision on it is stale, or, where all
/// coders are seen, they differ.
pub(super) fn is_reopened(perspective: &Perspective, decided: &Decided, answer: &AnswerId) -> bool {
    let differ = || {
        decided
            .answer(answer)
            .is_some_and(DecidedAnswer::is_conflict)
    };
    decided.stale_answers().contains(answer)
        || (matches!(perspective, Perspective::Open) && differ())
}

impl RowState {
    /// What holds now of an answer. One that is reopened is not done, so that whoever finds it right as it stands can
    /// say so.
    pub(super) fn now(
        codebook: &Codebook,
        perspective: &Perspective,
        codings: &Codings,
        decided: Option<&DecidedAnswer>,
        (respondent, question): (usize, &QuestionId),
        is_reopened: bool,
    ) -> Self {
        let none = DecidedAnswer::default();
        let decided = decided.unwrap_or(&none);
        let of_words: Vec<&Coding> = codings
            .of_answer(respondent, question)
            .iter()
            .filter(|coding| coding.source.kind().is_of_words())
            .collect();
        let mut state = RowState::default();
        for at in frames(codebook) {
            let Some(frame) = frame(codebook, at) else {
                continue;
            };
            let mut print = String::new();
            let mut codes = BTreeSet::new();
            for code in &frame.codes {
                let code = CodeRef {
                    frame: frame.id.clone(),
                    code: code.id.clone(),
                };
                let vote = said(perspective, decided, &code);
                if let Some(vote) = vote {
                    print.push_str(&format!("{code}={};", vote.value.value.name()));
                }
                let present = match perspective {
                    Perspective::Open => of_words.iter().any(|coding| coding.code == code),
                    Perspective::Blind { .. } => {
                        vote.is_some_and(|vote| vote.value.value == Value::Present)
                    }
                };
                if present {
                    codes.insert(code.code);
                }
            }
            state.frames.push(codes);
            state.decided.push(short_hash(&[&print]));
        }
        let stance = perspective.of(&decided.stance).map(|vote| vote.value);
        state.stance = match perspective {
            Perspective::Open => codings
                .answer(respondent, question)
                .and_then(|answer| answer.stance()),
            Perspective::Blind { .. } => stance,
        };
        state.quote = perspective
            .of(&decided.quote)
            .map(|vote| vote.value.clone());
        let note = perspective
            .of(&decided.remark)
            .map(|vote| vote.value.0.clone());
        state.note = note.unwrap_or_default();
        state.done = !is_reopened && perspective.of(&decided.done).is_some_and(|vote| vote.value);
        let (quote, redacted) = write_quote(state.quote.as_ref());
        state.decided.extend([
            short_hash(&[stance.map_or("", Stance::name)]),
            short_hash(&[quote, redacted]),
            short_hash(&[&state.note]),
        ]);
        state
    }

    /// What was decided about a cell after the frames.
    pub(super) fn decided_after(&self, which: After) -> Option<&str> {
        let at = self.frames.len() + which as usize;
        self.decided.get(at).map(String::as_str)
    }

    /// As it stands in the hidden cell of the row.
    pub(super) fn to_json(&self) -> String {
        let (quote, redacted) = write_quote(self.quote.as_ref());
        let shown = Shown {
            codes: self.frames.iter().map(cells::write_codes).collect(),
            stance: self.stance.map_or("", Stance::name).to_owned(),
            quote: quote.to_owned(),
            redacted: redacted.to_owned(),
            note: self.note.clone(),
            done: self.done,
            decided: self.decided.clone(),
        };
        // Texts and lists of them always have a JSON form.
        serde_json::to_string(&shown).unwrap_or_default()
    }

    /// Reads the hidden cell of a row of a sheet with so many frames.
    pub(super) fn from_json(text: &str, frames: usize) -> Option<Self> {
        let shown: Shown = serde_json::from_str(text).ok()?;
        if shown.codes.len() != frames || shown.decided.len() != frames + 3 {
            return None;
        }
        let codes = |cell: &String| {
            let ids = cell.split(';').map(str::trim).filter(|id| !id.is_empty());
            ids.map(|id| CodeId::new(id).ok())
                .collect::<Option<BTreeSet<CodeId>>>()
        };
        Some(RowState {
            frames: shown.codes.iter().map(codes).collect::<Option<_>>()?,
            stance: cells::read_stance(&shown.stance).ok()?,
            quote: match shown.quote.as_str() {
                "" => None,
                "yes" => Some(QuoteApproval::Yes),
                "no" => Some(QuoteApproval::No),
                "redact" => Some(QuoteApproval::Redacted(RedactedQuote(shown.redacted))),
                _ => return None,
            },
            note: shown.note,
            done: shown.done,
            decided: shown.decided,
        })
    }
}

/// The hidden cell.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    codes: Vec<String>,
    stance: String,
    quote: String,
    redacted: String,
    note: String,
    done: bool,
    decided: Vec<String>,
}

/// What people said of a code, as far as the perspective shows it.
pub(super) fn said<'d>(
    perspective: &Perspective,
    decided: &'d DecidedAnswer,
    code: &CodeRef,
) -> Option<&'d Settled<CodeDecision>> {
    perspective.of(decided.codes.get(code)?)
}

impl Perspective {
    /// What counts in this perspective: of a blind coder only what they said themselves.
    pub(super) fn of<'v, T: PartialEq>(&self, votes: &'v Votes<T>) -> Option<&'v Settled<T>> {
        match self {
            Perspective::Open => votes.settled(),
            Perspective::Blind { coder } => votes.of(&crate::coding::Source::Person {
                coder: coder.as_str().into(),
            }),
        }
    }
}

/// The first 32 bits of a SHA-256 of texts, as 8 hexadecimal digits.
fn short_hash(texts: &[&str]) -> String {
    hash(texts).chars().take(8).collect()
}

/// The first 64 bits of a SHA-256 of texts, as 16 hexadecimal digits.
pub(super) fn hash(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    let bytes = hash.finalize();
    bytes
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
