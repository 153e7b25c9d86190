//! Helpers of the tests, which stand in a file for each topic.

#![allow(clippy::unwrap_used, reason = "tests")]

mod codebooks;
mod codings;
mod language;
mod limits;
mod negation;
mod points;
mod reference;
mod respondents;
mod wave;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::codings::question;
use super::*;
use crate::diagnostics::Place;
use crate::survey::*;

fn code(id: &str) -> Code {
    Code {
        id: CodeId::new(id).unwrap(),
        label: id.to_owned(),
        definition: String::new(),
        use_when: String::new(),
        not_for: String::new(),
        examples: vec![],
        near_misses: vec![],
        since: None,
        points: None,
        note: String::new(),
    }
}

fn frame(id: &str, kind: FrameKind, codes: &[&str]) -> CodeFrame {
    CodeFrame {
        id: FrameId::new(id).unwrap(),
        label: id.to_owned(),
        kind,
        codes: codes.iter().map(|c| code(c)).collect(),
        groups: vec![],
        retired: vec![],
    }
}

fn at(line: u64, column: u64) -> Place {
    Place {
        file: "codebook.toml".into(),
        position: crate::diagnostics::Position::Text { line, column },
    }
}

pub(super) fn codebook(sets: &[(&str, &str)], rules: &[(&str, &str)]) -> Codebook {
    Codebook {
        id: "test".into(),
        version: "1".into(),
        valid_from: None,
        frames: vec![
            frame(
                "theme",
                FrameKind::Theme,
                &["voice", "voice.policy", "resourcing"],
            ),
            frame(
                "stance",
                FrameKind::Stance,
                &["impact", "request", "criticism", "neutral"],
            ),
        ],
        theory: TheoryOfChange::default(),
        sets: sets
            .iter()
            .zip(1..)
            .map(|((name, expression), line)| NamedSet {
                name: (*name).to_owned(),
                expression: (*expression).to_owned(),
                place: at(line, 10),
            })
            .collect(),
        rules: rules
            .iter()
            .zip(101..)
            .map(|((code, expression), line)| Rule {
                id: format!("{code}#{}", line - 100),
                code: CodeRef::parse(code).unwrap(),
                expression: (*expression).to_owned(),
                place: at(line, 5),
                questions: vec![],
                stance: None,
                negation: Negation::Flag,
                suggest: false,
                points: None,
                note: String::new(),
            })
            .collect(),
    }
}

fn compiled(sets: &[(&str, &str)], rules: &[(&str, &str)]) -> CompiledCodebook {
    CompiledCodebook::compile(&codebook(sets, rules))
        .unwrap()
        .value
}

/// The pieces of `text` that a rule for voice, with these sets, rests on; empty when it does not match.
fn evidence_with(sets: &[(&str, &str)], rule: &str, text: &str) -> Vec<String> {
    let book = compiled(sets, &[("theme:voice", rule)]);
    let answer = book.coder().code(None, None, text);
    let found = answer.codes.first().map(|c| c.evidence.clone());
    found
        .unwrap_or_default()
        .into_iter()
        .map(|e| {
            let chars: String = text
                .chars()
                .skip(e.chars.start)
                .take(e.chars.len())
                .collect();
            assert_eq!(
                chars,
                text[e.bytes.clone()],
                "bytes and characters name the same words"
            );
            chars
        })
        .collect()
}

fn evidence(rule: &str, text: &str) -> Vec<String> {
    evidence_with(&[], rule, text)
}
