use super::{CodeFrame, CodeRef, Date, FrameKind, QuestionId, RetiredCode, Stance, TheoryOfChange};
use crate::diagnostics::Place;

/// Code frames, the Theory of Change they belong to, and the rules that find codes in answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codebook {
    /// Its name.
    pub id: String,
    /// Its version; every published coding names it.
    pub version: String,
    /// The day from which on this version is used.
    pub valid_from: Option<Date>,
    /// The frames, in order.
    pub frames: Vec<CodeFrame>,
    /// The Theory of Change; its themes and outcomes are codes of the frame of [`FrameKind::Theme`].
    pub theory: TheoryOfChange,
    /// Expressions with a name, used in rules as `#name`.
    pub sets: Vec<NamedSet>,
    /// The rules, in the order of the file.
    pub rules: Vec<Rule>,
}

impl Codebook {
    /// The frame of this kind, if there is one.
    pub fn frame(&self, kind: FrameKind) -> Option<&CodeFrame> {
        self.frames.iter().find(|frame| frame.kind == kind)
    }

    /// The code, if it is defined and not retired.
    pub fn code(&self, code: &CodeRef) -> Option<&super::Code> {
        self.frames
            .iter()
            .find(|f| f.id == code.frame)?
            .codes
            .iter()
            .find(|c| c.id == code.code)
    }

    /// The code, if it is retired.
    pub fn retired(&self, code: &CodeRef) -> Option<&RetiredCode> {
        self.frames
            .iter()
            .find(|f| f.id == code.frame)?
            .retired
            .iter()
            .find(|retired| retired.code.id == code.code)
    }

    /// Every code that is not retired, in order.
    pub fn codes(&self) -> impl Iterator<Item = (CodeRef, &super::Code)> {
        self.frames.iter().flat_map(|frame| {
            frame.codes.iter().map(|code| {
                let reference = CodeRef {
                    frame: frame.id.clone(),
                    code: code.id.clone(),
                };
                (reference, code)
            })
        })
    }
}

/// An expression with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedSet {
    /// The name, without `#`.
    pub name: String,
    /// The expression in the rule language.
    pub expression: String,
    /// Where the expression starts in `codebook.toml`.
    pub place: Place,
}

/// A rule: answers that match its expression get its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its id: the code, `#`, and its position among the code's rules, such as `theme:voice#2`.
    pub id: String,
    /// The code it gives.
    pub code: CodeRef,
    /// The expression in the rule language.
    pub expression: String,
    /// Where the expression starts in `codebook.toml`.
    pub place: Place,
    /// The questions whose answers it reads; empty means all.
    pub questions: Vec<QuestionId>,
    /// The stance that its codings have of their own, whatever the answer's main stance.
    pub stance: Option<Stance>,
    /// What a negation in front of a match does.
    pub negation: Negation,
    /// Whether it only suggests its code to a person and never gives it.
    pub suggest: bool,
    /// The points that each of its patterns gives its code, or takes when below nought; `None` for a rule that finds
    /// the code. See [`CodePoints`](super::CodePoints).
    pub points: Option<i32>,
    /// What those who keep the codebook want to remember.
    pub note: String,
}

/// What a negation in front of a match does to a coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Negation {
    /// The coding is kept and marked as negated, for a person to look at.
    #[default]
    Flag,
    /// There is no coding.
    Drop,
    /// Nothing.
    Ignore,
}
