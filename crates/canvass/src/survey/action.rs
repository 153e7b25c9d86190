use super::CodeRef;

/// What the organisation answers to something it heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What was heard, in a sentence.
    pub heard: String,
    /// The answer to it.
    pub answer: Answered,
    /// The code it belongs to, if one.
    pub about: Option<CodeRef>,
}

/// The organisation's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// What it will do.
    WillDo(String),
    /// What it cannot do, and why.
    CannotDo {
        /// What.
        what: String,
        /// Why.
        why: String,
    },
}
