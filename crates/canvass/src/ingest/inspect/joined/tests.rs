#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

fn values(cells: &[(&str, u64)]) -> Vec<Value> {
    cells
        .iter()
        .map(|(text, count)| Value {
            text: (*text).to_owned(),
            count: *count,
            missing: false,
        })
        .collect()
}

fn learnt(cells: &[(&str, u64)], separator: &str, inline: bool) -> Option<Vec<(String, u64)>> {
    let values = values(cells);
    let learnt = learn(values.iter(), &[&[separator]], inline)?;
    let mut options: Vec<(String, u64)> = learnt
        .options
        .into_iter()
        .map(|option| (option.label, option.count))
        .collect();
    options.sort();
    Some(options)
}

fn of(options: &[(&str, u64)]) -> Option<Vec<(String, u64)>> {
    Some(
        options
            .iter()
            .map(|(label, count)| ((*label).to_owned(), *count))
            .collect(),
    )
}

#[test]
fn options_that_hold_the_separator_are_kept_whole() {
    let cells = [
        ("Reports, toolkits and guides", 4),
        ("Reports, toolkits and guides, Training", 6),
        (
            "Reports, toolkits and guides, FreeBSD, OpenBSD or NetBSD",
            3,
        ),
        ("Training, FreeBSD, OpenBSD or NetBSD", 2),
        ("Social media (Facebook, X)", 3),
        ("Training", 5),
        ("Training, Social media (Facebook, X)", 2),
    ];
    assert_eq!(
        learnt(&cells, ", ", true),
        of(&[
            ("FreeBSD, OpenBSD or NetBSD", 5),
            ("Reports, toolkits and guides", 13),
            ("Social media (Facebook, X)", 5),
            ("Training", 15)
        ])
    );
}

#[test]
fn words_of_peoples_own_are_no_options() {
    let cells = [
        ("Rust", 9),
        ("Rust, Go", 9),
        ("Go", 9),
        ("Go, C", 5),
        ("Rust, C", 6),
        ("Rust, my own language", 1),
        ("something else entirely", 1),
    ];
    assert_eq!(
        learnt(&cells, ", ", true),
        of(&[("C", 11), ("Go", 23), ("Rust", 25)])
    );
}

#[test]
fn a_single_choice_with_commas_is_not_parted() {
    let cells = [
        ("Yes, often", 9),
        ("Yes, now and then", 8),
        ("No, never", 7),
        ("No", 3),
    ];
    assert_eq!(learnt(&cells, ", ", true), None);
    let cells = [
        ("White, British", 9),
        ("White, Irish", 8),
        ("Asian, British", 7),
    ];
    assert_eq!(learnt(&cells, ", ", false), None);
}

#[test]
fn sentences_are_not_parted() {
    let cells = [
        ("It was good, thank you", 1),
        ("Good, but far away, sadly", 1),
        ("More events, more often", 1),
        ("No", 2),
    ];
    assert_eq!(learnt(&cells, ", ", true), None);
}

#[test]
fn the_same_options_in_other_orders_are_a_ranking() {
    let values = values(&[("A;B;C;", 3), ("B;A;C;", 2), ("C;A;B;", 2), ("A;C;B;", 1)]);
    let learnt = learn(values.iter(), &[&[";"]], true).unwrap();
    assert!(learnt.ranking);
    assert_eq!(learnt.options.len(), 3);
    let values = self::values(&[
        ("A;B;C;", 3),
        ("A;B;", 2),
        ("A;C;", 2),
        ("C;", 1),
        ("B;", 1),
    ]);
    assert!(!learn(values.iter(), &[&[";"]], true).unwrap().ranking);
}

#[test]
fn one_combination_of_options_that_stand_alone_is_a_multi_select() {
    let cells = [("Cafe", 22), ("Hall", 26), ("Cafe, Hall", 15)];
    let values = values(&cells);
    let learnt = learn(values.iter(), &[&[", "]], true).unwrap();
    assert!(learnt.one_combination);
    let counts: Vec<(&str, u64)> = learnt
        .options
        .iter()
        .map(|option| (option.label.as_str(), option.count))
        .collect();
    assert_eq!(counts, [("Cafe", 37), ("Hall", 41)]);
}

#[test]
fn what_one_of_many_named_is_no_combination() {
    let cells = [("Leeds", 30), ("York", 26), ("Leeds, York", 1)];
    assert_eq!(learnt(&cells, ", ", true), None);
    let cells = [
        ("Advice", 6),
        ("A language feature", 3),
        ("Advice;A language feature", 2),
    ];
    assert_eq!(
        learnt(&cells, ";", true),
        of(&[("A language feature", 5), ("Advice", 8)])
    );
}

#[test]
fn words_glued_to_an_option_are_words_however_often_they_come() {
    let cells = [
        ("Gym, Pool", 9),
        ("Gym", 4),
        ("Pool", 3),
        ("Gym, Hall", 6),
        ("Hall, Pool", 5),
        ("Pool, my mum is ill", 2),
        ("Gym, Pool, my mum is ill", 1),
        ("Hall, something", 3),
    ];
    assert_eq!(
        learnt(&cells, ", ", true),
        of(&[("Gym", 20), ("Hall", 14), ("Pool", 20)])
    );
}

#[test]
fn options_of_which_one_begins_as_another_ends_are_kept_whole() {
    let cells = [
        ("Training, online", 6),
        ("Training, in person", 5),
        ("Training, online, Advice", 4),
        ("Training, in person, Advice", 3),
        ("Advice", 2),
        ("Training, online, Training, in person", 2),
    ];
    assert_eq!(
        learnt(&cells, ", ", true),
        of(&[
            ("Advice", 9),
            ("Training, in person", 10),
            ("Training, online", 12)
        ])
    );
}
