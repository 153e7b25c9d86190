//! Looking for the nodes of a network in one answer.

use std::collections::HashMap;

use super::lexicon::ClassId;
use super::network::{Network, Node, NodeId};
use super::rules::Reach;
use super::tokens::{Break, fold, words};

/// Words in a row: the first, and the one after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    /// The first word.
    pub(crate) start: u32,
    /// The word after the last.
    pub(crate) end: u32,
}

/// A word of the answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    word: u32,
    sentence: u32,
    clause: u32,
    /// The byte at which it starts.
    pub(crate) start: u32,
    /// The byte after its last.
    pub(crate) end: u32,
}

/// What is known of a spelling.
#[derive(Debug)]
struct Spelling {
    classes: Box<[ClassId]>,
    negates: bool,
    restricts: bool,
    opens_clause: bool,
}

/// How many words a negation reaches forward within its clause.
const NEGATION_REACH: usize = 4;

/// Looks for nodes in one answer after the other. Spellings once seen are remembered.
#[derive(Debug)]
pub(crate) struct Matcher<'a> {
    network: &'a Network,
    known: HashMap<Box<str>, u32>,
    spellings: Vec<Spelling>,
    tokens: Vec<Token>,
    answer: u64,
    hits: Vec<Fresh<Vec<u32>>>,
    found: Vec<ClassId>,
    results: Vec<Fresh<Vec<Span>>>,
}

/// A value that holds for one answer only.
#[derive(Debug, Clone, Default)]
struct Fresh<T> {
    answer: u64,
    value: T,
}

impl<'a> Matcher<'a> {
    /// Nothing read yet.
    pub(crate) fn new(network: &'a Network) -> Self {
        Matcher {
            network,
            known: HashMap::new(),
            spellings: Vec::new(),
            tokens: Vec::new(),
            answer: 0,
            hits: vec![Fresh::default(); network.lexicon.len()],
            found: Vec::new(),
            results: vec![Fresh::default(); network.len()],
        }
    }

    /// Takes the next answer.
    pub(crate) fn read(&mut self, text: &str) {
        self.answer += 1;
        self.tokens.clear();
        self.found.clear();
        let (mut sentence, mut clause) = (0, 0);
        words(text, |place| {
            let surface = text.get(place.start..place.end).unwrap_or_default();
            let word = match self.known.get(surface) {
                Some(&word) => word,
                None => {
                    let word = self.spellings.len() as u32;
                    self.spellings.push(Spelling::new(surface, self.network));
                    self.known.insert(surface.into(), word);
                    word
                }
            };
            let spelling = &self.spellings[word as usize];
            sentence += u32::from(place.after == Break::Sentence);
            clause += u32::from(place.after != Break::None || spelling.opens_clause);
            let position = self.tokens.len() as u32;
            for &class in &spelling.classes {
                let hits = &mut self.hits[class as usize];
                if hits.answer != self.answer {
                    hits.answer = self.answer;
                    hits.value.clear();
                    self.found.push(class);
                }
                hits.value.push(position);
            }
            self.tokens.push(Token {
                word,
                sentence,
                clause,
                start: place.start as u32,
                end: place.end as u32,
            });
        });
    }

    /// The words of the answer.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// How many sentences with words the answer has.
    pub(crate) fn sentences(&self) -> usize {
        self.tokens
            .chunk_by(|a, b| a.sentence == b.sentence)
            .count()
    }

    /// The classes of which the answer holds a word, each once.
    pub(crate) fn found(&self) -> &[ClassId] {
        &self.found
    }

    /// Where the node matches, in order.
    pub(crate) fn find(&mut self, node: NodeId) -> &[Span] {
        self.evaluate(node);
        &self.results[node as usize].value
    }

