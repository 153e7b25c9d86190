//! What can be told from what the patterns match.

use std::collections::{BTreeMap, BTreeSet};

use super::{Findings, named, related};
use crate::codebook::answers::Written;
use crate::codebook::patterns::Standing;
use crate::codebook::probe::{Probe, Wanted};
use crate::codebook::tally::tally;
use crate::coding::CompiledCodebook;
use crate::diagnostics::Code;
use crate::survey::{CodeRef, Codebook, Negation, Rule};

/// A rule that matches more than this share of the answers that it reads is greedy, if these are not too few to say.
const GREEDY: f64 = 0.3;
const FEWEST_READ: usize = 20;

/// Two codes are alike when more than this share of the answers that get either get both, if these are not too few.
const ALIKE: f64 = 0.7;
const FEWEST_EITHER: usize = 10;

/// Two rules of a code find the same when more than this share of the answers that either matches are matched by both,
/// if these are not too few.
const SAME: f64 = 0.9;

/// A pattern must match so many answers before it is said to be excused.
const FEWEST_MATCHED: usize = 5;

pub(super) fn lint(
    codebook: &CompiledCodebook,
    patterns: &[Standing<'_>],
    answers: &[Written<'_>],
    findings: &mut Findings,
) {
    let book = codebook.codebook();
    let rules = book.rules.iter().map(|rule| Wanted {
        expression: rule.expression.clone(),
        place: rule.place.clone(),
        questions: &rule.questions,
        negation: rule.negation,
    });
    let pattern = |pattern: &Standing<'_>, expression: String| -> (String, usize) {
        let rule = book.rules.iter().position(|r| r.id == pattern.rule.id);
        (expression, rule.unwrap_or(0))
    };
    let in_context = patterns
        .iter()
        .map(|p| pattern(p, p.alternative.in_context()));
    let alone = patterns
        .iter()
        .map(|p| pattern(p, p.alternative.text.clone()));
    let single = in_context.chain(alone).filter_map(|(expression, rule)| {
        let rule = book.rules.get(rule)?;
        Some(Wanted {
            expression,
            place: rule.place.clone(),
            questions: &rule.questions,
            negation: Negation::Ignore,
        })
    });
    let wanted: Vec<Wanted<'_>> = rules.chain(single).collect();
    let Ok(probe) = Probe::new(book, &wanted) else {
        return;
    };
    let matched = tally(&probe, answers, &vec![false; wanted.len()]).answers;
    let (rules, single) = matched.split_at(book.rules.len().min(matched.len()));
    let (in_context, alone) = single.split_at(patterns.len().min(single.len()));

    for (rule, matched) in book.rules.iter().zip(rules) {
        greedy(rule, matched, answers, findings);
        never_hit(rule, matched, patterns, in_context, findings);
    }
    for ((pattern, left), all) in patterns.iter().zip(in_context).zip(alone) {
        if left.is_empty() && all.len() >= FEWEST_MATCHED {
            findings.add(
                Code::CodebookShadowed,
                &pattern.place,
                format!(
                    "each of the {} answers that {} matches is excused by UNLESS",
                    all.len(),
                    pattern.alternative.text
                ),
                Some("narrow the exception, or take the pattern out"),
            );
        }
    }
    overlapping(book, rules, findings);
    alike(codebook, answers, findings);
}

fn greedy(rule: &Rule, matched: &[u32], answers: &[Written<'_>], findings: &mut Findings) {
    let read = answers
        .iter()
        .filter(|a| rule.questions.is_empty() || rule.questions.contains(&a.question.id))
        .count();
    let finds = rule.points.is_none();
    if finds && read >= FEWEST_READ && matched.len() as f64 > GREEDY * read as f64 {
        findings.add(
            Code::CodebookGreedy,
            &rule.place,
            format!(
                "{} matches {} of the {read} answers that it reads",
                rule.id,
                matched.len()
            ),
            Some("ask for a second word near it, or limit it to some questions"),
        );
    }
}

fn never_hit(
    rule: &Rule,
    matched: &[u32],
    patterns: &[Standing<'_>],
    hits: &[Vec<u32>],
    findings: &mut Findings,
) {
    if matched.is_empty() {
        let message = format!("{} matches no answer", rule.id);
        findings.add(Code::CodebookNeverHit, &rule.place, message, None);
        return;
    }
    let own: Vec<(&Standing<'_>, bool)> = patterns
        .iter()
        .zip(hits)
        .filter(|(pattern, _)| pattern.rule.id == rule.id && pattern.set.is_none())
        .map(|(pattern, hits)| (pattern, hits.is_empty()))
        .collect();
    let idle: Vec<&str> = own
        .iter()
        .filter(|(_, idle)| *idle)
        .map(|(pattern, _)| pattern.alternative.text.as_str())
        .collect();
    if idle.is_empty() {
        return;
    }
    findings.add(
        Code::CodebookNeverHit,
        &rule.place,
        format!(
            "{} of the {} patterns of {} match no answer: {}",
            idle.len(),
            own.len(),
            rule.id,
            named(&idle)
        ),
        None,
    );
}

fn overlapping(book: &Codebook, matched: &[Vec<u32>], findings: &mut Findings) {
    let rules: Vec<(&Rule, &Vec<u32>)> = book.rules.iter().zip(matched).collect();
    for (at, (rule, hits)) in rules.iter().enumerate() {
        for (other, others) in rules.iter().take(at) {
            let same = other.code == rule.code
                && other.stance == rule.stance
                && other.negation == rule.negation
                && other.suggest == rule.suggest
                && other.points.or(rule.points).is_none();
            if !same {
                continue;
            }
            let both = hits.iter().filter(|hit| others.binary_search(hit).is_ok());
            let both = both.count();
            let either = hits.len() + others.len() - both;
            if either >= FEWEST_EITHER && both as f64 > SAME * either as f64 {
                findings.add(
                    Code::CodebookOverlap,
                    &rule.place,
                    format!(
                        "of the {either} answers that {} or {} matches, both match {both}",
                        other.id, rule.id
                    ),
                    Some("one of them may be enough"),
                );
            }
        }
    }
}

fn alike(codebook: &CompiledCodebook, answers: &[Written<'_>], findings: &mut Findings) {
    let book = codebook.codebook();
    let mut coder = codebook.coder();
    let mut given: BTreeMap<CodeRef, BTreeSet<usize>> = BTreeMap::new();
    for (at, answer) in answers.iter().enumerate() {
        for found in coder
            .code(Some(&answer.question.id), None, answer.text)
            .codes
        {
            given.entry(found.code).or_default().insert(at);
        }
    }
    let codes: Vec<(CodeRef, &BTreeSet<usize>)> = book
        .codes()
        .filter_map(|(code, _)| Some((code.clone(), given.get(&code)?)))
        .collect();
    for (at, (code, set)) in codes.iter().enumerate() {
        for (other, others) in codes.iter().take(at) {
            if code.frame != other.frame || related(code, other) {
                continue;
            }
            let both = set.intersection(others).count();
            let either = set.len() + others.len() - both;
            if either >= FEWEST_EITHER
                && both as f64 > ALIKE * either as f64
                && let Some(rule) = book.rules.iter().find(|rule| rule.code == *code)
            {
                findings.add(
                    Code::CodebookAlike,
                    &rule.place,
                    format!("of the {either} answers that get {other} or {code}, {both} get both"),
                    Some("tell them apart in their definitions and rules, or merge them"),
                );
            }
        }
    }
}
