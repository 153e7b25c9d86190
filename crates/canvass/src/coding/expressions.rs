//! The expressions of a codebook, and what the names in them stand for.

use std::collections::{BTreeMap, BTreeSet};

use super::compiled::located;
use super::graph::{Edges, components};
use super::rules::{Expr, RuleFault, parse};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, nearest};
use crate::limits::{MAX_PATTERNS, MAX_SET_DEPTH};
use crate::survey::Codebook;

/// The expressions of a codebook; `None` where one cannot be read.
pub(super) struct Expressions {
    sets: Vec<Option<Expr>>,
    pub(super) rules: Vec<Option<Expr>>,
}

/// An expression as the codebook has it.
struct Named<'b> {
    /// The name that it is part of; `None` for a rule that gives points, which no name stands for.
    name: Option<String>,
    text: &'b str,
    place: &'b Place,
    expr: &'b Expr,
}

impl Expressions {
    pub(super) fn read(codebook: &Codebook, faults: &mut Diagnostics) -> Self {
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

    /// What each `#name` stands for. Names of nothing, sets that stand for themselves, and what is too deep or too
    /// large once it is spelt out are faults.
    pub(super) fn resolved_sets(
        &self,
        codebook: &Codebook,
        faults: &mut Diagnostics,
    ) -> BTreeMap<String, Expr> {
        let mut known: BTreeMap<String, Expr> = BTreeMap::new();
        let finding = codebook.rules.iter().zip(&self.rules);
        for (rule, expr) in finding.filter(|(rule, _)| rule.points.is_none()) {
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
        let names = Names::of(&known);
        let named = self.named(codebook);
        for found in &named {
            for (target, at) in references(found.expr) {
                if !known.contains_key(target) {
                    let fault = unknown_set(target, at, &known, faults.is_full());
                    faults.push(located(fault, found.text, found.place));
                } else if let Some(name) = &found.name
                    && names.is_circle(name, target)
                {
                    let fault = RuleFault {
                        at,
                        message: format!("#{target} leads back to #{name}"),
                        help: Some("a set cannot stand for itself".into()),
                    };
                    faults.push(located(fault, found.text, found.place));
                }
            }
        }
        let spelt_out = names.spelt_out(&known);
        let mut patterns = 0_usize;
        for found in &named {
            let extent = match (&found.name, found.expr) {
                (Some(_), Expr::Set { .. }) | (None, _) => {
                    Extent::of_patterns(found.expr, &spelt_out)
                }
                _ => Extent::of(found.expr, &spelt_out),
            };
            if extent.depth > MAX_SET_DEPTH {
                let fault = RuleFault {
                    at: 0,
                    message: "this stands for sets of sets too deep in each other".into(),
                    help: Some("put what these sets stand for into fewer of them".into()),
                };
                faults.push(located(fault, found.text, found.place));
            }
            let before = patterns;
            patterns = patterns.saturating_add(extent.patterns);
            if before <= MAX_PATTERNS && patterns > MAX_PATTERNS {
                faults.push(Diagnostic::new(
                    Code::CodebookTooLarge,
                    found.place.clone(),
                    format!(
                        "with this the rules come to more than {MAX_PATTERNS} patterns, sets spelt out"
                    ),
                ));
            }
        }
        known
    }

    /// Every expression that could be read: sets first.
    fn named<'b>(&'b self, codebook: &'b Codebook) -> Vec<Named<'b>> {
        let sets = codebook
            .sets
            .iter()
            .zip(&self.sets)
            .filter_map(|(set, expr)| {
                Some(Named {
                    name: Some(set.name.clone()),
                    text: &set.expression,
                    place: &set.place,
                    expr: expr.as_ref()?,
                })
            });
        let rules = codebook
            .rules
            .iter()
            .zip(&self.rules)
            .filter_map(|(rule, expr)| {
                Some(Named {
                    name: rule.points.is_none().then(|| rule.code.to_string()),
                    text: &rule.expression,
                    place: &rule.place,
                    expr: expr.as_ref()?,
                })
            });
        sets.chain(rules).collect()
    }
}

/// Which names lead to which.
struct Names<'k> {
    numbers: BTreeMap<&'k str, usize>,
    /// Names that lead to each other, each such part after what it leads to.
    parts: Vec<Vec<usize>>,
    part_of: Vec<usize>,
}

impl<'k> Names<'k> {
    fn of(known: &'k BTreeMap<String, Expr>) -> Self {
        let numbers: BTreeMap<&str, usize> = known.keys().map(String::as_str).zip(0..).collect();
        let edges: Edges = known
            .values()
            .map(|expr| {
                let to: BTreeSet<usize> = references(expr)
                    .iter()
                    .filter_map(|(name, _)| numbers.get(name).copied())
                    .collect();
                to.into_iter().collect()
            })
            .collect();
        let parts = components(&edges);
        let mut part_of = vec![0; edges.len()];
        for (at, part) in parts.iter().enumerate() {
            for name in part {
                part_of[*name] = at;
            }
        }
        Names {
            numbers,
            parts,
            part_of,
        }
    }

