use std::sync::Arc;

use super::codings::{Evidence, OpenAnswerState, StanceSource};
use super::compiled::{CompiledCode, CompiledCodebook, CompiledRule};
use super::matching::{Matcher, Span};
use super::network::NodeId;
use super::non_answer::Nature;
use super::spellings::{Spellings, Token};
use super::stance::{Ballot, Decision};
use crate::survey::{CodeRef, Negation, QuestionId, Stance};

/// A code that rules found in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCode {
    /// The code.
    pub code: CodeRef,
    /// The rules that found it, in the codebook's order; those of an outcome stand for its theme as well.
    pub rules: Vec<Arc<str>>,
    /// What it rests on, in order and without overlap.
    pub evidence: Vec<Evidence>,
    /// Whether a negation stands before every piece of evidence.
    pub negated: bool,
    /// The stance that the rules state, else the answer's main one.
    pub stance: Stance,
}

/// What the rules make of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedAnswer {
    /// What the answer amounts to, with its main stance.
    pub state: OpenAnswerState,
    /// The codes found, in the codebook's order, each once; none in a non-answer.
    pub codes: Vec<FoundCode>,
    /// The codes that were not found, but that rules suggest to a person, in the codebook's order.
    pub suggested: Vec<FoundCode>,
}

impl CompiledCodebook {
    /// Codes one answer, as an answer to `question`.
    ///
    /// `usual` is what an answer to the question is unless its words say otherwise ([`Question::stance`](crate::survey::Question::stance)).
    /// To code many answers use [`CompiledCodebook::code_wave`] or one [`Coder`]: they remember words seen before.
    pub fn code_answer(
        &self,
        question: &QuestionId,
        usual: Option<Stance>,
        text: &str,
    ) -> CodedAnswer {
        self.coder().code(Some(question), usual, text)
    }

    /// A coder for many answers.
    pub fn coder(&self) -> Coder<'_> {
        Coder {
            spellings: Spellings::default(),
            tokens: Vec::new(),
            rules: self.applier(),
        }
    }

    /// What applies the rules to answers that have been read, with the same spellings for all of them.
    pub(super) fn applier(&self) -> Applier<'_> {
        Applier {
            book: self,
            matcher: Matcher::new(&self.network),
            candidates: Vec::new(),
            found: self.codes.iter().map(|_| Found::default()).collect(),
            touched: Vec::new(),
        }
    }
}

/// Codes one answer after the other.
#[derive(Debug)]
pub struct Coder<'a> {
    spellings: Spellings,
    tokens: Vec<Token>,
    rules: Applier<'a>,
}

/// Applies rules to one answer that has been read after the other.
#[derive(Debug)]
pub(super) struct Applier<'a> {
    pub(super) book: &'a CompiledCodebook,
    pub(super) matcher: Matcher<'a>,
    /// The rules of which something was found in the answer at hand, and what of each.
    candidates: Vec<(u32, NodeId)>,
    pub(super) found: Vec<Found>,
    /// The codes of which something was found in the answer at hand, in order.
    pub(super) touched: Vec<usize>,
}

/// Which rules read an answer.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reading<'q> {
    /// Those for answers to this question.
    Of(&'q QuestionId),
    /// Those for answers to any question.
    Unscoped,
    /// All of them.
    Every,
}

impl Reading<'_> {
    fn includes(self, rule: &CompiledRule) -> bool {
        rule.questions.is_empty()
            || match self {
                Reading::Of(question) => rule.questions.contains(question),
                Reading::Unscoped => false,
                Reading::Every => true,
            }
    }
}

/// What was found of one code in the answer at hand.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By rules that give it; once points are counted, all that it rests on.
    pub(super) given: Hits,
    /// By rules that only suggest it.
    suggested: Hits,
    /// What gave it points, and by which rule.
    pub(super) weighed: Vec<(u32, NodeId)>,
    /// The points that rules give and take.
    pub(super) points: i32,
    /// Whether an outcome below it is given.
    pub(super) is_implied: bool,
}

