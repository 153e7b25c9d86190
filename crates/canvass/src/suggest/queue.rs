use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::Example;
use super::model::{LEAST_TO_SUGGEST, Model, Standing};
use crate::coding::{AnswerHash, AnswerId, Coding, Queued, SourceKind, Suggestion, Why, words};
use crate::survey::{CodeRef, Codebook, FrameKind};

/// Every so many answers one is drawn at random.
const EVERY: usize = 10;
/// An answer with so many words is long.
const LONG: usize = 25;
/// Of a long answer that is thinly coded, at most this share of words is evidence.
const THIN: f64 = 0.2;
/// A word of so many letters or more says something.
const LETTERS: usize = 4;
/// How far a probability may be from one half to be unsure.
const UNSURE: f64 = 0.2;

/// An answer that waits for a person. Its `Debug` form holds no word of it.
#[derive(Clone, Copy, PartialEq)]
pub struct Waiting<'a> {
    /// Which answer it is.
    pub answer: &'a AnswerId,
    /// Its words.
    pub text: &'a str,
    /// What rules and options found in it.
    pub codings: &'a [Coding],
    /// What people's decisions say against it: [`Why::Conflict`], [`Why::Stale`].
    pub decisions: &'a [Why],
}

impl fmt::Debug for Waiting<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting")
            .field("answer", self.answer)
            .field("decisions", &self.decisions)
            .finish_non_exhaustive()
    }
}

