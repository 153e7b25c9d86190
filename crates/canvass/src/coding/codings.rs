use std::ops::Range;
use std::sync::Arc;

use super::decisions::QuoteApproval;
use crate::survey::{CodeRef, OptionId, QuestionId, Stance, WaveId};

/// The piece of an answer that a coding rests on. It holds places, never the words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// In bytes of the answer as given.
    pub bytes: Range<usize>,
    /// In characters (Unicode scalar values) of the answer as given.
    pub chars: Range<usize>,
}

/// Where a coding comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Source {
    /// An option that somebody chose means this code.
    Option(OptionId),
    /// Rules of the codebook matched the answer's words: their ids, in the codebook's order.
    Rules(Vec<Arc<str>>),
    /// Somebody accepted what a model proposed that was learnt from people's decisions.
    Model {
        /// Which model.
        id: Arc<str>,
    },
    /// Somebody accepted what a program outside canvass proposed.
    Suggester {
        /// Which program.
        name: Arc<str>,
    },
    /// It came with codings from elsewhere.
    Import {
        /// From where.
        from: Arc<str>,
    },
    /// Somebody read the answer and decided.
    Person {
        /// Who.
        coder: Arc<str>,
    },
    /// It was settled after several people had decided.
    Adjudicated {
        /// By whom.
        coder: Arc<str>,
    },
}

/// The kind of a [`Source`], from the one that counts least to the one that counts most where two contradict
/// each other about an answer and a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SourceKind {
    /// [`Source::Suggester`].
    Suggester,
    /// [`Source::Model`].
    Model,
    /// [`Source::Rules`].
    Rules,
    /// [`Source::Option`].
    Option,
    /// [`Source::Import`].
    Import,
    /// [`Source::Person`].
    Person,
    /// [`Source::Adjudicated`].
    Adjudicated,
}

impl SourceKind {
    /// Every kind, the one that counts least first.
    pub const ALL: &'static [SourceKind] = &[
        SourceKind::Suggester,
        SourceKind::Model,
        SourceKind::Rules,
        SourceKind::Option,
        SourceKind::Import,
        SourceKind::Person,
        SourceKind::Adjudicated,
    ];

    /// The name in tables and in the record of decisions.
    pub fn name(self) -> &'static str {
        match self {
            SourceKind::Suggester => "suggester",
            SourceKind::Model => "model",
            SourceKind::Rules => "rules",
            SourceKind::Option => "option",
            SourceKind::Import => "import",
            SourceKind::Person => "person",
            SourceKind::Adjudicated => "adjudicated",
        }
    }

    /// Whether it says what somebody's own words mean, and not which option they chose.
    pub fn is_of_words(self) -> bool {
        self != SourceKind::Option
    }
}

impl Source {
    /// Its kind.
    pub fn kind(&self) -> SourceKind {
        match self {
            Source::Option(_) => SourceKind::Option,
            Source::Rules(_) => SourceKind::Rules,
            Source::Model { .. } => SourceKind::Model,
            Source::Suggester { .. } => SourceKind::Suggester,
            Source::Import { .. } => SourceKind::Import,
            Source::Person { .. } => SourceKind::Person,
            Source::Adjudicated { .. } => SourceKind::Adjudicated,
        }
    }

    /// Which option, rules (with a space between them), model, program or person.
    pub fn id(&self) -> String {
        match self {
            Source::Option(option) => option.to_string(),
            Source::Rules(rules) => rules.join(" "),
            Source::Model { id: name }
            | Source::Suggester { name }
            | Source::Import { from: name }
            | Source::Person { coder: name }
            | Source::Adjudicated { coder: name } => name.to_string(),
        }
    }
}

/// One code on one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    /// The respondent's position in the wave's responses.
    pub respondent: usize,
    /// The question answered.
    pub question: QuestionId,
    /// The code.
    pub code: CodeRef,
    /// Where it comes from.
    pub source: Source,
    /// What it rests on, in order and without overlap; empty when it comes from an option, and when a person
    /// pointed at no words.
    pub evidence: Vec<Evidence>,
    /// Whether a negation stands before every piece of evidence: a person should look.
    pub negated: bool,
    /// Its own stance if its rule states one, else the answer's; `None` for an option of a question without one.
    pub stance: Option<Stance>,
}

/// What an answer in a respondent's own words amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenAnswerState {
    /// It says something. A base of codings counts these answers only.
    Content {
        /// What the answer mainly is.
        stance: Stance,
        /// What decided that.
        decided_by: StanceSource,
    },
    /// "n/a", "-", "nothing to add", "thank you": words that answer nothing.
    NonAnswer,
}

