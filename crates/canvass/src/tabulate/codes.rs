use std::collections::BTreeSet;

use super::{Bases, Line, LineKey, OneWay, Subject};
use crate::coding::{Coding, Codings};
use crate::survey::{CodeFrame, CodeRef, FrameKind, Responses, Stance};

/// Which answers a table of codes looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeScope {
    /// All answers in people's own words.
    All,
    /// Only what has this stance.
    Stance(Stance),
}

impl CodeScope {
    fn covers(self, stance: Option<Stance>) -> bool {
        match self {
            CodeScope::All => true,
            CodeScope::Stance(wanted) => stance == Some(wanted),
        }
    }
}

/// Counts the respondents in whose own words each code of a frame was found.
///
/// The base is everybody who wrote something with content, whatever the scope, so that shares of scopes can be
/// set side by side. A respondent counts once for a code however often it was found. Codes that come from
/// options are not counted here: see [`code_evidence`].
pub fn code_table(
    frame: &CodeFrame,
    responses: &Responses,
    codings: &Codings,
    scope: CodeScope,
) -> OneWay {
    let writers: BTreeSet<usize> = codings
        .answers()
        .iter()
        .filter(|answer| answer.stance().is_some())
        .map(|answer| answer.respondent)
        .collect();
    let mut found: BTreeSet<(&CodeRef, usize)> = BTreeSet::new();
    let stances: Vec<CodeRef> = stance_codes(frame);
    if frame.kind == FrameKind::Stance {
        for answer in codings.answers() {
            let code = answer
                .stance()
                .and_then(|s| stances.iter().find(|c| c.code.as_str() == s.name()));
            found.extend(
                code.filter(|_| scope.covers(answer.stance()))
                    .map(|code| (code, answer.respondent)),
            );
        }
    } else {
        found.extend(
            codings
                .codings()
                .iter()
                .filter(|c| c.code.frame == frame.id && from_words(c) && scope.covers(c.stance))
                .map(|c| (&c.code, c.respondent)),
        );
    }
    let lines = frame
        .codes
        .iter()
        .map(|code| {
            let key = CodeRef {
                frame: frame.id.clone(),
                code: code.id.clone(),
            };
            let count = found.iter().filter(|(found, _)| **found == key).count() as u64;
            Line {
                key: LineKey::Code(key),
                label: code.label.clone(),
                count: Some(count),
            }
        })
        .collect();
    OneWay {
        subject: Subject::Frame {
            frame: frame.id.clone(),
            scope,
        },
        wave: codings.wave().clone(),
        bases: Bases {
            respondents: responses.respondents() as u64,
            asked: responses.respondents() as u64,
            answered: writers.len() as u64,
            unusable: 0,
            mentions: found.len() as u64,
        },
        lines,
        additive: false,
    }
}

/// How many respondents speak for one code, by where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceLine {
    /// The code.
    pub code: CodeRef,
    /// Respondents in whose own words it was found.
    pub words: u64,
    /// Respondents who chose an option that means it.
    pub options: u64,
}

/// Counts for each code how many respondents wrote of it, and how many chose an option that means it. The two
/// are kept apart because the one was said unasked and the other was offered.
pub fn code_evidence<'a>(
    codes: impl IntoIterator<Item = &'a CodeRef>,
    codings: &Codings,
) -> Vec<EvidenceLine> {
    codes
        .into_iter()
        .map(|code| {
            let of = |words: bool| {
                let of_code = codings
                    .codings()
                    .iter()
                    .filter(|c| c.code == *code && from_words(c) == words);
                of_code.map(|c| c.respondent).collect::<BTreeSet<_>>().len() as u64
            };
            EvidenceLine {
                code: code.clone(),
                words: of(true),
                options: of(false),
            }
        })
        .collect()
}

fn from_words(coding: &Coding) -> bool {
    coding.source.kind().is_of_words()
}

fn stance_codes(frame: &CodeFrame) -> Vec<CodeRef> {
    let code = |code: &crate::survey::Code| CodeRef {
        frame: frame.id.clone(),
        code: code.id.clone(),
    };
    frame.codes.iter().map(code).collect()
}
