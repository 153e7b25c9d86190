use std::sync::Arc;

use super::{AnswerId, Evidence};
use crate::survey::CodeRef;

/// A code that something proposes for an answer. It never counts in a figure: only a person's decision makes a
/// coding of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The answer.
    pub answer: AnswerId,
    /// The code.
    pub code: CodeRef,
    /// What proposes it.
    pub source: SuggestionSource,
    /// The words that it rests on, as places; may be empty.
    pub evidence: Vec<Evidence>,
    /// How probable the source takes it to be, from 0 to 1; `None` for one that cannot tell.
    pub confidence: Option<f64>,
}

/// What proposes a code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SuggestionSource {
    /// Rules of the codebook.
    Rules,
    /// A model learnt from people's decisions.
    Model {
        /// Which model.
        id: Arc<str>,
    },
    /// A program outside canvass.
    Suggester {
        /// Which program.
        name: Arc<str>,
    },
}

/// An answer that waits for a person, and why. A list of these stands in the order in which a person should read.
#[derive(Debug, Clone, PartialEq)]
pub struct Queued {
    /// The answer.
    pub answer: AnswerId,
    /// Why a person should look, the weightiest reason first; never empty.
    pub why: Vec<Why>,
    /// How much is gained by looking; only the order of two priorities of one list means anything.
    pub priority: f64,
}

/// Why a person should look at an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Why {
    /// Two people decided differently, and nobody has settled it.
    Conflict,
    /// A decision does not fit any more: the answer or the code has changed since.
    Stale,
    /// Rules, a chosen option, a model or a program say different things.
    Disagreement,
    /// A negation stands before what a rule found.
    Negated,
    /// A source is not sure of a code.
    Uncertain,
    /// No code was found.
    Uncoded,
    /// Its words are unlike those of the answers that people have decided.
    Novel,
    /// It is long, and little of it is coded.
    ThinlyCoded,
    /// It may have a code of which there are few decisions.
    RareCode,
    /// Drawn at random, to estimate what is missed in answers that nobody looks at.
    Random,
    /// Nothing stands out: it comes when all others are read.
    Rest,
}

impl Why {
    /// Every reason, the weightiest first.
    pub const ALL: &'static [Why] = &[
        Why::Conflict,
        Why::Stale,
        Why::Disagreement,
        Why::Negated,
        Why::Uncertain,
        Why::Uncoded,
        Why::Novel,
        Why::ThinlyCoded,
        Why::RareCode,
        Why::Random,
        Why::Rest,
    ];

    /// A few words for the person who looks.
    pub fn label(self) -> &'static str {
        match self {
            Why::Conflict => "coders differ",
            Why::Stale => "answer or code has changed",
            Why::Disagreement => "sources disagree",
            Why::Negated => "negated",
            Why::Uncertain => "uncertain",
            Why::Uncoded => "no code found",
            Why::Novel => "unlike answers decided so far",
            Why::ThinlyCoded => "long, little of it coded",
            Why::RareCode => "rare code",
            Why::Random => "drawn at random",
            Why::Rest => "nothing stands out",
        }
    }
}