/// What some rules of a code found.
#[derive(Debug, Default)]
pub(super) struct Hits {
    pub(super) rules: Vec<u32>,
    pub(super) spans: Vec<(Span, bool)>,
    stance: Option<Stance>,
}

/// What was found of one code in an answer, in brief.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spoken {
    /// Its position among the compiled codes.
    pub(super) code: usize,
    /// Whether a negation stands before every piece of evidence.
    pub(super) negated: bool,
    /// The stance that the rules state, else the answer's main one.
    pub(super) stance: Stance,
    /// How many pieces of the answer it rests on.
    pub(super) pieces: usize,
}

impl Found {
    fn clear(&mut self) {
        self.given.clear();
        self.suggested.clear();
        self.weighed.clear();
        self.points = 0;
        self.is_implied = false;
    }
}

impl Hits {
    pub(super) fn clear(&mut self) {
        self.rules.clear();
        self.spans.clear();
        self.stance = None;
    }

    fn negated(&self) -> bool {
        self.spans.iter().all(|(_, negated)| *negated)
    }
}

impl Coder<'_> {
    /// Codes one answer. When it is not known what was asked, rules for certain questions do not read it.
    ///
    /// `usual` is what an answer to the question is unless its words say otherwise ([`Question::stance`](crate::survey::Question::stance)). Where that is
    /// an impact, "Nothing" is an answer, and a neutral one; elsewhere it is a non-answer.
    pub fn code(
        &mut self,
        question: Option<&QuestionId>,
        usual: Option<Stance>,
        text: &str,
    ) -> CodedAnswer {
        let reading = question.map_or(Reading::Unscoped, Reading::Of);
        self.code_by(reading, usual, text)
    }

    /// Codes one answer by the rules that `reading` chooses.
    pub(super) fn code_by(
        &mut self,
        reading: Reading<'_>,
        usual: Option<Stance>,
        text: &str,
    ) -> CodedAnswer {
        let answer = read(&mut self.spellings, &mut self.tokens, text);
        self.rules.code(reading, usual, answer, &self.spellings)
    }

    /// The main stance of an answer, `None` for a non-answer, and each code that is given, in the codebook's order,
    /// without what it rests on.
    pub(super) fn outline(
        &mut self,
        reading: Reading<'_>,
        usual: Option<Stance>,
        text: &str,
        mut each: impl FnMut(Spoken),
    ) -> Option<Stance> {
        let answer = read(&mut self.spellings, &mut self.tokens, text);
        let rules = &mut self.rules;
        match rules.judge(reading, usual, answer, &self.spellings) {
            Judgement::NonAnswer => None,
            Judgement::Denial => Some(Stance::Neutral),
            Judgement::Content(main) => {
                rules.given(main.stance).for_each(&mut each);
                Some(main.stance)
            }
        }
    }
}

/// Reads an answer into words.
fn read<'t>(spellings: &mut Spellings, tokens: &'t mut Vec<Token>, text: &'t str) -> Read<'t> {
    tokens.clear();
    let nature = spellings.read(text, tokens);
    Read {
        text,
        nature,
        tokens,
    }
}

/// An answer that has been read.
#[derive(Clone, Copy)]
pub(super) struct Read<'t> {
    pub(super) text: &'t str,
    pub(super) nature: Nature,
    pub(super) tokens: &'t [Token],
}

/// What an answer amounts to once the rules have read it.
enum Judgement {
    /// It says nothing.
    NonAnswer,
    /// It says that nothing is the answer; no rule reads that.
    Denial,
    /// It says something, and is mainly this.
    Content(Decision),
}