/// Puts answers in the order in which a person should read them: first those where most codes are likely wrong or
/// missing, and every tenth drawn at random from those that are left, by the hash of its id.
///
/// The priority is a sum, fitted to answers whose codes people had corrected: of the logarithm of the answer's
/// length, the codes that rest on one place alone, the words that no rule covers, negations, answers without any
/// code; the distance between what rules found and what the model holds probable; and codes that another program
/// proposes and rules did not find. Codes of themes count fully, others a quarter. The answer's words are never
/// compared with anything but the codebook and the model.
pub fn queue(
    codebook: &Codebook,
    waiting: &[Waiting<'_>],
    model: Option<&Model>,
    suggestions: &[Suggestion],
) -> Vec<Queued> {
    let mut proposed: BTreeMap<&AnswerId, BTreeSet<&CodeRef>> = BTreeMap::new();
    for suggestion in suggestions {
        let of_answer = proposed.entry(&suggestion.answer).or_default();
        of_answer.insert(&suggestion.code);
    }
    let none = BTreeSet::new();
    let ordered = waiting.iter().map(|waiting| {
        let proposed = proposed.get(waiting.answer).unwrap_or(&none);
        Signals::of(codebook, waiting, model, proposed).queued(waiting)
    });
    with_draws(ordered.collect())
}

/// How much a code counts for the order.
fn weight(codebook: &Codebook, code: &CodeRef) -> f64 {
    let frame = codebook.frames.iter().find(|frame| frame.id == code.frame);
    match frame.map(|frame| frame.kind) {
        Some(FrameKind::Theme) if !code.code.as_str().contains('.') => 1.0,
        Some(FrameKind::Stance) | None => 0.0,
        Some(_) => 0.25,
    }
}

/// What speaks for reading an answer.
#[derive(Debug, Default)]
struct Signals {
    words: usize,
    /// Words that say something and are no evidence of any code.
    uncovered: usize,
    /// The share of words that are evidence.
    covered: f64,
    /// Codes that rest on one place, by weight.
    single: f64,
    uncoded: bool,
    negated: bool,
    /// What sources say differently, by weight.
    apart: f64,
    unsure: bool,
    rare: bool,
    /// Most of its words are unknown to the model.
    novel: bool,
    /// A source says clearly what another does not.
    disagree: bool,
}

impl Signals {
    fn of(
        codebook: &Codebook,
        waiting: &Waiting<'_>,
        model: Option<&Model>,
        proposed: &BTreeSet<&CodeRef>,
    ) -> Self {
        let rules: Vec<&Coding> = waiting
            .codings
            .iter()
            .filter(|coding| coding.source.kind() == SourceKind::Rules)
            .collect();
        let mut signals = Signals {
            uncoded: rules.is_empty(),
            negated: rules.iter().any(|coding| coding.negated),
            ..Signals::default()
        };
        signals.read(waiting.text, &rules);
        for coding in &rules {
            if coding.evidence.len() == 1 && weight(codebook, &coding.code) == 1.0 {
                signals.single += 1.0;
            }
        }
        let found: Vec<CodeRef> = rules.iter().map(|coding| coding.code.clone()).collect();
        for option in waiting.codings {
            if option.source.kind() == SourceKind::Option
                && !found.is_empty()
                && !found.contains(&option.code)
            {
                signals.disagree = true;
                signals.apart += weight(codebook, &option.code);
            }
        }
        for code in proposed {
            if !found.contains(code) {
                signals.disagree = true;
                signals.apart += weight(codebook, code);
            }
        }
        if let Some(model) = model {
            signals.hear(codebook, model, waiting, &found);
        }
        signals
    }

    /// Counts words, and those that are evidence.
    fn read(&mut self, text: &str, rules: &[&Coding]) {
        let evidence: Vec<_> = rules.iter().flat_map(|coding| &coding.evidence).collect();
        let mut covered = 0;
        words(text, |word| {
            self.words += 1;
            let says = text.get(word.start..word.end).unwrap_or_default();
            if evidence
                .iter()
                .any(|e| e.bytes.start <= word.start && word.end <= e.bytes.end)
            {
                covered += 1;
            } else if says.chars().nth(LETTERS - 1).is_some() {
                self.uncovered += 1;
            }
        });
        self.covered = covered as f64 / self.words.max(1) as f64;
    }

    /// Compares what rules found with what the model holds probable.
    fn hear(
        &mut self,
        codebook: &Codebook,
        model: &Model,
        waiting: &Waiting<'_>,
        found: &[CodeRef],
    ) {
        let nothing = BTreeMap::new();
        let example = Example {
            answer: waiting.answer,
            text: waiting.text,
            rules: found,
            decided: &nothing,
        };
        self.novel = model.share_known(&example) < 0.5;
        for (code, probability) in model.probabilities(&example) {
            let has = found.contains(&code);
            let distance = if has { 1.0 - probability } else { probability };
            let weight = weight(codebook, &code);
            self.apart += weight * distance;
            self.unsure |= weight > 0.0 && (probability - 0.5).abs() <= UNSURE;
            self.disagree |= weight > 0.0 && distance > 0.5 + UNSURE;
            self.rare |= weight > 0.0
                && !has
                && probability > 0.5
                && model.standing(&code) == Standing::OrdersQueue
                && model.given(&code) < LEAST_TO_SUGGEST;
        }
    }

    fn priority(&self) -> f64 {
        0.15 * (self.words as f64).ln_1p()
            + 0.01 * self.uncovered as f64
            + 0.2 * self.single
            + 0.15 * f64::from(u8::from(self.negated))
            + 0.15 * f64::from(u8::from(self.uncoded))
            + 0.1 * f64::from(u8::from(self.rare))
            + 0.05 * f64::from(u8::from(self.novel))
            + 0.5 * self.apart
    }

    fn queued(&self, waiting: &Waiting<'_>) -> Queued {
        let mut why: Vec<Why> = waiting.decisions.to_vec();
        let thin = self.words >= LONG && self.covered < THIN;
        for (holds, reason) in [
            (self.disagree, Why::Disagreement),
            (self.negated, Why::Negated),
            (self.unsure || self.single > 0.0, Why::Uncertain),
            (self.uncoded, Why::Uncoded),
            (self.novel, Why::Novel),
            (thin && !self.uncoded, Why::ThinlyCoded),
            (self.rare, Why::RareCode),
        ] {
            if holds {
                why.push(reason);
            }
        }
        if why.is_empty() {
            why.push(Why::Rest);
        }
        why.sort_unstable();
        why.dedup();
        // What people have left open always comes first.
        let open = waiting
            .decisions
            .iter()
            .any(|why| matches!(why, Why::Conflict | Why::Stale));
        Queued {
            answer: waiting.answer.clone(),
            priority: self.priority() + if open { 1000.0 } else { 0.0 },
            why,
        }
    }
}

/// What an answer draws: the one with the least is drawn first. It says nothing of the answer, and never changes.
pub(super) fn lot(answer: &AnswerId) -> AnswerHash {
    AnswerHash::of(&answer.to_string())
}

/// Sorts by priority, and puts one drawn at random in every tenth place.
fn with_draws(mut ordered: Vec<Queued>) -> Vec<Queued> {
    ordered.sort_by(|a, b| {
        b.priority
            .total_cmp(&a.priority)
            .then_with(|| a.answer.cmp(&b.answer))
    });
    let mut draws: Vec<(AnswerHash, usize)> = ordered
        .iter()
        .enumerate()
        .map(|(at, queued)| (lot(&queued.answer), at))
        .collect();
    draws.sort_unstable();
    let mut draws = draws.into_iter().map(|(_, at)| at);
    let mut placed = vec![false; ordered.len()];
    let mut next = 0;
    let mut order: Vec<(usize, bool)> = Vec::with_capacity(ordered.len());
    while order.len() < ordered.len() {
        let drawn = (order.len() + 1).is_multiple_of(EVERY);
        let at = if drawn {
            draws.by_ref().find(|at| !placed[*at])
        } else {
            (next..ordered.len()).find(|at| !placed[*at])
        };
        let Some(at) = at else { break };
        if !drawn {
            next = at;
        }
        placed[at] = true;
        order.push((at, drawn));
    }
    let mut slots: Vec<Option<Queued>> = ordered.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|(at, drawn)| {
            let mut queued = slots.get_mut(at)?.take()?;
            if drawn {
                queued.why.push(Why::Random);
                queued.why.sort_unstable();
            }
            Some(queued)
        })
        .collect()
}
