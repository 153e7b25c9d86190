use super::*;
use crate::config::{DisclosurePolicy, Inference};
use crate::survey::{OptionId, QuestionId, WaveId};
use crate::tabulate::{Bases, Line, LineKey, OneWay, Subject};

fn policy() -> DisclosurePolicy {
    DisclosurePolicy {
        threshold: 5,
        counts_only_below: 30,
        low_base_below: 100,
        redact: Vec::new(),
    }
}

fn key(id: &str) -> LineKey {
    let id_of = |id: &str| OptionId::new(id).unwrap();
    match id.strip_prefix("union_") {
        Some(_) => LineKey::Union(id_of(id)),
        None => LineKey::Option(id_of(id)),
    }
}

fn table(answered: u64, additive: bool, counts: &[(&str, u64)]) -> OneWay {
    OneWay {
        subject: Subject::Question(QuestionId::new("q").unwrap()),
        wave: WaveId::new("2024").unwrap(),
        bases: Bases {
            respondents: answered,
            asked: answered,
            answered,
            unusable: 0,
            mentions: answered,
        },
        lines: counts
            .iter()
            .map(|(id, count)| Line {
                key: key(id),
                label: (*id).to_owned(),
                count: Some(*count),
            })
            .collect(),
        additive,
    }
}

fn shown(table: &PublishedTable) -> Vec<Option<u64>> {
    table
        .lines()
        .iter()
        .map(|line| line.cell.shown().map(|s| s.share().count()))
        .collect()
}

fn cleared(table: &OneWay) -> PublishedTable {
    publish(table, &policy(), Inference::Respondents, None)
}

#[test]
fn a_suppressed_number_is_nowhere_in_what_is_published() {
    let published = cleared(&table(215, true, &[("a", 3), ("b", 190), ("c", 22)]));
    assert_eq!(shown(&published), [None, Some(190), None]);
    let debug = format!("{published:?}");
    assert!(
        !debug.contains("Proportion { count: 3") && !debug.contains("count: 22"),
        "{debug}"
    );
}

#[test]
fn a_union_beside_a_suppressed_part_is_suppressed() {
    let published = cleared(&table(215, false, &[("a", 3), ("b", 90), ("union_ab", 93)]));
    assert_eq!(shown(&published), [None, Some(90), None]);
}

#[test]
fn what_is_in_the_whole_and_not_in_the_part_must_not_be_few() {
    let whole = table(145, false, &[("a", 41), ("b", 41), ("c", 41)]);
    let part = table(145, false, &[("a", 38), ("b", 41), ("c", 30)]);
    let published = publish_part(&part, &whole, &policy(), Inference::Respondents, None);
    assert_eq!(shown(&published), [None, Some(41), Some(30)]);
}

#[test]
fn small_bases_give_counts_and_no_percentages() {
    let line = |answered, count| cleared(&table(answered, false, &[("a", count)])).lines()[0].cell;
    let small = line(29, 12);
    assert_eq!(small.shown().and_then(Shown::percent), None);
    assert_eq!(small.shown().and_then(Shown::interval), None);
    assert_eq!(
        line(30, 12)
            .shown()
            .and_then(Shown::percent)
            .map(|p| p.to_string()),
        Some("40.0%".into())
    );
    assert!(cleared(&table(99, false, &[("a", 50)])).low_base());
    assert!(!cleared(&table(100, false, &[("a", 50)])).low_base());
}

#[test]
fn a_tiny_base_is_not_shown_at_all() {
    let published = cleared(&table(4, true, &[("a", 4), ("b", 0)]));
    assert_eq!(published.base(), None);
    assert_eq!(shown(&published), [None, None]);
}

#[test]
fn intervals_speak_of_members_only_when_asked_to() {
    let table = table(200, false, &[("a", 100)]);
    let width = |inference| {
        let published = publish(&table, &policy(), inference, Some(400));
        let interval = published.lines()[0]
            .cell
            .shown()
            .and_then(Shown::interval)
            .unwrap();
        interval.upper() - interval.lower()
    };
    assert!(width(Inference::MembersAsIfRandom) < width(Inference::Respondents));
}

#[test]
fn a_union_that_leaves_few_of_the_base_is_suppressed() {
    let published = cleared(&table(60, false, &[("a", 50), ("b", 40), ("union_ab", 58)]));
    assert_eq!(shown(&published), [Some(50), Some(40), None]);
}

/// The base and the number asked of a table whose question was asked of those who chose "group",, as
/// `filter` counts them, and which `answered` of them answered.
fn routed(filter: &[(&str, u64)], answered: u64) -> (Option<u64>, Option<u64>, Vec<Option<u64>>) {
    let filter = table(filter.iter().map(|(_, count)| count).sum(), true, filter);
    let part = cleared(&table(answered, false, &[("money", 20)]));
    let route = [OptionId::new("group").unwrap()].into();
    let published = published::publish_routed(part, (&filter, &cleared(&filter)), &route, 5);
    (published.base(), published.asked(), shown(&published))
}

#[test]
fn who_was_asked_gives_away_no_option_that_leads_there() {
    let plain = [("person", 100), ("group", 40), ("friend", 20)];
    assert_eq!(routed(&plain, 40), (Some(40), Some(40), vec![Some(20)]));
    // "group" is hidden beside "friend": their sum, 43, is known, and so would be the 3.
    let hidden = [("person", 100), ("group", 40), ("friend", 3)];
    assert_eq!(routed(&hidden, 40), (None, None, vec![None]));
    assert_eq!(routed(&hidden, 39), (None, None, vec![None]));
    // "friend" could be 1 to 5.
    assert_eq!(routed(&hidden, 38), (Some(38), None, vec![Some(20)]));
}
