use crate::survey::{CodeRef, OptionId, QuestionId};
use crate::tabulate::{LineKey, Subject};

/// One figure of a wave, wherever it is published: hidden in one place, it is hidden in all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FigureName {
    /// How many wrote something with content: the base of every table of codes.
    Writers,
    /// How many were asked a question.
    Asked(QuestionId),
    /// How many answered it: the base of its table.
    Answered(QuestionId),
    /// A line of a table.
    Line(Subject, LineKey),
    /// How many chose an option that means this code.
    Chosen(CodeRef),
    /// A figure of a group of respondents alone.
    OfGroup {
        /// The question that tells the groups.
        by: QuestionId,
        /// The option that is the group.
        group: OptionId,
        /// What is counted of the group.
        figure: Box<FigureName>,
    },
}
