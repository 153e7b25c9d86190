//! One decision as one line of JSON.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::super::{AnswerHash, AnswerId, Evidence, SourceKind};
use super::decision::{
    Decision, DecisionId, DecisionSource, Moment, QuoteApproval, RedactedQuote, Remark, Statement,
    Value,
};
use crate::survey::{CodeRef, QuestionId, ResponseKey, Stance, WaveId};

/// The form of lines that is written. Lines of another form are not understood.
const FORM: u32 = 1;

/// A line, as written. Of the statements exactly one is there.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    v: u32,
    id: String,
    wave: String,
    response: String,
    question: String,
    answer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    codes: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stance: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    main_stance: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    redacted: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    remark: Option<String>,
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source_id: Option<String>,
    by: String,
    at: String,
    codebook: String,
    version: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    supersedes: Vec<String>,
}

/// A piece of evidence, as written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    bytes: [usize; 2],
    chars: [usize; 2],
}

/// Why a line is no decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineFault {
    /// It is not JSON, or not the JSON of a decision.
    Damaged,
    /// It is of a form that this version does not know.
    OtherForm,
    /// It says something that no decision says.
    Senseless,
    /// It is not what was written: its id does not fit.
    Changed,
}

impl LineFault {
    /// In words.
    pub(super) fn message(self) -> &'static str {
        match self {
            LineFault::Damaged => "this line is not the JSON of a decision",
            LineFault::OtherForm => "this line was written by another version of canvass",
            LineFault::Senseless => "this line has a part that no decision has",
            LineFault::Changed => "this line was changed after it was written",
        }
    }
}

/// The decision as a line without its end, and its id.
pub(super) fn write(decision: &Decision) -> (String, DecisionId) {
    let mut line = Line {
        v: FORM,
        id: String::new(),
        wave: decision.answer.wave.to_string(),
        response: decision.answer.response.to_string(),
        question: decision.answer.question.to_string(),
        answer: decision.hash.to_string(),
        codes: None,
        value: None,
        stance: None,
        evidence: Vec::new(),
        main_stance: None,
        quote: None,
        redacted: None,
        done: None,
        remark: None,
        source: decision.source.kind().name().to_owned(),
        source_id: match &decision.source {
            DecisionSource::Person | DecisionSource::Adjudicated => None,
            DecisionSource::Model(id)
            | DecisionSource::Suggester(id)
            | DecisionSource::Import(id) => Some(id.to_string()),
        },
        by: decision.decided_by.to_string(),
        at: decision.decided_at.to_string(),
        codebook: decision.codebook.clone(),
        version: decision.version.clone(),
        supersedes: decision
            .supersedes
            .iter()
            .map(DecisionId::to_string)
            .collect(),
    };
    match &decision.statement {
        Statement::Codes {
            codes,
            value,
            stance,
            evidence,
        } => {
            line.codes = Some(codes.iter().map(CodeRef::to_string).collect());
            line.value = Some(value.name().to_owned());
            line.stance = stance.map(|stance| stance.name().to_owned());
            line.evidence = evidence
                .iter()
                .map(|place| Place {
                    bytes: [place.bytes.start, place.bytes.end],
                    chars: [place.chars.start, place.chars.end],
                })
                .collect();
        }
        Statement::Stance(stance) => line.main_stance = Some(stance.name().to_owned()),
        Statement::Quote(approval) => {
            let (quote, redacted) = match approval {
                QuoteApproval::Yes => ("yes", None),
                QuoteApproval::No => ("no", None),
                QuoteApproval::Redacted(RedactedQuote(words)) => ("redact", Some(words.clone())),
            };
            line.quote = Some(quote.to_owned());
            line.redacted = redacted;
        }
        Statement::Done(done) => line.done = Some(*done),
        Statement::Remark(Remark(words)) => line.remark = Some(words.clone()),
    }
    let id = id_of(&mut line);
    line.id = id.to_string();
    (json(&line), id)
}

/// The id of a line, whatever id it has now.
fn id_of(line: &mut Line) -> DecisionId {
    let stated = std::mem::take(&mut line.id);
    let hash = Sha256::digest(json(line).as_bytes());
    line.id = stated;
    let first = hash.first_chunk::<8>().copied().unwrap_or_default();
    DecisionId(u64::from_be_bytes(first))
}

fn json(line: &Line) -> String {
    // Texts, numbers and lists of them always have a JSON form.
    serde_json::to_string(line).unwrap_or_default()
}

