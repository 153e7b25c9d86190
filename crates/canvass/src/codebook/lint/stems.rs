//! Stems that take in words which other codes claim.

use std::collections::{BTreeMap, BTreeSet};

use super::{Findings, related};
use crate::codebook::patterns::Standing;
use crate::codebook::probe::{Probe, Wanted, as_answer};
use crate::coding::{Pattern, Shape};
use crate::diagnostics::Code;
use crate::survey::{CodeRef, Codebook};

pub(super) fn lint(book: &Codebook, patterns: &[Standing<'_>], findings: &mut Findings) {
    let stems: Vec<&Standing<'_>> = patterns
        .iter()
        .filter(|pattern| pattern.rule.points.is_none())
        .filter(|pattern| single(pattern, |word| matches!(word, Pattern::Stem(_))))
        .collect();
    let wanted: Vec<Wanted<'_>> = stems
        .iter()
        .map(|pattern| pattern.in_any_answer())
        .collect();
    let Ok(probe) = Probe::new(book, &wanted) else {
        return;
    };
    let mut read = probe.reader();
    let mut claimed: Vec<BTreeMap<&CodeRef, BTreeSet<&str>>> = vec![BTreeMap::new(); stems.len()];
    for pattern in patterns
        .iter()
        .filter(|pattern| pattern.rule.points.is_none())
    {
        let Some(Pattern::Word(word)) = only_word(pattern) else {
            continue;
        };
        for hit in read(None, &as_answer(word)) {
            let Some((stem, claims)) = stems.get(hit.wanted).zip(claimed.get_mut(hit.wanted))
            else {
                continue;
            };
            let (a, b) = (&stem.rule.code, &pattern.rule.code);
            if a.frame == b.frame && !related(a, b) {
                claims.entry(b).or_default().insert(word);
            }
        }
    }
    for (stem, claims) in stems.iter().zip(claimed) {
        for (code, words) in claims {
            let words: Vec<&str> = words.into_iter().collect();
            let words = words.join("\", \"");
            findings.add(
                Code::CodebookSharedStem,
                &stem.place,
                format!(
                    "{} of {} takes in \"{words}\", which {code} claims",
                    stem.alternative.text, stem.rule.code
                ),
                Some("except the word with UNLESS, or name the forms that are meant"),
            );
        }
    }
}

fn only_word<'p>(pattern: &'p Standing<'_>) -> Option<&'p Pattern> {
    match &pattern.alternative.shape {
        Shape::Words(words) => match &words[..] {
            [only] => Some(only),
            _ => None,
        },
        _ => None,
    }
}

fn single(pattern: &Standing<'_>, is: impl Fn(&Pattern) -> bool) -> bool {
    only_word(pattern).is_some_and(is)
}
