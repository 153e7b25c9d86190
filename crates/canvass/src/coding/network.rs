//! Expressions as a network of nodes: what several rules share stands in it once and is looked for once.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;

use super::lexicon::{ClassId, Lexicon, PatternId};
use super::rules::{Expr, Pattern, Reach};

/// Numbers a node.
pub(crate) type NodeId = u32;

/// One step of looking for an expression.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// Words of this class.
    Word(ClassId),
    /// Words in a row; looking starts from the one at `anchor`, the least common by its length.
    Phrase {
        /// The nodes of the words in order.
        words: Box<[NodeId]>,
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

/// All nodes, and the patterns that they look for. A node stands after those that it is made of.
#[derive(Debug, Default)]
pub(crate) struct Network {
    nodes: Vec<Node>,
    numbers: HashMap<Node, NodeId, RandomState>,
    /// What is made of each node.
    uses: Vec<Uses>,
    /// How common each node is to be taken for; only the order of these numbers counts.
    commonness: Vec<u32>,
    /// The same of each pattern.
    pattern_commonness: Vec<u32>,
    /// The node of each class of words.
    of_classes: Vec<NodeId>,
    /// What each set stands for.
    of_sets: HashMap<String, Choices, RandomState>,
    /// The node of each set that stands alone somewhere.
    set_nodes: HashMap<String, NodeId, RandomState>,
    /// The patterns of all rules.
    pub(crate) lexicon: Lexicon,
}

/// The nodes that are made of a node.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    /// Alternatives of which it is one: they match wherever it does.
    pub(crate) choices: Vec<NodeId>,
    /// Those to look for when it is found: it is the least common of what they need.
    pub(crate) tries: Vec<NodeId>,
}

/// Alternatives: single words, and everything else.
#[derive(Debug, Default)]
struct Choices {
    words: Vec<PatternId>,
    others: Vec<NodeId>,
}

impl Choices {
    /// Puts them in order, each once.
    fn sort(&mut self) {
        self.words.sort_unstable();
        self.words.dedup();
        self.others.sort_unstable();
        self.others.dedup();
    }
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

    /// What is made of the node.
    pub(crate) fn uses(&self, id: NodeId) -> &Uses {
        &self.uses[id as usize]
    }

    /// The node of a class of words.
    pub(crate) fn of_class(&self, class: ClassId) -> NodeId {
        self.of_classes[class as usize]
    }

    /// Adds an expression whose sets are all in `sets`; a set that is not there matches nothing.
    pub(crate) fn add(&mut self, expr: &Expr, sets: &BTreeMap<String, Expr>) -> NodeId {
        match expr {
            Expr::Word(pattern) => {
                let pattern = self.pattern(pattern);
                self.word(&[pattern])
            }
            Expr::Phrase(patterns) => self.phrase(patterns),
            Expr::Set { .. } | Expr::Any(_) => {
                if let Expr::Set { name, .. } = expr
                    && let Some(node) = self.set_nodes.get(name)
                {
                    return *node;
                }
                let mut choices = Choices::default();
                self.choices(expr, sets, &mut choices);
                choices.sort();
                let mut nodes = choices.others;
                if !choices.words.is_empty() {
                    nodes.push(self.word(&choices.words));
                }
                let node = self.any(nodes);
                if let Expr::Set { name, .. } = expr {
                    self.set_nodes.insert(name.clone(), node);
                }
                node
            }
            Expr::All { present, absent } => {
                let present = present
                    .iter()
                    .map(|e| self.add(e, sets))
                    .collect::<Box<_>>();
                let absent = absent.iter().map(|e| self.add(e, sets)).collect();
                let rarest = self.rarest(&present);
                self.intern(Node::All { present, absent }, rarest)
            }
            Expr::Near {
                left,
                right,
                reach,
                ordered,
            } => {
                let left = self.add(left, sets);
                let right = self.add(right, sets);
                let rarest = self.rarest(&[left, right]);
                self.intern(
                    Node::Near {
                        left,
                        right,
                        reach: *reach,
                        ordered: *ordered,
                    },
                    rarest,
                )
            }
            Expr::NotNear { what, other, reach } => {
                let what = self.add(what, sets);
                let other = self.add(other, sets);
                self.intern(
                    Node::NotNear {
                        what,
                        other,
                        reach: *reach,
                    },
                    Some(what),
                )
            }
            Expr::Unless { what, exception } => {
                let what = self.add(what, sets);
                let exception = self.add(exception, sets);
                self.intern(Node::Unless { what, exception }, Some(what))
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
                choices.words.push(self.pattern(pattern));
            }
            Expr::Set { name, .. } => {
                if !self.of_sets.contains_key(name) {
                    let mut of_set = Choices::default();
                    if let Some(expr) = sets.get(name) {
                        self.choices(expr, sets, &mut of_set);
                    }
                    of_set.sort();
                    self.of_sets.insert(name.clone(), of_set);
                }
                if let Some(of_set) = self.of_sets.get(name) {
                    choices.words.extend(&of_set.words);
                    choices.others.extend(&of_set.others);
                }
            }
            other => {
                let node = self.add(other, sets);
                choices.others.push(node);
            }
        }
    }

