//! What can be told from the patterns alone.

use super::Findings;
use crate::codebook::patterns::Standing;
use crate::codebook::probe::{Probe, Wanted, as_answer};
use crate::codebook::stop_words::is_stop_word;
use crate::coding::{Pattern, Shape};
use crate::diagnostics::Code;
use crate::survey::{Codebook, Negation};

pub(super) fn lint(book: &Codebook, patterns: &[Standing<'_>], findings: &mut Findings) {
    stop_words(patterns, findings);
    let wanted: Vec<Wanted<'_>> = patterns
        .iter()
        .map(|pattern| Wanted {
            expression: pattern.alternative.in_context(),
            place: pattern.place.clone(),
            questions: &[],
            negation: Negation::Ignore,
        })
        .collect();
    // Every expression of a codebook that compiles can be read on its own.
    let Ok(probe) = Probe::new(book, &wanted) else {
        return;
    };
    let mut read = probe.reader();
    for (at, pattern) in patterns.iter().enumerate() {
        let texts = instances(&pattern.alternative.shape);
        if texts.is_empty() {
            continue;
        }
        let mut in_all: Option<Vec<usize>> = None;
        let mut excused = true;
        for text in &texts {
            let hits: Vec<usize> = read(None, &as_answer(text))
                .iter()
                .map(|hit| hit.wanted)
                .collect();
            excused &= !hits.contains(&at);
            in_all = Some(match in_all {
                None => hits,
                Some(before) => before.into_iter().filter(|b| hits.contains(b)).collect(),
            });
        }
        if excused {
            if !pattern.alternative.exceptions.is_empty() {
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
            continue;
        }
        let covering = in_all.unwrap_or_default().into_iter().find_map(|other| {
            let by = patterns.get(other)?;
            let twins = covers(pattern, by);
            (other != at && covers(by, pattern) && (!twins || other < at)).then_some(by)
        });
        if let Some(by) = covering {
            findings.add(
                Code::CodebookOverlap,
                &pattern.place,
                format!(
                    "{} finds nothing that {} in {} does not find for {}",
                    pattern.alternative.text,
                    by.alternative.text,
                    by.set.map_or(by.rule.id.clone(), |set| format!("#{set}")),
                    pattern.rule.code,
                ),
                Some("one of them is enough"),
            );
        }
    }
}

fn stop_words(patterns: &[Standing<'_>], findings: &mut Findings) {
    for pattern in patterns {
        let Shape::Words(words) = &pattern.alternative.shape else {
            continue;
        };
        let all = words
            .iter()
            .all(|word| matches!(word, Pattern::Word(word) if is_stop_word(word)));
        if all {
            findings.add(
                Code::CodebookStopWords,
                &pattern.place,
                format!(
                    "{} is made of words alone that name nothing",
                    pattern.alternative.text
                ),
                Some("ask for a word that says what is meant near it: NEAR/5"),
            );
        }
    }
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
    let mut texts: Vec<String> = ["", "s", "qzq"].into_iter().filter_map(written).collect();
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
