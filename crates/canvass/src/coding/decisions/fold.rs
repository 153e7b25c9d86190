use std::collections::{BTreeMap, BTreeSet};

use super::super::{AnswerHash, AnswerId, Evidence};
use super::decision::{QuoteApproval, Remark, Statement, Value};
use super::record::{Record, Recorded, at};
use super::votes::{Settled, Votes};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::survey::{CodeRef, Codebook, Fate, Responses, Stance, Survey, WaveId, compare_versions};

/// What holds now, after every decision of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    answers: BTreeMap<AnswerId, DecidedAnswer>,
    stale: Vec<Stale>,
    stale_answers: BTreeSet<AnswerId>,
    /// Decisions about codes that have become part of another.
    merged: BTreeSet<(AnswerId, CodeRef)>,
    /// Answers that no response of their wave has, with the line of a decision on each.
    unknown: BTreeMap<AnswerId, u64>,
}

/// What people decided about one answer, and whether they agree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecidedAnswer {
    /// What is said of each code.
    pub codes: BTreeMap<CodeRef, Votes<CodeDecision>>,
    /// What is said of the main stance.
    pub stance: Votes<Stance>,
    /// What is said of quoting it.
    pub quote: Votes<QuoteApproval>,
    /// Who has finished with it.
    pub done: Votes<bool>,
    /// What there is to remember.
    pub remark: Votes<Remark>,
}

/// What somebody says of one code on one answer.
#[derive(Debug, Clone, Eq)]
pub struct CodeDecision {
    /// Whether it applies.
    pub value: Value,
    /// The stance that it has here, whatever the answer's main stance.
    pub stance: Option<Stance>,
    /// The words that it rests on; empty means the answer as a whole.
    pub evidence: Vec<Evidence>,
}

/// Two decisions are the same when they say the same; pointing at other words is no difference.
impl PartialEq for CodeDecision {
    fn eq(&self, other: &Self) -> bool {
        let stances_differ =
            self.stance.is_some() && other.stance.is_some() && self.stance != other.stance;
        self.value == other.value && (self.value == Value::Absent || !stances_differ)
    }
}

/// A decision that does not count any more, because what it was about has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The answer.
    pub answer: AnswerId,
    /// Why.
    pub reason: StaleReason,
    /// The line of the decision in the record.
    pub line: u64,
}

impl Stale {
    /// Whether somebody has finished with the answer since: later in the record, and where a code means something
    /// else, under a version of the codebook in which it does so already.
    fn is_dealt_with(&self, done: &Settled<bool>, codebook: &Codebook) -> bool {
        let changed_in = match &self.reason {
            StaleReason::CodeChanged(code) => {
                let active = codebook.code(code);
                let retired = codebook.retired(code).map(|retired| &retired.code);
                active.or(retired).map(|code| {
                    let since = code.since.as_deref();
                    since.unwrap_or(&codebook.version)
                })
            }
            _ => None,
        };
        done.line > self.line
            && changed_in.is_none_or(|since| compare_versions(since, &done.version).is_le())
    }
}

/// Why a decision does not count any more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum StaleReason {
    /// The answer has another text now.
    AnswerChanged,
    /// The code means something else now, or several codes took its place.
    CodeChanged(CodeRef),
    /// The codebook does not know the code.
    CodeGone(CodeRef),
}

impl DecidedAnswer {
    /// Whether people decided that a code applies; `None` when nobody decided.
    pub fn value(&self, code: &CodeRef) -> Option<Value> {
        self.codes.get(code)?.settled().map(|vote| vote.value.value)
    }

    /// Whether two people differ in anything, and nobody has settled it.
    pub fn is_conflict(&self) -> bool {
        self.codes.values().any(Votes::is_conflict)
            || self.stance.is_conflict()
            || self.quote.is_conflict()
    }

    /// Whether somebody said that it is finished.
    pub fn is_done(&self) -> bool {
        self.done.settled().is_some_and(|vote| vote.value)
    }
}

