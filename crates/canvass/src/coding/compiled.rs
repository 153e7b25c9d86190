use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::expressions::Expressions;
use super::network::{Network, NodeId};
use super::rules::{Expr, RuleFault};
use crate::diagnostics::{Checked, Code, Diagnostic, Diagnostics, Place, Position};
use crate::survey::{CodePoints, CodeRef, Codebook, FrameKind, Negation, QuestionId, Stance};

/// A codebook whose rules have been read and made ready for use.
#[derive(Debug)]
pub struct CompiledCodebook {
    pub(super) book: Codebook,
    pub(super) network: Network,
    pub(super) codes: Vec<CompiledCode>,
    pub(super) rules: Vec<CompiledRule>,
    /// For each node, the rules that it is.
    rules_of: Vec<Vec<u32>>,
}

/// A code that rules can give.
#[derive(Debug)]
pub(super) struct CompiledCode {
    pub(super) code: CodeRef,
    /// The code above it, which it implies.
    pub(super) parent: Option<usize>,
    /// The stance that it is a code of the stance frame for.
    pub(super) stance: Option<Stance>,
    /// How many points it takes, where its rules are not enough on their own.
    pub(super) points: Option<CodePoints>,
}

/// A rule, ready for use.
#[derive(Debug)]
pub(super) struct CompiledRule {
    pub(super) id: Arc<str>,
    /// Its code's position among the compiled codes.
    pub(super) code: usize,
    /// What it looks for: one node, and of a rule that gives points one for each of its patterns.
    pub(super) nodes: Vec<NodeId>,
    pub(super) questions: Vec<QuestionId>,
    pub(super) stance: Option<Stance>,
    pub(super) negation: Negation,
    /// Whether it only suggests its code.
    pub(super) suggest: bool,
    /// What each pattern gives its code, where it does not find it.
    pub(super) points: Option<i32>,
}

impl CompiledCodebook {
    /// Reads all rules and named sets of a codebook.
    ///
    /// # Errors
    /// Every rule and set that cannot be read, at once: each with the place in `codebook.toml`.
    pub fn compile(codebook: &Codebook) -> Checked<CompiledCodebook> {
        CompiledCodebook::compile_some(codebook, |_| true)
    }

    /// The same with only those rules that are `wanted` by their positions.
    pub(super) fn compile_some(
        codebook: &Codebook,
        wanted: impl Fn(usize) -> bool,
    ) -> Checked<CompiledCodebook> {
        let mut faults = Diagnostics::new();
        let exprs = Expressions::read(codebook, &mut faults);
        let sets = exprs.resolved_sets(codebook, &mut faults);
        let (codes, positions) = codes(codebook);
        for rule in &codebook.rules {
            if !positions.contains_key(&rule.code) {
                faults.push(Diagnostic::new(
                    Code::CodebookRule,
                    rule.place.clone(),
                    format!("the rule gives {}, which is not a code", rule.code),
                ));
            }
        }
        // What may be too large is never spelt out.
        if faults.has_errors() {
            return Err(faults);
        }
        let mut network = Network::default();
        let read = || {
            let read = codebook.rules.iter().zip(&exprs.rules).enumerate();
            read.filter_map(|(at, (rule, expr))| Some((at, rule, expr.as_ref()?)))
        };
        let finding = || read().filter(|(_, rule, _)| rule.points.is_none());
        let mut whole: BTreeMap<usize, NodeId> = BTreeMap::new();
        for (at, _, expr) in finding().filter(|(at, ..)| wanted(*at)) {
            whole.insert(at, network.add(expr, &sets));
        }
        // What gives points names the rules of codes, which have been added already if all of a code are wanted.
        let mut of_codes: BTreeMap<&CodeRef, Option<Vec<NodeId>>> = BTreeMap::new();
        for (at, rule, _) in finding() {
            let nodes = of_codes.entry(&rule.code).or_insert(Some(Vec::new()));
            match (nodes.as_mut(), whole.get(&at)) {
                (Some(nodes), Some(node)) => nodes.push(*node),
                _ => *nodes = None,
            }
        }
        if codebook.rules.iter().any(|rule| rule.points.is_some()) {
            for (code, nodes) in of_codes {
                if let Some(nodes) = nodes {
                    network.name(code.to_string(), nodes);
                }
            }
        }
        let mut rules = Vec::new();
        for (at, rule, expr) in read().filter(|(at, ..)| wanted(*at)) {
            if let Some(&code) = positions.get(&rule.code) {
                rules.push(CompiledRule {
                    id: rule.id.as_str().into(),
                    code,
                    nodes: match whole.get(&at) {
                        Some(node) => vec![*node],
                        None => patterns(&mut network, expr, &sets),
                    },
                    questions: rule.questions.clone(),
                    stance: rule.stance,
                    negation: rule.negation,
                    suggest: rule.suggest,
                    points: rule.points,
                });
            }
        }
        let mut rules_of = vec![Vec::new(); network.len()];
        for (at, rule) in rules.iter().enumerate() {
            for node in &rule.nodes {
                rules_of[*node as usize].push(at as u32);
            }
        }
        faults.into_checked(CompiledCodebook {
            book: codebook.clone(),
            network,
            codes,
            rules,
            rules_of,
        })
    }

