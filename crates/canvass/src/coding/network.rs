//! Expressions as a network of nodes: what several rules share stands in it once and is looked for once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::lexicon::{ClassId, Lexicon};
use super::rules::{Expr, Pattern, Reach};

/// Numbers a node.
pub(crate) type NodeId = u32;

/// One step of looking for an expression.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// Words of this class.
    Word(ClassId),
    /// Words of these classes in a row; looking starts from the one at `anchor`, the least common by its length.
    Phrase {
        /// The classes in order.
        classes: Box<[ClassId]>,
        /// The position of the one to start from.
        anchor: usize,
    },
    /// Any of these.
    Any(Box<[NodeId]>),
    /// All of `present`, none of `absent`.
    All {
        /// What must be there.
        present: Box<[NodeId]>,
        /// What must not be there.
        absent: Box<[NodeId]>,
    },
    /// Both, near each other.
    Near {
        /// One side, first when `ordered`.
        left: NodeId,
        /// The other side.
        right: NodeId,
        /// How near.
        reach: Reach,
        /// Whether the left one must come first.
        ordered: bool,
    },
    /// The first where the second is not near.
    NotNear {
        /// What is looked for.
        what: NodeId,
        /// What must not be near it.
        other: NodeId,
        /// How near.
        reach: Reach,
    },
    /// The first where it does not overlap the second.
    Unless {
        /// What is looked for.
        what: NodeId,
        /// What excuses it.
        exception: NodeId,
    },
}

/// All nodes, and the patterns that they look for.
#[derive(Debug, Default)]
pub(crate) struct Network {
    nodes: Vec<Node>,
    numbers: HashMap<Node, NodeId>,
    /// The words that may stand for each node: without one of these classes it cannot match.
    triggers: Vec<Box<[ClassId]>>,
    /// What each set stands for.
    of_sets: HashMap<String, Choices>,
    /// The patterns of all rules.
    pub(crate) lexicon: Lexicon,
}

/// Alternatives: single words, and everything else.
#[derive(Debug, Default)]
struct Choices {
    words: BTreeSet<Pattern>,
    others: BTreeSet<NodeId>,
}

impl Network {
    /// The node.
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The classes of which a text must hold at least one for the node to match.
    pub(crate) fn triggers(&self, id: NodeId) -> &[ClassId] {
        &self.triggers[id as usize]
    }

    /// Adds an expression whose sets are all in `sets`; a set that is not there matches nothing.
    pub(crate) fn add(&mut self, expr: &Expr, sets: &BTreeMap<String, Expr>) -> NodeId {
        match expr {
            Expr::Word(pattern) => self.word(vec![pattern.clone()]),
            Expr::Phrase(patterns) => self.phrase(patterns),
            Expr::Set { .. } | Expr::Any(_) => {
                let mut choices = Choices::default();
                self.choices(expr, sets, &mut choices);
                let mut nodes: Vec<NodeId> = choices.others.into_iter().collect();
                if !choices.words.is_empty() {
                    nodes.push(self.word(choices.words.into_iter().collect()));
                }
                self.any(nodes)
            }
            Expr::All { present, absent } => {
                let present = present
                    .iter()
                    .map(|e| self.add(e, sets))
                    .collect::<Box<_>>();
                let absent = absent.iter().map(|e| self.add(e, sets)).collect();
                let triggers = self.fewest_triggers(&present);
                self.intern(Node::All { present, absent }, triggers)
            }
            Expr::Near {
                left,
                right,
                reach,
                ordered,
            } => {
                let left = self.add(left, sets);
                let right = self.add(right, sets);
                let triggers = self.fewest_triggers(&[left, right]);
                self.intern(
                    Node::Near {
                        left,
                        right,
                        reach: *reach,
                        ordered: *ordered,
                    },
                    triggers,
                )
            }
            Expr::NotNear { what, other, reach } => {
                let what = self.add(what, sets);
                let other = self.add(other, sets);
                let triggers = self.triggers(what).into();
                self.intern(
                    Node::NotNear {
                        what,
                        other,
                        reach: *reach,
                    },
                    triggers,
                )
            }
            Expr::Unless { what, exception } => {
                let what = self.add(what, sets);
                let exception = self.add(exception, sets);
                let triggers = self.triggers(what).into();
                self.intern(Node::Unless { what, exception }, triggers)
            }
        }
    }

    /// Gathers alternatives, also those of alternatives, into single words and everything else. What a set
    /// stands for is gathered once, so sets of sets cost what they hold and not what they spell out.
    fn choices(&mut self, expr: &Expr, sets: &BTreeMap<String, Expr>, choices: &mut Choices) {
        match expr {
            Expr::Any(alternatives) => {
                for alternative in alternatives {
                    self.choices(alternative, sets, choices);
                }
            }
            Expr::Word(pattern) => {
                choices.words.insert(pattern.clone());
            }
            Expr::Set { name, .. } => {
                if !self.of_sets.contains_key(name) {
                    let mut of_set = Choices::default();
                    if let Some(expr) = sets.get(name) {
                        self.choices(expr, sets, &mut of_set);
                    }
                    self.of_sets.insert(name.clone(), of_set);
                }
                if let Some(of_set) = self.of_sets.get(name) {
                    choices.words.extend(of_set.words.iter().cloned());
                    choices.others.extend(&of_set.others);
                }
            }
            other => {
                let node = self.add(other, sets);
                choices.others.insert(node);
            }
        }
    }

    fn word(&mut self, patterns: Vec<Pattern>) -> NodeId {
        let class = self.lexicon.class(patterns);
        self.intern(Node::Word(class), Box::new([class]))
    }

    fn phrase(&mut self, patterns: &[Pattern]) -> NodeId {
        let classes: Box<[ClassId]> = patterns
            .iter()
            .map(|pattern| self.lexicon.class(vec![pattern.clone()]))
            .collect();
        let anchor = (0..patterns.len())
            .max_by_key(|i| (length(&patterns[*i]), std::cmp::Reverse(*i)))
            .unwrap_or(0);
        let triggers = Box::new([classes[anchor]]);
        self.intern(Node::Phrase { classes, anchor }, triggers)
    }

    /// Any of these; one alone is itself, and none matches nothing.
    pub(crate) fn any(&mut self, mut choices: Vec<NodeId>) -> NodeId {
        choices.sort_unstable();
        choices.dedup();
        if let [only] = choices[..] {
            return only;
        }
        let mut triggers: Vec<ClassId> = choices
            .iter()
            .flat_map(|c| self.triggers(*c).iter().copied())
            .collect();
        triggers.sort_unstable();
        triggers.dedup();
        self.intern(Node::Any(choices.into()), triggers.into())
    }

    fn fewest_triggers(&self, nodes: &[NodeId]) -> Box<[ClassId]> {
        nodes
            .iter()
            .map(|node| self.triggers(*node))
            .min_by_key(|triggers| triggers.len())
            .unwrap_or_default()
            .into()
    }

    fn intern(&mut self, node: Node, triggers: Box<[ClassId]>) -> NodeId {
        if let Some(&id) = self.numbers.get(&node) {
            return id;
        }
        let id = self.nodes.len() as NodeId;
        self.nodes.push(node.clone());
        self.numbers.insert(node, id);
        self.triggers.push(triggers);
        id
    }
}

fn length(pattern: &Pattern) -> usize {
    match pattern {
        Pattern::Word(text) | Pattern::Glob(text) | Pattern::Stem(text) | Pattern::Exact(text) => {
            text.len()
        }
    }
}