impl Decided {
    /// Goes through a record from its start. Decisions on waves that are not among `responses` are left aside.
    pub fn fold(record: &Record, codebook: &Codebook, responses: &[&Responses]) -> Self {
        let mut decided = Decided::default();
        let mut hashes: BTreeMap<&AnswerId, Option<AnswerHash>> = BTreeMap::new();
        for recorded in record.decisions() {
            let answer = &recorded.decision.answer;
            let Some(wave) = responses.iter().find(|wave| *wave.wave() == answer.wave) else {
                continue;
            };
            let now = *hashes.entry(answer).or_insert_with(|| hash(wave, answer));
            match now {
                None => {
                    decided
                        .unknown
                        .entry(answer.clone())
                        .or_insert(recorded.line);
                }
                Some(hash) if hash != recorded.decision.hash => {
                    decided.stale.push(Stale {
                        answer: answer.clone(),
                        reason: StaleReason::AnswerChanged,
                        line: recorded.line,
                    });
                }
                Some(_) => decided.take(recorded, codebook),
            }
        }
        decided.stale_answers = decided
            .stale
            .iter()
            .filter(|stale| {
                let answer = decided.answers.get(&stale.answer);
                !answer.is_some_and(|answer| {
                    let mut done = answer.done.iter();
                    done.any(|done| done.value && stale.is_dealt_with(done, codebook))
                })
            })
            .map(|stale| stale.answer.clone())
            .collect();
        decided
    }

    /// What holds of several waves, of what holds of each: the same as if all had been folded at once.
    pub fn joined(of_waves: impl IntoIterator<Item = Decided>) -> Self {
        let mut all = Decided::default();
        for one in of_waves {
            all.answers.extend(one.answers);
            all.stale.extend(one.stale);
            all.stale_answers.extend(one.stale_answers);
            all.merged.extend(one.merged);
            all.unknown.extend(one.unknown);
        }
        all.stale.sort_by_key(|stale| stale.line);
        all
    }

    fn take(&mut self, recorded: &Recorded, codebook: &Codebook) {
        let decision = &recorded.decision;
        let answer = self.answers.entry(decision.answer.clone()).or_default();
        match &decision.statement {
            Statement::Codes {
                codes,
                value,
                stance,
                evidence,
            } => {
                for code in codes {
                    let mut merged = false;
                    let code = match codebook.fate(code, &decision.version) {
                        Fate::Holds => code.clone(),
                        Fate::Recoded(into) => {
                            merged = true;
                            into
                        }
                        // It was taken out on purpose.
                        Fate::Gone if codebook.retired(code).is_some() => continue,
                        fate => {
                            let code = code.clone();
                            self.stale.push(Stale {
                                answer: decision.answer.clone(),
                                reason: match fate {
                                    Fate::Gone => StaleReason::CodeGone(code),
                                    _ => StaleReason::CodeChanged(code),
                                },
                                line: recorded.line,
                            });
                            continue;
                        }
                    };
                    let said = CodeDecision {
                        value: *value,
                        stance: *stance,
                        evidence: evidence.clone(),
                    };
                    let vote = vote(recorded, said);
                    let votes = answer.codes.entry(code.clone()).or_default();
                    let place = (decision.answer.clone(), code);
                    // A code that others were merged into applies where any of them did.
                    let other_applies = *value == Value::Absent
                        && (merged || self.merged.contains(&place))
                        && votes.of(&vote.source).is_some_and(|earlier| {
                            earlier.value.value == Value::Present
                                && (merged || earlier.version == vote.version)
                        });
                    if merged {
                        self.merged.insert(place);
                    }
                    if !other_applies {
                        votes.cast(vote);
                    }
                }
            }
            Statement::Stance(stance) => answer.stance.cast(vote(recorded, *stance)),
            Statement::Quote(quote) => answer.quote.cast(vote(recorded, quote.clone())),
            Statement::Done(done) => answer.done.cast(vote(recorded, *done)),
            Statement::Remark(remark) => answer.remark.cast(vote(recorded, remark.clone())),
        }
    }

    /// What was decided about an answer.
    pub fn answer(&self, answer: &AnswerId) -> Option<&DecidedAnswer> {
        self.answers.get(answer)
    }

    /// Every answer about which something was decided, in order.
    pub fn answers(&self) -> impl Iterator<Item = (&AnswerId, &DecidedAnswer)> {
        self.answers.iter()
    }

    /// The decisions that do not count any more, in the order of the record: people must look at these answers again.
    pub fn stale(&self) -> &[Stale] {
        &self.stale
    }

    /// The answers with such decisions that nobody has finished with since.
    pub fn stale_answers(&self) -> &BTreeSet<AnswerId> {
        &self.stale_answers
    }

