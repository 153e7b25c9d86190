use crate::coding::{CompiledCodebook, Evidence};
use crate::diagnostics::{Diagnostics, Place};
use crate::survey::{
    Code, CodeFrame, CodeId, CodeRef, Codebook, FrameId, FrameKind, NamedSet, Negation, QuestionId,
    Rule, TheoryOfChange,
};

/// Words of a pattern as an answer to try it on. What follows them keeps words such as "nothing" from being taken for
/// a non-answer.
pub(super) fn as_answer(words: &str) -> String {
    format!("{words}. qzqz")
}

/// Looks for any number of expressions at once, beside a codebook whose sets and codes they may name.
#[derive(Debug)]
pub(super) struct Probe {
    book: CompiledCodebook,
}

/// An expression to look for.
#[derive(Debug, Clone)]
pub(super) struct Wanted<'w> {
    pub(super) expression: String,
    pub(super) place: Place,
    /// The questions whose answers are read; empty means all.
    pub(super) questions: &'w [QuestionId],
    pub(super) negation: Negation,
}

/// An expression of those wanted, and where it matches.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) wanted: usize,
    pub(super) evidence: Vec<Evidence>,
}

const FRAME: &str = "probe";

impl Probe {
    /// Makes the expressions ready. What cannot be read is a fault at its place.
    pub(super) fn new(codebook: &Codebook, wanted: &[Wanted<'_>]) -> Result<Self, Diagnostics> {
        let (Ok(frame), Some(codes)) = (FrameId::new(FRAME), codes(wanted.len())) else {
            return Err(Diagnostics::new());
        };
        let rules = codes
            .iter()
            .zip(wanted)
            .map(|(code, wanted)| Rule {
                id: code.id.to_string(),
                code: CodeRef {
                    frame: frame.clone(),
                    code: code.id.clone(),
                },
                expression: wanted.expression.clone(),
                place: wanted.place.clone(),
                questions: wanted.questions.to_vec(),
                stance: None,
                negation: wanted.negation,
                suggest: false,
                points: None,
                note: String::new(),
            })
            .collect();
        let book = Codebook {
            id: codebook.id.clone(),
            version: codebook.version.clone(),
            valid_from: None,
            frames: vec![CodeFrame {
                id: frame,
                label: String::new(),
                kind: FrameKind::Need,
                codes,
                groups: Vec::new(),
                retired: Vec::new(),
            }],
            theory: TheoryOfChange::default(),
            sets: sets(codebook),
            rules,
        };
        let book = CompiledCodebook::compile(&book)?.value;
        Ok(Probe { book })
    }

    /// Reads answers, one after the other.
    pub(super) fn reader(&self) -> impl FnMut(Option<&QuestionId>, &str) -> Vec<Hit> {
        let mut coder = self.book.coder();
        move |question, text| {
            let found = coder.code(question, None, text).codes;
            let hits = found.into_iter().filter_map(|found| {
                Some(Hit {
                    wanted: found.code.code.as_str().get(1..)?.parse().ok()?,
                    evidence: found.evidence,
                })
            });
            hits.collect()
        }
    }
}

fn codes(count: usize) -> Option<Vec<Code>> {
    (0..count)
        .map(|number| {
            Some(Code {
                id: CodeId::new(format!("p{number}")).ok()?,
                label: String::new(),
                definition: String::new(),
                use_when: String::new(),
                not_for: String::new(),
                examples: Vec::new(),
                near_misses: Vec::new(),
                since: None,
                points: None,
                note: String::new(),
            })
        })
        .collect()
}

/// The sets of the codebook, and each code that has rules as a set of its name.
fn sets(codebook: &Codebook) -> Vec<NamedSet> {
    let mut sets = codebook.sets.clone();
    for rule in codebook.rules.iter().filter(|rule| rule.points.is_none()) {
        let name = rule.code.to_string();
        match sets.iter_mut().find(|set| set.name == name) {
            Some(set) => {
                set.expression = format!("{} | ({})", set.expression, rule.expression);
            }
            None => sets.push(NamedSet {
                name,
                expression: format!("({})", rule.expression),
                place: rule.place.clone(),
            }),
        }
    }
    sets
}