    /// Whether `target`, which stands in what `name` stands for, leads back to it.
    fn is_circle(&self, name: &str, target: &str) -> bool {
        let part = |name| self.numbers.get(name).map(|at| self.part_of[*at]);
        part(name).is_some() && part(name) == part(target)
    }

    /// How deep and how large each name is when the sets in it are spelt out. Of a circle it tells nothing.
    fn spelt_out(&self, known: &BTreeMap<String, Expr>) -> BTreeMap<String, Extent> {
        let all: Vec<(&String, &Expr)> = known.iter().collect();
        let mut extents = BTreeMap::new();
        for part in &self.parts {
            if let [alone] = part[..] {
                let (name, expr) = all[alone];
                let extent = Extent::of(expr, &extents);
                extents.insert(name.clone(), extent);
            }
        }
        extents
    }
}

/// What an expression comes to when the sets in it are spelt out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Extent {
    /// Steps from its outside to its innermost word.
    depth: usize,
    /// Patterns for words.
    patterns: usize,
}

impl Extent {
    fn of(expr: &Expr, sets: &BTreeMap<String, Extent>) -> Self {
        let mut whole = Extent::default();
        let mut open = vec![(expr, 1)];
        while let Some((expr, depth)) = open.pop() {
            let here = match expr {
                Expr::Word(_) => Extent { depth, patterns: 1 },
                Expr::Phrase(words) => Extent {
                    depth,
                    patterns: words.len(),
                },
                Expr::Set { name, .. } => {
                    let of_set = sets.get(name).copied().unwrap_or_default();
                    Extent {
                        depth: depth + of_set.depth,
                        patterns: of_set.patterns,
                    }
                }
                other => {
                    open.extend(other.parts().into_iter().map(|part| (part, depth + 1)));
                    Extent { depth, patterns: 0 }
                }
            };
            whole.depth = whole.depth.max(here.depth);
            whole.patterns = whole.patterns.saturating_add(here.patterns);
        }
        whole
    }

    /// That of patterns that are looked for one by one: a set among them is looked for once, whoever names it.
    fn of_patterns(expr: &Expr, sets: &BTreeMap<String, Extent>) -> Self {
        let (patterns, around) = match expr {
            Expr::Any(patterns) => (&patterns[..], 1),
            one => (std::slice::from_ref(one), 0),
        };
        let mut whole = Extent::default();
        for pattern in patterns {
            let extent = Extent::of(pattern, sets);
            let is_set = matches!(pattern, Expr::Set { .. });
            whole.depth = whole.depth.max(around + extent.depth);
            let count = if is_set { 1 } else { extent.patterns };
            whole.patterns = whole.patterns.saturating_add(count);
        }
        whole
    }
}

fn unknown_set(
    target: &str,
    at: usize,
    known: &BTreeMap<String, Expr>,
    is_full: bool,
) -> RuleFault {
    let names = known.keys().map(String::as_str).filter(|_| !is_full);
    RuleFault {
        at,
        message: format!("there is no set and no code with rules of the name \"{target}\""),
        help: nearest(target, names).map(|name| format!("did you mean #{name}?")),
    }
}

/// The names that an expression refers to, and where.
fn references(expr: &Expr) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        match expr {
            Expr::Set { name, at } => found.push((name.as_str(), *at)),
            other => open.extend(other.parts()),
        }
    }
    found.sort_by_key(|(_, at)| *at);
    found
}
