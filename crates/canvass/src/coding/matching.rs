//! Looking for the nodes of a network in one answer.

use std::cmp::Reverse;

use super::network::{Network, Node, NodeId};
use super::rules::Reach;
use super::spellings::{Cue, Spellings, Token};

/// Words in a row: the first, and the one after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    /// The first word.
    pub(crate) start: u32,
    /// The word after the last.
    pub(crate) end: u32,
}

/// How many words a negation reaches forward within its clause.
const NEGATION_REACH: usize = 4;

/// Looks for all nodes in one answer after the other. What spellings once seen mean is remembered.
///
/// What is found is handed on from words to all that is made of them, so that nothing is looked for of which the
/// answer holds no word.
#[derive(Debug)]
pub(crate) struct Matcher<'a> {
    network: &'a Network,
    /// For each spelling, the nodes of words that it is one of, in order.
    nodes: Rows,
    /// For each node, the alternatives of which it is one.
    choices: Rows,
    /// For each node, those to look for when it is found.
    tries: Rows,
    tokens: Vec<Token>,
    answer: u64,
    results: Vec<Fresh<Vec<Span>>>,
    /// For each node, one that must match for it to match, looked at first: most of what is looked for fails here, for
    /// want of the other side. Where there is none, the node itself.
    gates: Vec<NodeId>,
    /// The nodes still to be looked for, a bit for each.
    open: Vec<u64>,
    /// The nodes that match, a bit for each.
    present: Vec<u64>,
    /// The nodes that match, in order.
    found: Vec<NodeId>,
}

/// Rows of nodes, one behind the other.
#[derive(Debug, Default)]
struct Rows {
    /// Where each ends; it starts where the one before ends.
    ends: Vec<u32>,
    nodes: Vec<NodeId>,
}

impl Rows {
    fn push(&mut self, nodes: impl IntoIterator<Item = NodeId>) {
        let start = self.nodes.len();
        self.nodes.extend(nodes);
        self.nodes[start..].sort_unstable();
        self.ends.push(self.nodes.len() as u32);
    }

    fn of(&self, row: u32) -> &[NodeId] {
        let at = row as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.nodes[start as usize..self.ends[at] as usize]
    }
}

/// A value that holds for one answer only.
#[derive(Debug, Clone, Default)]
struct Fresh<T> {
    answer: u64,
    value: T,
}

impl<T> Fresh<Vec<T>> {
    /// The value of this answer, empty if that of another stood there.
    fn of(&mut self, answer: u64) -> &mut Vec<T> {
        if self.answer != answer {
            self.answer = answer;
            self.value.clear();
        }
        &mut self.value
    }
}

fn set(bits: &mut [u64], at: NodeId) {
    bits[at as usize / 64] |= 1 << (at % 64);
}

fn is_set(bits: &[u64], at: NodeId) -> bool {
    bits[at as usize / 64] & 1 << (at % 64) != 0
}

/// What must match besides that by which a node comes to be looked for.
fn gate(node: &Node, network: &Network) -> Option<NodeId> {
    match node {
        Node::Near { left, right, .. } => match network.rarer(*left, *right) {
            rarer if rarer == *left => Some(*right),
            _ => Some(*left),
        },
        _ => None,
    }
}

impl<'a> Matcher<'a> {
    /// Nothing read yet.
    pub(crate) fn new(network: &'a Network) -> Self {
        let (mut choices, mut tries) = (Rows::default(), Rows::default());
        for node in 0..network.len() {
            let uses = network.uses(node as NodeId);
            choices.push(uses.choices.iter().copied());
            tries.push(uses.tries.iter().copied());
        }
        Matcher {
            network,
            nodes: Rows::default(),
            choices,
            tries,
            tokens: Vec::new(),
            answer: 0,
            results: vec![Fresh::default(); network.len()],
            gates: (0..network.len() as NodeId)
                .map(|node| gate(network.node(node), network).unwrap_or(node))
                .collect(),
            open: vec![0; network.len().div_ceil(64)],
            present: vec![0; network.len().div_ceil(64)],
            found: Vec::new(),
        }
    }

    /// Takes the words of the next answer, and looks for every node in them. All answers share their `spellings`.
    pub(crate) fn read(&mut self, tokens: &[Token], spellings: &Spellings) {
        self.answer += 1;
        self.tokens.clear();
        self.tokens.extend_from_slice(tokens);
        self.found.clear();
        self.present.fill(0);
        let network = self.network;
        for surface in spellings.from(self.nodes.ends.len()) {
            let classes = network.lexicon.classes(surface);
            self.nodes
                .push(classes.iter().map(|class| network.of_class(*class)));
        }
        for (token, start) in tokens.iter().zip(0..) {
            for &node in self.nodes.of(token.spelling) {
                let span = Span {
                    start,
                    end: start + 1,
                };
                self.results[node as usize].of(self.answer).push(span);
                set(&mut self.open, node);
            }
        }
        for at in 0..self.open.len() {
            while self.open[at] != 0 {
                let bit = self.open[at].trailing_zeros();
                self.open[at] &= self.open[at] - 1;
                let node = at as NodeId * 64 + bit;
                let gate = self.gates[node as usize];
                if gate == node || is_set(&self.present, gate) {
                    self.find(node);
                }
            }
        }
    }

