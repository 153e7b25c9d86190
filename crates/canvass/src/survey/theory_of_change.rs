use super::{CodeId, CodeRef};

/// The organisation's Theory of Change: what it does, what comes of it, and what that leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TheoryOfChange {
    /// Its themes, in order.
    pub themes: Vec<Theme>,
}

/// One theme of the Theory of Change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The code that answers about it carry.
    pub code: CodeRef,
    /// How a reader knows it.
    pub label: String,
    /// What the organisation does.
    pub activities: Vec<String>,
    /// What comes of it soon.
    pub outputs: Vec<String>,
    /// What it leads to over time.
    pub outcomes: Vec<Outcome>,
    /// What all of it is for.
    pub horizon: String,
}

impl Theme {
    /// Its outcomes in order, each with its code.
    pub fn coded_outcomes(&self) -> impl Iterator<Item = (CodeRef, &Outcome)> {
        self.outcomes.iter().map(|outcome| {
            let code = CodeRef {
                frame: self.code.frame.clone(),
                code: outcome.code.clone(),
            };
            (code, outcome)
        })
    }
}

/// A long-term outcome of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The code below the theme's, such as `knowledge.memory`.
    pub code: CodeId,
    /// How a reader knows it.
    pub label: String,
}