/// What decided an answer's main stance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StanceSource {
    /// These rules of the stance frame.
    Rules(Vec<Arc<str>>),
    /// The stance that the question takes an answer to have.
    Question,
    /// Nothing: the answer counts as neutral.
    Nothing,
    /// A decision of people.
    Decision,
}

/// An answer in a respondent's own words, to an open question or beside "Other".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAnswer {
    /// The respondent's position in the wave's responses.
    pub respondent: usize,
    /// The question answered.
    pub question: QuestionId,
    /// What it amounts to.
    pub state: OpenAnswerState,
}

impl OpenAnswer {
    /// The answer's main stance; `None` for a non-answer.
    pub fn stance(&self) -> Option<Stance> {
        match self.state {
            OpenAnswerState::Content { stance, .. } => Some(stance),
            OpenAnswerState::NonAnswer => None,
        }
    }
}

/// The codings of one wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codings {
    wave: WaveId,
    codebook: String,
    version: String,
    codings: Vec<Coding>,
    answers: Vec<OpenAnswer>,
    quotes: Vec<(usize, QuestionId, QuoteApproval)>,
}

/// The parts of codings, in any order.
pub(super) struct Parts {
    wave: WaveId,
    codebook: String,
    version: String,
    pub(super) codings: Vec<Coding>,
    pub(super) answers: Vec<OpenAnswer>,
    /// What people said of quoting answers, each named by respondent and question.
    pub(super) quotes: Vec<(usize, QuestionId, QuoteApproval)>,
}

impl Codings {
    /// Puts codings and open answers of a wave in order: by respondent, question, code and source.
    pub fn new(
        wave: WaveId,
        codebook: String,
        version: String,
        codings: Vec<Coding>,
        answers: Vec<OpenAnswer>,
    ) -> Self {
        Codings::from_parts(Parts {
            wave,
            codebook,
            version,
            codings,
            answers,
            quotes: Vec::new(),
        })
    }

    /// Puts parts in order.
    pub(super) fn from_parts(parts: Parts) -> Self {
        let Parts {
            wave,
            codebook,
            version,
            mut codings,
            mut answers,
            mut quotes,
        } = parts;
        codings.sort_by(|a, b| {
            (a.respondent, &a.question, &a.code, &a.source).cmp(&(
                b.respondent,
                &b.question,
                &b.code,
                &b.source,
            ))
        });
        answers.sort_by(|a, b| (a.respondent, &a.question).cmp(&(b.respondent, &b.question)));
        quotes.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        Codings {
            wave,
            codebook,
            version,
            codings,
            answers,
            quotes,
        }
    }

    /// The codings with `change` made to them, as those of another state of the codebook.
    pub(super) fn revised(
        self,
        codebook: String,
        version: String,
        change: impl FnOnce(&mut Vec<Coding>),
    ) -> Self {
        let mut parts = Parts {
            codebook,
            version,
            ..self.into_parts()
        };
        change(&mut parts.codings);
        Codings::from_parts(parts)
    }

    /// Takes them apart.
    pub(super) fn into_parts(self) -> Parts {
        Parts {
            wave: self.wave,
            codebook: self.codebook,
            version: self.version,
            codings: self.codings,
            answers: self.answers,
            quotes: self.quotes,
        }
    }

    /// What people said of quoting answers, by respondent and question.
    pub(super) fn quotes(&self) -> &[(usize, QuestionId, QuoteApproval)] {
        &self.quotes
    }

    /// The wave.
    pub fn wave(&self) -> &WaveId {
        &self.wave
    }

    /// The codebook's name.
    pub fn codebook(&self) -> &str {
        &self.codebook
    }

    /// The codebook's version; every published figure names it.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Every coding, by respondent, question, code and source.
    pub fn codings(&self) -> &[Coding] {
        &self.codings
    }

    /// Every answer in somebody's own words, by respondent and question.
    pub fn answers(&self) -> &[OpenAnswer] {
        &self.answers
    }

    /// The codings of a respondent's answer to a question.
    pub fn of_answer(&self, respondent: usize, question: &QuestionId) -> &[Coding] {
        let key = (respondent, question);
        let start = self
            .codings
            .partition_point(|c| (c.respondent, &c.question) < key);
        let end = self
            .codings
            .partition_point(|c| (c.respondent, &c.question) <= key);
        &self.codings[start..end]
    }

    /// A respondent's own words in answer to a question, if there are any.
    pub fn answer(&self, respondent: usize, question: &QuestionId) -> Option<&OpenAnswer> {
        self.answers
            .binary_search_by(|a| (a.respondent, &a.question).cmp(&(respondent, question)))
            .ok()
            .map(|at| &self.answers[at])
    }
}
