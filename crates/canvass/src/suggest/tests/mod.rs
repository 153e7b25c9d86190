#![allow(clippy::unwrap_used, reason = "tests")]

mod learning;
mod queueing;
mod vetting;

use std::collections::BTreeMap;

use super::*;
use crate::survey::{
    Code, CodeFrame, CodeId, Codebook, FrameId, FrameKind, QuestionId, TheoryOfChange,
};

fn code(name: &str) -> CodeRef {
    CodeRef::parse(&format!("theme:{name}")).unwrap()
}

/// A codebook with themes of these names.
fn codebook(codes: &[&str]) -> Codebook {
    let code = |id: &&str| Code {
        id: CodeId::new(*id).unwrap(),
        label: (*id).into(),
        definition: format!("What {id} means"),
        use_when: String::new(),
        not_for: String::new(),
        examples: vec![],
        near_misses: vec![],
        since: None,
        points: None,
        note: String::new(),
    };
    Codebook {
        id: "test".into(),
        version: "1".into(),
        valid_from: None,
        frames: vec![CodeFrame {
            id: FrameId::new("theme").unwrap(),
            label: "Themes".into(),
            kind: FrameKind::Theme,
            codes: codes.iter().map(code).collect(),
            groups: vec![],
            retired: vec![],
        }],
        theory: TheoryOfChange::default(),
        sets: vec![],
        rules: vec![],
    }
}

fn answer(wave: &str, respondent: &str) -> AnswerId {
    let wave = WaveId::new(wave).unwrap();
    AnswerId {
        response: ResponseKey::of_id(&wave, respondent),
        question: QuestionId::new("impact").unwrap(),
        wave,
    }
}

/// An answer of its own, with what people decided.
struct Owned {
    answer: AnswerId,
    text: String,
    decided: BTreeMap<CodeRef, bool>,
}

impl Owned {
    fn example(&self) -> Example<'_> {
        Example {
            answer: &self.answer,
            text: &self.text,
            rules: &[],
            decided: &self.decided,
        }
    }
}

/// `each` answers that speak of money and as many that speak of people, in two waves, from words that come round.
fn decided(each: usize) -> Vec<Owned> {
    let money = [
        "the grant paid rent",
        "small grant for printing",
        "money for our rent",
    ];
    let people = [
        "met other groups",
        "felt less alone",
        "other people like me",
    ];
    let padding = ["this year", "at last", "in winter", "for once"];
    let mut all = Vec::new();
    for (of_money, phrases) in [(true, money), (false, people)] {
        for n in 0..each {
            all.push(Owned {
                answer: answer(
                    if n % 2 == 0 { "2023" } else { "2024" },
                    &format!("{of_money}{n}"),
                ),
                text: format!("{} {}", phrases[n % 3], padding[n % 4]),
                decided: BTreeMap::from([
                    (code("money"), of_money),
                    (code("people"), !of_money),
                    (code("rare"), n == 0),
                ]),
            });
        }
    }
    all
}
