use std::fmt;

use super::answers::{Answers, Written};
use super::probe::{Probe, Wanted};
use crate::coding::{CompiledCodebook, Evidence};
use crate::diagnostics::{Diagnostics, Place};
use crate::survey::Negation;

/// A place in an answer that a pattern matches. Its `Debug` form holds no word of the answer.
#[derive(Clone)]
pub struct Occurrence<'a> {
    /// The answer.
    pub answer: Written<'a>,
    /// The words that match.
    pub matched: Evidence,
}

impl fmt::Debug for Occurrence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Occurrence({:?}, {:?})", self.answer, self.matched)
    }
}

/// Every place in the answers that `pattern` matches, in the answers' order: a pattern of the rule language, which
/// may name the codebook's sets and codes. Answers that say nothing ("n/a") are not looked at.
///
/// # Errors
/// When the pattern cannot be read; the place is the character within it.
pub fn find<'a>(
    codebook: &CompiledCodebook,
    pattern: &str,
    answers: &Answers<'a>,
) -> Result<Vec<Occurrence<'a>>, Diagnostics> {
    let wanted = Wanted {
        expression: pattern.to_owned(),
        place: Place::in_text("pattern", "", 0),
        questions: &[],
        negation: Negation::Ignore,
    };
    let probe = Probe::new(codebook.codebook(), &[wanted])?;
    let mut read = probe.reader();
    let mut found = Vec::new();
    for answer in answers.iter() {
        for hit in read(Some(&answer.question.id), answer.text) {
            found.extend(
                hit.evidence
                    .into_iter()
                    .map(|matched| Occurrence { answer, matched }),
            );
        }
    }
    Ok(found)
}
