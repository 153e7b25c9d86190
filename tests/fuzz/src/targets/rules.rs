//! Rules and named sets, and the answers that they read.
//!
//! An input is a rule on each line, and after lines `--` the sets `a`, `b` and so on, one on each line, and an answer.

use canvass::codebook::lint;
use canvass::coding::CompiledCodebook;
use canvass::diagnostics::{Place, Position};
use canvass::survey::{
    Code, CodeFrame, CodeRef, Codebook, FrameKind, NamedSet, Negation, Rule, TheoryOfChange,
};

/// The most rules and the most sets of an input, to keep one run short.
const MOST: usize = 26;

fn codebook(rules: &str, sets: &str) -> Codebook {
    let code = CodeRef::parse("theme:voice").expect("a code");
    let place = |line: usize| Place {
        file: crate::FILE.to_owned(),
        position: Position::Text {
            line: line as u64 + 1,
            column: 1,
        },
    };
    let negations = [Negation::Flag, Negation::Drop, Negation::Ignore];
    Codebook {
        id: "book".into(),
        version: "1".into(),
        valid_from: None,
        frames: vec![CodeFrame {
            id: code.frame.clone(),
            label: "Themes".into(),
            kind: FrameKind::Theme,
            codes: vec![Code {
                id: code.code.clone(),
                label: "Voice".into(),
                definition: "Speaking out.".into(),
                use_when: String::new(),
                not_for: String::new(),
                examples: vec![],
                near_misses: vec![],
                since: None,
                points: None,
                note: String::new(),
            }],
            groups: vec![],
            retired: vec![],
        }],
        theory: TheoryOfChange::default(),
        sets: sets
            .lines()
            .take(MOST)
            .zip('a'..='z')
            .enumerate()
            .map(|(line, (expression, name))| NamedSet {
                name: name.to_string(),
                expression: expression.to_owned(),
                place: place(line),
            })
            .collect(),
        rules: rules
            .lines()
            .take(MOST)
            .enumerate()
            .map(|(line, expression)| Rule {
                id: format!("{code}#{}", line + 1),
                code: code.clone(),
                expression: expression.to_owned(),
                place: place(line),
                questions: vec![],
                stance: None,
                negation: negations[line % negations.len()],
                suggest: line % 5 == 4,
                points: None,
                note: String::new(),
            })
            .collect(),
    }
}

/// Reads one input.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let parts: Vec<&str> = text.splitn(3, "\n--\n").collect();
    let book = codebook(parts[0], parts.get(1).copied().unwrap_or_default());
    let compiled = match CompiledCodebook::compile(&book) {
        Ok(compiled) => compiled.value,
        Err(faults) => {
            crate::located(&faults);
            return;
        }
    };
    crate::located(&lint(&compiled, None));
    let answer = parts.get(2).copied().unwrap_or(text);
    let coded = compiled.coder().code(None, None, answer);
    for found in coded.codes.iter().chain(&coded.suggested) {
        assert!(!found.evidence.is_empty() && !found.rules.is_empty());
        for piece in &found.evidence {
            let words = answer
                .get(piece.bytes.clone())
                .expect("evidence stands in the answer");
            assert_eq!(words.chars().count(), piece.chars.len());
        }
    }
    // The same answer, read by a coder that has read it before.
    let mut coder = compiled.coder();
    let _ = coder.code(None, None, answer);
    assert_eq!(coder.code(None, None, answer), coded);
}
