//! Layer 4. Suggests codes, and says which answers a person should read first.
//!
//! A [`Model`] learns from people's decisions alone: for each code a logistic regression on the words of answers.
//! [`Validation`] says how well that does on answers that it has not seen, by other respondents or of a later wave.
//! [`queue`] puts first the answers where rules are most likely wrong, and every tenth at random, so that
//! [`Missed`] can say what is missed where nobody looks. A [`Suggester`] is a program outside canvass that proposes
//! codes; what it proposes is checked before anybody sees it.
//!
//! Nothing here makes a coding: a suggestion counts when a person has accepted it. `docs/agreement-and-suggestions.md`
//! tells analysts about all this.

mod features;
mod file;
mod fitted;
mod logistic;
mod missed;
mod model;
mod queue;
mod quote;
mod suggester;
mod validate;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

pub use file::ModelError;
pub use fitted::LEAST_TO_LEARN;
pub use missed::{Looked, Missed};
pub use model::{LEAST_TO_SUGGEST, Model, Standing};
pub use queue::{Waiting, queue};
pub use suggester::{
    Asked, Proposal, Refusal, Suggester, SuggesterError, Vetted, codes_line, question_line,
    read_proposal, vet,
};
pub use validate::{CodeValidation, Validation};

use crate::coding::AnswerId;
use crate::survey::{CodeRef, ResponseKey, WaveId};

/// An answer, as a model reads it and as people decided on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Example<'a> {
    /// Which answer it is.
    pub answer: &'a AnswerId,
    /// Its words.
    pub text: &'a str,
    /// The codes that rules found in it.
    pub rules: &'a [CodeRef],
    /// Whether people decided that it has a code; codes that nobody decided on are not there.
    pub decided: &'a BTreeMap<CodeRef, bool>,
}

impl Example<'_> {
    /// Whose answer it is.
    fn person(&self) -> (&WaveId, ResponseKey) {
        (&self.answer.wave, self.answer.response)
    }
}

impl fmt::Debug for Example<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Example")
            .field("answer", self.answer)
            .field("rules", &self.rules)
            .field("decided", &self.decided)
            .finish_non_exhaustive()
    }
}

/// How to learn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Whether to look at pieces of words, of three to five characters, besides words and pairs of words.
    pub pieces: bool,
    /// Whether to look at what rules found.
    pub rules: bool,
    /// What an error costs beside the penalty on large weights; the higher, the closer the fit.
    pub cost: f64,
    /// Into how many parts respondents are dealt to validate.
    pub folds: usize,
    /// The lower limit of precision from which a code may be suggested.
    pub least_precision: f64,
}

/// Pieces of words are left out: on 240 coded answers they changed the micro F1 from 0.73 to 0.72 and took five times
/// as long. What rules found stays in: without it the F1 was 0.48.
impl Default for Settings {
    fn default() -> Self {
        Settings {
            pieces: false,
            rules: true,
            cost: 10.0,
            folds: 5,
            least_precision: 0.7,
        }
    }
}
