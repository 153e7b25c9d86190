use std::sync::Arc;

use super::*;
use crate::coding::{Coding, Evidence, Queued, Source, Suggestion, SuggestionSource, Why};

fn rule(name: &str, text: &str, words: &[&str], negated: bool) -> Coding {
    let place = |word: &&str| {
        let start = text.find(word).unwrap();
        Evidence {
            bytes: start..start + word.len(),
            chars: start..start + word.len(),
        }
    };
    Coding {
        respondent: 0,
        question: QuestionId::new("impact").unwrap(),
        code: code(name),
        source: Source::Rules(vec![Arc::from("r")]),
        evidence: words.iter().map(place).collect(),
        negated,
        stance: None,
    }
}

/// The queue of these answers: words, and what rules found in them.
fn queue_of(answers: &[(&str, Vec<Coding>)], suggestions: &[Suggestion]) -> Vec<Queued> {
    let ids: Vec<AnswerId> = (0..answers.len())
        .map(|n| answer("2024", &format!("q{n}")))
        .collect();
    let waiting: Vec<Waiting<'_>> = answers
        .iter()
        .zip(&ids)
        .map(|((text, codings), answer)| Waiting {
            answer,
            text,
            codings,
            decisions: &[],
        })
        .collect();
    queue(&codebook(&["money", "people"]), &waiting, None, suggestions)
}

fn place(queue: &[Queued], n: usize) -> usize {
    let id = answer("2024", &format!("q{n}"));
    queue.iter().position(|queued| queued.answer == id).unwrap()
}

#[test]
fn doubtful_answers_come_before_sure_ones() {
    let sure = "grants and more grants";
    let single = "grants or more of it";
    let negated = "no grants, none whatever";
    let long = "we tried everything that anybody could possibly think about during that difficult winter and \
        eventually something happened, although nobody remembers exactly what happened after grants";
    let queue = queue_of(
        &[
            (
                sure,
                vec![rule("money", sure, &["grants", "more grants"], false)],
            ),
            (single, vec![rule("money", single, &["grants"], false)]),
            (negated, vec![rule("money", negated, &["grants"], true)]),
            (long, vec![rule("money", long, &["grants"], false)]),
        ],
        &[],
    );
    let order = [3, 2, 1, 0].map(|n| place(&queue, n));
    assert_eq!(order, [0, 1, 2, 3]);
    assert_eq!(queue[0].why, [Why::Uncertain, Why::ThinlyCoded]);
    assert_eq!(queue[1].why, [Why::Negated, Why::Uncertain]);
    assert_eq!(queue[3].why, [Why::Rest]);
    // 0.15 ln 5 + nothing uncovered but "more".
    let covered = 0.15 * 5.0_f64.ln();
    assert!((queue[3].priority - covered).abs() < 1e-12, "{queue:?}");
}

#[test]
fn what_another_program_proposes_and_rules_did_not_find_comes_first() {
    let texts = ["grants and more grants", "people and more people"];
    let codings = |n: usize| {
        let (name, words) = [
            ("money", ["grants", "more grants"]),
            ("people", ["people", "more people"]),
        ][n];
        vec![rule(name, texts[n], &words, false)]
    };
    let proposed = Suggestion {
        answer: answer("2024", "q1"),
        code: code("money"),
        source: SuggestionSource::Suggester { name: "x".into() },
        evidence: vec![],
        confidence: None,
    };
    let answers = [(texts[0], codings(0)), (texts[1], codings(1))];
    let queue = queue_of(&answers, &[proposed]);
    assert_eq!(place(&queue, 1), 0);
    assert_eq!(queue[0].why, [Why::Disagreement]);
}

#[test]
fn every_tenth_is_drawn_and_the_order_of_rows_makes_no_difference() {
    let texts: Vec<String> = (0..95).map(|n| "word ".repeat(n + 1)).collect();
    let answers: Vec<(&str, Vec<Coding>)> = texts.iter().map(|t| (t.as_str(), vec![])).collect();
    let queue = queue_of(&answers, &[]);
    assert_eq!(queue.len(), 95);
    let drawn: Vec<usize> = (0..95)
        .filter(|at| queue[*at].why.contains(&Why::Random))
        .collect();
    assert_eq!(drawn, [9, 19, 29, 39, 49, 59, 69, 79, 89]);
    // The rest keep to their priority.
    let kept: Vec<f64> = queue
        .iter()
        .filter(|queued| !queued.why.contains(&Why::Random))
        .map(|queued| queued.priority)
        .collect();
    assert!(kept.is_sorted_by(|a, b| a >= b));
    // Each answer once.
    let ids: std::collections::BTreeSet<_> = queue.iter().map(|queued| &queued.answer).collect();
    assert_eq!(ids.len(), 95);

    let waiting = |n: &usize| answer("2024", &format!("q{n}"));
    let ids: Vec<AnswerId> = (0..95)
        .rev()
        .collect::<Vec<_>>()
        .iter()
        .map(waiting)
        .collect();
    let turned: Vec<Waiting<'_>> = ids
        .iter()
        .zip(texts.iter().rev())
        .map(|(answer, text)| Waiting {
            answer,
            text,
            codings: &[],
            decisions: &[],
        })
        .collect();
    assert_eq!(
        super::queue(&codebook(&["money"]), &turned, None, &[]),
        queue
    );
}