    /// Whether a negation stands before the span: a word such as "not", at most four words before it in its clause.
    pub(crate) fn negated(&self, span: Span) -> bool {
        let start = span.start as usize;
        let Some(first) = self.tokens.get(start) else {
            return false;
        };
        (start.saturating_sub(NEGATION_REACH)..start).any(|at| {
            let cue = self.tokens[at];
            cue.clause == first.clause
                && self.spellings[cue.word as usize].negates
                && !self
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| self.spellings[next.word as usize].restricts)
        })
    }

    fn evaluate(&mut self, id: NodeId) {
        if self.results[id as usize].answer == self.answer {
            return;
        }
        let network = self.network;
        let mut spans = std::mem::take(&mut self.results[id as usize].value);
        spans.clear();
        match network.node(id) {
            Node::Word(class) => spans.extend(self.positions(*class).iter().map(|p| Span {
                start: *p,
                end: p + 1,
            })),
            Node::Phrase { classes, anchor } => self.phrases(classes, *anchor, &mut spans),
            Node::Any(choices) => {
                for choice in choices {
                    spans.extend_from_slice(self.find(*choice));
                }
                spans.sort_unstable();
                spans.dedup();
            }
            Node::All { present, absent } => {
                let here = present.iter().all(|node| !self.find(*node).is_empty())
                    && absent.iter().all(|node| self.find(*node).is_empty());
                if here {
                    for node in present {
                        spans.extend_from_slice(self.find(*node));
                    }
                    spans.sort_unstable();
                    spans.dedup();
                }
            }
            Node::Near {
                left,
                right,
                reach,
                ordered,
            } => {
                if !self.find(*left).is_empty() && !self.find(*right).is_empty() {
                    self.near(*left, *right, *reach, *ordered, &mut spans);
                }
            }
            Node::NotNear { what, other, reach } => {
                self.evaluate(*what);
                self.evaluate(*other);
                let others = Neighbours::of(&self.results[*other as usize].value);
                spans.extend(
                    self.results[*what as usize]
                        .value
                        .iter()
                        .filter(|span| !self.has_near(**span, &others, *reach)),
                );
            }
            Node::Unless { what, exception } => {
                self.evaluate(*what);
                self.evaluate(*exception);
                let exceptions = Neighbours::of(&self.results[*exception as usize].value);
                spans.extend(
                    self.results[*what as usize]
                        .value
                        .iter()
                        .filter(|span| !exceptions.overlap(**span)),
                );
            }
        }
        self.results[id as usize] = Fresh {
            answer: self.answer,
            value: spans,
        };
    }

    fn positions(&self, class: ClassId) -> &[u32] {
        let hits = &self.hits[class as usize];
        if hits.answer == self.answer {
            &hits.value
        } else {
            &[]
        }
    }

    fn phrases(&self, classes: &[ClassId], anchor: usize, spans: &mut Vec<Span>) {
        for &at in self.positions(classes[anchor]) {
            let Some(start) = (at as usize).checked_sub(anchor) else {
                continue;
            };
            let Some(row) = self.tokens.get(start..start + classes.len()) else {
                continue;
            };
            let whole = row.iter().zip(classes).all(|(token, class)| {
                token.sentence == row[0].sentence
                    && self.spellings[token.word as usize]
                        .classes
                        .binary_search(class)
                        .is_ok()
            });
            if whole {
                spans.push(Span {
                    start: start as u32,
                    end: (start + classes.len()) as u32,
                });
            }
        }
    }

    /// Pairs within reach. Where one pair holds another, only the inner one counts.
    fn near(
        &self,
        left: NodeId,
        right: NodeId,
        reach: Reach,
        ordered: bool,
        spans: &mut Vec<Span>,
    ) {
        let rights = Neighbours::of(&self.results[right as usize].value);
        for &span in &self.results[left as usize].value {
            if let Some(after) = rights.first_after(span)
                && self.within(span, after, reach)
            {
                spans.push(Span {
                    start: span.start,
                    end: after.end,
                });
            }
            if !ordered
                && let Some(before) = rights.last_before(span)
                && self.within(before, span, reach)
            {
                spans.push(Span {
                    start: before.start,
                    end: span.end,
                });
            }
        }
        spans.sort_unstable();
        spans.dedup();
        let mut smallest_end = u32::MAX;
        spans.reverse();
        spans.retain(|span| {
            let inner = span.end < smallest_end;
            smallest_end = smallest_end.min(span.end);
            inner
        });
        spans.reverse();
    }

    fn has_near(&self, span: Span, others: &Neighbours<'_>, reach: Reach) -> bool {
        others.overlap(span)
            || others
                .first_after(span)
                .is_some_and(|after| self.within(span, after, reach))
            || others
                .last_before(span)
                .is_some_and(|before| self.within(before, span, reach))
    }

    fn within(&self, first: Span, second: Span, reach: Reach) -> bool {
        let sentence = |at: u32| self.tokens.get(at as usize).map(|token| token.sentence);
        let between = second.start - first.end;
        sentence(first.start) == sentence(second.end - 1)
            && match reach {
                Reach::Words(most) => between <= most,
                Reach::Sentence => true,
            }
    }
}

impl Spelling {
    fn new(surface: &str, network: &Network) -> Self {
        let folded = fold(surface);
        Spelling {
            classes: network.lexicon.classes(surface).into(),
            negates: negates(&folded),
            restricts: matches!(
                folded.as_str(),
                "only" | "just" | "merely" | "simply" | "least"
            ),
            opens_clause: matches!(
                folded.as_str(),
                "and" | "but" | "however" | "although" | "though" | "yet"
            ),
        }
    }
}

fn negates(folded: &str) -> bool {
    matches!(
        folded,
        "no" | "not"
            | "never"
            | "without"
            | "cannot"
            | "neither"
            | "nor"
            | "hardly"
            | "cant"
            | "dont"
            | "wont"
            | "didnt"
            | "doesnt"
            | "isnt"
            | "wasnt"
            | "arent"
            | "werent"
            | "hasnt"
            | "havent"
            | "hadnt"
            | "couldnt"
            | "wouldnt"
            | "shouldnt"
            | "aint"
            | "nobody"
            | "nothing"
            | "none"
    ) || folded.ends_with("n't")
        || folded.starts_with("lack")
}

/// Spans in order, ready for questions about those before, after and across a span.
struct Neighbours<'s> {
    by_start: &'s [Span],
    by_end: Vec<Span>,
    /// The furthest end of the first so many spans.
    furthest: Vec<u32>,
}

impl<'s> Neighbours<'s> {
    fn of(spans: &'s [Span]) -> Self {
        let mut by_end = spans.to_vec();
        by_end.sort_unstable_by_key(|span| (span.end, span.start));
        let furthest = spans
            .iter()
            .scan(0, |furthest, span| {
                *furthest = span.end.max(*furthest);
                Some(*furthest)
            })
            .collect();
        Neighbours {
            by_start: spans,
            by_end,
            furthest,
        }
    }

    fn first_after(&self, span: Span) -> Option<Span> {
        let at = self.by_start.partition_point(|s| s.start < span.end);
        self.by_start.get(at).copied()
    }

    fn last_before(&self, span: Span) -> Option<Span> {
        let at = self.by_end.partition_point(|s| s.end <= span.start);
        self.by_end.get(at.checked_sub(1)?).copied()
    }

    fn overlap(&self, span: Span) -> bool {
        let at = self.by_start.partition_point(|s| s.start < span.end);
        at > 0 && self.furthest[at - 1] > span.start
    }
}
