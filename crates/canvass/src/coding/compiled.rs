use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::network::{Network, NodeId};
use super::rules::{Expr, RuleFault, parse};
use crate::diagnostics::{Checked, Code, Diagnostic, Diagnostics, Place, Position, nearest};
use crate::survey::{CodeRef, Codebook, FrameKind, Negation, QuestionId, Stance};

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
}

/// A rule, ready for use.
#[derive(Debug)]
pub(super) struct CompiledRule {
    pub(super) id: Arc<str>,
    /// Its code's position among the compiled codes.
    pub(super) code: usize,
    pub(super) node: NodeId,
    pub(super) questions: Vec<QuestionId>,
    pub(super) stance: Option<Stance>,
    pub(super) negation: Negation,
    /// Whether it only suggests its code.
    pub(super) suggest: bool,
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
        let mut network = Network::default();
        let mut rules = Vec::new();
        let read = codebook.rules.iter().zip(&exprs.rules).enumerate();
        for (_, (rule, expr)) in read.filter(|(at, _)| wanted(*at)) {
            let Some(&code) = positions.get(&rule.code) else {
                faults.push(Diagnostic::new(
                    Code::CodebookRule,
                    rule.place.clone(),
                    format!("the rule gives {}, which is not a code", rule.code),
                ));
                continue;
            };
            if let Some(expr) = expr {
                rules.push(CompiledRule {
                    id: rule.id.as_str().into(),
                    code,
                    node: network.add(expr, &sets),
                    questions: rule.questions.clone(),
                    stance: rule.stance,
                    negation: rule.negation,
                    suggest: rule.suggest,
                });
            }
        }
        let mut rules_of = vec![Vec::new(); network.len()];
        for (at, rule) in rules.iter().enumerate() {
            rules_of[rule.node as usize].push(at as u32);
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
            });
        }
    }
    (codes, positions)
}

/// The expressions of a codebook; `None` where one cannot be read.
struct Expressions {
    sets: Vec<Option<Expr>>,
    rules: Vec<Option<Expr>>,
}

impl Expressions {
    fn read(codebook: &Codebook, faults: &mut Diagnostics) -> Self {
        let mut read = |expression: &str, place: &Place| match parse(expression) {
            Ok(expr) => Some(expr),
            Err(fault) => {
                faults.push(located(fault, expression, place));
                None
            }
        };
        Expressions {
            sets: codebook
                .sets
                .iter()
                .map(|set| read(&set.expression, &set.place))
                .collect(),
            rules: codebook
                .rules
                .iter()
                .map(|rule| read(&rule.expression, &rule.place))
                .collect(),
        }
    }

    /// What each `#name` stands for. References to unknown names and sets that stand for themselves are faults.
    fn resolved_sets(
        &self,
        codebook: &Codebook,
        faults: &mut Diagnostics,
    ) -> BTreeMap<String, Expr> {
        let mut known: BTreeMap<String, Expr> = BTreeMap::new();
        for (rule, expr) in codebook.rules.iter().zip(&self.rules) {
            let choices = known
                .entry(rule.code.to_string())
                .or_insert_with(|| Expr::Any(Vec::new()));
            if let (Expr::Any(choices), Some(expr)) = (choices, expr) {
                choices.push(expr.clone());
            }
        }
        for (set, expr) in codebook.sets.iter().zip(&self.sets) {
            let expr = expr.clone().unwrap_or(Expr::Any(Vec::new()));
            known.insert(set.name.clone(), expr);
        }
        let graph: BTreeMap<&str, Vec<(&str, usize)>> = known
            .iter()
            .map(|(name, expr)| (name.as_str(), references(expr)))
            .collect();
        let texts = codebook
            .sets
            .iter()
            .map(|set| (set.name.clone(), &set.expression, &set.place))
            .chain(
                codebook
                    .rules
                    .iter()
                    .map(|rule| (rule.code.to_string(), &rule.expression, &rule.place)),
            );
        let mut circular = BTreeSet::new();
        for ((name, text, place), expr) in texts.zip(self.sets.iter().chain(&self.rules)) {
            for (target, at) in expr.iter().flat_map(references) {
                if !graph.contains_key(target) {
                    faults.push(located(unknown_set(target, at, &graph), text, place));
                } else if reaches(&graph, target, &name) {
                    circular.insert(name.clone());
                    let fault = RuleFault {
                        at,
                        message: format!("#{target} leads back to #{name}"),
                        help: Some("a set cannot stand for itself".into()),
                    };
                    faults.push(located(fault, text, place));
                }
            }
        }
        known.retain(|name, _| !circular.contains(name));
        let depths = depths(&known);
        for (set, expr) in codebook.sets.iter().zip(&self.sets) {
            if depths.get(&set.name).is_some_and(|depth| *depth > DEEPEST) && expr.is_some() {
                let fault = RuleFault {
                    at: 0,
                    message: format!(
                        "the set \"{}\" stands for sets of sets too deep in each other",
                        set.name
                    ),
                    help: Some("put what these sets stand for into fewer of them".into()),
                };
                faults.push(located(fault, &set.expression, &set.place));
            }
        }
        known.retain(|name, _| depths.get(name).is_some_and(|depth| *depth <= DEEPEST));
        known
    }
}

