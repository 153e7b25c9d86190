use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use super::super::{AnswerHash, AnswerId, Evidence, Source, SourceKind};
use crate::survey::{CodeRef, Stance};

/// One thing that somebody decided about one answer. It holds no word of the answer, except what the decider chose
/// to write: a remark, or a quotation with words taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The answer.
    pub answer: AnswerId,
    /// The text that the answer had then.
    pub hash: AnswerHash,
    /// What was decided.
    pub statement: Statement,
    /// How it came about.
    pub source: DecisionSource,
    /// Who decided. Names that differ in case and spaces alone are one person's.
    pub decided_by: Arc<str>,
    /// When.
    pub decided_at: Moment,
    /// The name of the codebook used.
    pub codebook: String,
    /// Its version.
    pub version: String,
    /// The earlier decisions that this one takes the place of.
    pub supersedes: Vec<DecisionId>,
}

/// What a decision says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Statement {
    /// Codes that apply to the answer, or do not.
    Codes {
        /// The codes; never empty.
        codes: Vec<CodeRef>,
        /// Whether they apply.
        value: Value,
        /// The stance that they have here, whatever the answer's main stance.
        stance: Option<Stance>,
        /// The words that they rest on; empty means the answer as a whole.
        evidence: Vec<Evidence>,
    },
    /// What the answer mainly is.
    Stance(Stance),
    /// Whether the answer may be quoted.
    Quote(QuoteApproval),
    /// Whether somebody has finished with the answer: its codes are what they should be.
    Done(bool),
    /// Something to remember; an empty one takes the last one back.
    Remark(Remark),
}

/// Whether a code applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// It applies.
    Present,
    /// It does not.
    Absent,
}

impl Value {
    /// The name in the record.
    pub fn name(self) -> &'static str {
        match self {
            Value::Present => "present",
            Value::Absent => "absent",
        }
    }
}

/// Whether an answer may be quoted. The writer's own consent is asked for besides.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum QuoteApproval {
    /// As it is.
    Yes,
    /// Not at all.
    No,
    /// In these words, from which somebody has taken out what could say who wrote it.
    Redacted(RedactedQuote),
}

macro_rules! own_words {
    ($($(#[$doc:meta])* $name:ident)*) => { $(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(pub String);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} bytes)", stringify!($name), self.0.len())
            }
        }
    )* };
}

own_words! {
    /// A quotation in which a person has changed words; what they changed stands in square brackets. Its `Debug` form
    /// holds no word of it.
    RedactedQuote
    /// A remark on an answer. Its `Debug` form holds no word of it.
    Remark
}

/// How a decision came about.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecisionSource {
    /// The person read the answer.
    Person,
    /// The person settled what others had decided before.
    Adjudicated,
    /// The person accepted what this model proposed.
    Model(Arc<str>),
    /// The person accepted what this program outside canvass proposed.
    Suggester(Arc<str>),
    /// The person took it in from here.
    Import(Arc<str>),
}

impl DecisionSource {
    /// The kind of codings that come from it.
    pub fn kind(&self) -> SourceKind {
        match self {
            DecisionSource::Person => SourceKind::Person,
            DecisionSource::Adjudicated => SourceKind::Adjudicated,
            DecisionSource::Model(_) => SourceKind::Model,
            DecisionSource::Suggester(_) => SourceKind::Suggester,
            DecisionSource::Import(_) => SourceKind::Import,
        }
    }
}

impl Decision {
    /// Where a coding comes from that rests on this decision.
    pub fn coding_source(&self) -> Source {
        let coder = Arc::clone(&self.decided_by);
        match &self.source {
            DecisionSource::Person => Source::Person { coder },
            DecisionSource::Adjudicated => Source::Adjudicated { coder },
            DecisionSource::Model(id) => Source::Model { id: Arc::clone(id) },
            DecisionSource::Suggester(name) => Source::Suggester {
                name: Arc::clone(name),
            },
            DecisionSource::Import(from) => Source::Import {
                from: Arc::clone(from),
            },
        }
    }
}

/// Names a decision: the first 64 bits of a SHA-256 of what it says, as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId(pub(super) u64);

impl DecisionId {
    /// Reads 16 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == 16 && text.bytes().all(is_digit))
            .then(|| u64::from_str_radix(text, 16).ok().map(DecisionId))?
    }
}

impl fmt::Display for DecisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A point in time, to the second, as `2026-11-22T07:18:00Z`. The library has no clock: the caller says what time
/// it is.
///
/// ```
/// use canvass::coding::decisions::Moment;
///
/// let moment = Moment::from_unix(1_795_331_880).ok_or("too far away")?;
/// assert_eq!(moment.to_string(), "2026-11-22T07:18:00Z");
/// assert_eq!(Moment::parse("2026-11-22T07:18:00Z"), Some(moment));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// So many seconds after the start of 1970; `None` beyond the years that a date can name.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        Timestamp::from_second(seconds)
            .ok()
            .map(|_| Moment(seconds))
    }

    /// Reads a moment as it is written here.
    pub fn parse(text: &str) -> Option<Self> {
        let moment = Moment(text.parse::<Timestamp>().ok()?.as_second());
        (moment.to_string() == text).then_some(moment)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Timestamp::from_second(self.0).unwrap_or_default().fmt(f)
    }
}
