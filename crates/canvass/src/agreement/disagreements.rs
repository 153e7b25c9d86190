use std::collections::BTreeSet;

use super::judgements::Judgements;
use crate::coding::Evidence;
use crate::survey::CodeRef;

/// What one coder says of one code of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The coder did not look at the answer.
    NotLooked,
    /// The answer has the code; where, if the coder said so.
    Has(Vec<Evidence>),
    /// The answer does not have the code.
    HasNot,
}

/// An answer and a code on which the coders who looked at it differ. It holds places, never words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The answer's place among [`Judgements::answers`].
    pub answer: usize,
    /// The code.
    pub code: CodeRef,
    /// What each coder says.
    pub verdicts: Vec<Verdict>,
}

/// Where the coders differ: by answer, then by code.
pub fn disagreements(judgements: &Judgements) -> Vec<Disagreement> {
    let mut list = Vec::new();
    for (at, answer) in judgements.answers().iter().enumerate() {
        let looked = answer.by.iter().flatten().count();
        let codes: BTreeSet<&CodeRef> = answer.by.iter().flatten().flat_map(|f| f.keys()).collect();
        for code in codes {
            let given = answer.by.iter().flatten();
            if given.filter(|found| found.contains_key(code)).count() == looked {
                continue;
            }
            let verdicts = answer.by.iter().map(|found| match found {
                None => Verdict::NotLooked,
                Some(found) => found
                    .get(code)
                    .map_or(Verdict::HasNot, |evidence| Verdict::Has(evidence.clone())),
            });
            list.push(Disagreement {
                answer: at,
                code: code.clone(),
                verdicts: verdicts.collect(),
            });
        }
    }
    list
}