impl Applier<'_> {
    /// Codes one answer by the rules that `reading` chooses.
    pub(super) fn code(
        &mut self,
        reading: Reading<'_>,
        usual: Option<Stance>,
        answer: Read<'_>,
        spellings: &Spellings,
    ) -> CodedAnswer {
        let without_codes = |state| CodedAnswer {
            state,
            codes: Vec::new(),
            suggested: Vec::new(),
        };
        let main = match self.judge(reading, usual, answer, spellings) {
            Judgement::NonAnswer => return without_codes(OpenAnswerState::NonAnswer),
            Judgement::Denial => {
                return without_codes(OpenAnswerState::Content {
                    stance: Stance::Neutral,
                    decided_by: StanceSource::Nothing,
                });
            }
            Judgement::Content(main) => main,
        };
        let codes = self.codes(answer.text, main.stance, |found| &found.given);
        let mut suggested = self.codes(answer.text, main.stance, |found| &found.suggested);
        suggested.retain(|found| codes.iter().all(|given| given.code != found.code));
        CodedAnswer {
            state: OpenAnswerState::Content {
                stance: main.stance,
                decided_by: self.stance_source(&main),
            },
            codes,
            suggested,
        }
    }

    /// The codes that are given in an answer that says something, each with the stance that its rules state, else the
    /// answer's `main` one.
    pub(super) fn codes_of_content(
        &mut self,
        question: &QuestionId,
        answer: Read<'_>,
        spellings: &Spellings,
        main: impl FnOnce() -> Stance,
    ) -> Vec<FoundCode> {
        if answer.nature != Nature::Content {
            return Vec::new();
        }
        self.matcher.read(answer.tokens, spellings);
        self.apply_rules(Reading::Of(question));
        if self.touched.is_empty() {
            return Vec::new();
        }
        self.codes(answer.text, main(), |found| &found.given)
    }

    /// Looks for everything in an answer, and weighs what it mainly is.
    fn judge(
        &mut self,
        reading: Reading<'_>,
        usual: Option<Stance>,
        answer: Read<'_>,
        spellings: &Spellings,
    ) -> Judgement {
        match (answer.nature, usual) {
            (Nature::Content, _) => {}
            (Nature::Denial, Some(Stance::Impact)) => return Judgement::Denial,
            _ => return Judgement::NonAnswer,
        }
        self.matcher.read(answer.tokens, spellings);
        self.apply_rules(reading);
        Judgement::Content(self.main_stance(usual))
    }

    fn apply_rules(&mut self, reading: Reading<'_>) {
        for at in self.touched.drain(..) {
            if let Some(found) = self.found.get_mut(at) {
                found.clear();
            }
        }
        self.candidates.clear();
        for &node in self.matcher.found() {
            let rules = self.book.rules_of(node).iter();
            self.candidates.extend(rules.map(|rule| (*rule, node)));
        }
        self.candidates.sort_unstable();
        for at in 0..self.candidates.len() {
            let (number, node) = self.candidates[at];
            let rule = &self.book.rules[number as usize];
            if reading.includes(rule) {
                match rule.points {
                    None => self.apply(number, rule, node),
                    Some(points) => self.weigh(number, rule, node, points),
                }
            }
        }
        self.touched.sort_unstable();
        self.touched.dedup();
        self.settle();
    }

    fn apply(&mut self, number: u32, rule: &CompiledRule, node: NodeId) {
        let mut code = Some(rule.code);
        while let Some(at) = code {
            let found = match rule.suggest {
                false => &mut self.found[at].given,
                true => &mut self.found[at].suggested,
            };
            let before = found.spans.len();
            found.spans.extend(counted(&self.matcher, rule, node));
            if found.spans.len() > before {
                found.rules.push(number);
                found.stance = found.stance.or(rule.stance);
                self.touched.push(at);
            }
            code = self.book.codes[at].parent;
        }
    }

    /// The codes of which something was found, in the codebook's order.
    fn touched(&self) -> impl Iterator<Item = (usize, &CompiledCode, &Found)> {
        self.touched
            .iter()
            .map(|at| (*at, &self.book.codes[*at], &self.found[*at]))
    }

    fn main_stance(&self, usual: Option<Stance>) -> Decision {
        let mut ballot = Ballot::new(usual, self.matcher.sentences());
        for (_, code, found) in self.touched() {
            if let Some(stance) = code.stance {
                ballot.add(stance, pieces(&found.given.spans), found.points);
            }
        }
        ballot.decide()
    }

    fn stance_source(&self, decision: &Decision) -> StanceSource {
        match (decision.by_rules, decision.by_question) {
            (true, _) => StanceSource::Rules(
                self.touched()
                    .filter(|(_, code, _)| code.stance == Some(decision.stance))
                    .flat_map(|(_, _, found)| {
                        let weighed = found.weighed.iter().map(|(rule, _)| *rule);
                        let mut rules: Vec<u32> =
                            weighed.chain(found.given.rules.iter().copied()).collect();
                        rules.sort_unstable();
                        rules.dedup();
                        self.rule_ids(&rules)
                    })
                    .collect(),
            ),
            (false, true) => StanceSource::Question,
            (false, false) => StanceSource::Nothing,
        }
    }

    /// The codes that are given, in the codebook's order, in brief.
    fn given(&self, main: Stance) -> impl Iterator<Item = Spoken> {
        let given = self
            .touched()
            .filter(|(_, code, found)| code.stance.is_none() && !found.given.spans.is_empty());
        given.map(move |(code, _, Found { given, .. })| Spoken {
            code,
            negated: given.negated(),
            stance: given.stance.unwrap_or(main),
            pieces: pieces(&given.spans),
        })
    }

    fn rule_ids(&self, rules: &[u32]) -> Vec<Arc<str>> {
        rules
            .iter()
            .map(|rule| Arc::clone(&self.book.rules[*rule as usize].id))
            .collect()
    }

    fn codes(&self, text: &str, main: Stance, of: impl Fn(&Found) -> &Hits) -> Vec<FoundCode> {
        let mut codes = Vec::new();
        for (_, code, found) in self.touched() {
            let found = of(found);
            if code.stance.is_some() || found.spans.is_empty() {
                continue;
            }
            codes.push(FoundCode {
                code: code.code.clone(),
                rules: self.rule_ids(&found.rules),
                evidence: self.evidence(text, merged(&found.spans)),
                negated: found.negated(),
                stance: found.stance.unwrap_or(main),
            });
        }
        codes
    }

    fn evidence(&self, text: &str, spans: Vec<Span>) -> Vec<Evidence> {
        let tokens = self.matcher.tokens();
        let mut byte = 0;
        let mut char = 0;
        let mut chars_to = |to: usize| {
            char += text
                .get(byte..to)
                .map_or(0, |passed| passed.chars().count());
            byte = to;
            char
        };
        spans
            .into_iter()
            .map(|span| {
                let bytes = tokens[span.start as usize].start as usize
                    ..tokens[span.end as usize - 1].end as usize;
                Evidence {
                    chars: chars_to(bytes.start)..chars_to(bytes.end),
                    bytes,
                }
            })
            .collect()
    }
}

/// Where a node matches that a rule looks for, each place with whether a negation stands before it, those left out that
/// the rule drops for it.
pub(super) fn counted(
    matcher: &Matcher<'_>,
    rule: &CompiledRule,
    node: NodeId,
) -> impl Iterator<Item = (Span, bool)> {
    let negation = rule.negation;
    matcher.spans(node).iter().filter_map(move |&span| {
        let negated = negation != Negation::Ignore && matcher.negated(span);
        (!negated || negation != Negation::Drop).then_some((span, negated))
    })
}

/// How many there are once those that overlap are made one.
pub(super) fn pieces(spans: &[(Span, bool)]) -> usize {
    if spans.is_sorted_by(|(before, _), (after, _)| before.end <= after.start) {
        spans.len()
    } else {
        merged(spans).len()
    }
}

/// The spans in order, those that overlap made one.
fn merged(spans: &[(Span, bool)]) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.iter().map(|(span, _)| *span).collect();
    sorted.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}
