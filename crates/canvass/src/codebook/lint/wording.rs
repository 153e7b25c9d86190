//! What can be told from the patterns alone.

use super::Findings;
use crate::codebook::patterns::Standing;
use crate::codebook::probe::{Probe, Wanted, as_answer};
use crate::codebook::stop_words::is_function_word;
use crate::coding::{Pattern, Shape};
use crate::diagnostics::Code;
use crate::survey::{Codebook, Negation};

pub(super) fn lint(book: &Codebook, patterns: &[Standing<'_>], findings: &mut Findings) {
    stop_words(patterns, findings);
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
        if let Some(by) = covering(at, pattern, patterns, &counted) {
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

/// The pattern that finds whatever this one finds, as far as the texts that it matches show; of two that find the
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
            (*other != at && covers(by, pattern) && earlier).then_some(by)
        })
}

fn stop_words(patterns: &[Standing<'_>], findings: &mut Findings) {
    for pattern in patterns {
        let Shape::Words(words) = &pattern.alternative.shape else {
            continue;
        };
        let all = words
            .iter()
            .all(|word| matches!(word, Pattern::Word(word) if is_function_word(word)));
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
