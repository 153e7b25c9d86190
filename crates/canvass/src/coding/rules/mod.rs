//! The rule language: which words make an answer an instance of a code.
//!
//! | form | meaning |
//! | --- | --- |
//! | `word` | this word; case, accents and kinds of apostrophe make no difference |
//! | `fund*`, `wom?n` | any word of this shape |
//! | `~connect` | any word with the same stem |
//! | `=SIMs` | exactly this spelling |
//! | `"part of something"` | these words in this order in one sentence; `user-led` is `"user led"` |
//! | `#name` | the named set, or with a code (`#theme:voice`) that code's rules |
//! | `A \| B` | either |
//! | `A & B`, `A & !B` | both in the answer; A and nowhere B |
//! | `A NEAR/5 B` | at most five words between them, in one sentence, in any order |
//! | `A THEN/5 B` | the same, in this order |
//! | `A NEAR/s B` | in one sentence |
//! | `A NOTNEAR/3 B` | A where no B is within three words |
//! | `A UNLESS B` | A where it does not overlap B |
//!
//! What binds closest: one pattern, then NEAR, THEN and NOTNEAR, then `&`, then `|`, then UNLESS. Parentheses group.

mod alternatives;
mod lexer;
mod parser;

pub(crate) use alternatives::{Alternative, Shape, alternatives, set_names};
pub(crate) use parser::parse;

/// A pattern for one word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Pattern {
    /// A folded word.
    Word(String),
    /// A folded word with `*` and `?`.
    Glob(String),
    /// The stem of a folded word.
    Stem(String),
    /// A word with its case and accents.
    Exact(String),
}

/// How far apart two things may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reach {
    /// At most so many words between them, in one sentence.
    Words(u32),
    /// Anywhere in one sentence.
    Sentence,
}

/// An expression of the rule language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expr {
    /// One word.
    Word(Pattern),
    /// Words in a row.
    Phrase(Vec<Pattern>),
    /// A named set or a code's rules.
    Set {
        /// The name without `#`.
        name: String,
        /// The character of the expression at which it stands.
        at: usize,
    },
    /// Any of these.
    Any(Vec<Expr>),
    /// All of `present`, none of `absent`.
    All {
        /// What must be there.
        present: Vec<Expr>,
        /// What must not be there.
        absent: Vec<Expr>,
    },
    /// Both, near each other.
    Near {
        /// One side, first when `ordered`.
        left: Box<Expr>,
        /// The other side.
        right: Box<Expr>,
        /// How near.
        reach: Reach,
        /// Whether the left one must come first.
        ordered: bool,
    },
    /// The first where the second is not near.
    NotNear {
        /// What is looked for.
        what: Box<Expr>,
        /// What must not be near it.
        other: Box<Expr>,
        /// How near.
        reach: Reach,
    },
    /// The first where it does not overlap the second.
    Unless {
        /// What is looked for.
        what: Box<Expr>,
        /// What excuses it.
        exception: Box<Expr>,
    },
}

impl Expr {
    /// The expressions that it is made of.
    pub(crate) fn parts(&self) -> Vec<&Expr> {
        match self {
            Expr::Word(_) | Expr::Phrase(_) | Expr::Set { .. } => Vec::new(),
            Expr::Any(choices) => choices.iter().collect(),
            Expr::All { present, absent } => present.iter().chain(absent).collect(),
            Expr::Near { left, right, .. } => vec![left, right],
            Expr::NotNear { what, other, .. } => vec![what, other],
            Expr::Unless { what, exception } => vec![what, exception],
        }
    }
}

/// Why an expression cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleFault {
    /// The character of the expression at which it stands, from 0.
    pub(crate) at: usize,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: Option<String>,
}

impl RuleFault {
    fn new(at: usize, message: impl Into<String>) -> Self {
        RuleFault {
            at,
            message: message.into(),
            help: None,
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
