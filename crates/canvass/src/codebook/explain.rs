use std::collections::{BTreeMap, BTreeSet};

use super::answers::Answers;
use super::patterns::{Standing, standing};
use super::probe::{Probe, Wanted, as_answer};
use super::tally::{WordType, tally};
use crate::coding::{CompiledCodebook, Shape};
use crate::diagnostics::Place;
use crate::survey::{CodePoints, CodeRef, Codebook, Negation};

/// A word is shown only when at least so many different people used it.
pub const FEWEST_PEOPLE: usize = 3;

/// What a rule finds, pattern by pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedRule {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: CodeRef,
    /// Where it stands in `codebook.toml`.
    pub place: Place,
    /// How many answers it matches.
    pub answers: usize,
    /// The points that each of its patterns gives or takes; `None` for a rule that finds the code.
    pub points: Option<i32>,
    /// How many points its code takes, where rules are not enough on their own.
    pub takes: Option<CodePoints>,
    /// Its patterns: what is enough on its own to match, those of named sets spelt out.
    pub patterns: Vec<ExplainedPattern>,
}

/// What a pattern of a rule finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedPattern {
    /// The pattern as it is written.
    pub pattern: String,
    /// The set in which it is written, if it is not in the rule itself.
    pub set: Option<String>,
    /// How many answers it matches, those that its rule excuses left out.
    pub answers: usize,
    /// The words and phrases that it matches and that enough people used, the most frequent first. Empty for a
    /// pattern with operators.
    pub types: Vec<ExplainedType>,
    /// How many more words and phrases it matches, each used by fewer than [`FEWEST_PEOPLE`].
    pub rare: usize,
}

/// A word or phrase that a pattern matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedType {
    /// The word, without case and accents.
    pub word: String,
    /// How often it was written.
    pub count: usize,
    /// The other codes that have a pattern for it, in the codebook's order.
    pub claimed_by: Vec<CodeRef>,
}

/// What the rules of a code find in the answers, and those of all codes if none is named.
///
/// Words and phrases are told with how often they were written, if at least [`FEWEST_PEOPLE`] different people used
/// them; of patterns with operators, which match longer pieces of answers, only the number of answers is told.
pub fn explain(
    codebook: &CompiledCodebook,
    answers: &Answers<'_>,
    code: Option<&CodeRef>,
) -> Vec<ExplainedRule> {
    let book = codebook.codebook();
    let all = standing(book);
    let answers = answers.with_content();
    let rules: Vec<_> = book
        .rules
        .iter()
        .filter(|rule| code.is_none_or(|code| rule.code == *code))
        .collect();
    let patterns: Vec<&Standing<'_>> = all
        .iter()
        .filter(|pattern| code.is_none_or(|code| pattern.rule.code == *code))
        .collect();
    let of_rules = rules.iter().map(|rule| Wanted {
        expression: rule.expression.clone(),
        place: rule.place.clone(),
        questions: &rule.questions,
        negation: rule.negation,
    });
    let of_patterns = patterns.iter().map(|pattern| Wanted {
        expression: pattern.alternative.in_context(),
        place: pattern.place.clone(),
        questions: &pattern.rule.questions,
        negation: Negation::Ignore,
    });
    let wanted: Vec<Wanted<'_>> = of_rules.chain(of_patterns).collect();
    let no_words = rules.iter().map(|_| false);
    let count_words: Vec<bool> = no_words
        .chain(patterns.iter().map(|pattern| is_words(pattern)))
        .collect();
    let Ok(probe) = Probe::new(book, &wanted) else {
        return Vec::new();
    };
    let tally = tally(&probe, &answers, &count_words);
    let shown = tally
        .types
        .iter()
        .flatten()
        .filter(|(_, word)| is_shown(word));
    let claims = claims(book, &all, shown.map(|(word, _)| word.as_str()).collect());
    let matched = |at: usize| tally.answers.get(at).map_or(0, Vec::len);
    let explained = |(at, pattern): (usize, &&Standing<'_>)| {
        let types = tally.types.get(at).into_iter().flatten();
        let (shown, rare): (Vec<_>, Vec<_>) = types.partition(|(_, word)| is_shown(word));
        let mut types: Vec<ExplainedType> = shown
            .into_iter()
            .map(|(word, found)| ExplainedType {
                word: word.clone(),
                count: found.count,
                claimed_by: claims
                    .get(word)
                    .into_iter()
                    .flatten()
                    .filter(|code| **code != pattern.rule.code)
                    .cloned()
                    .collect(),
            })
            .collect();
        types.sort_by(|a, b| (b.count, &a.word).cmp(&(a.count, &b.word)));
        ExplainedPattern {
            pattern: pattern.alternative.text.clone(),
            set: pattern.set.map(str::to_owned),
            answers: matched(at),
            types,
            rare: rare.len(),
        }
    };
    let with_places = || (rules.len()..).zip(&patterns);
    rules
        .iter()
        .enumerate()
        .map(|(at, rule)| ExplainedRule {
            id: rule.id.clone(),
            code: rule.code.clone(),
            place: rule.place.clone(),
            answers: matched(at),
            points: rule.points,
            takes: book.code(&rule.code).and_then(|code| code.points),
            patterns: with_places()
                .filter(|(_, pattern)| pattern.rule.id == rule.id)
                .map(explained)
                .collect(),
        })
        .collect()
}

fn is_shown(word: &WordType) -> bool {
    word.people.len() >= FEWEST_PEOPLE
}

fn is_words(pattern: &Standing<'_>) -> bool {
    matches!(pattern.alternative.shape, Shape::Words(_))
}

/// The codes that have a pattern for each of these words on its own, in the codebook's order.
fn claims(
    book: &Codebook,
    all: &[Standing<'_>],
    words: BTreeSet<&str>,
) -> BTreeMap<String, Vec<CodeRef>> {
    let patterns: Vec<&Standing<'_>> = all.iter().filter(|pattern| is_words(pattern)).collect();
    let wanted: Vec<Wanted<'_>> = patterns
        .iter()
        .map(|pattern| pattern.in_any_answer())
        .collect();
    let Ok(probe) = Probe::new(book, &wanted) else {
        return BTreeMap::new();
    };
    let mut read = probe.reader();
    words
        .into_iter()
        .map(|word| {
            let hits = read(None, &as_answer(word));
            let claiming: Vec<&CodeRef> = hits
                .iter()
                .filter_map(|hit| Some(&patterns.get(hit.wanted)?.rule.code))
                .collect();
            let codes = book.codes().map(|(code, _)| code);
            let claiming = codes.filter(|code| claiming.contains(&code)).collect();
            (word.to_owned(), claiming)
        })
        .collect()
}
