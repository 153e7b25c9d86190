use std::fmt;

use super::{CodeId, FrameId, IdError};
use crate::diagnostics::Place;

/// A code in its frame: `theme:knowledge.memory`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeRef {
    /// The frame.
    pub frame: FrameId,
    /// The code in it.
    pub code: CodeId,
}

impl CodeRef {
    /// Reads `frame:code`.
    ///
    /// # Errors
    /// When there is no colon, or either side is not an id.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let (frame, code) = text.split_once(':').ok_or(IdError)?;
        Ok(CodeRef {
            frame: FrameId::new(frame)?,
            code: CodeId::new(code)?,
        })
    }
}

impl fmt::Display for CodeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.frame, self.code)
    }
}

/// What a frame's codes are about; decides where the report tells of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FrameKind {
    /// Themes of the Theory of Change, with their outcomes below them.
    Theme,
    /// What the organisation did or should do.
    Role,
    /// How it works with people.
    Approach,
    /// What it stands for.
    Value,
    /// What people ask for; a group of its codes holds views to set side by side.
    Need,
    /// What an answer is: see [`Stance`].
    Stance,
}

impl FrameKind {
    /// Every kind, in order.
    pub const ALL: &'static [FrameKind] = &[
        FrameKind::Theme,
        FrameKind::Role,
        FrameKind::Approach,
        FrameKind::Value,
        FrameKind::Need,
        FrameKind::Stance,
    ];

    /// The name in `codebook.toml`.
    pub fn name(self) -> &'static str {
        match self {
            FrameKind::Theme => "theme",
            FrameKind::Role => "role",
            FrameKind::Approach => "approach",
            FrameKind::Value => "value",
            FrameKind::Need => "need",
            FrameKind::Stance => "stance",
        }
    }
}

/// What an answer is. Exactly one for an answer that has any content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Something the organisation's work did, or is valued for.
    Impact,
    /// Asks for more, new or different.
    Request,
    /// A problem, without a request.
    Criticism,
    /// A statement of fact.
    Neutral,
}

impl Stance {
    /// Every stance, in order.
    pub const ALL: &'static [Stance] = &[
        Stance::Impact,
        Stance::Request,
        Stance::Criticism,
        Stance::Neutral,
    ];

    /// The id of its code in the stance frame.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Impact => "impact",
            Stance::Request => "request",
            Stance::Criticism => "criticism",
            Stance::Neutral => "neutral",
        }
    }
}

/// A code frame: codes that are given side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeFrame {
    /// Its id, the part before the colon of a [`CodeRef`].
    pub id: FrameId,
    /// How a reader knows it.
    pub label: String,
    /// What its codes are about.
    pub kind: FrameKind,
    /// Its codes in order; a parent stands before its children.
    pub codes: Vec<Code>,
    /// Named groups of codes, such as the relational and the responsive approaches; may be empty.
    pub groups: Vec<CodeGroup>,
    /// Codes that are given no more. They stay so that earlier codings can be read and their ids are not used again.
    pub retired: Vec<RetiredCode>,
}

/// A named group of codes of one frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeGroup {
    /// The words at the centre of its diagram, such as "A relational approach".
    pub label: String,
    /// Its codes in order.
    pub codes: Vec<CodeId>,
}

/// One code: what it is for, what it is not for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Its id in the frame; never used again for something else.
    pub id: CodeId,
    /// How a reader knows it.
    pub label: String,
    /// What it means, in a sentence.
    pub definition: String,
    /// When to use it.
    pub use_when: String,
    /// When not to, and what to use instead.
    pub not_for: String,
    /// Answers that must get this code.
    pub examples: Vec<Example>,
    /// Answers that look like it and must not get it.
    pub near_misses: Vec<NearMiss>,
    /// The version of the codebook since which it means what it says, or has been retired; `None` means: from the
    /// first.
    pub since: Option<String>,
    /// How many points an answer needs to get it; `None` where each rule is enough on its own.
    pub points: Option<CodePoints>,
    /// What those who keep the codebook want to remember.
    pub note: String,
}

/// How many points an answer needs to get a code, and what its rules count.
///
/// Rules that give points ([`Rule::points`](super::Rule::points)) give them once for each of their patterns that
/// occurs, however often it does: the patterns are what stands between the outermost `|`. Points may be taken, too.
/// All other rules of the code together give `rule` points for one piece of evidence and `further` for each of the
/// next two. Stances have no such number: their points weigh in the choice between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodePoints {
    /// The points that are enough.
    pub at_least: u32,
    /// The points for a piece of evidence that rules without points find.
    pub rule: u32,
    /// The points for each of two more.
    pub further: u32,
}

impl CodePoints {
    /// Whether an answer gets the code in which rules without points found so many `pieces`, and the others gave so
    /// many points.
    pub fn are_reached(&self, pieces: usize, given: i32) -> bool {
        let further = pieces.saturating_sub(1).min(2) as i64 * i64::from(self.further);
        let found = match pieces {
            0 => 0,
            _ => i64::from(self.rule) + further,
        };
        found + i64::from(given) >= i64::from(self.at_least)
    }
}

impl Code {
    /// The code above this one: what stands before the last dot of its id.
    pub fn parent(&self) -> Option<&str> {
        self.id.as_str().rsplit_once('.').map(|(parent, _)| parent)
    }
}

/// A code that is given no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetiredCode {
    /// What it was.
    pub code: Code,
    /// What is given instead: one code if it was merged or moved, several if it was split, none if nothing is.
    pub replaced_by: Vec<CodeRef>,
}

/// An invented answer that must get a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Its words.
    pub text: String,
    /// Where it stands in `codebook.toml`.
    pub place: Place,
}

/// An invented answer that must not get a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMiss {
    /// Its words.
    pub text: String,
    /// Where it stands in `codebook.toml`.
    pub place: Place,
}
