//! Layer 3. Finds the codes of a codebook in answers, and says what each finding rests on.
//!
//! [`CompiledCodebook::compile`] reads the rules of a codebook; [`CompiledCodebook::code_wave`] applies them to the
//! answers of a wave. A coding names its rules and the places of the words that they matched, so that a person
//! can check it.
//! A code may take points, so that weak signs count together and can be outvoted: see
//! [`CodePoints`](crate::survey::CodePoints).
//! [`ReadWave`] keeps the words of a wave, and [`Recoding`] applies edited rules to them at once.
//! Tables count [`CodedRespondents`], which [`CompiledCodebook::code_respondents`] gives soonest.
//!
//! ```
//! use canvass::coding::CompiledCodebook;
//! use canvass::diagnostics::Place;
//! use canvass::survey::{
//!     Code, CodeFrame, CodeId, CodeRef, Codebook, FrameId, FrameKind, Negation, QuestionId, Rule, TheoryOfChange,
//! };
//!
//! let voice = CodeRef { frame: FrameId::new("theme")?, code: CodeId::new("voice")? };
//! let codebook = Codebook {
//!     id: "example".into(),
//!     version: "1".into(),
//!     valid_from: None,
//!     frames: vec![CodeFrame {
//!         id: voice.frame.clone(),
//!         label: "Themes".into(),
//!         kind: FrameKind::Theme,
//!         codes: vec![Code {
//!             id: voice.code.clone(),
//!             label: "Voice".into(),
//!             definition: "Speaking out".into(),
//!             use_when: String::new(),
//!             not_for: String::new(),
//!             examples: vec![],
//!             near_misses: vec![],
//!             since: None,
//!             points: None,
//!             note: String::new(),
//!         }],
//!         groups: vec![],
//!         retired: vec![],
//!     }],
//!     theory: TheoryOfChange::default(),
//!     sets: vec![],
//!     rules: vec![Rule {
//!         id: "theme:voice#1".into(),
//!         code: voice.clone(),
//!         expression: "campaign* | \"speak* out\"".into(),
//!         place: Place::whole("codebook.toml"),
//!         questions: vec![],
//!         stance: None,
//!         negation: Negation::Flag,
//!         suggest: false,
//!         points: None,
//!         note: String::new(),
//!     }],
//! };
//! let compiled = CompiledCodebook::compile(&codebook).map_err(|faults| faults.to_string())?.value;
//! let answer = compiled.code_answer(&QuestionId::new("impact")?, None, "Ŵ! Your campaigns.");
//! assert_eq!(answer.codes[0].code, voice);
//! assert_eq!(answer.codes[0].evidence[0].bytes, 9..18);
//! assert_eq!(answer.codes[0].evidence[0].chars, 8..17);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod coder;
mod codings;
mod compiled;
mod count;
pub mod decisions;
mod examples;
mod expressions;
mod graph;
mod lexicon;
mod matching;
mod network;
mod non_answer;
mod points;
mod queue;
mod recoding;
mod reproduced;
mod respondents;
mod rules;
mod spellings;
mod stance;
mod suggested;
mod suggestion;
mod tokens;
mod wave;

#[cfg(test)]
mod tests;

pub use answer::{AnswerHash, AnswerId};
pub use coder::{CodedAnswer, Coder, FoundCode};
pub use codings::{
    Coding, Codings, Evidence, OpenAnswer, OpenAnswerState, Source, SourceKind, StanceSource,
};
pub use compiled::CompiledCodebook;
pub use examples::{ExampleTest, check_examples, test_examples};
pub use queue::plain_queue;
pub use recoding::Recoding;
pub use respondents::{Alike, AnswerGroup, CodedRespondents, CodingGroup};
pub use suggestion::{Queued, Suggestion, SuggestionSource, Why};
pub use wave::ReadWave;

pub(crate) use compiled::place_in;
pub(crate) use non_answer::is_non_answer;
pub(crate) use rules::{Alternative, Pattern, Shape, alternatives, set_names};
pub(crate) use tokens::{Break, fold, words};