/// How many steps an expression may take from its outside to its innermost word, the sets in it spelt out.
const DEEPEST: usize = 500;

/// How deep each set is when the sets in it are spelt out; more than [`DEEPEST`] is not told apart. No set may
/// stand for itself.
fn depths(sets: &BTreeMap<String, Expr>) -> BTreeMap<String, usize> {
    let mut depths: BTreeMap<String, usize> = sets.keys().map(|name| (name.clone(), 0)).collect();
    loop {
        let deeper: BTreeMap<String, usize> = sets
            .iter()
            .map(|(name, expr)| (name.clone(), depth(expr, &depths).min(DEEPEST + 1)))
            .collect();
        if deeper == depths {
            return depths;
        }
        depths = deeper;
    }
}

fn depth(expr: &Expr, sets: &BTreeMap<String, usize>) -> usize {
    let deepest = |exprs: &[Expr]| exprs.iter().map(|e| depth(e, sets)).max().unwrap_or(0);
    1 + match expr {
        Expr::Word(_) | Expr::Phrase(_) => 0,
        Expr::Set { name, .. } => sets.get(name).copied().unwrap_or(0),
        Expr::Any(choices) => deepest(choices),
        Expr::All { present, absent } => deepest(present).max(deepest(absent)),
        Expr::Near { left, right, .. } => depth(left, sets).max(depth(right, sets)),
        Expr::NotNear { what, other, .. } => depth(what, sets).max(depth(other, sets)),
        Expr::Unless { what, exception } => depth(what, sets).max(depth(exception, sets)),
    }
}

fn unknown_set(target: &str, at: usize, graph: &BTreeMap<&str, Vec<(&str, usize)>>) -> RuleFault {
    RuleFault {
        at,
        message: format!("there is no set and no code with rules of the name \"{target}\""),
        help: nearest(target, graph.keys().copied()).map(|name| format!("did you mean #{name}?")),
    }
}

/// The names that an expression refers to, and where.
fn references(expr: &Expr) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        match expr {
            Expr::Word(_) | Expr::Phrase(_) => {}
            Expr::Set { name, at } => found.push((name.as_str(), *at)),
            Expr::Any(choices) => open.extend(choices),
            Expr::All { present, absent } => open.extend(present.iter().chain(absent)),
            Expr::Near { left, right, .. } => open.extend([&**left, &**right]),
            Expr::NotNear { what, other, .. } => open.extend([&**what, &**other]),
            Expr::Unless { what, exception } => open.extend([&**what, &**exception]),
        }
    }
    found.sort_by_key(|(_, at)| *at);
    found
}

fn reaches(graph: &BTreeMap<&str, Vec<(&str, usize)>>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            let next = graph.get(name).into_iter().flatten();
            open.extend(next.map(|(name, _)| *name));
        }
    }
    false
}

/// The fault at its place in the file: as far into the expression as the parser was.
fn located(fault: RuleFault, expression: &str, place: &Place) -> Diagnostic {
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
