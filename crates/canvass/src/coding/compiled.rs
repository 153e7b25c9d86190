use std::collections::HashMap;
use std::sync::Arc;

use super::expressions::Expressions;
use super::network::{Network, NodeId};
use super::rules::RuleFault;
use crate::diagnostics::{Checked, Code, Diagnostic, Diagnostics, Place, Position};
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
        let mut rules = Vec::new();
        let read = codebook.rules.iter().zip(&exprs.rules).enumerate();
        for (_, (rule, expr)) in read.filter(|(at, _)| wanted(*at)) {
            if let (Some(expr), Some(&code)) = (expr, positions.get(&rule.code)) {
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
