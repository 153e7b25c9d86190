//! Layer 1. The domain model: waves, questions, response sets, answer states, code frames and the Theory of Change.

mod action;
mod code_frame;
mod codebook;
mod column;
mod columns_fit;
mod date;
mod fate;
mod id;
mod member_key;
mod membership;
mod question;
mod respondent_set;
mod response_key;
mod responses;
#[expect(
    clippy::module_inception,
    reason = "the survey itself is the layer's central type"
)]
mod survey;
mod theory_of_change;
mod wave;
mod wording;

pub use action::{Action, Answered};
pub use code_frame::{
    Code, CodeFrame, CodeGroup, CodePoints, CodeRef, Example, FrameKind, NearMiss, RetiredCode,
    Stance,
};
pub use codebook::{Codebook, NamedSet, Negation, Rule};
pub use column::{
    Choice, ChoiceColumn, Column, DateAnswer, DateColumn, MultiSelectColumn, NumberAnswer,
    NumberColumn, RankingColumn, TextAnswer, TextColumn,
};
pub use columns_fit::ResponsesError;
pub use date::Date;
pub use fate::{Fate, Stale, compare_versions};
pub use id::{CodeId, FrameId, IdError, OptionId, QuestionId, WaveId};
pub use member_key::MemberKey;
pub use membership::{MemberTotal, Membership};
pub use question::{
    AnswerOption, AnswerState, Asked, Continuity, GridRow, Offered, OptionUnion, Question,
    QuestionKind, Route,
};
pub use respondent_set::RespondentSet;
pub use response_key::ResponseKey;
pub use responses::{DataQuality, ResponseState, Responses};
pub use survey::Survey;
pub use theory_of_change::{Outcome, Theme, TheoryOfChange};
pub use wave::{Invited, Partial, Platform, Wave};
pub use wording::plain_wording;