    /// What an analyst should know about the record: decisions that do not count, and coders who differ. `file` names
    /// the record.
    pub fn faults(&self, file: &str, survey: &Survey, record: &Record) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        self.changed_answers(file, &mut diagnostics);
        self.changed_codes(file, &mut diagnostics);
        if let Some(line) = self.unknown.values().min() {
            diagnostics.push(
                Diagnostic::new(
                    Code::DecisionsUnknownAnswer,
                    at(file, *line),
                    format!(
                        "{} in the exports; this is the first decision on such an answer",
                        are(
                            self.unknown.len(),
                            "answer that people decided on is not",
                            "answers that people decided on are not"
                        )
                    ),
                )
                .help("is the export the one that was coded? A response is told by its id"),
            );
        }
        let known: BTreeSet<&WaveId> = survey.waves.iter().map(|wave| &wave.id).collect();
        let mut of_other_waves: BTreeMap<&WaveId, u64> = BTreeMap::new();
        for recorded in record.decisions() {
            let wave = &recorded.decision.answer.wave;
            if !known.contains(wave) {
                of_other_waves.entry(wave).or_insert(recorded.line);
            }
        }
        for (wave, line) in of_other_waves {
            let message = format!("the project has no wave \"{wave}\"");
            diagnostics.push(Diagnostic::new(
                Code::DecisionsUnknownAnswer,
                at(file, line),
                message,
            ));
        }
        let conflicts: Vec<u64> = self
            .answers
            .values()
            .filter(|answer| answer.is_conflict())
            .map(DecidedAnswer::first_line)
            .collect();
        if let Some(line) = conflicts.iter().min() {
            diagnostics.push(
                Diagnostic::new(
                    Code::DecisionsConflict,
                    at(file, *line),
                    format!(
                        "coders differ on {}; until somebody settles it, the one who decided first counts",
                        are(conflicts.len(), "answer", "answers")
                    ),
                )
                .help("\"canvass code\" puts these answers first; take the sheet in with \"canvass review import --adjudicate\""),
            );
        }
        diagnostics
    }

    fn changed_answers(&self, file: &str, diagnostics: &mut Diagnostics) {
        let changed = |stale: &&Stale| stale.reason == StaleReason::AnswerChanged;
        let answers: BTreeSet<&AnswerId> = self
            .stale
            .iter()
            .filter(changed)
            .map(|stale| &stale.answer)
            .collect();
        if let Some(first) = self.stale.iter().find(changed) {
            diagnostics.push(
                Diagnostic::new(
                    Code::DecisionsStale,
                    at(file, first.line),
                    format!(
                        "{} another text now than when people decided on it; this is the first such decision",
                        are(answers.len(), "answer has", "answers have")
                    ),
                )
                .help("these decisions do not count; decide on the answers again"),
            );
        }
    }

    fn changed_codes(&self, file: &str, diagnostics: &mut Diagnostics) {
        let mut codes: BTreeMap<&StaleReason, (u64, usize)> = BTreeMap::new();
        for stale in &self.stale {
            let (first, count) = codes.entry(&stale.reason).or_insert((stale.line, 0));
            *first = stale.line.min(*first);
            *count += 1;
        }
        for (reason, (line, count)) in codes {
            let (what, help) = match reason {
                StaleReason::AnswerChanged => continue,
                StaleReason::CodeChanged(code) => (
                    format!("\"{code}\" means something else now than when people decided on it"),
                    "decide on the answers again: \"canvass code\" puts them at the top",
                ),
                StaleReason::CodeGone(code) => (
                    format!("the codebook has no code \"{code}\""),
                    "put the code back, or retire it and say what takes its place",
                ),
            };
            let decisions = are(count, "decision does", "decisions do");
            diagnostics.push(
                Diagnostic::new(
                    Code::DecisionsStale,
                    at(file, line),
                    format!("{what}: {decisions} not count"),
                )
                .help(help),
            );
        }
    }
}

impl DecidedAnswer {
    /// The first line in which two differ.
    fn first_line(&self) -> u64 {
        let codes = self.codes.values().filter(|votes| votes.is_conflict());
        let lines = codes.flat_map(|votes| votes.iter().map(|vote| vote.line));
        let stance = self.stance.iter().map(|vote| vote.line);
        let quote = self.quote.iter().map(|vote| vote.line);
        lines.min().or(stance.chain(quote).min()).unwrap_or(1)
    }
}

fn vote<T>(recorded: &Recorded, value: T) -> Settled<T> {
    Settled {
        value,
        source: recorded.decision.coding_source(),
        decision: recorded.id,
        version: recorded.decision.version.clone(),
        line: recorded.line,
    }
}

/// The text that the answer has now.
fn hash(responses: &Responses, answer: &AnswerId) -> Option<AnswerHash> {
    let respondent = responses.respondent(answer.response)?;
    let words = responses.words(respondent, &answer.question)?;
    Some(AnswerHash::of(words))
}

fn are(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