/// Reads a line without its end.
pub(super) fn read(text: &str) -> Result<(Decision, DecisionId), LineFault> {
    let mut line: Line = match serde_json::from_str(text) {
        Ok(line) => line,
        Err(_) if form(text).is_some_and(|form| form != u64::from(FORM)) => {
            return Err(LineFault::OtherForm);
        }
        Err(_) => return Err(LineFault::Damaged),
    };
    if line.v != FORM {
        return Err(LineFault::OtherForm);
    }
    let id = id_of(&mut line);
    if DecisionId::parse(&line.id) != Some(id) {
        return Err(LineFault::Changed);
    }
    decision(line)
        .map(|decision| (decision, id))
        .ok_or(LineFault::Senseless)
}

/// The form that a line of JSON states.
fn form(text: &str) -> Option<u64> {
    let line: serde_json::Value = serde_json::from_str(text).ok()?;
    line.get("v")?.as_u64()
}

fn decision(line: Line) -> Option<Decision> {
    let statements = [
        line.codes.is_some(),
        line.main_stance.is_some(),
        line.quote.is_some(),
        line.done.is_some(),
        line.remark.is_some(),
    ];
    let about_codes = line.value.is_some() || line.stance.is_some() || !line.evidence.is_empty();
    if statements.iter().filter(|there| **there).count() != 1
        || (about_codes && line.codes.is_none())
        || (line.redacted.is_some() && line.quote.as_deref() != Some("redact"))
        || line.by.trim().is_empty()
    {
        return None;
    }
    Some(Decision {
        answer: AnswerId {
            wave: WaveId::new(&*line.wave).ok()?,
            response: ResponseKey::parse(&line.response)?,
            question: QuestionId::new(&*line.question).ok()?,
        },
        hash: AnswerHash::parse(&line.answer)?,
        source: source(&line.source, line.source_id)?,
        decided_by: line.by.into(),
        decided_at: Moment::parse(&line.at)?,
        codebook: line.codebook,
        version: line.version,
        supersedes: line
            .supersedes
            .iter()
            .map(|id| DecisionId::parse(id))
            .collect::<Option<_>>()?,
        statement: if let Some(codes) = line.codes {
            codes_statement(&codes, line.value?, line.stance, &line.evidence)?
        } else if let Some(name) = line.main_stance {
            Statement::Stance(stance(&name)?)
        } else if let Some(quote) = line.quote {
            Statement::Quote(match (quote.as_str(), line.redacted) {
                ("yes", None) => QuoteApproval::Yes,
                ("no", None) => QuoteApproval::No,
                ("redact", Some(words)) => QuoteApproval::Redacted(RedactedQuote(words)),
                _ => return None,
            })
        } else if let Some(done) = line.done {
            Statement::Done(done)
        } else {
            Statement::Remark(Remark(line.remark?))
        },
    })
}

fn codes_statement(
    codes: &[String],
    value: String,
    stance_name: Option<String>,
    evidence: &[Place],
) -> Option<Statement> {
    let value = [Value::Present, Value::Absent]
        .into_iter()
        .find(|known| known.name() == value)?;
    let stance = match stance_name {
        Some(name) => Some(stance(&name)?),
        None => None,
    };
    let codes: Vec<CodeRef> = codes
        .iter()
        .map(|code| CodeRef::parse(code).ok())
        .collect::<Option<_>>()?;
    if codes.is_empty() {
        return None;
    }
    let mut end = 0;
    let mut places = Vec::with_capacity(evidence.len());
    for place in evidence {
        let ([byte_start, byte_end], [char_start, char_end]) = (place.bytes, place.chars);
        // In order, without overlap, and never more characters than bytes.
        let fits = byte_start >= end
            && byte_start < byte_end
            && char_start < char_end
            && char_start <= byte_start
            && char_end - char_start <= byte_end - byte_start;
        if !fits {
            return None;
        }
        end = byte_end;
        places.push(Evidence {
            bytes: byte_start..byte_end,
            chars: char_start..char_end,
        });
    }
    Some(Statement::Codes {
        codes,
        value,
        stance,
        evidence: places,
    })
}

fn stance(name: &str) -> Option<Stance> {
    Stance::ALL
        .iter()
        .copied()
        .find(|stance| stance.name() == name)
}

fn source(name: &str, id: Option<String>) -> Option<DecisionSource> {
    let kind = SourceKind::ALL.iter().find(|kind| kind.name() == name)?;
    let id: Option<Arc<str>> = id.map(Into::into);
    Some(match (kind, id) {
        (SourceKind::Person, None) => DecisionSource::Person,
        (SourceKind::Adjudicated, None) => DecisionSource::Adjudicated,
        (SourceKind::Model, Some(id)) => DecisionSource::Model(id),
        (SourceKind::Suggester, Some(name)) => DecisionSource::Suggester(name),
        (SourceKind::Import, Some(from)) => DecisionSource::Import(from),
        _ => return None,
    })
}