    /// The codebook that it was made from.
    pub fn codebook(&self) -> &Codebook {
        &self.book
    }

    /// The rules that match where the node does.
    pub(super) fn rules_of(&self, node: NodeId) -> &[u32] {
        &self.rules_of[node as usize]
    }
}

/// The patterns of an expression that stand between its outermost bars, each once.
fn patterns(network: &mut Network, expr: &Expr, sets: &BTreeMap<String, Expr>) -> Vec<NodeId> {
    let mut nodes: Vec<NodeId> = match expr {
        Expr::Any(patterns) => {
            let each = patterns.iter();
            each.map(|pattern| network.add(pattern, sets)).collect()
        }
        one => vec![network.add(one, sets)],
    };
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

fn codes(codebook: &Codebook) -> (Vec<CompiledCode>, HashMap<CodeRef, usize>) {
    let mut codes = Vec::new();
    let mut positions = HashMap::new();
    for frame in &codebook.frames {
        for code in &frame.codes {
            let reference = CodeRef {
                frame: frame.id.clone(),
                code: code.id.clone(),
            };
            let parent = code.parent().and_then(|parent| {
                frame
                    .codes
                    .iter()
                    .find(|c| c.id.as_str() == parent)
                    .and_then(|c| {
                        positions.get(&CodeRef {
                            frame: frame.id.clone(),
                            code: c.id.clone(),
                        })
                    })
                    .copied()
            });
            let stance = Stance::ALL
                .iter()
                .copied()
                .find(|s| frame.kind == FrameKind::Stance && s.name() == code.id.as_str());
            positions.insert(reference.clone(), codes.len());
            codes.push(CompiledCode {
                code: reference,
                parent,
                stance,
                points: code.points,
            });
        }
    }
    (codes, positions)
}

/// The fault at its place in the file: as far into the expression as the parser was.
pub(super) fn located(fault: RuleFault, expression: &str, place: &Place) -> Diagnostic {
    let place = place_in(place, expression, fault.at);
    let mut diagnostic = Diagnostic::new(Code::CodebookRule, place, fault.message);
    diagnostic.help = fault.help;
    diagnostic
}

/// The place of the character `at` of an expression that starts at `place`.
pub(crate) fn place_in(place: &Place, expression: &str, at: usize) -> Place {
    let mut place = place.clone();
    if let Position::Text { line, column } = &mut place.position {
        let before: String = expression.chars().take(at).collect();
        match before.rsplit_once('\n') {
            Some((lines, last)) => {
                *line += lines.matches('\n').count() as u64 + 1;
                *column = last.chars().count() as u64 + 1;
            }
            None => *column += at as u64,
        }
    }
    place
}
