//! What can be told from the patterns alone.

use std::collections::BTreeSet;

use super::{Findings, named};
use crate::codebook::patterns::Standing;
use crate::codebook::probe::{Probe, Wanted, as_answer};
use crate::codebook::stop_words::is_function_word;
use crate::coding::{Pattern, Shape, alternatives};
use crate::diagnostics::Code;
use crate::survey::{CodeRef, Codebook, FrameKind, Negation};

pub(super) fn lint(book: &Codebook, patterns: &[Standing<'_>], findings: &mut Findings) {
    stop_words(book, patterns, findings);
    out_of_reach(book, findings);
    let wanted = |of: fn(&Standing<'_>) -> String| {
        patterns.iter().map(move |pattern| Wanted {
            expression: of(pattern),
            place: pattern.place.clone(),
            questions: &[],
            negation: Negation::Ignore,
        })
    };
    let in_context = wanted(|pattern| pattern.alternative.in_context());
    let alone = wanted(|pattern| pattern.alternative.text.clone());
    let wanted: Vec<Wanted<'_>> = in_context.chain(alone).collect();
    // Every expression of a codebook that compiles can be read on its own.
    let Ok(probe) = Probe::new(book, &wanted) else {
        return;
    };
    let mut read = probe.reader();
    let mut by_rules: Vec<Option<&str>> = Vec::new();
    for (at, pattern) in patterns.iter().enumerate() {
        let texts = instances(&pattern.alternative.shape);
        let hits = texts.iter().map(|text| {
            let hits = read(None, &as_answer(text));
            hits.iter().map(|hit| hit.wanted).collect::<Vec<usize>>()
        });
        // What is no word to the matcher, such as "£" without a number, tells nothing.
        let matched: Vec<Vec<usize>> = hits
            .filter(|hits| hits.contains(&(at + patterns.len())))
            .collect();
        let (counted, excused): (Vec<_>, Vec<_>) =
            matched.into_iter().partition(|hits| hits.contains(&at));
        if counted.is_empty() && !excused.is_empty() {
            findings.add(
                Code::CodebookShadowed,
                &pattern.place,
                format!(
                    "every match of {} is excused by UNLESS",
                    pattern.alternative.text
                ),
                Some("narrow the exception, or take the pattern out"),
            );
        }
        by_rules.push(covering(at, pattern, patterns, &counted).map(|by| by.rule.id.as_str()));
    }
    needless(book, patterns, &by_rules, findings);
}

/// Rules of which other rules of the code find everything, so that they can go. `by_rules` holds for each pattern
/// another rule that finds whatever it finds.
fn needless(
    book: &Codebook,
    patterns: &[Standing<'_>],
    by_rules: &[Option<&str>],
    findings: &mut Findings,
) {
    for rule in &book.rules {
        let own = patterns.iter().zip(by_rules);
        let own = own.filter(|(pattern, _)| pattern.rule.id == rule.id);
        let covering: Option<BTreeSet<&str>> = own.map(|(_, by)| *by).collect();
        let Some(covering) = covering.filter(|covering| !covering.is_empty()) else {
            continue;
        };
        let others: Vec<&str> = covering.into_iter().collect();
        let do_not = if others.len() == 1 {
            "does not"
        } else {
            "do not"
        };
        findings.add(
            Code::CodebookOverlap,
            &rule.place,
            format!(
                "{} finds nothing that {} {do_not} find",
                rule.id,
                others.join(" and ")
            ),
            Some("it can go"),
        );
    }
}

/// The pattern of another rule that finds whatever this one finds, as far as the texts that it matches show; of two that find the
/// same, the one before.
fn covering<'p, 'b>(
    at: usize,
    pattern: &Standing<'_>,
    patterns: &'p [Standing<'b>],
    matched: &[Vec<usize>],
) -> Option<&'p Standing<'b>> {
    let (first, rest) = matched.split_first()?;
    let in_all = |other: &usize| rest.iter().all(|hits| hits.contains(other));
    first
        .iter()
        .filter(|other| in_all(other))
        .find_map(|other| {
            let by = patterns.get(*other)?;
            let earlier = *other < at || !covers(pattern, by);
            (by.rule.id != pattern.rule.id && covers(by, pattern) && earlier).then_some(by)
        })
}

/// Codes that take more points than all of their rules can give.
fn out_of_reach(book: &Codebook, findings: &mut Findings) {
    for (reference, code) in book.codes() {
        let rules = || book.rules.iter().filter(|rule| rule.code == reference);
        let (Some(points), Some(first)) = (code.points, rules().next()) else {
            continue;
        };
        let given: i32 = rules()
            .filter_map(|rule| Some((rule, rule.points.filter(|points| *points > 0)?)))
            .map(|(rule, points)| {
                points.saturating_mul(alternatives(&rule.expression).len() as i32)
            })
            .fold(0, i32::saturating_add);
        let has_others = rules().any(|rule| rule.points.is_none() && !rule.suggest);
        // Three pieces of evidence count.
        let pieces = if has_others { 3 } else { 0 };
        if !points.are_reached(pieces, given) {
            findings.add(
                Code::CodebookNeverHit,
                &first.place,
                format!(
                    "{reference} takes {} points, which its rules together do not give",
                    points.at_least
                ),
                Some("ask for fewer points, or give more"),
            );
        }
    }
}

/// Phrases that may stand in answers about anything, told once for each code. What stance an answer takes is said in
/// such words, so that codes of stances may well have them.
fn stop_words(book: &Codebook, patterns: &[Standing<'_>], findings: &mut Findings) {
    let is_stance = |code: &CodeRef| {
        let mut frames = book.frames.iter();
        frames.any(|frame| frame.id == code.frame && frame.kind == FrameKind::Stance)
    };
    for (code, _) in book.codes().filter(|(code, _)| !is_stance(code)) {
        let empty: Vec<&Standing<'_>> = patterns
            .iter()
            .filter(|pattern| pattern.rule.code == code && pattern.rule.points.is_none())
            .filter(|pattern| is_empty(pattern))
            .collect();
        let Some(first) = empty.first() else { continue };
        let mut texts: Vec<&str> = Vec::new();
        for pattern in &empty {
            let text = pattern.alternative.text.as_str();
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        findings.add(
            Code::CodebookStopWords,
            &first.place,
            format!(
                "words alone that name nothing find {code}: {}",
                named(&texts)
            ),
            Some("ask for a word that says what is meant near them: NEAR/5"),
        );
    }
}

/// Whether a pattern is made of words alone that hold sentences together.
fn is_empty(pattern: &Standing<'_>) -> bool {
    let Shape::Words(words) = &pattern.alternative.shape else {
        return false;
    };
    let mut words = words.iter();
    words.all(|word| matches!(word, Pattern::Word(word) if is_function_word(word)))
}

/// Texts that a pattern of words matches: its words, with every wildcard as nothing and as some letters. None for a
/// stem, which may match words that nobody can list, and for operators.
fn instances(shape: &Shape) -> Vec<String> {
    let Shape::Words(words) = shape else {
        return Vec::new();
    };
    let written = |filling: &str| -> Option<String> {
        let words: Option<Vec<String>> = words
            .iter()
            .map(|word| match word {
                Pattern::Word(word) | Pattern::Exact(word) => Some(word.clone()),
                Pattern::Glob(glob) if glob == "*" => Some(format!("{filling}q")),
                Pattern::Glob(glob) => Some(glob.replace('?', "q").replace('*', filling)),
                Pattern::Stem(_) => None,
            })
            .collect();
        Some(words?.join(" "))
    };
    let mut texts: Vec<String> = ["", "s", "qzq", "1"]
        .into_iter()
        .filter_map(written)
        .collect();
    texts.dedup();
    texts
}

/// Whether `by` gives the same codings as `pattern` wherever both match: same code, questions and kind of rule, and
/// excused by nothing that does not excuse `pattern` too.
fn covers(by: &Standing<'_>, pattern: &Standing<'_>) -> bool {
    let (a, b) = (by.rule, pattern.rule);
    let same_rule = a.code == b.code
        && a.negation == b.negation
        && a.stance == b.stance
        && a.suggest == b.suggest
        && a.points.or(b.points).is_none()
        && (a.questions.is_empty() || a.questions == b.questions);
    let exceptions = &pattern.alternative.exceptions;
    same_rule
        && matches!(by.alternative.shape, Shape::Words(_))
        && by
            .alternative
            .exceptions
            .iter()
            .all(|e| exceptions.contains(e))
}
