use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::quote;
use crate::coding::{AnswerId, Suggestion, SuggestionSource};
use crate::survey::{CodeRef, Codebook};

/// Something outside the library that proposes codes, such as a model on the same machine. The library itself starts
/// no program and opens no connection.
pub trait Suggester {
    /// What people call it; stands beside each of its suggestions.
    fn name(&self) -> &str;

    /// Proposes codes for answers. It may leave out answers and propose anything: [`vet`] decides what is kept.
    ///
    /// # Errors
    /// When it cannot be asked, or does not end in time.
    fn propose(
        &mut self,
        codebook: &Codebook,
        asked: &[Asked<'_>],
    ) -> Result<Vec<Option<Proposal>>, SuggesterError>;
}

/// An answer about which a suggester is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Which answer it is.
    pub answer: &'a AnswerId,
    /// The question in the words in which it was asked.
    pub question: &'a str,
    /// The answer's words.
    pub text: &'a str,
}

impl fmt::Debug for Asked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asked")
            .field("answer", self.answer)
            .finish_non_exhaustive()
    }
}

/// A code that a suggester proposes for an answer. Its `Debug` form holds no word of the answer.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Proposal {
    /// The answer, as it was named to the suggester.
    pub answer: String,
    /// The code, as `frame:code`.
    pub code: String,
    /// The words of the answer that it rests on.
    pub quote: String,
}

impl fmt::Debug for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proposal({} bytes quoted)", self.quote.len())
    }
}

/// Why a suggester gave nothing. It holds nothing that the suggester wrote.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SuggesterError {
    /// The program cannot be started.
    #[error("the suggester cannot be started")]
    NotStarted {
        /// What the system says.
        source: io::Error,
    },
    /// The command names no program, or has a quotation mark that is not closed.
    #[error("the suggester's command names no program, or a quotation mark is not closed")]
    NoCommand,
    /// It took too long and was ended.
    #[error("the suggester did not end within {} seconds and was stopped", limit.as_secs())]
    TooSlow {
        /// The longest it may take.
        limit: Duration,
    },
    /// It wrote more than can be what was asked for, and was ended.
    #[error("the suggester wrote far more than it was asked for and was stopped")]
    TooMuch,
    /// It ended with a fault of its own.
    #[error("the suggester ended with a fault{}", status.map(|s| format!(", exit status {s}")).unwrap_or_default())]
    Failed {
        /// Its exit status; `None` when a signal ended it.
        status: Option<i32>,
    },
    /// Reading what it wrote failed.
    #[error("what the suggester wrote cannot be read")]
    Unreadable {
        /// What the system says.
        source: io::Error,
    },
}

#[derive(Serialize)]
struct CodesLine<'a> {
    canvass: u32,
    codes: Vec<CodeLine<'a>>,
}

#[derive(Serialize)]
struct CodeLine<'a> {
    code: String,
    label: &'a str,
    definition: &'a str,
    use_when: &'a str,
    not_for: &'a str,
}

#[derive(Serialize)]
struct AnswerLine<'a> {
    answer: String,
    question: QuestionLine<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct QuestionLine<'a> {
    id: &'a str,
    text: &'a str,
}

/// The first line for a suggester, without the end of the line: every code with its definition.
pub fn codes_line(codebook: &Codebook) -> String {
    let codes = codebook.frames.iter().flat_map(|frame| {
        frame.codes.iter().map(|code| CodeLine {
            code: format!("{}:{}", frame.id, code.id),
            label: &code.label,
            definition: &code.definition,
            use_when: &code.use_when,
            not_for: &code.not_for,
        })
    });
    // Texts can always be written as JSON.
    serde_json::to_string(&CodesLine {
        canvass: 1,
        codes: codes.collect(),
    })
    .unwrap_or_default()
}

/// The line for an answer, without the end of the line.
pub fn question_line(asked: &Asked<'_>) -> String {
    serde_json::to_string(&AnswerLine {
        answer: asked.answer.to_string(),
        question: QuestionLine {
            id: asked.answer.question.as_str(),
            text: asked.question,
        },
        text: asked.text,
    })
    .unwrap_or_default()
}

/// Reads a line that a suggester wrote: `{"answer": "...", "code": "...", "quote": "..."}`. `None` when it is
/// anything else.
pub fn read_proposal(line: &str) -> Option<Proposal> {
    serde_json::from_str(line).ok()
}

/// Why a proposal is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// The line does not name an answer, a code and a quotation.
    Malformed,
    /// It was not asked about this answer.
    UnknownAnswer,
    /// The codebook has no such code.
    UnknownCode,
    /// The answer does not say what is quoted.
    NotQuoted,
    /// The same answer and code were proposed before.
    Repeated,
}

impl Refusal {
    /// A few words for the person who reads the count.
    pub fn label(self) -> &'static str {
        match self {
            Refusal::Malformed => "without answer, code or quotation",
            Refusal::UnknownAnswer => "about an answer that was not asked about",
            Refusal::UnknownCode => "with a code that the codebook does not have",
            Refusal::NotQuoted => "with a quotation that does not stand in the answer",
            Refusal::Repeated => "repeated",
        }
    }
}

/// What is kept of proposals, and how many were refused for which reason.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vetted {
    /// What may be shown to a person, by answer and code.
    pub suggestions: Vec<Suggestion>,
    /// What was refused.
    pub refused: BTreeMap<Refusal, u64>,
}

/// Keeps the proposals that name an answer asked about, a code of the codebook, and words that stand in the answer:
/// as they are, or with at most one word in five changed.
pub fn vet(
    name: &str,
    codebook: &Codebook,
    asked: &[Asked<'_>],
    proposals: Vec<Option<Proposal>>,
) -> Vetted {
    let source = SuggestionSource::Suggester {
        name: Arc::from(name),
    };
    let by_name: BTreeMap<String, &Asked<'_>> = asked
        .iter()
        .map(|asked| (asked.answer.to_string(), asked))
        .collect();
    let mut vetted = Vetted::default();
    let mut seen: BTreeSet<(AnswerId, CodeRef)> = BTreeSet::new();
    for proposal in proposals {
        match checked(codebook, &by_name, proposal) {
            Ok((answer, code, evidence)) => {
                if seen.insert((answer.clone(), code.clone())) {
                    vetted.suggestions.push(Suggestion {
                        answer,
                        code,
                        source: source.clone(),
                        evidence: vec![evidence],
                        confidence: None,
                    });
                } else {
                    *vetted.refused.entry(Refusal::Repeated).or_default() += 1;
                }
            }
            Err(refusal) => *vetted.refused.entry(refusal).or_default() += 1,
        }
    }
    vetted
        .suggestions
        .sort_by(|a, b| (&a.answer, &a.code).cmp(&(&b.answer, &b.code)));
    vetted
}

fn checked(
    codebook: &Codebook,
    asked: &BTreeMap<String, &Asked<'_>>,
    proposal: Option<Proposal>,
) -> Result<(AnswerId, CodeRef, crate::coding::Evidence), Refusal> {
    let proposal = proposal.ok_or(Refusal::Malformed)?;
    let asked = asked.get(&proposal.answer).ok_or(Refusal::UnknownAnswer)?;
    let code = CodeRef::parse(&proposal.code)
        .ok()
        .filter(|code| codebook.code(code).is_some())
        .ok_or(Refusal::UnknownCode)?;
    let evidence = quote::find(asked.text, &proposal.quote).ok_or(Refusal::NotQuoted)?;
    Ok((asked.answer.clone(), code, evidence))
}
