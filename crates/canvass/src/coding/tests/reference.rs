//! The matcher finds what a slow and obvious reading of the rule language finds.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::matching::{Matcher, Span};
use super::super::network::Network;
use super::super::rules::{Expr, Pattern, Reach};
use super::super::spellings::Spellings;

/// The number of its sentence and its letter, for each word.
type Words = Vec<(usize, char)>;

fn spans_of(expr: &Expr, words: &Words) -> BTreeSet<Span> {
    let matches = |pattern: &Pattern, word: char| match pattern {
        Pattern::Word(text) => text.starts_with(word),
        Pattern::Glob(_) => true,
        other => panic!("{other:?} is not made here"),
    };
    let row = |patterns: &[Pattern]| {
        let rows = words.windows(patterns.len()).zip(0..);
        rows.filter(|(row, _)| {
            let alike = patterns.iter().zip(*row).all(|(p, (_, w))| matches(p, *w));
            alike && row.iter().all(|(sentence, _)| *sentence == row[0].0)
        })
        .map(|(_, start)| Span {
            start,
            end: start + patterns.len() as u32,
        })
        .collect()
    };
    let within = |first: Span, second: Span, reach: Reach| {
        words[first.start as usize].0 == words[second.end as usize - 1].0
            && match reach {
                Reach::Words(most) => second.start - first.end <= most,
                Reach::Sentence => true,
            }
    };
    let after = |span: Span, others: &BTreeSet<Span>| {
        let later = others.iter().filter(|o| o.start >= span.end);
        later.copied().min()
    };
    let before = |span: Span, others: &BTreeSet<Span>| {
        let earlier = others.iter().filter(|o| o.end <= span.start);
        earlier.copied().max_by_key(|o| (o.end, o.start))
    };
    let crosses = |a: &Span, b: &Span| a.start < b.end && b.start < a.end;
    match expr {
        Expr::Word(pattern) => row(std::slice::from_ref(pattern)),
        Expr::Phrase(patterns) => row(patterns),
        Expr::Set { name, .. } => panic!("#{name} is not made here"),
        Expr::Any(choices) => choices.iter().flat_map(|e| spans_of(e, words)).collect(),
        Expr::All { present, absent } => {
            let found: Vec<_> = present.iter().map(|e| spans_of(e, words)).collect();
            let here = found.iter().all(|spans| !spans.is_empty())
                && absent.iter().all(|e| spans_of(e, words).is_empty());
            found.into_iter().filter(|_| here).flatten().collect()
        }
        Expr::Near {
            left,
            right,
            reach,
            ordered,
        } => {
            let rights = spans_of(right, words);
            let mut pairs = BTreeSet::new();
            for span in spans_of(left, words) {
                if let Some(after) = after(span, &rights).filter(|s| within(span, *s, *reach)) {
                    pairs.insert((span.start, after.end));
                }
                let before = before(span, &rights).filter(|s| within(*s, span, *reach));
                if let Some(before) = before.filter(|_| !ordered) {
                    pairs.insert((before.start, span.end));
                }
            }
            let holds = |a: &(u32, u32), b: &(u32, u32)| a != b && a.0 <= b.0 && b.1 <= a.1;
            let inner = pairs
                .iter()
                .filter(|pair| !pairs.iter().any(|other| holds(pair, other)));
            inner
                .map(|(start, end)| Span {
                    start: *start,
                    end: *end,
                })
                .collect()
        }
        Expr::NotNear { what, other, reach } => {
            let others = spans_of(other, words);
            let mut found = spans_of(what, words);
            found.retain(|span| {
                !others.iter().any(|o| crosses(span, o))
                    && !after(*span, &others).is_some_and(|o| within(*span, o, *reach))
                    && !before(*span, &others).is_some_and(|o| within(o, *span, *reach))
            });
            found
        }
        Expr::Unless { what, exception } => {
            let exceptions = spans_of(exception, words);
            let mut found = spans_of(what, words);
            found.retain(|span| !exceptions.iter().any(|e| crosses(span, e)));
            found
        }
    }
}

fn pattern() -> impl Strategy<Value = Pattern> {
    prop_oneof![
        4 => "[abcd]".prop_map(Pattern::Word),
        1 => Just(Pattern::Glob("?".into())),
    ]
}

fn reach() -> impl Strategy<Value = Reach> {
    prop_oneof![(0..3_u32).prop_map(Reach::Words), Just(Reach::Sentence)]
}

fn expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        pattern().prop_map(Expr::Word),
        prop::collection::vec(pattern(), 2..4).prop_map(Expr::Phrase),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        let some = || prop::collection::vec(inner.clone(), 1..3);
        prop_oneof![
            some().prop_map(Expr::Any),
            (some(), prop::collection::vec(inner.clone(), 0..2))
                .prop_map(|(present, absent)| Expr::All { present, absent }),
            (boxed(), boxed(), reach(), any::<bool>()).prop_map(|(left, right, reach, ordered)| {
                Expr::Near {
                    left,
                    right,
                    reach,
                    ordered,
                }
            }),
            (boxed(), boxed(), reach()).prop_map(|(what, other, reach)| Expr::NotNear {
                what,
                other,
                reach,
            }),
            (boxed(), boxed()).prop_map(|(what, exception)| Expr::Unless { what, exception }),
        ]
    })
}

proptest! {
    #[test]
    fn the_matcher_finds_what_the_language_says(
        exprs in prop::collection::vec(expr(), 1..4),
        answers in prop::collection::vec(prop::collection::vec("[abcd]", 0..9), 1..4),
        stop in 1..5_usize,
    ) {
        let mut network = Network::default();
        let nodes: Vec<_> = exprs.iter().map(|e| network.add(e, &Default::default())).collect();
        let mut matcher = Matcher::new(&network);
        let mut spellings = Spellings::default();
        for answer in &answers {
            let words: Words = answer
                .iter()
                .enumerate()
                .map(|(at, word)| (at / stop, word.chars().next().unwrap_or_default()))
                .collect();
            let sentences: Vec<String> = answer.chunks(stop).map(|s| s.join(" ")).collect();
            let mut tokens = Vec::new();
            spellings.read(&sentences.join(". "), &mut tokens);
            matcher.read(&tokens, &spellings);
            for (expr, node) in exprs.iter().zip(&nodes) {
                let expected: Vec<Span> = spans_of(expr, &words).into_iter().collect();
                prop_assert_eq!(matcher.spans(*node), &expected[..], "{:?} in {:?}", expr, answer);
            }
        }
    }
}