    fn pattern(&mut self, pattern: &Pattern) -> PatternId {
        let number = self.lexicon.pattern(pattern);
        if number as usize == self.pattern_commonness.len() {
            self.pattern_commonness.push(commonness(pattern));
        }
        number
    }

    /// The node of words that match one of `patterns`, which are in order, each once.
    fn word(&mut self, patterns: &[PatternId]) -> NodeId {
        let class = self.lexicon.class(patterns);
        let node = self.intern(Node::Word(class), None);
        if class as usize == self.of_classes.len() {
            self.of_classes.push(node);
            let each = patterns
                .iter()
                .map(|pattern| self.pattern_commonness[*pattern as usize]);
            self.commonness[node as usize] = each.fold(0, u32::saturating_add);
        }
        node
    }

    fn phrase(&mut self, patterns: &[Pattern]) -> NodeId {
        let words: Box<[NodeId]> = patterns
            .iter()
            .map(|pattern| {
                let pattern = self.pattern(pattern);
                self.word(&[pattern])
            })
            .collect();
        let anchor = (0..patterns.len())
            .max_by_key(|i| (length(&patterns[*i]), std::cmp::Reverse(*i)))
            .unwrap_or(0);
        let needs = words.get(anchor).copied();
        self.intern(Node::Phrase { words, anchor }, needs)
    }

    /// Lets a set of this name stand for any of these, wherever it is named alone from now on.
    pub(crate) fn name(&mut self, set: String, nodes: Vec<NodeId>) {
        let node = self.any(nodes);
        self.set_nodes.entry(set).or_insert(node);
    }

    /// Any of these; one alone is itself, and none matches nothing.
    pub(crate) fn any(&mut self, mut choices: Vec<NodeId>) -> NodeId {
        choices.sort_unstable();
        choices.dedup();
        if let [only] = choices[..] {
            return only;
        }
        self.intern(Node::Any(choices.into()), None)
    }

    /// The one of two nodes that is to be looked for first: see [`Uses::tries`].
    pub(crate) fn rarer(&self, one: NodeId, other: NodeId) -> NodeId {
        self.rarest(&[one, other]).unwrap_or(one)
    }

    fn rarest(&self, nodes: &[NodeId]) -> Option<NodeId> {
        nodes
            .iter()
            .min_by_key(|node| self.commonness[**node as usize])
            .copied()
    }

    /// The number of a node. One that is new is looked for when `needs` is found; alternatives match with each.
    fn intern(&mut self, node: Node, needs: Option<NodeId>) -> NodeId {
        if let Some(&id) = self.numbers.get(&node) {
            return id;
        }
        let id = self.nodes.len() as NodeId;
        let commonness = |id: NodeId| self.commonness[id as usize];
        self.commonness.push(match &node {
            Node::Any(choices) => choices
                .iter()
                .map(|choice| commonness(*choice))
                .fold(0, u32::saturating_add),
            _ => needs.map_or(0, commonness),
        });
        if let Node::Any(choices) = &node {
            for choice in choices {
                self.uses[*choice as usize].choices.push(id);
            }
        } else if let Some(needs) = needs {
            self.uses[needs as usize].tries.push(id);
        }
        self.nodes.push(node.clone());
        self.numbers.insert(node, id);
        self.uses.push(Uses::default());
        id
    }
}

/// A guess, for want of texts to count in: short words are common, and a shape is as common as its letters are few.
fn commonness(pattern: &Pattern) -> u32 {
    1 << 10_usize.saturating_sub(length(pattern))
}

fn length(pattern: &Pattern) -> usize {
    match pattern {
        Pattern::Word(text) | Pattern::Glob(text) | Pattern::Stem(text) | Pattern::Exact(text) => {
            text.len()
        }
    }
}