#[test]
fn what_people_left_open_comes_before_everything() {
    let ids = [answer("2024", "a"), answer("2024", "b")];
    let waiting = [
        ("x", &[Why::Stale][..]),
        ("word word word word word word", &[]),
    ];
    let waiting: Vec<Waiting<'_>> = ids
        .iter()
        .zip(waiting)
        .map(|(answer, (text, decisions))| Waiting {
            answer,
            text,
            codings: &[],
            decisions,
        })
        .collect();
    let queue = queue(&codebook(&["money"]), &waiting, None, &[]);
    assert_eq!(queue[0].answer, ids[0]);
    assert_eq!(queue[0].why, [Why::Stale, Why::Uncoded]);
}

#[test]
fn only_draws_below_the_order_tell_of_what_is_not_read() {
    let queued = |n: u32, priority: f64, random: bool| Queued {
        answer: answer("2024", &n.to_string()),
        why: if random {
            vec![Why::Uncoded, Why::Random]
        } else {
            vec![Why::Uncoded]
        },
        priority,
    };
    let queue = [
        queued(0, 9.0, false),
        queued(1, 8.5, true),
        queued(2, 8.0, false),
        queued(3, 1.0, true),
        queued(4, 7.0, false),
        queued(5, 2.0, true),
        queued(6, 6.0, false),
    ];
    let missed = Missed::in_queue(&queue, 6, |id| *id == answer("2024", "3")).unwrap();
    assert_eq!((missed.drawn, missed.wrong), (2, 1));
    // One of two: the square of the limit is 0.95.
    assert!((missed.at_most - 0.95_f64.sqrt()).abs() < 1e-12);
    assert_eq!(Missed::in_queue(&queue, 1, |_| false), None);
    assert_eq!(Missed::in_queue(&queue, 9, |_| false), None);
}

/// Sixty answers, each a word longer than the one before, and the places of all in the queue.
fn sixty() -> Vec<Queued> {
    let texts: Vec<String> = (1..=60).map(|n| "grants ".repeat(n)).collect();
    let answers: Vec<(&str, Vec<Coding>)> = texts
        .iter()
        .map(|text| (text.as_str(), vec![rule("money", text, &["grants"], false)]))
        .collect();
    queue_of(&answers, &[])
}

#[test]
fn what_was_drawn_tells_of_what_nobody_has_read() {
    let queue = sixty();
    // Two sheets of ten: eighteen read for their priority, two because they were drawn.
    let drawn = [&queue[9].answer, &queue[19].answer];
    let mut by_priority = queue.clone();
    by_priority.sort_by(|a, b| b.priority.total_cmp(&a.priority));
    let low = |answer: &AnswerId| by_priority[20..].iter().any(|q| q.answer == *answer);
    assert!(
        drawn.iter().all(|answer| low(answer)),
        "the draws stand low"
    );
    let looked = |read: &[&AnswerId], wrong: &[&AnswerId]| -> Vec<Looked> {
        queue
            .iter()
            .map(|queued| Looked {
                answer: queued.answer.clone(),
                priority: queued.priority,
                read: read.contains(&&queued.answer),
                wrong: wrong.contains(&&queued.answer),
            })
            .collect()
    };
    let twenty: Vec<&AnswerId> = queue[..20].iter().map(|queued| &queued.answer).collect();
    // What was wrong at the top says nothing of what stands below.
    let missed = Missed::in_wave(&looked(&twenty, &[twenty[0], drawn[1]]));
    assert_eq!(missed, Missed::of(2, 1));
    // A drawn answer that was passed over leaves no sample: only easy ones may have been read.
    let passed: Vec<&AnswerId> = twenty
        .iter()
        .copied()
        .filter(|answer| *answer != drawn[0])
        .collect();
    assert_eq!(Missed::in_wave(&looked(&passed, &[])), None);
    // Nothing is left to be told of.
    let all: Vec<&AnswerId> = queue.iter().map(|queued| &queued.answer).collect();
    assert_eq!(Missed::in_wave(&looked(&all, &[])), None);
}
