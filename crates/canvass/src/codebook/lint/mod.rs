//! What is suspect in a codebook, from its patterns alone and from what they match.

mod in_answers;
mod stems;
mod wording;

#[cfg(test)]
mod tests;

use super::answers::Answers;
use super::patterns::standing;
use crate::coding::{CompiledCodebook, check_examples};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place};
use crate::survey::CodeRef;

/// Everything in a codebook that somebody should look at, each with its place in `codebook.toml`: examples that are
/// not found, phrases of words that name nothing, patterns that exceptions make idle, rules that other rules make
/// needless, stems that take in another code's words.
///
/// With answers it says in addition which rules match none of them or too many, which rules of a code find the same,
/// and which codes are hardly told apart. What it says of answers are counts; it quotes none of their words.
pub fn lint(codebook: &CompiledCodebook, answers: Option<&Answers<'_>>) -> Diagnostics {
    let book = codebook.codebook();
    let patterns = standing(book);
    let mut findings = Findings::default();
    findings.all.extend(check_examples(codebook));
    wording::lint(book, &patterns, &mut findings);
    stems::lint(book, &patterns, &mut findings);
    if let Some(answers) = answers {
        in_answers::lint(codebook, &patterns, &answers.with_content(), &mut findings);
    }
    findings.all
}

/// Findings, each told once: a set that several rules name is looked at with each of them.
#[derive(Debug, Default)]
struct Findings {
    all: Diagnostics,
}

impl Findings {
    fn add(&mut self, code: Code, place: &Place, message: String, help: Option<&str>) {
        let mut finding = Diagnostic::new(code, place.clone(), message);
        finding.help = help.map(str::to_owned);
        if self.all.iter().all(|known| *known != finding) {
            self.all.push(finding);
        }
    }
}

/// How many patterns a finding names.
const NAMED: usize = 5;

/// The first few of these patterns, and how many more there are.
fn named(patterns: &[&str]) -> String {
    let first: Vec<&str> = patterns.iter().take(NAMED).copied().collect();
    match patterns.len() - first.len() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// Whether one of two codes stands below the other, so that it implies it.
fn related(a: &CodeRef, b: &CodeRef) -> bool {
    let below = |a: &CodeRef, b: &CodeRef| {
        let rest = a.code.as_str().strip_prefix(b.code.as_str());
        rest.is_some_and(|rest| rest.starts_with('.'))
    };
    a == b || (a.frame == b.frame && (below(a, b) || below(b, a)))
}