    /// The words of the answer.
    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// How many sentences with words the answer has.
    pub(crate) fn sentences(&self) -> usize {
        // Each begins with a word.
        match &self.tokens[..] {
            [] => 0,
            [_] => 1,
            [first, .., last] => (last.sentence - first.sentence) as usize + 1,
        }
    }

    /// The nodes that match, each once.
    pub(crate) fn found(&self) -> &[NodeId] {
        &self.found
    }

    /// Where the node matches, in order.
    pub(crate) fn spans(&self, node: NodeId) -> &[Span] {
        let result = &self.results[node as usize];
        if result.answer == self.answer {
            &result.value
        } else {
            &[]
        }
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
                && cue.cue == Cue::Negates
                && self
                    .tokens
                    .get(at + 1)
                    .is_none_or(|next| next.cue != Cue::Restricts)
        })
    }

    /// Looks for a node, and hands on what is found. All that it is made of has been looked for.
    fn find(&mut self, id: NodeId) {
        let network = self.network;
        let mut spans = std::mem::take(self.results[id as usize].of(self.answer));
        match network.node(id) {
            Node::Word(_) => {}
            Node::Any(_) if spans.len() > 1 => {
                spans.sort_unstable();
                spans.dedup();
            }
            Node::Any(_) => {}
            Node::Phrase { words, anchor } => self.phrases(words, *anchor, &mut spans),
            Node::All { present, absent } => {
                let here = present.iter().all(|node| !self.spans(*node).is_empty())
                    && absent.iter().all(|node| self.spans(*node).is_empty());
                if here {
                    for node in present {
                        spans.extend_from_slice(self.spans(*node));
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
            } => self.near(*left, *right, *reach, *ordered, &mut spans),
            Node::NotNear { what, other, reach } => {
                let others = Neighbours::of(self.spans(*other));
                spans.extend(
                    self.spans(*what)
                        .iter()
                        .filter(|span| !self.has_near(**span, &others, *reach)),
                );
            }
            Node::Unless { what, exception } => {
                let exceptions = Neighbours::of(self.spans(*exception));
                spans.extend(
                    self.spans(*what)
                        .iter()
                        .filter(|span| !exceptions.overlap(**span)),
                );
            }
        }
        if !spans.is_empty() {
            self.found.push(id);
            set(&mut self.present, id);
            for &choice in self.choices.of(id) {
                let result = self.results[choice as usize].of(self.answer);
                result.extend_from_slice(&spans);
                set(&mut self.open, choice);
            }
            for &node in self.tries.of(id) {
                set(&mut self.open, node);
            }
        }
        self.results[id as usize].value = spans;
    }

    fn phrases(&self, words: &[NodeId], anchor: usize, spans: &mut Vec<Span>) {
        for at in self.spans(words[anchor]) {
            let Some(start) = (at.start as usize).checked_sub(anchor) else {
                continue;
            };
            let Some(row) = self.tokens.get(start..start + words.len()) else {
                continue;
            };
            let whole = row.iter().zip(words).all(|(token, word)| {
                token.sentence == row[0].sentence
                    && self.nodes.of(token.spelling).binary_search(word).is_ok()
            });
            if whole {
                spans.push(Span {
                    start: start as u32,
                    end: (start + words.len()) as u32,
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
        let (lefts, rights) = (self.spans(left), Neighbours::of(self.spans(right)));
        for &span in lefts {
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
        if spans.len() < 2 {
            return;
        }
        // From the last to start, and of those that start together from the shortest: what a pair holds comes before it.
        spans.sort_unstable_by_key(|span| (Reverse(span.start), span.end));
        let mut smallest_end = u32::MAX;
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

/// Spans in order, ready for questions about those before, after and across a span.
struct Neighbours<'s> {
    by_start: &'s [Span],
    /// Where a span ends after a later one: the spans in the order of their ends, and the furthest end of the first so
    /// many. Nearly always they end in the order in which they start, and neither is needed.
    crossed: Option<(Vec<Span>, Vec<u32>)>,
}

impl<'s> Neighbours<'s> {
    fn of(spans: &'s [Span]) -> Self {
        let crossed = (!spans.is_sorted_by_key(|span| span.end)).then(|| {
            let mut by_end = spans.to_vec();
            by_end.sort_unstable_by_key(|span| (span.end, span.start));
            let furthest = spans
                .iter()
                .scan(0, |furthest, span| {
                    *furthest = span.end.max(*furthest);
                    Some(*furthest)
                })
                .collect();
            (by_end, furthest)
        });
        Neighbours {
            by_start: spans,
            crossed,
        }
    }

    fn first_after(&self, span: Span) -> Option<Span> {
        let at = self.by_start.partition_point(|s| s.start < span.end);
        self.by_start.get(at).copied()
    }

    fn last_before(&self, span: Span) -> Option<Span> {
        let by_end = self
            .crossed
            .as_ref()
            .map_or(self.by_start, |(by_end, _)| by_end);
        let at = by_end.partition_point(|s| s.end <= span.start);
        by_end.get(at.checked_sub(1)?).copied()
    }

    fn overlap(&self, span: Span) -> bool {
        let at = self.by_start.partition_point(|s| s.start < span.end);
        at > 0
            && match &self.crossed {
                Some((_, furthest)) => furthest[at - 1] > span.start,
                None => self.by_start[at - 1].end > span.start,
            }
    }
}
