use crate::coding::Codings;
use crate::survey::Responses;

/// One wave under review.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed<'a> {
    /// Its answers.
    pub responses: &'a Responses,
    /// What rules and options found, before anybody decided.
    pub found: &'a Codings,
    /// What counts now: see [`Decided::apply`](crate::coding::decisions::Decided::apply).
    pub codings: &'a Codings,
}

/// For whom a sheet is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Perspective {
    /// It shows what counts now, and what is proposed.
    Open,
    /// It shows a second coder nothing but what they decided themselves.
    Blind {
        /// The second coder.
        coder: String,
    },
}
